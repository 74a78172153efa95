//! Rows of one person become one entry; an address or an id of two people is a finding.

use std::collections::HashMap;

use crate::domain::{Field, Finding, FindingKind, Person};
use crate::text::fold;
use crate::text::quote;

use super::super::Tally;
use super::Before;
use super::entry::Entry;
use crate::sheets::line_or_row;

/// The entries of a sheet in its order, those of one person as one.
pub struct Merged<'k> {
    known: &'k Before<'k>,
    /// Each entry with the number of rows it came from.
    entries: Vec<(Entry, usize)>,
    by_email: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
    by_person: HashMap<Person, usize>,
}

impl<'k> Merged<'k> {
    /// Nobody yet, with room for as many rows.
    pub fn new(known: &'k Before<'k>, rows: usize) -> Self {
        Self {
            known,
            entries: Vec::with_capacity(rows),
            by_email: HashMap::with_capacity(rows),
            by_id: HashMap::new(),
            by_person: HashMap::new(),
        }
    }

    /// The entries, each with the number of rows it came from.
    pub fn into_entries(self) -> Vec<(Entry, usize)> {
        self.entries
    }

    /// Adds an entry; one that contradicts an earlier one or the roster is set aside.
    pub fn add(&mut self, entry: Entry, tally: &mut Tally) {
        let known = self.known;
        let (person, owner) = known.person_and_owner(&entry);
        let unwelcome = names_forgotten(&entry, person, known);
        if unwelcome.is_some() && entry.names_nobody() {
            // The row that forgetting left, in a copy of the roster made since.
            tally.unchanged += 1;
            return;
        }
        if let Some(finding) =
            unwelcome.or_else(|| contradicts_roster(&entry, person, owner, known))
        {
            tally.set_aside.push(finding);
            return;
        }
        let id = Some(entry.says(Field::Id).to_owned()).filter(|id| !id.is_empty());
        let same_id = id.as_ref().and_then(|id| self.by_id.get(id)).copied();
        let email = fold(entry.says(Field::Email));
        let same_email = self.by_email.get(&email).copied().filter(|_| !email.is_empty());
        // By another address than before, in a sheet that was read when it had the first one.
        let same_person = person.and_then(|person| self.by_person.get(&person)).copied();
        let Some(found) = same_id.or(same_email).or(same_person) else {
            self.by_person.extend(person.map(|person| (person, self.entries.len())));
            self.by_email.insert(email, self.entries.len());
            self.by_id.extend(id.map(|id| (id, self.entries.len())));
            self.entries.push((entry, 1));
            return;
        };
        let (first, rows) = &mut self.entries[found];
        let place = known.whole.clone().at_line(entry.line);
        let told_apart = same_id.or(same_email).and_then(|_| contradiction(first, &entry, known));
        if let Some((kind, message, hint)) = told_apart {
            let finding = Finding::new(kind, place, message).excerpt(entry.shown()).hint(hint);
            tally.set_aside.push(finding);
            return;
        }
        if entry.rows.iter().any(|row| known.sheet.is_new(row)) {
            let message = format!(
                "{} signed up twice, first in {}; the later row counts",
                quote(entry.says(Field::Name)),
                line_or_row(known.whole, first.line),
            );
            tally.noted.push(Finding::new(FindingKind::SignedUpTwice, place, message));
        }
        first.take_over(entry);
        *rows += 1;
        self.by_id.extend(id.map(|id| (id, found)));
    }
}

/// What keeps two rows with the same id or address from being one person.
fn contradiction(
    first: &Entry,
    later: &Entry,
    known: &Before<'_>,
) -> Option<(FindingKind, String, &'static str)> {
    let line = line_or_row(known.whole, first.line);
    let [(id, later_id), (name, later_name), (email, later_email)] =
        [Field::Id, Field::Name, Field::Email].map(|field| (first.says(field), later.says(field)));
    let ids_differ = !id.is_empty() && !later_id.is_empty() && id != later_id;
    // The roster knows addresses without their accents, so they are one here as well.
    let same_email = fold(email) == fold(later_email);
    if same_email && (ids_differ || fold(name) != fold(later_name)) {
        let message =
            format!("{} stands in {line} already, for {}", quote(later_email), quote(name));
        let hint = "give each person an address of their own, or the same name in both rows";
        return Some((FindingKind::AddressOfTwo, message, hint));
    }
    (!same_email).then(|| {
        let message = format!("the id {} stands in {line} already", quote(later_id));
        (
            FindingKind::IdOfTwo,
            message,
            "give each person an id of their own, or leave the id empty",
        )
    })
}

/// A row with the id of somebody who was forgotten, as an old copy of the roster has it.
fn names_forgotten(entry: &Entry, person: Option<Person>, known: &Before<'_>) -> Option<Finding> {
    let id = person.map(|person| known.roster.get(person));
    let id = &id.filter(|participant| participant.is_forgotten())?.id;
    let message = format!("{id} was forgotten, and stays so");
    Some(
        Finding::new(FindingKind::Forgotten, known.whole.clone().at_line(entry.line), message)
            .hint("delete the row; if they signed up again, clear the id"),
    )
}

/// A row whose id belongs to one person of the roster and whose address to another.
fn contradicts_roster(
    entry: &Entry,
    person: Option<Person>,
    owner: Option<Person>,
    known: &Before<'_>,
) -> Option<Finding> {
    let (person, owner) = (person?, owner?);
    let id_of_owner = &known.roster.get(owner).id;
    let other_id = entry.id().is_some_and(|id| id != *id_of_owner);
    if owner == person && !other_id {
        return None;
    }
    let message = format!(
        "{} belongs to {} in the roster",
        quote(entry.says(Field::Email)),
        known.roster.get(owner).label(),
    );
    Some(
        Finding::new(FindingKind::AddressOfTwo, known.whole.clone().at_line(entry.line), message)
            .excerpt(entry.shown())
            .hint(format!("write the id {id_of_owner} here, or another address")),
    )
}
