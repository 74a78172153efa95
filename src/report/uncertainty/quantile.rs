//! Points of the normal distribution and of Student's t, from sums that all have one sign.
//!
//! Sources: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 1964, formulas
//! 26.2.11 (normal), 26.7.3 and 26.7.4 (t), 26.7.5 (t with many degrees of freedom).

use std::f64::consts::{FRAC_1_PI, FRAC_2_PI, PI};

/// How much of a distribution lies within a two-sided interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level(f64);

impl Level {
    /// 90 %.
    pub const P90: Self = Self(0.90);
    /// 95 %.
    pub const P95: Self = Self(0.95);
    /// 99 %.
    pub const P99: Self = Self(0.99);

    /// Any other level; `None` unless it lies between 0 and 1.
    pub fn new(level: f64) -> Option<Self> {
        (level > 0.0 && level < 1.0).then_some(Self(level))
    }

    /// The two-sided point of the standard normal distribution.
    pub fn normal(self) -> f64 {
        rise(self.0, 0.0, |z| (within(z), 2.0 * (-z * z / 2.0).exp() / (2.0 * PI).sqrt()))
    }

    /// The two-sided point of Student's t; infinite without a degree of freedom.
    ///
    /// Right to 12 digits. Cost linear in the degrees of freedom, up to [`MANY`].
    pub fn t(self, df: usize) -> f64 {
        match df {
            0 => f64::INFINITY,
            _ if df > MANY => expanded(self.normal(), df as f64),
            _ => rise(self.0, self.normal(), |t| student(t, df)),
        }
    }
}

/// Above so many degrees of freedom the expansion around the normal distribution is exact.
pub const MANY: usize = 1000;

/// The share of the standard normal distribution that lies from `-z` to `z`.
pub fn within(z: f64) -> f64 {
    if z > 9.0 {
        return 1.0;
    }
    let (mut term, mut sum, mut odd) = (z, z, 1.0);
    while term > sum * 1e-17 {
        odd += 2.0;
        term *= z * z / odd;
        sum += term;
    }
    2.0 * sum * (-z * z / 2.0).exp() / (2.0 * PI).sqrt()
}

/// Newton's steps from the left to where a share that rises ever more slowly reaches a level: its
/// tangents lie above it, so that no step goes too far. `share` gives the share and its slope.
fn rise(level: f64, start: f64, share: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut at = start;
    for _ in 0..200 {
        let (share, slope) = share(at);
        let step = (level - share) / slope;
        at += step;
        if step.abs() <= at.abs() * 1e-15 {
            break;
        }
    }
    at
}

/// The share of Student's t from `-t` to `t`, and its slope.
fn student(t: f64, df: usize) -> (f64, f64) {
    let freedom = df as f64;
    // Of the angle whose tangent is t/√df.
    let cos2 = freedom / (freedom + t * t);
    let sin = t / (freedom + t * t).sqrt();
    let odd = df % 2 == 1;
    let (mut j, mut term, mut peak) =
        if odd { (3.0, cos2.sqrt(), FRAC_1_PI) } else { (2.0, 1.0, 0.5) };
    let mut sum = 0.0;
    while j <= freedom {
        sum += term;
        if j > 2.0 {
            peak *= (j - 1.0) / (j - 2.0);
        }
        j += 2.0;
        term *= (j - 3.0) / (j - 2.0) * cos2;
    }
    let share = if odd { FRAC_2_PI * ((t / freedom.sqrt()).atan() + sin * sum) } else { sin * sum };
    let slope = 2.0 * peak / freedom.sqrt() * cos2.powf(f64::midpoint(freedom, 1.0));
    (share, slope)
}

/// The point of t around that of the normal distribution, as far as the fourth term.
fn expanded(x: f64, df: f64) -> f64 {
    let x2 = x * x;
    let first = x * (x2 + 1.0) / 4.0;
    let second = x * ((5.0 * x2 + 16.0) * x2 + 3.0) / 96.0;
    let third = x * (((3.0 * x2 + 19.0) * x2 + 17.0) * x2 - 15.0) / 384.0;
    let fourth = x * ((((79.0 * x2 + 776.0) * x2 + 1482.0) * x2 - 1920.0) * x2 - 945.0) / 92_160.0;
    x + (first + (second + (third + fourth / df) / df) / df) / df
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-12 * other.abs().max(1.0), "{one} {other}");
    }

    #[test]
    fn the_points_are_those_of_the_tables() {
        close(Level::P95.normal(), 1.959_963_984_540_054);
        close(Level::P99.normal(), 2.575_829_303_548_900_4);
        for (level, df, point) in [
            (Level::P95, 4, 2.776_445_105_197_793_4),
            (Level::P95, 16, 2.119_905_299_221_254_6),
            (Level::P95, 18, 2.100_922_040_241_038_2),
            (Level::P95, 58, 2.001_717_484_145_235_6),
            (Level::P95, 98, 1.984_467_454_508_481_5),
            (Level::P95, 114, 1.980_992_297_975_856_7),
            (Level::P95, 408, 1.965_795_368_109_321_7),
            (Level::P99, 7, 3.499_483_297_350_492_4),
            (Level::P99, 15, 2.946_712_883_475_238),
            (Level::P99, 22, 2.818_756_060_600_142_3),
            (Level::P90, 16, 1.745_883_676_276_249_5),
            (Level::P90, 22, 1.717_144_374_380_242_4),
        ] {
            close(level.t(df), point);
        }
    }

    #[test]
    fn one_and_two_degrees_of_freedom_have_closed_forms() {
        for level in [Level::P90, Level::P95, Level::P99, Level::new(0.2).unwrap()] {
            close(level.t(1), (level.0 * PI / 2.0).tan());
            close(level.t(2), level.0 * (2.0 / (1.0 - level.0 * level.0)).sqrt());
        }
        assert!(Level::P95.t(0).is_infinite());
        assert_eq!((Level::new(1.0), Level::new(0.0), Level::new(f64::NAN)), (None, None, None));
    }

    #[test]
    fn sum_and_expansion_agree_where_they_meet() {
        for level in [Level::P90, Level::P95, Level::P99] {
            close(expanded(level.normal(), 1000.0), level.t(MANY));
            assert!(level.t(MANY + 1) < level.t(MANY) && level.t(1_000_000) > level.normal());
        }
    }
}
