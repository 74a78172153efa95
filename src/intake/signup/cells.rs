//! The cells of an entry, each as one text that can be compared with the roster's.

use std::collections::HashSet;

use crate::domain::{Field, Participant, ParticipantId};
use crate::text::fold;

use super::entry::Entry;

/// A cell that a sheet of sign-ups can bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A column of the roster; the status has the end of a pause with it.
    Of(Field),
    /// One of the organiser's own, by its position.
    Own(usize),
}

impl Cell {
    /// What people call the column; `own` are the headings of the organiser's own.
    pub fn heading(self, own: &[String]) -> String {
        match self {
            Self::Of(field) => field.word().into(),
            Self::Own(at) => own.get(at).cloned().unwrap_or_default(),
        }
    }

    /// The column in one word.
    pub fn column(self, own: &[String]) -> String {
        match self {
            Self::Of(field) => field.word().into(),
            Self::Own(_) => {
                format!("x{:08x}", crc32fast::hash(fold(&self.heading(own)).as_bytes()))
            }
        }
    }

    /// What the roster has there; `further` tells where the organiser's own columns are.
    pub fn held(self, participant: &Participant, further: &[usize]) -> String {
        match self {
            Self::Of(field) => as_one(field, |field| field.get(participant).into_owned()),
            Self::Own(at) => {
                let cell = further.get(at).and_then(|&column| participant.further.get(column));
                cell.cloned().unwrap_or_default()
            }
        }
    }

    /// Whether a sheet says something else than the roster; spelling alone is nothing else.
    pub fn differs(self, value: &str, held: &str) -> bool {
        match self {
            Self::Of(Field::Name) => fold(value) != fold(held),
            _ => value != held,
        }
    }

    /// Whether a roster has this where nobody said anything.
    pub fn is_usual(self, held: &str) -> bool {
        match self {
            // Whoever came in without a day of joining got that of the import.
            Self::Of(Field::Joined) => true,
            Self::Of(field) => {
                held == field.get(&Participant::new(ParticipantId::numbered(0), "", ""))
            }
            Self::Own(_) => held.is_empty(),
        }
    }
}

/// The text of a column, of which `get` has the parts.
fn as_one(field: Field, get: impl Fn(Field) -> String) -> String {
    match field {
        Field::Email => get(field).to_lowercase(),
        Field::Status => format!("{} {}", get(field), get(Field::Until)).trim_end().into(),
        _ => get(field),
    }
}

/// What an entry says, cell by cell; what it does not say is left out.
pub fn said(entry: &Entry, own: &[String]) -> Vec<(Cell, String)> {
    let fields = Field::ALL.into_iter().filter(|field| !matches!(field, Field::Id | Field::Until));
    let get = |field: Field| entry.says(field).to_owned();
    let fields = fields.map(|field| (Cell::Of(field), as_one(field, get)));
    let own = entry.further.iter().take(own.len()).enumerate();
    let own = own.map(|(at, value)| (Cell::Own(at), value.clone()));
    fields.chain(own).filter(|(_, value)| !value.is_empty()).collect()
}

/// The columns in which some entry says something.
pub fn filled(entries: &[&Entry], own: &[String]) -> HashSet<String> {
    let says = |cell: &Cell| {
        entries.iter().any(|entry| match *cell {
            Cell::Of(field) => !entry.says(field).is_empty(),
            Cell::Own(at) => entry.further.get(at).is_some_and(|value| !value.is_empty()),
        })
    };
    let all = Field::ALL.into_iter().map(Cell::Of).chain((0..own.len()).map(Cell::Own));
    all.filter(says).map(|cell| cell.column(own)).collect()
}

/// The cells in which an entry says nothing, as far as saying nothing can mean something: nobody
/// is without a name or an address, and days in the past stay.
pub fn that_can_be_emptied(entry: &Entry, own: &[String]) -> Vec<Cell> {
    let fields = [
        Field::Organisation,
        Field::Sector,
        Field::Region,
        Field::Status,
        Field::Rhythm,
        Field::Next,
    ];
    let fields = fields.into_iter().filter(|&field| entry.says(field).is_empty()).map(Cell::Of);
    let own = entry.further.iter().take(own.len()).enumerate();
    let own = own.filter(|(_, value)| value.is_empty()).map(|(at, _)| Cell::Own(at));
    fields.chain(own).collect()
}

/// Has an entry empty a cell.
pub fn clear(cell: Cell, entry: &mut Entry) {
    match cell {
        Cell::Of(field) => entry.emptied.push(field),
        Cell::Own(at) => entry.emptied_own.push(at),
    }
}

/// Leaves out of an entry what a cell says.
pub fn leave_out(cell: Cell, entry: &mut Entry, known: &Participant) {
    match cell {
        Cell::Of(Field::Name) => entry.say(Field::Name, &known.name),
        Cell::Of(field) => {
            entry.say(field, "");
            if field == Field::Status {
                entry.say(Field::Until, "");
            }
        }
        Cell::Own(at) => {
            if let Some(cell) = entry.further.get_mut(at) {
                cell.clear();
            }
        }
    }
}
