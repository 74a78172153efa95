//! Only what is new counts: a row of a sheet is compared with what it said before and with the
//! roster as it is now.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use crate::domain::memory::{Shape, SheetMemory, TakenCell};
use crate::domain::who::Directory;
use crate::domain::{
    Field, Finding, Participant, ParticipantId, Person, Place, Roster, SheetKind, Status,
};
use crate::sheets::Table;
use crate::text::fold;
use crate::text::keyed::{Key, Mark};

use super::super::past::{Past, Recall, Take};
use super::cells::{self, Cell};
use super::differences::{Difference, signed_up_again};
use super::elsewhere::Elsewhere;
use super::entry::Entry;
use super::row_of::RowOf;

/// What of a sheet of sign-ups was taken in before.
pub struct Known {
    /// The memory of the sheet.
    pub recall: Recall,
    take: Take,
    /// By what each row is known again, by its line.
    marks: HashMap<u64, Marks>,
    /// Addresses that stand in the sheet, for sheets without time stamps.
    addresses: HashSet<Mark>,
    /// Somebody was forgotten, and no longer can it be told from the sheet who.
    open: bool,
    columns: Vec<String>,
    /// Other sheets that were read before.
    elsewhere: Elsewhere,
    /// Columns in which the sheet says something of somebody; one that is empty from top to bottom
    /// was not emptied by hand.
    filled: HashSet<String>,
}

/// By what a row is known again.
#[derive(Clone, Copy)]
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

    fn all(self) -> impl Iterator<Item = Mark> {
        let stamped = self.stamped_name.into_iter().chain(self.stamped_address);
        [self.row, self.address, self.name].into_iter().chain(stamped)
    }
}

impl Known {
    /// What is known of a sheet of which all rows were read.
    pub fn new(
        table: &Table,
        entries: &[&Entry],
        columns: Vec<String>,
        past: &Past,
        roster: &Roster,
    ) -> Self {
        let rows: Vec<&RowOf> = entries.iter().flat_map(|entry| &entry.rows).collect();
        let rows_in_common = |sheet: &SheetMemory| {
            let known: HashSet<_> = sheet.taken.iter().flat_map(|taken| &taken.marks).collect();
            let has = |row: &&&RowOf| known.contains(&Marks::of(&sheet.key, row).row);
            rows.iter().filter(has).count()
        };
        let sheet = past.of(Shape::of(SheetKind::Signup, &table.header), rows_in_common);
        let lost = past.memory.lost && !roster.is_empty();
        let nobody_known = lost && roster.iter().any(|(_, somebody)| somebody.is_forgotten());
        let open = sheet.forgotten > 0 || nobody_known;
        let marks: HashMap<_, _> =
            rows.iter().map(|row| (row.line, Marks::of(&sheet.key, row))).collect();
        let addresses = marks.values().map(|marks| marks.address).collect();
        let elsewhere = Elsewhere::new(&past.memory, &sheet.shape);
        let filled = cells::filled(entries, &columns);
        let recall = Recall::new(sheet, lost);
        let take = past.take.clone();
        Self { recall, take, marks, addresses, open, columns, elsewhere, filled }
    }

    /// By what a row is known again.
    fn marks(&self, row: &RowOf) -> Marks {
        let known = self.marks.get(&row.line).copied();
        known.unwrap_or_else(|| Marks::of(&self.recall.sheet.key, row))
    }

    /// The person about whom a row was when it was read before.
    pub fn person(&self, row: &RowOf, roster: &Roster) -> Option<Person> {
        if self.recall.sheet.taken.is_empty() {
            return None;
        }
        let row = self.marks(row).row;
        roster.by_id(self.recall.person(row)?.as_str())
    }

    /// Where nothing is remembered, the one person with the name of a row whose own address is
    /// nowhere in the sheet: their address was corrected on one of the two sides.
    pub fn namesake(
        &self,
        row: &RowOf,
        directory: &Directory<'_>,
        roster: &Roster,
    ) -> Option<Person> {
        let [person] = directory.by_name(&row.name) else { return None };
        let address = fold(&roster.get(*person).email);
        let address = self.recall.sheet.key.mark(&["address", &address]);
        (self.recall.lost && !self.addresses.contains(&address)).then_some(*person)
    }

