//! `report`: the growth report.

mod chart;
mod round;

use std::path::Path;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::command_line::typed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::options::output::{Output, Written};
use crate::cli::session::Session;
use crate::domain::{Person, Programme, Response, RoundNumber};
use crate::render::network::{self, Drawing, Look, Scope};
use crate::render::{self, Part, Picture, Privacy, Style, own_words, rounds};
use crate::report::Report;
use crate::store::Loaded;

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor report growth\n  unmentor report -o report.html\n  \
                        unmentor report --anonymise -o report.html\n  \
                        unmentor report growth -o growth.png\n  \
                        unmentor report round 5")]
pub struct ReportArgs {
    /// One part of it [default: the whole]
    #[arg(value_enum)]
    subject: Option<Subject>,
    /// Which round, after `round` [default: the latest]
    #[arg(value_name = "N")]
    round: Option<RoundNumber>,
    /// On a terminal: everything, not only a sentence for each part
    #[arg(long, conflicts_with = "subject")]
    all: bool,
    /// On a page: also who missed conversations
    #[arg(long)]
    with_people: bool,
    /// With `reasons`, on the terminal: also what people wrote in their own words
    #[arg(long, conflicts_with_all = ["anonymise", "all"])]
    texts: bool,
    #[command(flatten)]
    output: Output<Format>,
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One part of the whole.
    Part(Part),
    /// One round, in a paragraph.
    Round,
}

impl ValueEnum for Subject {
    fn value_variants<'a>() -> &'a [Self] {
        const PARTS: usize = Part::ALL.len();
        const ALL: [Subject; PARTS + 1] = {
            let mut all = [Subject::Round; PARTS + 1];
            let mut at = 0;
            while at < PARTS {
                all[at] = Subject::Part(Part::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Part(part) => part.to_possible_value(),
            Self::Round => {
                let help = "One round in a paragraph, to paste into a message or a blog";
                Some(PossibleValue::new("round").help(help))
            }
        }
    }
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
        let ReportArgs { subject, round, output, all, with_people, texts } = self;
        let format = output.format()?;
        self.may_have_texts(format)?;
        let part = match (subject, round) {
            (Some(Subject::Round), number) => {
                return round::write(session, *number, output, format);
            }
            (Some(Subject::Part(part)), None) => &Some(*part),
            (None, None) => &None,
            (_, Some(number)) => {
                let message = "a round number goes after `round` only";
                let hint = format!("unmentor report round {number}");
                return Err(Failure::new(Exit::Usage, message).hint(hint).into());
            }
        };
        if let Format::Svg | Format::Png = format {
            return chart::write(session, *part, output, format == Format::Png);
        }
        let loaded = session.load()?;
        let mut report = Report::of(&loaded.programme, session.today);
        if matches!(part, None | Some(Part::Runway)) {
            report.look_ahead(&loaded.programme);
        }
        let pictures = match (format, output.file()) {
            (Format::Markdown, Some(file)) => {
                pictures(session, &loaded.programme, file, (*part, output))?
            }
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
        if *texts {
            own_words::write(&loaded.programme, said(&loaded), session.style(), &mut written)?;
        }
        session.deliver(&written, output.file(), output.force)?;
        if let (true, Some(file)) = (public, output.file()) {
            self.named(session, *part, &report, file);
        }
        if brief {
            session.terminal.note("more: unmentor report rounds (or another part), or --all");
        }
        Ok(())
    }
}

/// What everybody said, the latest round first.
fn said(loaded: &Loaded) -> impl Iterator<Item = (String, Person, &Response)> {
    loaded.programme.rounds().iter().rev().flat_map(|round| {
        let number = round.number();
        let all = round.answered_pairs();
        let all = all.flat_map(|(pair, said)| said.iter().map(move |one| (pair, one)));
        all.map(move |(pair, one)| (pair.id(number).to_string(), one.person, one))
    })
}

impl ReportArgs {
    /// Refuses people's own words where others would read them.
    fn may_have_texts(&self, format: Format) -> Result<(), Failure> {
        let reasons = self.subject == Some(Subject::Part(Part::Reasons));
        if !self.texts || (reasons && format == Format::Table) {
            return Ok(());
        }
        let message = "people's own words are shown with the reasons, and on no page";
        Err(Failure::new(Exit::Usage, message).hint("unmentor report reasons --texts"))
    }

    /// Says that a page names people, and how to write one without.
    fn named(&self, session: &mut Session, part: Option<Part>, report: &Report, file: &Path) {
        let names = matches!(part, None | Some(Part::Network))
            || part == Some(Part::Participants) && self.with_people;
        if self.output.anonymise || !names || report.growth.rounds.is_empty() {
            return;
        }
        let part = part.map_or(String::new(), |part| format!(" {}", part.word()));
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
    (part, output): (Option<Part>, &Output<Format>),
) -> Result<Vec<Picture>> {
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
