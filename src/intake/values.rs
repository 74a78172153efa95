//! Cells become names, addresses and texts.

use std::str::FromStr;
use std::sync::LazyLock;

use email_address::EmailAddress;
use unicode_normalization::UnicodeNormalization;

use super::phrasebook::{Listed, listed};
use crate::domain::field::LONGEST_NAME;
use crate::sheets::{UNCALCULATED, is_error};
use crate::text;
use crate::text::{dates, has_control, plain, plain_words, shown, undefuse};

/// A short text on one line: invisible characters removed, NFC, single spaces.
pub fn line(cell: &str) -> String {
    let plain = plain(undefuse(cell));
    if plain.is_ascii() { plain } else { plain.nfc().collect() }
}

/// A longer text that may have several lines; line ends are LF, controls and direction marks go.
pub fn lines(cell: &str) -> String {
    let unified = undefuse(cell).replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = shown(&unified)
        .map(|c| if c.is_whitespace() && c != '\n' { ' ' } else { c })
        .nfc()
        .collect();
    kept.trim().to_owned()
}

/// A cell as one line of an organiser's own column: only what could not be shown is removed.
pub fn own_cell(cell: &str) -> String {
    lines(cell)
}

/// A person's name, or what is wrong with it.
pub fn name(cell: &str) -> Result<String, &'static str> {
    let name = line(cell);
    if name.is_empty() {
        return Err("the name is missing");
    }
    if has_control(cell) {
        return Err("the name has a control character in it, which a terminal would obey");
    }
    if undefuse(cell).trim().contains(['\n', '\r']) {
        return Err("the name goes over several lines");
    }
    if name.chars().count() > LONGEST_NAME {
        return Err("the name is too long for one");
    }
    if name == UNCALCULATED {
        return Err("the formula was never calculated: open the file and save it once");
    }
    if is_error(&name) {
        return Err("a formula gave an error in place of the name");
    }
    if name.contains(['\u{fffd}', '?']) {
        return Err("a character of the name is lost");
    }
    if name.contains("&#") || name.contains("&amp;") || name.contains("&quot;") {
        return Err("the name has the code of a web page in it, such as &#39; for an apostrophe");
    }
    if name.contains('@') && is_address(&name) {
        return Err("this is an e-mail address and not a name");
    }
    if name.split([' ', '-']).any(mixes_alphabets) {
        return Err("a letter of the name only looks like a Latin one");
    }
    if name.matches('"').count() % 2 == 1 {
        return Err("the name has a single quotation mark");
    }
    if !name.chars().any(char::is_alphanumeric) {
        return Err("the name has no letter");
    }
    if let Some(what) = no_name(&name) {
        return Err(what);
    }
    Ok(name)
}

/// What stands in the place of a name: numbers, truth values and days are what spreadsheets make
/// of cells, and programs write words for nothing.
fn no_name(name: &str) -> Option<&'static str> {
    let is_truth = ["true", "false", "vrai", "faux", "wahr", "falsch", "verdadero", "falso"];
    let words = plain_words(name);
    if is_truth.contains(&words.as_str()) {
        return Some("this is a truth value and not a name");
    }
    let has_digit = name.chars().any(char::is_numeric);
    if has_digit && dates::is_date(name) {
        return Some("this is a date and not a name");
    }
    if !name.chars().any(char::is_alphabetic) || has_digit && name.parse::<f64>().is_ok() {
        return Some("this is a number and not a name");
    }
    says_nothing(name, &words).then_some("this says that there is no name")
}

/// Words that programs and people write into a cell which holds nothing.
pub const BLANKS: &str = include_str!("words/blanks.txt");

/// Nobody writes so many bytes to say nothing.
const LONGEST_BLANK: usize = 200;

static NO_VALUES: LazyLock<Listed> = LazyLock::new(|| listed(BLANKS));

/// Whether a cell holds nothing, or says so in words: `N/A`, `none`, `-`, `NULL`.
pub fn is_no_value(cell: &str) -> bool {
    if cell.is_empty() {
        return true;
    }
    if cell.len() > LONGEST_BLANK {
        return text::is_blank(cell);
    }
    says_nothing(cell, &plain_words(undefuse(cell)))
}

/// The same of a cell whose words are known.
fn says_nothing(cell: &str, words: &str) -> bool {
    // A formula that failed says nothing of what should stand there.
    !is_error(cell) && (words.is_empty() || NO_VALUES.contains(&("nothing", words)))
}

/// A short text on one line, as [`line()`]; empty where the cell says that there is none.
pub fn value(cell: &str) -> String {
    if is_no_value(cell) { String::new() } else { line(cell) }
}

