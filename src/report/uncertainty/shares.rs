//! Shares of pairs, and the difference of two of them.

use super::quantile::Level;
use super::residuals::Residuals;
use super::units::{Kind, Span, Units};
use super::{FEWEST_PAIRS, FEWEST_PEOPLE};

/// The share of pairs of a kind in some rounds.
#[derive(Debug, Clone)]
pub struct PairShare {
    /// Pairs of that kind.
    pub k: usize,
    /// All pairs.
    pub n: usize,
    /// The share; 0 without pairs.
    pub rate: f64,
    /// What each pair adds to its error.
    pub residuals: Residuals,
}

/// What a difference is asked to hold for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clusters {
    /// Another set of people like these, in the same months.
    People,
    /// Another set of people, in other months like these.
    PeopleAndRounds,
}

/// The difference of two shares, with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Degrees of freedom.
    pub df: usize,
    /// The point of Student's t.
    pub t: f64,
    /// How the errors of the two go together.
    pub correlation: f64,
    /// The later share less the earlier one.
    pub difference: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl Difference {
    /// On which side of 0 both limits lie: 1 above, -1 below, 0 on neither.
    pub fn side(&self) -> i8 {
        side(self.low, self.high)
    }
}

/// On which side of 0 both limits lie.
pub fn side(low: f64, high: f64) -> i8 {
    i8::from(low > 0.0) - i8::from(high < 0.0)
}

/// Wilson's limits for a share when the squared quantile, times the design effect, over the number
/// of pairs is `c`: the "modified Wilson" interval of survey statistics (E. L. Korn and B. I.
/// Graubard, "Confidence intervals for proportions with small expected number of positive counts
/// estimated from survey data", Survey Methodology 24, 1998).
pub fn wilson(p: f64, c: f64) -> (f64, f64) {
    let half = (c * p * (1.0 - p) + c * c / 4.0).sqrt();
    let limit = |half: f64| ((p + c / 2.0 + half) / (1.0 + c)).clamp(0.0, 1.0);
    (limit(-half), limit(half))
}

impl PairShare {
    /// The share of pairs of a kind in a span.
    pub fn of(units: &Units<'_, '_>, span: &Span, kind: Kind) -> Self {
        Self::among(units, span, kind, |_| true)
    }

    /// The same among some units, by their number.
    pub fn among(
        units: &Units<'_, '_>,
        span: &Span,
        kind: Kind,
        counted: impl Fn(usize) -> bool,
    ) -> Self {
        let inside = units.within(span).filter(|(at, _)| counted(*at));
        let outcomes = inside.filter_map(|(_, unit)| unit.outcome);
        let (k, n) =
            outcomes.fold((0, 0), |(k, n), outcome| (k + usize::from(kind.holds(outcome)), n + 1));
        let pairs = n as f64;
        let rate = if n == 0 { 0.0 } else { k as f64 / pairs };
        let residual = |outcome| (if kind.holds(outcome) { 1.0 - rate } else { -rate }) / pairs;
        let residuals = Residuals::of(units, span, |at, unit| {
            unit.outcome.filter(|_| counted(at)).map(residual)
        });
        Self { k, n, rate, residuals }
    }

    /// Whether there are people and pairs enough for a difference to another share.
    pub fn is_enough(&self) -> bool {
        self.residuals.people >= FEWEST_PEOPLE && self.n >= FEWEST_PAIRS
    }

    /// The variance if all pairs were separate.
    pub fn naive_variance(&self) -> f64 {
        self.rate * (1.0 - self.rate) / self.n as f64
    }

    /// How many times larger the variance is than with separate pairs, at least 1.
    pub fn design_effect(&self, clusters: Clusters) -> f64 {
        let rounds = match clusters {
            Clusters::People => 0.0,
            Clusters::PeopleAndRounds => self.residuals.rounds_part,
        };
        let naive = self.naive_variance();
        if naive > 0.0 { ((self.residuals.by_people() + rounds) / naive).max(1.0) } else { 1.0 }
    }

    /// The limits with a point of Student's t.
    pub fn limits(&self, t: f64, clusters: Clusters) -> (f64, f64) {
        wilson(self.rate, t * t * self.design_effect(clusters) / self.n as f64)
    }
}

/// The later share less the earlier one: Newcombe's square-and-add with the correlation of the two
/// (R. G. Newcombe, Statistics in Medicine 17, 1998, 2635; G. Y. Zou and A. Donner, "Construction
/// of confidence limits about effect measures", Statistics in Medicine 27, 2008). With separate
/// pairs it is Newcombe's method 10.
pub fn difference(
    units: &Units<'_, '_>,
    [now, before]: [&PairShare; 2],
    level: Level,
    clusters: Clusters,
) -> Difference {
    let df = degrees(&now.residuals, &before.residuals, clusters);
    let t = level.t(df);
    let [(low1, high1), (low2, high2)] = [now, before].map(|side| side.limits(t, clusters));
    let spread = |side: &PairShare| (side.design_effect(clusters) * side.naive_variance()).sqrt();
    let covariance = now.residuals.covariance(units, &before.residuals)
        * (now.residuals.factor() * before.residuals.factor()).sqrt();
    let product = spread(now) * spread(before);
    let correlation = if product > 0.0 { (covariance / product).clamp(-1.0, 1.0) } else { 0.0 };
    let add = |a: f64, b: f64| (a * a + b * b - 2.0 * correlation * a * b).max(0.0).sqrt();
    let difference = now.rate - before.rate;
    Difference {
        df,
        t,
        correlation,
        difference,
        low: difference - add(now.rate - low1, high2 - before.rate),
        high: difference + add(high1 - now.rate, before.rate - low2),
    }
}

/// Degrees of freedom of a difference.
pub fn degrees(now: &Residuals, before: &Residuals, clusters: Clusters) -> usize {
    let people = now.people.min(before.people).saturating_sub(2);
    match clusters {
        Clusters::People => people,
        Clusters::PeopleAndRounds => people.min((now.rounds + before.rounds).saturating_sub(2)),
    }
}
