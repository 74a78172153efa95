//! What people are called in what is written.

use std::borrow::Cow;

use crate::domain::Person;
use crate::report::People;
use crate::text::clean;

/// The names of a report, or neutral labels in their place.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Everybody.
    pub people: &'a People,
    /// Whether names and ids are hidden.
    pub anonymise: bool,
    /// Whether those who missed their conversations are listed.
    pub missed: bool,
}

impl<'a> Names<'a> {
    /// The name, cleaned, or the neutral label.
    pub fn name(self, person: Person) -> Cow<'a, str> {
        match self.people.label(person) {
            Some(label) if !self.anonymise => clean(&label.name),
            Some(label) => Cow::Owned(format!("Person {}", label.number)),
            None => Cow::Borrowed("somebody"),
        }
    }

    /// The same with what tells somebody from a namesake, for where no id stands beside it.
    pub fn called(self, person: Person) -> Cow<'a, str> {
        match self.people.label(person) {
            Some(label) if !self.anonymise => clean(&label.called),
            _ => self.name(person),
        }
    }

    /// The id; `None` when it is hidden.
    pub fn id(self, person: Person) -> Option<&'a str> {
        self.people.label(person).filter(|_| !self.anonymise).map(|label| label.id.as_str())
    }

    /// People in the order in which they may be listed: as given, or by neutral number, since the
    /// order of the roster would give them away.
    pub fn in_order<T>(self, mut people: Vec<T>, person: impl Fn(&T) -> Person) -> Vec<T> {
        if self.anonymise {
            people.sort_by_key(|one| self.people.label(person(one)).map(|label| label.number));
        }
        people
    }

    /// The id, or the neutral label when ids are hidden.
    pub fn id_or_label(self, person: Person) -> Cow<'a, str> {
        self.id(person).map_or_else(|| self.name(person), Cow::Borrowed)
    }
}
