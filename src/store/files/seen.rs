//! Nobody stands twice in a round: who has been met so far, and on which line.

use std::mem;

use crate::domain::{Finding, FindingKind, Person, Place, Roster};

use super::notes::Notes;
use super::toml::Section;

/// People met in one round; used again for the next.
#[derive(Debug, Clone)]
pub struct Seen(Vec<Met>);

/// Where somebody was met: on a line of `pairings.csv`, or elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met(u32);

impl Met {
    const NOWHERE: Self = Self(0);
    /// Among those who sit out in `round.toml`.
    pub const SITTING_OUT: Self = Self(u32::MAX);

    /// Among those who are absent, says `absent.csv`.
    pub const ABSENT: Self = Self(u32::MAX - 1);

    /// The line.
    pub fn line(self) -> u64 {
        u64::from(self.0)
    }

    /// On a line of `pairings.csv`.
    pub fn on(line: u64) -> Self {
        Self(u32::try_from(line).unwrap_or(u32::MAX - 2))
    }
}

impl Seen {
    /// Nobody yet, of this many people.
    pub fn nobody(people: usize) -> Self {
        Self(vec![Met::NOWHERE; people])
    }

    /// Forgets everybody.
    pub fn clear(&mut self) {
        self.0.fill(Met::NOWHERE);
    }

    /// Takes down that somebody was met; `Err` says where they were met before in this round.
    pub fn meet(&mut self, person: Person, met: Met) -> Result<(), Met> {
        match mem::replace(&mut self.0[person.index()], met) {
            Met::NOWHERE => Ok(()),
            before => Err(before),
        }
    }
}

/// The people in a list of ids; nobody where the list is not there.
pub fn people(entry: &Section<'_>, key: &str, roster: &Roster, notes: &mut Notes) -> Vec<Person> {
    let all = entry.words(key, |id| Some(id.to_owned()), "ids", notes).unwrap_or_default();
    let known = all.iter().filter_map(|id| {
        let person = roster.by_id(id);
        if person.is_none() {
            notes.lost(unknown_id(id, entry.place(key)));
        }
        person
    });
    known.collect()
}

/// The person with an id, or a finding.
pub fn known(
    id: &str,
    roster: &Roster,
    place: impl FnOnce() -> Place,
    notes: &mut Notes,
) -> Option<Person> {
    let person = roster.by_id(id);
    if person.is_none() {
        notes.unfitting(unknown_id(id, place()));
    }
    person
}

/// An id that is not in the roster.
pub fn unknown_id(id: &str, place: Place) -> Finding {
    let finding = Finding::new(FindingKind::UnknownId, place, format!("nobody has the id `{id}`"));
    finding.hint("give the person's row in participants.csv its id back").excerpt(id)
}

/// Somebody who stands in a round a second time.
pub fn met_again(id: &str, before: Met, place: Place) -> Finding {
    let before = match before {
        Met::SITTING_OUT => "sitting out, says round.toml".into(),
        Met::ABSENT => "absent, on an earlier line".into(),
        Met(line) => format!("on line {line}"),
    };
    let message = format!("`{id}` stands in this round already, {before}");
    let hint = "everybody stands in one pair, sits out or is absent";
    Finding::new(FindingKind::PersonTwice, place, message).hint(hint).excerpt(id)
}
