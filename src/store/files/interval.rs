//! The time between rounds, as settings and rounds name it.

use toml_edit::Value;

use crate::domain::{Finding, FindingKind, Interval};

use super::notes::Notes;
use super::toml::Section;

/// In words, such as `2 weeks`.
pub const INTERVAL: &str = "interval";
/// In months, as folders of earlier versions have it.
pub const INTERVAL_MONTHS: &str = "interval_months";

/// The interval of a file, in words or in months up to a number; both at once are a mistake.
pub fn read(whole: &Section<'_>, longest: u32, notes: &mut Notes) -> Option<Interval> {
    let months = whole.number(INTERVAL_MONTHS, 1..=longest, notes).map(Interval::Months);
    let interval = whole.word(INTERVAL, Interval::parse, Interval::WANTED, notes);
    if interval.is_some() && months.is_some_and(|months| interval != Some(months)) {
        let message = format!("`{INTERVAL}` and `{INTERVAL_MONTHS}` are both there, and differ");
        let finding = Finding::new(FindingKind::Value, whole.place(INTERVAL_MONTHS), message);
        notes.lost(finding.hint(format!("keep `{INTERVAL}`")));
    }
    interval.or(months)
}

/// The key and the value of an interval in a round: in months where these are whole.
pub fn write(interval: Interval) -> (&'static str, Value) {
    match interval.whole_months() {
        Some(months) => (INTERVAL_MONTHS, i64::from(months).into()),
        None => (INTERVAL, interval.to_string().into()),
    }
}
