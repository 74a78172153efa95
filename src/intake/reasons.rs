//! Why a conversation did not happen: phrases become codes, the text is kept beside them.

use std::collections::HashMap;
use std::iter;
use std::sync::LazyLock;

use super::phrasebook::{Listed, by_phrase, listed};
use crate::domain::Reason;
use crate::text::fold;

use super::values::lines;
use crate::text::plain_words;

/// Phrases of whole words with their code. Of several in one text the one that stands first
/// counts, and of those at the same word the longest.
pub const TABLE: &str = include_str!("words/reasons.txt");

static LISTED: LazyLock<Listed> = LazyLock::new(|| listed(TABLE));

/// The reason in a text: `None` when it says nothing, `Other` when no phrase is known.
pub fn reason(text: &str) -> Option<Reason> {
    let folded = fold(text);
    let text = plain_words(&folded);
    if text.is_empty() || LISTED.contains(&("nothing", text.as_str())) {
        return None;
    }
    if let Some(code) = code(&folded) {
        return Some(code);
    }
    Some(first_phrase(&text).unwrap_or(Reason::Other))
}

/// The most words that a phrase has.
const LONGEST: usize = 6;

fn first_phrase(text: &str) -> Option<Reason> {
    static ALL: LazyLock<HashMap<&str, Reason>> =
        LazyLock::new(|| by_phrase(TABLE, Reason::from_code));
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    iter::once(0).chain(starts).find_map(|start| {
        let rest = &text[start..];
        let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
        ends.take(LONGEST).filter_map(|end| ALL.get(&rest[..end]).copied()).last()
    })
}

/// The code and the text of a reason. A column of codes is believed; free text is coded by its
/// phrases and kept.
pub fn of_cells(code_cell: &str, text_cell: &str) -> (Option<Reason>, String) {
    let text = lines(text_cell);
    let said = lines(code_cell);
    if said.is_empty() {
        return (reason(&text), text);
    }
    match (code(&said), text.is_empty()) {
        (Some(code), _) => (Some(code), text),
        // The only column holds free text under the heading of a code.
        (None, true) => (reason(&said), said),
        (None, false) => (reason(&said).or_else(|| reason(&text)), text),
    }
}

/// The exact code of a reason, however it is written: `no-reply`, `No reply`, `no_reply`.
pub fn code(text: &str) -> Option<Reason> {
    let dashed = plain_words(text).replace(' ', "-");
    Reason::from_code(&dashed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::phrasebook::lines;

    #[test]
    fn a_code_is_believed_and_free_text_is_kept() {
        assert_eq!(of_cells("busy", ""), (Some(Reason::Busy), String::new()));
        assert_eq!(of_cells("busy", "on holiday"), (Some(Reason::Busy), "on holiday".into()));
        assert_eq!(of_cells("", "on holiday"), (Some(Reason::Away), "on holiday".into()));
        assert_eq!(of_cells("Was on holiday", ""), (Some(Reason::Away), "Was on holiday".into()));
        assert_eq!(of_cells("", ""), (None, String::new()));
    }

    #[test]
    fn every_line_is_of_a_reason_and_its_phrases_are_short_enough() {
        for line in lines(TABLE) {
            assert!(line.key == "nothing" || Reason::from_code(line.key).is_some(), "{line:?}");
            assert!(line.phrases().all(|one| one.split(' ').count() <= LONGEST), "{line:?}");
        }
    }

    #[test]
    fn phrases_are_whole_words_and_the_first_one_counts() {
        for (text, expected) in [
            ("Too busy this month", Some(Reason::Busy)),
            ("Dim amser yn anffodus", Some(Reason::Busy)),
            ("emailed on the 4th & 11th - nothing", Some(Reason::NoReply)),
            ("Booked for the 30th then had to cancel", Some(Reason::Rescheduled)),
            ("had to put the day job first", Some(Reason::NoPermission)),
            ("felt awkward to chase", Some(Reason::Motivation)),
            ("It slipped my mind", Some(Reason::Forgot)),
            ("budget setting took over", Some(Reason::Busy)),
            ("We couldn't agree on a date", Some(Reason::Busy)),
            ("staff shortages, I was covering for two colleagues", Some(Reason::Busy)),
            ("Trop de travail ce mois-ci", Some(Reason::Busy)),
            ("saw the mail too late", Some(Reason::Forgot)),
            ("I never got round to it", Some(Reason::Forgot)),
            ("Zu spät gesehen", Some(Reason::Forgot)),
            ("the video kept dropping", Some(Reason::Tech)),
            ("Couldn't join, Zoom failed", Some(Reason::Tech)),
            ("Teams would not let me in, twice", Some(Reason::Tech)),
            ("My manager would not let me take part", Some(Reason::NoPermission)),
            ("we already know each other", Some(Reason::Motivation)),
            ("Wir kennen uns schon", Some(Reason::Motivation)),
            ("Jury service", Some(Reason::Away)),
            ("it was half term", Some(Reason::Away)),
            ("They never got back to me", Some(Reason::NoReply)),
            ("Hat sich nicht gemeldet", Some(Reason::NoReply)),
            ("she did not turn up", Some(Reason::Rescheduled)),
            ("our working days don't overlap", Some(Reason::Shifts)),
            ("the introduction went to junk", Some(Reason::Contact)),
            ("My manager said no", Some(Reason::NoPermission)),
            ("couldn't be released from the ward", Some(Reason::NoPermission)),
            ("My partner was a skillful villain", Some(Reason::Other)),
            ("no-reply", Some(Reason::NoReply)),
            ("n/a", None),
            (" - ", None),
        ] {
            assert_eq!(reason(text), expected, "{text}");
        }
    }
}
