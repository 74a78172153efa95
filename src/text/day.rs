//! Days as this program writes them.

use chrono::{Datelike, NaiveDate};

use super::digits;

/// A day in its ISO form only: 03/02/2026 is one day in Leeds and another in Boston.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = i32::try_from(digits(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(&[m1, m2])?, digits(&[d1, d2])?)
}

/// A day as somebody types it, also `2026-9-1`, within the years that files and spreadsheets can
/// hold.
pub fn typed_day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| (1900..=2999).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_day_can_be_written_to_a_file() {
        for typed in ["2026-9-1", " 2026-09-01", "2026-09-01"] {
            let day = typed_day(typed).unwrap();
            assert_eq!(iso_day(&day.to_string()), Some(day), "{typed}");
        }
        for typed in ["", "+12026-01-01", "0026-01-01", "2026-02-30", "1/9/2026"] {
            assert_eq!(typed_day(typed), None, "{typed}");
        }
    }
}
