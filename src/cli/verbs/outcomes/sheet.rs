//! `outcomes sheet`: the spreadsheet that an organiser fills in.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::command_line::typed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::session::Session;
use crate::domain::RoundNumber;
use crate::render::outcome_sheet::{Format, write};

/// Arguments of `outcomes sheet`.
#[derive(Debug, Args)]
#[command(
    after_help = "The sheet has a row for each person in a pair. Fill in what you know, save\n\
                        it, and take it in again: unmentor outcomes import FILE\n\n\
                        Examples:\n  unmentor outcomes sheet -o round-05.xlsx\n  \
                        unmentor outcomes sheet --round 4 -o round-04.csv"
)]
pub struct SheetArgs {
    /// The round whose pairs stand in it [default: the latest]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    /// How it is written [default: by the file's ending, else csv]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put the file in place of an existing one
    #[arg(long, requires = "output")]
    force: bool,
}

impl SheetArgs {
    /// Writes the sheet.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let format = format(self)?;
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let round = match self.round {
            Some(number) => find::round(programme, number)?,
            None => programme.latest().ok_or_else(|| {
                Failure::new(Exit::Data, "there are no rounds yet, so there is nothing to fill in")
                    .hint(find::first_round(programme))
            })?,
        };
        let mut written = Vec::new();
        write(programme, round, &[], format, &mut written)?;
        session.deliver(&written, self.output.as_deref(), self.force)?;
        if let Some(file) = &self.output {
            session
                .terminal
                .next(format_args!("fill it in, then: unmentor outcomes import {}", typed(file)));
        }
        Ok(())
    }
}

/// The format that was named, or the one that the file's ending names.
fn format(args: &SheetArgs) -> Result<Format, Failure> {
    match (args.format, &args.output) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Csv),
        (None, Some(file)) => by_ending(file),
    }
}

/// The format that a file's ending names.
pub fn by_ending(file: &Path) -> Result<Format, Failure> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Format::from_str(ending, true).map_err(|_| unknown_ending(file))
}

fn unknown_ending(file: &Path) -> Failure {
    let formats = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let words: Vec<_> = formats.map(|format| format.get_name().to_owned()).collect();
    let message = format!("the ending of `{}` names no format of this sheet", file.display());
    Failure::new(Exit::Usage, message).hint(format!("--format {}", words.join(" or --format ")))
}
