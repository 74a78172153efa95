//! Who was in which pair of which round.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::domain::{Person, Round, RoundNumber};

/// Somebody in a pair of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    pub round: RoundNumber,
    pub person: Person,
}

/// Who was in which pair, for quick look-ups. A round is indexed when it is first asked for, since
/// a form speaks of one round out of many.
pub struct Seats<'p> {
    rounds: Vec<(&'p Round, OnceCell<HashMap<Person, usize>>)>,
}

impl<'p> Seats<'p> {
    /// Prepares for rounds with ascending numbers.
    pub fn new(rounds: &'p [Round]) -> Self {
        Self { rounds: rounds.iter().map(|round| (round, OnceCell::new())).collect() }
    }

    /// The position of somebody's pair in [`Round::pairs`].
    pub fn pair(&self, round: RoundNumber, person: Person) -> Option<usize> {
        let found = self.rounds.binary_search_by_key(&round, |(round, _)| round.number()).ok()?;
        let (round, index) = self.rounds.get(found)?;
        let positions = || {
            let pairs = round.pairs().iter().enumerate();
            pairs.flat_map(|(at, pair)| pair.members().iter().map(move |&p| (p, at))).collect()
        };
        index.get_or_init(positions).get(&person).copied()
    }

    /// The partners of somebody in a round; empty when they were in no pair.
    pub fn partners(&self, round: &Round, person: Person) -> Vec<Person> {
        let pair = self.pair(round.number(), person).and_then(|at| round.pairs().get(at));
        let members = pair.map_or(&[][..], |pair| pair.members());
        members.iter().copied().filter(|&other| other != person).collect()
    }
}
