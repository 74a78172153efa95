//! `network`: the pictures with the red lines, and exports.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::output::{Output, Written};
use crate::cli::session::Session;
use crate::domain::{Programme, Round, RoundNumber};
use crate::render::network::{Drawing, Format, Look, Scope};

/// Arguments of `network`.
#[derive(Debug, Args)]
#[command(
    after_help = "Met is a solid blue line, not met a dashed red one, not confirmed a dotted\n\
                        red one. The round stands out, earlier rounds are faint.\n\n\
                        Examples:\n  unmentor network -o round.svg\n  \
                        unmentor network --round 4 --width 1200 -o round-04.png\n  \
                        unmentor network --all --format png -o pictures\n  \
                        unmentor network -o network.graphml"
)]
pub struct NetworkArgs {
    /// Show the network up to this round [default: the latest]
    #[arg(long, value_name = "ROUND", conflicts_with = "all")]
    round: Option<RoundNumber>,
    /// One picture for each round, into the folder that -o names
    #[arg(long, requires = "output")]
    all: bool,
    #[command(flatten)]
    output: Output<Format>,
    #[command(flatten)]
    style: Style,
    /// With --anonymise: organisation, sector, region, number met and status in exports all the same
    #[arg(long, requires = "anonymise")]
    attributes: bool,
    /// How wide a PNG is [default: 1600, or as wide as the drawing needs]
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(100..=8000))]
    width: Option<u32>,
}

/// How a picture looks.
#[derive(Debug, Args)]
struct Style {
    /// Write names beside the dots, as many as there is room for
    #[arg(long)]
    labels: bool,
    /// Light lines on a dark ground
    #[arg(long)]
    dark: bool,
}

impl Written for Format {
    const USUAL: Self = Self::Svg;
    const JSON: Self = Self::Json;

    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Svg => &["svg"],
            Self::Png => &["png"],
            Self::Dot => &["dot", "gv"],
            Self::Graphml => &["graphml"],
            Self::Gexf => &["gexf"],
            Self::Csv => &["csv"],
            Self::Json => &["json"],
        }
    }
}

impl NetworkArgs {
    /// Draws the network.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let NetworkArgs { output, .. } = self;
        // With --all the output is a folder, whose name has no ending.
        let format =
            if self.all { output.named().unwrap_or(Format::USUAL) } else { output.format()? };
        drawable(session, format, self)?;
        let loaded = session.load()?;
        let programme = &loaded.programme;
        if let Some(number) = self.round {
            find::round(programme, number)?;
        }
        if programme.rounds().is_empty() {
            return Err(Failure::new(
                Exit::Data,
                "there are no rounds yet, so there is no network",
            )
            .hint(find::first_round(programme))
            .into());
        }
        let network = output.network(programme, session.today);
        let look = Look { labels: self.style.labels, dark: self.style.dark, width: self.width };
        let drawing = Drawing::new(&network, look);
        let drawing = if self.attributes { drawing.with_attributes() } else { drawing };
        let files = files(programme, format, self);
        for file in files.iter().filter_map(|(_, file)| file.as_deref()) {
            Session::free(file, output.force)?;
            if format == Format::Csv {
                Session::free(&people_beside(file), output.force)?;
            }
        }
        if let (true, Some(folder)) = (self.all, output.file()) {
            // Only the last folder of the path is made: a mistyped one is to be seen.
            if !folder.is_dir() {
                std::fs::create_dir(folder)
                    .map_err(|cause| Failure::on_file("make", folder, &cause))?;
            }
        }
        for (scope, file) in files {
            let mut written = Vec::new();
            drawing.write(scope, format, &mut written)?;
            session.deliver(&written, file.as_deref(), output.force)?;
            if let (Format::Csv, Some(file)) = (format, file) {
                let mut people = Vec::new();
                drawing.write_people(scope, &mut people)?;
                session.deliver(&people, Some(&people_beside(&file)), output.force)?;
            }
        }
        Ok(())
    }
}

/// Where the people stand whose lines are in a file: `network-people.csv`.
fn people_beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-people.csv"))
}

/// Refuses what cannot be drawn, before anything is read.
fn drawable(session: &Session, format: Format, args: &NetworkArgs) -> Result<(), Failure> {
    if format != Format::Png {
        let Some(width) = args.width else { return Ok(()) };
        let message = "--width is for PNG; the other formats have no pixels";
        return Err(Failure::new(Exit::Usage, message)
            .hint(format!("unmentor network --format png --width {width} -o round.png")));
    }
    has_pixels(session, args.output.file(), "unmentor network -o round.png")
}

/// Refuses a PNG that cannot be made, or not be shown; with what to type instead.
pub fn has_pixels(session: &Session, file: Option<&Path>, command: &str) -> Result<(), Failure> {
    if cfg!(not(feature = "png")) {
        let message = "this unmentor was built without PNG pictures";
        return Err(Failure::new(Exit::Usage, message)
            .hint("write a .svg, or build it with: cargo install unmentor --features png"));
    }
    if file.is_none() && session.terminal.is_screen() {
        let message = "a PNG cannot be shown on the terminal";
        return Err(Failure::new(Exit::Usage, message).hint(command));
    }
    Ok(())
}

/// What is drawn into which file; without a file, to the terminal.
fn files(
    programme: &Programme,
    format: Format,
    args: &NetworkArgs,
) -> Vec<(Scope, Option<PathBuf>)> {
    match (args.output.file(), args.all, args.round) {
        (Some(folder), true, _) => {
            let numbers = programme.rounds().iter().map(Round::number);
            let name = |number: RoundNumber| format!("round-{number:02}.{}", format.word());
            numbers.map(|n| (Scope::Round(n), Some(folder.join(name(n))))).collect()
        }
        (file, _, Some(round)) => vec![(Scope::Round(round), file.map(Into::into))],
        (file, _, None) => vec![(Scope::All, file.map(Into::into))],
    }
}
