//! The programme as a whole: how many people, how many answers, how many conversations.

use std::collections::BTreeMap;

use crate::domain::edit::WHY_LEFT;
use crate::domain::{AnswerRule, Roster, RoundNumber, Standing, Status};
use crate::text::fold;

use super::dyadic::Dyadic;
use super::history::{History, PastRound};
use super::outcomes::OutcomeCounts;
use super::share::{Share, ratio};
use super::uncertainty::{Span, Units};

/// The programme as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Overall {
    /// Everybody in the roster.
    pub registered: usize,
    /// Those who ever had a partner.
    pub ever_participated: usize,
    /// The roster by status.
    pub status: StatusCounts,
    /// Why those left of whom it is noted, in the organiser's words, and how many; the most first.
    pub left_because: Vec<(String, usize)>,
    /// What became of all pairs, by the rule in force.
    pub all: Pooled,
    /// The same without rounds that are still open, of which nobody can know yet, and without
    /// those of which nobody was ever asked.
    pub closed: Pooled,
    /// The rounds that are open, with the number of their pairs that wait for an answer.
    pub open: Vec<(RoundNumber, usize)>,
    /// The rounds of which nobody was ever asked.
    pub not_collected: Vec<RoundNumber>,
    /// The rule in force.
    pub rule: AnswerRule,
    /// What would have become of the pairs under each rule.
    pub by_rule: Vec<(AnswerRule, OutcomeCounts)>,
    /// Who answered.
    pub answers: Answers,
}

/// The pairs of several rounds together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// How many rounds.
    pub rounds: usize,
    /// What became of their pairs.
    pub counts: OutcomeCounts,
    /// The interval for the rate of pairs that met, given that pairs share people.
    pub dyadic: Option<Dyadic>,
}

impl Pooled {
    fn of(units: &Units<'_, '_>, span: &Span) -> Self {
        Self { rounds: span.rounds, counts: units.counts(span), dyadic: Dyadic::of(units, span) }
    }
}

/// The roster by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusCounts {
    /// Take part.
    pub active: usize,
    /// Pause.
    pub paused: usize,
    /// Have left.
    pub left: usize,
}

/// Who answered, over all rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answers {
    /// Answers, of the people with a partner, summed over the rounds.
    pub response_rate: Share,
    /// Pairs of whom at least one answered.
    pub pairs_with_any: usize,
    /// Pairs of whom at least two answered.
    pub pairs_with_two: usize,
    /// Pairs in which one said yes and another no.
    pub disagreements: usize,
    /// These, of the pairs of whom at least two answered.
    pub disagreement_rate: Option<f64>,
}

impl Overall {
    /// The whole of a programme; cost linear in its pairs.
    pub(super) fn of(units: &Units<'_, '_>) -> Self {
        let history = units.history;
        let mut status = StatusCounts::default();
        for (_, participant) in history.programme.roster.iter() {
            match participant.status {
                Status::Active => status.active += 1,
                Status::Paused { .. } => status.paused += 1,
                Status::Left => status.left += 1,
            }
        }
        let rounds = history.rounds.iter();
        let open = rounds.clone().filter(|past| past.open);
        let open = open.map(|past| (past.round.number(), past.count(Standing::Waiting))).collect();
        let never = rounds.clone().filter(|past| past.silence == Standing::NotCollected);
        let not_collected = never.map(|past| past.round.number()).collect();
        let all = Pooled::of(units, &Span::of(history, |_, _| true));
        let closed = || Pooled::of(units, &Span::of(history, |_, past| past.is_closed()));
        let pooled = if rounds.clone().all(PastRound::is_closed) { all } else { closed() };
        Self {
            registered: history.programme.roster.len(),
            ever_participated: history.participants().count(),
            status,
            left_because: left_because(&history.programme.roster),
            all,
            closed: pooled,
            open,
            not_collected,
            rule: history.programme.settings.answers,
            by_rule: AnswerRule::ALL.map(|rule| (rule, under(rule, history))).into(),
            answers: Answers::of(history),
        }
    }
}

/// The reasons for leaving that the organiser noted; the same words in other letters are the same.
fn left_because(roster: &Roster) -> Vec<(String, usize)> {
    let Some(at) = roster.further_columns().iter().position(|heading| heading == WHY_LEFT) else {
        return Vec::new();
    };
    let left = roster.iter().filter(|(_, one)| one.status == Status::Left);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for why in left.filter_map(|(_, one)| one.further.get(at)).filter(|why| !why.is_empty()) {
        *counts.entry(fold(why)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts
}

/// What would have become of the pairs under a rule.
fn under(rule: AnswerRule, history: &History<'_>) -> OutcomeCounts {
    let pairs = history.rounds.iter().flat_map(|past| {
        past.round.answered_pairs().map(|(_, said)| Standing::of(rule, said, past.silence))
    });
    pairs.collect()
}

impl Answers {
    fn of(history: &History<'_>) -> Self {
        let (mut people, mut answers, mut any, mut two, mut disagreements) = (0, 0, 0, 0, 0);
        let counted = history.rounds.iter().flat_map(PastRound::pairs);
        for (_, said, _) in counted.filter(|(_, _, standing)| standing.counts()) {
            let answered = said.iter().filter(|response| response.answer.is_some()).count();
            people += said.len();
            answers += answered;
            any += usize::from(answered >= 1);
            two += usize::from(answered >= 2);
            disagreements += usize::from(AnswerRule::disagree(said));
        }
        Self {
            response_rate: Share::of(answers, people),
            pairs_with_any: any,
            pairs_with_two: two,
            disagreements,
            disagreement_rate: ratio(disagreements, two),
        }
    }
}
