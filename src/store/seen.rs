//! Nobody stands twice in a round: who has been met so far, and on which line.

use crate::domain::{Finding, Person, Place};

use super::ids::Ids;
use super::notes::Notes;

/// People met in one round; used again for the next.
#[derive(Debug)]
pub(super) struct Seen(Vec<Option<Met>>);

/// Where somebody was met.
#[derive(Debug, Clone, Copy)]
pub(super) enum Met {
    /// On a line of `pairings.csv`.
    Line(u32),
    /// Among those who sit out in `round.toml`.
    SittingOut,
}

impl Seen {
    /// Nobody yet, of so many people.
    pub fn nobody(people: usize) -> Self {
        Self(vec![None; people])
    }

    /// Forgets everybody.
    pub fn clear(&mut self) {
        self.0.fill(None);
    }

    /// The person with an id, who must be known and must not have been met before in this round.
    pub fn meet(
        &mut self,
        id: &str,
        ids: &Ids<'_>,
        met: Met,
        place: impl FnOnce() -> Place,
        notes: &mut Notes,
    ) -> Option<Person> {
        let Some(person) = ids.find(id) else {
            notes.unfitting(unknown_id(id, place()));
            return None;
        };
        match self.0[person.index()].replace(met) {
            None => Some(person),
            Some(first) => {
                let first = match first {
                    Met::Line(line) => format!("on line {line}"),
                    Met::SittingOut => "sitting out, says round.toml".into(),
                };
                let message = format!("`{id}` stands in this round already, {first}");
                let hint = "everybody stands in one pair or sits out";
                notes.lost(Finding::new("person-twice", place(), message).hint(hint).excerpt(id));
                None
            }
        }
    }
}

/// An id that is not in the roster.
pub(super) fn unknown_id(id: &str, place: Place) -> Finding {
    let finding = Finding::new("unknown-id", place, format!("nobody has the id `{id}`"));
    finding.hint("give the person's row in participants.csv its id back").excerpt(id)
}
