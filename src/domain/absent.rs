//! Who of the scheme had no place in a round, and why: no loss, as long as it is known.

use super::ids::Person;

/// Why somebody who has not left had no place in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// They paused.
    Paused,
    /// They wished to be left out of this round.
    Out,
    /// They never said that they are in, in a scheme that asks.
    Silent,
    /// Their rhythm brings them back later.
    NotDue,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Paused, Self::Out, Self::Silent, Self::NotDue];

    /// The word in `absent.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Out => "out",
            Self::Silent => "silent",
            Self::NotDue => "not due",
        }
    }

    /// Whether they are known to come back: no loss to the scheme.
    pub fn is_excused(self) -> bool {
        self != Self::Silent
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// Somebody who had no place in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absent {
    /// Who.
    pub person: Person,
    /// Why.
    pub why: Why,
}

/// Keeps the list true after a change by hand: who dropped out is out, and who joined is in.
pub fn after(before: &[Absent], out: &[Person], joined: &[Person]) -> Vec<Absent> {
    let stays = |one: &&Absent| !joined.contains(&one.person) && !out.contains(&one.person);
    let mut absent: Vec<_> = before.iter().filter(stays).copied().collect();
    absent.extend(out.iter().map(|&person| Absent { person, why: Why::Out }));
    absent.sort_unstable_by_key(|one| one.person);
    absent
}
