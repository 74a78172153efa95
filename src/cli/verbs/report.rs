//! `report`: the growth report.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::session::Session;
use crate::render::{self, Part, Style};
use crate::report::Report;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// One part of it [default: the whole]
    #[arg(value_enum)]
    part: Option<Part>,
    /// How it is written
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write to this file instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put the file in place of an existing one
    #[arg(long, requires = "output")]
    force: bool,
    /// Hide names
    #[arg(long)]
    anonymise: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal
    Table,
    /// For a spreadsheet
    Csv,
    /// For scripts
    Json,
    /// For a page or a wiki
    Markdown,
}

impl Format {
    fn with(self, style: Style) -> render::Format {
        match self {
            Self::Table => render::Format::Table(style),
            Self::Csv => render::Format::Csv,
            Self::Json => render::Format::Json,
            Self::Markdown => render::Format::Markdown,
        }
    }
}

/// Prints or writes the report.
pub fn run(session: &mut Session, args: &ReportArgs) -> Result<()> {
    let loaded = session.load()?;
    let report = Report::of(&loaded.programme, session.today);
    let format = if args.json { Format::Json } else { args.format };
    let mut written = Vec::new();
    let style = match args.output {
        Some(_) => Style { width: 80, colour: false },
        None => session.style(),
    };
    render::report(&report, args.part, format.with(style), args.anonymise, &mut written)?;
    session.deliver(&written, args.output.as_deref(), args.force)
}