/// An address in lower case, or what is wrong with it. `Jo <jo@x.example>` and `mailto:` are
/// understood.
pub fn address(cell: &str) -> Result<String, &'static str> {
    let text = line(cell);
    let text = match (text.rfind('<'), text.strip_suffix('>')) {
        (Some(open), Some(inner)) => inner[open + 1..].trim(),
        _ => text.as_str(),
    };
    let is_mailto = text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    // Behind a question mark a link says what the letter is to be about.
    let text = if is_mailto { text[7..].split('?').next().unwrap_or("") } else { text };
    if has_control(cell) {
        return Err("the e-mail address has a control character in it");
    }
    if text.is_empty() {
        return Err("the e-mail address is missing");
    }
    if text.matches('@').count() > 1 {
        return Err("this is more than one e-mail address");
    }
    let Some((local, domain)) = text.split_once('@') else {
        return Err("this is not an e-mail address");
    };
    let labels = || domain.split('.');
    let of_host = |c: char| c.is_alphanumeric() || c == '-' || !c.is_ascii();
    let host = labels().count() > 1
        && labels().all(|label| !label.is_empty() && label.chars().all(of_host))
        && labels().next_back().is_some_and(|last| !last.chars().all(|c| c.is_ascii_digit()));
    let odd = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '"' | '(' | ')' | '\\');
    if local.is_empty() || !host || text.contains(odd) || EmailAddress::from_str(text).is_err() {
        return Err("this is not an e-mail address");
    }
    if text.split(['@', '.']).any(mixes_alphabets) {
        return Err("a letter of the address only looks like a Latin one");
    }
    Ok(text.to_lowercase())
}

/// Whether a word has letters of the Latin alphabet beside Greek or Cyrillic ones, which look the
/// same and are not.
fn mixes_alphabets(word: &str) -> bool {
    let foreign = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}');
    word.contains(foreign) && word.contains(|c: char| c.is_ascii_alphabetic())
}

/// Whether a cell is an address.
pub fn is_address(cell: &str) -> bool {
    address(cell).is_ok()
}

/// A whole number as sheets write it: `5`, `05`, `5.0`, `Round 5`, `R05`.
pub fn number(cell: &str) -> Option<u32> {
    let text = line(cell).to_lowercase();
    let digits_at = text.find(|c: char| c.is_ascii_digit())?;
    let (word, digits) = text.split_at(digits_at);
    let word = word.trim_end_matches([' ', '#', '.', ':', '-']);
    let known = ["", "r", "round", "runde", "tour", "ronda", "rownd", "no", "nr", "pair"];
    if !known.contains(&word) || text.starts_with('-') {
        return None;
    }
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::defuse;

    #[test]
    fn names_are_cleaned_and_checked() {
        assert_eq!(name("  Zoe\u{308}\u{a0} \u{200b}Łak\t"), Ok("Zoë Łak".into()));
        assert_eq!(name("O\u{202e}gre"), Ok("Ogre".into()));
        assert_eq!(name("'=HYPERLINK(1)"), Ok("=HYPERLINK(1)".into()));
        assert_eq!(name("'Abd al-Rahman"), Ok("'Abd al-Rahman".into()));
        for bad in [
            "",
            " \u{3164}",
            "Jo\nSmith",
            "Jo\"",
            "--",
            "Ren\u{fffd}e",
            "Ren?e",
            "O&#39;Shea",
            "#REF!",
            "jo@x.example",
            "N\u{456}a Rhys",
            "12345",
            "44 7700 900123",
            "1e5",
            "TRUE",
            "wahr",
            "2026-05-14",
            "14/05/2026",
            "14 May 2026",
            "N/A",
            "NULL",
            "Al\u{1b}[31mred",
            "Bob\u{7}",
            "Bob\u{9b}1m",
            &"x".repeat(201),
        ] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn what_was_defused_comes_back_to_the_letter() {
        for text in ["+44 7700", "-", "=1", "'=1", "''=1", "'tis", "＝1", "'"] {
            assert_eq!(line(&defuse(text)), text);
            assert_eq!(lines(&defuse(text)), text);
        }
    }

    #[test]
    fn addresses_are_checked_beyond_the_standard() {
        for (cell, expected) in [
            (" Jo.Smith@North.example ", "jo.smith@north.example"),
            ("Jo Smith <jo@north.example>", "jo@north.example"),
            ("mailto:jo+rct@north.example", "jo+rct@north.example"),
            ("MAILTO:jo@north.example?subject=Coffee&body=Hi", "jo@north.example"),
            ("Jo <mailto:jo@north.example?cc=x>", "jo@north.example"),
            ("o'shea@north.example", "o'shea@north.example"),
        ] {
            assert_eq!(address(cell), Ok(expected.into()), "{cell}");
        }
        for bad in [
            "",
            "jo",
            "jo@",
            "jo@north.example?subject=Coffee",
            "jo@north.example/x",
            "@x.example",
            "a@b",
            "jo@north..example",
            "jo @north.example",
            "a@x.example, b@x.example",
            "jo@x.example;",
            "jo@@x.example",
            "jo@1.2.3.4",
            "jo@x.example.",
            "nia@w\u{435}st.example",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nothing_is_said_in_many_words_and_organisations_are_no_such_words() {
        for nothing in
            ["", "-", "--", "N/A", "n.a.", "NA", "None", "null", "NaN", "k. A.", "Aucune"]
        {
            assert_eq!(value(nothing), "", "{nothing}");
        }
        assert!(!is_no_value("#N/A"));
        for name in ["NASA", "Nil by Mouth", "None Ltd", "Leeds", "NAO"] {
            assert_eq!(value(name), name);
        }
    }

    #[test]
    fn numbers_as_sheets_write_them() {
        for good in ["5", " 05 ", "5.0", "Round 5", "R05", "#5", "round #5"] {
            assert_eq!(number(good), Some(5), "{good}");
        }
        for bad in ["", "five", "5th", "-5", "5.5", "1,5", "R05-003", "99999999999"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
