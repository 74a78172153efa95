//! Headings as real exports and real organisers write them, and what they mean.
//!
//! A heading is folded to plain words first ([`plain_words`]), so that `E-Mail:`, `e_mail` and
//! `E-mail ` are one. It is then compared as a whole. Beginnings are used only for the questions of forms,
//! which everybody words a little differently.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::SheetKind as Kind;
use crate::text::plain_words;

use super::machinery::without_remark;
use super::meaning::Meaning;
use super::phrasebook::{Line, lines};
use super::presence::without_moment;

/// The headings, by kind of sheet and meaning.
pub const TABLE: &str = include_str!("words/headings.txt");

/// The kinds of sheet with the names of their sections in the table.
const SECTIONS: [(Kind, &str); 3] =
    [(Kind::Signup, "sign-up"), (Kind::History, "past rounds"), (Kind::Feedback, "answers")];

/// What is understood in one kind of sheet. A sheet's header is looked for among many cells, so
/// the table is put in order once.
#[derive(Default)]
struct Understood {
    /// Headings that are compared as a whole, with their strength: 1 is the strongest.
    whole: HashMap<&'static str, (Meaning, usize)>,
    /// Beginnings of questions, which are weaker than any whole heading.
    beginnings: Vec<(&'static str, Meaning)>,
}

impl Understood {
    fn of(section: &str) -> Self {
        let mut all = Self::default();
        // Histories have columns for what became of the pairs, under the headings of forms.
        let of_pairs = |line: &Line| {
            section == "past rounds"
                && line.section == "answers"
                && ["answer", "answer 2", "reason", "reason_text"].contains(&line.key)
        };
        let counts = |line: &Line| line.section.split(", ").any(|s| s == section) || of_pairs(line);
        for line in lines(TABLE).filter(counts) {
            let Some((meaning, strength)) = key(line.key) else { continue };
            for phrase in line.phrases() {
                match phrase.strip_suffix("...") {
                    Some(beginning) => all.beginnings.push((beginning, meaning)),
                    None => drop(all.whole.entry(phrase).or_insert((meaning, strength))),
                }
            }
        }
        all
    }
}

fn understood(kind: Kind) -> &'static Understood {
    static ALL: LazyLock<[Understood; 3]> =
        LazyLock::new(|| SECTIONS.map(|(_, section)| Understood::of(section)));
    match kind {
        Kind::Signup => &ALL[0],
        Kind::History => &ALL[1],
        Kind::Feedback => &ALL[2],
    }
}

/// The meaning and the strength that a key such as `name` or `name 2` stands for.
fn key(key: &str) -> Option<(Meaning, usize)> {
    match key.split_once(' ') {
        Some((word, strength)) => Some((word.parse().ok()?, strength.parse().ok()?)),
        None => Some((key.parse().ok()?, 1)),
    }
}

/// What a heading means in a kind of sheet, with its strength among the headings of that meaning:
/// the smaller, the stronger.
pub fn meaning_of(kind: Kind, heading: &str) -> Option<(Meaning, usize)> {
    let words = plain_words(heading);
    if words.is_empty() {
        return None;
    }
    let exact = understood(kind).whole.get(words.as_str()).copied();
    let exact = exact.or_else(|| meaning_of(kind, &without_remark(heading)?));
    let exact = exact.or_else(|| {
        let rest = without_moment(&words)?;
        let found = understood(kind).whole.get(rest.as_str()).copied();
        found.filter(|(meaning, _)| meaning.is_presence())
    });
    exact.or_else(|| {
        let mut beginnings = understood(kind).beginnings.iter();
        let found = beginnings.find(|(beginning, _)| words.starts_with(beginning));
        found.map(|&(_, meaning)| (meaning, usize::MAX))
    })
}

/// Whether a kind of sheet looks for a meaning at all.
pub fn wanted(kind: Kind, meaning: Meaning) -> bool {
    understood(kind).whole.values().any(|&(known, _)| known == meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(kind: Kind, header: &str) -> Vec<&'static str> {
        header
            .split(';')
            .map(|heading| meaning_of(kind, heading).map_or("-", |(meaning, _)| meaning.word()))
            .collect()
    }

    #[test]
    fn every_line_is_of_a_meaning_and_a_kind_of_sheet() {
        for line in lines(TABLE) {
            assert!(key(line.key).is_some(), "{line:?}");
            for section in line.section.split(", ") {
                assert!(SECTIONS.iter().any(|(_, name)| *name == section), "{line:?}");
            }
        }
    }

    #[test]
    fn headers_of_real_exports_are_understood() {
        let signup = |header| meanings(Kind::Signup, header);
        assert_eq!(
            signup("Horodateur;Prénom;Nom de famille;Adresse e-mail;Où travaillez-vous ?"),
            ["timestamp", "first_name", "last_name", "email", "organisation"]
        );
        assert_eq!(
            signup("Förnamn;Efternamn;E-post;cadence_months;Middle Name"),
            ["first_name", "last_name", "email", "-", "-"]
        );
        assert_eq!(
            signup("E-mail 1 - Value;UserPrincipalName;Do you consent to e-mail?"),
            ["email", "email", "-"]
        );
        assert_eq!(
            signup(
                "Where are you based? (optional);Which region are you closest to?;County;Area of work;¿Dónde vives?;Où êtes-vous basé(e) ?;Wo wohnen Sie?"
            ),
            ["region", "region", "region", "-", "region", "region", "region"]
        );
        assert_eq!(
            signup(
                "Where do you work?;Which sector do you work in?;Type of organisation;Which region would you like to hear from?;Department;Role"
            ),
            ["organisation", "sector", "sector", "-", "organisation", "-"]
        );
        assert_eq!(
            signup(
                "How often would you like to be paired?;Wie oft möchten Sie teilnehmen?;Pa mor aml?;How often do you use our website?"
            ),
            ["rhythm", "rhythm", "rhythm", "-"]
        );
        assert_eq!(
            signup("Which sector?;Which region?;Welche Region?;Quel secteur ?;Pa sefydliad?"),
            ["sector", "region", "region", "sector", "organisation"]
        );
        let feedback = |header| meanings(Kind::Feedback, header);
        assert_eq!(
            feedback(
                "Who were you matched with?;Did you meet?;If not, what got in the way?;How was it? (1-5);Anything you would like to share?"
            ),
            ["partner", "answer", "reason_text", "rating", "comment"]
        );
        assert_eq!(
            meanings(Kind::History, "Round;Sent;Person A;Partner 2;interval_months;C"),
            ["round", "date", "a", "b", "interval_months", "c"]
        );
    }
}
