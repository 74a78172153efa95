//! Which round each row is of, and of which day: by columns, by the name of the file, or counted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, Programme, Round, RoundNumber};
use crate::sheets::{Table, read_column};
use crate::text::dates::{self, Clues, Dates};
use crate::text::{is_blank, quote};

use super::super::Options;
use super::super::columns::{Columns, missing};
use super::super::meaning::Meaning;
use super::super::values::{is_no_value, number};

/// When the rows were, row by row.
pub struct Schedule {
    /// The rounds, where no cell of the row says it.
    counted: Option<Vec<Option<RoundNumber>>>,
    /// The first days, where they are not those of a column.
    given: Option<Vec<Option<NaiveDate>>>,
    /// The column of the first days.
    pub date: Dates,
    /// The column of the last days.
    pub closes: Dates,
    /// Whether the order of day and month of the first days is open.
    pub date_is_open: bool,
    /// What was assumed, to stand behind what else was.
    pub assumed: String,
}

impl Schedule {
    /// Reads the columns of rounds and days, and counts where there are none. `Err` where neither
    /// the sheet nor its name nor the command says when the rounds were.
    pub fn of(
        table: &Table,
        columns: &mut Columns,
        programme: &Programme,
        options: &Options,
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        take_months_for_days(table, columns, options);
        let named = in_the_name(&table.whole.file);
        let rounds: Vec<Option<RoundNumber>> = match columns.get(Meaning::Round) {
            Some(_) => {
                let cell = |row| number(columns.cell(row, Meaning::Round));
                table.rows().map(|row| cell(row).and_then(RoundNumber::new)).collect()
            }
            None => vec![named.round; table.rows().len()],
        };
        let (date, closes, open) = read_days(table, columns, options, &rounds);
        let mut schedule = Self {
            counted: None,
            given: None,
            date_is_open: date_is_open(&date, table, columns),
            date,
            closes,
            assumed: String::new(),
        };
        let has_date = columns.get(Meaning::Date).is_some();
        if columns.get(Meaning::Round).is_none() {
            let days: Vec<_> = (0..table.rows().len()).map(|row| schedule.date.day(row)).collect();
            let day = options.date.or(named.day);
            let counted = match (has_date, named.round) {
                (_, Some(_)) => rounds.clone(),
                (true, None) => numbered_by_day(&days, programme),
                (false, None) if day.is_some() => {
                    let day = vec![day; table.rows().len()];
                    numbered_by_day(&day, programme)
                }
                (false, None) => return Err(vec![without_days(table, true)]),
            };
            schedule.assumed.push_str(&said(&counted, named.round));
            schedule.counted = Some(counted);
        }
        if !has_date {
            let rounds = schedule.counted.as_ref().unwrap_or(&rounds);
            let day =
                named.day.filter(|_| rounds.iter().flatten().collect::<BTreeSet<_>>().len() == 1);
            let first = options.first_round.or(rounds.iter().flatten().min().copied());
            let Some(day) = options.date.or(day) else {
                return Err(vec![without_days(table, false)]);
            };
            schedule.given = Some(spread(rounds, day, first, programme));
        }
        Ok((schedule, open))
    }

    /// Whether rounds are counted, as no cell says which one a row is of.
    pub fn counts(&self) -> bool {
        self.counted.is_some()
    }

    /// The round of a row, where rounds are counted.
    pub fn counted(&self, row: usize) -> Option<RoundNumber> {
        self.counted.as_ref()?.get(row).copied().flatten()
    }

    /// The first day of a row. Where the order of day and month is open the sheet is refused; then
    /// it is one and the same for all rows, so that their pairs can be looked at.
    pub fn day(&self, row: usize, cell: &str) -> Option<NaiveDate> {
        if let Some(given) = &self.given {
            return given.get(row).copied().flatten();
        }
        let is_open = self.date_is_open && !is_blank(cell) && !self.date.is_broken(row);
        self.date.day(row).or(is_open.then_some(NaiveDate::MIN))
    }
}

