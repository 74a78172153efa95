//! Only what is new counts: rows that were taken in before change nothing, and of a row that was
//! edited only what was edited counts.

use std::collections::HashSet;

use crate::domain::changes::cells;
use crate::domain::memory::{Shape, SheetMemory, Taken, TakenCell};
use crate::domain::{
    Answer, Finding, FindingKind, Person, Place, Response, RoundNumber, SheetKind,
};
use crate::sheets::{Notes, Row, Table};
use crate::text::dates::Dates;
use crate::text::keyed::{Key, Mark};
use crate::text::{fold, is_blank, quote};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::past::{Past, Recall, Take};
use super::super::values::{line, number};
use super::Known;
use super::attribute::who;
use super::edited::{Edited, Remembered};
use super::rows::Said;
use super::seats::Seat;

/// What of a sheet of answers was taken in before.
pub struct Answers<'o> {
    recall: Recall,
    take: &'o Take,
    /// Rows of the memory that were met in the sheet.
    met: HashSet<usize>,
    /// Columns in which some row says something; one that is empty from top to bottom was not
    /// emptied by hand.
    filled: Vec<&'static str>,
}

/// By what a row is known again: who answers, and when or about which round.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    who: Mark,
    row: Mark,
}

impl Marks {
    fn of(key: &Key, row: Row<'_>, index: usize, columns: &Columns, times: &Dates) -> Self {
        let time = times.read.get(index).copied().flatten();
        let time = time.map_or_else(String::new, |time| time.format("%F %R").to_string());
        let round = number(columns.cell(row, Meaning::Round));
        let round = round.map_or_else(String::new, |round| round.to_string());
        let pair = line(columns.cell(row, Meaning::Pair));
        let who = who(row, columns).map_or_else(String::new, |(_, cell)| fold(cell));
        Self { who: key.mark(&["who", &who]), row: key.mark(&["row", &time, &round, &pair]) }
    }
}

impl<'o> Answers<'o> {
    /// What is known of a sheet; `earlier` are sheets that came in just now.
    pub fn new(
        table: &Table,
        columns: &Columns,
        times: &Dates,
        past: &'o Past,
        earlier: &[SheetMemory],
        lost: bool,
    ) -> Self {
        let shape = Shape::of(SheetKind::Feedback, &table.header);
        let in_common = |sheet: &SheetMemory| {
            let rows = sheet.taken.iter().filter_map(|taken| taken.marks.get(1));
            let known: HashSet<_> = rows.collect();
            let marks = |(index, row)| Marks::of(&sheet.key, row, index, columns, times).row;
            table.rows().enumerate().map(marks).filter(|mark| known.contains(mark)).count()
        };
        let just_now = earlier.iter().find(|sheet| sheet.shape == shape).cloned();
        let sheet = just_now.unwrap_or_else(|| past.of(shape, in_common));
        let mut recall = Recall::new(sheet, lost);
        let latest = times.read.iter().flatten().max().copied();
        recall.has_read(latest, table.rows().len());
        let filled = filled(table, columns);
        Self { recall, take: &past.take, met: HashSet::new(), filled }
    }

    /// By what a row is known again.
    pub fn marks(&self, row: Row<'_>, index: usize, columns: &Columns, times: &Dates) -> Marks {
        Marks::of(&self.recall.sheet.key, row, index, columns, times)
    }

    /// The person about whom rows with an address were, whatever address they have by now.
    pub fn person(&self, marks: Marks, known: &Known<'_>) -> Option<Person> {
        known.people.roster.by_id(self.recall.person(marks.who)?.as_str())
    }

    /// Rows of the memory that may be this one, with the seat that they were about.
    fn candidates<'a>(
        &'a self,
        marks: Marks,
        known: &'a Known<'_>,
    ) -> impl Iterator<Item = (usize, &'a Taken, Seat)> {
        let of_both = self.recall.with(marks.row);
        let of_both = of_both
            .filter(move |(at, taken)| taken.marks.contains(&marks.who) && !self.met.contains(at));
        of_both.filter_map(|(at, taken)| {
            let person = known.people.roster.by_id(taken.about.as_str())?;
            Some((at, taken, Seat { round: taken.round?, person }))
        })
    }

    /// Whether a row was taken in before as it is; `read` reads it for a seat.
    pub fn has_taken(
        &mut self,
        marks: Marks,
        place: u64,
        known: &Known<'_>,
        read: impl Fn(Seat) -> Option<Response>,
    ) -> bool {
        let key = self.recall.sheet.key;
        let take = self.take.takes(&[place]);
        let same = self.candidates(marks, known).find(|(_, taken, seat)| {
            let open = take && taken.cells.iter().any(|cell| cell.open);
            let said = read(*seat);
            !open && said.is_some_and(|said| cells_of(&key, &said, false) == settled(taken))
        });
        let same = same.map(|(at, ..)| at);
        self.met.extend(same);
        same.is_some()
    }

    /// The row as it was taken in before, of which something was edited since.
    pub fn edited(&mut self, marks: Marks, seat: Seat, known: &Known<'_>) -> Option<Edited> {
        let mut same_seat = self.candidates(marks, known).filter(|(.., other)| *other == seat);
        let (at, taken) = same_seat.next().map(|(at, taken, _)| (at, taken.clone()))?;
        drop(same_seat);
        self.met.insert(at);
        Some(Edited { at, taken, key: self.recall.sheet.key, filled: self.filled.clone() })
    }

    /// Whether a row counts although it is open whether it is newer than what is recorded.
    pub fn takes(&self, line: u64) -> bool {
        self.take.takes(&[line])
    }

    /// Remembers a row that went in; `open` says that what it says was left.
    pub fn remember(&mut self, marks: Marks, said: &Remembered, open: bool, known: &Known<'_>) {
        let about = known.people.roster.get(said.seat.person).id.clone();
        let cells = cells_of(&self.recall.sheet.key, &said.response, open);
        let (round, marks) = (Some(said.seat.round), vec![marks.who, marks.row]);
        self.recall.put(said.at, Taken { about, round, marks, cells });
    }

    /// What is remembered from now on.
    pub fn into_memory(self) -> SheetMemory {
        self.recall.sheet
    }

    /// Whether nothing of the sheet was taken in before.
    pub fn is_new(&self) -> bool {
        self.recall.sheet.taken.is_empty()
    }
}

