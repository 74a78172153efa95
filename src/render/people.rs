//! The roster and single people as text.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::domain::{Field, Participant, Person, Programme, Standing, Status};
use crate::render::grid::{Align, Grid};
use crate::render::{Style, own_words};
use crate::text;
use crate::text::words;

/// The chosen participants of a roster of `of_all` people, a line each.
pub fn list(
    chosen: &[&Participant],
    of_all: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut grid = Grid::new(&[
        ("id", Align::Left),
        ("name", Align::Left),
        ("organisation", Align::Left),
        ("status", Align::Left),
        ("rhythm", Align::Right),
    ])
    .spare([4, 2]);
    for participant in chosen {
        grid.row([
            participant.id.to_string(),
            participant.shown_name().to_owned(),
            participant.organisation.clone(),
            status(participant.status),
            participant.rhythm.rounds().to_string(),
        ]);
    }
    grid.write(style, out)?;
    writeln!(out, "{} of {} in the roster", chosen.len(), words::people(of_all))
}

/// People to write to, of a roster of `of_all`, a line each.
pub fn to_invite(
    chosen: &[&Participant],
    of_all: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = ["id", "name", "address", "organisation"].map(|name| (name, Align::Left));
    let mut grid = Grid::new(&columns).spare([3, 0]);
    for participant in chosen {
        grid.row([
            participant.id.to_string(),
            participant.shown_name().to_owned(),
            participant.email.clone(),
            participant.organisation.clone(),
        ]);
    }
    grid.write(style, out)?;
    writeln!(out, "{} of {} in the roster", chosen.len(), words::people(of_all))
}

/// Everything that is known of one person, and their rounds.
pub fn show(
    programme: &Programme,
    person: Person,
    today: NaiveDate,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let participant = programme.roster.get(person);
    let standard = Field::ALL.into_iter().filter_map(|field| {
        let value = match field {
            Field::Name => participant.shown_name().into(),
            Field::Status => status(participant.status).into(),
            // It stands beside the status.
            Field::Until => return None,
            Field::Rhythm => match participant.rhythm.rounds() {
                1 => "every round".into(),
                rounds => format!("every {rounds} rounds").into(),
            },
            text => text.get(participant),
        };
        Some((field.word(), value))
    });
    let own = programme.roster.further_columns().iter().zip(&participant.further);
    let own = own.map(|(heading, cell)| (heading.as_str(), Cow::Borrowed(cell.as_str())));
    for (name, value) in standard.chain(own) {
        if !value.is_empty() {
            writeln!(out, "{:<13} {}", text::clean(name), text::clean(&value))?;
        }
    }
    writeln!(out)?;
    rounds_of(programme, person, today, style, out)
}

fn rounds_of(
    programme: &Programme,
    person: Person,
    today: NaiveDate,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut grid = Grid::new(&[
        ("round", Align::Right),
        ("date", Align::Left),
        ("pair", Align::Left),
        ("with", Align::Left),
        ("outcome", Align::Left),
        ("own answer", Align::Left),
    ])
    .spare([2]);
    let (mut offered, mut met) = (0, 0);
    for round in programme.rounds() {
        let number = round.number();
        let pairs = round.standings(today, &programme.settings);
        for (pair, said, standing) in pairs.filter(|(pair, ..)| pair.contains(person)) {
            offered += usize::from(standing.counts());
            met += usize::from(standing == Standing::Met);
            let own = said.iter().find(|response| response.person == person);
            grid.row([
                number.to_string(),
                round.head.date.to_string(),
                pair.id(number).to_string(),
                partners(programme, pair.members(), person),
                standing.words().into(),
                own.and_then(|own| own.answer).map_or("-", crate::domain::Answer::word).into(),
            ]);
        }
        if round.sitting_out().iter().any(|out| out.person == person) {
            let cells = [number.to_string(), round.head.date.to_string()];
            grid.row(cells.into_iter().chain(["-", "sat out", "", ""].map(String::from)));
        }
    }
    if grid.is_empty() {
        return writeln!(out, "no rounds yet");
    }
    grid.write(style, out)?;
    writeln!(out, "met in {met} of {}", words::count(offered, "round"))?;
    let said = programme.rounds().iter().flat_map(|round| {
        let number = round.number();
        let all = round.answered_pairs();
        let own = all.flat_map(|(pair, said)| said.iter().map(move |one| (pair, one)));
        let own = own.filter(move |(_, one)| one.person == person);
        own.map(move |(pair, one)| (pair.id(number).to_string(), person, one))
    });
    own_words::write(programme, said, style, out)
}

/// The names of somebody's partners.
pub fn partners(programme: &Programme, members: &[Person], person: Person) -> String {
    let others = members.iter().filter(|&&member| member != person);
    let names: Vec<_> = others.map(|&other| programme.roster.called(other)).collect();
    names.join(" & ")
}

fn status(status: Status) -> String {
    match status {
        Status::Paused { until: Some(until) } => format!("paused until {until}"),
        other => other.word().into(),
    }
}
