//! Reasons: why conversations did not happen, by family, since each family has its own remedy.

use crate::domain::outcome::first_reason;
use crate::domain::{Answer, Family, Reason, RoundNumber};

use super::history::{History, PastRound};

/// The reasons report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasons {
    /// Over all rounds.
    pub overall: ReasonCounts,
    /// Round by round.
    pub rounds: Vec<(RoundNumber, ReasonCounts)>,
}

/// Reasons, counted twice: by answer and by pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReasonCounts {
    /// Every answer `no` or `not yet` with a reason.
    pub answers: ReasonTally,
    /// Answers `no` or `not yet` without one.
    pub answers_without: usize,
    /// Each red pair once, with the earliest reason that its people gave.
    pub pairs: ReasonTally,
    /// Red pairs of whom nobody gave a reason.
    pub pairs_without: usize,
}

/// A count for each reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReasonTally([usize; Reason::ALL.len()]);

impl ReasonTally {
    /// The count of one reason.
    pub fn count(&self, reason: Reason) -> usize {
        self.0[reason as usize]
    }

    /// The count of a family.
    pub fn family(&self, family: Family) -> usize {
        let own = Reason::ALL.into_iter().filter(|reason| reason.family() == family);
        own.map(|reason| self.count(reason)).sum()
    }

    /// All together.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The family named most often; `None` without reasons, the first in order among equals.
    pub fn leading(&self) -> Option<Family> {
        let families = Family::ALL.into_iter().rev().filter(|&family| self.family(family) > 0);
        families.max_by_key(|&family| self.family(family))
    }

    /// Counts one more.
    pub(super) fn add(&mut self, reason: Reason) {
        self.0[reason as usize] += 1;
    }

    fn add_all(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

impl Reasons {
    /// The reasons of a programme; cost linear in its pairs.
    pub(super) fn of(history: &History<'_>) -> Self {
        let rounds: Vec<_> =
            history.rounds.iter().map(|past| (past.round.number(), round_reasons(past))).collect();
        let mut overall = ReasonCounts::default();
        for (_, round) in &rounds {
            overall.answers.add_all(&round.answers);
            overall.answers_without += round.answers_without;
            overall.pairs.add_all(&round.pairs);
            overall.pairs_without += round.pairs_without;
        }
        Self { overall, rounds }
    }
}

fn round_reasons(past: &PastRound<'_>) -> ReasonCounts {
    let mut counts = ReasonCounts::default();
    for (_, said, standing) in past.pairs().filter(|(_, _, standing)| standing.counts()) {
        for response in said {
            match (response.answer, response.reason) {
                (Some(Answer::No | Answer::NotYet), Some(reason)) => counts.answers.add(reason),
                (Some(Answer::No | Answer::NotYet), None) => counts.answers_without += 1,
                (Some(Answer::Yes) | None, _) => {}
            }
        }
        if !standing.is_red() {
            continue;
        }
        match first_reason(said).and_then(|response| response.reason) {
            Some(reason) => counts.pairs.add(reason),
            None => counts.pairs_without += 1,
        }
    }
    counts
}
