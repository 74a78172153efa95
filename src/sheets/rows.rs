//! Which records below a header are rows, and which are none.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::words::count;
use crate::text::{excerpt, is_blank, is_invisible, quote};

use super::cells::{error_cell, is_error};
use super::limits::Limits;
use super::notes::Notes;
use super::opened::Opened;
use super::records::Records;
use super::swallowed::{another_table, swallowed};
use super::vocabulary::Vocabulary;

/// The records below a header, told apart.
pub struct Sorted {
    /// The records that are rows.
    pub rows: Vec<usize>,
    /// What was left out, and cells with errors.
    pub noted: Notes,
    /// Rows that do not fit the header.
    pub findings: Vec<Finding>,
}

/// Tells the records below the header of a sheet apart: blank ones, repeated headers and lines of
/// survey programs are no rows.
pub fn sort(opened: &Opened, vocabulary: &impl Vocabulary, limits: Limits) -> Sorted {
    let Opened { records, header, whole, .. } = opened;
    let understood = records.cells(*header).any(|cell| vocabulary.meaning(cell).is_some());
    // Headings may be missing at the right edge; cells below them may be too.
    let (width, need) = (records.width(*header), records.used(*header));
    let is_text = whole.sheet.is_none();
    let (mut rows, mut noted, mut findings) = (Vec::new(), Notes::default(), Vec::new());
    for record in header + 1..records.len() {
        if !records.is_filled(record) {
            continue;
        }
        let place = || whole.clone().at_line(records.line(record));
        if limits.is_enough(&mut findings, place) {
            break;
        }
        if understood && repeats(records, record, *header) {
            let message = "the header stands here again; the line is left out";
            noted.push(Finding::new(FindingKind::RepeatedHeader, place(), message));
        } else if records.cells(record).all(is_machinery) {
            let message = "a survey program wrote this line, not a person; it is left out";
            noted.push(Finding::new(FindingKind::Machinery, place(), message));
        } else if let Some(table) = another_table(&place(), records, record, *header) {
            findings.push(table);
            break;
        } else if records.used(record) > width || records.width(record) < need {
            findings.push(ragged(place(), records, record, width));
        } else if let Some(finding) =
            is_text.then(|| swallowed(&place(), records, record, width, vocabulary)).flatten()
        {
            findings.push(finding);
        } else {
            rows.push(record);
        }
    }
    // Workbooks say themselves which cells are errors.
    if whole.sheet.is_none() {
        noted.append(errors(opened, &rows));
    }
    Sorted { rows, noted, findings }
}

fn repeats(records: &Records, record: usize, header: usize) -> bool {
    let mut both = records.cells(record).zip(records.cells(header));
    records.width(record) == records.width(header)
        && both.all(|(cell, heading)| bare(cell).eq_ignore_ascii_case(bare(heading)))
}

/// A cell without what cannot be seen at its ends, such as a second byte order mark.
fn bare(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether a cell is blank or says what survey programs write below their headings.
pub fn is_machinery(cell: &str) -> bool {
    let cell = cell.trim();
    is_blank(cell)
        || cell.starts_with("{\"ImportId\":")
        || ["Response", "Open-Ended Response"].contains(&cell)
        || ["Other (please specify)", "Specify", "Selected Choice"].contains(&cell)
}

/// The cells in which a formula failed before the sheet was saved as a text.
fn errors(opened: &Opened, rows: &[usize]) -> Notes {
    let Opened { records, header, whole, .. } = opened;
    let cells = |&record| records.cells(record).enumerate().map(move |cell| (record, cell));
    let failed = rows.iter().flat_map(cells).filter(|(_, (_, cell))| is_error(cell));
    let mut errors = Notes::default();
    errors.extend(failed, |(record, (column, cell))| {
        let place = whole.clone().at_line(records.line(record));
        error_cell(place.in_column(excerpt(records.cell(*header, column))), cell)
    });
    errors
}

/// The finding for a record that does not fit the header.
fn ragged(place: Place, records: &Records, record: usize, width: usize) -> Finding {
    let cells: Vec<_> = records.cells(record).collect();
    let message = format!("this row has {} and the header has {width}", count(cells.len(), "cell"));
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
