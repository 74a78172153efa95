//! Text from strangers, made safe to show: one line, nothing invisible, nothing that moves a
//! cursor or turns the direction of writing.

/// Characters that show nothing: zero-width, direction marks, soft hyphen, fillers, tags, and
/// controls other than white space.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_control() && !c.is_whitespace())
}

/// The text on one line: invisible characters removed, white space of every kind one space.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_invisible(c)) {
        // The next-line control counts as white space for Rust; so do the Unicode separators.
        if !c.is_whitespace() {
            plain.push(c);
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The most characters that [`excerpt`] shows.
pub const EXCERPT: usize = 60;

/// The beginning of a text on one line, with `…` where it was cut.
pub fn excerpt(text: &str) -> String {
    // Four times as many characters are looked at, so that a cell of a megabyte costs nothing.
    let beginning: String = text.chars().take(EXCERPT * 4).collect();
    let mut plain = plain(&beginning);
    if let Some((cut, _)) = plain.char_indices().nth(EXCERPT) {
        plain.truncate(cut);
        plain.push('…');
    }
    plain
}

/// The excerpt in backticks, as messages name a value.
pub fn quote(text: &str) -> String {
    format!("`{}`", excerpt(text).replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_the_cursor_or_the_direction_is_gone() {
        assert_eq!(plain("  Jo\u{202e}\u{1b}[31m\r\n Smith\u{0} "), "Jo[31m Smith");
        assert_eq!(plain("\u{3164}\u{200b}"), "");
        assert_eq!(quote("a`b\tc"), "`a'b c`");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(excerpt(&"é".repeat(100)).chars().count(), EXCERPT + 1);
        assert_eq!(excerpt("short"), "short");
    }
}
