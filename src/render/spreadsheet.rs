//! A part of the report as CSV: one table, one row for each round, person, reason or cohort.
//!
//! The names of the columns are those of the JSON document. Names and notes that a spreadsheet
//! would take for formulas are defused.

use std::io::{self, Write};

use crate::report::Report;
use crate::text::csv;

use super::Part;
use super::fields::Rows;
use super::names::Names;
use super::parts::round;

/// Writes the table of a part; without one, rounds with growth and outcomes side by side.
pub fn write(
    report: &Report,
    part: Option<Part>,
    names: Names<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match part {
        Some(part) => table((part.chapter().rows)(report, names), out),
        None => table(round::side_by_side(report), out),
    }
}

/// Writes rows under the names of their columns; nothing at all without rows.
pub fn table(rows: Rows<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows.peekable();
    let Some(first) = rows.peek() else { return Ok(()) };
    let headings: Vec<_> = first.cells().map(|(name, _)| name).collect();
    let mut csv = csv::Rows::below(&headings, out);
    for row in rows {
        row.cells().for_each(|(_, cell)| csv.raw(&cell));
        csv.end_row();
    }
    csv.finish()?.flush()
}
