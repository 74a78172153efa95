//! `report`: the growth report.

mod chart;

use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::command_line::typed;
use crate::cli::options::output::{Output, Written};
use crate::cli::session::Session;
use crate::domain::Programme;
use crate::render::network::{self, Drawing, Look, Scope};
use crate::render::{self, Part, Picture, Privacy, Style, rounds};
use crate::report::Report;

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor report growth\n  unmentor report -o report.html\n  \
                        unmentor report --anonymise -o report.html\n  \
                        unmentor report growth -o growth.png")]
pub struct ReportArgs {
    /// One part of it [default: the whole]
    #[arg(value_enum)]
    part: Option<Part>,
    /// On a terminal: everything, not only a sentence for each part
    #[arg(long, conflicts_with = "part")]
    all: bool,
    /// On a page: also who missed conversations
    #[arg(long)]
    with_people: bool,
    #[command(flatten)]
    output: Output<Format>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
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
    /// The chart of a part, as a picture of its own
    Svg,
    /// The same for pages that take no SVG
    Png,
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
            Self::Svg => &["svg"],
            Self::Png => &["png"],
        }
    }
}

impl ReportArgs {
    /// Prints or writes the report.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let ReportArgs { part, output, all, with_people } = self;
        let format = output.format()?;
        if let Format::Svg | Format::Png = format {
            return chart::write(session, *part, output, format == Format::Png);
        }
        let loaded = session.load()?;
        let mut report = Report::of(&loaded.programme, session.today);
        if matches!(part, None | Some(Part::Runway)) {
            report.look_ahead(&loaded.programme);
        }
        let pictures = match (format, output.file()) {
            (Format::Markdown, Some(file)) => pictures(session, &loaded.programme, file, self)?,
            _ => Vec::new(),
        };
        let to_screen = output.file().is_none() && session.terminal.is_screen();
        let brief = part.is_none() && !all && output.named().is_none() && to_screen;
        let format = match format {
            Format::Table if brief => render::Format::Brief(session.style()),
            Format::Table => render::Format::Table(match output.file() {
                Some(_) => Style { width: 80, colour: false },
                None => session.style(),
            }),
            Format::Csv => render::Format::Csv,
            Format::Json => render::Format::Json,
            Format::Markdown => render::Format::Markdown(&pictures),
            // The pictures went their own way above.
            Format::Html | Format::Svg | Format::Png => render::Format::Html(&loaded.programme),
        };
        let mut written = Vec::new();
        let public = matches!(format, render::Format::Html(_) | render::Format::Markdown(_));
        let privacy = Privacy { anonymise: output.anonymise, with_people: *with_people };
        render::report(&report, *part, format, privacy, &mut written)?;
        session.deliver(&written, output.file(), output.force)?;
        if let (true, Some(file)) = (public, output.file()) {
            self.named(session, &report, file);
        }
        if brief {
            session.terminal.note("more: unmentor report rounds (or another part), or --all");
        }
        Ok(())
    }
}

impl ReportArgs {
    /// Says that a page names people, and how to write one without.
    fn named(&self, session: &mut Session, report: &Report, file: &Path) {
        let names = matches!(self.part, None | Some(Part::Network))
            || self.part == Some(Part::Participants) && self.with_people;
        if self.output.anonymise || !names || report.growth.rounds.is_empty() {
            return;
        }
        let part = self.part.map_or(String::new(), |part| format!(" {}", part.word()));
        session.terminal.note(format_args!(
            "{} names people; to publish it: unmentor report{part} --anonymise -o {} --force",
            file.display(),
            typed(file)
        ));
    }
}

/// Draws each round beside a page of Markdown, which cannot hold pictures itself.
fn pictures(
    session: &mut Session,
    programme: &Programme,
    page: &Path,
    args: &ReportArgs,
) -> Result<Vec<Picture>> {
    let ReportArgs { part, output, .. } = args;
    Session::free(page, output.force)?;
    let network = output.network(programme, session.today);
    if !matches!(part, None | Some(Part::Network)) || network.members.len() > network::MOST {
        return Ok(Vec::new());
    }
    let drawing = Drawing::new(&network, Look::default());
    let stem = page.file_stem().unwrap_or_default().to_string_lossy();
    let mut pictures = Vec::new();
    for round in programme.rounds() {
        let number = round.number();
        let file = format!("{stem}-round-{number:02}.svg");
        let mut drawn = Vec::new();
        drawing.write(Scope::Round(number), network::Format::Svg, &mut drawn)?;
        session.deliver(&drawn, Some(&page.with_file_name(&file)), output.force)?;
        pictures.push(Picture { words: rounds::sentence(programme, round, session.today), file });
    }
    Ok(pictures)
}
