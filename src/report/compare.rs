//! Whether two shares differ, said with the care that small numbers need.

use super::share::Share;

/// Below this many pairs nothing is said about a difference.
pub const TOO_FEW: usize = 30;

/// Some pairs against others that do not overlap with them: those that met, of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The share of the later ones, or of those with the longer interval.
    pub now: Share,
    /// The share that it is held against.
    pub before: Share,
    /// The difference of the rates, with its 95 % limits; absent when one of them is.
    pub difference: Option<(f64, f64, f64)>,
    /// What may be said.
    pub verdict: Difference,
}

/// What may be said about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Fewer than [`TOO_FEW`] pairs on one side: nothing.
    TooFew,
    /// The limits include zero. That does not show that there is no difference.
    NotClear,
    /// The first share is higher.
    Higher,
    /// The first share is lower.
    Lower,
}

impl Comparison {
    /// Compares two shares of separate pairs.
    ///
    /// The limits are Newcombe's hybrid score interval (R. G. Newcombe, "Interval estimation for
    /// the difference between independent proportions: comparison of eleven methods", Statistics
    /// in Medicine 17, 1998, method 10). Pairs share people, which that method does not know:
    /// the limits are widened by the square root of the design effect, when it is above 1.
    pub(super) fn of(now: Share, before: Share, design_effect: f64) -> Self {
        let difference = difference(now, before, design_effect.max(1.0).sqrt());
        let verdict = match difference {
            _ if now.n < TOO_FEW || before.n < TOO_FEW => Difference::TooFew,
            Some((_, low, _)) if low > 0.0 => Difference::Higher,
            Some((_, _, high)) if high < 0.0 => Difference::Lower,
            _ => Difference::NotClear,
        };
        Self { now, before, difference, verdict }
    }
}

/// The difference of two rates, with its lower and upper limit.
fn difference(now: Share, before: Share, widening: f64) -> Option<(f64, f64, f64)> {
    let (p1, p2) = (now.rate?, before.rate?);
    // Not `hypot`: its last digits differ from machine to machine.
    let both = |one: f64, other: f64| (one * one + other * other).sqrt();
    let down = both(p1 - now.low?, before.high? - p2);
    let up = both(now.high? - p1, p2 - before.low?);
    let middle = p1 - p2;
    let low = (middle - widening * down).max(-1.0);
    Some((middle, low, (middle + widening * up).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(now: (usize, usize), before: (usize, usize)) -> Difference {
        let (now, before) = (Share::of(now.0, now.1), Share::of(before.0, before.1));
        Comparison::of(now, before, 1.0).verdict
    }

    #[test]
    fn the_limits_are_those_of_the_published_example() {
        // Newcombe 1998, table II, example (a), method 10: 56/70 against 48/80.
        let (middle, low, high) = difference(Share::of(56, 70), Share::of(48, 80), 1.0).unwrap();
        assert!((middle - 0.2).abs() < 1e-12);
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low} {high}");
    }

    #[test]
    fn nothing_is_said_of_few_pairs_and_little_of_small_differences() {
        assert_eq!(verdict((29, 29), (0, 500)), Difference::TooFew);
        assert_eq!(verdict((20, 37), (75, 139)), Difference::NotClear);
        assert_eq!(verdict((56, 70), (48, 80)), Difference::Higher);
        assert_eq!(verdict((48, 80), (56, 70)), Difference::Lower);
    }
}
