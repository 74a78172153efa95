//! Days as they are written: `Friday 4 December`, `dydd Gwener 4 Rhagfyr`.

use chrono::{Datelike, NaiveDate};

use crate::domain::mailing::Language;

const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WELSH_DAYS: [&str; 7] = [
    "dydd Llun",
    "dydd Mawrth",
    "dydd Mercher",
    "dydd Iau",
    "dydd Gwener",
    "dydd Sadwrn",
    "dydd Sul",
];
const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// The day of the week, the day and the month.
pub fn day(date: NaiveDate, language: Language) -> String {
    let days = if language == Language::Welsh { WELSH_DAYS } else { DAYS };
    let weekday = date.weekday().num_days_from_monday() as usize;
    let weekday = days.get(weekday).copied().unwrap_or_default();
    format!("{weekday} {} {}", date.day(), month(date, language))
}

/// The month.
pub fn month(date: NaiveDate, language: Language) -> &'static str {
    let months = if language == Language::Welsh { WELSH_MONTHS } else { MONTHS };
    months.get(date.month0() as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_people_say_it() {
        let date = "2026-12-04".parse().unwrap();
        assert_eq!(day(date, Language::English), "Friday 4 December");
        assert_eq!(day(date, Language::Welsh), "dydd Gwener 4 Rhagfyr");
    }
}
