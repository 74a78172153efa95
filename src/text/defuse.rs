//! Cells that a spreadsheet would take for formulas, and back.

use std::borrow::Cow;

/// A cell for a CSV file that a spreadsheet will not take for a formula: an apostrophe goes before
/// a text that begins, after spaces, with `=`, `+`, `-`, `@`, a tab or a carriage return, and
/// before one that begins with an apostrophe and would otherwise be undone wrongly.
///
/// [`undefuse`] gives back exactly what was put in.
pub fn defuse(cell: &str) -> Cow<'_, str> {
    if needs_apostrophe(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell before [`defuse`].
pub fn undefuse(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_apostrophe(rest)).unwrap_or(cell)
}

/// A cell for a workbook, which does not take a text for a formula: only a text that
/// [`undefuse`] would change gets an apostrophe, so that it too comes back as it was.
pub fn keep(cell: &str) -> Cow<'_, str> {
    if undefuse(cell) == cell { Cow::Borrowed(cell) } else { defuse(cell) }
}

/// Whether a text is a formula to a spreadsheet, or one behind apostrophes.
fn needs_apostrophe(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'').trim_start_matches([' ', '\n', '\u{a0}']);
    bare.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defused_cells_come_back_as_they_were() {
        for cell in [
            "=1+1", " +44", "-", "@x", "\tx", "\r", "'=1", "''=1", "'tis", "x", "", "'", "\u{a0}=1",
        ] {
            let safe = defuse(cell);
            assert_eq!(undefuse(&safe), cell, "{cell:?} as {safe:?}");
            assert_eq!(undefuse(&keep(cell)), cell, "{cell:?}");
            assert!(!safe.trim_start().starts_with(['=', '+', '-', '@']), "{safe:?}");
        }
        assert_eq!(defuse("=1+1"), "'=1+1");
        assert_eq!(defuse("\u{a0}=1"), "'\u{a0}=1", "a spreadsheet passes over a no-break space");
        assert_eq!(defuse("'tis"), "'tis");
        assert_eq!((keep("=1+1"), keep("'=1")), ("=1+1".into(), "''=1".into()));
    }
}
