//! The report as JSON; `docs/report-json.md` is its description.

use std::io::{self, Write};

use crate::report::Report;

use super::Part;
use super::names::Names;
use super::parts;
use super::records::write_json;

/// Writes the document, indented by two spaces, with a final newline. What a part does not ask for
/// is left out.
pub fn write(
    report: &Report,
    part: Option<Part>,
    names: Names<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut document = parts::head(report);
    let mut parts: Vec<Part> =
        Part::ALL.into_iter().filter(|one| part.is_none_or(|part| part == *one)).collect();
    // The rounds stand first and the people last, of whom there may be a million.
    parts.sort_by_key(|part| match part {
        Part::Rounds => 0,
        Part::Participants => 2,
        _ => 1,
    });
    for part in parts {
        for entry in (part.chapter().entries)(report, names).0 {
            // Two parts may share an entry.
            if document.0.iter().all(|(name, _)| *name != entry.0) {
                document.0.push(entry);
            }
        }
    }
    write_json(&document, out)
}
