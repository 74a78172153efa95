//! `report`: the growth report.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::session::Session;
use crate::render::{self, Part, Style, html};
use crate::report::Report;
use crate::report::picture::Network;

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
    /// One page with pictures, for a blog
    Html,
}

/// Prints or writes the report.
pub fn run(session: &mut Session, args: &ReportArgs) -> Result<()> {
    let loaded = session.load()?;
    let report = Report::of(&loaded.programme, session.today);
    let format = if args.json { Format::Json } else { args.format };
    let format = match format {
        Format::Table => Some(render::Format::Table(match args.output {
            Some(_) => Style { width: 80, colour: false },
            None => session.style(),
        })),
        Format::Csv => Some(render::Format::Csv),
        Format::Json => Some(render::Format::Json),
        Format::Markdown => Some(render::Format::Markdown),
        Format::Html => None,
    };
    let mut written = Vec::new();
    if let Some(format) = format {
        render::report(&report, args.part, format, args.anonymise, &mut written)?;
    } else {
        let network = Network::of(&loaded.programme);
        html::write(&report, &network, args.part, args.anonymise, &mut written)?;
    }
    session.deliver(&written, args.output.as_deref(), args.force)
}
