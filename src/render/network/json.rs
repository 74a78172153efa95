//! The network as JSON: `programme`, `rounds`, `nodes`, `edges`.

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::Standing;

use super::attributes::Attributes;
use super::{Drawing, Selection};

#[derive(Serialize)]
struct Counts {
    round: u32,
    date: String,
    pairs: usize,
    met: usize,
    not_met: usize,
    not_confirmed: usize,
    /// How many of the not confirmed wait for an answer.
    waiting: usize,
    /// How many of the not confirmed were never asked.
    not_collected: usize,
}

#[derive(Serialize)]
struct Node<'a> {
    id: &'a str,
    name: &'a str,
    first_round: u32,
    #[serde(flatten)]
    known: Option<Known<'a>>,
}

#[derive(Serialize)]
struct Known<'a> {
    organisation: &'a str,
    sector: &'a str,
    region: &'a str,
    met: u32,
    status: &'a str,
}

#[derive(Serialize)]
struct Edge<'a> {
    source: &'a str,
    target: &'a str,
    round: u32,
    pair: String,
    outcome: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    waiting: bool,
    trio: bool,
}

/// Writes one node and one edge a line, so that files of two rounds can be compared.
pub fn write(drawing: &Drawing, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let network = drawing.network;
    let names = &drawing.names;
    let attributes = Attributes::of(drawing, selection);
    write!(out, "{{\n\"programme\": ")?;
    serde_json::to_writer(&mut *out, network.programme)?;
    let rounds = network.rounds[selection.rounds.clone()].iter().map(|round| Counts {
        round: round.number.get(),
        date: round.date.to_string(),
        pairs: round.counts.pairs,
        met: round.counts.met,
        not_met: round.counts.not_met,
        not_confirmed: round.counts.without_word(),
        waiting: round.counts.waiting,
        not_collected: round.counts.not_collected,
    });
    list(out, "rounds", rounds)?;
    list_each(out, "nodes", &selection.members, |out, &member| {
        let (id, name) = (names.id(member), names.name(member));
        let first_round = network.members[member as usize].first.get();
        let values = attributes.as_ref().map(|known| known.values(member));
        let known = values.as_ref().map(
            |[(_, organisation), (_, sector), (_, region), (_, met), (_, status)]| Known {
                organisation,
                sector,
                region,
                met: met.parse().unwrap_or_default(),
                status,
            },
        );
        serde_json::to_writer(out, &Node { id: &id, name: &name, first_round, known })
    })?;
    list_each(out, "edges", selection.lines, |out, line| {
        let (source, target) = (names.id(line.ends.0), names.id(line.ends.1));
        let edge = Edge {
            source: &source,
            target: &target,
            round: line.pair.round.get(),
            pair: line.pair.to_string(),
            outcome: line.standing.outcome().code(),
            waiting: line.standing == Standing::Waiting,
            trio: line.trio,
        };
        serde_json::to_writer(out, &edge)
    })?;
    writeln!(out, "\n}}")
}

fn list<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    items: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    list_each(out, name, items, |out, item| serde_json::to_writer(out, &item))
}

fn list_each<T>(
    out: &mut dyn Write,
    name: &str,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut dyn Write, T) -> serde_json::Result<()>,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    let mut separator = "\n";
    for each in items {
        out.write_all(separator.as_bytes())?;
        item(out, each)?;
        separator = ",\n";
    }
    write!(out, "\n]")
}
