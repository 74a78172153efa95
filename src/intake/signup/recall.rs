//! Only what is new counts: a row of a sheet is compared with what it said before and with the
//! roster as it is now.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use crate::domain::memory::{Shape, SheetMemory, TakenCell};
use crate::domain::{
    Field, Finding, FindingKind, Participant, ParticipantId, Person, Place, Roster, SheetKind,
    Status,
};
use crate::sheets::Table;
use crate::text::keyed::{Key, Mark};
use crate::text::{excerpt, fold, quote, shell_word};

use super::super::past::{Past, Recall, Take};
use super::cells::{self, Cell};
use super::entry::Entry;
use super::row_of::RowOf;

/// What of a sheet of sign-ups was taken in before.
pub struct Known {
    /// The memory of the sheet.
    pub recall: Recall,
    take: Take,
    /// Addresses that stand in the sheet, for sheets without time stamps.
    addresses: HashSet<String>,
    /// Somebody was forgotten, and no longer can it be told from the sheet who.
    open: bool,
    columns: Vec<String>,
}

/// By what a row is known again.
struct Marks {
    row: Mark,
    stamped_name: Option<Mark>,
    stamped_address: Option<Mark>,
    address: Mark,
    name: Mark,
}

impl Marks {
    fn of(key: &Key, row: &RowOf) -> Self {
        let (name, email) = (fold(&row.name), fold(&row.email));
        // Spreadsheet programs drop the seconds.
        let stamp = row.stamp.map(|stamp| stamp.format("%F %R").to_string());
        let stamped = |what: &str, text: &str| Some(key.mark(&[what, stamp.as_deref()?, text]));
        Self {
            row: key.mark(&["row", &email, &name]),
            stamped_name: stamped("time and name", &name),
            stamped_address: stamped("time and address", &email),
            address: key.mark(&["address", &email]),
            name: key.mark(&["name", &name]),
        }
    }

    fn all(&self) -> impl Iterator<Item = Mark> {
        let stamped = self.stamped_name.into_iter().chain(self.stamped_address);
        [self.row, self.address, self.name].into_iter().chain(stamped)
    }
}

impl Known {
    /// What is known of a sheet of which all rows were read.
    pub fn new(
        table: &Table,
        rows: &[&RowOf],
        columns: Vec<String>,
        past: &Past,
        roster: &Roster,
    ) -> Self {
        let rows_in_common = |sheet: &SheetMemory| {
            let known: HashSet<_> = sheet.taken.iter().flat_map(|taken| &taken.marks).collect();
            let has = |row: &&&RowOf| known.contains(&Marks::of(&sheet.key, row).row);
            rows.iter().filter(has).count()
        };
        let sheet = past.of(Shape::of(SheetKind::Signup, &table.header), rows_in_common);
        let lost = past.memory.lost && !roster.is_empty();
        let nobody_known = lost && roster.iter().any(|(_, somebody)| somebody.is_forgotten());
        let open = sheet.forgotten > 0 || nobody_known;
        let addresses = rows.iter().map(|row| fold(&row.email)).collect();
        let recall = Recall::new(sheet, lost);
        Self { recall, take: past.take.clone(), addresses, open, columns }
    }

    /// The person about whom a row was when it was read before.
    pub fn person(&self, row: &RowOf, roster: &Roster) -> Option<Person> {
        if self.recall.sheet.taken.is_empty() {
            return None;
        }
        let row = Marks::of(&self.recall.sheet.key, row).row;
        roster.by_id(self.recall.person(row)?.as_str())
    }

    /// The same, of a row whose name or address was edited in the sheet.
    pub fn edited(&self, row: &RowOf, roster: &Roster) -> Option<Person> {
        if self.recall.sheet.taken.is_empty() {
            return None;
        }
        let key = &self.recall.sheet.key;
        let marks = Marks::of(key, row);
        let person = |mark: Mark| self.recall.person(mark);
        let id = if row.stamp.is_some() {
            let by_name = marks.stamped_name.and_then(person);
            by_name.or_else(|| marks.stamped_address.and_then(person))
        } else {
            // The old address is nowhere in the sheet any more.
            let gone = |id: &&ParticipantId| {
                let taken = self.recall.about(id);
                let stands = |address: &String| {
                    let mark = key.mark(&["address", address]);
                    taken.is_some_and(|taken| taken.marks.contains(&mark))
                };
                !self.addresses.iter().any(stands)
            };
            person(marks.address).or_else(|| person(marks.name).filter(gone))
        };
        roster.by_id(id?.as_str())
    }

