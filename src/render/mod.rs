//! Figures become tables, CSV, JSON and Markdown, written to whatever is given.
//!
//! - [`report()`] writes a report, whole or in part; `json`, `spreadsheet`, `page` (what it says
//!   in words), `terminal` and `markdown` (how that is set) are its workshops
//! - [`network`] draws and exports the network; [`layout`] says where everybody stands

mod json;
pub mod layout;
mod names;
pub mod network;
pub mod xml;

use std::io::{self, Write};

use crate::report::Report;

use names::Names;

/// A part of the report that can be asked for by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Who comes and stays.
    Growth,
    /// What became of the pairs.
    Rounds,
    /// Why conversations did not happen.
    Reasons,
    /// Who may need a kind word.
    Participants,
    /// What the conversations have made.
    Network,
    /// How many of those who began together are still with us.
    Cohorts,
    /// Rounds without a repeat that are left.
    Runway,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON as `docs/report-json.md` describes it.
    Json,
}

/// Writes a report, or one part of it.
///
/// With `anonymise` people appear as `Person 17` instead of by name and id; see
/// [`People`](crate::report::People) for what that hides. Addresses and free text never appear.
pub fn report(
    report: &Report,
    part: Option<Part>,
    format: Format,
    anonymise: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = Names { people: &report.people, anonymise };
    match format {
        Format::Json => json::write(report, part, names, out),
    }
}
