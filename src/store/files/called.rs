//! The names that stand beside ids in past rounds, held against those of the roster. They are
//! written for people and mean nothing to the program, but they are the true ones: by them it is
//! seen when an id of the roster has become somebody else's.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{Finding, FindingKind, Person, Place, Programme, Roster, RoundNumber};
use crate::store::paths::ROSTER;
use crate::text::names::{Relation, relation};
use crate::text::{fold, quote, shell_word};

use super::notes::Notes;
use super::other_name::Called;

/// So many names of a round are looked at: with more, a whole column is wrong.
const MOST: usize = 5_000;
/// From so many on, it is a column that was moved, and not a few people.
const A_COLUMN: usize = 3;

/// The names of a roster, each with a number that stands close by: millions of names are held
/// against them, and looking each of them up takes longer than reading it.
pub struct Names<'r> {
    /// Whose they are.
    pub roster: &'r Roster,
    /// A checksum of everybody's name; 0 for none.
    sums: Vec<u32>,
}

impl<'r> Names<'r> {
    /// Those of a roster.
    pub fn of(roster: &'r Roster) -> Self {
        Self { roster, sums: roster.iter().map(|(_, one)| sum(one.name.trim())).collect() }
    }

    /// Whether somebody has a name.
    pub fn has_any(&self, person: Person) -> bool {
        self.sums[person.index()] != 0
    }

    /// Notes a name of a file of a round if it is another than the roster's.
    pub fn note(
        &self,
        round: RoundNumber,
        person: Person,
        name: &str,
        place: impl FnOnce() -> Place,
        notes: &mut Notes,
    ) {
        if self.sums[person.index()] != sum(name) {
            note(round, person, name, self.roster, place, notes);
        }
    }
}

fn sum(name: &str) -> u32 {
    if name.is_empty() { 0 } else { crc32fast::hash(name.as_bytes()).max(1) }
}

/// Notes a name of a file of a round if it is another than the roster's.
pub fn note(
    round: RoundNumber,
    person: Person,
    name: &str,
    roster: &Roster,
    place: impl FnOnce() -> Place,
    notes: &mut Notes,
) {
    let known = &roster.get(person).name;
    if known != name && known.trim() != name && notes.called.len() < MOST {
        notes.called.push(Called { round, person, place: place(), name: name.into() });
    }
}

/// Reports names that cannot be one person's, and names that should be gone. `lines` are those of
/// the people in the roster; `accepted` are the [marks](mark)
/// of those who may have another name than before.
///
/// Returns the people whose names are others than before.
pub fn compare(
    programme: &Programme,
    lines: &[u64],
    accepted: &HashSet<String>,
    notes: &mut Notes,
) -> Vec<Person> {
    let roster = &programme.roster;
    let called = std::mem::take(&mut notes.called);
    let mut latest: BTreeMap<Person, &Called> = BTreeMap::new();
    let mut damaged = BTreeMap::new();
    let mut still_named = BTreeMap::new();
    for one in &called {
        let now = roster.get(one.person);
        if now.is_forgotten() {
            still_named.entry(one.place.file.clone()).or_insert(one);
        } else if now.name.is_empty() {
            // Somebody without a name has a finding of their own.
        } else if relation(&one.name, &now.name) == Relation::Damaged && !one.name.is_empty() {
            damaged.insert(one.person, one);
        } else if latest.get(&one.person).is_none_or(|before| {
            (one.name.is_empty(), one.round) >= (before.name.is_empty(), before.round)
        }) {
            latest.insert(one.person, one);
        }
    }
    let place = |person: Person| {
        let line = lines.get(person.index()).copied();
        Place { line, ..Place::file(ROSTER).in_column("name") }
    };
    for one in still_named.into_values() {
        notes.odd(still_there(roster, one));
    }
    for (&person, one) in &damaged {
        notes.odd(garbled(roster, one, place(person)));
    }
    let differs = called.iter().map(|one| (one.person, one.round)).collect();
    latest.retain(|person, one| {
        // An empty name is never out of date: half of what forgets somebody may be here.
        let is_old = !one.name.is_empty() && is_superseded(programme, one, &differs);
        !damaged.contains_key(person) && !is_old
    });
    let (moved, unlike) = unlike(roster, &latest);
    // Where the pairs were changed by hand, that is what has to be accepted, and the names with it.
    let known = |one: &&&Called| {
        notes.edited.contains(&one.round) || accepted.contains(&mark(roster, one.person))
    };
    let new = |some: &[&Called]| -> Vec<Called> {
        some.iter().filter(|one| !known(one)).map(|&one| one.clone()).collect()
    };
    for finding in findings(roster, &new(&moved), &new(&unlike), &place) {
        notes.edit(finding.hint(
            "an id is never reused: clear it for somebody new, and bring the old row back; if it \
             is right as it is: unmentor check --accept",
        ));
    }
    moved.into_iter().chain(unlike).map(|one| one.person).collect()
}

