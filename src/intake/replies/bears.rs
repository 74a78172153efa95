//! Whether words behind or below an answer leave it as it is.

use crate::domain::{Answer, Reason};
use crate::intake::answers::{self, is_decoration};
use crate::intake::reasons;
use crate::text::plain_words;

use super::phrases::{AROUND, WORDS, starts};

/// The word that says what people had stands behind so many others at most, as in `a really good
/// long chat`.
const SOON: usize = 4;

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
    if AROUND.is("closing", behind) || (apart && WORDS.all_of(&["polite"], behind)) {
        return true;
    }
    let behind = &WORDS.without("had met", behind);
    if ["will meet", "no date", "asks", "undone"].iter().any(|key| WORDS.within(key, behind)) {
        return false;
    }
    let whole = format!("{head} {behind}");
    // `yes on Tuesday` may be a plan, `yes great chat` is none.
    let is_past = !has_day(behind, is_day) || whole.split(' ').any(|word| WORDS.is("past", word));
    let known = WORDS.all_of(&["met", "warm", "past", "small", "day"], behind);
    let gone = apart && behind.split(' ').any(|word| WORDS.is("gone", word));
    if known && is_past && (tells(&whole) || gone) {
        return true;
    }
    apart && tells_first(behind) && is_past && answers::answer(line) == Some(Answer::Yes)
}

/// Whether words tell of a conversation that took place.
fn tells(words: &str) -> bool {
    let is_one = |word| WORDS.is("warm", word) || WORDS.is("met", word);
    tells_somewhere(words) || words.split(' ').any(is_one)
}

/// Whether it is told anywhere in words, and not in a single one.
pub fn tells_somewhere(words: &str) -> bool {
    starts(words).any(tells_first)
}

/// Whether words begin with what is told of a conversation.
fn tells_first(words: &str) -> bool {
    let of_talk = |behind: &str| {
        let soon = behind.match_indices(' ').nth(SOON).map_or(behind, |(end, _)| &behind[..end]);
        WORDS.within("of talk", soon)
    };
    WORDS.behind("we met", words).is_some() || WORDS.behind("had a", words).is_some_and(of_talk)
}

fn has_day(words: &str, is_day: impl Fn(&str) -> bool) -> bool {
    words.split(' ').any(is_day)
}

/// Whether a word names a day or a time.
fn is_day(word: &str) -> bool {
    WORDS.is("day", word) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a no is one with these words behind it in its line.
pub fn no_bears(behind: &str, line: &str, apart: bool) -> bool {
    let asks = WORDS.within("asks", behind) && reason(behind).is_none();
    if !apart || asks || tells_of_meeting(behind) || WORDS.within("will meet", behind) {
        return false;
    }
    if WORDS.all_of(&["regret"], behind) {
        return true;
    }
    let negates = behind.split(' ').any(|word| WORDS.is("negates", word));
    if negates && WORDS.all_of(&["small no", "regret"], behind) {
        return true;
    }
    reason(behind).is_some() && answers::answer(line) == Some(Answer::No)
}

/// The reason that words give, if it is one of the known.
pub fn reason(words: &str) -> Option<Reason> {
    reasons::reason(words).filter(|&reason| reason != Reason::Other)
}

/// Whether words say that people met, without a word of denial in front.
pub fn tells_of_meeting(words: &str) -> bool {
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

/// Whether an answer is one with these words below it; `first` is its own line.
pub fn below_bears(sure: Sure, first: &str, words: &str) -> bool {
    let told = WORDS.without("had met", words);
    let is_to_come = WORDS.within("will meet", &told);
    let bare = without(words, &["soft"]);
    match sure {
        Sure::Met(Answer::Yes) => {
            let mild = without(&told, &["harmless"]);
            let softly = without(&mild, &["soft", "soft yes"]);
            let tells = tells(words) || tells(&plain_words(first));
            // A day below a bare yes may be that of a plan.
            let planned = has_day(&told, |word| WORDS.is("day", word)) && !tells;
            let is_open = is_to_come
                || planned
                || ["no date", "undone"].iter().any(|key| WORDS.within(key, &told));
            let strange = WORDS.within("asks", &told) && !tells;
            let against = |words| !is_decoration(Answer::Yes, words);
            !is_open && !strange && (!against(&mild) || (tells && !against(&softly)))
        }
        Sure::Met(Answer::No) => {
            !is_to_come && !tells_of_meeting(words) && is_decoration(Answer::No, &bare)
        }
        Sure::Met(Answer::NotYet) => {
            !tells_of_meeting(words) && is_decoration(Answer::NotYet, words)
        }
        Sure::In(_) if WORDS.within("conditions", words) => false,
        Sure::In(true) => is_decoration(Answer::Yes, &without(&bare, &["soft yes", "harmless"])),
        Sure::In(false) => is_decoration(Answer::No, &without(&bare, &["soft yes"])),
    }
}

fn without(words: &str, keys: &[&str]) -> String {
    let stays = |word: &&str| !keys.iter().any(|key| WORDS.is(key, word));
    words.split(' ').filter(stays).collect::<Vec<_>>().join(" ")
}
