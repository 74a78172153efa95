//! A part of a whole, with the uncertainty that a small number brings.

/// The two-sided 95 % point of the standard normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Of fewer than this many, words and tables give counts without percentages.
pub const TOO_FEW: usize = 30;

/// `k` of `n`, as a rate with its 95 % limits; all three are missing when `n` is 0.
///
/// Rates and limits lie within 0 to 1 and are never NaN.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many.
    pub k: usize,
    /// Of how many.
    pub n: usize,
    /// `k / n`.
    pub rate: Option<f64>,
    /// The lower Wilson limit.
    pub low: Option<f64>,
    /// The upper Wilson limit.
    pub high: Option<f64>,
}

impl Share {
    /// The share of `k` in `n`; a `k` above `n` counts as `n`.
    ///
    /// The limits are Wilson's score interval without continuity correction (E. B. Wilson,
    /// "Probable inference, the law of succession, and statistical inference", Journal of the
    /// American Statistical Association 22, 1927), which keeps its promise for small `n` too.
    pub fn of(k: usize, n: usize) -> Self {
        let k = k.min(n);
        if n == 0 {
            return Self { k, n, rate: None, low: None, high: None };
        }
        let (size, rate) = (n as f64, k as f64 / n as f64);
        let z2 = Z95 * Z95;
        let middle = (rate + z2 / (2.0 * size)) / (1.0 + z2 / size);
        let spread = (rate * (1.0 - rate) / size + z2 / (4.0 * size * size)).sqrt();
        let half = Z95 / (1.0 + z2 / size) * spread;
        let low = if k == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if k == n { 1.0 } else { (middle + half).min(1.0) };
        Self { k, n, rate: Some(rate), low: Some(low), high: Some(high) }
    }
}

/// The mean of some numbers; `None` when there are none.
pub(super) fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

/// `part / whole`; `None` when the whole is 0.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_those_of_the_published_example() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        for (k, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let share = Share::of(k, n);
            assert!((share.low.unwrap() - low).abs() < 5e-5, "{share:?}");
            assert!((share.high.unwrap() - high).abs() < 5e-5, "{share:?}");
        }
    }

    #[test]
    fn shares_of_nothing_and_of_everything_stay_within_bounds() {
        assert_eq!(Share::of(0, 0).rate, None);
        assert_eq!(Share::of(7, 7).high, Some(1.0));
        assert_eq!(Share::of(0, 7).low, Some(0.0));
    }
}