/// Where the order of the days is open no day is read, though cells are filled.
fn date_is_open(date: &Dates, table: &Table, columns: &Columns) -> bool {
    date.read.is_empty()
        && table.rows().len() > 0
        && table.rows().any(|row| !is_blank(columns.cell(row, Meaning::Date)))
}

/// A column of rounds in which every cell is a day or a month is the column of days.
fn take_months_for_days(table: &Table, columns: &mut Columns, options: &Options) {
    let named = options.map.iter().any(|(meaning, _)| *meaning == Meaning::Date);
    if columns.get(Meaning::Date).is_some() && !named {
        return;
    }
    let cells = || table.rows().map(|row| columns.cell(row, Meaning::Round));
    let is_day = |cell: &str| {
        is_no_value(cell)
            || number(cell).is_none() && (dates::is_date(cell) || dates::is_month(cell))
    };
    if cells().any(|cell| !is_no_value(cell)) && cells().all(is_day) {
        if columns.get(Meaning::Date).is_none() {
            columns.rename(Meaning::Round, Meaning::Date);
        } else {
            columns.forget(Meaning::Round);
        }
    }
}

/// The days of rounds are read so that they ascend with the numbers and none lies in the future;
/// with findings where their order is open.
fn read_days(
    table: &Table,
    columns: &Columns,
    options: &Options,
    rounds: &[Option<RoundNumber>],
) -> (Dates, Dates, Vec<Finding>) {
    let ascending = |days: &[NaiveDate]| {
        let mut pairs: Vec<_> = rounds.iter().zip(days).collect();
        if rounds.iter().all(Option::is_none) {
            return true;
        }
        pairs.sort_unstable();
        pairs
            .windows(2)
            .all(|two| two[0].1 <= two[1].1 && (two[0].0 != two[1].0 || two[0].1 == two[1].1))
    };
    let read = |meaning, order| {
        let cells = table.rows().map(|row| columns.cell(row, meaning));
        let plausible = |days: &[NaiveDate]| {
            // Only the last day of a round may lie ahead.
            ascending(days)
                && (meaning == Meaning::Closes || days.iter().all(|&d| d <= options.today))
        };
        let months = meaning == Meaning::Date;
        let clues = Clues { order, months, ..table.dates(&options.reading) };
        read_column(cells, clues, plausible, |row| columns.place_at(table, row, meaning))
    };
    let (date, open) = read(Meaning::Date, options.reading.dates);
    // The last days follow the order of the first ones.
    let (closes, closes_open) = read(Meaning::Closes, options.reading.dates.or(date.order));
    (date, closes, open.into_iter().chain(closes_open).collect())
}

/// What the name of a file says: `round_3.csv`, `2026-03-02.csv`, `coffee March 2026.xlsx`.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    round: Option<RoundNumber>,
    day: Option<NaiveDate>,
}

fn in_the_name(file: &str) -> Named {
    let name = file.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem).replace('_', " ");
    let words: Vec<&str> = stem.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
    let mut named = Named::default();
    for from in 0..words.len() {
        for to in (from + 1..=words.len().min(from + 3)).rev() {
            let text = words[from..to].join(" ");
            let day = dates::first_day(&text);
            if named.day.is_none() && text.chars().any(|c| c.is_ascii_digit()) {
                named.day = day;
            }
            let is_round = text.chars().next().is_some_and(char::is_alphabetic);
            if named.round.is_none() && is_round && day.is_none() {
                let round = number(&text.replace('-', " "));
                named.round = round.and_then(RoundNumber::new);
            }
        }
    }
    named
}

/// The first round among those that files are called after.
pub fn first_round<'n>(files: impl Iterator<Item = &'n str>) -> Option<RoundNumber> {
    files.filter_map(|file| in_the_name(file).round).min()
}

