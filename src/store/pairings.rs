//! `rounds/NN/pairings.csv`: who was put together with whom.

use std::collections::HashSet;

use crate::domain::{Finding, Pair, PairId, Roster, Round, RoundNumber};

use super::ids::Ids;
use super::notes::Notes;
use super::scan::{Record, Scanner};
use super::seen::{Met, Seen};
use super::table::Table;
use super::write::Rows;

const COLUMNS: [&str; 7] = ["pair", "a", "b", "c", "a_name", "b_name", "c_name"];
/// Names are for people; only these are read.
const READ: usize = 4;

/// Reads the pairs in the order of the file. Rows that make no pair are in the notes.
pub(super) fn read(
    file: &str,
    text: &str,
    round: RoundNumber,
    ids: &Ids<'_>,
    seen: &mut Seen,
    notes: &mut Notes,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let Some(mut table) = Table::open(file, text, COLUMNS, READ, notes) else { return pairs };
    table.refuse_further_columns(notes);
    let mut numbers = Numbers::default();
    while table.advance(notes) {
        let losses = notes.losses;
        let number = pair_number(&table, round, notes);
        if let Some(number) = number.filter(|&number| numbers.is_taken(number, &pairs)) {
            let message = format!("`{}` is the name of two pairs", PairId { round, number });
            let finding = Finding::new("duplicate-pair", table.place(0), message);
            notes.lost(finding.hint("give one of the two another number"));
        }
        let met = Met::Line(u32::try_from(table.line()).unwrap_or(u32::MAX));
        let mut member = |column: usize, notes: &mut Notes| {
            seen.meet(table.cell(column), ids, met, || table.place(column), notes)
        };
        let (a, b) = (member(1, notes), member(2, notes));
        let c = if table.cell(3).is_empty() { None } else { member(3, notes) };
        if let (Some(number), Some(a), Some(b), true) = (number, a, b, notes.losses == losses) {
            pairs.extend(Pair::new(number, a, b, c));
        } else {
            notes.gaps = true;
        }
    }
    pairs
}

fn pair_number(table: &Table<'_, 7>, round: RoundNumber, notes: &mut Notes) -> Option<u32> {
    let cell = table.cell(0);
    let pair = cell.parse::<PairId>().ok().filter(|pair| pair.round == round);
    if pair.is_none() {
        let example = PairId { round, number: 1 };
        let message = format!("`{cell}` is not a pair of round {round}");
        let finding = Finding::new("pair-name", table.place(0), message);
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
pub(super) fn each_id(text: &str, mut take: impl FnMut(&str)) {
    let (mut scanner, mut record) = (Scanner::new(text), Record::default());
    let mut columns = Vec::new();
    while scanner.read(&mut record).unwrap_or(false) {
        if columns.is_empty() {
            let is_id = |cell: &str| COLUMNS[1..READ].iter().any(|name| cell.trim() == *name);
            columns = (0..record.len()).filter(|&at| is_id(record.get(at))).collect();
        } else {
            for &at in &columns {
                take(record.get(at).trim());
            }
        }
    }
}

/// The file of a round.
pub(super) fn write(roster: &Roster, round: &Round) -> Vec<u8> {
    let mut rows = Rows::below(&COLUMNS);
    for pair in round.pairs() {
        rows.raw(&pair.id(round.number()).to_string());
        let members = pair.members().iter().map(|&person| roster.get(person));
        let third = usize::from(!pair.is_trio());
        members.clone().for_each(|member| rows.cell(member.id.as_str()));
        (0..third).for_each(|_| rows.raw(""));
        members.for_each(|member| rows.cell(&member.name));
        (0..third).for_each(|_| rows.raw(""));
        rows.end_row();
    }
    rows.finish()
}
