//! The columns of a sign-up sheet, and which of them become further columns.

use std::collections::{HashMap, HashSet};

use crate::domain::{Field, Finding, FindingKind, Place};
use crate::text::fold;
use crate::text::quote;

use super::super::Options;
use super::super::columns::{Columns, missing};
use super::super::headings::meaning_of;
use super::super::machinery::{form_machinery, is_of_response};
use super::super::meaning::{Meaning, map_line};
use super::super::presence;
use super::super::values::{is_no_value, line};
use super::REQUIRED;
use super::title;
use crate::domain::SheetKind as Kind;
use crate::sheets::{Row, Table};
use crate::text::is_blank;
use crate::text::plain_words;

/// The columns of a sign-up sheet.
pub struct SignupColumns {
    columns: Columns,
    /// The organiser's own.
    pub further: Vec<usize>,
    /// It has no names, only what it says of people who are known.
    pub nameless: bool,
    headings: Vec<String>,
    /// What a form or survey program recorded for itself; it stays out of the roster.
    machinery: Vec<usize>,
}

impl SignupColumns {
    /// Finds the columns; a name and an address must be among them.
    pub fn find(table: &Table, options: &Options) -> Result<Self, Vec<Finding>> {
        refuse_feedback(table)?;
        let mut columns = Columns::find(table, Kind::Signup, options)?;
        tell_surnames_apart(table, &mut columns);
        let response_number = is_response_number(table, &columns);
        if response_number.is_some() {
            columns.forget(Meaning::Of(Field::Id));
        }
        let has_name = columns.get(Meaning::Of(Field::Name)).is_some()
            || columns.get(Meaning::FirstName).is_some()
                && columns.get(Meaning::LastName).is_some();
        if options.for_next && title::of(table).is_none() {
            find_answer(table, &mut columns)?;
        }
        let tells = Meaning::PRESENCE
            .into_iter()
            .chain([Field::Status, Field::Until, Field::Left].into_iter().map(Meaning::Of));
        // Of people who are known an address is enough.
        let nameless = !has_name && tells.into_iter().any(|one| columns.get(one).is_some());
        let is_there = |meaning: &Meaning| match meaning {
            Meaning::Of(Field::Name) => has_name || nameless,
            other => columns.get(*other).is_some(),
        };
        let absent = REQUIRED.iter().filter(|meaning| !is_there(meaning));
        let findings: Vec<_> = absent.map(|&meaning| missing(table, meaning)).collect();
        if !findings.is_empty() {
            return Err(findings);
        }
        let mut machinery = form_machinery(&table.header);
        if let Some(column) = response_status(table, &columns) {
            columns.forget(Meaning::Of(Field::Status));
            machinery.push(column);
        }
        machinery.extend(machine_columns(table, &columns, &machinery));
        let own = |&column: &usize| {
            let heading = &table.header[column];
            let filled = || table.rows().any(|row| !is_blank(row.cell(column)));
            !columns.uses(column)
                && !columns.ignores(column)
                && Some(column) != response_number
                && !machinery.contains(&column)
                && !is_anonymous(table, column)
                && !says_the_same(table, &columns, column)
                && (!is_blank(heading) || filled())
        };
        let further = (0..table.header.len()).filter(own).collect();
        Ok(Self { columns, further, machinery, nameless, headings: table.header.clone() })
    }

