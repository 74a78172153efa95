//! Dates, decided column by column.
//!
//! `03/04/2026` is the third of April or the fourth of March. One cell with a part above 12
//! decides for its column; else only one reading may fall into the time in question; else the
//! order stays open and somebody has to be asked. It is never decided cell by cell.

mod parse;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::is_blank;

use parse::{Written, parse, parse_month};

pub use parse::month_named;

/// Which part of a date such as `03/04/2026` comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// The day, as nearly everywhere.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

impl DateOrder {
    /// The word in the settings and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst].into_iter().find(|order| order.word() == word)
    }
}

/// What is known of the dates of a column before they are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clues {
    /// The order, when somebody said it.
    pub order: Option<DateOrder>,
    /// The order where the column leaves it open.
    pub usual: Option<DateOrder>,
    /// Whether bare numbers for days count from 1904 and not from 1900.
    pub since_1904: bool,
    /// Whether a month such as `March 2026` stands for its first day.
    pub months: bool,
}

/// Whether a text is a date and nothing else, in whichever order.
pub fn is_date(text: &str) -> bool {
    parse(text, false).is_some()
}

/// The dates of one column, row by row.
#[derive(Debug, Default)]
pub struct Dates {
    /// One for each cell, `None` where it is blank or no date; none at all where the order is open.
    pub read: Vec<Option<NaiveDateTime>>,
    /// The rows, from 0 and ascending, whose cell is not blank and yet no date.
    pub broken: Vec<usize>,
    /// The order, when it had to be decided.
    pub order: Option<DateOrder>,
    /// Why this order, when no cell shows it.
    pub assumed: Option<Assumed>,
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
}

/// Why an order is assumed that no cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumed {
    /// It is the usual one.
    Usual,
    /// The days of the other one cannot be meant.
    OnlyPlausible,
}

/// Why the order of a column is open, with the rows that show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Both orders stand in the column.
    Mixed {
        /// A row in which the day must come first.
        day_first: usize,
        /// A row in which the month must come first.
        month_first: usize,
    },
    /// Nothing decides.
    Undecided {
        /// The first row with a date that could be two days.
        row: usize,
        /// Its two numbers and its year.
        date: (u32, u32, i32),
    },
}

/// Whether a text is a month with its year, such as `March 2026`.
pub fn is_month(text: &str) -> bool {
    parse_month(text).is_some()
}

/// The one day that a text means, a month its first day; `None` where it could be two.
pub fn first_day(text: &str) -> Option<NaiveDate> {
    match parse(text, false).or_else(|| parse_month(text))?.0 {
        Written::Clear(day) => Some(day),
        Written::Open(..) => None,
    }
}

