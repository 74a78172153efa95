//! Words for yes, no and not yet.
//!
//! A cell is compared as a whole with a table of phrases. What a table cannot hold is the
//! decoration that people add (`Yes - great chat`, `no :(`); it is cut off behind the phrase, but
//! only at a clear end of it, and only if what is cut says nothing about the answer itself. No
//! phrase is ever looked for inside a cell: `No problem, we met!` and `unmet` are not a no and a
//! yes. What is left over is not guessed.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::Answer;
use crate::text::fold;

use super::phrasebook::{Listed, by_phrase, listed};
use super::values::line;
use crate::text::{is_blank, plain_words};

/// Phrases with their answer, and what may not stand behind them.
pub const TABLE: &str = include_str!("words/answers.txt");

static LISTED: LazyLock<Listed> = LazyLock::new(|| listed(TABLE));

/// How the answers of a sheet are written, as far as one cell does not show it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// They are 1 and 0 and nothing else.
    digits: bool,
    /// They are in Welsh, in which `na` is a no.
    welsh: bool,
}

impl Manner {
    /// What the heading and the cells of a column show.
    pub fn of(heading: &str, cells: &[&str]) -> Self {
        let words = || cells.iter().map(|cell| plain_words(cell)).filter(|words| !words.is_empty());
        let is_digit = |cell: &str| matches!(cell.trim(), "0" | "1" | "0.0" | "1.0");
        let mut filled = cells.iter().copied().filter(|cell| !is_blank(cell)).peekable();
        let digits = filled.peek().is_some() && filled.all(is_digit);
        let is_welsh = |word: &str| LISTED.contains(&("welsh", word));
        let welsh =
            plain_words(heading).split(' ').any(is_welsh) || words().any(|one| is_welsh(&one));
        Self { digits, welsh }
    }

    /// Reads an answer; `None` when the cell says something that is not understood.
    pub fn answer(self, cell: &str) -> Option<Answer> {
        match cell.trim() {
            "1" | "1.0" if self.digits => Some(Answer::Yes),
            "0" | "0.0" if self.digits => Some(Answer::No),
            cell if self.welsh && plain_words(cell) == "na" => Some(Answer::No),
            cell => answer(cell),
        }
    }
}

/// Whether a cell says in words that nobody has answered.
pub fn is_silent(cell: &str) -> bool {
    LISTED.contains(&("silent", plain_words(cell).as_str()))
}

/// Whether a cell says that some of three talked.
pub fn is_some_of_us(cell: &str) -> bool {
    let words = plain_words(cell);
    let bare = words.strip_prefix("yes ").unwrap_or(&words);
    LISTED.contains(&("some", bare))
}

/// Reads an answer; `None` when the cell says something that is not in the table.
pub fn answer(cell: &str) -> Option<Answer> {
    let cell = line(cell);
    match cell.trim() {
        "✓" | "✔" | "✔️" | "✅" | "☑" | "☑️" => return Some(Answer::Yes),
        "✗" | "✘" | "❌" | "✖" | "✖️" => return Some(Answer::No),
        _ => {}
    }
    // A question mark is a doubt.
    if cell.contains('?') {
        return None;
    }
    if let Some(answer) = phrase(&plain_words(&cell)) {
        return Some(answer);
    }
    // Folding makes a hyphen of a dash, and only a dash ends a phrase without a space.
    decorated(&fold(&cell.replace(['—', '–'], " - ")))
}

/// The answer that plain words are as a whole.
pub fn phrase(words: &str) -> Option<Answer> {
    static ALL: LazyLock<HashMap<&str, Answer>> = LazyLock::new(|| by_phrase(TABLE, answer_of));
    ALL.get(words).copied()
}

/// The answer that a key of the table stands for.
fn answer_of(key: &str) -> Option<Answer> {
    match key {
        "yes" => Some(Answer::Yes),
        "no" => Some(Answer::No),
        "not yet" => Some(Answer::NotYet),
        _ => None,
    }
}

/// A phrase of the table, a clear end of it, and decoration.
fn decorated(folded: &str) -> Option<Answer> {
    let ends = folded.char_indices().filter(|&(_, c)| !c.is_alphanumeric());
    // The longest phrase wins: `not yet - in march` before `not`.
    let mut found = None;
    for (at, c) in ends {
        let (head, tail) = folded.split_at(at);
        let Some(answer) = phrase(&plain_words(head)) else { continue };
        let rest = tail.trim_start();
        let separated = match c {
            ' ' => rest.starts_with(|c: char| !c.is_alphanumeric() && c != '\''),
            '\'' | '_' | '/' => false,
            '-' | '.' => !tail[1..].starts_with(char::is_alphanumeric),
            _ => true,
        };
        let tail = plain_words(tail);
        let manner = answer == Answer::Yes && LISTED.contains(&("manner", tail.as_str()));
        if (separated && is_decoration(answer, &tail)) || manner {
            found = Some(answer);
        }
    }
    found
}

