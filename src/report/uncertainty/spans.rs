//! Two spans of rounds against each other.

use super::super::outcomes::OutcomeCounts;
use super::FEWEST_ROUNDS;
use super::meetings::{Meetings, MeetingsDifference};
use super::quantile::Level;
use super::shares::{Clusters, Difference, PairShare, difference};
use super::units::{Kind, Span, Units};

/// A later span against an earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spans {
    /// The later span.
    pub now: Side,
    /// The earlier one.
    pub before: Side,
    /// The dyadic sum of the residuals of both.
    pub covariance: f64,
    /// By people; absent below the guards, as the rest is.
    pub by_people: Option<Difference>,
    /// The same of pairs that met or were not confirmed.
    pub by_people_upper: Option<Difference>,
    /// What needs rounds enough; absent without.
    pub by_rounds: Option<ByRounds>,
    /// What may be said of the shares.
    pub verdict: Verdict,
    /// Conversations against each other: as reported, and at most.
    pub meetings: Option<[MeetingsDifference; 2]>,
    /// What may be said of the conversations.
    pub meetings_verdict: Verdict,
}

/// One of two spans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// What became of its pairs.
    pub counts: OutcomeCounts,
    /// Different people in them.
    pub people: usize,
    /// Rounds.
    pub rounds: usize,
    /// Pairs that met, of all; 0 without pairs.
    pub rate: f64,
    /// The dyadic variance, without correction for the number of people.
    pub variance: f64,
    /// What the rounds add to it.
    pub rounds_part: f64,
    /// Conversations per participant and year.
    pub per_year: f64,
}

/// By people and rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByRounds {
    /// Pairs that met.
    pub met: Difference,
    /// Pairs that met or were not confirmed.
    pub upper: Difference,
    /// Pairs that were not confirmed, at 90 %.
    pub silence: Difference,
    /// Conversations: as reported, and at most.
    pub meetings: [MeetingsDifference; 2],
}

/// What may be said of two spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`FEWEST_PEOPLE`](super::FEWEST_PEOPLE) or [`FEWEST_PAIRS`](super::FEWEST_PAIRS) on one side: nothing.
    TooFew,
    /// Fewer than [`FEWEST_ROUNDS`] on one side: only the difference by people.
    TooFewRounds,
    /// The limits include zero. That does not show that there is no difference.
    NoClearDifference,
    /// People answered otherwise than before, and that alone may be the difference.
    AnswersDiffer,
    /// The later span is higher.
    Higher,
    /// The later span is lower.
    Lower,
}

impl Spans {
    /// A later span against an earlier one that has no round in common with it.
    pub fn of(units: &Units<'_, '_>, now: &Span, before: &Span) -> Self {
        let spans = [now, before];
        let share = |kind| spans.map(|span| PairShare::of(units, span, kind));
        let meetings = |kind| spans.map(|span| Meetings::of(units, span, kind));
        let (met, upper) = (share(Kind::Met), share(Kind::AtMost));
        let (reported, at_most) = (meetings(Kind::Met), meetings(Kind::AtMost));
        let apart = |clusters| {
            [&reported, &at_most]
                .map(|[one, two]| MeetingsDifference::of(units, [one, two], clusters))
        };
        let against = |[one, two]: &[PairShare; 2], level, clusters| {
            difference(units, [one, two], level, clusters)
        };
        let enough = met.iter().all(PairShare::is_enough);
        let rounds = spans.iter().all(|span| span.rounds >= FEWEST_ROUNDS);
        let by_rounds = (enough && rounds).then(|| ByRounds {
            met: against(&met, Level::P95, Clusters::PeopleAndRounds),
            upper: against(&upper, Level::P95, Clusters::PeopleAndRounds),
            silence: against(&share(Kind::Silent), Level::P90, Clusters::PeopleAndRounds),
            meetings: apart(Clusters::PeopleAndRounds),
        });
        let by_people = |two| enough.then(|| against(two, Level::P95, Clusters::People));
        let verdict = |sides: fn(&ByRounds) -> (i8, i8)| match &by_rounds {
            _ if !enough => Verdict::TooFew,
            None => Verdict::TooFewRounds,
            Some(found) => Verdict::of(sides(found), found.silence.side() != 0),
        };
        let by_people = [&met, &upper].map(by_people);
        let verdicts = [
            verdict(|found| (found.met.side(), found.upper.side())),
            verdict(|found| (found.meetings[0].side(), found.meetings[1].side())),
        ];
        let meetings = enough.then(|| apart(Clusters::People));
        let [now, before] = [0, 1].map(|at| Side::of(units, spans[at], &met[at], &reported[at]));
        Self {
            covariance: met[0].residuals.covariance(units, &met[1].residuals),
            now,
            before,
            by_people: by_people[0],
            by_people_upper: by_people[1],
            by_rounds,
            verdict: verdicts[0],
            meetings,
            meetings_verdict: verdicts[1],
        }
    }
}

impl Side {
    fn of(units: &Units<'_, '_>, span: &Span, met: &PairShare, meetings: &Meetings) -> Self {
        Self {
            counts: units.counts(span),
            people: met.residuals.people,
            rounds: met.residuals.rounds,
            rate: met.rate,
            variance: met.residuals.variance,
            rounds_part: met.residuals.rounds_part,
            per_year: meetings.per_year(),
        }
    }
}

impl Verdict {
    /// What may be said: the limits leave out 0, and so do those of the upper series, on the same
    /// side, if the share not confirmed differs. The true difference lies between the two series
    /// if the silent of both spans met equally often, however often that was.
    pub(in crate::report) fn of((reported, upper): (i8, i8), answers_differ: bool) -> Self {
        match reported {
            0 => Self::NoClearDifference,
            _ if answers_differ && upper != reported => Self::AnswersDiffer,
            1 => Self::Higher,
            _ => Self::Lower,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_needs_answers_that_allow_it() {
        assert_eq!(Verdict::of((0, 1), true), Verdict::NoClearDifference);
        assert_eq!(Verdict::of((1, 0), false), Verdict::Higher);
        assert_eq!(Verdict::of((1, 0), true), Verdict::AnswersDiffer);
        assert_eq!(Verdict::of((-1, 1), true), Verdict::AnswersDiffer);
        assert_eq!(Verdict::of((-1, -1), true), Verdict::Lower);
    }
}
