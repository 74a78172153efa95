//! A row of past pairings.

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, PairId, Person, RoundNumber};
use crate::text::{excerpt, quote};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::values::{line, number};
use crate::sheets::Row;
use crate::text::dates::Dates;
use crate::text::is_blank;
use crate::text::plain_words;

/// The date columns, row by row.
pub struct RowDates {
    pub date: Dates,
    pub closes: Dates,
    /// Whether the order of day and month of the first days is open.
    pub date_is_open: bool,
}

impl RowDates {
    /// The first day in a row. Where the order of day and month is open the sheet is refused; then
    /// it is one and the same for all rows, so that their pairs can be looked at.
    fn day(&self, index: usize, cell: &str) -> Option<NaiveDate> {
        let is_open = self.date_is_open && !is_blank(cell) && !self.date.is_broken(index);
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
    let mut reader = Reader { row, columns, findings: Vec::new() };
    let round = reader.round();
    let date = reader.dates(dates, index);
    let interval = reader.interval();
    let pair = reader.pair(round);
    let people = reader.people(people);
    match (round, date) {
        (Some(round), Some(date)) if reader.findings.is_empty() => {
            let closes = dates.closes.day(index);
            Ok(PairRow { row, round, date, closes, interval, pair, people })
        }
        _ => Err(reader.findings),
    }
}

/// A row that is being read, and what is wrong with it so far.
struct Reader<'t, 'c> {
    row: Row<'t>,
    columns: &'c Columns,
    findings: Vec<Finding>,
}

impl<'t> Reader<'t, '_> {
    fn cell(&self, meaning: Meaning) -> &'t str {
        self.columns.cell(self.row, meaning)
    }

    fn bad(&mut self, kind: FindingKind, meaning: Meaning, message: &str, hint: &str) {
        let cell = self.cell(meaning);
        let shown = if is_blank(cell) { self.row.excerpt() } else { excerpt(cell) };
        let place = self.columns.place(self.row, meaning);
        self.findings.push(Finding::new(kind, place, message).hint(hint).excerpt(shown));
    }

    fn round(&mut self) -> Option<RoundNumber> {
        let cell = self.cell(Meaning::Round);
        let round = number(cell).and_then(RoundNumber::new);
        if round.is_none() {
            let (message, hint) = if is_blank(cell) {
                ("the round is missing", MERGED)
            } else {
                ("this is not the number of a round", "write a number such as 5")
            };
            self.bad(FindingKind::BadRound, Meaning::Round, message, hint);
        }
        round
    }

    /// The first day; the last one is only looked at.
    fn dates(&mut self, dates: &RowDates, index: usize) -> Option<NaiveDate> {
        let no_date = ("this is not a date", "write it as 2026-03-31");
        let cell = self.cell(Meaning::Date);
        let date = dates.day(index, cell);
        if date.is_none() {
            let missing = ("the date is missing", MERGED);
            let (message, hint) = if is_blank(cell) { missing } else { no_date };
            self.bad(FindingKind::BadDate, Meaning::Date, message, hint);
        }
        if dates.closes.is_broken(index) {
            self.bad(FindingKind::BadDate, Meaning::Closes, no_date.0, no_date.1);
        }
        date
    }

    fn interval(&mut self) -> Option<u32> {
        let meaning = Meaning::IntervalMonths;
        let cell = self.cell(meaning);
        let interval = number(cell).filter(|&months| months > 0);
        if interval.is_none() && !is_blank(cell) {
            let hint = "write a number of months such as 1";
            self.bad(FindingKind::BadInterval, meaning, "this is not an interval", hint);
        }
        interval
    }

    fn pair(&mut self, round: Option<RoundNumber>) -> Option<u32> {
        pair_number(self.cell(Meaning::Pair), round).unwrap_or_else(|message| {
            let hint = "write it as r05-017, or leave it empty";
            self.bad(FindingKind::BadPair, Meaning::Pair, &message, hint);
            None
        })
    }

    fn people(&mut self, people: &People<'_>) -> Vec<Person> {
        let named = [Meaning::A, Meaning::B, Meaning::C].map(|m| (m, !is_blank(self.cell(m))));
        if !named[0].1 {
            let hint = "name them, or take the row out";
            let message = "the first person is missing";
            self.bad(FindingKind::NoFirstPerson, Meaning::A, message, hint);
        } else if named[2].1 && !named[1].1 {
            let hint = "move them one cell to the left";
            let message = "a third person stands here without a second";
            self.bad(FindingKind::NoSecondPerson, Meaning::B, message, hint);
        }
        let mut found = Vec::new();
        for (meaning, _) in named.into_iter().filter(|(_, is_named)| *is_named) {
            match people.find(self.cell(meaning), self.columns.place(self.row, meaning)) {
                Err(mut finding) => {
                    let hint = if is_nobody(self.cell(meaning)) {
                        "name somebody, or leave the cell empty if they sat out"
                    } else {
                        "add them with `unmentor participants import`, or correct the sheet"
                    };
                    finding.hint.get_or_insert_with(|| hint.into());
                    self.findings.push(finding);
                }
                Ok(person) if found.contains(&person) => {
                    let message = format!("{} is put together with themself", people.short(person));
                    self.bad(FindingKind::TwiceInAPair, meaning, &message, "name the partner");
                }
                Ok(person) => found.push(person),
            }
        }
        found
    }
}

/// What to do about a cell that is empty in all but the first of some rows.
const MERGED: &str = "write it in every row; merged cells hold it in the first one only";

/// Whether a cell says in words that there is nobody.
fn is_nobody(cell: &str) -> bool {
    let words = plain_words(cell);
    let nobody = ["n a", "none", "nobody", "no one", "sat out", "ref"];
    words.is_empty() || nobody.contains(&words.as_str())
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
