//! Which round a form's export is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{Couple, Finding, FindingKind, Pair, RoundNumber};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::Known;
use super::attribute::who;
use super::partners::named_partners;
use crate::sheets::Table;

/// How many rows speak for each round: a row speaks for every round in which its person was put
/// together with the partner named.
struct Votes {
    by_round: BTreeMap<RoundNumber, usize>,
    /// Rows that speak for some round.
    rows: usize,
}

/// The round of a form's export, with what to add to the line on what was assumed.
///
/// The partners named decide when no round is given, if one round fits clearly best; and they
/// refuse a given round that they clearly contradict.
pub fn round(
    table: &Table,
    columns: &Columns,
    known: &Known<'_>,
    given: Option<RoundNumber>,
) -> Result<(RoundNumber, String), Finding> {
    let place = table.whole.clone();
    let votes = count(table, columns, known);
    let votes_for = |number| votes.by_round.get(&number).copied().unwrap_or(0);
    // Of equals the later round comes first, so that a hint names the likelier one.
    let mut ranked: Vec<_> = votes.by_round.iter().map(|(&number, &n)| (n, number)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let best = ranked.first().copied();
    if let Some(number) = given {
        if known.programme.round(number).is_none() {
            return Err(Finding::new(
                FindingKind::UnknownRound,
                place,
                format!("there is no round {number}"),
            )
            .hint("see `unmentor rounds list`"));
        }
        return match best {
            Some((most, other)) if other != number && votes_for(number) * 2 < most => {
                let message = format!(
                    "the partners named fit round {other} ({most} of {} rows) and not round {number} ({})",
                    votes.rows,
                    votes_for(number),
                );
                Err(Finding::new(FindingKind::WrongRound, place, message)
                    .hint(format!("use `--round {other}`")))
            }
            _ => Ok((number, String::new())),
        };
    }
    if let [only] = &known.programme.rounds()[..] {
        return Ok((only.number(), format!("; round {}, the only one", only.number())));
    }
    let second = ranked.get(1).map_or(0, |&(n, _)| n);
    match best {
        Some((most, number)) if second * 2 <= most && most * 2 > votes.rows => {
            let all = votes.rows;
            Ok((number, format!("; round {number}, by the partners named in {most} of {all} rows")))
        }
        _ => {
            let latest = known.programme.latest().map_or(1, |round| round.number().get());
            let suggested = best.map_or(latest, |(_, number)| number.get());
            let message = "the sheet does not say which round it is about";
            Err(Finding::new(FindingKind::OpenRound, place, message)
                .hint(format!("say it: `--round {suggested}`")))
        }
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
    let mut by_round = BTreeMap::new();
    let mut speaking = HashSet::new();
    for round in known.programme.rounds() {
        let connections = round.pairs().iter().flat_map(Pair::connections);
        let rows: HashSet<usize> = connections
            .filter_map(|connection| named_in.get(&connection))
            .flatten()
            .copied()
            .collect();
        if !rows.is_empty() {
            by_round.insert(round.number(), rows.len());
            speaking.extend(rows);
        }
    }
    Votes { by_round, rows: speaking.len() }
}
