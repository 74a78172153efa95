//! Figures become tables, CSV, JSON, Markdown and pages, written to whatever is given.
//!
//! - [`report()`] writes a report, whole or in part; `json`, `spreadsheet`, `page` (what it says
//!   in words), `terminal` and `markdown` (how that is set) are its workshops
//! - [`paragraph`] says a round in one
//! - `html` makes one page of a report and its pictures; [`chart`] draws its charts, for the page or
//!   as pictures of their own
//! - [`network`] draws and exports the network; [`layout`] says where everybody stands
//! - [`outcome_sheet`] is what an organiser fills in
//! - [`people`], [`rounds`] and [`amended`] show the roster and single rounds; [`records`] the same as JSON
//! - [`compare`] sets two spans of rounds side by side; `uncertainty` is what figures can carry, as JSON
//! - [`why`] says why a round is as it is; [`runway`] says how many rounds without a repeat are left

pub mod ahead;
pub mod amended;
pub mod ask_why;
mod bars;
pub mod changes;
pub mod chart;
pub mod compare;
pub mod exclusions;
pub mod experiment;
mod fields;
mod fit;
mod grid;
mod html;
pub mod ics;
mod json;
pub mod layout;
pub mod left_out;
pub mod mail;
mod markdown;
pub mod month;
mod names;
pub mod network;
pub mod outcome_sheet;
pub mod own_words;
mod page;
pub mod paragraph;
mod part;
mod parts;
pub mod people;
mod phrases;
#[cfg(feature = "png")]
pub mod png;
pub mod prose;
pub mod records;
pub mod repaired;
pub mod review;
pub mod rounds;
pub mod runway;
mod signs;
mod spreadsheet;
mod terminal;
mod uncertainty;
pub mod waiting;
pub mod why;
pub mod xml;

#[cfg(not(feature = "png"))]
pub mod png {
    //! In place of PNG pictures, the word that there are none.

    use std::io::{self, Write};

    /// Says that this program was built without them.
    pub fn write(_: &[u8], _: Option<u32>, _: &mut dyn Write) -> io::Result<()> {
        let why = "this unmentor was built without the feature `png`";
        Err(io::Error::new(io::ErrorKind::Unsupported, why))
    }
}

use std::io::{self, Write};

use crate::domain::Programme;
use crate::report::Report;

pub use markdown::Picture;
use names::Names;
pub use part::Part;

/// What a report is written as.
#[derive(Debug, Clone, Copy)]
pub enum Format<'a> {
    /// Headings, sentences, tables and bars for a terminal.
    Table(Style),
    /// A sentence for each part, which fits a screen.
    Brief(Style),
    /// One table; without a part, the rounds with all their figures.
    Csv,
    /// JSON as `docs/report-json.md` describes it.
    Json,
    /// GitHub's Markdown, which shows pictures of the network from files beside it.
    Markdown(&'a [Picture]),
    /// One self-contained page for a browser, with pictures of the programme of the report.
    Html(&'a Programme),
}

/// What a report says of single people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Privacy {
    /// Whether names and ids are hidden.
    pub anonymise: bool,
    /// Whether pages that others read list the people who missed their conversations.
    pub with_people: bool,
}

impl From<bool> for Privacy {
    /// With names hidden or not, and without a list of those who missed.
    fn from(anonymise: bool) -> Self {
        Self { anonymise, with_people: false }
    }
}

/// How a terminal is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    /// Columns; fewer than 60 are taken for 60.
    pub width: usize,
    /// Whether to use colours. Nothing is said by colour alone.
    pub colour: bool,
}

/// Writes a report, or one part of it in more detail.
///
/// With `anonymise` people appear as `Person 17` instead of by name and id; see
/// [`People`](crate::report::People) for what that hides. Addresses never appear; of free text only
/// reasons that several people gave in the same words, and none with `anonymise`. Pages that others
/// read leave out who missed their conversations, unless these are asked for.
pub fn report(
    report: &Report,
    part: Option<Part>,
    format: Format<'_>,
    privacy: impl Into<Privacy>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Privacy { anonymise, with_people } = privacy.into();
    // A page or a wiki is for others to read.
    let public = matches!(format, Format::Html(_) | Format::Markdown(_));
    let names = Names { people: &report.people, anonymise, missed: with_people || !public };
    let page = || parts::page(report, part, names);
    match format {
        Format::Table(style) => terminal::write(&page(), style, out),
        Format::Brief(style) => terminal::brief(&page(), style, out),
        Format::Csv => spreadsheet::write(report, part, names, out),
        Format::Json => json::write(report, part, names, out),
        Format::Markdown(pictures) => markdown::write(&page(), pictures, out),
        Format::Html(programme) => html::write(report, programme, part, names, out),
    }
}
