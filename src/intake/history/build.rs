//! The rows of one round become a round, and are compared with one that is there already.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{
    Collection, Finding, FindingKind, Interval, Pair, Person, Round, RoundHead, RoundNumber, SatOut,
};
use crate::text::excerpt;

use super::super::Options;
use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::rows::PairRow;

/// Makes a round of its rows, or says everything in which they contradict each other.
pub fn build(
    number: RoundNumber,
    rows: &[PairRow<'_>],
    columns: &Columns,
    people: &People<'_>,
    options: &Options,
) -> Result<Round, Vec<Finding>> {
    let mut findings = somebody_twice(number, rows, people, options);
    let mut agreed = Agreed { rows, columns, options, findings: &mut findings };
    let date = agreed.on(Meaning::Date, |row| Some(row.date));
    let closes = agreed.on(Meaning::Closes, |row| row.closes);
    let interval = agreed.on(Meaning::IntervalMonths, |row| row.interval);
    if let (Some(date), Some(closes), Some(first)) = (date, closes, rows.first())
        && closes < date
    {
        let message = format!("round {number} closes on {closes}, before it began on {date}");
        findings.push(
            Finding::new(
                FindingKind::ClosesTooEarly,
                columns.place(first.row, Meaning::Closes),
                message,
            )
            .excerpt(first.row.excerpt())
            .hint("correct one of the two dates"),
        );
    }
    let pairs = number_pairs(number, rows, columns, options, &mut findings);
    let Some(date) = date.filter(|_| findings.is_empty()) else { return Err(findings) };
    let alone = |row: &PairRow<'_>| match row.people[..] {
        [person] => Some(SatOut { person, why: "no partner in this round".into() }),
        _ => None,
    };
    let head = RoundHead { number, date, closes, interval, answers: Collection::Asked, draw: None };
    // Doubles were looked for above, with their lines.
    Round::new(head, pairs, rows.iter().filter_map(alone).collect()).map_err(|_| findings)
}

/// What all rows of a round say alike.
struct Agreed<'a, 't> {
    rows: &'a [PairRow<'t>],
    columns: &'a Columns,
    options: &'a Options,
    findings: &'a mut Vec<Finding>,
}

