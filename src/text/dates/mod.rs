//! Dates, decided column by column.
//!
//! `03/04/2026` is the third of April or the fourth of March. One cell with a part above 12
//! decides for its column; else only one reading may fall into the time in question; else the
//! organiser is asked. It is never decided cell by cell.

mod parse;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::{DateOrder, Finding, FindingKind, Place};
use crate::text::quote;

use crate::sheets::table::{is_blank, line_or_row};

use parse::{Written, parse};

/// What is known of a sheet's dates before they are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// The order, when the organiser said it.
    pub order: Option<DateOrder>,
    /// The order where the sheet leaves it open.
    pub usual: Option<DateOrder>,
    /// Whether bare numbers for days count from 1904 and not from 1900.
    pub since_1904: bool,
}

/// The dates of one column, row by row; `None` where the cell is blank or no date.
pub struct Dates {
    /// One for each cell; none where the order is open.
    pub read: Vec<Option<NaiveDateTime>>,
    /// The rows, from 0, whose cell is not blank and yet no date.
    pub broken: Vec<usize>,
    /// The order, when it had to be decided.
    pub order: Option<DateOrder>,
    /// Why this order, when no cell shows it.
    assumed: Option<&'static str>,
    /// Why the order is open; nothing of the column is read then.
    pub open: Option<Finding>,
}

impl Dates {
    /// The day in a row.
    pub fn day(&self, row: usize) -> Option<NaiveDate> {
        self.read.get(row).copied().flatten().map(|time| time.date())
    }

    /// Whether the cell in a row is neither blank nor a date.
    pub fn is_broken(&self, row: usize) -> bool {
        self.broken.binary_search(&row).is_ok()
    }

    /// What was assumed of a column, to stand behind what else was assumed; empty when nothing.
    pub fn assumed(&self, heading: &str) -> String {
        match (self.order, self.assumed) {
            (Some(order), Some(why)) => {
                let order = order.word().replace('-', " ");
                format!("; {} is {order}, {why}", quote(heading))
            }
            _ => String::new(),
        }
    }
}

/// Reads a column. `plausible` says whether the days, top to bottom, can be meant; it is asked
/// only when the cells leave the order open. Where it stays open the sheet has to be refused; its
/// other columns can be read all the same.
pub fn read_column<'t>(
    cells: impl Iterator<Item = &'t str>,
    known: Known,
    plausible: impl Fn(&[NaiveDate]) -> bool,
    place: impl Fn(usize) -> Place,
) -> Dates {
    let mut broken = Vec::new();
    let written: Vec<Option<(Written, NaiveTime)>> = cells
        .enumerate()
        .map(|(row, cell)| {
            let parsed = parse(cell, known.since_1904);
            if parsed.is_none() && !is_blank(cell) {
                broken.push(row);
            }
            parsed
        })
        .collect();
    let (order, assumed) = match known.order {
        Some(order) => (Some(order), None),
        None => match (decide(&written, plausible), known.usual) {
            (Ok(decided), _) => decided,
            (Err(Undecided::Open(..)), Some(usual)) => (Some(usual), Some("as the settings say")),
            (Err(open), _) => {
                let open = Some(open.finding(place));
                return Dates { read: Vec::new(), broken, order: None, assumed: None, open };
            }
        },
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
    Dates { read, broken, order, assumed, open: None }
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
                let here = place(month_first);
                let other = line_or_row(&here, place(day_first).line.unwrap_or(0));
                let message =
                    format!("the month comes first here, and the day comes first in {other}");
                Finding::new(FindingKind::MixedDates, here, message)
                    .hint("write all dates of the column as 2026-03-31")
            }
            Self::Open(row, (a, b, year)) => {
                let cell = format!("{a:02}/{b:02}/{year}");
                let message = format!("it is open whether {} is day or month first", quote(&cell));
                Finding::new(FindingKind::AmbiguousDate, place(row), message).excerpt(cell).hint(
                    "say which: `--dates day-first` or `--dates month-first`; it is remembered",
                )
            }
        }
    }
}

/// The order of a column, `None` when it does not matter; with the reason when no cell shows it.
fn decide(
    written: &[Option<(Written, NaiveTime)>],
    plausible: impl Fn(&[NaiveDate]) -> bool,
) -> Result<(Option<DateOrder>, Option<&'static str>), Undecided> {
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
        (Some(_), None) => return Ok((Some(DateOrder::DayFirst), None)),
        (None, Some(_)) => return Ok((Some(DateOrder::MonthFirst), None)),
        (None, None) => {}
    }
    let Some((row, example)) = open().find(|&(_, (a, b, _))| a != b) else {
        return Ok((None, None));
    };
    let fits = |order| {
        let dates = written.iter().flatten();
        let days: Vec<_> = dates.filter_map(|(date, _)| date.read(order)).collect();
        plausible(&days)
    };
    let why = Some("as the other way round makes no sense");
    match (fits(DateOrder::DayFirst), fits(DateOrder::MonthFirst)) {
        (true, false) => Ok((Some(DateOrder::DayFirst), why)),
        (false, true) => Ok((Some(DateOrder::MonthFirst), why)),
        _ => Err(Undecided::Open(row, example)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Result<Vec<Option<String>>, &'static str> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let past = |days: &[NaiveDate]| days.iter().all(|day| *day <= today);
        let dates =
            read_column(cells.iter().copied(), Known::default(), past, |_| Place::file("s.csv"));
        let shown = |d: Dates| d.read.iter().map(|t| t.map(|t| t.to_string())).collect();
        match &dates.open {
            Some(finding) => Err(finding.kind.name()),
            None => Ok(shown(dates)),
        }
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
