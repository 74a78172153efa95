//! What is remembered of the sheets that were taken in, so that only what is new counts.
//!
//! Of each row it is known whom it was about, and a keyed hash of each cell: enough to see what
//! has changed in the sheet since, and nothing that tells what stood there.

use chrono::NaiveDateTime;

use super::ids::{ParticipantId, RoundNumber};
use super::settings::SheetKind;
use crate::text::keyed::{Key, Mark};
use crate::text::plain_words;

/// All that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The sheets, each shape once.
    pub sheets: Vec<SheetMemory>,
    /// There was a memory, or should have been, and it is gone: what a sheet says otherwise than
    /// the roster may then be older than the roster.
    pub lost: bool,
}

/// The shape of a sheet: its kind and its headings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    /// The kind.
    pub kind: SheetKind,
    /// What the headings come to, in eight hexadecimal digits.
    pub headings: String,
}

impl Shape {
    /// The shape of a sheet with these headings, in whatever order they stand.
    pub fn of(kind: SheetKind, headings: &[String]) -> Self {
        let mut all: Vec<_> = headings.iter().map(|heading| plain_words(heading)).collect();
        all.sort_unstable();
        let headings = format!("{:08x}", crc32fast::hash(all.join("\n").as_bytes()));
        Self { kind, headings }
    }
}

/// What is remembered of one shape of sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetMemory {
    /// Its shape.
    pub shape: Shape,
    /// What the hashes are made with.
    pub key: Key,
    /// The last time stamp that was read.
    pub latest: Option<NaiveDateTime>,
    /// How many rows the longest sheet had that was read.
    pub rows: usize,
    /// How many people were forgotten since the sheet was first read.
    pub forgotten: usize,
    /// What was taken in.
    pub taken: Vec<Taken>,
}

/// What was taken in about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Whom it was about.
    pub about: ParticipantId,
    /// And which round, if it was an answer.
    pub round: Option<RoundNumber>,
    /// By what the rows are known again.
    pub marks: Vec<Mark>,
    /// What stood in the cells.
    pub cells: Vec<TakenCell>,
}

/// What stood in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenCell {
    /// The column, in one word.
    pub column: String,
    /// What stood there.
    pub mark: Mark,
    /// Nobody knows whether the sheet or the roster is right, since the memory was lost.
    pub open: bool,
}

impl SheetMemory {
    /// Nothing yet.
    pub fn new(shape: Shape, key: Key) -> Self {
        Self { shape, key, latest: None, rows: 0, forgotten: 0, taken: Vec::new() }
    }
}

impl Taken {
    /// What stood in a column.
    pub fn cell(&self, column: &str) -> Option<&TakenCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// Remembers what stands in a column now.
    pub fn put(&mut self, new: TakenCell) {
        match self.cells.iter_mut().find(|cell| cell.column == new.column) {
            Some(cell) => *cell = new,
            None => self.cells.push(new),
        }
    }

    /// Remembers something by which a row is known again.
    pub fn add_mark(&mut self, mark: Mark) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }
}

impl Memory {
    /// What is remembered of a shape of sheet.
    pub fn of(&self, shape: &Shape) -> Option<&SheetMemory> {
        self.sheets.iter().find(|sheet| sheet.shape == *shape)
    }

    /// Forgets a person: of them only the count of forgotten people stays.
    #[must_use]
    pub fn without(&self, id: &ParticipantId) -> Self {
        let mut memory = self.clone();
        for sheet in &mut memory.sheets {
            sheet.forgotten += 1;
            sheet.taken.retain(|taken| taken.about != *id);
        }
        memory
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_known_whatever_the_order_and_spelling_of_its_headings() {
        let shape = |headings: &[&str]| {
            let headings: Vec<_> = headings.iter().map(|&heading| heading.to_owned()).collect();
            Shape::of(SheetKind::Signup, &headings)
        };
        assert_eq!(shape(&["Your name", "E-mail"]), shape(&["e mail", "your name "]));
        assert_ne!(shape(&["Your name"]), shape(&["Your name", "E-mail"]));
    }

    #[test]
    fn of_somebody_forgotten_only_the_count_stays() {
        let shape = Shape::of(SheetKind::Signup, &[]);
        let mut sheet = SheetMemory::new(shape, Key([1; 16]));
        for number in 1..=2 {
            let about = ParticipantId::numbered(number);
            sheet.taken.push(Taken { about, round: None, marks: vec![], cells: vec![] });
        }
        let memory = Memory { sheets: vec![sheet], lost: false };
        let after = memory.without(&ParticipantId::numbered(1));
        assert_eq!((after.sheets[0].forgotten, after.sheets[0].taken.len()), (1, 1));
    }
}
