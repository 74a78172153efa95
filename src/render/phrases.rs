//! Shares and outcomes in words, in every format alike; plain counts are in
//! [`words`](crate::text::words).
//!
//! A number and its sign are joined by a no-break space, which the writers keep together.

use std::ops::RangeInclusive;

use crate::domain::absent::Why;
use crate::domain::{Interval, RoundNumber, Standing};
use crate::report::{OutcomeCounts, Share};
use crate::text::words::{NO_BREAK, count, number};

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

/// The parts of a whole in whole per cent that come to 100 together, by largest remainders;
/// nothing without a whole. What is neither nothing nor everything is never shown as such.
pub fn percents(parts: &[usize]) -> Vec<Option<String>> {
    let whole: usize = parts.iter().sum();
    let floor = |&part: &usize| (part * 100).checked_div(whole).unwrap_or(0);
    let mut percents: Vec<_> = parts.iter().map(floor).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse((parts[at] * 100).checked_rem(whole).unwrap_or(0)));
    let left = 100usize.saturating_sub(percents.iter().sum());
    for at in order.into_iter().take(left) {
        percents[at] += 1;
    }
    let said = percents.into_iter().zip(parts).map(|(percent, &part)| {
        let whole = (whole > 0).then_some(whole)?;
        Some(match percent {
            0 if part > 0 => format!("<1{NO_BREAK}%"),
            100 if part < whole => format!(">99{NO_BREAK}%"),
            percent => format!("{percent}{NO_BREAK}%"),
        })
    });
    said.collect()
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

/// A difference of two rates in points of a per cent: `+4 points`, `\u{2212}1 point`.
pub fn points(difference: f64) -> String {
    let whole = (difference * 100.0).round();
    let word = if (whole.abs() - 1.0).abs() < 0.5 { "point" } else { "points" };
    match whole {
        0.0 => format!("\u{b1}0{NO_BREAK}{word}"),
        whole if whole > 0.0 => format!("+{whole:.0}{NO_BREAK}{word}"),
        whole => format!("\u{2212}{:.0}{NO_BREAK}{word}", -whole),
    }
}

/// Two such differences: `\u{2212}16 to +4 points`.
pub fn points_between(low: f64, high: f64) -> String {
    let low = points(low);
    let number = low.split(NO_BREAK).next().unwrap_or_default();
    format!("{number} to {}", points(high))
}

/// `Round 5: 37 pairs, 20 met, 11 did not meet, 6 not confirmed`.
pub fn round(round: RoundNumber, counts: OutcomeCounts) -> String {
    let seen = counts.seen();
    // In a round that is open, or of which nobody was asked, silence is not yet a failure.
    let told = counts.waiting + counts.not_collected == 0;
    let seen = seen.filter(|&one| {
        told || counts.standing(one) > 0 || (counts.waiting > 0 && one != Standing::NotConfirmed)
    });
    let each = seen.map(|one| format!("{} {}", number(counts.standing(one)), said_of(one)));
    let each = each.collect::<Vec<_>>().join(", ");
    format!("Round {round}: {}, {each}", count(counts.pairs, "pair"))
}

/// How a pair stands, as its people would say it.
pub fn said_of(standing: Standing) -> &'static str {
    match standing {
        Standing::NotMet => "did not meet",
        other => other.words(),
    }
}

/// An interval in months for scripts: a whole number where it is one.
pub fn in_months(interval: Interval) -> serde_json::Value {
    interval.whole_months().map_or_else(|| interval.months().into(), Into::into)
}

/// Why somebody is left out, behind a number.
pub fn left_out(why: Why) -> &'static str {
    match why {
        Why::Paused => "paused",
        Why::Out => "out at their own wish",
        Why::Silent => "silent",
        Why::NotDue => "not due by their rhythm",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(NO_BREAK, " ")
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
    fn parts_of_a_whole_come_to_a_hundred() {
        let said = |parts: [usize; 3]| -> Vec<_> {
            percents(&parts).into_iter().map(|part| part.map(|part| plain(&part))).collect()
        };
        let some = |parts: [&str; 3]| parts.map(|part| Some(part.to_owned()));
        assert_eq!(said([7, 0, 1]), some(["88 %", "0 %", "12 %"]));
        assert_eq!(said([1, 1, 1]), some(["34 %", "33 %", "33 %"]));
        assert_eq!(said([999, 1, 0]), some([">99 %", "<1 %", "0 %"]));
        assert_eq!(said([0, 0, 0]), [None, None, None]);
    }
}
