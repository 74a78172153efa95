//! What people are called in a report: by name, or by a number that says nothing about them.

use crate::domain::{Participant, Person, Roster};

/// The names and the neutral numbers of everybody in a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    labels: Vec<Label>,
}

/// What one person is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The id in the roster.
    pub id: String,
    /// The name as the roster has it, or `(forgotten)`; the id when an address stands in its
    /// place, since addresses never appear in reports.
    pub name: String,
    /// The same with what tells them from a namesake, for where no id stands beside it.
    pub called: String,
    /// The number in reports without names, from 1.
    pub number: usize,
    /// Whether they were forgotten.
    pub forgotten: bool,
}

impl People {
    /// Names everybody.
    ///
    /// The neutral numbers follow a fixed shuffle of the ids, not the order of the roster, so
    /// that `Person 1` is not the first who signed up. The same roster gives the same numbers;
    /// a new participant shifts them. Ids are not secret: whoever has them can repeat the
    /// shuffle, so the numbers protect from readers, not from those who hold the roster.
    pub fn of(roster: &Roster) -> Self {
        let everybody = roster.iter();
        let mut shuffled: Vec<_> =
            everybody.map(|(person, p)| (scatter(p.id.as_str()), person)).collect();
        shuffled.sort_unstable();
        let mut numbers = vec![0; roster.len()];
        for (number, (_, person)) in (1..).zip(shuffled) {
            numbers[person.index()] = number;
        }
        let labels = roster.iter().zip(numbers);
        let labels = labels.map(|((person, p), number)| label(p, &roster.called(person), number));
        Self { labels: labels.collect() }
    }

    /// Whether somebody was forgotten.
    pub fn is_forgotten(&self, person: Person) -> bool {
        self.label(person).is_some_and(|label| label.forgotten)
    }

    /// What somebody is called; `None` for a person of another roster.
    pub fn label(&self, person: Person) -> Option<&Label> {
        self.labels.get(person.index())
    }
}

fn label(participant: &Participant, called: &str, number: usize) -> Label {
    let id = participant.id.to_string();
    let name = participant.shown_name().trim();
    let named = !name.is_empty() && !name.contains('@');
    let or_id = |name: &str| if named { name.to_owned() } else { id.clone() };
    Label {
        name: or_id(name),
        called: or_id(called.trim()),
        id,
        number,
        forgotten: participant.is_forgotten(),
    }
}

/// Scatters texts over the 64-bit numbers: FNV-1a (Fowler, Noll, Vo), then the finaliser of
/// `SplitMix64` (Steele, Lea, Flood 2014), both fixed for ever.
fn scatter(text: &str) -> u64 {
    let fnv = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
