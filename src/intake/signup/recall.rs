//! Only what is new counts: a row of a sheet is compared with what it said before and with the
//! roster as it is now.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use crate::domain::memory::{Shape, SheetMemory};
use crate::domain::who::Directory;
use crate::domain::{
    Field, Finding, NextTime, Participant, ParticipantId, Person, Place, Roster, RoundNumber,
    SheetKind, Status,
};
use crate::sheets::Table;
use crate::text::fold;
use crate::text::keyed::Mark;

use super::super::Options;
use super::super::past::{Recall, Take};
use super::cells::{self, Cell};
use super::differences::{Difference, signed_up_again};
use super::elsewhere::Elsewhere;
use super::entry::Entry;
use super::marks::Marks;
use super::row_of::RowOf;
use super::verdict::{About, Held, Verdict, verdict};

/// What of a sheet of sign-ups was taken in before.
pub struct Known {
    /// The memory of the sheet.
    pub recall: Recall,
    take: Take,
    /// By what each row is known again, with its line, which ascend.
    marks: Vec<(u64, Marks)>,
    /// Addresses that stand in the sheet, for sheets without time stamps.
    addresses: HashSet<Mark>,
    /// Somebody was forgotten, and no longer can it be told from the sheet who.
    open: bool,
    columns: Vec<String>,
    /// Other sheets that were read before.
    elsewhere: Elsewhere,
    /// Columns in which the sheet says something: an empty one was not emptied by hand.
    filled: HashSet<String>,
    next_round: RoundNumber,
    /// The last time stamp in it.
    latest: Option<NaiveDateTime>,
}

/// The word of somebody who takes part.
const ACTIVE: &str = Status::Active.word();

impl Known {
    /// What is known of a sheet of which all rows were read.
    pub fn new(
        table: &Table,
        entries: &[&Entry],
        columns: Vec<String>,
        options: &Options,
        roster: &Roster,
    ) -> Self {
        let past = &options.past;
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
        let mut marks: Vec<_> =
            rows.iter().map(|row| (row.line, Marks::of(&sheet.key, row))).collect();
        marks.sort_unstable_by_key(|(line, _)| *line);
        let addresses = marks.iter().map(|(_, marks)| marks.address).collect();
        let elsewhere = Elsewhere::new(&past.memory, &sheet.shape);
        let filled = cells::filled(entries, &columns);
        let recall = Recall::new(sheet, lost);
        let take = past.take.clone();
        let next_round = options.next_round;
        let latest = rows.iter().filter_map(|row| row.stamp).max();
        Self {
            recall,
            take,
            marks,
            addresses,
            open,
            columns,
            elsewhere,
            filled,
            next_round,
            latest,
        }
    }

    /// Remembers how far the sheet was read, which had so many rows.
    pub fn has_read(&mut self, rows: usize) {
        self.recall.has_read(self.latest, rows);
    }

    /// By what a row is known again.
    fn marks(&self, row: &RowOf) -> Marks {
        match self.marks.binary_search_by_key(&row.line, |(line, _)| *line) {
            Ok(at) => self.marks[at].1,
            Err(_) => Marks::of(&self.recall.sheet.key, row),
        }
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
            .map(|(cell, value)| self.recall.cell(&self.key(*cell, entry), value, false))
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

    /// The column of a cell in the memory: without a time a row speaks of each round anew.
    fn key(&self, cell: Cell, entry: &Entry) -> String {
        let column = cell.column(&self.columns);
        let timeless = entry.rows.iter().all(|row| row.stamp.is_none());
        match cell {
            Cell::Of(Field::Next) if timeless => format!("{column}{}", self.next_round),
            _ => column,
        }
    }

    /// What the roster has in a cell; of another round than the next one it says nothing.
    fn held(&self, cell: Cell, known: &Participant, further: &[usize]) -> String {
        match (cell, known.next) {
            (Cell::Of(Field::Next), Some(next)) if next.round == self.next_round => {
                NextTime::word(next.is_in).into()
            }
            (Cell::Of(Field::Next), _) => String::new(),
            _ => cell.held(known, further),
        }
    }

    /// What is known of what the roster has in a cell; `asked` says that it is open whether a hand
    /// wrote it.
    fn known_of(
        &self,
        cell: Cell,
        column: &str,
        held: &str,
        id: &ParticipantId,
        asked: bool,
        only_yes: bool,
    ) -> Held {
        let is_usual = cell.is_usual(held);
        let by_hand = || only_yes || self.elsewhere.by_hand(id, column, held, is_usual);
        let mark = self.recall.cell(column, held, false).mark;
        Held { mark, is_usual, by_hand: asked && by_hand() }
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
        wake_nobody(entry, known);
        let about = self.about(entry, before.is_some(), whole);
        let silent = cells::that_can_be_emptied(entry, &self.columns);
        let (mut notes, mut cells) = (Vec::new(), Vec::new());
        for (cell, value) in cells::said(entry, &self.columns) {
            let column = self.key(cell, entry);
            let held = self.held(cell, known, further);
            let was = before.as_ref().and_then(|taken| taken.cell(&column));
            let mut now = self.recall.cell(&column, &value, false);
            let verdict = if cell.differs(&value, &held) {
                // A yes is no news of somebody's status.
                let only_yes =
                    cell == Cell::Of(Field::Status) && entry.by_answer && value == ACTIVE;
                let asked = was.is_none() && !about.has_id;
                let held = self.known_of(cell, &column, &held, &known.id, asked, only_yes);
                verdict(cell, was, &now, &held, &about, self.recall.lost)
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
            let column = self.key(cell, entry);
            let Some(was) =
                before.cell(&column).filter(|_| self.filled.contains(&cell.column(&self.columns)))
            else {
                continue;
            };
            let held = self.held(cell, known, further);
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
}

/// Whether somebody who has left signs up again with a row that was not there before.
fn signs_up_again(row: &RowOf, known: &Participant, lost: bool) -> bool {
    let since = |signed: NaiveDateTime| match known.left {
        Some(left) => signed.date() >= left,
        None => !lost,
    };
    known.status == Status::Left && row.stamp.is_some_and(since)
}

/// A yes wakes nobody who has left; that is for the organiser to decide.
fn wake_nobody(entry: &mut Entry, known: &Participant) {
    if entry.by_answer && known.status == Status::Left && entry.says(Field::Status) == ACTIVE {
        entry.say(Field::Status, "");
    }
}
