//! Whether somebody takes part: the words for it, and headings that speak of one time only.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::{Answer, Status};
use crate::text::{digits, plain_words};

use super::answers;
use super::meaning::Meaning;
use super::phrasebook::{Listed, by_phrase, listed};

/// The words.
pub const STATUSES: &str = include_str!("words/statuses.txt");

/// What headings say of one time, or of taking part.
pub const MOMENTS: &str = include_str!("words/moments.txt");

static MOMENT: LazyLock<Listed> = LazyLock::new(|| listed(MOMENTS));

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A status, whatever the heading asks.
    Is(Standing),
    /// Yes to what the heading asks.
    Yes,
    /// No to it.
    No,
}

/// Whether somebody takes part, the least hindrance first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They do.
    Active,
    /// They do not, for now.
    Paused,
    /// They do not any more.
    Left,
}

impl Standing {
    /// The word of the roster.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => Status::Active.word(),
            Self::Paused => Status::Paused { until: None }.word(),
            Self::Left => Status::Left.word(),
        }
    }
}

/// Reads a cell; `None` when it says something else.
pub fn said(cell: &str) -> Option<Said> {
    static ALL: LazyLock<HashMap<&str, Said>> = LazyLock::new(|| by_phrase(STATUSES, of_key));
    if cell.contains('?') {
        return None;
    }
    let known = ALL.get(plain_words(cell).as_str()).copied();
    known.or_else(|| match answers::answer(cell)? {
        Answer::Yes => Some(Said::Yes),
        Answer::No => Some(Said::No),
        Answer::NotYet => None,
    })
}

fn of_key(key: &str) -> Option<Said> {
    match key {
        "active" => Some(Said::Is(Standing::Active)),
        "paused" => Some(Said::Is(Standing::Paused)),
        "left" => Some(Said::Is(Standing::Left)),
        "yes" => Some(Said::Yes),
        "no" => Some(Said::No),
        _ => None,
    }
}

impl Said {
    /// What it comes to under a heading that asks whether somebody takes part, skips, or is gone.
    pub fn under(self, meaning: Meaning) -> Standing {
        match (meaning, self) {
            (_, Self::Is(standing)) => standing,
            (Meaning::Skips, Self::Yes) | (Meaning::TakesPart, Self::No) => Standing::Paused,
            (Meaning::Gone, Self::Yes) => Standing::Left,
            (Meaning::Skips | Meaning::Gone, Self::No) | (_, Self::Yes) => Standing::Active,
            (_, Self::No) => Standing::Paused,
        }
    }
}

/// What a title, a heading or a file's name says of everybody below it: of `Unsubscribed members` that
/// they have left. Only that people do not take part needs to be said of a whole sheet.
pub fn of_everybody(title: &str) -> Option<Standing> {
    let words = plain_words(title);
    let about =
        |word: &&str| !MOMENT.contains(&("list", *word)) && !word.chars().any(char::is_numeric);
    let rest: Vec<_> = words.split(' ').filter(about).collect();
    match said(&rest.join(" "))? {
        Said::Is(standing) if standing != Standing::Active => Some(standing),
        _ => None,
    }
}

/// The same of a file's name, which may be short for anything.
pub fn of_file(name: &str) -> Option<Standing> {
    const SHORTEST: usize = 7;
    let stem = name.rsplit(['/', '\\']).next()?.split('.').next()?;
    of_everybody(stem).filter(|&standing| standing == Standing::Left && stem.len() >= SHORTEST)
}

/// A heading, in plain words, without what it says of one time; `None` where it says nothing of
/// one. Of `available in june` that is `available`, of `in for june` it is `in`.
pub fn without_moment(heading: &str) -> Option<String> {
    let words: Vec<&str> = heading.split(' ').collect();
    let (mut from, to) = moment(&words)?;
    let is_before = |word: &&str| MOMENT.contains(&("before", *word));
    while from > 1 && words.get(from - 1).is_some_and(is_before) {
        from -= 1;
    }
    // Of `may` alone nobody knows that it is a month.
    let rest: Vec<_> = words[..from].iter().chain(&words[to..]).copied().collect();
    (!rest.is_empty()).then(|| rest.join(" "))
}

