//! Rounds: what became of their pairs, and who answered.

use std::collections::BTreeMap;

use crate::domain::{Outcome, RoundNumber};

use super::compare::Comparison;
use super::history::{History, PastRound};
use super::outcomes::OutcomeCounts;
use super::share::{Share, ratio};

/// The rounds report.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounds {
    /// Every round.
    pub rounds: Vec<RoundOutcomes>,
    /// The latest closed round against all closed rounds before it, marked rounds apart.
    pub comparison: Option<(RoundNumber, Comparison)>,
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
    /// People who answered, of those with a partner.
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
    pub months: u32,
    /// How many rounds.
    pub rounds: usize,
    /// What became of their pairs.
    pub counts: OutcomeCounts,
    /// Pairs that met, for each month of these rounds.
    pub met_per_month: f64,
    /// Against the next shorter interval; absent for the shortest.
    pub comparison: Option<Comparison>,
}

impl Rounds {
    /// The outcomes of a programme; cost linear in its pairs.
    pub(super) fn of(history: &History<'_>, design_effect: f64) -> Self {
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
        Self {
            rounds,
            comparison: comparison(history, design_effect),
            intervals: intervals(history, design_effect),
        }
    }
}

/// One round; what depends on the rounds before it is left at 0.
fn round_outcomes(past: &PastRound<'_>, connections: usize) -> RoundOutcomes {
    let responses = past.round.responses();
    let answered = responses.iter().filter(|response| response.answer.is_some()).count();
    RoundOutcomes {
        number: past.round.number(),
        open: past.open,
        counts: OutcomeCounts::of([past]),
        trios: past.round.pairs().iter().filter(|pair| pair.is_trio()).count(),
        response_rate: Share::of(answered, responses.len()),
        disagreements: past.verdicts.iter().filter(|v| v.disagreement).count(),
        connections,
        repeats: past.repeats,
        repeat_share: ratio(past.repeats, connections),
        new_connections: 0,
        cumulative_connections: 0,
        cumulative_offered: 0,
    }
}

/// The rounds that count for trends: closed, and without a mark.
fn counted<'h, 'a>(history: &'h History<'a>) -> impl Iterator<Item = &'h PastRound<'a>> {
    history.rounds.iter().filter(|past| !past.open && !past.marked)
}

/// The latest closed round against the closed rounds before it.
fn comparison(history: &History<'_>, design_effect: f64) -> Option<(RoundNumber, Comparison)> {
    let counted: Vec<_> = counted(history).collect();
    let (&latest, earlier) = counted.split_last()?;
    let before = OutcomeCounts::of(earlier.iter().copied());
    let now = OutcomeCounts::of([latest]);
    let (now, before) = (now.of_all(Outcome::Met), before.of_all(Outcome::Met));
    let number = latest.round.number();
    (before.n > 0).then(|| (number, Comparison::of(now, before, design_effect)))
}

/// The rounds by the months that their pairs had.
fn intervals(history: &History<'_>, design_effect: f64) -> Vec<Interval> {
    let mut of_length: BTreeMap<u32, Vec<&PastRound<'_>>> = BTreeMap::new();
    for past in counted(history) {
        if let Some(months) = past.round.head.interval_months.filter(|&months| months > 0) {
            of_length.entry(months).or_default().push(past);
        }
    }
    let mut intervals: Vec<Interval> = Vec::with_capacity(of_length.len());
    for (months, rounds) in of_length {
        let counts = OutcomeCounts::of(rounds.iter().copied());
        let met = |counts: OutcomeCounts| counts.of_all(Outcome::Met);
        let shorter = intervals.last().map(|shorter| met(shorter.counts));
        intervals.push(Interval {
            months,
            rounds: rounds.len(),
            counts,
            met_per_month: counts.met as f64 / (f64::from(months) * rounds.len() as f64),
            comparison: shorter.map(|met_of| Comparison::of(met(counts), met_of, design_effect)),
        });
    }
    intervals
}
