//! People sign up, or an organiser brings a roster.

mod cells;
mod columns;
mod differences;
mod elsewhere;
mod entry;
mod marks;
mod merge;
mod missing;
mod organisations;
mod recall;
mod row_of;
mod standing;
mod title;
mod unread;
mod verdict;

use std::collections::HashMap;

use crate::domain::who::Directory;
use crate::domain::{
    Field, Finding, FindingKind, Participant, ParticipantId, Person, Place, Roster, Status,
};
use crate::text::{excerpt, fold, quote, shell_word};

use super::meaning::Meaning;
use super::people::unknown;
use super::vocabulary::read_table;
use super::{Encoding, Options, Refused, Sheet, Tally};
use crate::domain::SheetKind as Kind;

use columns::SignupColumns;
use entry::Entry;
use merge::Merged;
use recall::Known;
use row_of::RowOf;

/// Brings people from a sign-up form or a roster into a roster.
///
/// People are known by their id when the sheet has ids, else by their address. Who is there
/// already is changed only where the sheet says something new; nothing is ever blanked. Columns
/// that mean nothing to us become further columns.
///
/// A row without a name or with a broken address, and an address shared by two names, refuse the
/// whole sheet; with `partial` they are set aside.
///
/// ```
/// use unmentor::domain::Roster;
/// use unmentor::intake::{Options, Sheet, signup};
///
/// let bytes = "Your name;Email address\nZoë Łak;Zoe@north.example\n".into();
/// let sheet = Sheet { name: "signup.csv".into(), bytes };
/// let today = chrono::NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
/// let (roster, tally) = signup(&sheet, &Roster::default(), &Options::on(today)).unwrap();
/// assert_eq!((roster.len(), tally.new), (1, 1));
/// assert_eq!(roster.iter().next().unwrap().1.email, "zoe@north.example");
/// ```
pub fn signup(
    sheet: &Sheet,
    roster: &Roster,
    options: &Options,
) -> Result<(Roster, Tally), Refused> {
    let table = read_table(sheet, Kind::Signup, options).map_err(Refused)?;
    let columns = SignupColumns::find(&table, options).map_err(Refused)?;
    unread::ask(&table, &columns, roster).map_err(Refused)?;
    let mut tally = Tally { rows: table.rows().len(), ..Tally::default() };
    let mut assumed = columns.assumed(&table);
    tally.noted.append(table.noted.clone());
    tally.headings.push(table.header.clone());

    let mut open = Vec::new();
    let read =
        entry::read_all(&table, &columns, options, &mut assumed, &mut open, &mut tally.noted);
    // Rows of a sheet that cannot be read at all are not partly good.
    let partial = options.partial && open.is_empty();
    tally.assumed.push(assumed);
    tally.set_aside.extend(open);
    let read: Vec<_> = read.collect();
    let good: Vec<_> = read.iter().filter_map(|(_, read)| read.as_ref().ok()).collect();
    let headings = columns.further_headings(&table);
    let sheet = Known::new(&table, &good, headings.clone(), options, roster);
    if sheet.recall.sheet.taken.is_empty() {
        tally.noted.append(unread::notes(&table, &columns));
    }
    let known = Before { roster, directory: Directory::new(roster), whole: &table.whole, sheet };
    let mut merged = Merged::new(&known, read.len());
    for (row, read) in read {
        if options.reading.limits.is_enough(&mut tally.set_aside, || row.place()) {
            return Err(Refused(tally.set_aside));
        }
        match read {
            Ok(entry) => merged.add(entry, &mut tally),
            Err(findings) => tally.set_aside.extend(findings),
        }
    }
    let all_read = tally.set_aside.is_empty();
    if !all_read && !partial {
        tally.set_aside.sort_by(|a, b| a.place.cmp(&b.place));
        return Err(Refused(tally.set_aside));
    }
    let entries = merged.into_entries();
    let whole = known.whole;
    if all_read && !columns.nameless && !options.for_next {
        tally.missing = missing::missing(&entries, &known);
    }
    let entries: Vec<_> =
        entries.into_iter().map(|(entry, rows)| (known.person(&entry), entry, rows)).collect();
    let mut writer = Writer::new(roster, &headings, options, known.sheet);
    writer.write(entries, whole, columns.joined_is_known(), &mut tally);
    settle_strangers(&mut tally, whole)?;
    let spellings = organisations::note_spellings(roster, &writer.roster, whole);
    tally.noted.extend(spellings, |note| note);
    note_namesakes(&writer.roster, roster.len(), whole, &mut tally);
    writer.sheet.has_read(tally.rows);
    tally.memory = vec![writer.sheet.recall.sheet];
    Ok((writer.roster, tally))
}

