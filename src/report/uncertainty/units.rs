//! The pairs of a programme, and those who had no partner although they take part, as figures of
//! uncertainty see them.

use crate::domain::absent::Why;
use crate::domain::{Outcome, Person};

use super::super::history::{History, PastRound};
use super::super::outcomes::OutcomeCounts;
use super::sharing::{Sharing, Weights};

/// Every pair of every round, and everybody who sat out or is known not to have been due by their
/// own rhythm, with whom they share people. There may be millions, so that they are not kept, but
/// read off the past again each time.
#[derive(Debug)]
pub struct Units<'h, 'a> {
    /// The past.
    pub history: &'h History<'a>,
    /// The number of the first unit of each round, and of the one after the last.
    starts: Vec<usize>,
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
        let mut starts = vec![0];
        for round in 0..history.rounds.len() {
            starts.push(starts[round] + of_round(history, round).count());
        }
        let all = (0..history.rounds.len()).flat_map(|round| of_round(history, round));
        let sharing = Sharing::of(all.map(|unit| unit.members));
        Self { history, starts, sharing }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// All of them, in the order of the rounds.
    pub fn all(&self) -> impl Iterator<Item = Unit<'a>> {
        (0..self.history.rounds.len()).flat_map(|round| of_round(self.history, round))
    }

    /// Those of a span, each with its number among all.
    pub fn within(&self, span: &Span) -> impl Iterator<Item = (usize, Unit<'a>)> {
        let all = 0..self.history.rounds.len();
        let rounds = all.filter(|&round| span.inside.get(round).copied().unwrap_or(false));
        rounds.flat_map(|round| (self.starts[round]..).zip(of_round(self.history, round)))
    }

    /// What became of the pairs of a span.
    pub fn counts(&self, span: &Span) -> OutcomeCounts {
        let rounds = (0..).zip(&self.history.rounds).filter(|&(at, _)| span.has(at));
        OutcomeCounts::of(rounds.map(|(_, past)| past))
    }

    /// Everybody of the roster: whether they are in the units of a span.
    pub fn there(&self, span: &Span) -> Vec<bool> {
        let mut there = vec![false; self.history.presence.len()];
        for (_, unit) in self.within(span) {
            unit.members.iter().for_each(|person| there[person.index()] = true);
        }
        there
    }

    /// A number for each unit of a span, 0 where there is none, and how many different people are
    /// in the units that have one.
    pub fn weights(
        &self,
        span: &Span,
        mut number: impl FnMut(usize, &Unit<'a>) -> Option<f64>,
    ) -> (Weights, usize) {
        let mut weights = Weights::new(self.count(), self.history.presence.len());
        let mut there = vec![false; self.history.presence.len()];
        for (at, unit) in self.within(span) {
            if let Some(number) = number(at, &unit) {
                weights.put(at, unit.members, number);
                unit.members.iter().for_each(|person| there[person.index()] = true);
            }
        }
        (weights, there.into_iter().filter(|&there| there).count())
    }

    /// The dyadic sum: see [`Sharing::sum`].
    pub fn sum(&self, one: &Weights, other: &Weights) -> f64 {
        self.sharing.sum(one, other)
    }
}

/// The units of a round.
fn of_round<'u, 'a>(
    history: &'u History<'a>,
    position: usize,
) -> impl Iterator<Item = Unit<'a>> + Clone + use<'u, 'a> {
    let past = &history.rounds[position];
    let months = past.interval().unwrap_or(history.programme.settings.interval).months();
    let round = u32::try_from(position).unwrap_or(u32::MAX);
    let unit = move |members: &'a [Person], outcome| Unit { round, members, outcome, months };
    let pairs = past.round.pairs().iter().zip(&past.standings).map(move |(pair, standing)| {
        unit(pair.members(), standing.counts().then(|| standing.outcome()))
    });
    let out = past.round.sitting_out().iter().map(|out| &out.person);
    // Who paused, wished to be out, or had left is no participant of these months.
    let absent = past.round.absent.iter().flatten();
    let not_due = absent.filter(|one| one.why == Why::NotDue).map(|one| &one.person);
    let alone = out.chain(not_due).map(std::slice::from_ref);
    pairs.chain(alone.map(move |person| unit(person, None)))
}