    /// The cell of a row with a meaning.
    pub fn cell<'t>(&self, row: Row<'t>, meaning: Meaning) -> &'t str {
        self.columns.cell(row, meaning)
    }

    /// The place of that cell.
    pub fn place(&self, row: Row<'_>, meaning: Meaning) -> Place {
        self.columns.place(row, meaning)
    }

    /// The place of a cell by the position of its row.
    pub fn place_at(&self, table: &Table, row: usize, meaning: Meaning) -> Place {
        self.columns.place_at(table, row, meaning)
    }

    /// The heading of the column with a meaning.
    pub fn heading<'t>(&self, table: &'t Table, meaning: Meaning) -> &'t str {
        self.columns.heading(table, meaning)
    }

    /// Whether a column has a meaning.
    pub fn has(&self, meaning: Meaning) -> bool {
        self.columns.get(meaning).is_some()
    }

    /// Whether the sheet says when people joined, were it by leaving a cell empty.
    pub fn joined_is_known(&self) -> bool {
        self.has(Meaning::Of(Field::Joined))
    }

    /// The column with a meaning.
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.columns.get(meaning)
    }

    /// The heading of a column that says whether somebody takes part.
    pub fn heading_of(&self, column: usize) -> &str {
        self.headings.get(column).map_or("", String::as_str)
    }

    /// The columns that say whether somebody takes part, with what they ask.
    pub fn presence(&self) -> impl Iterator<Item = (Meaning, usize)> {
        let all = Meaning::PRESENCE.into_iter();
        all.flat_map(|meaning| self.columns.all(meaning).map(move |column| (meaning, column)))
    }

    /// The name of a row: the whole one, or first and last name together.
    pub fn name(&self, row: Row<'_>) -> String {
        let whole = self.cell(row, Meaning::Of(Field::Name));
        if !is_blank(whole) && !whole.trim().eq_ignore_ascii_case("anonymous") {
            return whole.to_owned();
        }
        let (first, last) = (self.cell(row, Meaning::FirstName), self.cell(row, Meaning::LastName));
        format!("{} {}", first.trim(), last.trim()).trim().to_owned()
    }

    /// What was assumed, in one line.
    pub fn assumed(&self, table: &Table) -> String {
        self.columns.assumed(table, |column| {
            if self.further.contains(&column) {
                "your own columns:"
            } else if self.machinery.contains(&column) {
                "left out, as survey programs record them:"
            } else {
                "not used:"
            }
        })
    }

    /// The headings of the further columns, each of them once.
    pub fn further_headings(&self, table: &Table) -> Vec<String> {
        let mut taken: HashSet<String> = Field::WORDS.map(String::from).into();
        // Where several columns have one heading, the number that the next of them gets.
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut headings = Vec::new();
        for &column in &self.further {
            let heading = line(&table.header[column]);
            let base = if heading.is_empty() {
                format!("column {}", table.column_name(column))
            } else {
                heading
            };
            let mut name = base.clone();
            while !taken.insert(fold(&name)) {
                let number = numbers.entry(fold(&base)).or_insert(1);
                *number += 1;
                name = format!("{base} ({number})");
            }
            headings.push(name);
        }
        headings
    }
}

/// Columns in which every cell is the address of a machine or the name of a browser: what programs
/// record of those who fill in a form, whatever the column is called.
fn machine_columns(table: &Table, columns: &Columns, known: &[usize]) -> Vec<usize> {
    let of_machine = |cell: &str| {
        let cell = cell.trim();
        is_machine_address(cell) || cell.starts_with("Mozilla/")
    };
    let is_machinery = |&column: &usize| {
        let cells = || table.rows().map(|row| row.cell(column)).filter(|cell| !is_no_value(cell));
        cells().next().is_some() && cells().all(of_machine)
    };
    let free = |column: &usize| !columns.uses(*column) && !known.contains(column);
    (0..table.header.len()).filter(free).filter(is_machinery).collect()
}

/// Whether a text is the address of a machine: `203.0.113.7`, `2001:db8::1`.
fn is_machine_address(text: &str) -> bool {
    let of_four = || {
        let parts: Vec<_> = text.split('.').collect();
        parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok())
    };
    let of_eight = || {
        let is_part = |part: &str| part.len() < 5 && part.bytes().all(|b| b.is_ascii_hexdigit());
        let parts: Vec<_> = text.split(':').collect();
        let whole = parts.len() == 8 || text.contains("::") && (3..9).contains(&parts.len());
        whole && parts.iter().all(|part| is_part(part))
    };
    of_four() || of_eight()
}

/// Whether a column only says that nobody signed in.
fn is_anonymous(table: &Table, column: usize) -> bool {
    let filled = || table.rows().map(|row| row.cell(column).trim()).filter(|cell| !is_blank(cell));
    filled().next().is_some() && filled().all(|cell| cell.eq_ignore_ascii_case("anonymous"))
}

/// Refuses a sheet that asks whether people met: its people are no sign-ups.
fn refuse_feedback(table: &Table) -> Result<(), Vec<Finding>> {
    let asks = |heading: &&String| {
        let is_answer =
            meaning_of(Kind::Feedback, heading).is_some_and(|(m, _)| m == Meaning::Answer);
        is_answer && plain_words(heading).split(' ').count() > 2
    };
    let Some(question) = table.header.iter().find(asks) else { return Ok(()) };
    let message = format!("the column {} is that of a feedback form", quote(question));
    Err(vec![
        Finding::new(FindingKind::WrongKind, table.header_place(), message)
            .hint("type `unmentor outcomes import FILE` for feedback"),
    ])
}