/// The roster before the sheet.
struct Before<'r> {
    roster: &'r Roster,
    directory: Directory<'r>,
    whole: &'r Place,
    sheet: Known,
}

impl Before<'_> {
    /// The person that an entry is about, when they are in the roster already.
    fn person(&self, entry: &Entry) -> Option<Person> {
        self.person_and_owner(entry).0
    }

    /// The same, and the one whose address it has.
    fn person_and_owner(&self, entry: &Entry) -> (Option<Person>, Option<Person>) {
        let by_id = self.roster.by_id(entry.says(Field::Id));
        let row = entry.rows.first().filter(|_| by_id.is_none());
        // Whom it was about before it still is, whatever address they have by now.
        if let Some(same) = row.and_then(|row| self.sheet.person(row, self.roster)) {
            return (Some(same), Some(same));
        }
        let owner = self.directory.by_email(entry.says(Field::Email));
        let edited = row.filter(|_| owner.is_none());
        let edited = edited.and_then(|row| {
            let namesake = || self.sheet.namesake(row, &self.directory, self.roster);
            self.sheet.edited(row, self.roster).or_else(namesake)
        });
        (by_id.or(owner).or(edited), owner)
    }
}

/// Puts entries into a roster.
struct Writer {
    roster: Roster,
    /// For each further cell of an entry its column in the roster.
    further: Vec<usize>,
    next_number: u32,
    today: chrono::NaiveDate,
    /// The encoding that the organiser named, in which the sheet is read rightly now.
    encoding: Option<Encoding>,
    sheet: Known,
}

impl Writer {
    fn new(roster: &Roster, headings: &[String], options: &Options, sheet: Known) -> Self {
        let mut roster = roster.clone();
        let mut further = Vec::new();
        for heading in headings {
            let same = |known: &String| fold(known) == fold(heading);
            let column = roster.further_columns().iter().position(same);
            further.push(column.unwrap_or_else(|| {
                roster.add_further_column(heading);
                roster.further_columns().len() - 1
            }));
        }
        let (today, encoding) = (options.today, options.reading.encoding);
        Self { roster, further, next_number: 1, today, encoding, sheet }
    }

    fn write(
        &mut self,
        entries: Vec<(Option<Person>, Entry, usize)>,
        whole: &Place,
        joined_is_known: bool,
        tally: &mut Tally,
    ) {
        let brought = entries.iter().filter_map(|(_, entry, _)| entry.id()?.number());
        let there = self.roster.iter().filter_map(|(_, participant)| participant.id.number());
        self.next_number = brought.chain(there).max().unwrap_or(0) + 1;
        for (person, mut entry, rows) in entries {
            if let Some(person) = person {
                let found = self.roster.get(person).clone();
                if self.was_misread(&found.name, entry.says(Field::Name)) {
                    self.roster
                        .edit(person, |one| entry.says(Field::Name).clone_into(&mut one.name));
                }
                let before = self.roster.get(person).clone();
                let further = &self.further;
                for note in self.sheet.weigh(&mut entry, &before, further, whole) {
                    tally.noted.push(note);
                }
                self.roster.edit(person, |participant| entry.update(participant, further));
                let changed = *self.roster.get(person) != found;
                tally.changed += usize::from(changed);
                tally.unchanged += rows - usize::from(changed);
            } else if self.sheet.may_be_forgotten(&entry) {
                let all = entry.rows.iter();
                tally.set_aside.extend(all.map(|row| perhaps_forgotten(row, whole)));
            } else if entry.says(Field::Name).is_empty() {
                // A sheet without names speaks of people who are known.
                let all = entry.rows.iter();
                tally.set_aside.extend(all.map(|row| stranger(row, whole)));
            } else {
                self.add(&entry, joined_is_known);
                tally.new += 1;
                tally.unchanged += rows - 1;
            }
        }
    }

    /// Whether a name came in garbled, from a sheet that was read in a wrong encoding.
    fn was_misread(&self, known: &str, said: &str) -> bool {
        self.encoding.is_some_and(|encoding| encoding.is_misread(known, said))
    }

    fn add(&mut self, entry: &Entry, joined_is_known: bool) {
        let id = entry.id().unwrap_or_else(|| {
            let id = ParticipantId::numbered(self.next_number);
            self.next_number += 1;
            id
        });
        let mut participant =
            Participant::new(id, entry.says(Field::Name), entry.says(Field::Email));
        participant.further.resize(self.roster.further_columns().len(), String::new());
        entry.update(&mut participant, &self.further);
        let has_left = participant.status == Status::Left;
        if participant.joined.is_none() && !joined_is_known && !has_left {
            participant.joined = Some(self.today);
        }
        self.sheet.remember_new(&participant.id, entry);
        // Ids were checked for doubles when the entries were merged.
        self.roster.add(participant);
    }
}