/// Where a time stands among words.
fn moment(words: &[&str]) -> Option<(usize, usize)> {
    let year = |word: &&str| word.len() == 4 && digits(word.as_bytes()).is_some();
    for from in 0..words.len() {
        for to in (from + 1..=words.len().min(from + 4)).rev() {
            let phrase = words[from..to].join(" ");
            if MOMENT.contains(&("now", phrase.as_str())) {
                return Some((from, to));
            }
            // `may` is a month only behind a word such as `in`.
            let is_month = MOMENT.contains(&("month", phrase.as_str()));
            let sure = phrase != "may"
                || from.checked_sub(1).is_some_and(|at| matches!(words[at], "in" | "for"));
            if is_month && sure {
                return Some((from, to + usize::from(words.get(to).is_some_and(year))));
            }
        }
    }
    None
}

/// Whether a heading that is not understood is about taking part, pausing or leaving, or asks after
/// one time to come.
pub fn is_about_taking_part(heading: &str) -> bool {
    (has(heading, "part", "") || is_ahead(heading)) && !is_about_something_else(heading)
}

/// Whether a heading asks after one time to come: `are you around this month`.
fn is_ahead(heading: &str) -> bool {
    let plain = plain_words(heading);
    let words: Vec<&str> = plain.split(' ').collect();
    let begins = words.first().is_some_and(|first| MOMENT.contains(&("ahead", *first)));
    begins && moment(&words).is_some()
}

/// Whether a heading has a word about meeting.
pub fn is_about_meeting(heading: &str) -> bool {
    has(heading, "meet", "")
}

/// Whether a heading asks after what has happened, and not how it was.
pub fn is_of_the_past(heading: &str) -> bool {
    has(heading, "past", " ") && !has(heading, "how", "")
}

/// Whether a heading has a word by which it asks something else, such as `before` or `why`.
pub fn is_about_something_else(heading: &str) -> bool {
    has(heading, "other", " ")
}

/// Whether a heading has a phrase of the table, at least its beginning or with something behind it.
fn has(heading: &str, key: &str, behind: &str) -> bool {
    let words = format!(" {} ", plain_words(heading));
    let mut all = MOMENT.iter().filter(|(known, _)| *known == key);
    all.any(|(_, phrase)| words.contains(&format!(" {phrase}{behind}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_whether_somebody_takes_part_in_five_languages() {
        for (standing, cells) in [
            (
                Standing::Active,
                "yes|TRUE|1|Oui|Ja, gerne|Sí|Ydw|attending|Approved|opted-in|✓|I'm in",
            ),
            (
                Standing::Paused,
                "No|false|0|Non|Nein|No, sorry|Nac ydw|declined|Waitlisted|Suspended|on leave\
                 |Not this time|Warteliste|en congé|lista de espera|rhestr aros|Not Attending",
            ),
            (Standing::Left, "left|Unsubscribed|deactivated|ausgetreten|désabonnée|wedi gadael"),
        ] {
            for cell in cells.split('|') {
                let found = said(cell).map(|said| said.under(Meaning::TakesPart));
                assert_eq!(found, Some(standing), "{cell}");
            }
        }
        for cell in ["perhaps", "", "Clerk", "yes?", "2026-05-01"] {
            assert_eq!(said(cell), None, "{cell}");
        }
        assert_eq!(Said::Yes.under(Meaning::Skips), Standing::Paused);
        assert_eq!(Said::Yes.under(Meaning::Gone), Standing::Left);
    }

    #[test]
    fn a_heading_of_one_time_is_known_without_it() {
        for (heading, rest) in [
            ("take part this month", Some("take part")),
            ("available in june", Some("available")),
            ("in for june 2026", Some("in")),
            ("would you like to take part in the next round", Some("would you like to take part")),
            ("participez vous ce mois ci", Some("participez vous")),
            ("active", None),
            ("may we write to you", None),
        ] {
            assert_eq!(without_moment(heading).as_deref(), rest, "{heading}");
        }
    }

    #[test]
    fn headings_about_something_else_are_not_asked_about() {
        assert!(is_about_taking_part("Are you happy to be matched with somebody?"));
        assert!(is_about_taking_part("Currently on leave"));
        for heading in [
            "Are you around this month?",
            "Can we include you in the round of July?",
            "Fancy a chat next month?",
            "Serez-vous des nôtres en juillet ?",
            "Hast du im Juli Zeit?",
            "¿Podemos contar contigo?",
        ] {
            assert!(is_about_taking_part(heading), "{heading}");
        }
        for heading in [
            "Have you taken part in a scheme like this before?",
            "billing-active",
            "Role",
            "Did you meet this month?",
            "Does your role include line management?",
            "Can you join calls?",
            "May we write to you?",
        ] {
            assert!(!is_about_taking_part(heading), "{heading}");
        }
    }
}
