//! People of an old sheet who left before this program came.

use std::collections::HashSet;

use crate::domain::{Finding, Participant, Programme, Roster, SheetKind, Status};
use crate::text::{fold, is_blank};

use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::values::{address, is_no_value, name};
use super::super::vocabulary::read_table;
use super::super::{Options, Refused, Sheet};
use super::shape::Shape;
use super::without_headings;

/// The roster with everybody who is named in the sheets and not in it, as having left. Whoever is
/// spelled like somebody of the roster is left to be asked about.
pub fn with_missing(
    sheets: &[Sheet],
    programme: &Programme,
    options: &Options,
) -> Result<Roster, Refused> {
    let people = People::new(&programme.roster);
    let mut roster = programme.roster.clone();
    let mut known = HashSet::new();
    let mut findings: Vec<Finding> = Vec::new();
    for sheet in sheets {
        let table = read_table(sheet, SheetKind::History, options).map_err(Refused)?;
        let table = without_headings(table, &people);
        let mut columns = Columns::find(&table, SheetKind::History, options).map_err(Refused)?;
        let shape = Shape::of(&table, &mut columns, &people, options, &mut findings);
        let of_people = [Meaning::A, Meaning::B, Meaning::C];
        let places: Vec<usize> = of_people
            .iter()
            .filter_map(|&meaning| columns.get(meaning))
            .chain(shape.left_over)
            .collect();
        for cell in table.rows().flat_map(|row| places.iter().map(move |&at| row.cell(at))) {
            let is_known = || !people.meant(cell).is_empty() || people.suggestion(cell).is_some();
            if is_blank(cell) || is_no_value(cell) || !known.insert(fold(cell)) || is_known() {
                continue;
            }
            if let Some(participant) = left(cell, &roster) {
                roster.add(participant);
            }
        }
    }
    Ok(roster)
}

/// Somebody who has left, by a name or an address.
fn left(cell: &str, roster: &Roster) -> Option<Participant> {
    let (name, email) = match (name(cell), address(cell)) {
        (Ok(name), _) => (name, String::new()),
        (Err(_), Ok(address)) => {
            let local = address.split('@').next().unwrap_or("").replace(['.', '_'], " ");
            (local, address)
        }
        (Err(_), Err(_)) => return None,
    };
    let mut participant = Participant::new(roster.next_id(), &name, &email);
    participant.status = Status::Left;
    Some(participant)
}
