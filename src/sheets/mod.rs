//! Strange files become tables with places.
//!
//! A sheet goes through these steps, one file each:
//!
//! | step | file |
//! |---|---|
//! | bytes -> text | `decoding` |
//! | a text -> records with their lines | `layout`, `scan`, `records`, `exports` |
//! | a workbook -> records with their rows | `book` |
//! | records -> a header and rows | `two_lines`, `rows`, `swallowed`, `sideways`, `table` |
//! | cells of a column -> dates | `dates` |
//!
//! A mailbox becomes no table but mails, in [`mail`].
//!
//! A workbook gives the same table as a text, with rows for lines and letters for columns. What
//! the columns mean is not known here: a header is found by a [`Vocabulary`] that whoever asks for
//! a table brings along.

mod book;
mod cells;
mod dates;
mod decoding;
mod exports;
mod layout;
mod limits;
pub mod mail;
mod notes;
mod opened;
mod records;
mod rows;
mod scan;
mod sideways;
mod swallowed;
mod table;
mod two_lines;
mod vocabulary;
mod wrapped;

use crate::text::dates::DateOrder;
use crate::text::decode::Encoding;

pub use book::is_caught;
pub use limits::Limits;
pub use notes::Notes;
pub use vocabulary::Vocabulary;

pub(crate) use cells::{UNCALCULATED, is_error, line_or_row};
pub(crate) use dates::{assumed, read_column};
pub(crate) use table::{Row, Table};

/// A file as it was handed over.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name that findings show.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// What the organiser said about how to read a sheet, whatever its columns mean.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The encoding, when the organiser knows better than we can guess.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook, when its content does not decide; texts have none.
    pub sheet: Option<String>,
    /// Day or month first, for dates such as 03/04/2026 that could be either.
    pub dates: Option<DateOrder>,
    /// Day or month first where a sheet leaves it open.
    pub usual_dates: Option<DateOrder>,
    /// How much is read at most.
    pub limits: Limits,
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    /// Understands names and addresses.
    pub struct People;

    impl Vocabulary for People {
        type Meaning = &'static str;

        fn meaning(&self, heading: &str) -> Option<&'static str> {
            ["name", "email", "e-mail"]
                .into_iter()
                .find(|known| heading.eq_ignore_ascii_case(known))
        }

        fn is_named(&self, _: &str) -> bool {
            false
        }

        fn suffices(&self, header: &[&str]) -> bool {
            header.iter().any(|heading| self.meaning(heading).is_some())
        }

        fn is_datum(&self, cell: &str) -> bool {
            cell.contains('@')
        }

        fn example(&self) -> &'static str {
            "name,email"
        }
    }
}
