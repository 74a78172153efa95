//! Workbooks: xlsx, xlsm, ods and xls become records with their rows.
//!
//! What a workbook is, is decided by its bytes and never by its name. Nothing of it is believed
//! before it was counted: the sizes in a zip directory, the ranges that a sheet says it has, the
//! numbers of strings. Cells are taken one by one, and only those that hold something, so that a
//! cell in the far corner of a sheet costs as much as one in the first row.
//!
//! | step | file |
//! |---|---|
//! | the bytes within limits | `parts` (zip), `old` (Excel 97 to 2003) |
//! | cells, one by one | `excel`, `ods`, `old` |
//! | cells -> text -> records | `values`, `grid` |
//! | the sheet that is meant | `choose` |

mod choose;
mod excel;
mod fault;
mod grid;
mod ods;
mod old;
mod parts;
mod values;

use std::borrow::Cow;

use crate::domain::{Finding, Place};
use crate::text::excerpt;

use super::cells::{error_cell, letter};
use super::limits::Limits;
use super::notes::Notes;
use super::opened::Opened;
use super::vocabulary::Vocabulary;
use super::{Options, Sheet};

use fault::{Fault, guarded};
use grid::{Grid, Merged};

pub use fault::is_caught;

/// Whether a file begins like a workbook, or like another zip file.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(parts::MAGIC) || bytes.starts_with(old::MAGIC)
}

/// The files in a zip file that is no workbook, each with its name; `None` for a workbook.
pub fn files_in(sheet: &Sheet, limits: Limits) -> Result<Option<parts::Files>, Finding> {
    if !sheet.bytes.starts_with(parts::MAGIC) {
        return Ok(None);
    }
    match parts::check(&sheet.bytes, limits) {
        Ok(parts::Holds::Files(files)) => Ok(Some(files)),
        Ok(_) => Ok(None),
        Err(fault) => Err(fault.finding(&Place::file(&sheet.name))),
    }
}

/// Reads the sheet that the organiser named, or the one whose header is understood.
pub fn read(
    sheet: &Sheet,
    vocabulary: &impl Vocabulary,
    options: &Options,
) -> Result<Opened, Finding> {
    let whole = Place::file(&sheet.name);
    let limits = options.limits;
    let mut book = Book::open(&sheet.bytes, limits).map_err(|fault| fault.finding(&whole))?;
    let chosen = choose::choose(&mut book, &whole, vocabulary, options)?;
    let whole = whole.in_sheet(excerpt(&chosen.name));
    let mut grid = Grid::new(limits, None);
    book.fill(&chosen.name, &mut grid).map_err(|fault| fault.finding(&whole))?;
    let merged = book.merged(&chosen.name).map_err(|fault| fault.finding(&whole))?;
    grid.spread(merged);
    let mut noted = Notes::default();
    noted.extend(grid.errors(), |error| error_at(&whole, error));
    let records = grid.into_records().map_err(|fault| fault.finding(&whole))?;
    let (reading, since_1904) = (book.reading().into(), book.since_1904());
    Ok(Opened { records, header: chosen.header, whole, reading, noted, since_1904 })
}

fn error_at(whole: &Place, (row, column, error): (u32, u32, &str)) -> Finding {
    let place = whole.clone().at_line(u64::from(row) + 1).in_column(letter(column as usize));
    error_cell(place, error)
}

/// The name of a sheet, and whether people see it.
struct Tab {
    name: String,
    hidden: bool,
}

/// An open workbook.
enum Book<'b> {
    Excel(Box<excel::Excel<'b>>, parts::Traits),
    OpenDocument(ods::OpenDocument),
    Old(Box<old::Old<'b>>),
}

impl<'b> Book<'b> {
    fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, Fault> {
        if bytes.starts_with(old::MAGIC) {
            return guarded(|| old::open(bytes, limits)).map(|book| Self::Old(Box::new(book)));
        }
        match parts::check(bytes, limits)? {
            parts::Holds::Excel(traits) => {
                let bytes = if traits.wide {
                    Cow::Owned(parts::in_utf_8(bytes, limits)?)
                } else {
                    Cow::Borrowed(bytes)
                };
                let book = guarded(|| excel::open(bytes))?;
                Ok(Self::Excel(Box::new(book), traits))
            }
            parts::Holds::OpenDocument(content) => {
                ods::OpenDocument::new(content).map(Self::OpenDocument)
            }
            parts::Holds::Files(_) => Err(Fault::NoWorkbook("a zip file without a workbook")),
        }
    }

    fn reading(&self) -> &'static str {
        match self {
            Self::Excel(..) => "an Excel workbook",
            Self::OpenDocument(_) => "an OpenDocument workbook",
            Self::Old(_) => "an old Excel workbook",
        }
    }

    fn since_1904(&self) -> bool {
        match self {
            Self::Excel(book, _) => book.has_1904_epoch(),
            Self::Old(book) => book.has_1904_epoch(),
            // OpenDocument writes dates as dates.
            Self::OpenDocument(_) => false,
        }
    }

    fn tabs(&self) -> Vec<Tab> {
        match self {
            Self::Excel(book, _) => excel::tabs(&**book),
            Self::OpenDocument(book) => book.tabs(),
            Self::Old(book) => excel::tabs(&**book),
        }
    }

    /// The cells of a sheet that go over several rows: first row, last row, column.
    fn merged(&mut self, sheet: &str) -> Result<Vec<Merged>, Fault> {
        guarded(|| match self {
            Self::Excel(_, traits) if !traits.merged => Ok(Vec::new()),
            Self::Excel(book, _) => excel::merged(book, sheet),
            Self::OpenDocument(book) => Ok(book.merged.take()),
            Self::Old(book) => Ok(old::merged(book, sheet)),
        })
    }

    /// Puts the cells of a sheet into a grid, until the grid has enough.
    fn fill(&mut self, sheet: &str, grid: &mut Grid) -> Result<(), Fault> {
        guarded(|| match self {
            Self::Excel(book, traits) => excel::fill(book, sheet, traits.formulas, grid),
            Self::OpenDocument(book) => book.fill(sheet, grid),
            Self::Old(book) => old::fill(book, sheet, grid),
        })
    }
}