    /// Whether a row was not in the sheet when it was read before.
    pub fn is_new(&self, row: &RowOf) -> bool {
        if self.recall.sheet.taken.is_empty() {
            return true;
        }
        let marks = Marks::of(&self.recall.sheet.key, row);
        let seen = |mark: Mark| self.recall.with(mark).next().is_some();
        match (marks.stamped_name, marks.stamped_address) {
            // A row of somebody known, from the time that was read, was saved in another way.
            (Some(name), Some(address)) => {
                let later = row.stamp > self.recall.latest || !seen(marks.row);
                !seen(name) && !seen(address) && later
            }
            _ => !seen(marks.row),
        }
    }

    /// Whether somebody who is not on the roster may be one who was forgotten.
    pub fn may_be_forgotten(&self, entry: &Entry) -> bool {
        let read = |stamp| self.recall.latest.is_none_or(|latest| stamp <= latest);
        let old = |row: &RowOf| self.recall.lost || row.stamp.is_none_or(read);
        self.open && entry.rows.iter().all(old) && !self.take.takes(&entry.lines())
    }

    /// Remembers somebody who came in with this sheet.
    pub fn remember_new(&mut self, id: &ParticipantId, entry: &Entry) {
        let said = cells::said(entry, &self.columns);
        let cells: Vec<_> = said
            .iter()
            .map(|(cell, value)| self.recall.cell(&cell.column(&self.columns), value, false))
            .collect();
        self.remember_rows(id, entry, true);
        if let Some(taken) = self.recall.about_mut(id) {
            for cell in cells {
                taken.put(cell);
            }
        }
    }

    fn remember_rows(&mut self, id: &ParticipantId, entry: &Entry, new_ones: bool) {
        let key = self.recall.sheet.key;
        let settled = entry.rows.iter().filter(|row| new_ones || !self.is_new(row));
        let marks: Vec<_> =
            settled.flat_map(|row| Marks::of(&key, row).all().collect::<Vec<_>>()).collect();
        if let Some(taken) = self.recall.about_mut(id) {
            for mark in marks {
                taken.add_mark(mark);
            }
        }
    }

    /// Leaves of an entry only what is news, and remembers what it says; with what an organiser
    /// should know.
    pub fn weigh(
        &mut self,
        entry: &mut Entry,
        known: &Participant,
        further: &[usize],
        whole: &Place,
    ) -> Vec<Finding> {
        let before = self.recall.about(&known.id).cloned();
        let new = |row: &&RowOf| row.stamp.is_some() && self.is_new(row);
        let new_row = entry.rows.iter().rfind(new).cloned();
        let about = About {
            remembered: before.is_some(),
            new_row: new_row.is_some(),
            has_id: !entry.says(Field::Id).is_empty(),
            takes: self.take.takes(&entry.lines()),
            place: whole.clone().at_line(new_row.as_ref().map_or(entry.line, |row| row.line)),
        };
        let (mut notes, mut cells) = (Vec::new(), Vec::new());
        for (cell, value) in cells::said(entry, &self.columns) {
            let column = cell.column(&self.columns);
            let held = cell.held(known, further);
            let was = before.as_ref().and_then(|taken| taken.cell(&column));
            let mut now = self.recall.cell(&column, &value, false);
            let verdict = if cell.differs(&value, &held) {
                let held_mark = self.recall.cell(&column, &held, false).mark;
                self.verdict(cell, was, &now, (held_mark, cell.is_usual(&held)), &about)
            } else {
                Verdict::Take
            };
            let heading = cell.heading(&self.columns);
            let stands = Difference { cell, column: &heading, held: &held, value: &value };
            match verdict {
                Verdict::Take => entry.renames |= cell == Cell::Of(Field::Name) && was.is_some(),
                Verdict::OtherName => notes.push(stands.other_name(known, about.place.clone())),
                Verdict::HandStands => notes.push(stands.hand_stands(known, about.place.clone())),
                Verdict::Open => notes.push(stands.open(known, about.place.clone())),
                Verdict::Leave | Verdict::StaysOpen => {}
            }
            now.open = matches!(verdict, Verdict::Open | Verdict::StaysOpen);
            if !matches!(verdict, Verdict::Take | Verdict::OtherName) {
                cells::leave_out(cell, entry, known);
            }
            cells.push(now);
        }
        let lost = self.recall.lost && before.is_none();
        let again = new_row
            .filter(|row| entry.says(Field::Status).is_empty() && signs_up_again(row, known, lost));
        notes.extend(again.as_ref().map(|row| signed_up_again(row, known, about.place)));
        // What waits for the organiser is said again.
        self.remember_rows(&known.id, entry, again.is_none());
        if let Some(taken) = self.recall.about_mut(&known.id) {
            for cell in cells {
                taken.put(cell);
            }
        }
        notes
    }

