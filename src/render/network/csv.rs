//! The lines as CSV, with the headings that Gephi, Kumu and most libraries look for.

use std::io::{self, Write};

use crate::text::defuse;

use super::{Drawing, Selection};

/// Writes `source,target,round,pair,outcome,source_name,target_name`, one row for each line.
pub fn write(drawing: &Drawing, selection: &Selection, out: &mut dyn Write) -> io::Result<()> {
    let names = &drawing.names;
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "source",
        "target",
        "round",
        "pair",
        "outcome",
        "source_name",
        "target_name",
    ])?;
    for line in selection.lines {
        let (a, b) = line.ends;
        rows.write_record([
            defuse(&names.id(a)).as_ref(),
            defuse(&names.id(b)).as_ref(),
            &line.pair.round.to_string(),
            &line.pair.to_string(),
            line.outcome.code(),
            defuse(&names.name(a)).as_ref(),
            defuse(&names.name(b)).as_ref(),
        ])?;
    }
    rows.flush()
}