/// Refuses a sheet that speaks of nobody who is known, and says how rows of strangers are taken.
fn settle_strangers(tally: &mut Tally, whole: &Place) -> Result<(), Refused> {
    let unknown = |one: &&Finding| one.kind == FindingKind::UnknownAddress;
    if tally.rows > 0 && tally.set_aside.iter().filter(unknown).count() == tally.rows {
        return Err(Refused(std::mem::take(&mut tally.set_aside)));
    }
    hint_at_take(tally, &sheet_name(whole));
    Ok(())
}

/// A row without a name, about somebody whom nobody knows.
fn stranger(row: &RowOf, whole: &Place) -> Finding {
    let place = whole.clone().at_line(row.line);
    unknown(&row.email, place).hint("a column with the name beside it would sign them up")
}

/// A row about somebody who may be one who was forgotten.
fn perhaps_forgotten(row: &RowOf, whole: &Place) -> Finding {
    let message = "nobody on the roster, and the row may be that of somebody who was forgotten";
    Finding::new(FindingKind::PerhapsForgotten, whole.clone().at_line(row.line), message)
        .excerpt(excerpt(&format!("{}, {}", row.name, row.email)))
}

/// Says how rows are taken that may be those of forgotten people, all in one command.
fn hint_at_take(tally: &mut Tally, file: &str) {
    let open = |finding: &&mut Finding| finding.kind == FindingKind::PerhapsForgotten;
    let lines = tally.set_aside.iter_mut().filter(open).filter_map(|finding| finding.place.line);
    let lines: Vec<_> = lines.map(|line| line.to_string()).collect();
    let lines = lines.join(" ");
    let hint = format!("if new: unmentor participants import {file} --take {lines}");
    for finding in tally.set_aside.iter_mut().filter(open) {
        finding.hint = Some(hint.clone());
    }
}

fn sheet_name(whole: &Place) -> String {
    shell_word(&excerpt(&whole.file))
}

/// Notes new people who share a name, or an address but for a plus tag, with somebody else.
fn note_namesakes(roster: &Roster, before: usize, whole: &Place, tally: &mut Tally) {
    let mut by_name: HashMap<String, Person> = HashMap::with_capacity(roster.len());
    let mut by_mailbox: HashMap<String, Person> = HashMap::with_capacity(roster.len());
    for (person, participant) in roster.iter() {
        let mut note = |kind, what: &str, other: Person| {
            if person.index() >= before {
                let other = roster.get(other);
                let message = format!(
                    "{} ({}, {}) and {} ({}, {}) {what}",
                    quote(&participant.name),
                    participant.id,
                    excerpt(&participant.email),
                    quote(&other.name),
                    other.id,
                    excerpt(&other.email),
                );
                tally.noted.push(
                    Finding::new(kind, whole.clone(), message)
                        .hint("if they are one person, let one of the two leave"),
                );
            }
        };
        let name = fold(&participant.name);
        match by_name.get(&name).filter(|_| !name.is_empty()) {
            Some(&other) => note(FindingKind::SameName, "have the same name", other),
            None => drop(by_name.insert(name, person)),
        }
        let mailbox = without_tag(&participant.email);
        match by_mailbox.get(&mailbox).filter(|_| !mailbox.is_empty()) {
            Some(&other) => note(FindingKind::SameMailbox, "seem to share a mailbox", other),
            None => drop(by_mailbox.insert(mailbox, person)),
        }
    }
}

/// An address without its plus tag: `jo+chat@x.example` reaches `jo@x.example`.
fn without_tag(email: &str) -> String {
    let email = fold(email);
    match (email.split_once('+'), email.rsplit_once('@')) {
        (Some((mailbox, _)), Some((local, domain))) if mailbox.len() < local.len() => {
            format!("{mailbox}@{domain}")
        }
        _ => email,
    }
}

/// The finding for a cell of a sign-up sheet.
fn bad_cell(kind: FindingKind, place: Place, message: &str, cell: &str, hint: &str) -> Finding {
    let finding = Finding::new(kind, place, message).hint(hint);
    let shown = excerpt(cell);
    if shown.is_empty() { finding } else { finding.excerpt(shown) }
}

/// A meaning that a sign-up sheet must have, as the order of checks in findings.
const REQUIRED: [Meaning; 2] = [Meaning::Of(Field::Name), Meaning::Of(Field::Email)];
