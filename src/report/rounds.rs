//! Rounds: what became of their pairs, and who answered.

use std::collections::BTreeSet;

use crate::domain::{Interval as Length, Response, RoundNumber};

use super::history::PastRound;
use super::outcomes::OutcomeCounts;
use super::share::{Share, ratio};
use super::uncertainty::meetings::per_year;
use super::uncertainty::{Span, Units};

/// The rounds report.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounds {
    /// Every round.
    pub rounds: Vec<RoundOutcomes>,
    /// What each interval between rounds came to, the shortest first.
    pub intervals: Vec<Interval>,
}

/// One round. A trio is one pair in all counts but `connections`, `repeats` and the like, where
/// it counts as three.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundOutcomes {
    /// The number of the round.
    pub number: RoundNumber,
    /// Whether answers are still awaited.
    pub open: bool,
    /// What became of its pairs.
    pub counts: OutcomeCounts,
    /// How many of the pairs are trios.
    pub trios: usize,
    /// How many people answered.
    pub answers: usize,
    /// People who answered, of those in the pairs that count in rates.
    pub response_rate: Share,
    /// Pairs in which one said yes and another no.
    pub disagreements: usize,
    /// Two people put together in this round.
    pub connections: usize,
    /// Of these, how many had been put together before.
    pub repeats: usize,
    /// Repeats, of the connections of this round.
    pub repeat_share: Option<f64>,
    /// Two people who met for the first time.
    pub new_connections: usize,
    /// Different connections that have met so far.
    pub cumulative_connections: usize,
    /// Different connections that were put together so far.
    pub cumulative_offered: usize,
}

/// The closed rounds, marked ones apart, whose pairs had the same number of months to meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// From the introduction to the next round, as planned.
    pub length: Length,
    /// How many rounds.
    pub rounds: usize,
    /// What became of their pairs.
    pub counts: OutcomeCounts,
    /// Pairs that met, for each month of these rounds; it grows with the scheme.
    pub met_per_month: f64,
    /// Conversations per participant and year.
    pub per_year: f64,
}

impl Rounds {
    /// The outcomes of a programme; cost linear in its pairs.
    pub(super) fn of(units: &Units<'_, '_>) -> Self {
        let history = units.history;
        let mut offered = vec![0; history.rounds.len()];
        let mut met = vec![0; history.rounds.len()];
        for connection in &history.connections {
            offered[connection.offered as usize] += 1;
            if let Some(round) = connection.met {
                met[round as usize] += 1;
            }
        }
        let (mut all_offered, mut all_met) = (0, 0);
        let rounds = history.rounds.iter().zip(offered.iter().zip(&met));
        let rounds = rounds
            .map(|(past, (&new_offered, &new_met))| {
                all_offered += new_offered;
                all_met += new_met;
                let connections = new_offered + past.repeats;
                RoundOutcomes {
                    new_connections: new_met,
                    cumulative_connections: all_met,
                    cumulative_offered: all_offered,
                    ..round_outcomes(past, connections)
                }
            })
            .collect();
        Self { rounds, intervals: intervals(units) }
    }
}

/// One round; what depends on the rounds before it is left at 0.
fn round_outcomes(past: &PastRound<'_>, connections: usize) -> RoundOutcomes {
    let responses = past.round.responses();
    let has_answered = |response: &&Response| response.answer.is_some();
    let counted = past.pairs().filter(|(_, _, standing)| standing.counts());
    let (mut answered, mut people) = (0, 0);
    for (_, said, _) in counted {
        people += said.len();
        answered += said.iter().filter(has_answered).count();
    }
    RoundOutcomes {
        number: past.round.number(),
        open: past.open,
        counts: OutcomeCounts::of([past]),
        trios: past.round.pairs().iter().filter(|pair| pair.is_trio()).count(),
        answers: responses.iter().filter(has_answered).count(),
        response_rate: Share::of(answered, people),
        disagreements: past.verdicts.iter().filter(|v| v.disagreement).count(),
        connections,
        repeats: past.repeats,
        repeat_share: ratio(past.repeats, connections),
        new_connections: 0,
        cumulative_connections: 0,
        cumulative_offered: 0,
    }
}

/// The rounds by the months that their pairs had.
fn intervals(units: &Units<'_, '_>) -> Vec<Interval> {
    let rounds = units.history.rounds.iter().filter(|past| past.is_compared());
    let lengths: BTreeSet<Length> = rounds.filter_map(PastRound::interval).collect();
    let interval = |length: Length| {
        let of_length =
            |_, past: &PastRound<'_>| past.is_compared() && past.interval() == Some(length);
        let span = Span::of(units.history, of_length);
        let counts = units.counts(&span);
        Interval {
            length,
            rounds: span.rounds,
            counts,
            met_per_month: counts.met as f64 / (length.months() * span.rounds as f64),
            per_year: per_year(units, &span),
        }
    };
    lengths.into_iter().map(interval).collect()
}
