//! The pairs of a programme, and those who had no partner although they take part, as figures of
//! uncertainty see them.

use crate::domain::absent::Why;
use crate::domain::{Outcome, Person};

use super::super::history::{History, PastRound};
use super::super::outcomes::OutcomeCounts;
use super::sharing::Sharing;

/// Every pair of every round, and everybody who sat out or is known not to have been due by their
/// own rhythm, with whom they share people.
#[derive(Debug)]
pub struct Units<'h, 'a> {
    /// The past.
    pub history: &'h History<'a>,
    all: Vec<Unit<'a>>,
    sharing: Sharing,
}

/// A pair, or somebody who sat out or was not due, for whom there is no outcome.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// The position of its round.
    pub round: u32,
    /// Its people.
    pub members: &'a [Person],
    /// What became of a pair.
    pub outcome: Option<Outcome>,
    /// Months until its people are due again.
    pub months: f64,
}

/// Some rounds of a programme.
#[derive(Debug, Clone)]
pub struct Span {
    inside: Vec<bool>,
    /// How many.
    pub rounds: usize,
}

/// Pairs of this kind count as one, the others as nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Met.
    Met,
    /// Met, or not confirmed: the most that can have met.
    AtMost,
    /// Not confirmed.
    Silent,
}

impl Kind {
    /// Whether a pair with this outcome counts.
    pub fn holds(self, outcome: Outcome) -> bool {
        match self {
            Self::Met => outcome == Outcome::Met,
            Self::AtMost => outcome != Outcome::NotMet,
            Self::Silent => outcome == Outcome::NotConfirmed,
        }
    }
}

impl Span {
    /// The rounds of a history that a condition holds for.
    pub fn of<'h, 'a>(
        history: &'h History<'a>,
        condition: impl Fn(usize, &'h PastRound<'a>) -> bool,
    ) -> Self {
        let rounds = history.rounds.iter().enumerate();
        let inside: Vec<_> = rounds.map(|(at, past)| condition(at, past)).collect();
        Self { rounds: inside.iter().filter(|&&inside| inside).count(), inside }
    }

    /// The position of the last of them.
    pub fn last(&self) -> Option<usize> {
        self.inside.iter().rposition(|&inside| inside)
    }

    /// Whether the round at a position is one of them.
    pub fn has(&self, round: u32) -> bool {
        self.inside.get(round as usize).copied().unwrap_or(false)
    }
}

impl<'h, 'a> Units<'h, 'a> {
    /// The units of a past; cost n log n in its pairs.
    pub fn of(history: &'h History<'a>) -> Self {
        let mut all: Vec<Unit<'a>> = Vec::new();
        let usual = history.programme.settings.interval;
        for (round, past) in (0u32..).zip(&history.rounds) {
            let months = past.interval().unwrap_or(usual).months();
            let mut add =
                |members: &'a [Person], outcome| all.push(Unit { round, members, outcome, months });
            for (pair, _, standing) in past.pairs() {
                add(pair.members(), standing.counts().then(|| standing.outcome()));
            }
            for out in past.round.sitting_out() {
                add(std::slice::from_ref(&out.person), None);
            }
            // Who paused, wished to be out, or had left is no participant of these months.
            let absent = past.round.absent.iter().flatten();
            for one in absent.filter(|absent| absent.why == Why::NotDue) {
                add(std::slice::from_ref(&one.person), None);
            }
        }
        let sharing = Sharing::of(all.iter().map(|unit| unit.members), history.presence.len());
        Self { history, all, sharing }
    }

    /// All of them, in the order of the rounds.
    pub fn all(&self) -> &[Unit<'a>] {
        &self.all
    }

    /// What became of the pairs of a span.
    pub fn counts(&self, span: &Span) -> OutcomeCounts {
        let rounds = (0..).zip(&self.history.rounds).filter(|&(at, _)| span.has(at));
        OutcomeCounts::of(rounds.map(|(_, past)| past))
    }

    /// Everybody of the roster: whether they are in the units that a condition holds for.
    pub fn there(&self, condition: impl Fn(&Unit<'a>) -> bool) -> Vec<bool> {
        let mut there = vec![false; self.history.presence.len()];
        for unit in self.all.iter().filter(|unit| condition(unit)) {
            unit.members.iter().for_each(|person| there[person.index()] = true);
        }
        there
    }

    /// The dyadic sum: see [`Sharing::sum`].
    pub fn sum(&self, one: &[f64], other: &[f64]) -> f64 {
        self.sharing.sum(self.all.iter().map(|unit| unit.members), one, other)
    }

    /// How many different people are in the units that are marked.
    pub fn people_in(&self, marked: &[bool]) -> usize {
        let mut there = vec![false; self.history.presence.len()];
        for (unit, _) in self.all.iter().zip(marked).filter(|(_, marked)| **marked) {
            unit.members.iter().for_each(|person| there[person.index()] = true);
        }
        there.into_iter().filter(|&there| there).count()
    }

    /// How many different people are in the units that a condition holds for.
    pub fn people(&self, condition: impl Fn(&Unit<'a>) -> bool) -> usize {
        self.there(condition).into_iter().filter(|&there| there).count()
    }
}
