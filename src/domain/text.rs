//! Text that came from strangers, made harmless to show.

use std::borrow::Cow;

/// One line of text without anything that a terminal, a page or an XML reader would take for
/// more than text: line breaks and tabs become spaces; other control characters, characters that
/// turn the direction of what follows, and those that XML forbids are left out.
///
/// Letters and signs of every script stay as they are. It does not escape anything: each format
/// does that for itself.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => is_harmless(c).then_some(c),
    });
    Cow::Owned(kept.collect())
}

fn is_harmless(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_script_stay_as_they_are() {
        for name in ["Éabha de Búrca", "Łukasz Żak", "山田 太郎", "עדי", "👩‍🔬 Ada", "O’Shea & <Co>"]
        {
            assert!(matches!(clean(name), Cow::Borrowed(same) if same == name));
        }
    }

    #[test]
    fn what_is_more_than_text_is_left_out() {
        assert_eq!(clean("\u{1b}[31mred\u{7}\0"), "[31mred");
        assert_eq!(clean("two\r\nlines\tand\u{2028}more"), "two  lines and more");
        assert_eq!(clean("a\u{202e}b\u{2066}c\u{ffff}d\u{9b}"), "abcd");
    }
}
