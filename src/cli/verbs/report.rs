//! `report`: the growth report.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::output::{Output, Written};
use crate::cli::session::Session;
use crate::render::{self, Part, Style, html};
use crate::report::Report;

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor report growth\n  unmentor report -o report.html\n  \
                        unmentor report --anonymise -o report.html")]
pub struct ReportArgs {
    /// One part of it [default: the whole]
    #[arg(value_enum)]
    part: Option<Part>,
    #[command(flatten)]
    output: Output<Format>,
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

impl Written for Format {
    const USUAL: Self = Self::Table;
    const JSON: Self = Self::Json;

    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["txt"],
            Self::Csv => &["csv"],
            Self::Json => &["json"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
        }
    }
}

/// Prints or writes the report.
pub fn run(session: &mut Session, args: &ReportArgs) -> Result<()> {
    let ReportArgs { part, output } = args;
    let format = output.format()?;
    let loaded = session.load()?;
    let report = Report::of(&loaded.programme, session.today);
    let format = match format {
        Format::Table => Some(render::Format::Table(match output.file() {
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
        render::report(&report, *part, format, output.anonymise, &mut written)?;
    } else {
        html::write(&report, &output.network(&loaded.programme), *part, &mut written)?;
    }
    session.deliver(&written, output.file(), output.force)
}
