//! Counts, plurals and percentages: the only place where numbers become words.
//!
//! A number and its sign are joined by a no-break space, which the writers keep together.

use std::ops::RangeInclusive;

use crate::domain::RoundNumber;
use crate::report::{OutcomeCounts, Share};

/// Joins what must not stand on two lines.
pub const NO_BREAK: char = '\u{a0}';

/// A number with a comma between thousands.
pub fn number(count: impl std::fmt::Display) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 pair`, `2 pairs`: the plural is the singular with an s.
pub fn count(count: usize, one: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {one}{ending}", number(count))
}

/// `1 pair is`, `2 pairs are`.
pub fn count_is(some: usize, one: &str) -> String {
    format!("{} {}", count(some, one), if some == 1 { "is" } else { "are" })
}

/// `1 person`, `2 people`.
pub fn people(count: usize) -> String {
    format!("{} {}", number(count), if count == 1 { "person" } else { "people" })
}

/// A rate in whole per cent; what is neither nothing nor everything is never shown as such.
pub fn percent(rate: f64) -> String {
    let whole = (rate * 100.0).round();
    if whole <= 0.0 && rate > 0.0 {
        format!("under{NO_BREAK}1{NO_BREAK}%")
    } else if whole >= 100.0 && rate < 1.0 {
        format!("over{NO_BREAK}99{NO_BREAK}%")
    } else {
        format!("{whole:.0}{NO_BREAK}%")
    }
}

/// The same as short as it can be, for tables: `<1 %`, `54 %`, `>99 %`.
pub fn short_percent(rate: f64) -> String {
    percent(rate).replace(&format!("under{NO_BREAK}"), "<").replace(&format!("over{NO_BREAK}"), ">")
}

/// The rate of a share, or a dash.
pub fn rate(share: Share) -> String {
    share.rate.map_or_else(|| "-".into(), percent)
}

/// The rate of a share for tables, or a dash.
pub fn short_rate(share: Share) -> String {
    share.rate.map_or_else(|| "-".into(), short_percent)
}

/// A rate with its limits, as short as it can be: `54 % (38-69)`.
pub fn rate_with_limits(share: Share) -> String {
    match (share.low, share.high) {
        (Some(low), Some(high)) => format!(
            "{}{NO_BREAK}({:.0}\u{2013}{:.0})",
            short_rate(share),
            (low * 100.0).round(),
            (high * 100.0).round()
        ),
        _ => rate(share),
    }
}

/// Limits in words: `38 to 69 %`.
pub fn between(limits: &RangeInclusive<f64>) -> String {
    let whole = |rate: f64| (rate * 100.0).round();
    let (low, high) = (whole(*limits.start()), whole(*limits.end()));
    format!("{low:.0} to {high:.0}{NO_BREAK}%")
}

/// A change in per cent with its sign.
pub fn change(per_cent: f64) -> String {
    match per_cent.round() {
        0.0 => format!("\u{b1}0{NO_BREAK}%"),
        whole if whole > 0.0 => format!("+{whole:.0}{NO_BREAK}%"),
        whole => format!("\u{2212}{:.0}{NO_BREAK}%", -whole),
    }
}

/// `Round 5: 37 pairs, 20 met, 11 did not meet, 6 not confirmed`.
pub fn round(round: RoundNumber, counts: OutcomeCounts) -> String {
    let OutcomeCounts { pairs, met, not_met, not_confirmed } = counts;
    format!(
        "Round {round}: {}, {} met, {} did not meet, {} not confirmed",
        count(pairs, "pair"),
        number(met),
        number(not_met),
        number(not_confirmed)
    )
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(NO_BREAK, " ")
    }

    #[test]
    fn numbers_are_grouped_and_plurals_agree() {
        assert_eq!(number(1_500_000), "1,500,000");
        assert_eq!((number(100), number(1000)), ("100".into(), "1,000".into()));
        assert_eq!((count(1, "pair"), count(0, "pair")), ("1 pair".into(), "0 pairs".into()));
    }

    #[test]
    fn percentages_never_claim_nothing_or_everything_falsely() {
        assert_eq!(plain(&percent(0.004)), "under 1 %");
        assert_eq!(plain(&percent(0.996)), "over 99 %");
        assert_eq!(
            (plain(&short_percent(0.004)), plain(&percent(1.0))),
            ("<1 %".into(), "100 %".into())
        );
        assert_eq!(plain(&percent(0.0)), "0 %");
        assert_eq!(plain(&rate_with_limits(Share::of(20, 37))), "54 % (38\u{2013}69)");
        assert_eq!(rate_with_limits(Share::of(0, 0)), "-");
        assert_eq!(plain(&change(-31.5)), "\u{2212}32 %");
        assert_eq!(plain(&change(0.2)), "\u{b1}0 %");
    }

    #[test]
    fn lists_end_in_and() {
        let items: Vec<String> = ["a", "b", "c"].map(String::from).into();
        assert_eq!((list(&items), list(&items[..1])), ("a, b and c".into(), "a".into()));
    }
}