    /// What becomes of a cell in which the sheet and the roster differ: what was read there
    /// before, what is read now, and what the roster has.
    fn verdict(
        &self,
        cell: Cell,
        was: Option<&TakenCell>,
        now: &TakenCell,
        held: (Mark, bool),
        about: &About,
    ) -> Verdict {
        let (held, is_usual) = held;
        match was {
            Some(was) if was.mark == now.mark && was.open => {
                if about.takes {
                    Verdict::Take
                } else {
                    Verdict::StaysOpen
                }
            }
            // The sheet says what it said before; only a new row says it anew.
            Some(was) if was.mark == now.mark && about.new_row => Verdict::HandStands,
            Some(was) if was.mark == now.mark => Verdict::Leave,
            Some(was) if was.mark == held || about.takes => Verdict::Take,
            Some(_) => Verdict::HandStands,
            None if cell == Cell::Of(Field::Name) && !about.has_id => Verdict::OtherName,
            None if about.takes => Verdict::Take,
            None if self.recall.lost => Verdict::Open,
            None if about.remembered && !is_usual => Verdict::HandStands,
            None => Verdict::Take,
        }
    }
}

/// What is known of the rows about somebody.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
struct About {
    /// The sheet spoke of them before.
    remembered: bool,
    /// One of the rows is new.
    new_row: bool,
    /// The sheet knows them by their id.
    has_id: bool,
    /// What is open counts.
    takes: bool,
    /// Where it is said.
    place: Place,
}

/// What becomes of a cell of the sheet.
enum Verdict {
    /// It counts.
    Take,
    /// It is no news.
    Leave,
    /// The sheet says something new, and what was changed by hand stands.
    HandStands,
    /// Nobody knows which is newer, since the memory was lost.
    Open,
    /// It was left open before, and still is.
    StaysOpen,
    /// By an address alone nobody is renamed; that is said elsewhere.
    OtherName,
}

/// A cell in which the sheet and the roster differ.
struct Difference<'a> {
    cell: Cell,
    column: &'a str,
    held: &'a str,
    value: &'a str,
}

impl Difference<'_> {
    fn hand_stands(&self, known: &Participant, place: Place) -> Finding {
        let Self { column, held, value, .. } = self;
        let (held, value) = (shown(held), shown(value));
        let message = format!(
            "{} {}: {column} is {held} by hand, which stands; the sheet says {value} now",
            known.id,
            excerpt(&known.name),
        );
        Finding::new(FindingKind::HandStands, place, message).hint(self.command(known))
    }

    fn other_name(&self, known: &Participant, place: Place) -> Finding {
        let message = format!(
            "the address of {} stands here with the name {}; the roster's name is kept",
            known.label(),
            quote(self.value),
        );
        let name = shell_word(&format!("name={}", excerpt(self.value)));
        Finding::new(FindingKind::OtherName, place, message)
            .hint(format!("`unmentor participants set {} {name}`", known.id))
    }

    fn open(&self, known: &Participant, place: Place) -> Finding {
        let Self { column, held, value, .. } = self;
        let (held, value) = (shown(held), shown(value));
        let message = format!(
            "{} {}: {column} {held} -> {value} is not done",
            known.id,
            excerpt(&known.name)
        );
        Finding::new(FindingKind::MemoryLost, place, message).hint(
            "what was read before is not remembered; add `--take` to take what the sheet says",
        )
    }

    fn command(&self, known: &Participant) -> String {
        let set = |key: &str, value: &str| {
            let word = shell_word(&format!("{key}={value}"));
            format!("`unmentor participants set {} {word}` takes the sheet's", known.id)
        };
        match (self.cell, self.value.split_once(' ')) {
            (Cell::Of(Field::Status), Some((word, until))) => {
                set("status", &format!("{word} until={until}")).replace('\'', "")
            }
            _ => set(self.column, self.value),
        }
    }
}

fn shown(value: &str) -> String {
    if value.is_empty() { "empty".into() } else { excerpt(value) }
}

fn signed_up_again(row: &RowOf, known: &Participant, place: Place) -> Finding {
    let time = row.stamp.map_or(String::new(), |time| format!(" on {}", time.date()));
    let message = format!("{} has left and signs up again{time}", known.label());
    Finding::new(FindingKind::SignedUpAgain, place, message)
        .hint(format!("`unmentor participants set {} status=active`", known.id))
}

/// Whether somebody who has left signs up again with a row that was not there before.
fn signs_up_again(row: &RowOf, known: &Participant, lost: bool) -> bool {
    let since = |signed: NaiveDateTime| match known.left {
        Some(left) => signed.date() >= left,
        None => !lost,
    };
    known.status == Status::Left && row.stamp.is_some_and(since)
}
