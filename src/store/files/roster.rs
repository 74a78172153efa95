//! `participants.csv`, read: the organiser's own file.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::{
    Field, Finding, FindingKind, Participant, ParticipantId, Person, Place, Roster, Status,
};
use crate::text::fold;
use crate::text::undefuse;

use crate::store::paths::ROSTER;

use super::notes::{Notes, bad_value, not_a_date};
use super::resaved::Shape;
use super::table::Table;

/// The file, with the columns that every roster has.
pub type Columns<'t> = Table<'t, { Field::ALL.len() }>;

/// What stands in the file, for those who have to understand what another program has saved.
pub const SHAPE: Shape = Shape {
    key: "id",
    needed: &["name", "email"],
    days: &["until", "joined", "left"],
    numbers: &["rhythm"],
    yes_or_no: &[],
};

/// The roster as the file has it.
#[derive(Debug, Default)]
pub struct Read {
    pub roster: Roster,
    /// Some people got their ids just now, and the file does not know them yet.
    pub ids_given: bool,
    /// The line of each.
    pub lines: Vec<u64>,
}

/// Opens the table; name and e-mail are needed.
pub fn open<'t>(text: &'t str, notes: &mut Notes) -> Option<Columns<'t>> {
    let table = Table::open(ROSTER, text, Field::WORDS, &[], notes)?;
    let needed = [Field::Name, Field::Email].map(Field::position);
    let missing: Vec<_> = needed.into_iter().filter(|&c| table.positions()[c].is_none()).collect();
    for &column in &missing {
        table.refuse_missing(column, notes);
    }
    missing.is_empty().then_some(table)
}

/// Reads the roster. `highest_elsewhere` gives the highest running number that past rounds know,
/// and is asked only when somebody has no id yet.
pub fn read(text: &str, highest_elsewhere: impl FnOnce() -> u32, notes: &mut Notes) -> Read {
    let Some(mut table) = open(text, notes) else { return Read::default() };
    let further: Vec<usize> = table.further().map(|(at, _)| at).collect();
    let headings = table.further().map(|(_, heading)| heading.to_owned()).collect();
    let mut rows = Vec::new();
    while table.advance(notes) {
        if let Some((has_id, mut participant)) = row(&table, notes) {
            let cell = |&at: &usize| undefuse(table.record().get(at)).to_owned();
            participant.further = further.iter().map(cell).collect();
            rows.push((table.line(), has_id, participant));
        }
    }
    let ids_given = rows.iter().any(|(_, has_id, _)| !has_id);
    let mut next = 0;
    if ids_given {
        let known = rows.iter().filter(|(_, has_id, _)| *has_id).map(|(_, _, p)| &p.id);
        let highest = known.filter_map(ParticipantId::number).max().unwrap_or(0);
        next = highest.max(highest_elsewhere()).saturating_add(1);
    }
    let mut roster = Roster::with_further_columns(headings);
    let mut lines = Vec::with_capacity(rows.len());
    for (line, has_id, mut participant) in rows {
        if !has_id {
            participant.id = ParticipantId::numbered(next);
            next = next.saturating_add(1);
        }
        let id = participant.id.clone();
        if roster.add(participant).is_some() {
            lines.push(line);
        } else {
            let place = Place::line(ROSTER, line).in_column("id");
            let first = roster.by_id(id.as_str()).map_or(0, |person| lines[person.index()]);
            let message = format!("the id `{id}` is taken by line {first}");
            let hint = "clear the cell of the newer one; it gets an id of its own";
            notes.lost(
                Finding::new(FindingKind::DuplicateId, place, message)
                    .hint(hint)
                    .excerpt(id.as_str()),
            );
        }
    }
    find_doubled_addresses(&roster, &lines, notes);
    Read { roster, ids_given, lines }
}

