//! A TOML file of the programme folder, read with the lines of its values.

use std::fmt::Display;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use toml_edit::{Document, Item, TableLike, Value};

use crate::domain::{Finding, FindingKind, Place};
use crate::text::{Lines, line_at};

use super::notes::{Notes, did_you_mean};

/// A file that was read.
pub struct Toml<'a> {
    document: Document<&'a str>,
    lines: Lines<'a>,
}

/// A table of a file: the whole file, or a part of it.
#[derive(Clone, Copy)]
pub struct Section<'a> {
    file: &'a str,
    lines: &'a Lines<'a>,
    table: &'a dyn TableLike,
}

/// Reads a file; `None` when it is no TOML, which is in the notes.
pub fn parse<'a>(file: &str, text: &'a str, notes: &mut Notes) -> Option<Toml<'a>> {
    Document::parse(text)
        .map(|document| Toml { document, lines: Lines::of(text) })
        .map_err(|error| {
            let line = line_at(text, error.span().map_or(0, |span| span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let excerpt = text.lines().nth(usize::try_from(line - 1).unwrap_or(0));
            let mut finding = Finding::new(FindingKind::Toml, Place::line(file, line), message);
            finding.excerpt = excerpt.map(String::from);
            notes.lost(finding);
        })
        .ok()
}

impl<'a> Section<'a> {
    /// All of a file.
    pub fn whole(file: &'a str, read: &'a Toml<'a>) -> Self {
        Self { file, lines: &read.lines, table: read.document.as_table() }
    }

    /// The place of a key, or of the file when the key is not there.
    pub fn place(&self, key: &str) -> Place {
        let at = self.table.get_key_value(key).and_then(|(key, _)| key.span());
        let line = at.map(|span| self.lines.at(span.start));
        Place { line, ..Place::file(self.file).in_column(key) }
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// All keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.table.iter().map(|(key, _)| key)
    }

    /// Reports the keys that are none of those known.
    pub fn refuse_others(&self, known: &[&str], notes: &mut Notes) {
        for (key, _) in self.table.iter() {
            if !known.contains(&key) {
                let message = format!("the setting `{key}` is unknown");
                let mut finding =
                    Finding::new(FindingKind::UnknownSetting, self.place(key), message);
                finding.hint = did_you_mean(key, known).or_else(|| {
                    Some(format!("take it out; the settings are: {}", known.join(", ")))
                });
                notes.lost(finding);
            }
        }
    }

    /// A value that must be there.
    pub fn needed<T>(&self, key: &str, value: Option<T>, notes: &mut Notes) -> Option<T> {
        if !self.has(key) {
            let place = Place::file(self.file).in_column(key);
            let finding =
                Finding::new(FindingKind::MissingSetting, place, format!("`{key}` is missing"));
            notes.lost(finding.hint(format!("add a line that begins with `{key} =`")));
        }
        value
    }

    /// A text.
    pub fn text(&self, key: &str, notes: &mut Notes) -> Option<String> {
        let item = self.table.get(key)?;
        self.or_bad(key, item, item.as_str().map(String::from), "a text in quotes", notes)
    }

    /// A whole number within limits.
    pub fn number(&self, key: &str, within: RangeInclusive<u32>, notes: &mut Notes) -> Option<u32> {
        let item = self.table.get(key)?;
        let number = item.as_integer().and_then(|n| u32::try_from(n).ok());
        let allowed = format!("a whole number from {} to {}", within.start(), within.end());
        self.or_bad(key, item, number.filter(|n| within.contains(n)), &allowed, notes)
    }

    /// A whole number of 64 bits; those beyond TOML's integers stand in quotes.
    pub fn seed(&self, key: &str, notes: &mut Notes) -> Option<u64> {
        let item = self.table.get(key)?;
        let number = match item.as_str() {
            Some(text) => text.parse().ok(),
            None => item.as_integer().and_then(|n| u64::try_from(n).ok()),
        };
        self.or_bad(key, item, number, "a whole number, 0 or more", notes)
    }

    /// A day, as TOML writes it or in quotes.
    pub fn date(&self, key: &str, notes: &mut Notes) -> Option<NaiveDate> {
        let item = self.table.get(key)?;
        let text = match item.as_str() {
            Some(text) => text.to_owned(),
            None => item.as_datetime().map(ToString::to_string).unwrap_or_default(),
        };
        self.or_bad(key, item, text.parse().ok(), "a date such as 2026-11-02", notes)
    }

    /// Something that `read` understands.
    pub fn value<T>(
        &self,
        key: &str,
        read: impl Fn(&Item) -> Option<T>,
        allowed: &str,
        notes: &mut Notes,
    ) -> Option<T> {
        let item = self.table.get(key)?;
        self.or_bad(key, item, read(item), allowed, notes)
    }

    /// One of a few words.
    pub fn word<T>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        allowed: &str,
        notes: &mut Notes,
    ) -> Option<T> {
        let item = self.table.get(key)?;
        self.or_bad(key, item, item.as_str().and_then(read), allowed, notes)
    }

    /// A list of words; those that are not allowed are reported one by one.
    pub fn words<T>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        allowed: &str,
        notes: &mut Notes,
    ) -> Option<Vec<T>> {
        let item = self.table.get(key)?;
        let Some(list) = item.as_array() else {
            return self.or_bad(key, item, None, format!("a list of {allowed}"), notes);
        };
        let read = |value: &Value| {
            let found = value.as_str().and_then(&read);
            if found.is_none() {
                let place = self.at_span(key, value.span());
                notes.bad_value(FindingKind::Value, place, value.to_string().trim(), allowed);
            }
            found
        };
        Some(list.iter().filter_map(read).collect())
    }

    /// A table within this one.
    pub fn section(&self, key: &str, notes: &mut Notes) -> Option<Self> {
        let item = self.table.get(key)?;
        let table = item.as_table_like().map(|table| Self { table, ..*self });
        self.or_bad(key, item, table, format!("a line [{key}] and values below it"), notes)
    }

    /// A list of tables within this one.
    pub fn sections(&self, key: &str, notes: &mut Notes) -> Vec<Self> {
        let Some(item) = self.table.get(key) else { return Vec::new() };
        let tables = item.as_array_of_tables();
        let allowed = format!("a line [[{key}]] for each, and values below it");
        let tables = self.or_bad(key, item, tables, &allowed, notes);
        tables.into_iter().flatten().map(|table| Self { table, ..*self }).collect()
    }

    fn or_bad<T>(
        &self,
        key: &str,
        item: &Item,
        value: Option<T>,
        allowed: impl Display,
        notes: &mut Notes,
    ) -> Option<T> {
        if value.is_none() {
            let place = self.at_span(key, item.span());
            let found = item.to_string();
            notes.bad_value(FindingKind::Value, place, found.trim(), &allowed.to_string());
        }
        value
    }

    fn at_span(&self, key: &str, span: Option<std::ops::Range<usize>>) -> Place {
        match span {
            Some(span) => Place::line(self.file, self.lines.at(span.start)).in_column(key),
            None => self.place(key),
        }
    }
}

/// TOML's integers end at 2^63 - 1; the few seeds beyond stand in quotes.
pub fn seed(seed: u64) -> Value {
    i64::try_from(seed).map_or_else(|_| seed.to_string().into(), Value::from)
}

/// A day as it is written.
pub fn day(date: chrono::NaiveDate) -> Value {
    match date.to_string().parse::<toml_edit::Datetime>() {
        Ok(day) => day.into(),
        // Years beyond 9999 are no TOML dates.
        Err(_) => date.to_string().into(),
    }
}
