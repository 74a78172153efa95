//! Cohorts: of those who began together, how many are still with us.

use crate::domain::RoundNumber;

use super::history::History;

/// Everybody who had a partner for the first time in the same round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The round.
    pub first: RoundNumber,
    /// How many they are.
    pub size: usize,
    /// How many of them had a partner in each round from that one on.
    pub active: Vec<usize>,
}

/// The cohorts of a programme, one for each round with joiners; cost linear in the pairs.
pub(super) fn cohorts(history: &History<'_>) -> Vec<Cohort> {
    let count = history.rounds.len();
    let mut active: Vec<Vec<usize>> = (0..count).map(|first| vec![0; count - first]).collect();
    for (position, past) in history.rounds.iter().enumerate() {
        for person in past.round.people() {
            if let Some(first) = history.presence[person.index()].first() {
                let first = first as usize;
                active[first][position - first] += 1;
            }
        }
    }
    let cohorts = history.rounds.iter().zip(active);
    cohorts
        .map(|(past, active)| Cohort { first: past.round.number(), size: active[0], active })
        .filter(|cohort| cohort.size > 0)
        .collect()
}
