//! Some rounds in a row: by their numbers or by their days.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::domain::RoundNumber;
use crate::text::typed_day;

/// A RANGE: `5`, `5..8`, `..4`, `5..` or `2026-01-01..2026-06-30`, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    text: String,
    within: Within,
}

/// What a range goes by; an end that is left out is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Numbers(Option<RoundNumber>, Option<RoundNumber>),
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

impl Range {
    /// Whether a round lies in it.
    pub fn has(&self, number: RoundNumber, date: NaiveDate) -> bool {
        match self.within {
            Within::Numbers(first, last) => between(&number, first, last),
            Within::Days(first, last) => between(&date, first, last),
        }
    }
}

fn between<T: PartialOrd + Copy>(one: &T, first: Option<T>, last: Option<T>) -> bool {
    first.is_none_or(|first| first <= *one) && last.is_none_or(|last| *one <= last)
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Range {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || {
            "rounds are written `5`, `5..8`, `..4`, `5..` or `2026-01-01..2026-06-30`".to_owned()
        };
        let (first, last) = text.trim().split_once("..").unwrap_or((text.trim(), text.trim()));
        let (first, last) = (first.trim(), last.trim());
        let within = ends(first, last, round)
            .map(|(first, last)| Within::Numbers(first, last))
            .or_else(|| ends(first, last, typed_day).map(|(a, b)| Within::Days(a, b)))
            .ok_or_else(shape)?;
        let backwards = match within {
            Within::Numbers(Some(first), Some(last)) => first > last,
            Within::Days(Some(first), Some(last)) => first > last,
            _ => false,
        };
        if backwards {
            return Err(format!("the earlier end comes first: `{last}..{first}`"));
        }
        Ok(Self { text: text.trim().to_owned(), within })
    }
}

fn round(text: &str) -> Option<RoundNumber> {
    RoundNumber::new(text.parse().ok()?)
}

/// Both ends, of which one may be left out.
fn ends<T>(
    first: &str,
    last: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<(Option<T>, Option<T>)> {
    match (first, last) {
        ("", "") => None,
        ("", last) => Some((None, Some(read(last)?))),
        (first, "") => Some((Some(read(first)?), None)),
        (first, last) => Some((Some(read(first)?), Some(read(last)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        let range: Range = text.parse().unwrap();
        let date = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        let inside = |&month: &u32| range.has(RoundNumber::new(month).unwrap(), date(month));
        (1..=9).filter(inside).collect()
    }

    #[test]
    fn ranges_go_by_numbers_or_days_with_both_ends_included() {
        assert_eq!(numbers("5"), [5]);
        assert_eq!(numbers("5..8"), [5, 6, 7, 8]);
        assert_eq!(numbers("..4"), [1, 2, 3, 4]);
        assert_eq!(numbers("8.."), [8, 9]);
        assert_eq!(numbers("2026-02-01..2026-03-31"), [2, 3]);
        assert_eq!(numbers("2026-08-02.."), [9]);
        assert_eq!(numbers("2026-08-01"), [8]);
    }

    #[test]
    fn whatever_is_no_range_is_refused() {
        for text in ["", "..", "a", "0", "5-8", "5..x", "5..2026-01-01", "1..2..3"] {
            assert!(text.parse::<Range>().unwrap_err().contains("`5..8`"), "{text}");
        }
        assert!("8..5".parse::<Range>().unwrap_err().contains("`5..8`"));
    }
}
