//! What was kept of the days in a file, so that `03/04/2026` is known again for the day it was.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;

use super::files::contents;
use super::files::resaved::Either;
use super::paths::CONTENTS;
use super::safe::journal::Journal;
use super::safe::tree::{Content, Tree};
use crate::text::csv::{Record, Scanner};
use crate::text::dates::DateOrder;
use crate::text::iso_day;

/// A folder, asked for what its files were.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    pub tree: Tree<'a>,
    pub root: &'a Path,
}

impl Earlier<'_> {
    /// The order in which the days of a column are those that they were: all of them, as the
    /// folder noted at the last change, or each that an undo copy has.
    pub fn order(
        self,
        file: &str,
        key: &str,
        heading: &str,
        rows: &[Either<'_>],
    ) -> Option<DateOrder> {
        self.as_noted(file, heading, rows).or_else(|| self.as_copied(file, key, heading, rows))
    }

    fn as_noted(self, file: &str, heading: &str, rows: &[Either<'_>]) -> Option<DateOrder> {
        let noted = self.tree.read(&self.root.join(CONTENTS)).ok()??;
        let noted = String::from_utf8_lossy(&noted);
        let noted = Some(contents::days(&noted, file, heading)?.to_owned());
        let day_first = rows.iter().filter_map(|&(key, day, _)| Some((key, day?)));
        let month_first = rows.iter().filter_map(|&(key, _, day)| Some((key, day?)));
        match [contents::sum_of_days(day_first), contents::sum_of_days(month_first)] {
            [one, other] if one == other => None,
            [one, _] if one == noted => Some(DateOrder::DayFirst),
            [_, other] if other == noted => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    fn as_copied(
        self,
        file: &str,
        key: &str,
        heading: &str,
        rows: &[Either<'_>],
    ) -> Option<DateOrder> {
        let copies: Vec<_> = self.copies(file);
        let was: Vec<_> = copies.iter().map(|text| days_of(text, key, heading)).collect();
        let is = |key: &str, day: Option<NaiveDate>| {
            day.is_some_and(|day| was.iter().any(|was| was.get(key).is_some_and(|was| *was == day)))
        };
        let open = rows.iter().filter(|(_, one, other)| one != other);
        let (mut day_first, mut month_first) = (false, false);
        for &(key, one, other) in open {
            day_first |= is(key, one) && !is(key, other);
            month_first |= is(key, other) && !is(key, one);
        }
        match (day_first, month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// The texts that a file had before changes, those of the latest first. What cannot be read
    /// says nothing.
    pub fn copies(self, file: &str) -> Vec<String> {
        let journal = Journal::new(self.tree.0, self.root, "");
        let kept = journal.kept().unwrap_or_default();
        let of = |folder: &Path| -> Vec<String> {
            let steps = journal.record(folder).map(|record| record.steps).unwrap_or_default();
            let copies = steps.iter().filter_map(|step| {
                let inside = file.strip_prefix(&step.path)?;
                let copy = folder.join("old").join(step.number.to_string());
                let bytes = match (self.tree.content(&copy).ok()??, inside.strip_prefix('/')) {
                    (Content::File(bytes), None) if inside.is_empty() => bytes,
                    (Content::Folder(mut inside_it), Some(name)) => {
                        match inside_it.remove(std::ffi::OsStr::new(name))? {
                            Content::File(bytes) => bytes,
                            Content::Folder(_) => return None,
                        }
                    }
                    _ => return None,
                };
                String::from_utf8(bytes).ok()
            });
            copies.collect()
        };
        kept.iter().rev().flat_map(|(_, folder)| of(folder)).collect()
    }
}

/// The days of a column, by the keys of their rows.
fn days_of(text: &str, key: &str, heading: &str) -> HashMap<String, NaiveDate> {
    let (mut scanner, mut record) = (Scanner::new(text), Record::default());
    let mut days = HashMap::new();
    let Ok(true) = scanner.read_filled(&mut record) else { return days };
    let column = |name: &str| record.iter().position(|cell| cell.trim() == name);
    let (Some(key), Some(column)) = (column(key), column(heading)) else { return days };
    while let Ok(true) = scanner.read_filled(&mut record) {
        if let Some(day) = iso_day(record.get(column).trim()) {
            days.insert(record.get(key).trim().to_owned(), day);
        }
    }
    days
}
