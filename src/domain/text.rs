//! Text that came from strangers.

/// Makes a cell harmless for a spreadsheet: what it would take for a formula gets a leading
/// apostrophe.
///
/// [`undefuse`] takes exactly that apostrophe away again, for every text.
pub fn defuse(cell: &str) -> std::borrow::Cow<'_, str> {
    if is_fused(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// The text that [`defuse`] was given; text that a person typed in stays as it is.
pub fn undefuse(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_fused(rest) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet would calculate a cell, or would once its apostrophes were taken away.
fn is_fused(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_everything_reads_back() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+44 20 7946", "'+44 20 7946"),
            ("'=1", "''=1"),
            ("''@x", "'''@x"),
            ("＝1", "'＝1"),
            ("'Allo", "'Allo"),
            ("a=b", "a=b"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(defuse(text), cell);
            assert_eq!(undefuse(cell), text);
        }
        assert_eq!(undefuse("=typed by hand"), "=typed by hand");
    }
}
