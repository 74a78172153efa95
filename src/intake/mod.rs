//! Tables become people, rounds and answers.
//!
//! A sheet that [`sheets`] has made a table goes through these steps, one file each:
//!
//! | step | file |
//! |---|---|
//! | headings -> columns by meaning | `meaning`, `headings`, `machinery`, `presence`, `vocabulary`, `columns` |
//! | cells -> values | `values`, `answers`, `reasons`, `rhythm` |
//! | values -> people | `people` |
//! | rows -> changes | [`signup()`], [`history()`], [`feedback()`] |
//!
//! A mailbox becomes answers by [`Replies`], which is handed one mail after the other.
//!
//! The three entries take a sheet and what is known already, and return new domain values with a
//! [`Tally`] of what happened, or [`Refused`] with everything that is wrong. Nothing is dropped
//! without a word: rows read = new + changed + unchanged + set aside.
//!
//! The phrases that headings and cells are compared with stand in plain text tables,
//! `words/*.txt` in here and in `replies`, which `phrasebook` reads; to extend one nobody has to know Rust.

mod answers;
mod columns;
mod feedback;
mod headings;
mod history;
mod machinery;
mod meaning;
mod past;
mod people;
mod phrasebook;
mod positions;
mod presence;
mod reasons;
mod replies;
mod rhythm;
mod signup;
pub mod typed;
mod values;
mod vocabulary;

use chrono::NaiveDate;

use crate::domain::memory::SheetMemory;
use crate::domain::{Finding, Interval, NamedColumn, Person, RoundNumber};
use crate::sheets;

pub use crate::sheets::{Limits, Notes, Sheet};
pub use crate::text::decode::Encoding;
pub use feedback::feedback;
pub use history::{histories, history};
pub use meaning::Meaning;
pub use past::{Past, Take};
pub use replies::{Replies, Taken};
pub use signup::signup;

/// What the organiser said about how to read a sheet.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own on the command line")]
pub struct Options {
    /// How to read it, whatever its columns mean.
    pub reading: sheets::Options,
    /// Columns by their headings, for headings that are not understood.
    pub map: Vec<(Meaning, String)>,
    /// The same from earlier sheets: it counts where a sheet has such a heading.
    pub remembered: Vec<(Meaning, NamedColumn)>,
    /// Months between rounds, for people who count months where a rhythm counts rounds.
    pub interval: Interval,
    /// Take the good rows of a roster and set the others aside, instead of refusing.
    pub partial: bool,
    /// Refuse a feedback sheet of which a row cannot be attributed, instead of setting it aside.
    pub strict: bool,
    /// Bring people of a history in who are not in the roster, as having left.
    pub add_missing: bool,
    /// The first day of the first round of a history that does not say it.
    pub date: Option<NaiveDate>,
    /// The first round of several sheets of a history.
    pub first_round: Option<RoundNumber>,
    /// Who is in or out, a sheet says of the next round only.
    pub for_next: bool,
    /// The number of the next round.
    pub next_round: RoundNumber,
    /// What is known of earlier sheets.
    pub past: Past,
    /// The day on which people joined when the sheet does not say.
    pub today: NaiveDate,
}

impl Options {
    /// Everything by guess, nothing forced.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            reading: sheets::Options::default(),
            map: Vec::new(),
            remembered: Vec::new(),
            interval: Interval::MONTH,
            partial: false,
            strict: false,
            add_missing: false,
            date: None,
            first_round: None,
            for_next: false,
            next_round: RoundNumber::FIRST,
            past: Past::default(),
            today,
        }
    }

    /// Columns by their headings, as the organiser names or once named them.
    fn named(&self) -> impl Iterator<Item = (Meaning, &str)> {
        let remembered = self.remembered.iter();
        let remembered = remembered.map(|(meaning, named)| (*meaning, named.heading.as_str()));
        self.map.iter().map(|(meaning, heading)| (*meaning, heading.as_str())).chain(remembered)
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
    /// Those of the roster who stand no longer in a full list.
    pub missing: Vec<Person>,
    /// What is to be remembered of each sheet.
    pub memory: Vec<SheetMemory>,
    /// The headings of each sheet.
    pub headings: Vec<Vec<String>>,
    /// The rows are replies by mail.
    pub mails: bool,
}

impl Tally {
    /// Adds what happened to the rows of another sheet.
    pub fn append(&mut self, other: Self) {
        self.rows += other.rows;
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.set_aside.extend(other.set_aside);
        self.noted.append(other.noted);
        self.assumed.extend(other.assumed);
        self.headings.extend(other.headings);
        self.missing.extend(other.missing);
        self.memory.extend(other.memory);
        self.mails |= other.mails;
    }

    /// How many rows were not used.
    pub fn rows_set_aside(&self) -> usize {
        let mut places: Vec<_> =
            self.set_aside.iter().map(|f| (&f.place.file, f.place.line)).collect();
        places.sort_unstable();
        places.dedup();
        places.len()
    }
}

/// Why nothing was taken from the sheets: everything that is wrong, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub Vec<Finding>);