/// Reads a column. `plausible` says whether the days, top to bottom, can be meant; it is asked
/// only when the cells leave the order open. Where it stays open no cell is read, and only
/// [`Dates::broken`] is known.
pub fn read_column<'t>(
    cells: impl Iterator<Item = &'t str>,
    clues: Clues,
    plausible: impl Fn(&[NaiveDate]) -> bool,
) -> (Dates, Option<Open>) {
    let mut broken = Vec::new();
    let written: Vec<Option<(Written, NaiveTime)>> = cells
        .enumerate()
        .map(|(row, cell)| {
            let month = || clues.months.then(|| parse_month(cell))?;
            let parsed = parse(cell, clues.since_1904).or_else(month);
            if parsed.is_none() && !is_blank(cell) {
                broken.push(row);
            }
            parsed
        })
        .collect();
    let (order, assumed) = match clues.order {
        Some(order) => (Some(order), None),
        None => match (decide(&written, plausible), clues.usual) {
            (Ok(decided), _) => decided,
            (Err(Open::Undecided { .. }), Some(usual)) => (Some(usual), Some(Assumed::Usual)),
            (Err(open), _) => return (Dates { broken, ..Dates::default() }, Some(open)),
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
    (Dates { read, broken, order, assumed }, None)
}

/// The order of a column, `None` when it does not matter; with the reason when no cell shows it.
fn decide(
    written: &[Option<(Written, NaiveTime)>],
    plausible: impl Fn(&[NaiveDate]) -> bool,
) -> Result<(Option<DateOrder>, Option<Assumed>), Open> {
    let open = || {
        written.iter().enumerate().filter_map(|(row, cell)| match cell {
            Some((Written::Open(a, b, year), _)) => Some((row, (*a, *b, *year))),
            _ => None,
        })
    };
    let day_first = open().find(|&(_, (a, _, _))| a > 12);
    let month_first = open().find(|&(_, (_, b, _))| b > 12);
    match (day_first, month_first) {
        (Some((day, _)), Some((month, _))) => {
            return Err(Open::Mixed { day_first: day, month_first: month });
        }
        (Some(_), None) => return Ok((Some(DateOrder::DayFirst), None)),
        (None, Some(_)) => return Ok((Some(DateOrder::MonthFirst), None)),
        (None, None) => {}
    }
    let Some((row, date)) = open().find(|&(_, (a, b, _))| a != b) else {
        return Ok((None, None));
    };
    let fits = |order| {
        let dates = written.iter().flatten();
        let days: Vec<_> = dates.filter_map(|(date, _)| date.read(order)).collect();
        plausible(&days)
    };
    let why = Some(Assumed::OnlyPlausible);
    match (fits(DateOrder::DayFirst), fits(DateOrder::MonthFirst)) {
        (true, false) => Ok((Some(DateOrder::DayFirst), why)),
        (false, true) => Ok((Some(DateOrder::MonthFirst), why)),
        _ => Err(Open::Undecided { row, date }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Result<Vec<Option<String>>, Open> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let past = |days: &[NaiveDate]| days.iter().all(|day| *day <= today);
        let (dates, open) = read_column(cells.iter().copied(), Clues::default(), past);
        let shown = || dates.read.iter().map(|t| t.map(|t| t.to_string())).collect();
        open.map_or_else(|| Ok(shown()), Err)
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
            ("14/05/2026 15.04.05", "2026-05-14 15:04:05"),
            ("14.05.2026 kl. 9.05", "2026-05-14 09:05:00"),
            ("14.5.2026 klo 13.39.50", "2026-05-14 13:39:50"),
            ("2026-05-14 kl. 13:39", "2026-05-14 13:39:00"),
            ("14. maj 2026 15.04", "2026-05-14 15:04:00"),
            ("torsdag den 14 maj 2026", "2026-05-14"),
            ("14. toukokuuta 2026 klo 9.00", "2026-05-14 09:00:00"),
            (
                "Donnerstag, 14. Mai 2026 um 13:39:50 Mitteleuropäische Sommerzeit",
                "2026-05-14 13:39:50",
            ),
            ("jeudi 14 mai 2026 à 13:39", "2026-05-14 13:39:00"),
            ("jeudi 14 mai 2026 13h39", "2026-05-14 13:39:00"),
            ("jueves, 14 de mayo de 2026 a las 13:39", "2026-05-14 13:39:00"),
            ("14/05/2026 1:39:50 p. m.", "2026-05-14 13:39:50"),
            ("giovedì 14 maggio 2026", "2026-05-14"),
            ("14 mei 2026", "2026-05-14"),
            ("14 de maio de 2026", "2026-05-14"),
            ("Dydd Iau 14 Mai 2026", "2026-05-14"),
            ("2026. 5. 14 오후 1:39:50", "2026-05-14 13:39:50"),
            ("2026. 5. 14. 오전 12:39", "2026-05-14 00:39:00"),
            ("2026/05/14 午後 1:39:50", "2026-05-14 13:39:50"),
            ("2026/5/14 下午1:39:50", "2026-05-14 13:39:50"),
            ("2026年5月14日 13:39", "2026-05-14 13:39:00"),
            ("2026. 05. 14. 13:39:50", "2026-05-14 13:39:50"),
            ("Thursday, May 14, 2026 at 1:39 PM", "2026-05-14 13:39:00"),
            ("Thu May 14 2026 13:39:50 GMT+0100 (British Summer Time)", "2026-05-14 13:39:50"),
            ("Thu May 14 13:39:50 BST 2026", "2026-05-14 13:39:50"),
            ("1:39 PM 14 May 2026", "2026-05-14 13:39:00"),
            ("the 14th of May, 2026", "2026-05-14"),
            ("1778765990", "2026-05-14 13:39:50"),
            ("1778765990000", "2026-05-14 13:39:50"),
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
    fn a_month_is_its_first_day_where_months_are_meant() {
        let clues = Clues { months: true, ..Clues::default() };
        let first = |cell| read_column([cell].into_iter(), clues, |_| true).0.day(0);
        for cell in [
            "March 2026",
            "Mar 2026",
            "Mar-26",
            "2026-03",
            "03/2026",
            "3.2026",
            "März 2026",
            "mars 2026",
            "marzo de 2026",
            "Mawrth 2026",
            "2026 March",
            "march '26",
            "2026/03",
        ] {
            assert_eq!(
                first(cell).map(|day| day.to_string()).as_deref(),
                Some("2026-03-01"),
                "{cell}"
            );
        }
        for cell in ["March", "2026", "13/2026", "Round 3", "3", "3/4", "March 3"] {
            assert_eq!(first(cell), None, "{cell}");
        }
        assert_eq!(one("March 2026"), None);
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
        let undecided = Open::Undecided { row: 0, date: (3, 4, 2025) };
        assert_eq!(column(&["03/04/2025"]), Err(undecided));
        let mixed = Open::Mixed { day_first: 0, month_first: 1 };
        assert_eq!(column(&["28/04/2025", "04/28/2025"]), Err(mixed));
        // The other reading lies in the future.
        assert_eq!(one("03/09/2026"), Some("2026-03-09".into()));
    }
}
