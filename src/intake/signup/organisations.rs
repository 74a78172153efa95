//! One organisation in two spellings.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{Finding, FindingKind, Place, Roster};
use crate::text::{plain_words, quote};

/// Words of organisations that are written short, with the long form; an empty one says nothing.
const SHORT: [(&str, &str); 34] = [
    ("govt", "government"),
    ("gov", "government"),
    ("dept", "department"),
    ("dep", "department"),
    ("univ", "university"),
    ("uni", "university"),
    ("assoc", "association"),
    ("assn", "association"),
    ("intl", "international"),
    ("int", "international"),
    ("natl", "national"),
    ("nat", "national"),
    ("hosp", "hospital"),
    ("inst", "institute"),
    ("tech", "technology"),
    ("cttee", "committee"),
    ("svc", "service"),
    ("svcs", "services"),
    ("mgmt", "management"),
    ("org", "organisation"),
    ("organization", "organisation"),
    ("centre", "center"),
    ("bros", "brothers"),
    ("st", "saint"),
    ("cncl", "council"),
    ("the", ""),
    ("of", ""),
    ("and", ""),
    ("ltd", ""),
    ("limited", ""),
    ("plc", ""),
    ("llp", ""),
    ("inc", ""),
    ("cyf", ""),
];

/// Notes two spellings of one organisation, where a sheet brought one of them in: colleagues under
/// two names would be put together.
pub fn note_spellings(before: &Roster, after: &Roster, whole: &Place) -> Vec<Finding> {
    let known: HashSet<&str> = organisations(before).collect();
    let mut spellings: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for name in organisations(after).filter(|name| seen.insert(*name)) {
        let names = spellings.entry(long(name)).or_default();
        if !names.iter().any(|other| plain_words(other) == plain_words(name)) {
            names.push(name);
        }
    }
    let by_initials: HashMap<String, String> =
        spellings.keys().filter_map(|name| Some((initials(name)?, name.clone()))).collect();
    let mut notes = Vec::new();
    let mut note = |one: &str, other: &str| {
        if known.contains(one) && known.contains(other) {
            return;
        }
        let message = format!("{} and {} may be one organisation", quote(one), quote(other));
        let hint = "write it the same way for all, or they do not count as colleagues";
        notes.push(Finding::new(FindingKind::TwoSpellings, whole.clone(), message).hint(hint));
    };
    for (name, names) in &spellings {
        if let [first, others @ ..] = &names[..] {
            for other in others {
                note(first, other);
            }
            if let Some(long) = by_initials.get(name).and_then(|long| spellings.get(long)) {
                note(long[0], first);
            }
        }
    }
    notes
}

/// The organisation of everybody of whom it is known.
fn organisations(roster: &Roster) -> impl Iterator<Item = &str> {
    roster.iter().map(|(_, one)| one.organisation.as_str()).filter(|name| !name.is_empty())
}

/// A name with its words in full, and without those that say nothing.
fn long(name: &str) -> String {
    let words = plain_words(name);
    let full = words
        .split(' ')
        .map(|word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long));
    let full: Vec<_> = full.filter(|word| !word.is_empty()).collect();
    if full.is_empty() { words } else { full.join(" ") }
}

/// The first letters of a name of three words or more.
fn initials(name: &str) -> Option<String> {
    let words: Vec<_> = name.split(' ').collect();
    (words.len() > 2).then(|| words.iter().filter_map(|word| word.chars().next()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Participant, ParticipantId};

    fn roster(names: &[&str]) -> Roster {
        let mut roster = Roster::default();
        for (number, name) in (1..).zip(names) {
            let mut one = Participant::new(ParticipantId::numbered(number), "Jo", "");
            one.organisation = (*name).to_owned();
            roster.add(one);
        }
        roster
    }

    #[test]
    fn short_words_and_initials_are_the_same_organisation() {
        let found = |names: &[&str]| {
            let notes = note_spellings(&Roster::default(), &roster(names), &Place::file("s.csv"));
            notes.iter().map(|note| note.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            found(&["Welsh Government", "Welsh Govt", "Leeds"]),
            ["`Welsh Government` and `Welsh Govt` may be one organisation"]
        );
        assert_eq!(found(&["Acme Ltd", "The Acme"]).len(), 1);
        assert_eq!(found(&["National Health Service", "NHS"]).len(), 1);
        assert_eq!(found(&["North Council", "South Council", "Leeds", "leeds"]), [""; 0]);
        let both = roster(&["Welsh Government", "Welsh Govt"]);
        assert!(note_spellings(&both, &both, &Place::file("s.csv")).is_empty());
    }
}
