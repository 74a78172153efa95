//! `[columns.…]` of the settings: columns that were named once.
//!
//! ```text
//! [columns.outcomes]
//! answer = { heading = "Did the two of you talk?", beside = ["Timestamp", "Email"] }
//! rating = "Stars"
//! ```
//!
//! A heading alone is said of all sheets; one with others beside it is said of sheets that have
//! them. A meaning with several headings has a list of them.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::domain::{NamedColumn, SheetKind};

use super::notes::Notes;
use super::toml::Section;

/// What can stand behind a meaning.
const ALLOWED: &str = "a heading in quotes, or { heading = \"…\", beside = [\"…\"] }";

/// A heading and those beside it.
type Named = (String, Vec<String>);

/// Reads the columns.
pub fn read(whole: &Section<'_>, notes: &mut Notes) -> Vec<NamedColumn> {
    let Some(sheets) = whole.section("columns", notes) else { return Vec::new() };
    sheets.refuse_others(&SheetKind::ALL.map(SheetKind::word), notes);
    let mut columns = Vec::new();
    for sheet in SheetKind::ALL {
        let Some(named) = sheets.section(sheet.word(), notes) else { continue };
        for meaning in named.keys() {
            for (heading, beside) in named.value(meaning, all, ALLOWED, notes).unwrap_or_default() {
                columns.push(NamedColumn { sheet, meaning: meaning.into(), heading, beside });
            }
        }
    }
    columns.sort_unstable();
    columns
}

fn all(item: &Item) -> Option<Vec<Named>> {
    let one = |value: &Value| match value.as_str() {
        Some(heading) => Some((heading.to_owned(), Vec::new())),
        None => named(value.as_inline_table()?),
    };
    match item.as_array() {
        Some(list) => list.iter().map(one).collect(),
        None => match item.as_value() {
            Some(value) => Some(vec![one(value)?]),
            None => Some(vec![named(item.as_table_like()?)?]),
        },
    }
}

fn named(table: &dyn TableLike) -> Option<Named> {
    let heading = table.get("heading")?.as_str()?.to_owned();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let beside = match table.get("beside") {
        Some(list) => list.as_array()?.iter().map(text).collect::<Option<_>>()?,
        None => Vec::new(),
    };
    Some((heading, beside))
}

/// Puts the columns that are others than before and takes out those that are gone.
pub fn put(document: &mut DocumentMut, old: &[NamedColumn], new: &[NamedColumn]) {
    let mut meanings: Vec<_> =
        old.iter().chain(new).map(|named| (named.sheet, named.meaning.as_str())).collect();
    meanings.sort_unstable();
    meanings.dedup();
    for (sheet, meaning) in meanings {
        let of = |columns: &[NamedColumn]| {
            let same = |one: &&NamedColumn| one.sheet == sheet && one.meaning == meaning;
            columns.iter().filter(same).cloned().collect::<Vec<_>>()
        };
        let (before, now) = (of(old), of(new));
        if before == now {
            continue;
        }
        let Some(table) = columns_of(document, sheet) else { continue };
        match &now[..] {
            [] => drop(table.remove(meaning)),
            [one] => drop(table.insert(meaning, Item::Value(written(one)))),
            several => {
                let list: Array = several.iter().map(written).collect();
                table.insert(meaning, Item::Value(list.into()));
            }
        }
    }
}

fn written(named: &NamedColumn) -> Value {
    if named.beside.is_empty() {
        return named.heading.as_str().into();
    }
    let mut table = InlineTable::new();
    table.insert("heading", named.heading.as_str().into());
    table.insert("beside", named.beside.iter().map(String::as_str).collect::<Array>().into());
    table.into()
}

/// The named columns of a kind of sheet, in a section of their own where there is none yet.
fn columns_of(document: &mut DocumentMut, sheet: SheetKind) -> Option<&mut dyn TableLike> {
    let mut section = Table::new();
    if document.get("columns").and_then(|columns| columns.get(sheet.word())).is_none() {
        // A new section goes below the comments at the end, which are about the whole file.
        let end = document.trailing().as_str().unwrap_or_default().to_owned();
        section.decor_mut().set_prefix(format!("{end}\n"));
        document.set_trailing("");
    }
    let mut implicit = Table::new();
    implicit.set_implicit(true);
    let columns = document.entry("columns").or_insert(Item::Table(implicit));
    let sheets = columns.as_table_like_mut()?;
    sheets.entry(sheet.word()).or_insert(Item::Table(section)).as_table_like_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heading: &str, beside: &[&str]) -> NamedColumn {
        let beside = beside.iter().map(|&other| other.to_owned()).collect();
        let (sheet, meaning) = (SheetKind::Feedback, "answer".to_owned());
        NamedColumn { sheet, meaning, heading: heading.into(), beside }
    }

    fn read_back(document: &DocumentMut) -> Vec<NamedColumn> {
        let text = format!("format = 1\n{document}");
        super::super::settings::read(&text, &mut Notes::default()).columns
    }

    #[test]
    fn a_heading_is_read_back_with_those_beside_it_alone_and_among_others() {
        let one = column("Talked?", &["Timestamp", "Email"]);
        let two = column("Well?", &["Name"]);
        let bare = column("Met up?", &[]);
        for columns in [vec![one.clone()], vec![bare.clone()], vec![bare, one, two]] {
            let mut document = DocumentMut::new();
            put(&mut document, &[], &columns);
            assert_eq!(read_back(&document), columns, "{document}");
            put(&mut document, &columns, &[]);
            assert_eq!(read_back(&document), []);
        }
    }
}
