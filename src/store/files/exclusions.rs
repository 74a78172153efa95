//! `exclusions.csv`: who is never put together.

use crate::domain::who::Directory;
use crate::domain::{Couple, Exclusion, Finding, FindingKind, Person, Roster, Unfound};
use crate::text::csv::Rows;
use crate::text::undefuse;

use crate::store::paths::EXCLUSIONS;

use super::called::still_named;
use super::notes::Notes;
use super::resaved::Shape;
use super::table::Table;

const COLUMNS: [&str; 3] = ["a", "b", "why"];
const A: usize = 0;
const B: usize = 1;
const WHY: usize = 2;

/// What a row has at least.
pub const SHAPE: Shape = Shape::of_words(&["a", "b"]);

/// Reads the exclusions; people stand there by id, by address or by a name that only one has.
pub fn read(text: &str, roster: &Roster, notes: &mut Notes) -> Vec<Exclusion> {
    let mut exclusions = Vec::new();
    let Some(mut table) = Table::open(EXCLUSIONS, text, COLUMNS, &[A, B], notes) else {
        return exclusions;
    };
    table.refuse_further_columns(notes);
    let directory = Directory::new(roster);
    while table.advance(notes) {
        let (a, b) = (
            find(&table, A, &directory, roster, notes),
            find(&table, B, &directory, roster, notes),
        );
        let (Some(a), Some(b)) = (a, b) else { continue };
        let Some(people) = Couple::new(a, b) else {
            let message = format!("`{}` is kept apart from nobody else", table.cell(A));
            notes.lost(
                Finding::new(FindingKind::SamePerson, table.place(B), message)
                    .hint("name two people"),
            );
            continue;
        };
        let gone = people.members().into_iter().find(|&person| roster.get(person).is_forgotten());
        if let Some(gone) = gone {
            notes.odd(still_named(&roster.get(gone).id, table.place(A)));
        }
        exclusions.push(Exclusion { people, why: undefuse(table.raw_cell(WHY)).into() });
    }
    exclusions
}

fn find(
    table: &Table<'_, 3>,
    column: usize,
    directory: &Directory<'_>,
    roster: &Roster,
    notes: &mut Notes,
) -> Option<Person> {
    let who = undefuse(table.cell(column));
    let (kind, message, people) = match directory.find(who) {
        Ok(person) => return Some(person),
        Err(Unfound::Unknown(near)) => {
            (FindingKind::UnknownPerson, "is nobody in participants.csv", near)
        }
        Err(Unfound::Ambiguous(several)) => {
            (FindingKind::AmbiguousName, "is the name of several people", several)
        }
    };
    let ids: Vec<_> = people
        .iter()
        .map(|&person| roster.get(person))
        .map(|participant| format!("{} ({})", participant.id, participant.name))
        .collect();
    let mut finding =
        Finding::new(kind, table.place(column), format!("`{who}` {message}")).excerpt(who);
    finding.hint = Some(if ids.is_empty() {
        "write an id or an address that stands in participants.csv".into()
    } else {
        format!("write the id: {}", ids.join(" or "))
    });
    notes.unfitting(finding);
    None
}

/// The file, with ids.
pub fn write(roster: &Roster, exclusions: &[Exclusion]) -> Vec<u8> {
    let mut rows = Rows::in_memory(&COLUMNS);
    for Exclusion { people, why } in exclusions {
        for person in people.members() {
            rows.cell(roster.get(person).id.as_str());
        }
        rows.cell(why);
        rows.end_row();
    }
    rows.into_bytes()
}