/// Reads one row; the id is made up when there is none. `None` when nobody can be read from it.
fn row(table: &Columns<'_>, notes: &mut Notes) -> Option<(bool, Participant)> {
    let mut participant = Participant::new(ParticipantId::numbered(0), "", "");
    let has_id = !table.cell(Field::Id).is_empty();
    for field in Field::ALL.into_iter().filter(|&field| field != Field::Id || has_id) {
        let cell = undefuse(table.cell(field));
        if let Err(wanted) = field.read(&mut participant, cell) {
            notes.lost(unreadable(field, cell, wanted, table.place(field)));
            if field == Field::Id {
                notes.gaps = true;
                return None;
            }
        } else if field == Field::Until && participant.status.until().is_none() && !cell.is_empty()
        {
            let message = "`until` is given, but the status is not `paused`";
            let place = table.place(field);
            let finding = Finding::new(FindingKind::UntilWithoutPause, place, message);
            notes.odd(finding.hint("write `paused` as the status, or clear the cell"));
        }
    }
    is_somebody(table, has_id, &participant, notes).then_some((has_id, participant))
}

/// Whether a row is about a person; also what is wrong with the name and the address.
fn is_somebody(
    table: &Columns<'_>,
    has_id: bool,
    participant: &Participant,
    notes: &mut Notes,
) -> bool {
    let Participant { name, email, .. } = participant;
    let finding =
        |kind, field: Field, message: String| Finding::new(kind, table.place(field), message);
    match (name.is_empty(), email.is_empty(), has_id) {
        (false, false, _) | (true, true, true) => {}
        (true, true, false) => {
            let message = "a row without id, name and e-mail".into();
            notes.passed_over(
                finding(FindingKind::Nobody, Field::Name, message)
                    .hint("write the name and the address, or delete the row"),
            );
            return false;
        }
        (true, false, _) => {
            let message = format!("`{email}` has no name");
            notes.odd(finding(FindingKind::NoName, Field::Name, message).hint("write the name"));
        }
        // Who left long ago stands in old rounds, and nobody writes to them.
        (false, true, _) if participant.status == Status::Left => {}
        (false, true, _) => {
            let message = format!("`{name}` has no address");
            notes.odd(
                finding(FindingKind::NoAddress, Field::Email, message)
                    .hint("write the e-mail address"),
            );
        }
    }
    if !email.is_empty() && !email_address::EmailAddress::is_valid(email) {
        let message = format!("`{email}` is not an e-mail address");
        notes.lost(
            finding(FindingKind::BrokenAddress, Field::Email, message)
                .hint("an address looks like jo@council.example")
                .excerpt(email),
        );
    }
    true
}

/// The finding for a cell that its column does not take.
fn unreadable(field: Field, cell: &str, wanted: &str, place: Place) -> Finding {
    match field.fault() {
        FindingKind::Date => not_a_date(cell, place),
        kind => bad_value(kind, place, cell, wanted),
    }
}

/// One address for two people; they are told apart by their ids, so nothing is lost.
fn find_doubled_addresses(roster: &Roster, lines: &[u64], notes: &mut Notes) {
    let key = |email: &str| if email.is_ascii() { email.to_ascii_lowercase() } else { fold(email) };
    let with_address = || roster.iter().filter(|(_, participant)| !participant.email.is_empty());
    // Sorted hashes show soon that there is none, as nearly always.
    let hash = |(_, participant): (Person, &Participant)| {
        let mut hasher = DefaultHasher::new();
        key(&participant.email).hash(&mut hasher);
        hasher.finish()
    };
    let mut hashes: Vec<u64> = with_address().map(hash).collect();
    hashes.sort_unstable();
    if hashes.windows(2).all(|two| two[0] != two[1]) {
        return;
    }
    let mut first: HashMap<String, Person> = HashMap::new();
    for (person, participant) in with_address() {
        let email = &participant.email;
        if let Some(other) = first.insert(key(email), person) {
            let place = Place::line(ROSTER, lines[person.index()]).in_column("email");
            let message =
                format!("`{email}` is the address of line {} as well", lines[other.index()]);
            let hint = "one person: delete one row; two people: each needs an address of their own";
            notes.lost(
                Finding::new(FindingKind::DuplicateAddress, place, message)
                    .hint(hint)
                    .excerpt(email),
            );
        }
    }
}
