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

use super::values::line;
use crate::text::words;

const YES: &str = "yes|y|yep|yeah|yup|yes we did|yes we have|yes we met|we met|we did|we have met\
    |met|true|yes i did|definitely|absolutely|of course|yes of course|already met\
    |do|do wnaethon ni|ydw|ydyn|ie|cwrddon ni|wedi cwrdd\
    |vrai|wahr|verdadero|gwir|oui|oui nous nous sommes rencontres|ja|ja haben wir|ja wir haben uns getroffen|jawohl\
    |si|si nos reunimos|si nos hemos reunido|sim|tak|ano|kylla|jo";

const NO: &str = "no|n|nope|nah|no we did not|no we didn t|no we have not|no we haven t|not met\
    |we did not|we didn t|we did not meet|we didn t meet|did not meet|didn t meet|did not happen\
    |didn t happen|it did not happen|it didn t happen|no we did not meet|no we didn t meet\
    |never met|we never met|no never|never|unfortunately not|sadly not|afraid not|i m afraid not\
    |no sorry|sorry no|false|faux|falsch|falso|anwir|cancelled|canceled\
    |naddo|na|nac ydw|nac ydyn|naddo yn anffodus\
    |non|non malheureusement|malheureusement non|nein|nein leider nicht|leider nicht|leider nein\
    |no nos reunimos|no nos hemos reunido|nao|nie|nej|nee|ei";

const NOT_YET: &str = "not yet|notyet|no not yet|not so far|planned|scheduled|booked|arranged\
    |date set|date is set|in the diary|soon|upcoming|pending|still to come|still to do\
    |still planning|still planning to|we plan to|not yet but planned|not yet but booked\
    |not yet but soon|not yet but we will|no but planned|no but booked|no but scheduled\
    |no but we will|no but we plan to|yet to meet|we are meeting soon|meeting soon\
    |ddim eto|dim eto|naddo ddim eto|eto i ddod|wedi trefnu\
    |pas encore|non pas encore|prevu|noch nicht|nein noch nicht|geplant|todavia no|aun no\
    |no todavia|no todavia no|ainda nao|jeszcze nie|inte an|nej inte an|nog niet";

/// Words that speak against an answer; behind its phrase they make the whole cell unclear.
const AGAINST_YES: &str = "tomorrow next soon hopefully demain prochaine bientot morgen bald \
    manana pronto proxima yfory no not never but didn t couldn cannot will would planned plan booked \
    scheduled meeting yet however though although almost nearly except until unfortunately \
    cancelled canceled partly half someone else instead show \
    mais pas non aber nicht nein pero ond ddim naddo";

/// A no bears other words of denial, but no word of having met without one of them.
const AGAINST_NO: &str = "yes but will would planned plan booked scheduled yet however though \
    although almost nearly except until partly half someone else instead soon next \
    mais oui aber ja doch noch encore pero ond do eto";

/// Words of a conversation.
const HAPPENED: &str = "met meet meeting did talked talk spoke speak chatted chat";

/// Words of denial.
const DENIAL: &str = "not never didn couldn cancelled canceled nobody nothing";

const AGAINST_NOT_YET: &str = "yes no never met cancelled canceled did oui non ja nein si naddo";

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
    if let Some(answer) = phrase(&words(&cell)) {
        return Some(answer);
    }
    // Folding makes a hyphen of a dash, and only a dash ends a phrase without a space.
    decorated(&fold(&cell.replace(['—', '–'], " - ")))
}

fn phrase(words: &str) -> Option<Answer> {
    static ALL: LazyLock<HashMap<&str, Answer>> = LazyLock::new(|| {
        let lists = [(YES, Answer::Yes), (NO, Answer::No), (NOT_YET, Answer::NotYet)];
        let phrases = |(list, answer): (&'static str, _)| list.split('|').map(move |p| (p, answer));
        lists.into_iter().flat_map(phrases).collect()
    });
    ALL.get(words).copied()
}

/// A phrase of the table, a clear end of it, and decoration.
fn decorated(folded: &str) -> Option<Answer> {
    let ends = folded.char_indices().filter(|&(_, c)| !c.is_alphanumeric());
    // The longest phrase wins: `not yet - in march` before `not`.
    let mut found = None;
    for (at, c) in ends {
        let (head, tail) = folded.split_at(at);
        let Some(answer) = phrase(&words(head)) else { continue };
        let rest = tail.trim_start();
        let separated = match c {
            ' ' => rest.starts_with(|c: char| !c.is_alphanumeric() && c != '\''),
            '\'' | '_' | '/' => false,
            '-' | '.' => !tail[1..].starts_with(char::is_alphanumeric),
            _ => true,
        };
        let tail = words(tail);
        let means = [
            " by phone",
            " by email",
            " online",
            " in person",
            " on teams",
            " via teams",
            " on zoom",
            " via zoom",
            " over coffee",
            " twice",
        ];
        let manner = answer == Answer::Yes && means.contains(&format!(" {tail}").as_str());
        if (separated && is_decoration(answer, &tail)) || manner {
            found = Some(answer);
        }
    }
    found
}

/// Whether the words behind a phrase leave its answer as it is.
fn is_decoration(answer: Answer, tail: &str) -> bool {
    let has = |list: &str| tail.split(' ').any(|word| list.split(' ').any(|one| one == word));
    match answer {
        Answer::Yes => !has(AGAINST_YES),
        Answer::No => !has(AGAINST_NO) && (!has(HAPPENED) || has(DENIAL)),
        Answer::NotYet => !has(AGAINST_NOT_YET),
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
    fn nothing_is_found_inside_a_cell() {
        for cell in [
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
            "X",
        ] {
            assert_eq!(answer(cell), None, "{cell}");
        }
    }
}
