//! What each unit adds to the error of a figure, and the variances that follow.

use super::units::{Span, Unit, Units};

/// The residuals of a figure over the rounds of a span: 0 for units that are not in it.
#[derive(Debug, Clone)]
pub struct Residuals {
    /// For every unit of the programme.
    pub values: Vec<f64>,
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
    /// The residuals of the units that are `counted` in a span.
    pub fn of<'a>(
        units: &Units<'_, 'a>,
        span: &Span,
        counted: impl Fn(&Unit<'a>) -> bool,
        residual: impl Fn(&Unit<'a>) -> f64,
    ) -> Self {
        Self::among(units, span, &vec![true; units.all().len()], counted, residual)
    }

    /// The same among some units, which are marked.
    pub fn among<'a>(
        units: &Units<'_, 'a>,
        span: &Span,
        marked: &[bool],
        counted: impl Fn(&Unit<'a>) -> bool,
        residual: impl Fn(&Unit<'a>) -> f64,
    ) -> Self {
        let counts =
            |(unit, marked): (&Unit<'a>, &bool)| *marked && span.has(unit.round) && counted(unit);
        let inside: Vec<bool> = units.all().iter().zip(marked).map(counts).collect();
        let each = units.all().iter().zip(&inside);
        let values: Vec<_> =
            each.map(|(unit, &inside)| if inside { residual(unit) } else { 0.0 }).collect();
        let own = values.iter().map(|value| value * value).sum();
        Self {
            people: units.people_in(&inside),
            rounds: span.rounds,
            variance: units.sum(&values, &values),
            rounds_part: rounds_part(units, span.rounds, &values, own),
            own,
            values,
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
        units.sum(&self.values, &other.values)
    }
}

/// Two-way clustering by people and rounds: the sum of the squared sums of the rounds, corrected
/// for their number, less what a unit shares with itself, which is in both (A. C. Cameron, J. B.
/// Gelbach and D. L. Miller, "Robust inference with multiway clustering", Journal of Business and
/// Economic Statistics 29, 2011).
fn rounds_part(units: &Units<'_, '_>, rounds: usize, values: &[f64], own: f64) -> f64 {
    if rounds < 2 {
        return 0.0;
    }
    let mut sums = vec![0.0; units.history.rounds.len()];
    for (unit, value) in units.all().iter().zip(values) {
        sums[unit.round as usize] += value;
    }
    let squares: f64 = sums.iter().map(|sum| sum * sum).sum();
    let rounds = rounds as f64;
    (rounds / (rounds - 1.0) * squares - own).max(0.0)
}
