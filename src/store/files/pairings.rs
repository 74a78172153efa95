//! `rounds/NN/pairings.csv`: who was put together with whom.

use std::collections::HashSet;

use crate::domain::{Finding, FindingKind, Pair, PairId, Place, Roster, Round, RoundNumber};
use crate::text::csv::{Record, Rows, Scanner};
use crate::text::undefuse;

use super::called::Names;
use super::notes::Notes;
use super::resaved::Shape;
use super::seal::Sum;
use super::seen::{Met, Seen, known, met_again};
use super::table::Table;

const COLUMNS: [&str; 8] = ["pair", "a", "b", "c", "a_name", "b_name", "c_name", "first"];
const PAIR: usize = 0;
const A: usize = 1;
const B: usize = 2;
const C: usize = 3;
const NAMES: [usize; 3] = [4, 5, 6];
/// Older files have no such column, and imported rounds nothing in it.
const FIRST: usize = 7;
/// Names are for people, and may be missing.
const READ: [usize; 4] = [PAIR, A, B, C];

/// What stands in the file.
#[derive(Debug, Default)]
pub struct Read {
    /// The pairs in the order of the file. Rows that make no pair are in the notes.
    pub pairs: Vec<Pair>,
    /// Their [checksum](super::seal::checksum), if they stand in their order.
    pub checksum: Option<String>,
}

/// What a row has at least.
pub const SHAPE: Shape = Shape::of_words(&["pair", "a", "b"]);

/// Reads the pairs.
pub fn read(
    file: &str,
    text: &str,
    round: RoundNumber,
    names: &Names<'_>,
    seen: &mut Seen,
    notes: &mut Notes,
) -> Read {
    let roster = names.roster;
    let Some(mut table) = Table::open(file, text, COLUMNS, &READ, notes) else {
        return Read::default();
    };
    table.refuse_further_columns(notes);
    let (mut pairs, mut lines, mut sum) = (Vec::new(), Vec::new(), Sum::default());
    let mut numbers = Numbers::default();
    while table.advance(notes) {
        let losses = notes.losses;
        let number = pair_number(&table, round, notes);
        if number.is_some_and(|number| numbers.is_taken(number, &pairs)) {
            let message = format!("`{}` is the name of two pairs", table.cell(PAIR));
            let finding = Finding::new(FindingKind::DuplicatePair, table.place(PAIR), message);
            notes.lost(finding.hint("give one of the two another number"));
        }
        let member = |column: usize, notes: &mut Notes| {
            let person = known(table.cell(column), roster, || table.place(column), notes);
            if person.is_none() {
                let name = undefuse(table.cell(NAMES[column - A])).to_owned();
                notes.missing.insert(table.cell(column).to_owned(), name);
            }
            person
        };
        let (a, b) = (member(A, notes), member(B, notes));
        let c = if table.cell(C).is_empty() { None } else { member(C, notes) };
        let met = Met::on(table.line());
        if let (Some(number), Some(a), Some(b), true) = (number, a, b, notes.losses == losses) {
            if let Some(pair) = Pair::new(number, a, b, c) {
                let pair = led(pair, &table, roster, notes);
                note_names(&table, round, &pair, names, notes);
                pairs.push(pair);
                lines.push(met);
            } else {
                let column = if a == b { B } else { C };
                notes.passed_over(met_again(table.cell(column), met, table.place(column)));
            }
            let led = (!table.cell(FIRST).is_empty()).then_some(FIRST);
            let ids = (A..=if c.is_some() { C } else { B }).chain(led);
            sum.add(number, ids.map(|column| table.cell(column)));
        } else {
            notes.gaps = true;
        }
    }
    drop_those_met(&mut pairs, &lines, file, roster, seen, notes);
    pairs.shrink_to_fit();
    Read { pairs, checksum: sum.finish() }
}

