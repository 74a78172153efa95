//! Why a workbook cannot be read.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use crate::domain::{Finding, FindingKind, Place};
use crate::text::excerpt;

use crate::sheets::cells::letter;
use crate::sheets::limits::too_large;

/// Why a workbook cannot be read.
#[derive(Debug)]
pub enum Fault {
    /// It is locked with a password.
    Password,
    /// Something else begins in the same way.
    NoWorkbook(&'static str),
    /// It is damaged or cut off; what the parser said.
    Broken(String),
    /// More than `limit` of something; at a cell, when one shows it.
    TooLarge { what: &'static str, limit: usize, at: Option<(u32, u32)> },
}

/// Lets the parser read. It takes some lengths and numbers for granted, and what it trips over is a
/// damaged file; of such a panic, which [`is_caught`] knows, nobody wants to read.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    // What the parser leaves half done is thrown away with the workbook.
    panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Fault::broken("a number or a length in it cannot be true")))
}

/// Whether a panic is one of the parser of workbooks, which is caught and told as a damaged file.
///
/// A room sets no hook for panics; who does, at the edge, keeps silent about these.
pub fn is_caught(panic: &PanicHookInfo<'_>) -> bool {
    panic.location().is_some_and(|at| at.file().contains("calamine"))
}

impl Fault {
    /// A damaged workbook, with what somebody else's code says of it.
    #[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
    pub fn broken(why: impl ToString) -> Self {
        Self::Broken(why.to_string())
    }

    /// The fault as organisers read it.
    pub fn finding(self, whole: &Place) -> Finding {
        let whole = whole.clone();
        match self {
            Self::Password => {
                Finding::new(FindingKind::Password, whole, "the workbook is locked with a password")
                    .hint("open it in the spreadsheet program and save it without a password")
            }
            Self::NoWorkbook(what) => {
                let message = format!("this is {what}, not a workbook that can be read");
                Finding::new(FindingKind::NotATable, whole, message).hint(
                    "open it in the spreadsheet program and save it as .xlsx, .ods or CSV UTF-8",
                )
            }
            Self::Broken(why) => {
                let message = "the workbook is damaged or not complete";
                Finding::new(FindingKind::BrokenWorkbook, whole, message)
                    .excerpt(excerpt(&why))
                    .hint("fetch it again, or open it in the spreadsheet program and save it again")
            }
            Self::TooLarge { what, limit, at } => {
                let place = match at {
                    // Which cell says little while the sheet is not known.
                    Some((row, column)) if whole.sheet.is_some() => {
                        whole.at_line(u64::from(row) + 1).in_column(letter(column as usize))
                    }
                    _ => whole,
                };
                too_large(place, what, limit)
            }
        }
    }
}
