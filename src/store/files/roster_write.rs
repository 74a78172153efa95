//! `participants.csv`, written: only what really changed becomes different.

use std::borrow::Cow;

use crate::domain::{Field, Participant, ParticipantId, Roster};
use crate::text::csv::Rows;

use super::notes::Notes;
use super::roster::{Columns, open};

/// A column of the file to be written.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// One that every roster has.
    Standard(Field),
    /// The organiser's own, by its position among those.
    Further(usize),
}

/// The roster as a file.
///
/// `text` is the file that `old` was read from; `new` has the same people in the same order, and
/// perhaps more behind them. Columns keep their order; cells whose value did not change keep
/// their text, also where it means nothing to this program. A standard column that the file does
/// not have is added only when somebody needs it.
pub fn write(text: &str, old: &Roster, new: &Roster) -> Vec<u8> {
    let mut ignored = Notes::default();
    let Some(mut table) = open(text, &mut ignored) else { return write_new(new) };
    let (columns, headings) = layout(&table, old, new);
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
                Some(text)
                    if !text.is_empty() || !matches!(column, Column::Standard(Field::Id)) =>
                {
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

/// The columns of the new file with their headings and, for those that were there before, where.
fn layout(
    table: &Columns<'_>,
    old: &Roster,
    new: &Roster,
) -> (Vec<(Column, Option<usize>)>, Vec<String>) {
    let mut columns = Vec::new();
    let mut headings: Vec<String> = Vec::new();
    if table.positions()[Field::Id.position()].is_none() {
        columns.push((Column::Standard(Field::Id), None));
        headings.push(Field::Id.word().into());
    }
    let mut further = 0..;
    for (at, heading) in table.headings.iter().enumerate() {
        let standard = Field::ALL.into_iter().zip(table.positions());
        let standard = standard.into_iter().find(|&(_, position)| position == Some(at));
        let own = || Column::Further(further.next().unwrap_or(0));
        columns.push((standard.map_or_else(own, |(field, _)| Column::Standard(field)), Some(at)));
        headings.push(heading.clone());
    }
    let nobody = Participant::new(ParticipantId::numbered(0), "", "");
    for (field, position) in Field::ALL.into_iter().zip(table.positions()) {
        // What a missing column means for everybody.
        let usual = field.get(&nobody);
        let needed = || new.iter().any(|(_, participant)| field.get(participant) != usual);
        if field != Field::Id && position.is_none() && needed() {
            columns.push((Column::Standard(field), None));
            headings.push(field.word().into());
        }
    }
    for (at, heading) in new.further_columns().iter().enumerate().skip(old.further_columns().len())
    {
        columns.push((Column::Further(at), None));
        headings.push(heading.clone());
    }
    (columns, headings)
}

/// The roster as a new file with all standard columns; that of the next round only where somebody
/// has a wish for it.
pub fn write_new(roster: &Roster) -> Vec<u8> {
    let further = roster.further_columns().iter().map(String::as_str);
    let wishes = roster.iter().any(|(_, participant)| participant.next.is_some());
    let fields = Field::ALL.into_iter().filter(|&field| wishes || field != Field::Next);
    let fields: Vec<_> = fields.collect();
    let headings: Vec<&str> = fields.iter().map(|field| field.word()).chain(further).collect();
    let mut rows = Rows::in_memory(&headings);
    for (_, participant) in roster.iter() {
        for field in &fields {
            rows.cell(&field.get(participant));
        }
        for text in &participant.further {
            rows.cell(text);
        }
        rows.end_row();
    }
    rows.into_bytes()
}

fn value(column: Column, participant: &Participant) -> Cow<'_, str> {
    match column {
        Column::Standard(field) => field.get(participant),
        Column::Further(at) => participant.further.get(at).map_or("", String::as_str).into(),
    }
}

fn same(column: Column, before: &Participant, now: &Participant) -> bool {
    value(column, before) == value(column, now)
}
