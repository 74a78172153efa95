//! What an experiment showed, read once, at its planned end.

use crate::domain::experiment::{Arm, Window};
use crate::domain::{Experiment, Outcome, Person};

use super::super::outcomes::OutcomeCounts;
use super::super::uncertainty::quantile::Level;
use super::super::uncertainty::shares::{Clusters, Difference, PairShare, difference};
use super::super::uncertainty::units::Unit;
use super::super::uncertainty::{Kind, Span, Units, Verdict};
use super::drawn::{DrawnDifference, DrawnSide};
use super::standing::{ArmStanding, Standing};

/// The pairs with the longer interval against those with the shorter.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Both arms, and who is still there.
    pub arms: [ArmStanding; 2],
    /// The shorter and the longer interval.
    pub windows: [WindowFigures; 2],
    /// The difference of the shares; absent where there is too little to go by, as the rest is.
    pub share: Option<Difference>,
    /// The same of pairs that met or were not confirmed.
    pub share_upper: Option<Difference>,
    /// The same of pairs that were not confirmed, at 90 %.
    pub silence: Option<Difference>,
    /// What may be said of the shares.
    pub verdict: Verdict,
    /// The difference of the conversations of everybody who was drawn.
    pub drawn: Option<DrawnDifference>,
    /// The same if all pairs met that were not confirmed.
    pub drawn_upper: Option<DrawnDifference>,
    /// What may be said of the conversations.
    pub drawn_verdict: Verdict,
}

/// One of the two intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowFigures {
    /// What became of its pairs.
    pub counts: OutcomeCounts,
    /// Different people in them.
    pub people: usize,
    /// Pairs that met, of all.
    pub rate: f64,
    /// People in pairs that met.
    pub conversations: f64,
    /// Planned months of everybody who was drawn.
    pub months: f64,
    /// Conversations per person and year of everybody who was drawn.
    pub per_year: f64,
}

/// The pairs of one interval, and all that is read of them.
struct Side<'u, 'h, 'a> {
    units: &'u Units<'h, 'a>,
    windows: &'u [Option<Window>],
    span: &'u Span,
    window: Window,
}

impl Reading {
    /// Reads an experiment from the closed rounds of it. Whether it may be read is the caller's to
    /// ask ([`Standing::is_over`]).
    pub fn of(units: &Units<'_, '_>, experiment: &Experiment) -> Self {
        let windows = windows(units, experiment);
        let span = Span::of(units.history, |_, past| {
            past.is_closed() && experiment.slot(past.round.number()).is_some()
        });
        let sides = [Window::Shorter, Window::Longer].map(|window| Side {
            units,
            windows: &windows,
            span: &span,
            window,
        });
        let share = |kind| [sides[1].share(kind), sides[0].share(kind)];
        let (met, upper, silent) = (share(Kind::Met), share(Kind::AtMost), share(Kind::Silent));
        let level = Level::new(experiment.level).unwrap_or(Level::P95);
        let enough = met.iter().all(PairShare::is_enough);
        let against = |[longer, shorter]: &[PairShare; 2], level| {
            enough.then(|| difference(units, [longer, shorter], level, Clusters::People))
        };
        let (difference, at_most) = (against(&met, level), against(&upper, level));
        let silence = against(&silent, Level::P90);
        let people = experiment.arms.iter().map(Vec::len).sum();
        let roster = units.history.programme.roster.len();
        let drawn = |kind| {
            let [shorter, longer] = [0, 1].map(|at: usize| sides[at].drawn(experiment, kind));
            DrawnDifference::of([&shorter, &longer], level, people, roster)
        };
        let (drawn, drawn_upper) = (drawn(Kind::Met), drawn(Kind::AtMost));
        let answers_differ = silence.is_some_and(|silence| silence.side() != 0);
        let verdict = |one: Option<i8>, upper: Option<i8>| match one.zip(upper) {
            Some(sides) if enough => Verdict::of(sides, answers_differ),
            _ => Verdict::TooFew,
        };
        let side = |one: &Option<DrawnDifference>| one.as_ref().map(DrawnDifference::side);
        let share_side = |one: &Option<Difference>| one.as_ref().map(Difference::side);
        Self {
            arms: Standing::arms(units.history, experiment),
            windows: [0, 1].map(|at: usize| sides[at].figures(experiment, &met[1 - at])),
            verdict: verdict(share_side(&difference), share_side(&at_most)),
            drawn_verdict: verdict(side(&drawn), side(&drawn_upper)),
            share: difference,
            share_upper: at_most,
            silence,
            drawn: drawn.filter(|_| enough),
            drawn_upper: drawn_upper.filter(|_| enough),
        }
    }
}

/// For each unit that is a pair within an arm, in a round of the experiment, its interval.
fn windows(units: &Units<'_, '_>, experiment: &Experiment) -> Vec<Option<Window>> {
    let arms = experiment.arms_of(units.history.programme.roster.len());
    let arm = |person: &Person| arms.get(person.index()).copied().flatten();
    let window = |unit: &Unit<'_>| {
        let round = units.history.rounds.get(unit.round as usize)?.round.number();
        let slot = experiment.slot(round)?;
        let (first, others) = unit.members.split_first()?;
        let own = arm(first)?;
        others.iter().all(|other| arm(other) == Some(own)).then(|| experiment.window(own, slot))
    };
    units.all().map(|unit| window(&unit)).collect()
}

impl<'a> Side<'_, '_, 'a> {
    /// Its pairs that have an outcome.
    fn pairs(&self) -> impl Iterator<Item = (Unit<'a>, Outcome)> {
        let own = self.units.within(self.span).filter(|(at, _)| self.has(*at));
        own.filter_map(|(_, unit)| Some((unit, unit.outcome?)))
    }

    fn has(&self, unit: usize) -> bool {
        self.windows[unit] == Some(self.window)
    }

    fn share(&self, kind: Kind) -> PairShare {
        PairShare::among(self.units, self.span, kind, |unit| self.has(unit))
    }

    fn drawn<'e>(&self, experiment: &'e Experiment, kind: Kind) -> DrawnSide<'e>
    where
        'a: 'e,
    {
        let planned = Arm::ALL.into_iter().flat_map(|arm| {
            let rounds = move |from| f64::from(experiment.rounds_of(arm, self.window, from));
            let months = move |from| rounds(from) * experiment.interval.months();
            let drawn = experiment.arms[arm.index()].iter();
            drawn.map(move |drawn| (&drawn.person, months(drawn.from)))
        });
        DrawnSide {
            planned: planned.collect(),
            pairs: self
                .pairs()
                .map(|(unit, outcome)| (unit.members, kind.holds(outcome)))
                .collect(),
        }
    }

    fn figures(&self, experiment: &Experiment, met: &PairShare) -> WindowFigures {
        let drawn = self.drawn(experiment, Kind::Met);
        WindowFigures {
            counts: self.pairs().map(|(_, outcome)| outcome.into()).collect(),
            people: met.residuals.people,
            rate: met.rate,
            conversations: drawn.conversations(),
            months: drawn.months(),
            per_year: drawn.per_month() * super::super::uncertainty::meetings::YEAR,
        }
    }
}
