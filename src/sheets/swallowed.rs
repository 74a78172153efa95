//! Rows that a stray quote has swallowed, and tables below the first one.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::{dates, excerpt, quote};

use super::cells::line_or_row;
use super::records::Records;
use super::vocabulary::Vocabulary;

/// The finding for a record in one cell of which other rows stand: a quote that opens by mistake
/// closes some rows below, at the next one. `width` is that of the header.
pub fn swallowed(
    place: &Place,
    records: &Records,
    record: usize,
    width: usize,
    vocabulary: &impl Vocabulary,
) -> Option<Finding> {
    let is_row = |line: &str, cell: &str| {
        [',', ';', '\t', '|'].into_iter().any(|by| {
            let parts: Vec<_> = line.split(by).map(|part| part.trim().trim_matches('"')).collect();
            // An address in the column of addresses, or a line as long as a row with a day in it.
            let addressed = parts.len() > 1
                && parts.iter().enumerate().any(|(at, part)| {
                    let above = records.cell(record, at);
                    vocabulary.is_datum(part) && (vocabulary.is_datum(above) || above == cell)
                });
            let dated = || parts.iter().any(|part| dates::is_date(part));
            addressed || parts.len() == width && width > 2 && dated()
        })
    };
    records.cells(record).find_map(|cell| {
        let lines = cell.split(['\n', '\r']).skip(1);
        let inside = lines.enumerate().filter(|(_, line)| is_row(line, cell)).map(|(at, _)| at);
        let last = inside.last()?;
        let first = place.line.unwrap_or(1);
        let (opens, closes) =
            (line_or_row(place, first), first + u64::try_from(last).unwrap_or(0) + 1);
        let message = format!("a quote opens here, and rows down to line {closes} stand inside it");
        Some(
            Finding::new(FindingKind::BrokenQuote, place.clone(), message)
                .excerpt(excerpt(cell))
                .hint(format!("close the quote in {opens}, or take it out")),
        )
    })
}

/// The finding for a record that begins another table: a title by itself, and below it a line as
/// wide as no row here.
pub fn another_table(
    place: &Place,
    records: &Records,
    record: usize,
    header: usize,
) -> Option<Finding> {
    let width = records.used(header);
    let is_title = records.used(record) == 1 && width > 2;
    let below = (record + 1 < records.len()).then(|| records.used(record + 1))?;
    if !is_title || below < 2 || below == width || below > records.width(header) {
        return None;
    }
    let (from, to) = (records.line(header), records.line(record).saturating_sub(1));
    let title = quote(records.cell(record, 0));
    let message = format!("another table begins here, {title}: the file has several tables");
    let (from, to) = (line_or_row(place, from), line_or_row(place, to));
    Some(
        Finding::new(FindingKind::SeveralTables, place.clone(), message)
            .hint(format!("keep {from} to {to} in a file of their own, and import that")),
    )
}

/// The finding for a sheet whose first line is a row.
pub fn no_headings(place: Place, first: &[&str], example: &str) -> Finding {
    let message = "there is no line of headings: the first line is a row already";
    Finding::new(FindingKind::NoHeadings, place, message)
        .excerpt(excerpt(&first.join(", ")))
        .hint(format!("write a line above it that says what stands where, such as `{example}`"))
}
