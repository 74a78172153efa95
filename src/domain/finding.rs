//! Something wrong with the data: where, what, and what to do about it.

use std::fmt;

mod kind;

pub use kind::{FindingKind, Found};

/// Where in an organiser's file something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the organiser knows it, such as `participants.csv`.
    pub file: String,
    /// The sheet, when the file is a workbook.
    pub sheet: Option<String>,
    /// The line, from 1, as an editor counts, or the row of a sheet; absent when the whole file is
    /// meant.
    pub line: Option<u64>,
    /// The heading of the column, or its letter where there is no heading; in a workbook always
    /// the letter.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Self::file(file).at_line(line)
    }

    /// The same file, a sheet of it.
    #[must_use]
    pub fn in_sheet(mut self, sheet: impl Into<String>) -> Self {
        self.sheet = Some(sheet.into());
        self
    }

    /// The same file or sheet, at a line.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place, in a column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        let Some(sheet) = &self.sheet else {
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            return match &self.column {
                Some(column) => write!(f, ", column `{column}`"),
                None => Ok(()),
            };
        };
        write!(f, ", sheet `{sheet}`")?;
        match (&self.column, self.line) {
            (Some(column), Some(line)) => write!(f, ", cell {column}{line}"),
            (Some(column), None) => write!(f, ", column {column}"),
            (None, Some(line)) => write!(f, ", row {line}"),
            (None, None) => Ok(()),
        }
    }
}

/// One thing that is wrong. Several are reported together, never only the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing is wrong.
    pub kind: FindingKind,
    /// Where it stands.
    pub place: Place,
    /// What is wrong: lower case, values in backticks, no full stop.
    pub message: String,
    /// What to do or to type, when something can be said.
    pub hint: Option<String>,
    /// The text in question, as it stands in the file.
    pub excerpt: Option<String>,
}

impl Finding {
    /// A finding without hint or excerpt.
    pub fn new(kind: FindingKind, place: Place, message: impl Into<String>) -> Self {
        Self { kind, place, message: message.into(), hint: None, excerpt: None }
    }

    /// The same finding with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same finding with the text in question.
    #[must_use]
    pub fn excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = Some(excerpt.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_as_its_program_counts() {
        let line = Place::line("a.csv", 7);
        assert_eq!(line.to_string(), "a.csv:7");
        assert_eq!(line.in_column("email").to_string(), "a.csv:7, column `email`");
        let sheet = Place::file("a.xlsx").in_sheet("May");
        assert_eq!(sheet.to_string(), "a.xlsx, sheet `May`");
        let row = sheet.at_line(17);
        assert_eq!(row.to_string(), "a.xlsx, sheet `May`, row 17");
        assert_eq!(row.in_column("D").to_string(), "a.xlsx, sheet `May`, cell D17");
    }
}
