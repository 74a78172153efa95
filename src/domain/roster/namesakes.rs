//! People who have the same name, and what tells them apart.

use std::collections::HashMap;

use super::{Participant, Person};
use crate::text::fold;

/// What stands behind the names of those who are not the only ones to have them.
#[derive(Debug, Clone, Default)]
pub struct Namesakes(HashMap<Person, String>);

impl Namesakes {
    /// Those among people: where each of them works, if no namesake works there as well, else the
    /// id. Case and accents make no other name.
    pub fn among(people: &[Participant]) -> Self {
        let mut called: HashMap<String, Vec<Person>> = HashMap::with_capacity(people.len());
        for (person, participant) in (0..).map(Person).zip(people) {
            if !participant.name.is_empty() {
                called.entry(fold(&participant.name)).or_default().push(person);
            }
        }
        let mut apart = HashMap::new();
        for namesakes in called.into_values().filter(|people| people.len() > 1) {
            let mut working: HashMap<String, Vec<Person>> = HashMap::new();
            for person in namesakes {
                let place = fold(&people[person.index()].organisation);
                working.entry(place).or_default().push(person);
            }
            for (place, colleagues) in working {
                let alone = colleagues.len() == 1 && !place.is_empty();
                apart.extend(colleagues.into_iter().map(|person| {
                    let Participant { organisation, id, .. } = &people[person.index()];
                    let what = if alone { organisation.trim() } else { id.as_str() };
                    (person, what.to_owned())
                }));
            }
        }
        Self(apart)
    }

    /// What stands behind somebody's name; `None` where the name is enough.
    pub fn of(&self, person: Person) -> Option<&str> {
        self.0.get(&person).map(String::as_str)
    }
}
