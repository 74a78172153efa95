//! Two spans of rounds side by side: shares and conversations, who was in both, how the scheme grew.

use chrono::NaiveDate;

use crate::domain::{Interval, Programme, RoundNumber};

use super::history::{History, PastRound};
use super::uncertainty::meetings::YEAR;
use super::uncertainty::{Kind, Span, Spans, Units};

/// A later span against an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The rounds of the later span.
    pub now: RoundsOf,
    /// The rounds of the earlier one.
    pub before: RoundsOf,
    /// The figures, and what may be said of them.
    pub spans: Spans,
    /// Those who were in both.
    pub both: Both,
}

/// Why two spans cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomparable {
    /// No round of a span counts.
    Nothing {
        /// The span, 0 or 1, as they were given.
        which: usize,
        /// How many rounds are in it that do not count.
        rounds: usize,
    },
    /// A round is in both.
    Shared(RoundNumber),
}

/// The numbers of the rounds that count in comparisons, as of a day.
pub fn compared_rounds(programme: &Programme, today: NaiveDate) -> Vec<RoundNumber> {
    let history = History::of(programme, today);
    let counted = history.rounds.iter().filter(|past| past.is_compared());
    counted.map(|past| past.round.number()).collect()
}

/// The rounds of a span that count: closed, and without a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundsOf {
    /// Their numbers.
    pub numbers: Vec<RoundNumber>,
    /// The different intervals that they had, the shortest first.
    pub intervals: Vec<Interval>,
    /// People with a partner, summed over the rounds.
    pub participations: usize,
}

/// Those who were in both spans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Both {
    /// How many.
    pub people: usize,
    /// Their conversations per participant and year in the later span.
    pub now: f64,
    /// And in the earlier one.
    pub before: f64,
}

impl RoundsOf {
    fn of(history: &History<'_>, span: &Span) -> Self {
        let inside =
            || (0u32..).zip(&history.rounds).filter(|(at, _)| span.has(*at)).map(|(_, p)| p);
        let mut intervals: Vec<_> = inside().filter_map(PastRound::interval).collect();
        intervals.sort_unstable();
        intervals.dedup();
        Self {
            numbers: inside().map(|past| past.round.number()).collect(),
            participations: inside().map(|past| past.round.people().count()).sum(),
            intervals,
        }
    }

    /// People with a partner, per round.
    pub fn participants_per_round(&self) -> f64 {
        self.participations as f64 / self.numbers.len().max(1) as f64
    }
}

impl Comparison {
    /// Two spans of a programme as it stands on a day, each given by the rounds in it. Which of
    /// them is the later one is decided by their last rounds.
    pub fn of(
        programme: &Programme,
        today: NaiveDate,
        inside: [&dyn Fn(RoundNumber, NaiveDate) -> bool; 2],
    ) -> Result<Self, Incomparable> {
        let history = History::of(programme, today);
        let has = |which: usize, past: &PastRound<'_>| {
            inside[which](past.round.number(), past.round.head.date)
        };
        let spans = [0, 1]
            .map(|which| Span::of(&history, |_, past| past.is_compared() && has(which, past)));
        if let Some(both) = history.rounds.iter().find(|past| has(0, past) && has(1, past)) {
            return Err(Incomparable::Shared(both.round.number()));
        }
        if let Some(empty) = spans.iter().position(|span| span.rounds == 0) {
            return Err(Incomparable::Nothing {
                which: empty,
                rounds: history.rounds.iter().filter(|past| has(empty, past)).count(),
            });
        }
        let [one, other] = spans;
        let (now, before) = if one.last() > other.last() { (one, other) } else { (other, one) };
        Ok(Self::between(&Units::of(&history), &now, &before))
    }

    /// The rounds with the interval of the latest one that counts against those with the interval
    /// that was in force last before it; `None` when there was only one interval.
    pub fn of_intervals(programme: &Programme, today: NaiveDate) -> Option<Self> {
        let history = History::of(programme, today);
        let (now, before) = intervals(&history)?;
        Some(Self::between(&Units::of(&history), &now, &before))
    }

    /// The same of units that are known already.
    pub(super) fn of_intervals_in(units: &Units<'_, '_>) -> Option<Self> {
        let (now, before) = intervals(units.history)?;
        Some(Self::between(units, &now, &before))
    }

    fn between(units: &Units<'_, '_>, now: &Span, before: &Span) -> Self {
        Self {
            now: RoundsOf::of(units.history, now),
            before: RoundsOf::of(units.history, before),
            spans: Spans::of(units, now, before),
            both: Both::of(units, now, before),
        }
    }
}

/// The rounds of the latest interval, and those of the one before.
fn intervals(history: &History<'_>) -> Option<(Span, Span)> {
    let counted = || {
        history
            .rounds
            .iter()
            .rev()
            .filter(|past| past.is_compared())
            .filter_map(PastRound::interval)
    };
    let now = counted().next()?;
    let before = counted().find(|&interval| interval != now)?;
    let span = |interval| {
        Span::of(history, |_, past| past.is_compared() && past.interval() == Some(interval))
    };
    Some((span(now), span(before)))
}

impl Both {
    fn of(units: &Units<'_, '_>, now: &Span, before: &Span) -> Self {
        let there = units.there(now).into_iter().zip(units.there(before));
        let both: Vec<bool> = there.map(|(now, before)| now && before).collect();
        let per_year = |span: &Span| {
            let (mut conversations, mut months) = (0.0, 0.0);
            for (_, unit) in units.within(span) {
                let own = unit.members.iter().filter(|person| both[person.index()]).count() as f64;
                months += own * unit.months;
                if unit.outcome.is_some_and(|outcome| Kind::Met.holds(outcome)) {
                    conversations += own;
                }
            }
            if months > 0.0 { conversations / months * YEAR } else { 0.0 }
        };
        let people = both.iter().filter(|&&both| both).count();
        Self { people, now: per_year(now), before: per_year(before) }
    }
}
