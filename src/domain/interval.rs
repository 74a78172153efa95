//! The time between two rounds.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Days, Months, NaiveDate};

use crate::text::words;

/// Days in a month on average: 365.25 in a year of twelve.
const DAYS_IN_A_MONTH: f64 = 30.4375;

/// The time between two rounds: whole months, or whole days, of which seven are a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Interval {
    /// From a day of a month to the same day of a later one.
    Months(u32),
    /// This many days, never none.
    Days(u32),
}

impl Interval {
    /// The usual one.
    pub const MONTH: Self = Self::Months(1);

    /// Up to this many months, as long as two years.
    pub const LONGEST: u32 = 24;

    /// What would do where one is wanted.
    pub const WANTED: &str =
        "a number of weeks, days or months, such as \"2 weeks\" or \"1 month\"";

    /// Reads `2 weeks`, `10 days`, `1 month`, `1 year`; `None` for anything else, and for no time
    /// or a longer one than two years.
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        let (number, unit) = words.split_once(char::is_whitespace)?;
        let number: u32 = number.parse().ok().filter(|&number| (1..=731).contains(&number))?;
        let interval = match unit.trim_start() {
            "day" | "days" => Self::Days(number),
            "week" | "weeks" => Self::Days(number * 7),
            "month" | "months" => Self::Months(number),
            "year" | "years" => Self::Months(number * 12),
            _ => return None,
        };
        (interval <= Self::Months(Self::LONGEST)).then_some(interval)
    }

    /// In months, of which one has 30.4375 days on average.
    pub fn months(self) -> f64 {
        match self {
            Self::Months(months) => f64::from(months),
            Self::Days(days) => f64::from(days) / DAYS_IN_A_MONTH,
        }
    }

    /// In months where these are whole.
    pub fn whole_months(self) -> Option<u32> {
        match self {
            Self::Months(months) => Some(months),
            Self::Days(_) => None,
        }
    }

    /// In whole years, of which one has 365.25 days on average.
    pub fn whole_years(self) -> u32 {
        u32::try_from(self.length() / Self::Months(12).length()).unwrap_or(u32::MAX)
    }

    /// So many of it, one after the other.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        match self {
            Self::Months(months) => Self::Months(months.saturating_mul(times)),
            Self::Days(days) => Self::Days(days.saturating_mul(times)),
        }
    }

    /// The day that is this many intervals after another.
    pub fn after(self, day: NaiveDate, times: u32) -> Option<NaiveDate> {
        match self.times(times) {
            Self::Months(months) => day.checked_add_months(Months::new(months)),
            Self::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
        }
    }

    /// The length in sixteenths of a day, which are whole for every interval.
    fn length(self) -> u64 {
        match self {
            Self::Months(months) => u64::from(months) * 487,
            Self::Days(days) => u64::from(days) * 16,
        }
    }
}

impl Ord for Interval {
    /// The shortest first. No number of days is as long as a number of months below 16.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |one: &Self| (one.length(), one.whole_months().is_none());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Interval {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Interval {
    /// As the settings have it: `2 weeks`, `10 days`, `1 month`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match *self {
            Self::Months(months) => (months, "month"),
            Self::Days(days) if days % 7 == 0 => (days / 7, "week"),
            Self::Days(days) => (days, "day"),
        };
        f.write_str(&words::count(number as usize, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_reads_back_as_it_is_written() {
        for text in ["1 day", "10 days", "1 week", "2 weeks", "104 weeks", "1 month", "24 months"] {
            assert_eq!(Interval::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Interval::parse(" 1  Year "), Some(Interval::Months(12)));
        assert_eq!(Interval::parse("14 days"), Interval::parse("2 weeks"));
        for text in ["", "month", "0 weeks", "25 months", "3 years", "2 moons", "1.5 months"] {
            assert_eq!(Interval::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_has_as_many_days_as_a_twelfth_of_a_year() {
        assert!((Interval::Days(14).months() - 0.459_958_932_238_193).abs() < 1e-12);
        assert!((Interval::Days(487).months() - 16.0).abs() < 1e-12);
        assert!((12.0 * DAYS_IN_A_MONTH - 365.25).abs() < 1e-12);
        let [short, long] = ["4 weeks", "31 days"].map(|text| Interval::parse(text).unwrap());
        assert!(short < Interval::MONTH && Interval::MONTH < long);
    }

    #[test]
    fn it_leads_from_one_day_to_another() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(Interval::MONTH.after(day("2026-01-31"), 1), Some(day("2026-02-28")));
        assert_eq!(Interval::Months(2).after(day("2026-01-31"), 2), Some(day("2026-05-31")));
        assert_eq!(Interval::Days(14).after(day("2026-02-20"), 2), Some(day("2026-03-20")));
        assert_eq!(Interval::Days(1).after(NaiveDate::MAX, 1), None);
    }
}
