//! The parts of the report: what every format writes of them, a file for each part.
//!
//! A new part is a variant of [`Part`] and a [`Chapter`]; the compiler asks for the rest.

pub mod cohorts;
pub mod growth;
pub mod network;
pub mod participants;
pub mod reasons;
pub mod rounds;
pub mod runway;
pub mod summary;

use crate::report::Report;

use super::fields::{Fields, Rows};
use super::names::Names;
use super::page::Section;

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

/// What each format writes of a part: none of them can forget it.
pub struct Chapter {
    /// The heading of its section.
    pub title: &'static str,
    /// Its section on a page, for terminals, Markdown and HTML; in more detail when the part was
    /// asked for by itself.
    pub section: fn(&Report, Names<'_>, bool) -> Section,
    /// Its entries in the JSON document.
    pub entries: for<'a> fn(&'a Report, Names<'a>) -> Fields<'a>,
    /// Its rows as CSV, all with the same columns.
    pub rows: for<'a> fn(&'a Report, Names<'a>) -> Rows<'a>,
}

impl Part {
    /// All of them, in the order of the whole report.
    pub const ALL: [Self; 7] = [
        Self::Growth,
        Self::Rounds,
        Self::Reasons,
        Self::Participants,
        Self::Cohorts,
        Self::Network,
        Self::Runway,
    ];

    /// What is written of it.
    pub(super) fn chapter(self) -> &'static Chapter {
        match self {
            Self::Growth => &growth::CHAPTER,
            Self::Rounds => &rounds::CHAPTER,
            Self::Reasons => &reasons::CHAPTER,
            Self::Participants => &participants::CHAPTER,
            Self::Network => &network::CHAPTER,
            Self::Cohorts => &cohorts::CHAPTER,
            Self::Runway => &runway::CHAPTER,
        }
    }
}
