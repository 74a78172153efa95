//! Reasons: why conversations did not happen, by family, since each family has its own remedy.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::outcome::first_reason;
use crate::domain::{Answer, Family, Person, Reason, Response, RoundNumber};
use crate::text::{fold, plain_words};

use super::history::{History, PastRound};

/// The reasons report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasons {
    /// Over all rounds.
    pub overall: ReasonCounts,
    /// Round by round.
    pub rounds: Vec<(RoundNumber, ReasonCounts)>,
    /// The texts without a reason that several people gave in the same words, the most frequent
    /// first, with the answers that had them. What one person wrote is theirs, and not for reports.
    pub unsorted: Vec<(String, usize)>,
}

/// Reasons, counted twice: by answer and by pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReasonCounts {
    /// Every answer `no` or `not yet` with a reason.
    pub answers: ReasonTally,
    /// Those of them with a text that could not be sorted under a reason.
    pub answers_unsorted: usize,
    /// Answers `no` or `not yet` without one.
    pub answers_without: usize,
    /// Each red pair once, with the earliest reason that its people gave.
    pub pairs: ReasonTally,
    /// Those of them whose reason is a text that could not be sorted.
    pub pairs_unsorted: usize,
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
            overall.answers_unsorted += round.answers_unsorted;
            overall.answers_without += round.answers_without;
            overall.pairs.add_all(&round.pairs);
            overall.pairs_unsorted += round.pairs_unsorted;
            overall.pairs_without += round.pairs_without;
        }
        Self { overall, rounds, unsorted: unsorted(history) }
    }
}

/// Whether an answer has a text that could not be sorted under a reason.
fn is_unsorted(response: &Response) -> bool {
    response.reason == Some(Reason::Other) && !response.reason_text().trim().is_empty()
}

/// Whether it says that they did not meet, or not yet.
fn is_miss(response: &Response) -> bool {
    matches!(response.answer, Some(Answer::No | Answer::NotYet))
}

/// The texts that could not be sorted, as most people spelled them; see [`Reasons::unsorted`].
fn unsorted(history: &History<'_>) -> Vec<(String, usize)> {
    let mut texts: BTreeMap<String, Same<'_>> = BTreeMap::new();
    let counted = history.rounds.iter().flat_map(PastRound::pairs);
    let said = counted.filter(|(_, _, standing)| standing.counts()).flat_map(|(_, said, _)| said);
    for response in said.filter(|response| is_miss(response) && is_unsorted(response)) {
        let text = response.reason_text().trim();
        let same = texts.entry(plain_words(&fold(text))).or_default();
        same.answers += 1;
        same.people.insert(response.person);
        *same.spelled.entry(text).or_default() += 1;
    }
    let several = texts.into_values().filter(|same| same.people.len() > 1);
    let mut several: Vec<_> = several.map(|same| (same.spelling(), same.answers)).collect();
    several.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    several
}

/// Answers with the same words.
#[derive(Debug, Default)]
struct Same<'a> {
    answers: usize,
    people: BTreeSet<Person>,
    spelled: BTreeMap<&'a str, usize>,
}

impl Same<'_> {
    /// As most spelled it; the first in order among equals.
    fn spelling(&self) -> String {
        let most = self.spelled.iter().rev().max_by_key(|(_, count)| **count);
        most.map_or_else(String::new, |(text, _)| (*text).to_owned())
    }
}

fn round_reasons(past: &PastRound<'_>) -> ReasonCounts {
    let mut counts = ReasonCounts::default();
    for (_, said, standing) in past.pairs().filter(|(_, _, standing)| standing.counts()) {
        for response in said.iter().filter(|response| is_miss(response)) {
            match response.reason {
                Some(reason) => counts.answers.add(reason),
                None => counts.answers_without += 1,
            }
            counts.answers_unsorted += usize::from(is_unsorted(response));
        }
        if !standing.is_red() {
            continue;
        }
        let first = first_reason(said);
        match first.and_then(|response| response.reason) {
            Some(reason) => counts.pairs.add(reason),
            None => counts.pairs_without += 1,
        }
        counts.pairs_unsorted += usize::from(first.is_some_and(is_unsorted));
    }
    counts
}