/// By what sheets are put in order before they are read.
pub fn order(file: &str) -> (Option<RoundNumber>, Option<NaiveDate>) {
    let named = in_the_name(file);
    (named.round, named.day)
}

/// Numbers rounds by their days, behind the rounds that are there; a day that is there keeps its
/// number.
fn numbered_by_day(days: &[Option<NaiveDate>], programme: &Programme) -> Vec<Option<RoundNumber>> {
    let there = |day| programme.rounds().iter().find(|round| round.head.date == day);
    let last = programme.latest().map_or(0, |round| round.number().get());
    let all: BTreeSet<NaiveDate> = days.iter().flatten().copied().collect();
    let new = all.iter().copied().filter(|&day| there(day).is_none());
    let numbers: Vec<_> = (last + 1..).zip(new).collect();
    let number_of = |day: NaiveDate| {
        let counted = || numbers.iter().find(|(_, new)| *new == day).map(|(number, _)| *number);
        there(day).map(Round::number).or_else(|| counted().and_then(RoundNumber::new))
    };
    days.iter().map(|day| number_of((*day)?)).collect()
}

/// The days of rounds that follow each other in the programme's interval.
fn spread(
    rounds: &[Option<RoundNumber>],
    day: NaiveDate,
    first: Option<RoundNumber>,
    programme: &Programme,
) -> Vec<Option<NaiveDate>> {
    let first = first.map_or(1, RoundNumber::get);
    let day_of = |round: RoundNumber| {
        if let Some(known) = programme.round(round) {
            return Some(known.head.date);
        }
        let after = round.get().checked_sub(first)?;
        programme.settings.interval.after(day, after)
    };
    rounds.iter().map(|round| day_of((*round)?)).collect()
}

fn said(counted: &[Option<RoundNumber>], named: Option<RoundNumber>) -> String {
    let (first, last) = (counted.iter().flatten().min(), counted.iter().flatten().max());
    match (named, first, last) {
        (Some(round), ..) => format!("; it is round {round}, by the name of the file"),
        (None, Some(first), Some(last)) if first == last => {
            format!("; it is counted as round {first}")
        }
        (None, Some(first), Some(last)) => {
            format!("; rounds {first} to {last} are counted by date")
        }
        _ => String::new(),
    }
}

/// The finding for a sheet that does not say when its rounds were.
fn without_days(table: &Table, without_rounds: bool) -> Finding {
    let mut finding = missing(table, Meaning::Date);
    let what = if without_rounds {
        "if all of it is one round, add its first day: `--date 2026-03-31`; else add a column with \
         the date of each round"
    } else {
        "add a column with the date of each round; or give the first day of the first round, \
         `--date 2026-03-31`: the others follow in the interval of the settings"
    };
    finding.kind = FindingKind::MissingColumn;
    let other =
        format!("if a column says it, `--map date={}`", quote("its heading").replace('`', "\""));
    finding.hint(format!("{what}; {other}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_say_rounds_and_days() {
        let read = |file| {
            let named = in_the_name(file);
            (named.round.map(RoundNumber::get), named.day.map(|day| day.to_string()))
        };
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(read("round_3.csv"), (Some(3), None));
        assert_eq!(read("data/round_012.csv"), (Some(12), None));
        assert_eq!(read("C:\\old\\Runde 4.xlsx"), (Some(4), None));
        assert_eq!(read("2026-03-02.csv"), (None, day("2026-03-02")));
        assert_eq!(read("coffee March 2026.xlsx"), (None, day("2026-03-01")));
        assert_eq!(read("pairs_2026-03.csv"), (None, day("2026-03-01")));
        assert_eq!(read("Round 5 2026-03-02.csv"), (Some(5), day("2026-03-02")));
        assert_eq!(read("pairs.csv"), (None, None));
        assert_eq!(read("history (2).csv"), (None, None));
    }
}
