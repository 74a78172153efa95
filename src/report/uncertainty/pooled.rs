//! The share of all pairs that met, over all closed rounds.

use super::super::outcomes::OutcomeCounts;
use super::FEWEST_PEOPLE;
use super::quantile::Level;
use super::shares::{Clusters, PairShare, wilson};
use super::units::{Kind, Span, Units};

/// The pooled share. It speaks of another set of people like these, in the same months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PooledShare {
    /// Different people in the pairs.
    pub people: usize,
    /// What became of the pairs.
    pub counts: OutcomeCounts,
    /// Pairs that met, of all.
    pub rate: f64,
    /// The dyadic variance, without correction for the number of people.
    pub variance: f64,
    /// The variance if all pairs were separate.
    pub naive_variance: f64,
    /// The intervals; absent below [`FEWEST_PEOPLE`].
    pub certainty: Option<Certainty>,
}

/// How sure a pooled share is, at 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certainty {
    /// Wilson's limits if all pairs were separate.
    pub wilson: (f64, f64),
    /// The point of Student's t.
    pub t: f64,
    /// The standard error.
    pub se: f64,
    /// How many times larger the variance is than with separate pairs, at least 1.
    pub design_effect: f64,
    /// The same, of pairs that met or were not confirmed.
    pub design_effect_upper: f64,
    /// The interval.
    pub interval: (f64, f64),
    /// The share with `t` standard errors on each side, never narrower than `wilson`.
    pub plain_interval: (f64, f64),
    /// From the lower limit of those that met to the upper limit of those that may have: the
    /// bounds of C. F. Manski with sampling error (G. W. Imbens and C. F. Manski, "Confidence
    /// intervals for partially identified parameters", Econometrica 72, 2004).
    pub chance_and_silence: (f64, f64),
}

impl PooledShare {
    /// The share over the rounds that count; `None` without pairs.
    pub fn of(units: &Units<'_, '_>, span: &Span) -> Option<Self> {
        let met = PairShare::of(units, span, Kind::Met);
        (met.n > 0).then(|| Self {
            people: met.residuals.people,
            counts: units.counts(span),
            rate: met.rate,
            variance: met.residuals.variance,
            naive_variance: met.naive_variance(),
            certainty: (met.residuals.people >= FEWEST_PEOPLE)
                .then(|| Certainty::of(&met, &PairShare::of(units, span, Kind::AtMost))),
        })
    }
}

impl Certainty {
    pub(super) fn of(met: &PairShare, at_most: &PairShare) -> Self {
        let t = Level::P95.t(met.residuals.people.saturating_sub(2));
        let se = met.residuals.by_people().max(0.0).sqrt();
        let separate = wilson(met.rate, Level::P95.normal().powi(2) / met.n as f64);
        let interval = met.limits(t, Clusters::People);
        let low = (met.rate - t * se).min(separate.0).max(0.0);
        let high = (met.rate + t * se).max(separate.1).min(1.0);
        Self {
            wilson: separate,
            t,
            se,
            design_effect: met.design_effect(Clusters::People),
            design_effect_upper: at_most.design_effect(Clusters::People),
            interval,
            plain_interval: (low, high),
            chance_and_silence: (interval.0, at_most.limits(t, Clusters::People).1),
        }
    }
}
