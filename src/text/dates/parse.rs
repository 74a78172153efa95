//! Reads one date as sheets write it.

use chrono::{NaiveDate, NaiveTime};

use super::super::fold;
use super::DateOrder;

/// A cell before the order is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// There is only one way to read it.
    Clear(NaiveDate),
    /// Two numbers whose order is open, and a year.
    Open(u32, u32, i32),
}

impl Written {
    /// The day, if there is such a day in this order.
    pub fn read(self, order: DateOrder) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Clear(date), _) => Some(date),
            (Self::Open(day, month, year), DateOrder::DayFirst)
            | (Self::Open(month, day, year), DateOrder::MonthFirst) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
        }
    }
}

/// Reads a date, with a time when there is one: ISO, numbers with `/`, `.` or `-`, months by name
/// in five languages, and the serial numbers of a spreadsheet.
pub fn parse(cell: &str, since_1904: bool) -> Option<(Written, NaiveTime)> {
    let text = fold(cell);
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    if let Some(serial) = serial(&text, since_1904) {
        return Some(serial);
    }
    let normal = text.replace(',', " ");
    // `2025-02-03t10:00` as well as `2025-02-03 10:00`.
    let (date, time) = match normal.split_once('t') {
        Some((date, time)) if is_numeric_date(date) => (date.to_owned(), time.to_owned()),
        _ => split_time(&normal),
    };
    let time = if time.trim().is_empty() { NaiveTime::MIN } else { parse_time(time.trim())? };
    Some((parse_date(&date)?, time))
}

fn is_numeric_date(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Splits a text before the word that holds the first colon.
fn split_time(text: &str) -> (String, String) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let time_at = words.iter().position(|word| word.contains(':')).unwrap_or(words.len());
    (words[..time_at].join(" "), words[time_at..].join(" "))
}

/// `7:01`, `07:01:33`, `7:01:33.5z`, `7:01:33 pm gmt+2`, `10:00:00+02:00`.
fn parse_time(text: &str) -> Option<NaiveTime> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(text.len());
    let mut parts = text[..end].split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let half = text[end..].replace('.', "");
    let half = half.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let hour = match (half.get(..2), hour) {
        (Some("pm"), 1..=11) => hour + 12,
        (Some("am"), 12) => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn parse_date(text: &str) -> Option<Written> {
    let parts: Vec<&str> =
        text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty() && *part != "de").collect();
    let [first, second, third] = parts[..] else { return with_weekday(&parts) };
    let number = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
        let ordinal = ["", "st", "nd", "rd", "th", "er"].contains(&&part[digits.len()..]);
        (ordinal && digits.len() <= 4).then(|| digits.parse::<u32>().ok())?
    };
    let clear = |year: i32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(year, month, day).map(Written::Clear)
    };
    if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        let month = number(second).or_else(|| month_named(second))?;
        return clear(year(first)?, month, number(third)?);
    }
    match (month_named(first), month_named(second)) {
        (Some(month), None) => clear(year(third)?, month, number(second)?),
        (None, Some(month)) => clear(year(third)?, month, number(first)?),
        (None, None) => {
            let (a, b, year) = (number(first)?, number(second)?, year(third)?);
            let possible = (1..=31).contains(&a) && (1..=31).contains(&b) && (a <= 12 || b <= 12);
            possible.then_some(Written::Open(a, b, year))
        }
        (Some(_), Some(_)) => None,
    }
}

/// `Mon 3 Feb 2025`: the first word is a weekday and says nothing new.
fn with_weekday(parts: &[&str]) -> Option<Written> {
    let [weekday, rest @ ..] = parts else { return None };
    let is_word = weekday.chars().all(char::is_alphabetic) && month_named(weekday).is_none();
    (rest.len() == 3 && is_word).then(|| parse_date(&rest.join(" ")))?
}

/// A year of four digits, or of two in this century.
fn year(text: &str) -> Option<i32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = text.parse().ok().filter(|_| digits)?;
    match text.len() {
        2 => Some(2000 + number),
        4 => (1900..2200).contains(&number).then_some(number),
        _ => None,
    }
}

/// Months in English, Welsh, French, German and Spanish, by their beginnings, without accents.
pub fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january jan ionawr ion janvier janv januar jaenner enero ene",
        "february feb chwefror chwef fevrier fevr februar febrero",
        "march mar mawrth maw mars marz maerz mrz marzo",
        "april apr ebrill ebr avril avr abril abr",
        "may mai mayo",
        "june jun mehefin meh juin juni junio",
        "july jul gorffennaf gorff juillet juil juli julio",
        "august aug awst aout agosto ago",
        "september sep sept medi septembre septiembre",
        "october oct hydref hyd octobre oktober okt octubre",
        "november nov tachwedd tach novembre noviembre",
        "december dec rhagfyr rhag decembre dezember dez diciembre dic",
    ];
    let is_month = |names: &&str| names.split(' ').any(|name| name == word);
    (1..).zip(MONTHS).find(|(_, names)| is_month(names)).map(|(month, _)| month)
}

/// A spreadsheet's number for a day between 1982 and 2064, with the time as its fraction; counted
/// from 1900, or from 1904 as workbooks of old Macs do.
fn serial(text: &str, since_1904: bool) -> Option<(Written, NaiveTime)> {
    let since: f64 = text.parse().ok()?;
    let number = if since_1904 { since + 1462.0 } else { since };
    if !(30_000.0..60_000.0).contains(&number) {
        return None;
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    // The range above makes both conversions exact enough for a second.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (days, seconds) = (number as u64, (number.fract() * 86_400.0).round() as u32);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0)?;
    Some((Written::Clear(epoch.checked_add_days(chrono::Days::new(days))?), time))
}
