//! What a hand may type is what a sheet may say: the same words, read by the same tables.

use chrono::{Datelike, NaiveDate};

use super::answers::{self, Manner};
use super::meaning::Meaning;
use super::presence::{self, Standing};
use super::values::{is_no_value, value};
use super::{reasons, rhythm};
use crate::domain::{Answer, Field, Interval, Reason};
use crate::text::dates::{Clues, DateOrder, Open, month_named, read_column};
use crate::text::plain_words;

/// By what typed cells are read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Which part of a date comes first, where that is settled.
    pub dates: Option<DateOrder>,
    /// The time between rounds, for a rhythm in months.
    pub interval: Interval,
    /// The day on which it is typed.
    pub today: NaiveDate,
}

/// An answer in whatever words, `None` within for words that say there is none.
pub fn answer(typed: &str) -> Option<Option<Answer>> {
    if answers::is_silent(typed) {
        return Some(None);
    }
    Manner::of("", &[typed]).answer(typed).map(Some)
}

/// Whether words say that some of three talked, which is a yes of a pair of three.
pub fn is_some_of_us(typed: &str) -> bool {
    answers::is_some_of_us(typed)
}

/// A reason, as a code or in people's words, and the text that is kept beside it.
pub fn reason(code: &str, text: &str) -> (Option<Reason>, String) {
    reasons::of_cells(code, text)
}

/// A cell of the roster in the roster's own words; what is not understood stays as it was typed,
/// for the column to refuse.
///
/// `Err` says what to write where a date could be two days.
pub fn cell(field: Field, typed: &str, reading: Reading) -> Result<String, String> {
    Ok(match field {
        Field::Rhythm => rhythm::rhythm(typed, reading.interval)
            .map_or_else(|| typed.into(), |rhythm| rhythm.rounds().to_string()),
        Field::Organisation | Field::Sector | Field::Region => value(typed),
        Field::Until | Field::Joined | Field::Left if is_no_value(typed) => String::new(),
        Field::Until | Field::Joined | Field::Left => {
            day(typed, reading)?.map_or_else(|| typed.into(), |day| day.to_string())
        }
        Field::Status => status(typed).map_or_else(|| typed.into(), Into::into),
        _ => typed.into(),
    })
}

/// The word of the roster for a status in whatever words.
pub fn status(typed: &str) -> Option<&'static str> {
    presence::said(typed).map(|said| said.under(Meaning::Of(Field::Status)).word())
}

/// Whether somebody is in or out of one round, in whatever words.
pub fn is_in(typed: &str) -> Option<bool> {
    let standing = presence::said(typed)?.under(Meaning::TakesPart);
    Some(standing == Standing::Active)
}

/// A day as people write it, `tomorrow` and a month without a day included: that is its first day,
/// in this year or the next.
///
/// `Err` says what to write where it could be two days; `Ok(None)`: it is no day.
pub fn day(typed: &str, reading: Reading) -> Result<Option<NaiveDate>, String> {
    let clues = Clues { usual: reading.dates, ..Clues::default() };
    let (dates, open) = read_column(std::iter::once(typed), clues, |_| true);
    if let Some(Open::Undecided { date: (one, other, year), .. }) = open {
        return Err(format!(
            "`{typed}` could be two days: write {year}-{other:02}-{one:02} or \
             {year}-{one:02}-{other:02}"
        ));
    }
    let word = plain_words(typed);
    Ok(dates.day(0).or_else(|| match word.as_str() {
        "today" => Some(reading.today),
        "tomorrow" => reading.today.succ_opt(),
        words => month(words, reading.today),
    }))
}

/// The first day of `march` or `march 2027`, and of a month alone the first one to come.
fn month(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (name, year) = match words.split_once(' ') {
        Some((name, year)) => (name, Some(year.parse().ok().filter(|y| (1900..3000).contains(y))?)),
        None => (words, None),
    };
    let month = month_named(name)?;
    let first = |year| NaiveDate::from_ymd_opt(year, month, 1);
    match year {
        Some(year) => first(year),
        None => first(today.year()).filter(|&day| day > today).or_else(|| first(today.year() + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading() -> Reading {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        Reading { dates: None, interval: Interval::MONTH, today }
    }

    fn typed(field: Field, text: &str) -> String {
        cell(field, text, reading()).unwrap()
    }

    #[test]
    fn days_are_typed_as_people_write_them() {
        for (text, day) in [
            ("2027-03-01", "2027-03-01"),
            ("1 March 2027", "2027-03-01"),
            ("31/03/2027", "2027-03-31"),
            ("March", "2027-03-01"),
            ("December", "2026-12-01"),
            ("november", "2027-11-01"),
            ("Mawrth 2028", "2028-03-01"),
            ("tomorrow", "2026-12-01"),
            ("soon", "soon"),
            ("", ""),
        ] {
            assert_eq!(typed(Field::Until, text), day, "{text}");
        }
        let settled = Reading { dates: Some(DateOrder::DayFirst), ..reading() };
        assert_eq!(cell(Field::Until, "01/03/2027", settled).unwrap(), "2027-03-01");
        let open = cell(Field::Until, "01/03/2027", reading()).unwrap_err();
        assert!(open.ends_with("write 2027-03-01 or 2027-01-03"), "{open}");
    }

    #[test]
    fn a_rhythm_an_answer_and_a_reason_are_typed_in_words() {
        assert_eq!(typed(Field::Rhythm, "every second month"), "2");
        assert_eq!(typed(Field::Rhythm, "3"), "3");
        assert_eq!(typed(Field::Name, "March"), "March");
        for (text, said) in [("Yes", Answer::Yes), ("y", Answer::Yes), ("met", Answer::Yes)] {
            assert_eq!(answer(text), Some(Some(said)), "{text}");
        }
        assert_eq!(answer("Not confirmed"), Some(None));
        assert_eq!(reason("no-reply", ""), (Some(Reason::NoReply), String::new()));
        assert_eq!(reason("Too busy", ""), (Some(Reason::Busy), "Too busy".into()));
    }
}
