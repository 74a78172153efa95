//! Words for how often somebody wants to take part.
//!
//! A cell is compared as a whole with a table of phrases, as answers are; what is not in it is not
//! guessed. A rhythm counts rounds, so months become rounds by the programme's interval.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::{Interval, Rhythm};

use super::phrasebook::by_phrase;
use super::values::number;
use crate::text::is_blank;
use crate::text::plain_words;

/// Phrases that count rounds or months.
pub const TABLE: &str = include_str!("words/rhythms.txt");

/// What is understood, for hints.
pub const UNDERSTOOD: &str = "write 1, 2 or 3 (every how many rounds), or words such as every second \
    round, monthly or quarterly; if the column is about something else, rename it";

/// What a phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Every {
    Rounds(u32),
    Months(u32),
}

impl Every {
    /// What a key such as `2 rounds` or `1 month` of the table stands for.
    fn of(key: &str) -> Option<Self> {
        let (count, what) = key.split_once(' ')?;
        let count = count.parse().ok()?;
        match what.trim_end_matches('s') {
            "round" => Some(Self::Rounds(count)),
            "month" => Some(Self::Months(count)),
            _ => None,
        }
    }
}

/// What a cell in words counts; no phrase begins with a digit.
fn every(cell: &str) -> Option<Every> {
    static ALL: LazyLock<HashMap<&str, Every>> = LazyLock::new(|| by_phrase(TABLE, Every::of));
    let numeric = cell.starts_with(|c: char| c.is_ascii_digit());
    if numeric || is_blank(cell) { None } else { ALL.get(plain_words(cell).as_str()).copied() }
}

/// Whether a cell counts months.
pub fn counts_months(cell: &str) -> bool {
    matches!(every(cell), Some(Every::Months(_)))
}

/// Reads a rhythm where rounds are an interval apart; `None` when the cell says something else, or
/// months that are no whole number of rounds, or more than three rounds. Oftener than there are
/// rounds is every round.
pub fn rhythm(cell: &str, interval: Interval) -> Option<Rhythm> {
    let rounds = match every(cell) {
        None => number(cell)?,
        Some(Every::Rounds(rounds)) => rounds,
        Some(Every::Months(months)) => rounds_in(months, interval)?,
    };
    Rhythm::new(u8::try_from(rounds).ok()?)
}

/// How many rounds there are in so many months; `None` where it is no whole number. Weeks never fit
/// into months: what is nearer to a whole number than a tenth of it is meant.
fn rounds_in(months: u32, interval: Interval) -> Option<u32> {
    let rounds = f64::from(months) / interval.months();
    (1..=3).find(|&whole| {
        let whole = f64::from(whole);
        (rounds - whole).abs() <= 0.1 * whole || (whole <= 1.0 && rounds < whole)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::phrasebook::lines;

    fn rounds(cell: &str, interval: u32) -> Option<u8> {
        rhythm(cell, Interval::Months(interval)).map(Rhythm::rounds)
    }

    #[test]
    fn every_line_counts_something() {
        assert!(lines(TABLE).all(|line| Every::of(line.key).is_some()));
    }

    #[test]
    fn whole_phrases_are_understood() {
        for (count, cells) in [
            (1, "1|Every month|MONTHLY|every round|Chaque mois|Jeden Monat|bob mis|cada mes"),
            (2, "2|Every other month|every second round|every 2 rounds|Un mois sur deux"),
            (2, "alle zwei Monate|cada dos meses|Bob yn ail fis|2.0|every two months."),
            (3, "3|quarterly|Every three months|vierteljährlich|tous les 3 mois|bob chwarter"),
        ] {
            for cell in cells.split('|') {
                assert_eq!(rounds(cell, 1), Some(count), "{cell}");
            }
        }
    }

    #[test]
    fn nothing_is_found_inside_a_cell() {
        for cell in
            ["", "4", "not every month", "every month or so", "bimonthly", "weekly", "twice a year"]
        {
            assert_eq!(rounds(cell, 1), None, "{cell}");
        }
    }

    #[test]
    fn months_become_rounds_by_the_interval() {
        assert_eq!(rounds("every two months", 2), Some(1));
        assert_eq!(rounds("twice a year", 3), Some(2));
        assert_eq!(rounds("monthly", 2), Some(1));
        assert_eq!(rounds("quarterly", 2), None);
        assert_eq!(rounds("every second round", 2), Some(2));
        let of =
            |cell, interval| rhythm(cell, Interval::parse(interval).unwrap()).map(Rhythm::rounds);
        assert_eq!(of("monthly", "2 weeks"), Some(2));
        assert_eq!(of("monthly", "4 weeks"), Some(1));
        assert_eq!(of("every two months", "4 weeks"), Some(2));
        assert_eq!(of("monthly", "3 weeks"), None);
        assert!(counts_months("Monthly") && !counts_months("every round") && !counts_months("2"));
    }
}
