//! What is said of cells and their places.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::quote;

/// The letter of a column, as spreadsheets show it.
pub fn letter(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

/// A line of a text or a row of a workbook, as messages name it.
pub fn line_or_row(whole: &Place, line: u64) -> String {
    if whole.sheet.is_some() { format!("row {line}") } else { format!("line {line}") }
}

/// What is put into a cell whose formula was never calculated; spreadsheets show it themselves.
pub const UNCALCULATED: &str = "#CALC!";

/// Whether a cell holds what a spreadsheet shows for a formula that failed.
pub fn is_error(cell: &str) -> bool {
    let errors = [
        UNCALCULATED,
        "#N/A",
        "#REF!",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#ERROR!",
    ];
    errors.contains(&cell.trim())
}

/// The finding for a cell in which a formula failed.
pub fn error_cell(place: Place, error: &str) -> Finding {
    if error == UNCALCULATED {
        let message = "the formula here was never calculated, so that the cell has no value";
        return Finding::new(FindingKind::ErrorCell, place, message)
            .hint("open the file in a spreadsheet program and save it once");
    }
    Finding::new(FindingKind::ErrorCell, place, format!("the formula here gives {}", quote(error)))
        .hint("correct the formula, or write what the cell should say")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
