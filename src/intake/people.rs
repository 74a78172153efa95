//! Cells become people, or a finding that says who may be meant.

use std::cell::Cell;

use crate::domain::who::Directory;
use crate::domain::{Finding, FindingKind, Person, Place, Roster};
use crate::text::{excerpt, quote};

use super::values::{address, line};

/// How many people are looked through for suggestions, over all unknown people of a sheet, and how
/// many suggestions there are at most: a refusal must not take longer than a person waits.
const LOOKED_THROUGH: usize = 100_000;
const SUGGESTIONS: usize = 30;

/// Finds people in a roster.
pub struct People<'r> {
    /// The roster.
    pub roster: &'r Roster,
    /// Its index.
    pub directory: Directory<'r>,
    suggestions: Cell<usize>,
}

impl<'r> People<'r> {
    /// Indexes a roster.
    pub fn new(roster: &'r Roster) -> Self {
        let suggestions = SUGGESTIONS.min(LOOKED_THROUGH / roster.len().max(1));
        Self { roster, directory: Directory::new(roster), suggestions: Cell::new(suggestions) }
    }

    /// Everybody who can be meant by an id, an address or a name: nobody, one person, or several
    /// of the same name. `Smith, Jo` is understood as well.
    pub fn meant(&self, who: &str) -> Vec<Person> {
        let who = line(who);
        let by_id = || self.roster.by_id(&who).or_else(|| self.roster.by_id(&who.to_uppercase()));
        if let Some(person) = by_id() {
            return vec![person];
        }
        if let Ok(address) = address(&who) {
            return self.directory.by_email(&address).into_iter().collect();
        }
        if let Some(person) = self.with_key_behind(&who) {
            return vec![person];
        }
        let by_name = self.directory.by_name(&who);
        match who.split_once(',') {
            Some((last, first)) if by_name.is_empty() => {
                self.directory.by_name(&format!("{first} {last}")).to_vec()
            }
            _ => by_name.to_vec(),
        }
    }

    /// Somebody with an id or an address in brackets behind the name, if both are the same person.
    fn with_key_behind(&self, who: &str) -> Option<Person> {
        let (name, key) = who.rsplit_once(['(', '['])?;
        let key = key.strip_suffix([')', ']'])?.trim();
        let by_email = || self.directory.by_email(&address(key).ok()?);
        let person = self.roster.by_id(key).or_else(by_email)?;
        self.directory.by_name(name.trim()).contains(&person).then_some(person)
    }

    /// The one person meant, or why there is none; with a hint when somebody is like them.
    pub fn find(&self, who: &str, place: Place) -> Result<Person, Finding> {
        match self.meant(who)[..] {
            [one] => Ok(one),
            [] => {
                let mut finding = unknown(who, place);
                finding.hint = finding.hint.or_else(|| self.suggestion(who));
                Err(finding)
            }
            ref several => Err(self.ambiguous(who, several, place)),
        }
    }

    /// Who may be meant by somebody unknown, when people are like them.
    pub fn suggestion(&self, who: &str) -> Option<String> {
        let (left, who) = (self.suggestions.get(), line(who));
        if left == 0 || who.is_empty() {
            return None;
        }
        self.suggestions.set(left - 1);
        let nearest = self.directory.nearest(&who);
        let all: Vec<_> = nearest.into_iter().map(|person| self.full(person)).collect();
        (!all.is_empty()).then(|| format!("did you mean {}?", all.join(" or ")))
    }

    /// A person with everything that identifies them, for hints.
    pub fn full(&self, person: Person) -> String {
        let participant = self.roster.get(person);
        let (name, email) = (excerpt(&participant.name), excerpt(&participant.email));
        format!("{} ({name}, {email})", participant.id)
    }

    /// A person as messages name them.
    pub fn short(&self, person: Person) -> String {
        let participant = self.roster.get(person);
        participant.label()
    }

    fn ambiguous(&self, who: &str, several: &[Person], place: Place) -> Finding {
        let shown: Vec<_> = several.iter().take(3).map(|&person| self.full(person)).collect();
        let message = format!("{} people are called {}", several.len(), quote(who));
        Finding::new(FindingKind::AmbiguousPerson, place, message)
            .excerpt(excerpt(who))
            .hint(format!("write the id or the address: {}", shown.join(", ")))
    }
}

/// The finding for somebody who is not in the roster.
pub fn unknown(who: &str, place: Place) -> Finding {
    if who.matches('@').count() > 1 {
        let message = format!("{} is more than one address", quote(who));
        return Finding::new(FindingKind::SeveralAddresses, place, message)
            .excerpt(excerpt(who))
            .hint("give each person a row of their own");
    }
    let (kind, what) = if who.contains('@') {
        (FindingKind::UnknownAddress, "nobody in the roster has the address")
    } else {
        (FindingKind::UnknownPerson, "nobody in the roster is called")
    };
    Finding::new(kind, place, format!("{what} {}", quote(who))).excerpt(excerpt(who))
}
