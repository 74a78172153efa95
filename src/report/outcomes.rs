//! What became of pairs, counted: the only place that counts outcomes.

use chrono::NaiveDate;

use crate::domain::{Outcome, Round, Settings, Standing};

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
    /// Those of an open round of whom an answer is awaited.
    pub waiting: usize,
    /// Those of whom nobody was ever asked.
    pub not_collected: usize,
}

impl OutcomeCounts {
    /// Counts the pairs of some rounds.
    pub(super) fn of<'a>(rounds: impl IntoIterator<Item = &'a PastRound<'a>>) -> Self {
        rounds.into_iter().flat_map(|past| &past.standings).copied().collect()
    }

    /// Counts the pairs of a round as they stand on a day.
    pub fn of_round(round: &Round, day: NaiveDate, settings: &Settings) -> Self {
        round.standings(day, settings).map(|(_, _, standing)| standing).collect()
    }

    /// Counts one more pair.
    pub fn add(&mut self, standing: Standing) {
        self.pairs += 1;
        match standing {
            Standing::Met => self.met += 1,
            Standing::NotMet => self.not_met += 1,
            Standing::NotConfirmed => self.not_confirmed += 1,
            Standing::Waiting => self.waiting += 1,
            Standing::NotCollected => self.not_collected += 1,
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

    /// The count of those who stand in one way.
    pub fn standing(self, standing: Standing) -> usize {
        match standing {
            Standing::Waiting => self.waiting,
            Standing::NotCollected => self.not_collected,
            counted => self.count(counted.outcome()),
        }
    }

    /// The standings to speak of: the three outcomes, and the others where there are such pairs.
    pub fn seen(self) -> impl Iterator<Item = Standing> {
        let all = Standing::ALL.into_iter();
        all.filter(move |&standing| standing.counts() || self.standing(standing) > 0)
    }

    /// Those that count in rates: not those that wait, nor those of whom nobody was asked.
    pub fn counted(self) -> usize {
        self.met + self.not_met + self.not_confirmed
    }

    /// Neither met nor not met, for whatever cause; in JSON all of these are not confirmed.
    pub fn without_word(self) -> usize {
        self.not_confirmed + self.waiting + self.not_collected
    }

    /// Not met or not confirmed: the red lines.
    pub fn red(self) -> usize {
        self.not_met + self.not_confirmed
    }

    /// Met or not met.
    pub fn confirmed(self) -> usize {
        self.met + self.not_met
    }

    /// The share of one outcome in all pairs that count.
    pub fn of_all(self, outcome: Outcome) -> Share {
        Share::of(self.count(outcome), self.counted())
    }

    /// Those that met, of those of whom it is known.
    pub fn met_of_confirmed(self) -> Share {
        Share::of(self.met, self.confirmed())
    }

    /// The least and the greatest rate of pairs that met, whatever became of the not confirmed.
    pub fn bounds(self) -> Option<(f64, f64)> {
        let least = ratio(self.met, self.counted())?;
        Some((least, ratio(self.met + self.not_confirmed, self.counted())?))
    }
}

impl FromIterator<Standing> for OutcomeCounts {
    fn from_iter<I: IntoIterator<Item = Standing>>(standings: I) -> Self {
        let mut counts = Self::default();
        standings.into_iter().for_each(|standing| counts.add(standing));
        counts
    }
}

impl std::iter::Sum for OutcomeCounts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let mut sum = Self::default();
        for Self { pairs, met, not_met, not_confirmed, waiting, not_collected } in all {
            sum.pairs += pairs;
            sum.met += met;
            sum.not_met += not_met;
            sum.not_confirmed += not_confirmed;
            sum.waiting += waiting;
            sum.not_collected += not_collected;
        }
        sum
    }
}
