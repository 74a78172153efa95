//! Whose partners are others than before.

use std::collections::BTreeMap;

use super::super::ids::Person;
use super::super::round::Round;

/// Somebody with other partners than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Who.
    pub person: Person,
    /// The partners before: nobody for those who sat out, `None` for those who were not in the
    /// round.
    pub before: Option<Vec<Person>>,
    /// The partners now, in the same way.
    pub now: Option<Vec<Person>>,
}

/// Everybody with other partners in the second round than in the first, in the order of the
/// roster.
pub fn changed(old: &Round, new: &Round) -> Vec<Changed> {
    let (mut before, mut now) = (partners(old), partners(new));
    let mut people: Vec<Person> = before.keys().chain(now.keys()).copied().collect();
    people.sort_unstable();
    people.dedup();
    let changed = people.into_iter().map(|person| Changed {
        person,
        before: before.remove(&person),
        now: now.remove(&person),
    });
    changed.filter(|changed| changed.before != changed.now).collect()
}

/// The partners of everybody in a round, ascending.
fn partners(round: &Round) -> BTreeMap<Person, Vec<Person>> {
    let mut partners: BTreeMap<Person, Vec<Person>> =
        round.sitting_out().iter().map(|out| (out.person, Vec::new())).collect();
    for pair in round.pairs() {
        for &person in pair.members() {
            let others = pair.members().iter().filter(|&&other| other != person);
            let mut others: Vec<Person> = others.copied().collect();
            others.sort_unstable();
            partners.insert(person, others);
        }
    }
    partners
}
