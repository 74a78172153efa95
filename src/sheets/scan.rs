//! A whole text becomes records, within limits and with every broken quote found.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::csv::{QuoteFault, Record, Scanner};
use crate::text::{excerpt, line};

use super::decoding::{decode, odd_characters};
use super::exports::of_coffee_roulette;
use super::layout::Layout;
use super::limits::{Limits, too_large};
use super::opened::Opened;
use super::records::Records;
use super::vocabulary::Vocabulary;
use super::{Options, Sheet};

/// How many broken quotes are reported; each one found makes the next less certain.
const QUOTE_FAULTS: usize = 20;

/// Reads a sheet that is a text.
pub fn read(
    sheet: &Sheet,
    vocabulary: &impl Vocabulary,
    options: &Options,
) -> Result<Opened, Vec<Finding>> {
    let decoded = decode(sheet, options.encoding).map_err(|finding| vec![finding])?;
    if let Some(records) = of_coffee_roulette(&decoded.text, vocabulary) {
        let whole = Place::file(&sheet.name);
        let noted = odd_characters(sheet, decoded.odd);
        let reading = "the export of a coffee roulette".into();
        return Ok(Opened { records, header: 0, whole, reading, noted, since_1904: false });
    }
    let layout = Layout::find(&decoded.text, vocabulary);
    let records = scan(&sheet.name, &decoded.text, &layout, options.limits)?;
    let whole = Place::file(&sheet.name);
    let mut noted = odd_characters(sheet, decoded.odd);
    if options.sheet.is_some() {
        let message = "`--sheet` has no effect here, as only workbooks have sheets";
        noted.push(Finding::new(FindingKind::NoSheets, whole.clone(), message));
    }
    let reading = format!("{} with {}", decoded.encoding, layout.delimiter_name());
    Ok(Opened { records, header: layout.header, whole, reading, noted, since_1904: false })
}

/// Reads all records of a text, or says what is broken or too large.
fn scan(file: &str, text: &str, layout: &Layout, limits: Limits) -> Result<Records, Vec<Finding>> {
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

fn broken_quote(file: &str, text: &str, fault: QuoteFault) -> Finding {
    let place = Place::line(file, fault.opens);
    Finding::new(FindingKind::BrokenQuote, place, fault.to_string())
        .excerpt(excerpt(line(text, fault.opens)))
        .hint("close the quote, or write \"\" for a quote inside a quoted cell")
}
