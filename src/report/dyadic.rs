//! How sure the pooled rate is when the same people stand in several pairs.

use crate::domain::{Couple, Outcome, Pair, Person};

use super::history::PastRound;
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

/// The residuals of the pairs by the people whom they contain.
#[derive(Default)]
struct Residuals {
    /// Summed, for each person of the roster.
    one: Vec<f64>,
    two: Vec<(Couple, f64)>,
    three: Vec<([Person; 3], f64)>,
}

impl Dyadic {
    /// The interval for all pairs of some rounds; `None` without pairs. Cost linear in the pairs
    /// and in the roster, whose size is `people`.
    ///
    /// The variance is the sum of the products of residuals over all ordered couples of pairs
    /// with at least one person in common, a pair with itself included, over the square of the
    /// number of pairs (P. M. Aronow, C. Samii and V. A. Assenova, "Cluster-robust variance
    /// estimation for dyadic data", Political Analysis 23, 2015, for a mean, without correction
    /// for small samples). Couples with m people in common are counted m times by the sums over
    /// people; the sums over two and three people put that right (inclusion and exclusion).
    pub(super) fn of(rounds: &[PastRound<'_>], people: usize) -> Option<Self> {
        let pairs: usize = rounds.iter().map(|past| past.verdicts.len()).sum();
        let met: usize = rounds.iter().map(|past| past.count(Outcome::Met)).sum();
        if pairs == 0 {
            return None;
        }
        let (count, rate) = (pairs as f64, met as f64 / pairs as f64);
        let one = vec![0.0; people];
        let mut residuals = Residuals { one, ..Residuals::default() };
        for past in rounds {
            for (pair, verdict) in past.round.pairs().iter().zip(&past.verdicts) {
                let met = if verdict.outcome == Outcome::Met { 1.0 } else { 0.0 };
                residuals.add(pair, met - rate);
            }
        }
        let se = residuals.total().max(0.0).sqrt() / count;
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

impl Residuals {
    fn add(&mut self, pair: &Pair, residual: f64) {
        for member in pair.members() {
            self.one[member.index()] += residual;
        }
        self.two.extend(pair.connections().map(|two| (two, residual)));
        if let &[a, b, c] = pair.members() {
            let mut three = [a, b, c];
            three.sort_unstable();
            self.three.push((three, residual));
        }
    }

    /// The sum of the products over all couples of pairs with somebody in common.
    fn total(self) -> f64 {
        let squares: f64 = self.one.iter().map(|sum| sum * sum).sum();
        squares - squares_by_key(self.two) + squares_by_key(self.three)
    }
}

/// The sum of the squared sums of each key; equal keys stay in the order of the rounds, so that
/// the last digits never change.
fn squares_by_key<K: Ord + Copy>(mut residuals: Vec<(K, f64)>) -> f64 {
    residuals.sort_by_key(|&(key, _)| key);
    let same = residuals.chunk_by(|one, next| one.0 == next.0);
    same.map(|same| same.iter().map(|&(_, residual)| residual).sum::<f64>())
        .map(|sum| sum * sum)
        .sum()
}
