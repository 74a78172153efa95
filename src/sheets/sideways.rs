//! Why a sheet seems to have no header.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::excerpt;

use super::vocabulary::Vocabulary;

/// Why there is no header to be found, when that can be seen: whole lines stand in single cells,
/// or the headings one below the other. `first_cells` are those of the rows.
pub fn laid_out_otherwise(
    header: &[String],
    first_cells: &[&str],
    place: Place,
    vocabulary: &impl Vocabulary,
) -> Option<Finding> {
    let first = header.first()?;
    if header.len() == 1 {
        let parts = |by: char| first.split(by).filter_map(|cell| vocabulary.meaning(cell)).count();
        let is_line = [',', ';', '\t', '|'].into_iter().any(|by| parts(by) > 1);
        return is_line.then(|| lines_in_cells(first, place));
    }
    let mut downwards: Vec<_> = first_cells
        .iter()
        .copied()
        .chain([first.as_str()])
        .filter_map(|cell| vocabulary.meaning(cell))
        .collect();
    downwards.sort_unstable();
    downwards.dedup();
    let across = header.iter().filter(|heading| vocabulary.meaning(heading).is_some()).count();
    (downwards.len() > 1 && across < 2).then(|| {
        let message = "the headings stand in the first column, one below the other";
        Finding::new(FindingKind::OnItsSide, place, message)
            .excerpt(excerpt(&first_cells.join(", ")))
            .hint("copy the cells, paste them with Transpose, and save the sheet again")
    })
}

fn lines_in_cells(first: &str, place: Place) -> Finding {
    let hint = if place.sheet.is_some() {
        "split the column with Data > Text to Columns, and save the workbook again"
    } else {
        "take out the quotes around each whole line, in a text editor"
    };
    let message = "each line is a single cell, though it holds several";
    Finding::new(FindingKind::LinesInCells, place, message).excerpt(excerpt(first)).hint(hint)
}
