//! Which round a form's export is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{Couple, Finding, FindingKind, Pair, Programme, RoundNumber};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::Known;
use super::attribute::who;
use super::belongs::Form;
use super::partners::named_partners;
use crate::sheets::Table;
use crate::text::dates::Dates;
use crate::text::words;

/// How many rows speak for each round: a row speaks for every round in which its person was put
/// together with the partner named.
struct Votes {
    by_round: BTreeMap<RoundNumber, usize>,
    /// Rows that speak for some round.
    rows: usize,
    /// The rounds in which two people who are named in one row were together.
    together: HashMap<Couple, Vec<RoundNumber>>,
}

/// What a form's export tells of rounds, with what to add to the line on what was assumed, and why
/// it cannot be right if none of its rows was read before.
pub type Told = (Form, String, Option<Finding>);

/// What a form's export tells of rounds. It cannot be right where it does not show its round at
/// all, or another one than that which was given.
pub fn form(
    table: &Table,
    columns: &Columns,
    known: &Known<'_>,
    given: Option<RoundNumber>,
) -> Told {
    let place = table.whole.clone();
    let votes = count(table, columns, known);
    // Of equals the later round comes first, so that a hint names the likelier one.
    let mut ranked: Vec<_> = votes.by_round.iter().map(|(&number, &n)| (n, number)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let best = ranked.first().copied();
    let of_one = ranked.len() <= 1;
    let form = |guess| Form { together: votes.together.clone(), guess, of_one };
    if let Some(number) = given {
        let wrong = best.filter(|_| !votes.by_round.contains_key(&number)).map(|(most, other)| {
            let message = format!(
                "the partners named fit round {other} ({most} of {} rows) and not round {number} (0)",
                votes.rows,
            );
            Finding::new(FindingKind::WrongRound, place, message)
                .hint(format!("use `--round {other}`, or leave it out"))
        });
        return (form(Some(number)), String::new(), wrong);
    }
    if let [only] = known.programme.rounds() {
        let note = format!("; round {}, the only one", only.number());
        return (form(Some(only.number())), note, None);
    }
    let second = ranked.get(1).map_or(0, |&(n, _)| n);
    match best {
        Some((most, number)) if second * 2 <= most && most * 2 > votes.rows => {
            let all = votes.rows;
            let note = format!("; round {number}, by the partners named in {most} of {all} rows");
            (form(Some(number)), note, None)
        }
        Some(_) => {
            let numbers: Vec<_> = votes.by_round.keys().map(ToString::to_string).collect();
            let note = format!("; rounds {}, by the partners named", words::list(&numbers));
            (form(None), note, None)
        }
        None if table.rows().len() == 0 => (form(None), String::new(), None),
        None => {
            let latest = known.programme.latest().map_or(1, |round| round.number().get());
            let message = "the sheet does not say which round it is about";
            let open = Finding::new(FindingKind::OpenRound, place, message)
                .hint(format!("say it: `--round {latest}`"));
            (form(None), String::new(), Some(open))
        }
    }
}

/// Asks for the round in which most answers of a sheet were given, where it does not say its round.
pub fn ask_by_days(told: &mut Option<Told>, times: &Dates, programme: &Programme) {
    let Some((.., Some(open))) = told else { return };
    if open.kind != FindingKind::OpenRound {
        return;
    }
    let of = |day| programme.rounds().iter().rev().find(|round| round.head.date <= day);
    let mut days: BTreeMap<RoundNumber, usize> = BTreeMap::new();
    for round in times.read.iter().flatten().filter_map(|time| of(time.date())) {
        *days.entry(round.number()).or_default() += 1;
    }
    if let Some((round, _)) = days.into_iter().max_by_key(|&(_, answers)| answers) {
        open.hint = Some(format!("say it: `--round {round}`"));
    }
}

fn count(table: &Table, columns: &Columns, known: &Known<'_>) -> Votes {
    // Which rows name which connection; the rounds are then gone through once.
    let mut named_in: HashMap<Couple, Vec<usize>> = HashMap::new();
    for (index, row) in table.rows().enumerate() {
        let Some((_, cell)) = who(row, columns) else { continue };
        let named = named_partners(columns.cell(row, Meaning::Partner), &known.people);
        for person in known.people.meant(cell) {
            for &partner in named.iter().flatten() {
                if let Some(couple) = Couple::new(person, partner) {
                    named_in.entry(couple).or_default().push(index);
                }
            }
        }
    }
    let (mut by_round, mut together) = (BTreeMap::new(), HashMap::<_, Vec<_>>::new());
    let mut speaking = HashSet::new();
    for round in known.programme.rounds() {
        let mut rows = HashSet::new();
        for connection in round.pairs().iter().flat_map(Pair::connections) {
            if let Some(named) = named_in.get(&connection) {
                rows.extend(named.iter().copied());
                together.entry(connection).or_default().push(round.number());
            }
        }
        if !rows.is_empty() {
            by_round.insert(round.number(), rows.len());
            speaking.extend(rows);
        }
    }
    Votes { by_round, rows: speaking.len(), together }
}
