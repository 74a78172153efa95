//! The day of a round, as an organiser chooses it: one day, or a day of the week in each month.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The day of the next round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundDay {
    /// One certain day; it means nothing once there is a round of that day or a later one.
    On(NaiveDate),
    /// A day of every month in which there is a round.
    Every(Which, Weekday),
}

/// Which of the days of a week that a month has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The first, second, third or fourth, which every month has; counted from 0.
    Nth(u8),
    /// The last.
    Last,
}

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const LAST: &str = "last";
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

impl RoundDay {
    /// What would do where one is wanted.
    pub const WANTED: &str = "\"first\", \"second\", \"third\", \"fourth\" or \"last\" with a day of the week behind it, or a date \
         such as \"2026-09-07\"";

    /// Reads `first Monday` or `2026-09-07`.
    pub fn parse(words: &str) -> Option<Self> {
        if let Ok(day) = words.trim().parse() {
            return Some(Self::On(day));
        }
        let words = words.to_lowercase();
        let (which, day) = words.trim().split_once(char::is_whitespace)?;
        let nth = || ORDINALS.iter().position(|ordinal| *ordinal == which);
        let which =
            if which == LAST { Which::Last } else { Which::Nth(u8::try_from(nth()?).ok()?) };
        let is_named = |(name, _): &&(&str, Weekday)| name.to_lowercase() == day.trim();
        let (_, weekday) = WEEKDAYS.iter().find(is_named)?;
        Some(Self::Every(which, *weekday))
    }
}

impl fmt::Display for RoundDay {
    /// As the settings have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(f),
            Self::Every(which, weekday) => {
                let which = match which {
                    Which::Nth(nth) => ORDINALS.get(usize::from(*nth)).copied().unwrap_or(LAST),
                    Which::Last => LAST,
                };
                let name = WEEKDAYS.iter().find(|(_, day)| day == weekday);
                write!(f, "{which} {}", name.map_or("", |(name, _)| name))
            }
        }
    }
}

/// The day that a rule means in the month of another day.
fn in_month(which: Which, weekday: Weekday, day: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = (day.year(), day.month());
    match which {
        Which::Nth(nth) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth + 1),
        Which::Last => [5, 4]
            .into_iter()
            .find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)),
    }
}

/// The first day that a rule means, of those on a day or later.
pub fn from(which: Which, weekday: Weekday, day: NaiveDate) -> Option<NaiveDate> {
    let first = day.with_day(1)?;
    let months = (0..2).filter_map(|later| first.checked_add_months(Months::new(later)));
    months.filter_map(|month| in_month(which, weekday, month)).find(|&found| found >= day)
}

/// The day that a rule means nearest to a day, of those behind another one.
pub fn nearest(
    (which, weekday): (Which, Weekday),
    to: NaiveDate,
    behind: NaiveDate,
) -> Option<NaiveDate> {
    let after = behind.checked_add_days(Days::new(1))?;
    let next = from(which, weekday, after.max(to))?;
    let before = next.with_day(1)?.checked_sub_months(Months::new(1))?;
    let before = in_month(which, weekday, before).filter(|&before| before >= after);
    let distance = |day: &NaiveDate| (*day - to).num_days().abs();
    [before, Some(next)].into_iter().flatten().min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_back_as_it_is_written() {
        for text in ["first Monday", "fourth Sunday", "last Friday", "2026-09-07"] {
            assert_eq!(RoundDay::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(RoundDay::parse(" Last  FRIDAY "), RoundDay::parse("last Friday"));
        for text in ["", "Monday", "fifth Monday", "first Moonday", "2026-02-30", "first"] {
            assert_eq!(RoundDay::parse(text), None, "{text}");
        }
    }
}
