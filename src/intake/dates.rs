//! Dates, decided column by column.
//!
//! `03/04/2026` is the third of April or the fourth of March. One cell with a part above 12
//! decides for its column; else only one reading may fall into the time in question; else the
//! organiser is asked. It is never decided cell by cell.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::text::quote;
use crate::domain::{Finding, Place, fold};

use super::table::is_blank;
use super::values::line;

/// Which part of a date such as `03/04/2026` comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// The day, as nearly everywhere.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// A cell before the order is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// There is only one way to read it.
    Clear(NaiveDate),
    /// Two numbers whose order is open, and a year.
    Open(u32, u32, i32),
}

impl Written {
    fn read(self, order: DateOrder) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Clear(date), _) => Some(date),
            (Self::Open(day, month, year), DateOrder::DayFirst)
            | (Self::Open(month, day, year), DateOrder::MonthFirst) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
        }
    }
}

/// The dates of one column, row by row; `None` where the cell is blank or no date.
pub struct Dates {
    /// One for each cell.
    pub read: Vec<Option<NaiveDateTime>>,
    /// The rows, from 0, whose cell is not blank and yet no date.
    pub broken: Vec<usize>,
    /// The order, when it had to be decided.
    pub order: Option<DateOrder>,
}

impl Dates {
    /// The day in a row.
    pub fn day(&self, row: usize) -> Option<NaiveDate> {
        self.read.get(row).copied().flatten().map(|time| time.date())
    }
}

/// Reads a column. `plausible` says whether the days, top to bottom, can be meant; it is asked
/// only when the cells leave the order open.
pub fn read_column<'t>(
    cells: impl Iterator<Item = &'t str>,
    forced: Option<DateOrder>,
    plausible: impl Fn(&[NaiveDate]) -> bool,
    place: impl Fn(usize) -> Place,
) -> Result<Dates, Finding> {
    let mut broken = Vec::new();
    let written: Vec<Option<(Written, NaiveTime)>> = cells
        .enumerate()
        .map(|(row, cell)| {
            let parsed = parse(cell);
            if parsed.is_none() && !is_blank(cell) {
                broken.push(row);
            }
            parsed
        })
        .collect();
    let order = match forced {
        Some(order) => Some(order),
        None => decide(&written, plausible).map_err(|open| open.finding(place))?,
    };
    let mut read = Vec::with_capacity(written.len());
    for (row, cell) in written.into_iter().enumerate() {
        let day = cell.and_then(|(date, _)| date.read(order.unwrap_or(DateOrder::DayFirst)));
        if cell.is_some() && day.is_none() {
            broken.push(row);
        }
        read.push(day.zip(cell).map(|(day, (_, time))| day.and_time(time)));
    }
    broken.sort_unstable();
    Ok(Dates { read, broken, order })
}

/// Why the order of a column is open, with the rows that show it.
enum Undecided {
    /// Both orders stand in the column.
    Mixed(usize, usize),
    /// Nothing decides for the date in a row.
    Open(usize, (u32, u32, i32)),
}

impl Undecided {
    fn finding(self, place: impl Fn(usize) -> Place) -> Finding {
        match self {
            Self::Mixed(day_first, month_first) => {
                let line = place(day_first).line.unwrap_or(0);
                let message =
                    format!("the month comes first here, and the day comes first in line {line}");
                Finding::new("mixed-dates", place(month_first), message)
                    .hint("write all dates of the column as 2026-03-31")
            }
            Self::Open(row, (a, b, year)) => {
                let cell = format!("{a:02}/{b:02}/{year}");
                let message = format!("it is open whether {} is day or month first", quote(&cell));
                Finding::new("ambiguous-date", place(row), message)
                    .excerpt(cell)
                    .hint("say which: `--dates day-first` or `--dates month-first`")
            }
        }
    }
}

