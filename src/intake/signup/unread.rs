//! Columns that are not understood are looked at before they are passed over.

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::domain::field::LONGEST_NAME;
use crate::domain::who::Directory;
use crate::domain::{Field, Finding, FindingKind, Roster};
use crate::sheets::{Notes, Row, Table};
use crate::text::{excerpt, fold, is_blank, quote, words};

use super::super::meaning::{Meaning, map_line};
use super::super::presence::{is_about_taking_part, said};
use super::super::values::line;
use super::columns::SignupColumns;

/// So many words in a cell are a text that somebody wrote.
const WORDS: usize = 4;

/// Columns that may say who takes part, or that name people of the roster: `Err` asks what they
/// mean.
pub fn ask(table: &Table, columns: &SignupColumns, roster: &Roster) -> Result<(), Vec<Finding>> {
    // Few sheets have a column of which this must be known.
    let directory = LazyCell::new(|| Directory::new(roster));
    let here: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        let both = |row| {
            let address = columns.cell(row, Meaning::Of(Field::Email));
            [fold(&columns.name(row)), fold(&line(address))]
        };
        table.rows().flat_map(both).filter(|text| !text.is_empty()).collect()
    });
    // A first name alone is a word like others, and nobody has a name of a page.
    let may_be_somebody =
        |cell: &str| cell.len() <= 4 * LONGEST_NAME && cell.trim().contains([' ', '@']);
    let is_somebody = |cell: &str| {
        if !may_be_somebody(cell) {
            return false;
        }
        let text = fold(&line(cell));
        let known =
            || !directory.by_name(&line(cell)).is_empty() || directory.by_email(&text).is_some();
        here.contains(&text) || known()
    };
    let ask = |&column: &usize| {
        let heading = &table.header[column];
        let place = || table.header_place().in_column(table.column_name(column));
        let finding = |message: String, hint: String| {
            Finding::new(FindingKind::OpenColumn, place(), message)
                .excerpt(shown(table, column))
                .hint(hint)
        };
        if is_about_taking_part(heading) && filled(table, column).all(|cell| said(cell).is_some()) {
            let [takes_part, skips, ignore] =
                [Meaning::TakesPart, Meaning::Skips, Meaning::Ignore].map(|m| map_line(m, heading));
            return Some(finding(
                format!("{} may say who takes part", quote(heading)),
                format!("{takes_part} if yes means in, {skips} if yes means out, or {ignore}"),
            ));
        }
        let all = filled(table, column).count();
        if filled(table, column).filter(|cell| may_be_somebody(cell)).count() * 2 < all {
            return None;
        }
        let own = |row: Row<'_>| fold(&columns.name(row)) == fold(&line(row.cell(column)));
        let people = table.rows().filter(|&row| is_somebody(row.cell(column)) && !own(row)).count();
        (people * 2 >= all && people > 0).then(|| {
            finding(
                format!("{} names people of the scheme", quote(heading)),
                format!(
                    "pairs that must not be go into exclusions.csv; then {}",
                    map_line(Meaning::Ignore, heading)
                ),
            )
        })
    };
    let answered = |column: &&usize| filled(table, **column).next().is_some();
    let asked: Vec<_> = columns.further.iter().filter(answered).filter_map(ask).collect();
    if asked.is_empty() { Ok(()) } else { Err(asked) }
}

/// What is told of the organiser's own columns when a sheet is read for the first time: those that
/// say yes and no, and those in which people wrote something.
pub fn notes(table: &Table, columns: &SignupColumns) -> Notes {
    let yes_or_no = |&&column: &&usize| {
        let mut cells: Vec<_> = filled(table, column).map(str::trim).collect();
        let answers = !cells.is_empty() && cells.iter().all(|cell| said(cell).is_some());
        cells.sort_unstable();
        cells.dedup();
        // A column of ones counts something.
        let is_count = cells.len() == 1 && cells[0].starts_with(|c: char| c.is_ascii_digit());
        answers && !is_count
    };
    let heading = |&column: &usize| quote(&table.column_name(column));
    let told: Vec<_> = columns.further.iter().filter(yes_or_no).map(heading).collect();
    let mut notes = Notes::default();
    if !told.is_empty() {
        let message = format!("yes and no in {} is kept, and decides nothing", words::list(&told));
        let hint = "if one says who takes part: `--map taking_part=\"heading\"`, or skip";
        notes.push(
            Finding::new(FindingKind::UnusedYesOrNo, table.whole.clone(), message).hint(hint),
        );
    }
    let wrote = |column: usize| {
        filled(table, column).filter(|cell| cell.split_whitespace().count() >= WORDS).count()
    };
    for &column in columns.further.iter().filter(|&&column| wrote(column) > 0) {
        let count = words::people(filled(table, column).count());
        let message = format!("{count} wrote something under {}", heading(&column));
        notes.push(
            Finding::new(FindingKind::FreeText, table.whole.clone(), message)
                .hint("read it in that column of participants.csv"),
        );
    }
    notes
}

fn filled(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    table.rows().map(move |row: Row<'_>| row.cell(column)).filter(|cell| !is_blank(cell))
}

/// The first cells of a column.
fn shown(table: &Table, column: usize) -> String {
    excerpt(&filled(table, column).take(5).collect::<Vec<_>>().join(", "))
}
