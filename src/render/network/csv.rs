//! The lines as CSV, with the headings that Gephi, Kumu and most libraries look for.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::text::csv::Rows;

use super::{Drawing, Selection};

/// The columns.
const COLUMNS: [&str; 8] =
    ["source", "target", "round", "pair", "outcome", "source_name", "target_name", "waiting"];

/// Writes one row for each line.
pub fn write(drawing: &Drawing, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let names = &drawing.names;
    let mut rows = Rows::below(&COLUMNS, out);
    for line in selection.lines {
        let (a, b) = line.ends;
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
