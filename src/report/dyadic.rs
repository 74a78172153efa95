//! How sure the pooled rate is when the same people stand in several pairs.

use std::collections::HashMap;

use crate::domain::{Outcome, Person};

use super::history::History;
use super::share::Z95;

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

/// Sums of residuals of the pairs that contain the same people.
#[derive(Default)]
struct Sums {
    one: Vec<f64>,
    two: HashMap<(Person, Person), f64>,
    three: HashMap<[Person; 3], f64>,
}

impl Dyadic {
    /// The interval for all pairs of all rounds; `None` without pairs. Cost linear in the pairs.
    ///
    /// The variance is the sum of the products of residuals over all ordered couples of pairs
    /// with at least one person in common, a pair with itself included, over the square of the
    /// number of pairs (P. M. Aronow, C. Samii and V. A. Assenova, "Cluster-robust variance
    /// estimation for dyadic data", Political Analysis 23, 2015, for a mean, without correction
    /// for small samples). Couples with m people in common are counted m times by the sums over
    /// people; the sums over two and three people put that right (inclusion and exclusion).
    pub(super) fn of(history: &History<'_>) -> Option<Self> {
        let pairs: usize = history.rounds.iter().map(|past| past.verdicts.len()).sum();
        let met: usize = history.rounds.iter().map(|past| past.count(Outcome::Met)).sum();
        if pairs == 0 {
            return None;
        }
        let (count, rate) = (pairs as f64, met as f64 / pairs as f64);
        let mut sums = Sums { one: vec![0.0; history.presence.len()], ..Sums::default() };
        for past in &history.rounds {
            for (pair, verdict) in past.round.pairs().iter().zip(&past.verdicts) {
                let met = if verdict.outcome == Outcome::Met { 1.0 } else { 0.0 };
                sums.add(pair, met - rate);
            }
        }
        let se = sums.total().max(0.0).sqrt() / count;
        let naive_se = (rate * (1.0 - rate) / count).sqrt();
        Some(Self {
            rate,
            se,
            low: (rate - Z95 * se).max(0.0),
            high: (rate + Z95 * se).min(1.0),
            naive_se,
            design_effect: (naive_se > 0.0).then(|| se * se / (naive_se * naive_se)),
        })
    }
}

impl Sums {
    fn add(&mut self, pair: &crate::domain::Pair, residual: f64) {
        for member in pair.members() {
            self.one[member.index()] += residual;
        }
        for two in pair.connections() {
            *self.two.entry(two).or_default() += residual;
        }
        if let &[a, b, c] = pair.members() {
            let mut three = [a, b, c];
            three.sort_unstable();
            *self.three.entry(three).or_default() += residual;
        }
    }

    fn total(self) -> f64 {
        let squares = |sums: Vec<f64>| sums.into_iter().map(|sum| sum * sum).sum::<f64>();
        squares(self.one) - ordered(self.two.into_iter().collect())
            + ordered(self.three.into_iter().collect())
    }
}

/// The sum of squares in the order of the keys, so that the last digits never change.
fn ordered<K: Ord>(mut sums: Vec<(K, f64)>) -> f64 {
    sums.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    sums.into_iter().map(|(_, sum)| sum * sum).sum()
}
