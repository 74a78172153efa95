//! What each unit adds to the error of a figure, and the variances that follow.

use super::sharing::Weights;
use super::units::{Span, Unit, Units};

/// The residuals of a figure over the rounds of a span.
#[derive(Debug, Clone)]
pub struct Residuals {
    /// For every unit of the programme; 0 for those that are not in it.
    weights: Weights,
    /// Different people in the units of the figure.
    pub people: usize,
    /// Rounds of the span.
    pub rounds: usize,
    /// The dyadic sum of the residuals.
    pub variance: f64,
    /// What the rounds add since they differ, too.
    pub rounds_part: f64,
    /// The sum of squares: the variance if all units were separate.
    pub own: f64,
}

impl Residuals {
    /// The residuals of the units of a span; those that have none do not count.
    pub fn of<'a>(
        units: &Units<'_, 'a>,
        span: &Span,
        residual: impl Fn(usize, &Unit<'a>) -> Option<f64>,
    ) -> Self {
        let (mut sums, mut own) = (vec![0.0; units.history.rounds.len()], 0.0);
        let (weights, people) = units.weights(span, |at, unit| {
            let residual = residual(at, unit)?;
            sums[unit.round as usize] += residual;
            own += residual * residual;
            Some(residual)
        });
        Self {
            people,
            rounds: span.rounds,
            variance: units.sum(&weights, &weights),
            rounds_part: rounds_part(span.rounds, &sums, own),
            own,
            weights,
        }
    }

    /// Residuals from an estimated mean are too small: N² / (N-2)².
    pub fn factor(&self) -> f64 {
        let people = self.people as f64;
        (people / (people - 2.0)).powi(2)
    }

    /// The variance by people, with the factor.
    pub fn by_people(&self) -> f64 {
        self.variance * self.factor()
    }

    /// What two figures share, with their factors.
    pub fn covariance(&self, units: &Units<'_, '_>, other: &Self) -> f64 {
        units.sum(&self.weights, &other.weights)
    }
}

/// Two-way clustering by people and rounds: the sum of the squared sums of the rounds, corrected
/// for their number, less what a unit shares with itself, which is in both (A. C. Cameron, J. B.
/// Gelbach and D. L. Miller, "Robust inference with multiway clustering", Journal of Business and
/// Economic Statistics 29, 2011).
fn rounds_part(rounds: usize, sums: &[f64], own: f64) -> f64 {
    if rounds < 2 {
        return 0.0;
    }
    let squares: f64 = sums.iter().map(|sum| sum * sum).sum();
    let rounds = rounds as f64;
    (rounds / (rounds - 1.0) * squares - own).max(0.0)
}