/// The pair with who writes first, if the file says so; somebody else is reported.
fn led(pair: Pair, table: &Table<'_, 8>, roster: &Roster, notes: &mut Notes) -> Pair {
    let first = table.cell(FIRST);
    if first.is_empty() {
        return pair;
    }
    let led = roster.by_id(first).map(|person| pair.led_by(person));
    if let Some(led) = led.filter(|led| led.first().is_some()) {
        return led;
    }
    let message = format!("`{first}` is nobody of this pair");
    let finding = Finding::new(FindingKind::FirstWriter, table.place(FIRST), message);
    let id = pair.members().first().map_or("", |&person| roster.get(person).id.as_str());
    notes
        .lost(finding.hint(format!("write who begins, such as `{id}`, or nothing")).excerpt(first));
    pair
}

/// Notes the names that are not those of the roster; a file without them says nothing.
fn note_names(
    table: &Table<'_, 8>,
    round: RoundNumber,
    pair: &Pair,
    names: &Names<'_>,
    notes: &mut Notes,
) {
    for (&person, column) in pair.members().iter().zip(NAMES) {
        if table.positions()[column].is_some() {
            let name = undefuse(table.cell(column)).trim();
            names.note(round, person, name, || table.place(column), notes);
        }
    }
}

/// Keeps the pairs of those who stand nowhere else in the round. This has a loop of its own, as
/// people stand in it in no order: so the processor can look ahead.
fn drop_those_met(
    pairs: &mut Vec<Pair>,
    lines: &[Met],
    file: &str,
    roster: &Roster,
    seen: &mut Seen,
    notes: &mut Notes,
) {
    let mut lines = lines.iter();
    pairs.retain(|pair| {
        let Some(&met) = lines.next() else { return true };
        let mut again = false;
        for (&member, column) in pair.members().iter().zip(&COLUMNS[A..]) {
            if let Err(before) = seen.meet(member, met) {
                let place = Place::line(file, met.line()).in_column(*column);
                notes.passed_over(met_again(roster.get(member).id.as_str(), before, place));
                again = true;
            }
        }
        !again
    });
}

fn pair_number(table: &Table<'_, 8>, round: RoundNumber, notes: &mut Notes) -> Option<u32> {
    let cell = table.cell(PAIR);
    let pair = cell.parse::<PairId>().ok().filter(|pair| pair.round == round);
    if pair.is_none() {
        let example = PairId { round, number: 1 };
        let message = format!("`{cell}` is not a pair of round {round}");
        let finding = Finding::new(FindingKind::PairName, table.place(PAIR), message);
        notes.lost(finding.hint(format!("write a name such as {example}")).excerpt(cell));
    }
    pair.map(|pair| pair.number)
}

/// Finds a number that comes a second time; cheap as long as the numbers ascend.
#[derive(Default)]
struct Numbers {
    highest: u32,
    all: Option<HashSet<u32>>,
}

impl Numbers {
    fn is_taken(&mut self, number: u32, so_far: &[Pair]) -> bool {
        if number > self.highest && self.all.is_none() {
            self.highest = number;
            return false;
        }
        let all = self.all.get_or_insert_with(|| so_far.iter().map(Pair::number).collect());
        !all.insert(number)
    }
}

/// Calls `take` with every id in the file.
pub fn each_id(text: &str, mut take: impl FnMut(&str)) {
    let (mut scanner, mut record) = (Scanner::new(text), Record::default());
    let mut columns = Vec::new();
    while scanner.read_filled(&mut record).unwrap_or(false) {
        if columns.is_empty() {
            let is_id = |cell: &str| COLUMNS[A..=C].iter().any(|name| cell.trim() == *name);
            columns = (0..record.len()).filter(|&at| is_id(record.get(at))).collect();
        } else {
            for &at in &columns {
                take(record.get(at).trim());
            }
        }
    }
}

/// The file of a round.
pub fn write(roster: &Roster, round: &Round) -> Vec<u8> {
    let mut rows = Rows::in_memory(&COLUMNS);
    for pair in round.pairs() {
        rows.shown(Some(pair.id(round.number())));
        let members = pair.members().iter().map(|&person| roster.get(person));
        let third = usize::from(!pair.is_trio());
        members.clone().for_each(|member| rows.cell(member.id.as_str()));
        (0..third).for_each(|_| rows.raw(""));
        members.for_each(|member| rows.cell(&member.name));
        (0..third).for_each(|_| rows.raw(""));
        rows.cell(pair.first().map_or("", |first| roster.get(first).id.as_str()));
        rows.end_row();
    }
    rows.into_bytes()
}
