//! `network`: the pictures with the red lines, and exports.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::rounds::existing;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{Session, failed};
use crate::domain::{Programme, Round, RoundNumber};
use crate::render::network::{Drawing, Format, Look, Scope};
use crate::report::picture::Network;

/// Arguments of `network`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[command(
    after_help = "Met is a solid blue line, not met a dashed red one, not confirmed a dotted\n\
                        red one. The round stands out, earlier rounds are faint.\n\n\
                        Examples:\n  unmentor network -o round.svg\n  \
                        unmentor network --all -o pictures\n  \
                        unmentor network --format graphml -o network.graphml"
)]
pub struct NetworkArgs {
    /// Show the network up to this round [default: the latest]
    #[arg(long, value_name = "ROUND", conflicts_with = "all")]
    round: Option<RoundNumber>,
    /// One picture for each round, into a folder
    #[arg(long, requires = "output")]
    all: bool,
    /// How it is written [default: by the file's ending, else svg]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write to this file, or with --all into this folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put files in place of existing ones
    #[arg(long, requires = "output")]
    force: bool,
    /// Write names beside the dots
    #[arg(long)]
    labels: bool,
    /// Light lines on a dark ground
    #[arg(long)]
    dark: bool,
    /// Hide names and ids
    #[arg(long)]
    anonymise: bool,
}

/// Draws the network.
pub fn run(session: &mut Session, args: &NetworkArgs) -> Result<()> {
    let loaded = session.load()?;
    let programme = &loaded.programme;
    if let Some(number) = args.round {
        existing(programme, number)?;
    }
    if programme.rounds.is_empty() {
        return Err(Failure::new(Exit::Data, "there are no rounds yet, so there is no network")
            .hint("unmentor pair")
            .into());
    }
    let format = format(args);
    let network = Network::of(programme);
    let look = Look { labels: args.labels, dark: args.dark, anonymise: args.anonymise };
    let drawing = Drawing::new(&network, look);
    let files = files(programme, format, args);
    for file in files.iter().filter_map(|(_, file)| file.as_deref()) {
        session.free(file, args.force)?;
    }
    if let (true, Some(folder)) = (args.all, &args.output) {
        // Only the last folder of the path is made: a mistyped one shall be seen.
        if !folder.is_dir() {
            std::fs::create_dir(folder).map_err(|cause| failed("make", folder, &cause))?;
        }
    }
    for (scope, file) in files {
        let mut written = Vec::new();
        drawing.write(scope, format, &mut written)?;
        session.deliver(&written, file.as_deref(), args.force)?;
    }
    Ok(())
}

/// What is drawn into which file; without a file, to the terminal.
fn files(
    programme: &Programme,
    format: Format,
    args: &NetworkArgs,
) -> Vec<(Scope, Option<PathBuf>)> {
    match (&args.output, args.all, args.round) {
        (Some(folder), true, _) => {
            let numbers = programme.rounds.iter().map(Round::number);
            let ending = format.to_possible_value();
            let ending = ending.as_ref().map_or("", |word| word.get_name());
            let name = |number: RoundNumber| format!("round-{number:02}.{ending}");
            numbers.map(|n| (Scope::Round(n), Some(folder.join(name(n))))).collect()
        }
        (file, _, Some(round)) => vec![(Scope::Round(round), file.clone())],
        (file, _, None) => vec![(Scope::All, file.clone())],
    }
}

/// The format that was named, or the one that the file's ending names.
fn format(args: &NetworkArgs) -> Format {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
    let named = if args.json { Some(Format::Json) } else { args.format };
    named.or_else(|| Format::from_str(ending?, true).ok()).unwrap_or(Format::Svg)
}
