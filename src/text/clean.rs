//! Text from strangers, made safe to show.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// A text without anything that could command a terminal or turn the reading direction: controls,
/// escapes, direction marks, other invisible signs, private characters and those that XML forbids
/// go; line breaks and
/// tabs become spaces.
///
/// What remains is shown as it stands: quoting for HTML, CSV and the like is the writer's work.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || fates(text).all(|(_, fate)| fate == Fate::Keep) {
        return Cow::Borrowed(text);
    }
    let kept = fates(text).filter_map(|(c, fate)| match fate {
        Fate::Keep => Some(c),
        Fate::Space => Some(' '),
        Fate::Drop => None,
    });
    Cow::Owned(kept.collect())
}

/// Whether all of a text can be seen and is ASCII, as most are.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Each character with what becomes of it; tags stay behind a flag only.
fn fates(text: &str) -> impl Iterator<Item = (char, Fate)> {
    let mut before = ' ';
    text.chars().map(move |c| {
        let is_tag = matches!(c, '\u{e0020}'..='\u{e007f}');
        let fate = if is_tag && !joins(before, c, None) { Fate::Drop } else { fate(c) };
        before = c;
        (c, fate)
    })
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
        ' '..='~' => Fate::Keep,
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
        | '\u{e0000}'..='\u{e001f}'
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
    if is_plain(text) && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in shown(text) {
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

/// The characters of a text without those that show nothing and belong to nothing: a joiner inside
/// a word or a picture stays, and so do the tags of a flag. Of a terminal's control sequence
/// nothing is left.
pub fn shown(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let c = chars.next()?;
            if c == ESCAPE {
                skip_sequence(&mut chars);
            } else if !is_invisible(c) || joins(before, c, chars.peek().copied()) {
                before = c;
                return Some(c);
            }
        }
    })
}

/// The character with which a terminal's control sequences begin.
const ESCAPE: char = '\u{1b}';

/// Goes behind a control sequence: `[31m`, or `]0;title` up to its end.
fn skip_sequence(chars: &mut Peekable<Chars<'_>>) {
    match chars.peek() {
        Some('[') => while chars.next().is_some_and(|c| !matches!(c, '@'..='Z' | '\\'..='~')) {},
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let is_end = |c: char| matches!(c, '\u{7}' | '\u{9c}' | '\n');
            while chars.next_if(|&c| c != ESCAPE && !is_end(c)).is_some() {}
            chars.next_if(|&c| matches!(c, '\u{7}' | '\u{9c}'));
        }
        Some('\\') => drop(chars.next()),
        _ => {}
    }
}

/// Whether a character that shows nothing belongs to those around it: a joiner between two letters
/// of a script that has joiners or between two pictures, and the tags behind a flag.
fn joins(before: char, c: char, after: Option<char>) -> bool {
    let takes_part = |c: char| c >= '\u{370}' && !c.is_whitespace() && !is_invisible(c);
    let is_tag = |c: char| matches!(c, '\u{e0020}'..='\u{e007f}');
    match c {
        // Behind a virama a joiner may end a letter, and so a word.
        '\u{200c}' | '\u{200d}' => takes_part(before) && after.is_some_and(takes_part),
        c if is_tag(c) => before == '\u{1f3f4}' || is_tag(before) && before != '\u{e007f}',
        _ => false,
    }
}

/// Whether a text has a character that commands a machine, other than white space.
pub fn has_control(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !c.is_whitespace())
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
        for good in ["Éabha O’Shea", "Łukasz Żak", "E\u{301}abha", "田中", "Jo 🙂", WALES]
        {
            assert!(matches!(clean(good), Cow::Borrowed(same) if same == good));
        }
    }

    const WALES: &str = "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";

    #[test]
    fn joiners_belong_to_words_and_pictures_and_to_nothing_else() {
        for kept in ["علی\u{200c}رضا", "👩\u{200d}💻", "ශ්\u{200d}රී", "क्\u{200d}ष", WALES]
        {
            assert_eq!(plain(kept), kept);
        }
        for (text, shown) in [
            ("\u{200d}Jo\u{200c}", "Jo"),
            ("J\u{200d}o", "Jo"),
            ("علی\u{200c} رضا", "علی رضا"),
            ("Jo\u{e0067}\u{e007f}", "Jo"),
            ("علی\u{200c}", "علی"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn of_a_control_sequence_nothing_is_left() {
        for (text, shown) in [
            ("Al\u{1b}[31mred", "Alred"),
            ("Bob\u{1b}]0;owned\u{7}", "Bob"),
            ("Bob\u{1b}]8;;http://x.example\u{1b}\\Lee", "BobLee"),
            ("Al\u{1b}[1;2;3", "Al"),
            ("Al\u{1b}", "Al"),
            ("Al\u{1b}cLee", "AlcLee"),
        ] {
            assert_eq!(plain(text), shown);
            assert!(has_control(text));
        }
        assert!(!has_control("a\tb\r\nc"));
    }
}