/// Whether a column repeats another one that is used: the same meaning, and nothing else in it.
fn says_the_same(table: &Table, columns: &Columns, column: usize) -> bool {
    let meaning = meaning_of(Kind::Signup, &table.header[column]);
    let Some(used) = meaning.and_then(|(meaning, _)| columns.get(meaning)) else { return false };
    let same =
        |row: Row<'_>| is_blank(row.cell(column)) || fold(row.cell(column)) == fold(row.cell(used));
    table.rows().all(same)
}

/// `Vorname;Name` and `Nombre,Apellidos` have one half of the name under a heading that elsewhere
/// means the whole: what stands in the cells decides.
fn tell_surnames_apart(table: &Table, columns: &mut Columns) {
    let (half, other) = match (
        columns.get(Meaning::Of(Field::Name)),
        columns.get(Meaning::FirstName),
        columns.get(Meaning::LastName),
    ) {
        (Some(_), Some(_), None) => (Meaning::FirstName, Meaning::LastName),
        (Some(_), None, Some(_)) => (Meaning::LastName, Meaning::FirstName),
        _ => return,
    };
    let whole = |row: &Row<'_>| {
        let (name, half) = (columns.cell(*row, Meaning::Of(Field::Name)), columns.cell(*row, half));
        fold(name).split(' ').count() > 1 && fold(name).contains(&fold(half))
    };
    let wholes = table.rows().filter(whole).count();
    if wholes * 2 <= table.rows().len() {
        columns.rename(Meaning::Of(Field::Name), other);
    }
}

/// The column `ID` in which a form program counts its responses; such a number says nothing of the
/// person.
fn is_response_number(table: &Table, columns: &Columns) -> Option<usize> {
    let column = columns.get(Meaning::Of(Field::Id))?;
    let counts = |row: Row<'_>| row.cell(column).trim().bytes().all(|b| b.is_ascii_digit());
    let stamped = columns.get(Meaning::Timestamp).is_some();
    (stamped && columns.get(Meaning::Of(Field::Joined)).is_none() && table.rows().all(counts))
        .then_some(column)
}

/// The column `Status` in which a survey program says how a response came in or how far it got,
/// and nothing of the person.
fn response_status(table: &Table, columns: &Columns) -> Option<usize> {
    let column = columns.get(Meaning::Of(Field::Status))?;
    let of_response = |row: Row<'_>| is_blank(row.cell(column)) || is_of_response(row.cell(column));
    let filled = table.rows().any(|row| !is_blank(row.cell(column)));
    (filled && table.rows().all(of_response)).then_some(column)
}

/// In a sheet of the next round the one column that says yes and no is the answer, whatever it is
/// called; of several it is asked which one.
fn find_answer(table: &Table, columns: &mut Columns) -> Result<(), Vec<Finding>> {
    let known = Meaning::PRESENCE.into_iter().chain([Meaning::Of(Field::Status)]);
    if known.into_iter().any(|meaning| columns.get(meaning).is_some()) {
        return Ok(());
    }
    let free = |&column: &usize| !columns.uses(column) && !columns.ignores(column);
    let answers = |&column: &usize| {
        let cells = || table.rows().map(|row| row.cell(column)).filter(|cell| !is_blank(cell));
        cells().next().is_some() && cells().all(|cell| presence::said(cell).is_some())
    };
    let found: Vec<_> = (0..table.header.len()).filter(free).filter(answers).collect();
    match found[..] {
        [only] => {
            columns.put(Meaning::TakesPart, only);
            Ok(())
        }
        [] => Err(vec![missing(table, Meaning::TakesPart)]),
        _ => {
            let lines: Vec<_> = found
                .iter()
                .map(|&column| map_line(Meaning::TakesPart, &table.header[column]))
                .collect();
            let message = "several columns could say who is in";
            Err(vec![
                Finding::new(FindingKind::AmbiguousColumn, table.header_place(), message)
                    .excerpt(crate::text::excerpt(&table.header.join(", ")))
                    .hint(format!("say which one: {}", lines.join(" or "))),
            ])
        }
    }
}