impl Agreed<'_, '_> {
    /// The one value that all rows have which have any.
    fn on<T: Copy + PartialEq + std::fmt::Display>(
        &mut self,
        meaning: Meaning,
        value: impl Fn(&PairRow<'_>) -> Option<T>,
    ) -> Option<T> {
        let Self { rows, columns, options, findings } = self;
        let (first, agreed) = rows.iter().find_map(|row| Some((row.row.line(), value(row)?)))?;
        for row in *rows {
            if options.reading.limits.is_enough(findings, || row.row.place()) {
                break;
            }
            if let Some(other) = value(row).filter(|other| *other != agreed) {
                let message = format!(
                    "round {} has {other} here and {agreed} in {}",
                    row.round,
                    row.row.beside(first)
                );
                findings.push(
                    Finding::new(
                        FindingKind::InconsistentRound,
                        columns.place(row.row, meaning),
                        message,
                    )
                    .excerpt(excerpt(columns.cell(row.row, meaning)))
                    .hint("give all rows of a round the same, or another round number"),
                );
            }
        }
        Some(agreed)
    }
}

fn somebody_twice(
    number: RoundNumber,
    rows: &[PairRow<'_>],
    people: &People<'_>,
    options: &Options,
) -> Vec<Finding> {
    let mut seen: HashMap<Person, u64> = HashMap::new();
    let mut pairs: HashMap<Vec<Person>, u64> = HashMap::new();
    let mut findings = Vec::new();
    for row in rows {
        if options.reading.limits.is_enough(&mut findings, || row.row.place()) {
            break;
        }
        if let Some(line) = pairs.insert(sorted(&row.people), row.row.line()) {
            let message = format!("the same people stand in {} already", row.row.beside(line));
            findings.push(
                Finding::new(FindingKind::PairAgain, row.row.place(), message)
                    .excerpt(row.row.excerpt())
                    .hint("list each pair of a round once, whoever is named first"),
            );
            continue;
        }
        for &person in &row.people {
            if let Some(line) = seen.insert(person, row.row.line()) {
                let message = format!(
                    "{} is in round {number} twice, first in {}",
                    people.short(person),
                    row.row.beside(line),
                );
                findings.push(
                    Finding::new(FindingKind::TwiceInARound, row.row.place(), message)
                        .excerpt(row.row.excerpt())
                        .hint("three who talked together stand in one row: a, b, c"),
                );
            }
        }
    }
    findings
}

/// Gives each pair its number: the one in the sheet, else the next above all of those.
fn number_pairs(
    number: RoundNumber,
    rows: &[PairRow<'_>],
    columns: &Columns,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Vec<Pair> {
    let mut given: HashMap<u32, u64> = HashMap::new();
    let talked = || rows.iter().filter(|row| row.people.len() > 1);
    for row in talked() {
        let Some(pair) = row.pair else { continue };
        if options.reading.limits.is_enough(findings, || row.row.place()) {
            break;
        }
        if let Some(line) = given.insert(pair, row.row.line()) {
            let message =
                format!("pair {pair} of round {number} stands in {} already", row.row.beside(line));
            findings.push(
                Finding::new(
                    FindingKind::PairTwice,
                    columns.place(row.row, Meaning::Pair),
                    message,
                )
                .excerpt(row.row.excerpt())
                .hint("give each pair a number of its own, or leave the cell empty"),
            );
        }
    }
    let mut last = given.keys().copied().max().unwrap_or(0);
    let mut next = || {
        last = last.saturating_add(1);
        last
    };
    talked()
        .filter_map(|row| match row.people[..] {
            [a, b] => Pair::new(row.pair.unwrap_or_else(&mut next), a, b, None),
            [a, b, c] => Pair::new(row.pair.unwrap_or_else(&mut next), a, b, Some(c)),
            _ => None,
        })
        .collect()
}

/// What a round of the sheet says otherwise than the one that is there; `None` when nothing.
///
/// Pairs are missed only when the rows are `complete`.
/// What the sheet leaves out (last days, numbers of pairs, who sat out) is no difference.
pub fn difference(
    known: &Round,
    sheet: &Round,
    rows: &[PairRow<'_>],
    complete: bool,
    people: &People<'_>,
) -> Option<Finding> {
    let first = rows.first()?;
    let number = known.number();
    let finding = |place, message: String| {
        Finding::new(FindingKind::OtherRound, place, message).hint(format!(
            "past rounds are not overwritten: use `unmentor rounds amend {number} --out WHO`, or take round {number} out of the sheet"
        ))
    };
    if known.head.date != sheet.head.date {
        let (was, is) = (known.head.date, sheet.head.date);
        let message = format!("round {number} is there already, of {was} and not of {is}");
        return Some(finding(first.row.place(), message));
    }
    let contradicts = |was: Option<String>, is: Option<String>| is.is_some() && was != is;
    let text = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    let time = |interval: Option<Interval>| interval.map(|interval| interval.to_string());
    if contradicts(text(known.head.closes), text(sheet.head.closes))
        || contradicts(time(known.head.interval), time(sheet.head.interval))
    {
        let message = format!("round {number} is there already, with another last day or interval");
        return Some(finding(first.row.place(), message));
    }
    let groups = |round: &Round| -> BTreeSet<Vec<Person>> {
        round.pairs().iter().map(|pair| sorted(pair.members())).collect()
    };
    let there = groups(known);
    let out: BTreeSet<Person> = known.sitting_out().iter().map(|out| out.person).collect();
    let strange = rows.iter().find(|row| match row.people[..] {
        [person] => !out.contains(&person),
        _ => !there.contains(&sorted(&row.people)),
    });
    if let Some(row) = strange {
        let message = format!("round {number} is there already, without this row");
        return Some(finding(row.row.place(), message).excerpt(row.row.excerpt()));
    }
    let in_sheet = groups(sheet);
    let missing = there.difference(&in_sheet).find(|_| complete)?.first().copied()?;
    let message = format!(
        "round {number} is there already, with a pair of {} that the sheet does not have",
        people.short(missing),
    );
    Some(finding(first.row.place(), message))
}

fn sorted(people: &[Person]) -> Vec<Person> {
    let mut people = people.to_vec();
    people.sort_unstable();
    people
}
