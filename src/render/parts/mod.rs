//! The parts of the report: what every format writes of them, a file for each part.
//!
//! A new part is a line in the list of [`Part`] and a file with a [`Chapter`]; the compiler asks for
//! the rest.

pub mod cohorts;
pub mod growth;
pub mod network;
pub mod participants;
pub mod reasons;
pub mod round;
pub mod rounds;
pub mod runway;
pub mod summary;
pub mod who;

use crate::report::Report;

use super::Part;
use super::fields::{Fields, Rows, fields};
use super::names::Names;
use super::page::{Page, Section};
use crate::text::clean;

/// The whole report in words, or a part of it in more detail.
pub fn page(report: &Report, part: Option<Part>, names: Names<'_>) -> Page {
    let mut sections = Vec::new();
    if part.is_none() {
        sections.push(summary::section(report));
    }
    let any_round = !report.growth.rounds.is_empty();
    let wanted = Part::ALL.into_iter().filter(|one| part.map_or(any_round, |p| p == *one));
    let sections_of = |one: Part| (one.chapter().section)(report, names, part.is_some());
    sections.extend(wanted.map(sections_of));
    let title = clean(&report.programme).into_owned();
    Page { title, subtitle: format!("Report of {}", report.today), sections }
}

/// What each format writes of a part: none of them can forget it.
pub struct Chapter {
    /// Its section on a page, for terminals, Markdown and HTML; in more detail when the part was
    /// asked for by itself.
    pub section: fn(&Report, Names<'_>, bool) -> Section,
    /// Its entries in the JSON document.
    pub entries: for<'a> fn(&'a Report, Names<'a>) -> Fields<'a>,
    /// Its rows as CSV, all with the same columns.
    pub rows: for<'a> fn(&'a Report, Names<'a>) -> Rows<'a>,
}

impl Part {
    /// What is written of it.
    pub(super) fn chapter(self) -> &'static Chapter {
        match self {
            Self::Growth => &growth::CHAPTER,
            Self::Rounds => &rounds::CHAPTER,
            Self::Reasons => &reasons::CHAPTER,
            Self::Participants => &participants::CHAPTER,
            Self::Cohorts => &cohorts::CHAPTER,
            Self::Network => &network::CHAPTER,
            Self::Runway => &runway::CHAPTER,
        }
    }
}

/// What stands at the head of a document about the report. What is new in a report does not compile
/// before it has its place: here, or in a chapter.
pub(super) fn head(report: &Report) -> Fields<'_> {
    let Report {
        programme,
        today,
        overall,
        people: _,
        uncertainty: _,
        intervals: _,
        growth: _,
        rounds: _,
        reasons: _,
        participants: _,
        cohorts: _,
        network: _,
        runway: _,
    } = report;
    fields! {
        "programme": clean(programme),
        "today": today.to_string(),
        "rule": overall.rule.word(),
    }
}
