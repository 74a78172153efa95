//! The integers the engine computes with.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A signed integer for duals, slacks and times.
///
/// The engine runs in `i64` when the costs are small enough and is run again in `i128` when a
/// value could leave the range (see [`Number::TIME_LIMIT`]); so no addition in the engine can
/// overflow.
pub(super) trait Number:
    Copy
    + Ord
    + Debug
    + Add<Output = Self>
    + Sub<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
{
    const ZERO: Self;
    const ONE: Self;
    /// Stands for "never"; no time that is computed comes near it.
    const NEVER: Self;
    /// Doubled costs must lie within plus and minus this, 1/64 of the range.
    const COST_LIMIT: i128;
    /// The clock must not pass this, 1/16 of the range.
    ///
    /// Every dual is at most `4 * COST_LIMIT` plus the time that has passed, a slack is at most a
    /// cost and two duals, and a queue key is a slack and a time: at most half of the range.
    const TIME_LIMIT: Self;

    fn narrow(value: i128) -> Self;
    fn widen(self) -> i128;
    fn half(self) -> Self;
    fn is_odd(self) -> bool;
}

macro_rules! number {
    ($integer:ty, $narrow:expr) => {
        impl Number for $integer {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            const NEVER: Self = <$integer>::MAX;
            const COST_LIMIT: i128 = (<$integer>::MAX / 64) as i128;
            const TIME_LIMIT: Self = <$integer>::MAX / 16;

            fn narrow(value: i128) -> Self {
                $narrow(value)
            }

            fn widen(self) -> i128 {
                self.into()
            }

            fn half(self) -> Self {
                self >> 1
            }

            fn is_odd(self) -> bool {
                self & 1 == 1
            }
        }
    };
}

#[expect(clippy::cast_possible_truncation, reason = "callers have checked against COST_LIMIT")]
fn to_i64(value: i128) -> i64 {
    value as i64
}

number!(i64, to_i64);
number!(i128, std::convert::identity);
