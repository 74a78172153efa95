//! A row of past pairings.

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, PairId, Person, RoundNumber};
use crate::text::{excerpt, quote};

use super::super::columns::Columns;
use super::super::headings::words;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::values::{line, number};
use crate::sheets::table::{Row, is_blank};
use crate::text::dates::Dates;

/// The date columns, row by row.
pub struct RowDates {
    pub date: Dates,
    pub closes: Dates,
}

impl RowDates {
    /// The first day in a row. Where the order of day and month is open the sheet is refused; then
    /// it is one and the same for all rows, so that their pairs can be looked at.
    fn day(&self, index: usize, cell: &str) -> Option<NaiveDate> {
        let is_open = self.date.open.is_some() && !is_blank(cell) && !self.date.is_broken(index);
        self.date.day(index).or(is_open.then_some(NaiveDate::MIN))
    }
}

/// A row that could be read by itself.
pub struct PairRow<'t> {
    pub row: Row<'t>,
    pub round: RoundNumber,
    pub date: NaiveDate,
    pub closes: Option<NaiveDate>,
    pub interval: Option<u32>,
    /// The number of the pair, when the sheet has one.
    pub pair: Option<u32>,
    /// One person sat out; two or three talked.
    pub people: Vec<Person>,
}

/// Reads a row, or says everything that is wrong with it.
pub fn read<'t>(
    row: Row<'t>,
    index: usize,
    columns: &Columns,
    dates: &RowDates,
    people: &People<'_>,
) -> Result<PairRow<'t>, Vec<Finding>> {
    let mut findings = Vec::new();
    let cell = |meaning| columns.cell(row, meaning);
    let bad = |kind, meaning, message: &str, hint: &str| {
        let finding = Finding::new(kind, columns.place(row, meaning), message).hint(hint);
        finding.excerpt(if is_blank(cell(meaning)) {
            row.excerpt()
        } else {
            excerpt(cell(meaning))
        })
    };
    let round = number(cell(Meaning::Round)).and_then(RoundNumber::new);
    let merged = "write it in every row; merged cells hold it in the first one only";
    if round.is_none() {
        let (message, hint) = if is_blank(cell(Meaning::Round)) {
            ("the round is missing", merged)
        } else {
            ("this is not the number of a round", "write a number such as 5")
        };
        findings.push(bad(FindingKind::BadRound, Meaning::Round, message, hint));
    }
    let date = dates.day(index, cell(Meaning::Date));
    if date.is_none() {
        let (message, hint) = if is_blank(cell(Meaning::Date)) {
            ("the date is missing", merged)
        } else {
            ("this is not a date", "write it as 2026-03-31")
        };
        findings.push(bad(FindingKind::BadDate, Meaning::Date, message, hint));
    }
    if dates.closes.is_broken(index) {
        findings.push(bad(
            FindingKind::BadDate,
            Meaning::Closes,
            "this is not a date",
            "write it as 2026-03-31",
        ));
    }
    let interval = number(cell(Meaning::IntervalMonths)).filter(|&months| months > 0);
    if interval.is_none() && !is_blank(cell(Meaning::IntervalMonths)) {
        let hint = "write a number of months such as 1";
        findings.push(bad(
            FindingKind::BadInterval,
            Meaning::IntervalMonths,
            "this is not an interval",
            hint,
        ));
    }
    let pair = pair_number(cell(Meaning::Pair), round).unwrap_or_else(|message| {
        findings.push(bad(
            FindingKind::BadPair,
            Meaning::Pair,
            &message,
            "write it as r05-017, or leave it empty",
        ));
        None
    });
    let named = [Meaning::A, Meaning::B, Meaning::C].map(|m| (m, !is_blank(cell(m))));
    if !named[0].1 {
        findings.push(bad(
            FindingKind::NoFirstPerson,
            Meaning::A,
            "the first person is missing",
            "name them, or take the row out",
        ));
    } else if named[2].1 && !named[1].1 {
        findings.push(bad(
            FindingKind::NoSecondPerson,
            Meaning::B,
            "a third person stands here without a second",
            "move them one cell to the left",
        ));
    }
    let mut found = Vec::new();
    for (meaning, _) in named.into_iter().filter(|(_, is_named)| *is_named) {
        match people.find(cell(meaning), columns.place(row, meaning)) {
            Err(mut finding) => {
                let nobody = ["", "n a", "none", "nobody", "no one", "sat out", "ref"];
                let hint = if nobody.contains(&words(cell(meaning)).as_str()) {
                    "name somebody, or leave the cell empty if they sat out"
                } else {
                    "add them with `unmentor participants import`, or correct the sheet"
                };
                finding.hint.get_or_insert_with(|| hint.into());
                findings.push(finding);
            }
            Ok(person) if found.contains(&person) => {
                let message = format!("{} is put together with themself", people.short(person));
                findings.push(bad(
                    FindingKind::TwiceInAPair,
                    meaning,
                    &message,
                    "name the partner",
                ));
            }
            Ok(person) => found.push(person),
        }
    }
    match (round, date) {
        (Some(round), Some(date)) if findings.is_empty() => {
            let closes = dates.closes.day(index);
            Ok(PairRow { row, round, date, closes, interval, pair, people: found })
        }
        _ => Err(findings),
    }
}

/// The number in a cell such as `r05-017` or `17`; `Err` when it is of another round or no number.
fn pair_number(cell: &str, round: Option<RoundNumber>) -> Result<Option<u32>, String> {
    let text = line(cell);
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<PairId>() {
        Ok(id) if round.is_some_and(|round| round != id.round) => {
            Err(format!("{} is of round {}", quote(&text), id.round))
        }
        Ok(id) => Ok(Some(id.number)),
        Err(_) => match number(&text).filter(|&number| number > 0) {
            Some(number) => Ok(Some(number)),
            None => Err(format!("{} is not the name of a pair", quote(&text))),
        },
    }
}
