//! Cells become people, or a finding that says who may be meant.

use std::cell::Cell;

use crate::domain::text::{excerpt, quote};
use crate::domain::who::Directory;
use crate::domain::{Finding, Person, Place, Roster};

use super::values::{address, line};

/// How many unknown people of a sheet get a suggestion: each looks through the whole roster.
const SUGGESTIONS: u32 = 30;

/// Finds people in a roster.
pub struct People<'r> {
    /// The roster.
    pub roster: &'r Roster,
    /// Its index.
    pub directory: Directory<'r>,
    suggestions: Cell<u32>,
}

impl<'r> People<'r> {
    /// Indexes a roster.
    pub fn new(roster: &'r Roster) -> Self {
        Self { roster, directory: Directory::new(roster), suggestions: Cell::new(SUGGESTIONS) }
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
        let by_name = self.directory.by_name(&who);
        match who.split_once(',') {
            Some((last, first)) if by_name.is_empty() => {
                self.directory.by_name(&format!("{first} {last}")).to_vec()
            }
            _ => by_name.to_vec(),
        }
    }

    /// The one person meant, or why there is none.
    pub fn find(&self, who: &str, place: Place) -> Result<Person, Finding> {
        match self.meant(who)[..] {
            [one] => Ok(one),
            [] => Err(self.unknown(who, place)),
            ref several => Err(self.ambiguous(who, several, place)),
        }
    }

    /// The finding for somebody who is not in the roster, with a hint when somebody is like them.
    pub fn unknown(&self, who: &str, place: Place) -> Finding {
        let (name, what) = if who.contains('@') {
            ("unknown-address", "nobody in the roster has the address")
        } else {
            ("unknown-person", "nobody in the roster is called")
        };
        let finding =
            Finding::new(name, place, format!("{what} {}", quote(who))).excerpt(excerpt(who));
        let nearest = self.nearest(who);
        if nearest.is_empty() {
            finding
        } else {
            let all: Vec<_> = nearest.into_iter().map(|person| self.full(person)).collect();
            finding.hint(format!("did you mean {}?", all.join(" or ")))
        }
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
        format!("{} ({})", quote(&participant.name), participant.id)
    }

    fn ambiguous(&self, who: &str, several: &[Person], place: Place) -> Finding {
        let shown: Vec<_> = several.iter().take(3).map(|&person| self.full(person)).collect();
        let message = format!("{} people are called {}", several.len(), quote(who));
        Finding::new("ambiguous-person", place, message)
            .excerpt(excerpt(who))
            .hint(format!("write the id or the address: {}", shown.join(", ")))
    }

    fn nearest(&self, who: &str) -> Vec<Person> {
        let left = self.suggestions.get();
        if left == 0 || line(who).is_empty() {
            return Vec::new();
        }
        self.suggestions.set(left - 1);
        self.directory.nearest(&line(who))
    }
}
