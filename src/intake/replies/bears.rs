//! Whether words behind or below an answer leave it as it is.

use crate::domain::{Answer, Reason};
use crate::intake::answers::{self, is_decoration};
use crate::intake::reasons;

use super::phrases::{AROUND, WORDS};

/// An answer to one of the two questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// Whether they met.
    Met(Answer),
    /// Whether they are in next time.
    In(bool),
}

/// Whether a yes is one with these words behind it in its line.
pub fn yes_bears(head: &str, behind: &str, line: &str, apart: bool) -> bool {
    if ["will meet", "no date", "asks"].iter().any(|key| WORDS.within(key, behind)) {
        return AROUND.is("closing", behind);
    }
    let mut words = head.split(' ').chain(behind.split(' '));
    let no_day = !behind.split(' ').any(is_day);
    // `yes on Tuesday` may be a plan, `yes great chat` is none.
    let is_past = no_day || words.clone().any(|word| WORDS.is("past", word));
    let tells = words.any(|word| ["met", "warm", "past"].iter().any(|key| WORDS.is(key, word)));
    let known = WORDS.all_of(&["met", "warm", "past", "small", "day"], behind);
    let polite = (apart && WORDS.all_of(&["small"], behind)) || AROUND.is("closing", behind);
    if known && is_past && (tells || polite) {
        return true;
    }
    let told = WORDS.behind("we met", behind).is_some();
    apart && told && is_past && answers::answer(line) == Some(Answer::Yes)
}

/// Whether a word names a day.
pub fn is_day(word: &str) -> bool {
    WORDS.is("day", word) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a no is one with these words behind it in its line.
pub fn no_bears(behind: &str, line: &str, apart: bool) -> bool {
    if !apart
        || WORDS.within("asks", behind) && reason(behind).is_none()
        || tells_of_meeting(behind)
    {
        return false;
    }
    if WORDS.all_of(&["small no"], behind) {
        return true;
    }
    reason(behind).is_some() && answers::answer(line) == Some(Answer::No)
}

/// The reason that words give, if it is one of the known.
pub fn reason(words: &str) -> Option<Reason> {
    reasons::reason(words).filter(|&reason| reason != Reason::Other)
}

/// Whether words say that people met, without a word of denial in front.
fn tells_of_meeting(words: &str) -> bool {
    let mut before = ["", ""];
    for word in words.split(' ') {
        let denied = before
            .iter()
            .any(|word| matches!(*word, "never" | "not" | "t" | "nor" | "pas" | "nicht" | "nie"));
        if WORDS.is("met", word) && !denied {
            return true;
        }
        before = [before[1], word];
    }
    false
}

/// Whether an answer is one with these words below it.
pub fn below_bears(sure: Sure, words: &str) -> bool {
    let is_to_come = WORDS.within("will meet", words);
    let bare = without(words, &["soft"]);
    match sure {
        Sure::Met(Answer::Yes) => {
            let mild = without(words, &["harmless"]);
            let softly = without(&mild, &["soft", "soft yes"]);
            let warm = |word| WORDS.is("warm", word) || WORDS.is("met", word);
            let tells = WORDS.within("we met", words) || words.split(' ').any(warm);
            let is_open = is_to_come || WORDS.within("no date", words);
            let against = |words| !is_decoration(Answer::Yes, words);
            !is_open && (!against(&mild) || (tells && !against(&softly)))
        }
        Sure::Met(Answer::No) => {
            !is_to_come && !tells_of_meeting(words) && is_decoration(Answer::No, &bare)
        }
        Sure::Met(Answer::NotYet) => {
            !tells_of_meeting(words) && is_decoration(Answer::NotYet, words)
        }
        Sure::In(true) => is_decoration(Answer::Yes, &without(&bare, &["soft yes", "harmless"])),
        Sure::In(false) => is_decoration(Answer::No, &without(&bare, &["soft yes"])),
    }
}

fn without(words: &str, keys: &[&str]) -> String {
    let stays = |word: &&str| !keys.iter().any(|key| WORDS.is(key, word));
    words.split(' ').filter(stays).collect::<Vec<_>>().join(" ")
}