fn filled(table: &Table, columns: &Columns) -> Vec<&'static str> {
    let says = |meaning| table.rows().any(|row| !is_blank(columns.cell(row, meaning)));
    let [answer, code, words, rating, comment] =
        [Meaning::Answer, Meaning::Reason, Meaning::ReasonText, Meaning::Rating, Meaning::Comment]
            .map(says);
    let reason = code || words;
    let all = [
        ("answer", answer),
        ("reason", reason),
        ("reason_text", reason),
        ("rating", rating),
        ("comment", comment),
    ];
    all.into_iter().filter(|&(_, says)| says).map(|(column, _)| column).collect()
}

fn cells_of(key: &Key, said: &Response, open: bool) -> Vec<TakenCell> {
    let filled = cells(said).into_iter().filter(|(_, value)| !value.is_empty());
    filled
        .map(|(column, value)| TakenCell {
            column: column.into(),
            mark: key.mark(&[column, &value]),
            open,
        })
        .collect()
}

fn settled(taken: &Taken) -> Vec<TakenCell> {
    taken.cells.iter().map(|cell| TakenCell { open: false, ..cell.clone() }).collect()
}

/// Brings what was edited in a row into what is recorded; where a hand changed the same, that
/// stands and is noted.
pub fn bring_edits(
    before: &Response,
    said: &Said<'_>,
    edited: &Edited,
    known: &Known<'_>,
    noted: &mut Notes,
) -> Response {
    let Edited { taken, key, filled, .. } = edited;
    let mark = |column: &str, value: &str| (!value.is_empty()).then(|| key.mark(&[column, value]));
    let mut after = before.clone();
    for ((column, value), (_, held)) in cells(&said.response).into_iter().zip(cells(before)) {
        let was = taken.cell(column).map(|cell| cell.mark);
        let not_asked = value.is_empty() && !filled.contains(&column);
        if mark(column, &value) == was || value == held || not_asked {
            continue;
        }
        if mark(column, &held) != was {
            noted.push(hand_stands(said, column, &held, &value, known));
            continue;
        }
        let new = &said.response;
        match column {
            "answer" => {
                after.answer = new.answer;
                let day = new.answered_on.or(before.answered_on);
                after.answered_on = day.filter(|_| new.answer.is_some());
            }
            "reason" => after.reason = new.reason,
            "rating" => after.rating = new.rating,
            "reason_text" => {
                let comment = after.comment().to_owned();
                after.set_words(new.reason_text(), &comment);
            }
            _ => {
                let reason = after.reason_text().to_owned();
                after.set_words(&reason, new.comment());
            }
        }
    }
    after.reason = after.reason.filter(|_| after.answer != Some(Answer::Yes));
    after
}

fn hand_stands(
    said: &Said<'_>,
    column: &str,
    held: &str,
    value: &str,
    known: &Known<'_>,
) -> Finding {
    let Seat { round, person } = said.seat;
    let shown = |text: &str| if text.is_empty() { "nothing".into() } else { quote(text) };
    let message = format!(
        "{}: {column} is {} by hand, which stands; the sheet says {} now",
        known.people.short(person),
        shown(held),
        shown(value),
    );
    let finding = Finding::new(FindingKind::HandStands, said.row.place(), message);
    let pair = known.pair_id(round, person);
    match (pair, column) {
        (Some(pair), "answer") if !value.is_empty() => {
            let id = &known.people.roster.get(person).id;
            let word = value.replace(' ', "-");
            finding
                .hint(format!("`unmentor outcomes set {pair} {word} --by {id}` takes the sheet's"))
        }
        _ => finding,
    }
}

/// The finding for an answer that is left since nobody knows whether it is newer than the recorded
/// one.
pub fn left_open(
    before: &Response,
    said: &Response,
    place: Place,
    round: RoundNumber,
    known: &Known<'_>,
) -> Finding {
    let word = |said: &Response| said.answer.map_or("nothing", Answer::word);
    let message = format!(
        "{}, round {round}: `{}` -> `{}` is not done",
        known.people.short(before.person),
        word(before),
        word(said),
    );
    Finding::new(FindingKind::MemoryLost, place, message)
        .hint("what was read before is not remembered; add `--take` to take what the sheet says")
}
