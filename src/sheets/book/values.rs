//! Cells of a workbook become text, as an organiser would type it.

use calamine::{DataRef, ExcelDateTime};

use super::fault::Fault;
use super::grid::Grid;

/// Puts a cell into a grid.
pub fn put(grid: &mut Grid, row: u32, column: u32, value: &DataRef<'_>) -> Result<(), Fault> {
    match value {
        DataRef::Empty => grid.put(row, column, ""),
        DataRef::Int(number) => grid.put(row, column, &number.to_string()),
        DataRef::Float(value) => grid.put(row, column, &number(*value)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            grid.put(row, column, text)
        }
        DataRef::SharedString(text) => grid.put(row, column, text),
        DataRef::Bool(value) => grid.put(row, column, boolean(*value)),
        DataRef::DateTime(moment) => grid.put(row, column, &date(moment)),
        DataRef::Error(error) => grid.put_error(row, column, &error.to_string()),
    }
}

/// A truth value as spreadsheets show it.
pub fn boolean(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// A number with the 15 digits that spreadsheets show; whole ones without a point.
pub fn number(value: f64) -> String {
    let is_short = value.fract() == 0.0 && value.abs() < 1e15;
    let shown = if is_short { value } else { format!("{value:.14e}").parse().unwrap_or(value) };
    // Zero has no sign in a sheet.
    if shown == 0.0 { "0".into() } else { shown.to_string() }
}

/// A date in ISO form, with the time when there is one.
fn date(moment: &ExcelDateTime) -> String {
    if moment.is_duration() || !(0.0..3_000_000.0).contains(&moment.as_f64()) {
        return number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // Times are fractions of a day and come out a little short of the second.
    let second = if milli > 500 && second < 59 { second + 1 } else { second };
    if moment.as_f64() < 1.0 {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_those_that_the_sheet_shows() {
        for (value, shown) in [
            (5.0, "5"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (4.5, "4.5"),
            (447_700_900_123.0, "447700900123"),
        ] {
            assert_eq!(number(value), shown);
        }
    }

    #[test]
    fn dates_count_from_1900_or_from_1904() {
        let shown = |value, since_1904| {
            date(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, since_1904))
        };
        assert_eq!(shown(46_112.0, false), "2026-03-31");
        assert_eq!(shown(44_650.0, true), "2026-03-31");
        assert_eq!(shown(46_112.385_416_666_7, false), "2026-03-31 09:15:00");
        assert_eq!(shown(0.5, false), "12:00:00");
        assert_eq!(shown(1e300, false).len(), 301);
    }
}
