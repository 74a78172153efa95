//! `rounds/NN/absent.csv`: who of the scheme had no place in a round, and why.

use crate::domain::absent::{Absent, Why};
use crate::domain::{FindingKind, Roster};
use crate::text::csv::Rows;

use super::called::still_named;
use super::notes::Notes;
use super::resaved::Shape;
use super::seen::{Met, Seen, known, met_again};
use super::table::Table;

const COLUMNS: [&str; 2] = ["participant", "why"];
const PARTICIPANT: usize = 0;
const WHY: usize = 1;

/// What a row has at least.
pub const SHAPE: Shape = Shape::of_words(&["participant", "why"]);

/// Reads the file. `seen` knows who is in the round: nobody is in it and absent from it.
pub fn read(
    file: &str,
    text: &str,
    roster: &Roster,
    seen: &mut Seen,
    notes: &mut Notes,
) -> Vec<Absent> {
    let mut absent = Vec::new();
    let Some(mut table) = Table::open(file, text, COLUMNS, &[PARTICIPANT, WHY], notes) else {
        return absent;
    };
    table.refuse_further_columns(notes);
    while table.advance(notes) {
        let id = table.cell(PARTICIPANT);
        let Some(person) = known(id, roster, || table.place(PARTICIPANT), notes) else { continue };
        if let Err(before) = seen.meet(person, Met::ABSENT) {
            notes.lost(met_again(id, before, table.place(PARTICIPANT)));
            continue;
        }
        if roster.get(person).is_forgotten() {
            notes.odd(still_named(id, table.place(PARTICIPANT)));
        }
        if let Some(why) = Why::from_word(table.cell(WHY)) {
            absent.push(Absent { person, why });
        } else {
            let words = "paused, out, silent or not due";
            let (kind, place) = (FindingKind::Value, table.place(WHY));
            notes.bad_value(kind, place, table.cell(WHY), words);
        }
    }
    absent
}

/// The file of a round.
pub fn write(roster: &Roster, absent: &[Absent]) -> Vec<u8> {
    let mut rows = Rows::in_memory(&COLUMNS);
    for one in absent {
        rows.cell(roster.get(one.person).id.as_str());
        rows.raw(one.why.word());
        rows.end_row();
    }
    rows.into_bytes()
}
