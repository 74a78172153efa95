//! What became of pairs, counted: the only place that counts outcomes.

use crate::domain::{AnswerRule, Outcome, Round};

use super::history::PastRound;
use super::share::{Share, ratio};

/// What became of a number of pairs; a trio is one of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutcomeCounts {
    /// All pairs.
    pub pairs: usize,
    /// Those that met.
    pub met: usize,
    /// Those that did not.
    pub not_met: usize,
    /// Those of whom nobody knows.
    pub not_confirmed: usize,
}

impl OutcomeCounts {
    /// Counts the pairs of some rounds.
    pub(super) fn of<'a>(rounds: impl IntoIterator<Item = &'a PastRound<'a>>) -> Self {
        rounds.into_iter().flat_map(|past| &past.verdicts).map(|v| v.outcome).collect()
    }

    /// Counts the pairs of a round by a rule.
    pub fn of_round(round: &Round, rule: AnswerRule) -> Self {
        round.answered_pairs().map(|(_, said)| rule.verdict(said).outcome).collect()
    }

    /// Counts one more pair.
    pub fn add(&mut self, outcome: Outcome) {
        self.pairs += 1;
        match outcome {
            Outcome::Met => self.met += 1,
            Outcome::NotMet => self.not_met += 1,
            Outcome::NotConfirmed => self.not_confirmed += 1,
        }
    }

    /// The count of one outcome.
    pub fn count(self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Met => self.met,
            Outcome::NotMet => self.not_met,
            Outcome::NotConfirmed => self.not_confirmed,
        }
    }

    /// Not met or not confirmed: the red lines.
    pub fn red(self) -> usize {
        self.not_met + self.not_confirmed
    }

    /// Met or not met.
    pub fn confirmed(self) -> usize {
        self.met + self.not_met
    }

    /// The share of one outcome in all pairs.
    pub fn of_all(self, outcome: Outcome) -> Share {
        Share::of(self.count(outcome), self.pairs)
    }

    /// Those that met, of those of whom it is known.
    pub fn met_of_confirmed(self) -> Share {
        Share::of(self.met, self.confirmed())
    }

    /// The least and the greatest rate of pairs that met, whatever became of the not confirmed.
    pub fn bounds(self) -> Option<(f64, f64)> {
        let least = ratio(self.met, self.pairs)?;
        Some((least, ratio(self.met + self.not_confirmed, self.pairs)?))
    }
}

impl FromIterator<Outcome> for OutcomeCounts {
    fn from_iter<I: IntoIterator<Item = Outcome>>(outcomes: I) -> Self {
        let mut counts = Self::default();
        outcomes.into_iter().for_each(|outcome| counts.add(outcome));
        counts
    }
}
