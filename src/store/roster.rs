//! `participants.csv`, read: the organiser's own file.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use crate::domain::{
    Finding, FindingKind, Participant, ParticipantId, Person, Rhythm, Roster, Status,
};
use crate::text::fold;
use crate::text::undefuse;

use super::notes::Notes;
use super::table::Table;

/// The name of the file.
pub(super) const FILE: &str = "participants.csv";

pub(super) const COLUMNS: [&str; 11] = crate::domain::Field::WORDS;
// Their positions in `COLUMNS`.
pub(super) const ID: usize = 0;
const NAME: usize = 1;
const EMAIL: usize = 2;
const ORGANISATION: usize = 3;
const SECTOR: usize = 4;
const REGION: usize = 5;
const STATUS: usize = 6;
const UNTIL: usize = 7;
const RHYTHM: usize = 8;
const JOINED: usize = 9;
const LEFT: usize = 10;

/// The roster as the file has it.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub roster: Roster,
    /// Some people got their ids just now, and the file does not know them yet.
    pub ids_given: bool,
}

/// Opens the table; name and e-mail are needed.
pub(super) fn open<'t>(text: &'t str, notes: &mut Notes) -> Option<Table<'t, 11>> {
    let table = Table::open(FILE, text, COLUMNS, 0, notes)?;
    let missing: Vec<_> =
        [NAME, EMAIL].into_iter().filter(|&c| table.positions()[c].is_none()).collect();
    for &column in &missing {
        table.refuse_missing(column, notes);
    }
    missing.is_empty().then_some(table)
}

/// Reads the roster. `highest_elsewhere` gives the highest running number that past rounds know,
/// and is asked only when somebody has no id yet.
pub(super) fn read(text: &str, highest_elsewhere: impl FnOnce() -> u32, notes: &mut Notes) -> Read {
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
            let place = crate::domain::Place::line(FILE, line).in_column("id");
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
    Read { roster, ids_given }
}

/// Reads one row; the id is made up when there is none. `None` when nobody can be read from it.
fn row(table: &Table<'_, 11>, notes: &mut Notes) -> Option<(bool, Participant)> {
    let text = |column| undefuse(table.cell(column));
    let written = text(ID);
    let id = ParticipantId::parse(written);
    if !written.is_empty() && id.is_none() {
        notes.bad_value(
            FindingKind::Id,
            table.place(ID),
            written,
            "letters, digits, `.`, `_`, `-`, such as P0042",
        );
        notes.gaps = true;
        return None;
    }
    let (name, email) = (text(NAME), text(EMAIL));
    match (name.is_empty(), email.is_empty(), &id) {
        (false, false, _) | (true, true, Some(_)) => {}
        (true, true, None) => {
            let finding = Finding::new(
                FindingKind::Nobody,
                table.place(NAME),
                "a row without id, name and e-mail",
            );
            notes.passed_over(finding.hint("write the name and the address, or delete the row"));
            return None;
        }
        (true, false, _) => {
            let finding = Finding::new(
                FindingKind::NoName,
                table.place(NAME),
                format!("`{email}` has no name"),
            );
            notes.odd(finding.hint("write the name"));
        }
        (false, true, _) => {
            let finding = Finding::new(
                FindingKind::NoAddress,
                table.place(EMAIL),
                format!("`{name}` has no address"),
            );
            notes.odd(finding.hint("write the e-mail address"));
        }
    }
    if !email.is_empty() && !email_address::EmailAddress::is_valid(email) {
        let message = format!("`{email}` is no e-mail address");
        let finding = Finding::new(FindingKind::BrokenAddress, table.place(EMAIL), message);
        notes.lost(finding.hint("an address looks like jo@council.example").excerpt(email));
    }
    let has_id = id.is_some();
    let mut participant =
        Participant::new(id.unwrap_or_else(|| ParticipantId::numbered(0)), name, email);
    participant.organisation = text(ORGANISATION).into();
    participant.sector = text(SECTOR).into();
    participant.region = text(REGION).into();
    participant.status = status(table, notes);
    participant.rhythm = rhythm(table, notes);
    participant.joined = date(table, JOINED, notes);
    participant.left = date(table, LEFT, notes);
    Some((has_id, participant))
}

fn status(table: &Table<'_, 11>, notes: &mut Notes) -> Status {
    let until = date(table, UNTIL, notes);
    let word = table.cell(STATUS);
    if word.eq_ignore_ascii_case("paused") {
        return Status::Paused { until };
    }
    if !table.cell(UNTIL).is_empty() && until.is_some() {
        let message = "`until` is given, but the status is not `paused`";
        let finding = Finding::new(FindingKind::UntilWithoutPause, table.place(UNTIL), message);
        notes.odd(finding.hint("write `paused` as the status, or clear the cell"));
    }
    match word {
        "" => Status::Active,
        word if word.eq_ignore_ascii_case("active") => Status::Active,
        word if word.eq_ignore_ascii_case("left") => Status::Left,
        word => {
            notes.bad_value(
                FindingKind::Status,
                table.place(STATUS),
                word,
                "`active`, `paused` or `left`",
            );
            Status::Active
        }
    }
}

fn rhythm(table: &Table<'_, 11>, notes: &mut Notes) -> Rhythm {
    let word = table.cell(RHYTHM);
    if word.is_empty() {
        return Rhythm::EVERY_ROUND;
    }
    word.parse().ok().and_then(Rhythm::new).unwrap_or_else(|| {
        notes.bad_value(
            FindingKind::Rhythm,
            table.place(RHYTHM),
            word,
            "1, 2 or 3: every how many rounds",
        );
        Rhythm::EVERY_ROUND
    })
}

fn date(table: &Table<'_, 11>, column: usize, notes: &mut Notes) -> Option<NaiveDate> {
    notes.date(table.cell(column), || table.place(column))
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
            let place = crate::domain::Place::line(FILE, lines[person.index()]).in_column("email");
            let message =
                format!("`{email}` is the address of line {} as well", lines[other.index()]);
            let hint = "one person: delete one row; two people: each needs an own address";
            notes.lost(
                Finding::new(FindingKind::DuplicateAddress, place, message)
                    .hint(hint)
                    .excerpt(email),
            );
        }
    }
}

/// A participant's cell in a standard column, as it is written.
pub(super) fn cell(participant: &Participant, column: usize) -> String {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    match column {
        ID => participant.id.to_string(),
        NAME => participant.name.clone(),
        EMAIL => participant.email.clone(),
        ORGANISATION => participant.organisation.clone(),
        SECTOR => participant.sector.clone(),
        REGION => participant.region.clone(),
        STATUS => participant.status.word().into(),
        UNTIL => match participant.status {
            Status::Paused { until } => date(until),
            Status::Active | Status::Left => String::new(),
        },
        RHYTHM => participant.rhythm.rounds().to_string(),
        JOINED => date(participant.joined),
        _ => date(participant.left),
    }
}
