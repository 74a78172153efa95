//! The lines as CSV, and the people as a second one, with the headings that Kumu asks for
//! (<https://docs.kumu.io/guides/import/spreadsheets>), and those that Gephi and most libraries
//! look for.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::text::csv::Rows;

use super::attributes::{Attributes, KEYS};
use super::{Drawing, Selection};

/// The columns.
const COLUMNS: [&str; 11] = [
    "From",
    "To",
    "Type",
    "source",
    "target",
    "round",
    "pair",
    "outcome",
    "source_name",
    "target_name",
    "waiting",
];

/// The columns of the people that are always there.
const OF_PEOPLE: [&str; 4] = ["Label", "Type", "id", "first_round"];

/// Writes one row for each line.
pub fn write(drawing: &Drawing, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let names = &drawing.names;
    let labels = names.labels();
    let mut rows = Rows::below(&COLUMNS, out);
    for line in selection.lines {
        let (a, b) = line.ends;
        rows.cell(&labels[a as usize]);
        rows.cell(&labels[b as usize]);
        rows.raw(line.standing.words());
        rows.cell(&names.id(a));
        rows.cell(&names.id(b));
        rows.shown(Some(line.pair.round));
        rows.shown(Some(line.pair));
        rows.raw(line.standing.outcome().code());
        rows.cell(&names.name(a));
        rows.cell(&names.name(b));
        rows.raw(if line.standing == Standing::Waiting { "true" } else { "false" });
        rows.end_row();
    }
    rows.finish()?.flush()
}

/// Writes one row for each of the people.
pub fn write_people(
    drawing: &Drawing,
    selection: &Selection,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (names, labels) = (&drawing.names, drawing.names.labels());
    let attributes = Attributes::of(drawing, selection);
    let mut columns = OF_PEOPLE.to_vec();
    columns.extend(attributes.iter().flat_map(|_| KEYS.map(|(key, _)| key)));
    let mut rows = Rows::below(&columns, out);
    for &member in &selection.members {
        rows.cell(&labels[member as usize]);
        rows.raw("person");
        rows.cell(&names.id(member));
        rows.shown(Some(drawing.network.members[member as usize].first));
        for (_, value) in attributes.iter().flat_map(|known| known.values(member)) {
            rows.cell(&value);
        }
        rows.end_row();
    }
    rows.finish()?.flush()
}
