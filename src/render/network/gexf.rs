//! The network as GEXF 1.2 (<https://gexf.net>) with the rounds as time, for the timeline of Gephi.
//!
//! A line is there from its own round on, and so is somebody from their first: the rounds add up
//! as the timeline goes on. With both ends included the last round lasts from its number to half a
//! step later. Everybody stands where the pictures have them.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::xml::Text;
use crate::report::picture::Line;

use super::attributes::{Attributes, KEYS};
use super::names::Names;
use super::{Drawing, MOST, Selection, edge_ids};

/// How long the last round lasts on the timeline.
const ROUND: f64 = 0.5;

/// Writes a dynamic graph with one edge for each line.
pub fn write(drawing: &Drawing, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let (network, names) = (drawing.network, &drawing.names);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\" \
         xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">"
    )?;
    writeln!(out, "<meta><description>{}</description></meta>", Text(network.programme))?;
    let rounds = &network.rounds[selection.rounds.clone()];
    let last = rounds.last().map_or(0.0, |round| f64::from(round.number.get()) + ROUND);
    write!(out, "<graph mode=\"dynamic\" defaultedgetype=\"undirected\" timeformat=\"double\"")?;
    match rounds.first() {
        Some(first) => writeln!(out, " start=\"{}\" end=\"{last}\">", first.number)?,
        None => writeln!(out, ">")?,
    }
    let attributes = Attributes::of(drawing, selection);
    writeln!(
        out,
        "<attributes class=\"node\" mode=\"static\">\n\
         <attribute id=\"first_round\" title=\"first_round\" type=\"integer\"/>\n\
         {}</attributes>\n\
         <attributes class=\"edge\" mode=\"static\">\n\
         <attribute id=\"round\" title=\"round\" type=\"integer\"/>\n\
         <attribute id=\"pair\" title=\"pair\" type=\"string\"/>\n\
         <attribute id=\"outcome\" title=\"outcome\" type=\"string\"/>\n\
         <attribute id=\"waiting\" title=\"waiting\" type=\"boolean\"/>\n\
         </attributes>\n<nodes>",
        declared(attributes.as_ref())
    )?;
    // Too many to be laid out are left to the program that reads them.
    let crowd = network.members.len().max(network.lines.len());
    let places = (crowd <= MOST).then(|| &drawing.layout().points);
    for &member in &selection.members {
        let (id, name) = (names.id(member), names.name(member));
        let first = network.members[member as usize].first;
        let from = rounds.first().map_or(first, |round| first.max(round.number));
        write!(
            out,
            "<node id=\"{}\" label=\"{}\" start=\"{from}\" end=\"{last}\"><attvalues>\
             <attvalue for=\"first_round\" value=\"{first}\"/>",
            Text(&id),
            Text(&name)
        )?;
        for (key, value) in attributes.iter().flat_map(|known| known.values(member)) {
            write!(out, "<attvalue for=\"{key}\" value=\"{}\"/>", Text(&value))?;
        }
        write!(out, "</attvalues>")?;
        if let Some(place) = places.and_then(|places| places.get(member as usize)) {
            // In Gephi y grows upwards.
            write!(out, "<viz:position x=\"{}\" y=\"{}\" z=\"0\"/>", place.x, 0.0 - place.y)?;
        }
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    edges(names, selection.lines, last, out)?;
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

/// The lines, each from its round to the end.
fn edges(names: &Names, lines: &[Line], last: f64, out: &mut dyn Write) -> io::Result<()> {
    for (id, line) in edge_ids(lines) {
        let (source, target) = (names.id(line.ends.0), names.id(line.ends.1));
        let (source, target) = (Text(&source), Text(&target));
        let round = line.pair.round;
        write!(out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\" ")?;
        write!(out, "start=\"{round}\" end=\"{last}\"><attvalues>")?;
        write!(out, "<attvalue for=\"round\" value=\"{round}\"/>")?;
        write!(out, "<attvalue for=\"pair\" value=\"{}\"/>", line.pair)?;
        let (outcome, waiting) = (line.standing.outcome(), line.standing == Standing::Waiting);
        write!(out, "<attvalue for=\"outcome\" value=\"{}\"/>", outcome.code())?;
        write!(out, "<attvalue for=\"waiting\" value=\"{waiting}\"/></attvalues>")?;
        writeln!(out, "{}</edge>", looks(line.standing))?;
    }
    Ok(())
}

/// What is known of people, as attributes that nodes may have.
fn declared(attributes: Option<&Attributes<'_>>) -> String {
    let one = |(key, kind): (&str, &str)| {
        let kind = if kind == "int" { "integer" } else { kind };
        format!("<attribute id=\"{key}\" title=\"{key}\" type=\"{kind}\"/>\n")
    };
    attributes.iter().flat_map(|_| KEYS.map(one)).collect()
}

/// Colour and dashes, as Gephi reads them.
fn looks(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => {
            "<viz:color r=\"42\" g=\"111\" b=\"176\" a=\"1.0\"/><viz:shape value=\"solid\"/>"
        }
        Standing::NotMet => {
            "<viz:color r=\"200\" g=\"16\" b=\"46\" a=\"1.0\"/><viz:shape value=\"dashed\"/>"
        }
        Standing::NotConfirmed => {
            "<viz:color r=\"200\" g=\"16\" b=\"46\" a=\"1.0\"/><viz:shape value=\"dotted\"/>"
        }
        Standing::Waiting => {
            "<viz:color r=\"111\" g=\"119\" b=\"128\" a=\"1.0\"/><viz:shape value=\"solid\"/>"
        }
        Standing::NotCollected => {
            "<viz:color r=\"111\" g=\"119\" b=\"128\" a=\"1.0\"/><viz:shape value=\"dashed\"/>"
        }
    }
}