/// The order of a column; `None` when it does not matter.
fn decide(
    written: &[Option<(Written, NaiveTime)>],
    plausible: impl Fn(&[NaiveDate]) -> bool,
) -> Result<Option<DateOrder>, Undecided> {
    let open = || {
        written.iter().enumerate().filter_map(|(row, cell)| match cell {
            Some((Written::Open(a, b, year), _)) => Some((row, (*a, *b, *year))),
            _ => None,
        })
    };
    let day_first = open().find(|&(_, (a, _, _))| a > 12);
    let month_first = open().find(|&(_, (_, b, _))| b > 12);
    match (day_first, month_first) {
        (Some((day, _)), Some((month, _))) => return Err(Undecided::Mixed(day, month)),
        (Some(_), None) => return Ok(Some(DateOrder::DayFirst)),
        (None, Some(_)) => return Ok(Some(DateOrder::MonthFirst)),
        (None, None) => {}
    }
    let Some((row, example)) = open().find(|&(_, (a, b, _))| a != b) else { return Ok(None) };
    let fits = |order| {
        let dates = written.iter().flatten();
        let days: Vec<_> = dates.filter_map(|(date, _)| date.read(order)).collect();
        plausible(&days)
    };
    match (fits(DateOrder::DayFirst), fits(DateOrder::MonthFirst)) {
        (true, false) => Ok(Some(DateOrder::DayFirst)),
        (false, true) => Ok(Some(DateOrder::MonthFirst)),
        _ => Err(Undecided::Open(row, example)),
    }
}

/// Reads a date, with a time when there is one: ISO, numbers with `/`, `.` or `-`, months by name
/// in five languages, and the serial numbers of a spreadsheet.
fn parse(cell: &str) -> Option<(Written, NaiveTime)> {
    let text = fold(&line(cell));
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    if let Some(serial) = serial(&text) {
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
fn month_named(word: &str) -> Option<u32> {
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
/// from 1900, as all but very old Mac workbooks do.
fn serial(text: &str) -> Option<(Written, NaiveTime)> {
    let number: f64 = text.parse().ok().filter(|n| (30_000.0..60_000.0).contains(n))?;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    // The range above makes both conversions exact enough for a second.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (days, seconds) = (number as u64, (number.fract() * 86_400.0).round() as u32);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0)?;
    Some((Written::Clear(epoch.checked_add_days(chrono::Days::new(days))?), time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Result<Vec<Option<String>>, &'static str> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let past = |days: &[NaiveDate]| days.iter().all(|day| *day <= today);
        let dates = read_column(cells.iter().copied(), None, past, |_| Place::file("s.csv"));
        let shown = |d: Dates| d.read.iter().map(|t| t.map(|t| t.to_string())).collect();
        dates.map(shown).map_err(|finding| finding.name)
    }

    fn one(cell: &str) -> Option<String> {
        column(&[cell]).ok()?[0].clone().map(|time| time.replace(" 00:00:00", ""))
    }

    #[test]
    fn dates_of_real_exports_are_read() {
        for (cell, expected) in [
            ("2026/05/28 7:01:33 PM GMT+2", "2026-05-28 19:01:33"),
            ("13/10/2025 09:15:00", "2025-10-13 09:15:00"),
            ("9/19/25 18:01", "2025-09-19 18:01:00"),
            ("2015-03-16 14:40:47", "2015-03-16 14:40:47"),
            ("2025-02-03T10:00:00.123Z", "2025-02-03 10:00:00"),
            ("12 Mar 2025", "2025-03-12"),
            ("March 12th, 2025", "2025-03-12"),
            ("Mon, 3 Feb 2025 12:30 AM", "2025-02-03 00:30:00"),
            ("28. März 2025", "2025-03-28"),
            ("3 de febrero de 2025", "2025-02-03"),
            ("3 Chwefror 2025", "2025-02-03"),
            ("45691.5", "2025-02-03 12:00:00"),
            ("05/05/2025", "2025-05-05"),
        ] {
            assert_eq!(one(cell).as_deref(), Some(expected), "{cell}");
        }
        for bad in [
            "soon",
            "2025-13-01",
            "31/02/2025",
            "2025",
            "1/2",
            "12/12/12/12",
            "99:99",
            "13/13/2025",
        ] {
            assert_eq!(one(bad), None, "{bad}");
        }
    }

    #[test]
    fn one_cell_decides_for_its_column() {
        let read = column(&["03/04/2025", "", "28/04/2025"]).unwrap();
        assert_eq!(read[0].as_deref(), Some("2025-04-03 00:00:00"));
        let read = column(&["03/04/2025", "04/28/2025"]).unwrap();
        assert_eq!(read[0].as_deref(), Some("2025-03-04 00:00:00"));
    }

    #[test]
    fn what_nothing_decides_is_asked() {
        assert_eq!(column(&["03/04/2025"]), Err("ambiguous-date"));
        assert_eq!(column(&["28/04/2025", "04/28/2025"]), Err("mixed-dates"));
        // The other reading lies in the future.
        assert_eq!(one("03/09/2026"), Some("2026-03-09".into()));
    }
}
