//! What is said of the dates of a column.

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, Place};
use crate::text::dates::{self, Assumed, Clues, Dates, Open};
use crate::text::quote;

use super::cells::line_or_row;

/// Reads a column of dates, as [`dates::read_column`]; with the finding when their order is open.
/// The sheet has to be refused then; its other columns can be read all the same.
pub fn read_column<'t>(
    cells: impl Iterator<Item = &'t str>,
    clues: Clues,
    plausible: impl Fn(&[NaiveDate]) -> bool,
    place: impl Fn(usize) -> Place,
) -> (Dates, Option<Finding>) {
    let (dates, open) = dates::read_column(cells, clues, plausible);
    (dates, open.map(|open| finding(open, place)))
}

/// What was assumed of a column, to stand behind what else was assumed; empty when nothing.
pub fn assumed(dates: &Dates, heading: &str) -> String {
    let (Some(order), Some(assumed)) = (dates.order, dates.assumed) else { return String::new() };
    let why = match assumed {
        Assumed::Usual => "as the settings say",
        Assumed::OnlyPlausible => "as the other way round makes no sense",
    };
    format!("; {} is {}, {why}", quote(heading), order.word().replace('-', " "))
}

fn finding(open: Open, place: impl Fn(usize) -> Place) -> Finding {
    match open {
        Open::Mixed { day_first, month_first } => {
            let here = place(month_first);
            let other = line_or_row(&here, place(day_first).line.unwrap_or(0));
            let message = format!("the month comes first here, and the day comes first in {other}");
            Finding::new(FindingKind::MixedDates, here, message)
                .hint("write all dates of the column as 2026-03-31")
        }
        Open::Undecided { row, date: (a, b, year) } => {
            let cell = format!("{a:02}/{b:02}/{year}");
            let message = format!("it is not clear whether {} is day or month first", quote(&cell));
            Finding::new(FindingKind::AmbiguousDate, place(row), message)
                .excerpt(cell)
                .hint("say which: `--dates day-first` or `--dates month-first`; it is remembered")
        }
    }
}
