//! The network as GraphML (<http://graphml.graphdrawing.org>), for networkx, igraph, yEd.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::xml::Text;

use super::attributes::{self, Attributes};
use super::{Drawing, Selection, edge_ids};

/// The attributes of nodes and edges: what they belong to, their name, their type.
const KEYS: [(&str, &str, &str); 8] = [
    ("node", "name", "string"),
    ("node", "first_round", "int"),
    ("edge", "round", "int"),
    ("edge", "date", "string"),
    ("edge", "pair", "string"),
    ("edge", "outcome", "string"),
    ("edge", "waiting", "boolean"),
    ("edge", "trio", "boolean"),
];

/// Writes an undirected graph with one edge for each line.
pub fn write(drawing: &Drawing, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let (network, names) = (drawing.network, &drawing.names);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(out, "<desc>{}</desc>", Text(network.programme))?;
    for (owner, name, kind) in KEYS {
        writeln!(
            out,
            "<key id=\"{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    let attributes = Attributes::of(drawing, selection);
    for (key, kind) in attributes.iter().flat_map(|_| attributes::KEYS) {
        writeln!(out, "<key id=\"{key}\" for=\"node\" attr.name=\"{key}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "<graph edgedefault=\"undirected\">")?;
    for &member in &selection.members {
        let (id, name) = (names.id(member), names.name(member));
        write!(out, "<node id=\"{}\"><data key=\"name\">{}</data>", Text(&id), Text(&name))?;
        let first = network.members[member as usize].first;
        write!(out, "<data key=\"first_round\">{first}</data>")?;
        for (key, value) in attributes.iter().flat_map(|known| known.values(member)) {
            write!(out, "<data key=\"{key}\">{}</data>", Text(&value))?;
        }
        writeln!(out, "</node>")?;
    }
    let dates = network.rounds[selection.rounds.clone()].iter().map(|r| (r.number, r.date));
    let dates: std::collections::HashMap<_, _> = dates.collect();
    for (id, line) in edge_ids(selection.lines) {
        let (source, target) = (names.id(line.ends.0), names.id(line.ends.1));
        let (source, target) = (Text(&source), Text(&target));
        let round = line.pair.round;
        write!(out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\">")?;
        write!(out, "<data key=\"round\">{round}</data>")?;
        if let Some(date) = dates.get(&round) {
            write!(out, "<data key=\"date\">{date}</data>")?;
        }
        write!(out, "<data key=\"pair\">{}</data>", line.pair)?;
        write!(out, "<data key=\"outcome\">{}</data>", line.standing.outcome().code())?;
        let waiting = line.standing == Standing::Waiting;
        write!(out, "<data key=\"waiting\">{waiting}</data>")?;
        writeln!(out, "<data key=\"trio\">{}</data></edge>", line.trio)?;
    }
    writeln!(out, "</graph>\n</graphml>")
}
