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
    /// How many of them were paused, out or not due in each round from that one on; `None` where
    /// nobody knows.
    pub excused: Vec<Option<usize>>,
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
    let excused = excused(history);
    let cohorts = history.rounds.iter().zip(active.into_iter().zip(excused));
    cohorts
        .map(|(past, (active, excused))| Cohort {
            first: past.round.number(),
            size: active[0],
            active,
            excused,
        })
        .filter(|cohort| cohort.size > 0)
        .collect()
}

/// For each cohort, those who were excused in each round from its first one on.
fn excused(history: &History<'_>) -> Vec<Vec<Option<usize>>> {
    let known: Vec<_> =
        history.rounds.iter().map(|past| past.round.absent.as_ref().map(|_| 0)).collect();
    let mut excused: Vec<_> = (0..known.len()).map(|first| known[first..].to_vec()).collect();
    for (position, past) in history.rounds.iter().enumerate() {
        let absent = past.round.absent.iter().flatten().filter(|absent| absent.why.is_excused());
        for absent in absent {
            let Some(first) = history.presence[absent.person.index()].first() else { continue };
            let first = first as usize;
            if let Some(count) = position.checked_sub(first).map(|later| &mut excused[first][later])
            {
                *count = count.map(|count| count + 1);
            }
        }
    }
    excused
}
