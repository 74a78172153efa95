//! Ids to people, quickly: a programme of a million people looks one up a hundred million times.

use std::collections::HashMap;

use crate::domain::{ParticipantId, Person, Roster};

/// People by id: numbered ids by their number, others by their text.
#[derive(Debug)]
pub(super) struct Ids<'a> {
    numbered: Vec<Option<Person>>,
    others: HashMap<&'a str, Person>,
}

impl<'a> Ids<'a> {
    /// Indexes a roster; cost linear in it.
    pub fn new(roster: &'a Roster) -> Self {
        let room = roster.len().saturating_mul(4).saturating_add(10_000);
        let mut ids = Self { numbered: vec![None; roster.len() + 1], others: HashMap::new() };
        for (person, participant) in roster.iter() {
            let id = participant.id.as_str();
            match number(id) {
                Some(number) if number < room => {
                    if ids.numbered.len() <= number {
                        ids.numbered.resize(number + 1, None);
                    }
                    ids.numbered[number] = Some(person);
                }
                _ => {
                    ids.others.insert(id, person);
                }
            }
        }
        ids
    }

    /// The person with an id.
    pub fn find(&self, id: &str) -> Option<Person> {
        match number(id) {
            Some(number) if number < self.numbered.len() => self.numbered[number],
            _ => self.others.get(id).copied(),
        }
    }
}

/// The number of an id in the one form in which this program writes it, so that `P0001` and
/// `P00001` stay two ids.
fn number(id: &str) -> Option<usize> {
    let digits = id.strip_prefix('P')?.as_bytes();
    let canonical =
        digits.len() == 4 || (digits.len() > 4 && digits.len() < 10 && digits[0] != b'0');
    if !canonical {
        return None;
    }
    digits.iter().try_fold(0_usize, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + usize::from(digit - b'0'))
    })
}

/// The first running number above all that are in use.
pub(super) fn first_free<'a>(used: impl Iterator<Item = &'a ParticipantId>) -> u32 {
    used.filter_map(ParticipantId::number).max().map_or(1, |highest| highest.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Participant;

    #[test]
    fn every_id_is_found_and_look_alikes_are_not() {
        let mut roster = Roster::default();
        let ids =
            ["P0001", "P00001", "P0042", "P12345", "P999999999", "P4294967295", "staff-7", "P001"];
        for id in ids {
            let id = ParticipantId::parse(id).unwrap();
            roster.add(Participant::new(id, "x", "")).unwrap();
        }
        let index = Ids::new(&roster);
        for (at, id) in (0..).zip(ids) {
            assert_eq!(index.find(id), Some(Person(at)), "{id}");
        }
        for id in ["", "P", "P0002", "P000042", "p0001", "P1", "P00x1", "P99999"] {
            assert_eq!(index.find(id), None, "{id}");
        }
    }
}
