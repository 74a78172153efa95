//! Something wrong with the data: where, what, and what to do about it.

use std::fmt;

/// Where in an organiser's file something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the organiser knows it, such as `participants.csv`.
    pub file: String,
    /// The line, from 1, as an editor counts; absent when the whole file is meant.
    pub line: Option<u64>,
    /// The heading of the column, or its letter where there is no heading.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, column: None }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Self { file: file.into(), line: Some(line), column: None }
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
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        Ok(())
    }
}

/// One thing that is wrong. Several are reported together, never only the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A short fixed name such as `unknown-address`, for scripts and for the manual.
    pub name: &'static str,
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
    pub fn new(name: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { name, place, message: message.into(), hint: None, excerpt: None }
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
