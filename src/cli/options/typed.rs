//! Words that are typed, read as a sheet of this programme would be.

use chrono::NaiveDate;

use crate::cli::failure::{Exit, Failure};
use crate::domain::{Field, Programme};
use crate::intake::typed::{self, Reading};

fn reading(programme: &Programme, today: NaiveDate) -> Reading {
    let settings = &programme.settings;
    Reading { dates: settings.dates, interval: settings.interval, today }
}

/// A day such as `2026-11-02`, `2 November 2026` or `tomorrow`.
pub fn day(typed: &str, programme: &Programme, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let day = typed::day(typed, reading(programme, today));
    day.map_err(|open| Failure::new(Exit::Usage, open))?.ok_or_else(|| {
        Failure::new(Exit::Usage, format!("`{typed}` is not a day"))
            .hint("write it as 2026-11-02, or tomorrow")
    })
}

/// What is typed for a column, in the roster's own words.
pub fn cell(
    column: &str,
    typed: &str,
    programme: &Programme,
    today: NaiveDate,
) -> Result<String, Failure> {
    match Field::parse(column) {
        Some(field) => typed::cell(field, typed, reading(programme, today))
            .map_err(|open| Failure::new(Exit::Usage, open)),
        None => Ok(typed.into()),
    }
}
