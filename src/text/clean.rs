//! Text from strangers, made safe to show.

use std::borrow::Cow;

/// A text without anything that could command a terminal or turn the reading direction: controls,
/// escapes, direction marks, other invisible signs, private characters and those that XML forbids
/// go; line breaks and
/// tabs become spaces.
///
/// What remains is shown as it stands: quoting for HTML, CSV and the like is the writer's work.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| fate(c) == Fate::Keep) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match fate(c) {
        Fate::Keep => Some(c),
        Fate::Space => Some(' '),
        Fate::Drop => None,
    });
    Cow::Owned(kept.collect())
}

/// What becomes of a character.
#[derive(PartialEq, Eq)]
enum Fate {
    Keep,
    Space,
    Drop,
}

fn fate(c: char) -> Fate {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Space,
        // The joiners U+200C and U+200D stay: Persian and Indic names need them.
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'..='\u{ffff}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{e0000}'..='\u{e007f}'
        | '\u{f0000}'.. => Fate::Drop,
        c if c.is_control() => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Whether a cell shows nothing.
pub fn is_blank(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

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
    fn hostile_names_lose_their_sting_and_good_ones_nothing() {
        assert_eq!(clean("\u{1b}[31mRed\u{7}"), "[31mRed");
        assert_eq!(clean("a\u{202e}b\r\nc\u{e001}"), "ab  c");
        for good in ["Éabha O’Shea", "Łukasz Żak", "E\u{301}abha", "田中", "Jo 🙂"] {
            assert!(matches!(clean(good), Cow::Borrowed(same) if same == good));
        }
    }
}