/// Whether the words behind a phrase leave its answer as it is.
pub fn is_decoration(answer: Answer, tail: &str) -> bool {
    let has = |key: &str| tail.split(' ').any(|word| LISTED.contains(&(key, word)));
    match answer {
        Answer::Yes => !has("against yes"),
        // A no bears words of denial, but no word of having met without one of them.
        Answer::No => !has("against no") && (!has("happened") || has("denial")),
        Answer::NotYet => !has("against not yet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_phrases_with_decoration_are_understood() {
        for (answer_, cells) in [
            (
                Answer::Yes,
                "Yes|yes!|Y|YES |Yes - great chat|Yes, by phone|yes (Teams)|Do|Oui|Ja!|Sí\
              |Yes :-)|yes 👍|We met!|Yes, we did|true|✓|yes by phone|Yes. Lovely person|yes—twice|Yes - we met for coffee|VRAI|Wahr\
              |yes we met on Teams|Yes, met in person",
            ),
            (
                Answer::No,
                "No|no :(|N|Naddo|Not met|nein|Non.|NO!!|No, sorry|No - too busy\
              |No (holiday)|Didn't meet|We didn’t meet|Nac ydw|false|No, it didn't happen|No - we never met",
            ),
            (
                Answer::NotYet,
                "Planned|Not yet|not-yet|not_yet|Ddim eto|Pas encore|noch nicht\
              |No, not yet|Todavía no|Not yet - booked for Friday (the 3rd)|no, but we will",
            ),
        ] {
            for cell in cells.split('|') {
                assert_eq!(answer(cell), Some(answer_), "{cell}");
            }
        }
    }

    #[test]
    fn what_one_cell_does_not_show_the_column_does() {
        let read = |heading: &str, cells: &[&str]| {
            let manner = Manner::of(heading, cells);
            cells.iter().map(|cell| manner.answer(cell)).collect::<Vec<_>>()
        };
        let (yes, no) = (Some(Answer::Yes), Some(Answer::No));
        assert_eq!(read("Did you meet?", &["1", "0", ""]), [yes, no, None]);
        assert_eq!(read("Did you meet?", &["1", "0", "3"]), [None, None, None]);
        assert_eq!(read("Did you meet?", &["NA", "na", "Yes"]), [None, None, yes]);
        assert_eq!(read("A wnaethoch chi gwrdd?", &["Na", "Do"]), [no, yes]);
        assert_eq!(read("Met", &["Na", "Naddo"]), [no, no]);
        assert!(is_silent("Not confirmed") && is_silent("not_confirmed") && !is_silent("n/a"));
        assert!(is_some_of_us("Some of us") && is_some_of_us("Yes, two of us"));
    }

    #[test]
    fn nothing_is_found_inside_a_cell() {
        for cell in [
            "Yes, arranged for 12 June",
            "Yes (to be confirmed)",
            "Yes - TBC",
            "Yes, we are going to",
            "Yes, later this month",
            "No - rearranged for June",
            "No, online",
            "No - only by phone",
            "No (video call)",
            "No - we had a call",
            "Non, en ligne",
            "Nein, nur telefonisch",
            "Oui, prévu le 12 juin",
            "Ja, verabredet für Juni",
            "Sí, quedado para junio",
            "NA",
            "na",
            "",
            "No problem, we met!",
            "unmet",
            "Yesterday",
            "nobody",
            "Yes, but not with them",
            "no yes",
            "maybe",
            "do not know",
            "n/a",
            "N/A",
            "y/n",
            "yes/no",
            "-",
            "?",
            "Yes and no",
            "No, we met",
            "5",
            "yes - no show",
            "Yes, we will meet next week",
            "No, but we met later",
            "Not yet? We met!",
            "No - booked for May",
            "no idea",
            "not sure",
            "Ja, aber nicht lange",
            "Do not",
            "no-one came, but we met",
            "yes we couldn't",
            "Yes?",
            "Yes - tomorrow",
            "Yes, next week",
            "No, we talked on the phone instead",
            "we're meeting next week",
            "Yes, but no",
            "1",
            "0",
            "not confirmed",
            "some of us",
            "X",
        ] {
            assert_eq!(answer(cell), None, "{cell}");
        }
    }
}
