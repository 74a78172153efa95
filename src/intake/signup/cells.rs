//! The cells of an entry, each as one text that can be compared with the roster's.

use crate::domain::{Field, Participant, Status};
use crate::text::fold;

use super::entry::Entry;

/// A cell that a sheet of sign-ups can bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The name.
    Name,
    /// The address.
    Email,
    /// The status, with the end of a pause.
    Status,
    /// Another column of the roster.
    Field(Field),
    /// One of the organiser's own, by its position.
    Own(usize),
}

impl Cell {
    /// What people call the column; `own` are the headings of the organiser's own.
    pub fn heading(self, own: &[String]) -> String {
        match self {
            Self::Name => Field::Name.word().into(),
            Self::Email => Field::Email.word().into(),
            Self::Status => Field::Status.word().into(),
            Self::Field(field) => field.word().into(),
            Self::Own(at) => own.get(at).cloned().unwrap_or_default(),
        }
    }

    /// The column in one word.
    pub fn column(self, own: &[String]) -> String {
        match self {
            Self::Own(_) => {
                format!("x{:08x}", crc32fast::hash(fold(&self.heading(own)).as_bytes()))
            }
            _ => self.heading(own),
        }
    }

    /// What the roster has there; `further` tells where the organiser's own columns are.
    pub fn held(self, participant: &Participant, further: &[usize]) -> String {
        match self {
            Self::Name => participant.name.clone(),
            Self::Email => participant.email.to_lowercase(),
            Self::Status => status(participant.status),
            Self::Field(field) => field.get(participant).into_owned(),
            Self::Own(at) => {
                let cell = further.get(at).and_then(|&column| participant.further.get(column));
                cell.cloned().unwrap_or_default()
            }
        }
    }

    /// Whether a sheet says something else than the roster; spelling alone is nothing else.
    pub fn differs(self, value: &str, held: &str) -> bool {
        match self {
            Self::Name => fold(value) != fold(held),
            _ => value != held,
        }
    }

    /// Whether a roster has this where nobody said anything.
    pub fn is_usual(self, held: &str) -> bool {
        match self {
            Self::Status => held == Status::Active.word(),
            Self::Field(Field::Rhythm) => held == "1",
            Self::Field(Field::Joined) => true,
            _ => held.is_empty(),
        }
    }
}

fn status(status: Status) -> String {
    match status.until() {
        Some(until) => format!("{} {until}", status.word()),
        None => status.word().into(),
    }
}

impl Entry {
    /// What the entry says, cell by cell; what it does not say is left out.
    pub fn said(&self, own: &[String]) -> Vec<(Cell, String)> {
        let Self { name, email, organisation, sector, region, joined, left, .. } = self;
        let mut said = vec![
            (Cell::Name, name.clone()),
            (Cell::Email, email.to_lowercase()),
            (Cell::Field(Field::Organisation), organisation.clone()),
            (Cell::Field(Field::Sector), sector.clone()),
            (Cell::Field(Field::Region), region.clone()),
            (Cell::Status, self.status.map(status).unwrap_or_default()),
        ];
        let rhythm = self.rhythm.map(|rhythm| rhythm.rounds().to_string());
        let day = |day: &Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        for (field, value) in
            [(Field::Rhythm, rhythm), (Field::Joined, day(joined)), (Field::Left, day(left))]
        {
            said.extend(value.map(|value| (Cell::Field(field), value)));
        }
        let own = self.further.iter().take(own.len()).enumerate();
        said.extend(own.map(|(at, value)| (Cell::Own(at), value.clone())));
        said.retain(|(_, value)| !value.is_empty());
        said
    }

    /// Leaves out what a cell says.
    pub fn leave_out(&mut self, cell: Cell, known: &Participant) {
        match cell {
            Cell::Name => self.name.clone_from(&known.name),
            Cell::Email => self.email.clear(),
            Cell::Status => self.status = None,
            Cell::Field(Field::Organisation) => self.organisation.clear(),
            Cell::Field(Field::Sector) => self.sector.clear(),
            Cell::Field(Field::Region) => self.region.clear(),
            Cell::Field(Field::Rhythm) => self.rhythm = None,
            Cell::Field(Field::Joined) => self.joined = None,
            Cell::Field(Field::Left) => self.left = None,
            Cell::Field(_) => {}
            Cell::Own(at) => {
                if let Some(cell) = self.further.get_mut(at) {
                    cell.clear();
                }
            }
        }
    }
}
