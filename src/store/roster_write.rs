//! `participants.csv`, written: only what really changed becomes different.

use crate::domain::{Participant, ParticipantId, Roster};
use crate::text::csv::Rows;

use super::notes::Notes;
use super::roster::{COLUMNS, ID, cell, open};

/// A column of the file to be written.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// Standard, by its position in [`COLUMNS`].
    Standard(usize),
    /// The organiser's own, by its position among those.
    Further(usize),
}

/// The roster as a file.
///
/// `text` is the file that `old` was read from; `new` has the same people in the same order, and
/// perhaps more behind them. Columns keep their order; cells whose value did not change keep
/// their text, also where it means nothing to this program. A standard column that the file does
/// not have is added only when somebody needs it.
pub(super) fn write(text: &str, old: &Roster, new: &Roster) -> Vec<u8> {
    let mut ignored = Notes::default();
    let Some(mut table) = open(text, &mut ignored) else { return write_new(new) };
    let mut columns: Vec<(Column, Option<usize>)> = Vec::new();
    let mut headings: Vec<String> = Vec::new();
    if table.positions()[ID].is_none() {
        columns.push((Column::Standard(ID), None));
        headings.push(COLUMNS[ID].into());
    }
    let mut further = 0..;
    for (at, heading) in table.headings.iter().enumerate() {
        let standard = table.positions().iter().position(|&position| position == Some(at));
        let own = || Column::Further(further.next().unwrap_or(0));
        columns.push((standard.map_or_else(own, Column::Standard), Some(at)));
        headings.push(heading.clone());
    }
    for (column, heading) in COLUMNS.into_iter().enumerate().skip(1) {
        let absent = table.positions()[column].is_none();
        if absent && new.iter().any(|(_, p)| cell(p, column) != usual(column)) {
            columns.push((Column::Standard(column), None));
            headings.push(heading.into());
        }
    }
    for (at, heading) in new.further_columns().iter().enumerate().skip(old.further_columns().len())
    {
        columns.push((Column::Further(at), None));
        headings.push(heading.clone());
    }

    let mut rows = Rows::in_memory(&headings);
    let mut people = new.iter().map(|(_, participant)| participant);
    for (_, before) in old.iter() {
        let Some(now) = people.next() else { break };
        if !table.advance(&mut ignored) {
            break;
        }
        for &(column, at) in &columns {
            let kept = at.map(|at| table.record().get(at)).filter(|_| same(column, before, now));
            match kept {
                // Ids that were given on reading are not in the file yet.
                Some(text) if !text.is_empty() || !matches!(column, Column::Standard(ID)) => {
                    rows.raw(text);
                }
                _ => rows.cell(&value(column, now)),
            }
        }
        rows.end_row();
    }
    for participant in people {
        for &(column, _) in &columns {
            rows.cell(&value(column, participant));
        }
        rows.end_row();
    }
    rows.into_bytes()
}

/// The roster as a new file with all standard columns.
pub(super) fn write_new(roster: &Roster) -> Vec<u8> {
    let further = roster.further_columns().iter().map(String::as_str);
    let headings: Vec<&str> = COLUMNS.into_iter().chain(further).collect();
    let mut rows = Rows::in_memory(&headings);
    for (_, participant) in roster.iter() {
        for column in 0..COLUMNS.len() {
            rows.cell(&cell(participant, column));
        }
        for text in &participant.further {
            rows.cell(text);
        }
        rows.end_row();
    }
    rows.into_bytes()
}

fn value(column: Column, participant: &Participant) -> String {
    match column {
        Column::Standard(column) => cell(participant, column),
        Column::Further(at) => participant.further.get(at).cloned().unwrap_or_default(),
    }
}

fn same(column: Column, before: &Participant, now: &Participant) -> bool {
    value(column, before) == value(column, now)
}

/// What a missing column means for everybody.
fn usual(column: usize) -> String {
    cell(&Participant::new(ParticipantId::numbered(0), "", ""), column)
}
