//! Foreign spreadsheets become tables with places, and tables become domain values.
//!
//! A sheet goes through these steps, one file each:
//!
//! | step | file |
//! |---|---|
//! | bytes -> text | `decode` |
//! | a workbook -> records with their rows | `book` |
//! | text -> records with their lines | `records` |
//! | records -> a table: delimiter, header, rows | `layout`, `scan`, `table` |
//! | headings -> columns by meaning | `meaning`, `headings`, `columns` |
//! | cells -> values | `values`, `dates`, `answers`, `reasons`, `rhythm` |
//! | values -> people | `people` |
//! | rows -> changes | [`signup()`], [`history()`], [`feedback()`] |
//!
//! The three entries take a sheet and what is known already, and return new domain values with a
//! [`Tally`] of what happened, or [`Refused`] with everything that is wrong. Nothing is dropped
//! without a word: rows read = new + changed + unchanged + set aside.
//!
//! A workbook gives the same table as a text, with rows for lines and cells for columns.

mod answers;
mod columns;
mod feedback;
pub(crate) mod headings;
mod history;
pub(crate) mod meaning;
mod people;
mod reasons;
mod rhythm;
mod signup;
pub(crate) mod values;

use chrono::NaiveDate;

use crate::domain::{DateOrder, Finding, FindingKind, Place};

pub use crate::sheets::{Limits, Notes};
pub use crate::text::decode::Encoding;
pub use feedback::feedback;
pub use history::history;
pub use meaning::Meaning;
pub use signup::signup;

/// A file as it was handed over.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name that findings show.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// What the organiser said about how to read a sheet.
#[derive(Debug, Clone)]
pub struct Options {
    /// The encoding, when the organiser knows better than we can guess.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook, when its content does not decide; texts have none.
    pub sheet: Option<String>,
    /// Columns by their headings, for headings that are not understood.
    pub map: Vec<(Meaning, String)>,
    /// The same from earlier sheets: it counts where a sheet has such a heading.
    pub remembered: Vec<(Meaning, String)>,
    /// Day or month first, for dates such as 03/04/2026 that could be either.
    pub dates: Option<DateOrder>,
    /// Day or month first where a sheet leaves it open.
    pub usual_dates: Option<DateOrder>,
    /// Months between rounds, for people who count months where a rhythm counts rounds.
    pub interval_months: u32,
    /// Take the good rows of a roster and set the others aside, instead of refusing.
    pub partial: bool,
    /// Refuse a feedback sheet of which a row cannot be attributed, instead of setting it aside.
    pub strict: bool,
    /// The day on which people joined when the sheet does not say.
    pub today: NaiveDate,
    /// How much is read at most.
    pub limits: Limits,
}

impl Options {
    /// Everything by guess, nothing forced.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            encoding: None,
            sheet: None,
            map: Vec::new(),
            remembered: Vec::new(),
            dates: None,
            usual_dates: None,
            interval_months: 1,
            partial: false,
            strict: false,
            today,
            limits: Limits::default(),
        }
    }

    /// Columns by their headings, as the organiser names or once named them.
    pub(crate) fn named(&self) -> impl Iterator<Item = &(Meaning, String)> {
        self.map.iter().chain(&self.remembered)
    }
}

/// What happened to the rows of a sheet.
///
/// Invariant: `rows == new + changed + unchanged + rows_set_aside()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows read; blank rows and repeated headers are not rows.
    pub rows: usize,
    /// Rows that brought something that was not there.
    pub new: usize,
    /// Rows that changed what was there.
    pub changed: usize,
    /// Rows that said nothing new, doubled rows included.
    pub unchanged: usize,
    /// Why rows were not used; several findings may stand at one row.
    pub set_aside: Vec<Finding>,
    /// What an organiser should know of rows that were used: doubled rows, disagreements,
    /// corrections, names that differ.
    pub noted: Notes,
    /// What was assumed of each sheet, one line each.
    pub assumed: Vec<String>,
}

impl Tally {
    /// How many rows were not used.
    pub fn rows_set_aside(&self) -> usize {
        let mut places: Vec<_> =
            self.set_aside.iter().map(|f| (&f.place.file, f.place.line)).collect();
        places.sort_unstable();
        places.dedup();
        places.len()
    }

    /// Whether the sheet brought anything.
    pub fn brings_something(&self) -> bool {
        self.new + self.changed > 0
    }
}

/// Whether a sheet has so many problems that it is refused whatever else stands in it, so that the
/// row at `place` and those below it need not be read; this is then the last problem.
pub(crate) fn is_enough(
    findings: &mut Vec<Finding>,
    place: impl FnOnce() -> Place,
    options: &Options,
) -> bool {
    let most = options.limits.problems;
    let enough = findings.len() >= most;
    let is_said = findings.last().is_some_and(|last| last.kind == FindingKind::TooManyProblems);
    if enough && !is_said {
        let message = format!("{most} problems stand above; from here on nothing was read");
        let finding = Finding::new(FindingKind::TooManyProblems, place(), message);
        findings.push(finding.hint("mend these first, or look whether this is the right sheet"));
    }
    enough
}

/// Why nothing was taken from the sheets: everything that is wrong, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub Vec<Finding>);
