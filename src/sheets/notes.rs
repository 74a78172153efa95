//! What is noted of a sheet.

use std::ops::Deref;

use crate::domain::Finding;

/// Remarks on a sheet, of which the first ones are kept and the others counted: a sheet of half a
/// million rows with something odd in each must not fill the memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    kept: Vec<Finding>,
    more: usize,
}

impl Notes {
    /// The most remarks that are kept.
    pub const MOST: usize = 10_000;

    /// How many remarks are not kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Adds a remark.
    pub fn push(&mut self, note: Finding) {
        self.extend([note], |note| note);
    }

    /// Adds a remark on each of some things; those that are not kept are not even worded.
    pub fn extend<T>(&mut self, of: impl IntoIterator<Item = T>, note: impl Fn(T) -> Finding) {
        let mut of = of.into_iter();
        let room = Self::MOST - self.kept.len();
        self.kept.extend(of.by_ref().take(room).map(note));
        self.more += of.count();
    }

    /// Adds the remarks of others.
    pub fn append(&mut self, other: Self) {
        self.extend(other.kept, |note| note);
        self.more += other.more;
    }

    /// Puts them in the order of the rows.
    pub fn sort(&mut self) {
        self.kept.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
    }
}

impl Deref for Notes {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FindingKind, Place};

    #[test]
    fn the_first_ones_are_kept_and_the_others_counted() {
        let note = |line| Finding::new(FindingKind::OddDay, Place::line("s.csv", line), "odd");
        let mut notes = Notes::default();
        notes.extend(1..=Notes::MOST as u64, note);
        assert_eq!((notes.len(), notes.more()), (Notes::MOST, 0));
        let mut other = Notes::default();
        other.push(note(1));
        other.append(notes);
        assert_eq!((other.len(), other.more(), &other[1]), (Notes::MOST, 1, &note(1)));
    }
}