    /// The same, of a row whose name or address was edited in the sheet.
    pub fn edited(&self, row: &RowOf, roster: &Roster) -> Option<Person> {
        if self.recall.sheet.taken.is_empty() {
            return None;
        }
        let marks = self.marks(row);
        let person = |mark: Mark| self.recall.person(mark);
        let id = if row.stamp.is_some() {
            let by_name = marks.stamped_name.and_then(person);
            by_name.or_else(|| marks.stamped_address.and_then(person))
        } else {
            // The old address is nowhere in the sheet any more.
            let gone = |id: &&ParticipantId| {
                let taken = self.recall.about(id);
                let stands = |mark: &Mark| self.addresses.contains(mark);
                !taken.is_some_and(|taken| taken.marks.iter().any(stands))
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
        let marks = self.marks(row);
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
        let settled = entry.rows.iter().filter(|row| new_ones || !self.is_new(row));
        let marks: Vec<_> = settled.flat_map(|row| self.marks(row).all()).collect();
        if let Some(taken) = self.recall.about_mut(id) {
            for mark in marks {
                taken.add_mark(mark);
            }
        }
    }

    fn about(&self, entry: &Entry, remembered: bool, whole: &Place) -> About {
        let new = |row: &&RowOf| row.stamp.is_some() && self.is_new(row);
        let new_row = entry.rows.iter().rfind(new).cloned();
        let line = new_row.as_ref().map_or(entry.line, |row| row.line);
        About {
            remembered,
            new_row,
            has_id: !entry.says(Field::Id).is_empty(),
            takes: self.take.takes(&entry.lines()),
            place: whole.clone().at_line(line),
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
        let about = self.about(entry, before.is_some(), whole);
        let silent = cells::that_can_be_emptied(entry, &self.columns);
        let (mut notes, mut cells) = (Vec::new(), Vec::new());
        for (cell, value) in cells::said(entry, &self.columns) {
            let column = cell.column(&self.columns);
            let held = cell.held(known, further);
            let was = before.as_ref().and_then(|taken| taken.cell(&column));
            let mut now = self.recall.cell(&column, &value, false);
            let verdict = if cell.differs(&value, &held) {
                let is_usual = cell.is_usual(&held);
                let by_hand = || self.elsewhere.by_hand(&known.id, &column, &held, is_usual);
                let held = Held {
                    mark: self.recall.cell(&column, &held, false).mark,
                    is_usual,
                    by_hand: was.is_none() && !about.has_id && by_hand(),
                };
                self.verdict(cell, was, &now, &held, &about)
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
        notes.extend(self.empty(&silent, entry, known, further, &about));
        let lost = self.recall.lost && before.is_none();
        let again = about
            .new_row
            .as_ref()
            .filter(|row| entry.says(Field::Status).is_empty() && signs_up_again(row, known, lost));
        let is_again = again.is_some();
        notes.extend(again.map(|row| signed_up_again(row, known, about.place.clone())));
        // What waits for the organiser is said again.
        self.remember_rows(&known.id, entry, !is_again);
        if let Some(taken) = self.recall.about_mut(&known.id) {
            for cell in cells {
                taken.put(cell);
            }
        }
        notes
    }

    /// Has an entry empty the cells that were filled when the sheet was read before and are empty
    /// now; where a hand has changed them since, that stands and is noted.
    fn empty(
        &mut self,
        silent: &[Cell],
        entry: &mut Entry,
        known: &Participant,
        further: &[usize],
        about: &About,
    ) -> Vec<Finding> {
        let mut notes = Vec::new();
        let Some(before) = self.recall.about(&known.id) else { return notes };
        let mut emptied = Vec::new();
        for &cell in silent {
            let column = cell.column(&self.columns);
            let Some(was) = before.cell(&column).filter(|_| self.filled.contains(&column)) else {
                continue;
            };
            let held = cell.held(known, further);
            let stays = cell == Cell::Of(Field::Status) && known.status == Status::Left;
            if held.is_empty() || stays {
                emptied.push(column);
            } else if was.mark == self.recall.cell(&column, &held, false).mark || about.takes {
                cells::clear(cell, entry);
                emptied.push(column);
            } else if !was.open {
                let heading = cell.heading(&self.columns);
                let stands = Difference { cell, column: &heading, held: &held, value: "" };
                notes.push(stands.hand_stands(known, about.place.clone()));
                emptied.push(column);
            }
        }
        if let Some(taken) = self.recall.about_mut(&known.id) {
            taken.cells.retain(|cell| !emptied.contains(&cell.column));
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
        held: &Held,
        about: &About,
    ) -> Verdict {
        match was {
            Some(was) if was.mark == now.mark && was.open => {
                if about.takes {
                    Verdict::Take
                } else {
                    Verdict::StaysOpen
                }
            }
            // The sheet says what it said before; only a new row says it anew.
            Some(was) if was.mark == now.mark && about.new_row.is_some() => Verdict::HandStands,
            Some(was) if was.mark == now.mark => Verdict::Leave,
            Some(was) if was.mark == held.mark || about.takes => Verdict::Take,
            Some(_) => Verdict::HandStands,
            None if cell == Cell::Of(Field::Name) && !about.has_id => Verdict::OtherName,
            None if about.takes => Verdict::Take,
            None if self.recall.lost => Verdict::Open,
            None if about.remembered && !held.is_usual || held.by_hand => Verdict::HandStands,
            None => Verdict::Take,
        }
    }
}

/// What the roster has in a cell.
struct Held {
    mark: Mark,
    /// It is what stands there where nobody said anything.
    is_usual: bool,
    /// It came from no sheet that spoke of them.
    by_hand: bool,
}

/// What is known of the rows about somebody.
struct About {
    /// The sheet spoke of them before.
    remembered: bool,
    /// The last of the rows that are new.
    new_row: Option<RowOf>,
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

/// Whether somebody who has left signs up again with a row that was not there before.
fn signs_up_again(row: &RowOf, known: &Participant, lost: bool) -> bool {
    let since = |signed: NaiveDateTime| match known.left {
        Some(left) => signed.date() >= left,
        None => !lost,
    };
    known.status == Status::Left && row.stamp.is_some_and(since)
}
