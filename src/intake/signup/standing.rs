//! Whether somebody takes part, by all columns of a row that say something of it.

use chrono::NaiveDate;

use crate::domain::{Field, Finding, FindingKind, Interval, RoundNumber};
use crate::sheets::{Row, Table};

use super::super::meaning::{Meaning, map_line};
use super::super::presence::{self, Standing};
use super::super::values::is_no_value;
use super::bad_cell;
use super::columns::SignupColumns;
use super::title;

/// What of the options a row is read with.
pub struct OfNow {
    /// The day of the import.
    pub today: NaiveDate,
    /// Months between rounds.
    pub interval: Interval,
    /// All of it is about the next round.
    pub for_next: bool,
    /// The next round.
    pub next_round: RoundNumber,
    /// Columns that ask of the next round only.
    pub now: Vec<usize>,
    /// What a title says of everybody.
    pub everybody: Option<Standing>,
}

/// What a title, a heading or the name of the file says of everybody in a sheet, with the words
/// that say it.
pub fn of_everybody(table: &Table, columns: &SignupColumns) -> Option<(Standing, String)> {
    let asks = columns.has(Meaning::Of(Field::Status)) || columns.presence().next().is_some();
    if asks {
        return None;
    }
    let naming = [Meaning::Of(Field::Email), Meaning::Of(Field::Name)];
    let naming = naming.into_iter().filter(|&meaning| columns.has(meaning));
    let mut headings = naming.map(|meaning| columns.heading(table, meaning));
    headings.find_map(title::says).or_else(|| title::of(table))
}

/// What a row says of taking part.
#[derive(Default)]
pub struct Told {
    /// By the column of a status.
    pub status: Option<Standing>,
    /// By the columns that ask who takes part.
    pub answer: Option<Standing>,
    /// In or out of the next round.
    pub next: Option<bool>,
}

/// Settles status and days with each other: whoever has a day of return pauses, whoever has a day
/// of leaving has left. Says whether the status is only an answer; `None` where the day of leaving
/// is still to come.
pub fn settle(
    said: &mut [String; Field::ALL.len()],
    told: &Told,
    today: NaiveDate,
) -> Option<bool> {
    let (status, until, left) =
        (Field::Status.position(), Field::Until.position(), Field::Left.position());
    let by_day = match () {
        () if !said[left].is_empty() => Some(Standing::Left),
        () if !said[until].is_empty() => Some(Standing::Paused),
        () => None,
    };
    let by_day = by_day.filter(|_| told.status.is_none());
    let standing = told.status.max(told.answer).max(by_day);
    said[status] = standing.map_or("", Standing::word).into();
    if standing != Some(Standing::Paused) {
        said[until].clear();
    }
    if by_day == Some(Standing::Left) && said[left] > today.to_string() {
        return None;
    }
    Some(told.status.is_none() && by_day.is_none())
}

/// What the columns of a status and those that ask who takes part come to, with the cells that are
/// not understood.
pub fn told(row: Row<'_>, columns: &SignupColumns, options: &OfNow) -> (Told, Vec<Finding>) {
    let (mut told, mut unknown) = (Told::default(), Vec::new());
    let status = columns.column(Meaning::Of(Field::Status));
    let status = status.map(|column| (Meaning::Of(Field::Status), column));
    for (meaning, column) in status.into_iter().chain(columns.presence()) {
        let cell = row.cell(column);
        if is_no_value(cell) {
            continue;
        }
        let Some(standing) = presence::said(cell).map(|said| said.under(meaning)) else {
            let is_status = meaning == Meaning::Of(Field::Status);
            unknown.push(not_understood(row, columns, column, is_status));
            continue;
        };
        if options.for_next || options.now.contains(&column) {
            told.next = Some(told.next.unwrap_or(true) && standing == Standing::Active);
        } else if meaning == Meaning::Of(Field::Status) {
            told.status = Some(standing);
        } else {
            told.answer = told.answer.max(Some(standing));
        }
    }
    if let Some(standing) = options.everybody.filter(|_| unknown.is_empty()) {
        if options.for_next {
            told.next = Some(false);
        } else {
            told.status = Some(standing);
        }
    }
    (told, unknown)
}

fn not_understood(
    row: Row<'_>,
    columns: &SignupColumns,
    column: usize,
    is_status: bool,
) -> Finding {
    let heading = columns.heading_of(column);
    let (message, write) = if is_status {
        ("this is not a status", "write active, paused or left")
    } else {
        ("this does not say whether they take part", "write yes or no")
    };
    let ignore = map_line(Meaning::Ignore, heading);
    let hint = format!("{write}; if the column is about something else, {ignore}");
    let place = row.place_in(column);
    bad_cell(FindingKind::BadStatus, place, message, row.cell(column), &hint)
}
