//! Ids to people, quickly: reading a programme of a million people looks one up a hundred million
//! times.

use std::collections::HashMap;

use super::super::ids::{ParticipantId, Person};
use crate::text::digits;

/// No roster is so long.
const NOBODY: Person = Person(u32::MAX);

/// People by id.
#[derive(Debug, Clone, Default)]
pub struct ById {
    /// So many people at the head of the roster have the ids `P0001`, `P0002` and so on, as in
    /// every roster whose order was never changed; they need no table, and no memory is touched.
    in_order: usize,
    /// Others by number; [`NOBODY`] where nobody has it.
    numbered: Vec<Person>,
    /// All others by their text.
    others: HashMap<ParticipantId, Person>,
}

impl ById {
    /// The person with an id.
    pub fn find(&self, id: &str) -> Option<Person> {
        if let Some(number) = number(id) {
            if (1..=self.in_order).contains(&number) {
                return u32::try_from(number - 1).ok().map(Person);
            }
            if let Some(&person) = self.numbered.get(number).filter(|&&person| person != NOBODY) {
                return Some(person);
            }
        }
        if self.others.is_empty() { None } else { self.others.get(id).copied() }
    }

    /// Puts somebody down under an id that nobody has.
    pub fn insert(&mut self, id: &ParticipantId, person: Person) {
        // The table of numbers must not become much longer than the roster.
        let room = person.index().saturating_mul(4).saturating_add(10_000);
        match number(id.as_str()) {
            Some(number) if number == self.in_order + 1 && person.index() == self.in_order => {
                self.in_order += 1;
            }
            Some(number) if number < room => {
                if self.numbered.len() <= number {
                    self.numbered.resize(number + 1, NOBODY);
                }
                self.numbered[number] = person;
            }
            _ => {
                self.others.insert(id.clone(), person);
            }
        }
    }

    /// Takes out an id that this program did not give.
    pub fn remove(&mut self, id: &ParticipantId) {
        self.others.remove(id.as_str());
    }
}

/// The number of an id in the one form in which this program writes it, so that `P0001` and
/// `P00001` stay two ids.
fn number(id: &str) -> Option<usize> {
    let [b'P', number @ ..] = id.as_bytes() else { return None };
    let canonical = number.len() == 4 || (number.len() > 4 && number[0] != b'0');
    digits(number).filter(|_| canonical).map(|number| number as usize)
}

#[cfg(test)]
mod tests {
    use super::super::{Participant, Roster};
    use super::*;

    #[test]
    fn every_id_is_found_and_look_alikes_are_not() {
        let mut roster = Roster::default();
        let ids =
            ["P0001", "P00001", "P0042", "P12345", "P999999999", "P4294967295", "staff-7", "P001"];
        for id in ids {
            let id = ParticipantId::parse(id).unwrap();
            roster.add(Participant::new(id, "x", "")).unwrap();
        }
        for (at, id) in (0..).zip(ids) {
            assert_eq!(roster.by_id(id), Some(Person(at)), "{id}");
            assert_eq!(
                roster.add(Participant::new(ParticipantId::parse(id).unwrap(), "", "")),
                None
            );
        }
        for id in ["", "P", "P0002", "P000042", "p0001", "P1", "P00x1", "P99999"] {
            assert_eq!(roster.by_id(id), None, "{id}");
        }
    }
}
