//! A whole text becomes records, within limits and with every broken quote found.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::csv::{QuoteFault, Record, Scanner};
use crate::text::{excerpt, line, quote};

use super::layout::Layout;
use super::records::Records;
use super::table::Limits;

/// How many broken quotes are reported; each one found makes the next less certain.
const QUOTE_FAULTS: usize = 20;

/// Reads all records of a text, or says what is broken or too large.
pub fn scan(
    file: &str,
    text: &str,
    layout: &Layout,
    limits: Limits,
) -> Result<Records, Vec<Finding>> {
    let mut records = Records::default();
    let mut findings = Vec::new();
    let (at, line) = layout.start;
    let mut scanner = Scanner::at(text, at, line, layout.delimiter);
    let mut record = Record::default();
    loop {
        match scanner.read(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                records.push(record.line(), record.iter());
                let place = || Place::line(file, record.line());
                // The header is no row; blank lines and titles are counted, as they cost as much.
                if records.len() > limits.rows.saturating_add(1) {
                    return Err(vec![too_large(place(), "rows", limits.rows)]);
                }
                if records.cell_count() > limits.cells {
                    return Err(vec![too_large(place(), "cells", limits.cells)]);
                }
                if record.len() > limits.columns {
                    return Err(vec![too_large(place(), "columns", limits.columns)]);
                }
                if record.iter().any(|cell| cell.len() > limits.cell) {
                    return Err(vec![too_large(place(), "bytes in a cell", limits.cell)]);
                }
            }
            Err(fault) => {
                findings.push(broken_quote(file, text, fault));
                if findings.len() >= QUOTE_FAULTS {
                    break;
                }
            }
        }
    }
    if findings.is_empty() { Ok(records) } else { Err(findings) }
}

/// The finding for a sheet beyond a limit.
pub fn too_large(place: Place, what: &str, limit: usize) -> Finding {
    let usual = Limits::default();
    let is_lifted = [usual.bytes, usual.rows, usual.cells].contains(&limit);
    Finding::new(FindingKind::TooLarge, place, format!("the sheet has more than {limit} {what}"))
        .hint(if is_lifted {
            "take out what is not needed, or add `--large` if it is really this large"
        } else {
            "take out what is not needed, or split the sheet"
        })
}

fn broken_quote(file: &str, text: &str, fault: QuoteFault) -> Finding {
    let place = Place::line(file, fault.opens);
    Finding::new(FindingKind::BrokenQuote, place, fault.to_string())
        .excerpt(excerpt(line(text, fault.opens)))
        .hint("close the quote, or write \"\" for a quote inside a quoted cell")
}

/// The finding for a record that does not fit the header.
pub fn ragged(place: Place, records: &Records, record: usize, width: usize) -> Finding {
    let cells: Vec<_> = records.cells(record).collect();
    let count = |n: usize| if n == 1 { "1 cell".into() } else { format!("{n} cells") };
    let message = format!("this row has {} and the header has {width}", count(cells.len()));
    let hint = match cells.iter().find(|cell| cell.contains('\n')) {
        Some(cell) => format!("is the quote before {} closed?", quote(cell)),
        None if cells.len() == 1 => {
            "take the line out if it is a note; else add the missing delimiters".into()
        }
        None if cells.len() > width => {
            "put quotes around a cell that contains the delimiter".into()
        }
        None => "add the missing delimiters, or save the sheet again".into(),
    };
    Finding::new(FindingKind::RaggedRow, place, message)
        .excerpt(excerpt(&cells.join(", ")))
        .hint(hint)
}
