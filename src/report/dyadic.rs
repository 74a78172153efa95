//! How sure the pooled rate is when the same people stand in several pairs.

use super::share::Z95;
use super::uncertainty::shares::PairShare;
use super::uncertainty::{Kind, Span, Units};

/// The rate of pairs that met over all rounds, with an interval that knows that pairs share
/// people: somebody who never has time fails in every round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dyadic {
    /// Pairs that met, of all pairs; a trio is one pair.
    pub rate: f64,
    /// The dyadic-robust standard error.
    pub se: f64,
    /// The lower end of the 95 % interval, at least 0.
    pub low: f64,
    /// The upper end, at most 1.
    pub high: f64,
    /// The standard error if all pairs were separate.
    pub naive_se: f64,
    /// How many times larger the variance is than with separate pairs; absent when nobody or
    /// everybody met.
    pub design_effect: Option<f64>,
}

impl Dyadic {
    /// The interval for all pairs of some rounds; `None` without pairs. The variance is the dyadic
    /// sum ([`Sharing`](super::uncertainty::sharing::Sharing)) for a mean, without correction for
    /// small samples.
    pub(super) fn of(units: &Units<'_, '_>, span: &Span) -> Option<Self> {
        let met = PairShare::of(units, span, Kind::Met);
        if met.n == 0 {
            return None;
        }
        let se = met.residuals.variance.max(0.0).sqrt();
        let naive_se = met.naive_variance().sqrt();
        Some(Self {
            rate: met.rate,
            se,
            low: (met.rate - Z95 * se).max(0.0),
            high: (met.rate + Z95 * se).min(1.0),
            naive_se,
            design_effect: (naive_se > 0.0).then(|| se * se / (naive_se * naive_se)),
        })
    }
}
