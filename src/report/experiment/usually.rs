//! Who usually meets: an estimate for each person, by which neighbours are drawn into different arms.
//!
//! It is a weak guide to one person and never shown as a property of somebody.

use crate::domain::history::Record;

/// The estimates of some people, and what they are drawn towards.
#[derive(Debug, Clone, PartialEq)]
pub struct Usually {
    /// The share of all pairs, by person, that met.
    pub mean: f64,
    /// How much people differ, kept within 1/50 and 1/5.
    pub likeness: f64,
    /// So many pairs of an average person everybody brings.
    pub prior_pairs: f64,
}

impl Usually {
    /// Beta-binomial by moments (J. C. Kleinman, "Proportions with extraneous variance: single and
    /// independent samples", Journal of the American Statistical Association 68, 1973).
    pub fn of(people: &[Record]) -> Self {
        let there = || people.iter().filter(|past| past.offered > 0);
        let sum = |part: fn(&Record) -> f64| there().map(part).sum::<f64>();
        let pairs = sum(|past| f64::from(past.offered));
        let mean = if pairs > 0.0 { sum(|past| f64::from(past.met)) / pairs } else { 0.0 };
        let spread: f64 = there()
            .map(|past| {
                let own = f64::from(past.offered);
                let apart = f64::from(past.met) / own - mean;
                own * (apart * apart)
            })
            .sum();
        let squares = sum(|past| f64::from(past.offered) * f64::from(past.offered));
        let people = there().count() as f64;
        let effective = pairs - squares / pairs - (people - 1.0);
        let likeness = (spread / (mean * (1.0 - mean)) - (people - 1.0)) / effective;
        let likeness =
            if likeness.is_finite() { likeness.clamp(1.0 / 50.0, 1.0 / 5.0) } else { 0.02 };
        Self { mean, likeness, prior_pairs: 1.0 / likeness - 1.0 }
    }

    /// The estimate of somebody; that of a newcomer is the mean.
    pub fn estimate(&self, past: Record) -> f64 {
        let prior = self.prior_pairs;
        (prior * self.mean + f64::from(past.met)) / (prior + f64::from(past.offered))
    }
}
