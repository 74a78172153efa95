//! Which columns of a sheet of past rounds name people, beyond two or three in a row.
//!
//! Schemes keep their pairs in many shapes: a name beside one or two partners, a column for whoever
//! was left over, more than three in a group. A column that names people of the roster is never
//! passed over without a question.

use crate::domain::{Finding, FindingKind};
use crate::sheets::{Row, Table};
use crate::text::{is_blank, plain_words, quote};

use super::super::Options;
use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::people::People;
use super::super::phrasebook::{Listed, listed};
use super::super::values::is_no_value;
use std::sync::LazyLock;

/// Headings of people who were left over, and of columns that are never people.
pub const TABLE: &str = include_str!("../words/history.txt");

static LISTED: LazyLock<Listed> = LazyLock::new(|| listed(TABLE));

/// Further columns with people in them.
#[derive(Debug, Default)]
pub struct Shape {
    /// Whoever was left over.
    pub left_over: Vec<usize>,
    /// A fourth person and more.
    pub beyond: Vec<usize>,
}

impl Shape {
    /// Puts the columns of people in order, and finds those that are in none of the three places;
    /// adds a question for each column that names people and is not understood.
    pub fn of(
        table: &Table,
        columns: &mut Columns,
        people: &People<'_>,
        options: &Options,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut shape = Self { left_over: left_over(table, columns), beyond: Vec::new() };
        name_beside_partners(table, columns, options);
        for column in 0..table.header.len() {
            let is_settled = columns.uses(column) || columns.ignores(column);
            if is_settled || shape.left_over.contains(&column) {
                continue;
            }
            let heading = plain_words(&table.header[column]);
            if is_beyond_the_third(&heading) {
                shape.beyond.push(column);
            } else if names_people(table, columns, column, people) {
                findings.push(question(table, column));
            }
        }
        shape
    }
}

fn left_over(table: &Table, columns: &Columns) -> Vec<usize> {
    let is_listed = |column: &usize| {
        LISTED.contains(&("left over", plain_words(&table.header[*column]).as_str()))
    };
    (0..table.header.len()).filter(|column| !columns.uses(*column)).filter(is_listed).collect()
}

/// A name, or an address, beside columns for partners is the first person of the group.
fn name_beside_partners(table: &Table, columns: &mut Columns, options: &Options) {
    if options.map.iter().any(|(meaning, _)| [Meaning::A, Meaning::B, Meaning::C].contains(meaning))
    {
        return;
    }
    let is_partner = |meaning| {
        columns.get(meaning).filter(|_| {
            let heading = plain_words(columns.heading(table, meaning));
            heading.split(' ').any(|word| LISTED.contains(&("partner", word)))
        })
    };
    let (Some(first), second) = (is_partner(Meaning::A), is_partner(Meaning::B)) else { return };
    let is_name = |column: &usize| {
        !columns.uses(*column)
            && LISTED.contains(&("first of them", plain_words(&table.header[*column]).as_str()))
    };
    let Some(name) = (0..table.header.len()).find(is_name) else { return };
    let third = is_partner(Meaning::C);
    for meaning in [Meaning::A, Meaning::B, Meaning::C] {
        columns.forget(meaning);
    }
    columns.put(Meaning::A, name);
    columns.put(Meaning::B, first);
    // A third partner would be a fourth person, which stands in a column of its own.
    if let Some(second) = second {
        columns.put(Meaning::C, second);
    }
    debug_assert!(third.is_none_or(|third| !columns.uses(third)));
}

/// `Person 4`, `partner5`, `Participant D`, `d`.
fn is_beyond_the_third(heading: &str) -> bool {
    let bare = heading.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = heading[bare.len()..].parse::<u32>().ok();
    let of_people =
        |word: &str| word.trim().split(' ').all(|word| LISTED.contains(&("person", word)));
    let letter = heading.rsplit_once(' ').filter(|(_, last)| matches!(*last, "d" | "e" | "f"));
    number.is_some_and(|number| (4..=20).contains(&number)) && of_people(bare)
        || letter.is_some_and(|(before, _)| of_people(before))
        || heading == "d"
}

/// Whether most cells of a column name somebody of the roster who stands in no other cell of the row
/// that is used.
fn names_people(table: &Table, columns: &Columns, column: usize, people: &People<'_>) -> bool {
    let used = [Meaning::A, Meaning::B, Meaning::C];
    let is_new = |row: &Row<'_>| {
        let meant = people.meant(row.cell(column));
        let known = |meaning: &Meaning| {
            let cell = columns.cell(*row, *meaning);
            !is_blank(cell) && people.meant(cell).iter().any(|person| meant.contains(person))
        };
        !meant.is_empty() && !used.iter().any(known)
    };
    let filled = || table.rows().filter(|row| !is_no_value(row.cell(column))).take(1000);
    let (all, new) = (filled().count(), filled().filter(is_new).count());
    new > 0 && new * 2 >= all
}

fn question(table: &Table, column: usize) -> Finding {
    let heading = table.column_name(column);
    let message =
        format!("the column {} names people, and it is not clear what they are", quote(&heading));
    Finding::new(
        FindingKind::MissingColumn,
        table.header_place().in_column(heading.clone()),
        message,
    )
    .hint(format!(
        "say what it is: `--map a=\"{heading}\"`, `--map b=\"{heading}\"` or `--map \
             c=\"{heading}\"`; if they sat out, call it `Sat out`; if it does not matter, `--map \
             ignore=\"{heading}\"`"
    ))
}
