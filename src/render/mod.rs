//! Figures become tables, CSV, JSON, Markdown and pages, written to whatever is given.
//!
//! - [`report()`] writes a report, whole or in part; `json`, `spreadsheet`, `page` (what it says
//!   in words), `terminal` and `markdown` (how that is set) are its workshops
//! - `html` makes one page of a report and its pictures
//! - [`network`] draws and exports the network; [`layout`] says where everybody stands
//! - [`outcome_sheet`] is what an organiser fills in
//! - [`people`], [`rounds`] and [`amended`] show the roster and single rounds; [`records`] the same as JSON
//! - [`compare`] sets two spans of rounds side by side; `uncertainty` is what figures can carry, as JSON
//! - [`why`] says why a round is as it is; [`runway`] says how many rounds without a repeat are left

pub mod amended;
mod bars;
pub mod changes;
pub mod compare;
pub mod exclusions;
mod fields;
mod grid;
mod html;
mod json;
pub mod layout;
mod markdown;
pub mod month;
mod names;
pub mod network;
pub mod outcome_sheet;
mod page;
mod part;
mod parts;
pub mod people;
mod phrases;
pub mod prose;
pub mod records;
pub mod rounds;
pub mod runway;
mod spreadsheet;
mod terminal;
mod uncertainty;
pub mod waiting;
pub mod why;
pub mod xml;

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
/// reasons that several people gave in the same words, and none with `anonymise`.
pub fn report(
    report: &Report,
    part: Option<Part>,
    format: Format<'_>,
    anonymise: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = Names { people: &report.people, anonymise };
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
