//! Where something of a loaded programme stands in the files, for findings that come after reading.

use std::path::Path;

use crate::domain::check::Places;
use crate::domain::{PairId, Place, Programme, RoundNumber};

use super::files::notes::Notes;
use super::files::table::Table;
use super::folder::Folder;
use super::paths::{ROSTER, RoundFile};

/// Finds lines by reading the file in question again: slow, and only done for what is wrong.
#[derive(Debug)]
pub struct InFiles<'a> {
    /// The folder.
    pub folder: &'a Folder,
    /// What was read from it.
    pub programme: &'a Programme,
}

impl InFiles<'_> {
    /// The first row that has the given cells in the named columns; the whole file when there is
    /// none (any more).
    fn row<const N: usize>(
        &self,
        file: String,
        names: [&'static str; N],
        cells: [&str; N],
    ) -> Place {
        let line = || {
            let text = self.folder.text(Path::new(&file))?;
            let notes = &mut Notes::default();
            let all: [usize; N] = std::array::from_fn(|column| column);
            let mut table = Table::open(&file, &text, names, &all, notes)?;
            while table.advance(notes) {
                if (0..N).all(|column| table.cell(column) == cells[column]) {
                    return Some(table.line());
                }
            }
            None
        };
        let line = line();
        Place { line, ..Place::file(file) }
    }
}

impl Places for InFiles<'_> {
    fn participant(&self, person: crate::domain::Person) -> Place {
        let id = self.programme.roster.get(person).id.as_str();
        self.row(ROSTER.into(), ["id"], [id])
    }

    fn round(&self, round: RoundNumber) -> Place {
        Place::file(RoundFile::Head.of(round))
    }

    fn pair(&self, pair: PairId) -> Place {
        self.row(RoundFile::Pairings.of(pair.round), ["pair"], [&pair.to_string()])
    }

    fn response(&self, round: RoundNumber, person: crate::domain::Person) -> Place {
        let id = self.programme.roster.get(person).id.as_str();
        self.row(RoundFile::Outcomes.of(round), ["participant"], [id])
    }
}
