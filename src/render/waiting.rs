//! Who has not answered about a round yet: as a table, as CSV and as JSON.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::json;

use super::fields::{Fields, Rows, fields};
use super::grid::{Align, Grid};
use super::records::{member, write_json};
use super::{Style, prose, spreadsheet};
use crate::domain::{Pair, Person, Programme, Round};
use crate::text::words;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For the terminal.
    Table,
    /// For a spreadsheet or a mail merge.
    Csv,
    /// For scripts.
    Json,
}

/// Writes everybody in the pairs of a round who has said nothing; without a round that is nobody.
pub fn write(
    programme: &Programme,
    round: Option<&Round>,
    today: NaiveDate,
    (kind, style): (Kind, Style),
    out: &mut dyn Write,
) -> io::Result<()> {
    let silent: Vec<_> = round.into_iter().flat_map(Round::silent).collect();
    match (kind, round) {
        (Kind::Json, _) => {
            let all: Vec<_> = round
                .into_iter()
                .flat_map(|round| silent.iter().map(|one| record(programme, round, *one)))
                .collect();
            write_json(&all, out)
        }
        (_, None) => Ok(()),
        (Kind::Csv, Some(round)) => {
            let rows: Rows<'_> = Box::new(silent.iter().map(|&one| row(programme, round, one)));
            spreadsheet::table(rows, out)
        }
        (Kind::Table, Some(round)) => {
            if !silent.is_empty() {
                table(programme, round, &silent, style, out)?;
            }
            prose::write("", &sentence(programme, round, silent.len(), today), style, out)
        }
    }
}

fn table(
    programme: &Programme,
    round: &Round,
    silent: &[(&Pair, Person)],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = ["pair", "name", "address", "partner"].map(|name| (name, Align::Left));
    let mut grid = Grid::new(&columns).spare([0, 3]);
    for &(pair, person) in silent {
        let participant = programme.roster.get(person);
        grid.row([
            pair.id(round.number()).to_string(),
            programme.roster.called(person).into_owned(),
            participant.email.clone(),
            partners(programme, pair, person),
        ]);
    }
    grid.write(style, out)
}

/// How many they are, of how many, and for how long the round is open.
fn sentence(programme: &Programme, round: &Round, silent: usize, today: NaiveDate) -> String {
    let (number, last) = (round.number(), round.last_day(&programme.settings));
    let left = match (last - today).num_days() {
        ..0 => format!("which closed on {last}"),
        0 => format!("which is open until today, {last}"),
        1 => format!("which is open until tomorrow, {last}"),
        days => format!("which is open until {last}, {days} days from today"),
    };
    let asked = words::people(round.responses().len());
    let have = if silent == 1 { "has" } else { "have" };
    let silent = if silent == 0 { "None".into() } else { words::number(silent) };
    format!("{silent} of {asked} {have} not answered about round {number}, {left}.")
}

fn partners(programme: &Programme, pair: &Pair, person: Person) -> String {
    let others = pair.members().iter().filter(|&&member| member != person);
    let names: Vec<_> = others.map(|&other| programme.roster.called(other).into_owned()).collect();
    words::list(&names)
}

fn record(
    programme: &Programme,
    round: &Round,
    (pair, person): (&Pair, Person),
) -> serde_json::Value {
    let others = pair.members().iter().filter(|&&member| member != person);
    let participant = programme.roster.get(person);
    json!({
        "round": round.number().get(),
        "pair": pair.id(round.number()).to_string(),
        "id": participant.id.as_str(),
        "name": participant.name,
        "email": participant.email,
        "partners": others.map(|&other| member(&programme.roster, other)).collect::<Vec<_>>(),
        "closes": round.last_day_of(pair, &programme.settings),
    })
}

fn row<'a>(programme: &'a Programme, round: &Round, (pair, person): (&Pair, Person)) -> Fields<'a> {
    let participant = programme.roster.get(person);
    fields! {
        "round": round.number(),
        "pair": pair.id(round.number()).to_string(),
        "id": participant.id.as_str(),
        "name": participant.name.as_str(),
        "email": participant.email.as_str(),
        "partners": partners(programme, pair, person),
        "closes": round.last_day_of(pair, &programme.settings).to_string(),
    }
}
