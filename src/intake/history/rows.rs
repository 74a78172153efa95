//! A row of past pairings.

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, Interval, PairId, Person, RoundNumber};
use crate::text::{excerpt, quote};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::values::{is_no_value, line, number};
use super::Past;
use super::schedule::Schedule;
use crate::sheets::Row;
use crate::text::is_blank;
use crate::text::plain_words;

/// A row that could be read by itself.
pub struct PairRow<'t> {
    pub row: Row<'t>,
    pub round: RoundNumber,
    pub date: NaiveDate,
    pub closes: Option<NaiveDate>,
    pub interval: Option<Interval>,
    /// The number of the pair, when the sheet has one.
    pub pair: Option<u32>,
    /// One person sat out; two or three talked.
    pub people: Vec<Person>,
    /// Somebody who stands in a column for those left over, beside the pair of the row.
    pub is_further: bool,
}

/// Reads a row, with those who were left over in rows of their own, or says everything that is
/// wrong with it.
pub fn read<'t>(
    row: Row<'t>,
    index: usize,
    past: &Past<'_>,
) -> Result<Vec<PairRow<'t>>, Vec<Finding>> {
    let (columns, schedule) = (&past.columns, &past.schedule);
    let mut reader = Reader { row, columns, findings: Vec::new() };
    let round = if schedule.counts() {
        // Without a day, which is said below, there is no number either.
        schedule.counted(index).or(RoundNumber::new(u32::MAX))
    } else {
        reader.round()
    };
    let date = reader.dates(schedule, index);
    let interval = reader.interval();
    let pair = reader.pair(round);
    let left_over = reader.left_over(past);
    reader.nobody_beyond_three(past);
    let is_pair = left_over.is_empty() || !is_blank(columns.cell(row, Meaning::A));
    let together = if is_pair { reader.people(&past.people) } else { Vec::new() };
    let (Some(round), Some(date), true) = (round, date, reader.findings.is_empty()) else {
        return Err(reader.findings);
    };
    let closes = schedule.closes.day(index);
    let of = |people, is_further| PairRow {
        row,
        round,
        date,
        closes,
        interval,
        pair,
        people,
        is_further,
    };
    let mut all = Vec::new();
    if is_pair {
        all.push(of(together, false));
    }
    for (at, person) in left_over.into_iter().enumerate() {
        all.push(of(vec![person], is_pair || at > 0));
    }
    Ok(all)
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
    fn dates(&mut self, dates: &Schedule, index: usize) -> Option<NaiveDate> {
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

    fn interval(&mut self) -> Option<Interval> {
        let meaning = Meaning::IntervalMonths;
        let cell = self.cell(meaning);
        let months = number(cell).filter(|&months| months > 0).map(Interval::Months);
        let interval = months.or_else(|| Interval::parse(cell));
        if interval.is_none() && !is_blank(cell) {
            let hint = "write a number of months such as 1, or `2 weeks`";
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
        let is_named = |meaning| {
            let cell = self.cell(meaning);
            !is_blank(cell) && (meaning == Meaning::A || !is_nobody(cell))
        };
        let named = [Meaning::A, Meaning::B, Meaning::C].map(|m| (m, is_named(m)));
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
                Err(finding) => self.findings.push(with_a_way(finding, self.cell(meaning))),
                // Some programs put whoever is left over together with themself.
                Ok(person) if found == [person] && !named[2].1 => {}
                Ok(person) if found.contains(&person) => {
                    let message = format!("{} is put together with themself", people.short(person));
                    self.bad(FindingKind::TwiceInAPair, meaning, &message, "name the partner");
                }
                Ok(person) => found.push(person),
            }
        }
        found
    }

    /// Those in the columns for people who were left over.
    fn left_over(&mut self, past: &Past<'_>) -> Vec<Person> {
        let mut found = Vec::new();
        for &column in &past.shape.left_over {
            let cell = self.row.cell(column);
            if is_blank(cell) || is_nobody(cell) {
                continue;
            }
            let whole = past.people.meant(cell).is_empty();
            let parts = if whole { cell.split([';', '&', ',', '/']).collect() } else { vec![cell] };
            for part in parts.into_iter().filter(|part| !is_blank(part)) {
                match past.people.find(part, self.row.place_in(column)) {
                    Ok(person) => found.push(person),
                    Err(finding) => self.findings.push(with_a_way(finding, part)),
                }
            }
        }
        found
    }

    /// There are pairs and trios; nobody is dropped without a word.
    fn nobody_beyond_three(&mut self, past: &Past<'_>) {
        for &column in &past.shape.beyond {
            let cell = self.row.cell(column);
            if is_blank(cell) || is_nobody(cell) {
                continue;
            }
            let message = format!(
                "{} would be a fourth person, and people talk in pairs and trios",
                quote(cell)
            );
            let finding =
                Finding::new(FindingKind::FourthPerson, self.row.place_in(column), message);
            self.findings.push(
                finding
                    .excerpt(self.row.excerpt())
                    .hint("write the group as two pairs, each in a row of its own"),
            );
        }
    }
}

/// The finding for somebody unknown, with a way on.
fn with_a_way(mut finding: Finding, cell: &str) -> Finding {
    let hint = if is_nobody(cell) {
        "name somebody, or leave the cell empty if they sat out"
    } else {
        "correct the sheet; or, for people who left before, add `--add-missing`, which brings \
         them in as having left"
    };
    finding.hint.get_or_insert_with(|| hint.into());
    finding
}

/// What to do about a cell that is empty in all but the first of some rows.
const MERGED: &str = "write it in every row; merged cells hold it in the first one only";

/// Whether a cell says in words that there is nobody.
fn is_nobody(cell: &str) -> bool {
    let words = plain_words(cell);
    let nobody =
        ["nobody", "no one", "sat out", "ref", "bye", "no partner", "no match", "unmatched"];
    is_no_value(cell) || nobody.contains(&words.as_str())
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