/// An id with the name that may stand beside it, whatever the rounds say.
pub fn mark(roster: &Roster, person: Person) -> String {
    let participant = roster.get(person);
    format!("{} {:08x}", participant.id, crc32fast::hash(fold(&participant.name).as_bytes()))
}

/// Whether a later round has the name that the roster has.
fn is_superseded(
    programme: &Programme,
    one: &Called,
    differs: &HashSet<(Person, RoundNumber)>,
) -> bool {
    let mut later = programme.rounds().iter().filter(|round| round.number() > one.round);
    later.any(|round| {
        !differs.contains(&(one.person, round.number())) && round.pair_of(one.person).is_some()
    })
}

/// Those who have the name of somebody else of the past, and those who have a name of which nothing
/// is like the earlier one, or none.
fn unlike<'c>(
    roster: &Roster,
    latest: &BTreeMap<Person, &'c Called>,
) -> (Vec<&'c Called>, Vec<&'c Called>) {
    let was: HashMap<String, Person> =
        latest.values().map(|one| (fold(&one.name), one.person)).collect();
    let (mut moved, mut unlike) = (Vec::new(), Vec::new());
    for &one in latest.values() {
        let now = &roster.get(one.person).name;
        let other = was.get(&fold(now)).filter(|&&other| other != one.person);
        let is_same = fold(now) == fold(&one.name);
        if other.is_some() && !is_same {
            moved.push(one);
        } else if one.name.is_empty() || relation(&one.name, now) == Relation::Unlike {
            unlike.push(one);
        }
    }
    (moved, unlike)
}

fn findings(
    roster: &Roster,
    moved: &[Called],
    unlike: &[Called],
    place: &dyn Fn(Person) -> Place,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut singly: Vec<&Called> = unlike.iter().collect();
    if moved.len() < A_COLUMN {
        singly.extend(moved);
    } else {
        let message = format!(
            "the names of {} people stand beside other ids than in the rounds: a column was sorted \
             or moved by itself",
            moved.len()
        );
        let whole = Place::file(ROSTER).in_column("name");
        findings.push(Finding::new(FindingKind::MovedNames, whole, message));
    }
    for Called { person, place: then, name, .. } in singly {
        let participant = roster.get(*person);
        let (id, now) = (&participant.id, quote(&participant.name));
        let (at, message) = if name.is_empty() {
            (then.clone(), format!("`{id}` has no name here, and is {now} in {ROSTER}"))
        } else {
            let message = format!("`{id}` is {now} here, and was {} in {}", quote(name), then.file);
            (place(*person), message)
        };
        findings.push(Finding::new(FindingKind::OtherPerson, at, message));
    }
    findings
}

fn garbled(roster: &Roster, one: &Called, place: Place) -> Finding {
    let participant = roster.get(one.person);
    let (now, then) = (quote(&participant.name), quote(&one.name));
    let message = format!("letters of {now} were lost: it is {then} in {}", one.place.file);
    let name = shell_word(&format!("name={}", one.name));
    let hint = format!("unmentor participants set {} {name}", participant.id);
    Finding::new(FindingKind::DamagedName, place, message).hint(hint)
}

/// Of somebody who was forgotten something is left.
fn still_there(roster: &Roster, one: &Called) -> Finding {
    still_named(&roster.get(one.person).id, one.place.clone())
}

/// The finding for a place in which somebody who was forgotten stands.
pub fn still_named(id: impl std::fmt::Display, place: Place) -> Finding {
    let message = format!("`{id}` was forgotten, and still stands here");
    Finding::new(FindingKind::StillNamed, place, message)
        .hint(format!("unmentor participants forget {id} --yes"))
}
