//! Finding a person from what somebody typed: an id, an e-mail address or a name.

use std::collections::HashMap;

use super::ids::Person;
use super::roster::Roster;
use crate::text::{fold, plain_words};

/// Why nobody was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfound {
    /// Nobody is called that; the nearest people, best first, at most three.
    Unknown(Vec<Person>),
    /// Several people have this name.
    Ambiguous(Vec<Person>),
}

/// People by id, folded address and folded name: built once for many look-ups.
#[derive(Debug)]
pub struct Directory<'a> {
    roster: &'a Roster,
    by_email: HashMap<String, Person>,
    by_name: HashMap<String, Vec<Person>>,
}

impl<'a> Directory<'a> {
    /// Indexes a roster; cost linear in its text.
    pub fn new(roster: &'a Roster) -> Self {
        let mut by_email = HashMap::new();
        let mut by_name: HashMap<String, Vec<Person>> = HashMap::new();
        for (person, participant) in roster.iter() {
            if !participant.email.is_empty() {
                by_email.entry(fold(&participant.email)).or_insert(person);
            }
            if !participant.name.is_empty() {
                by_name.entry(fold(&participant.name)).or_default().push(person);
            }
        }
        Self { roster, by_email, by_name }
    }

    /// The person with an address, case and stray spaces apart.
    pub fn by_email(&self, email: &str) -> Option<Person> {
        self.by_email.get(&fold(email)).copied()
    }

    /// The people with a name, case, accents and stray spaces apart.
    pub fn by_name(&self, name: &str) -> &[Person] {
        self.by_name.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// The one person meant by an id, an address or a name.
    pub fn find(&self, who: &str) -> Result<Person, Unfound> {
        let who = who.trim();
        if let Some(person) = self.roster.by_id(who).or_else(|| self.by_email(who)) {
            return Ok(person);
        }
        if let Some(person) = self.roster.by_id(&who.to_uppercase()) {
            return Ok(person);
        }
        match self.by_name(who) {
            [] => Err(Unfound::Unknown(self.nearest(who))),
            [one] => Ok(*one),
            several => Err(Unfound::Ambiguous(several.to_vec())),
        }
    }

    /// The same, or the one person who has these whole words in their name: a first name will do
    /// where only one has it.
    pub fn find_by_words(&self, who: &str) -> Result<Person, Unfound> {
        let words = plain_words(who);
        self.find(who).or_else(|why| match why {
            Unfound::Unknown(_) if !words.is_empty() => {
                let words = format!(" {words} ");
                let has = |name: &str| format!(" {} ", plain_words(name)).contains(&words);
                let named = self.roster.iter().filter(|(_, participant)| has(&participant.name));
                match named.map(|(person, _)| person).collect::<Vec<_>>().as_slice() {
                    [] => Err(why),
                    [one] => Ok(*one),
                    several => Err(Unfound::Ambiguous(several.to_vec())),
                }
            }
            _ => Err(why),
        })
    }

    /// The people whose address or name is most like what was typed; cost linear in the roster.
    pub fn nearest(&self, who: &str) -> Vec<Person> {
        let who = fold(who);
        let mut scored: Vec<(f64, Person)> = self
            .by_email
            .iter()
            .map(|(email, &person)| (email, person))
            .chain(
                self.by_name
                    .iter()
                    .flat_map(|(name, people)| people.iter().map(move |&p| (name, p))),
            )
            .map(|(text, person)| (strsim::jaro_winkler(&who, text), person))
            .filter(|&(score, _)| score > 0.85)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut nearest = Vec::new();
        for (_, person) in scored {
            if !nearest.contains(&person) && nearest.len() < 3 {
                nearest.push(person);
            }
        }
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Participant, ParticipantId};
    use super::*;

    fn roster() -> Roster {
        let mut roster = Roster::default();
        for (number, name, email) in [
            (1, "Éabha de Búrca", "eabha@north.example"),
            (2, "Jo Smith", "jo@north.example"),
            (3, "Jo Smith", "jo.smith@south.example"),
            (4, "Caoimhe O’Shea", "oshea@south.example"),
        ] {
            roster.add(Participant::new(ParticipantId::numbered(number), name, email)).unwrap();
        }
        roster
    }

    #[test]
    fn people_are_found_by_id_address_or_unambiguous_name() {
        let roster = roster();
        let directory = Directory::new(&roster);
        for who in
            ["P0001", "p0001", " EABHA@north.example ", "eabha de  burca", "E\u{301}abha de Búrca"]
        {
            assert_eq!(directory.find(who), Ok(Person(0)), "{who}");
        }
        assert_eq!(directory.find("caoimhe o'shea"), Ok(Person(3)));
        assert_eq!(directory.find("Jo Smith"), Err(Unfound::Ambiguous(vec![Person(1), Person(2)])));
    }

    #[test]
    fn whole_words_of_a_name_are_enough_where_only_one_person_has_them() {
        let roster = roster();
        let directory = Directory::new(&roster);
        for (who, found) in [
            ("Éabha", Ok(Person(0))),
            ("de burca", Ok(Person(0))),
            ("o'shea", Ok(Person(3))),
            ("Jo", Err(Unfound::Ambiguous(vec![Person(1), Person(2)]))),
            ("Smi", Err(Unfound::Unknown(vec![]))),
            (" ", Err(Unfound::Unknown(vec![]))),
        ] {
            assert_eq!(directory.find_by_words(who), found, "{who}");
            assert!(directory.find(who).is_err(), "{who}");
        }
    }

    #[test]
    fn a_typing_mistake_gets_a_suggestion() {
        let roster = roster();
        let directory = Directory::new(&roster);
        assert_eq!(directory.find("Eabha de Burka"), Err(Unfound::Unknown(vec![Person(0)])));
        assert_eq!(directory.find("Nobody Atall"), Err(Unfound::Unknown(vec![])));
    }
}
