//! Workbooks of Excel 97 to 2003.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xls, XlsError};
use cfb::CompoundFile;

use super::excel::over_rows;
use super::fault::Fault;
use super::grid::{Grid, Merged};
use super::values;
use crate::sheets::limits::Limits;

/// How a file of an old office program begins; a new workbook with a password begins so too.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open workbook whose records were looked through.
pub type Old<'b> = Xls<Cursor<&'b [u8]>>;

/// Opens a workbook.
pub fn open(bytes: &[u8], limits: Limits) -> Result<Old<'_>, Fault> {
    let padded = padded(bytes);
    let mut file = CompoundFile::open(Cursor::new(&*padded)).map_err(Fault::broken)?;
    if file.exists("/EncryptedPackage") {
        return Err(Fault::Password);
    }
    let is_book = |name: &str| name == "Workbook" || name == "Book";
    let books: Vec<_> =
        file.walk().filter(|part| part.is_stream() && is_book(part.name())).collect();
    if books.is_empty() {
        return Err(Fault::NoWorkbook("a document of an old office program"));
    }
    for book in books {
        let mut stream = Vec::new();
        let limit = limits.bytes.min(bytes.len()) as u64;
        let part = file.open_stream(book.path()).map_err(Fault::broken)?;
        part.take(limit).read_to_end(&mut stream).map_err(Fault::broken)?;
        look_through(&stream, limits)?;
    }
    Xls::new(Cursor::new(bytes)).map_err(fault)
}

/// The file with as much behind it as its table of sectors speaks of: programs of the web write a
/// table that is longer than the file.
fn padded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let tables = long(bytes, 0x2C).and_then(|tables| usize::try_from(tables).ok()).unwrap_or(0);
    let sector =
        short(bytes, 0x1E).filter(|size| (7..=12).contains(size)).map_or(512, |size| 1 << size);
    let spoken_of = tables.saturating_mul(sector / 4).saturating_add(1).saturating_mul(sector);
    // A table has room for one sector more than it needs, and not for many.
    if spoken_of <= bytes.len() || spoken_of > bytes.len() + sector * sector / 4 {
        return Cow::Borrowed(bytes);
    }
    let mut padded = bytes.to_vec();
    padded.resize(spoken_of, 0);
    Cow::Owned(padded)
}

/// The cells of a sheet that go over several rows.
pub fn merged(book: &Old<'_>, sheet: &str) -> Vec<Merged> {
    let all = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    all.iter().filter_map(over_rows).collect()
}

/// Puts the cells of a sheet into a grid.
pub fn fill(book: &mut Old<'_>, sheet: &str, grid: &mut Grid) -> Result<(), Fault> {
    let cells = book.worksheet_range(sheet).map_err(fault)?;
    let (first_row, first_column) = cells.start().unwrap_or((0, 0));
    for (row, column, value) in cells.used_cells() {
        let at = |first: u32, index: usize| first.saturating_add(u32::try_from(index).unwrap_or(0));
        values::put(grid, at(first_row, row), at(first_column, column), &borrowed(value))?;
        if grid.has_enough() {
            break;
        }
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
        // Kinds that later versions may bring are shown as they show themselves.
        #[allow(unreachable_patterns, reason = "the list may grow")]
        other => DataRef::String(other.to_string()),
    }
}

fn fault(error: XlsError) -> Fault {
    match error {
        XlsError::Password => Fault::Password,
        error => Fault::broken(error),
    }
}

/// A record of the stream: its kind and its content.
type Record<'s> = (u16, &'s [u8]);

fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, behind) = rest.split_at_checked(4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (content, behind) = behind.split_at_checked(length)?;
        rest = behind;
        Some((u16::from_le_bytes([head[0], head[1]]), content))
    })
}

fn short(content: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes([*content.get(at)?, *content.get(at + 1)?])))
}

fn long(content: &[u8], at: usize) -> Option<u32> {
    Some(short(content, at)? | short(content, at + 2)? << 16)
}

const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
/// Records of one cell: numbers, texts, truth values, formulas.
const CELL: [u16; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x0006];

/// Looks through all records for ranges and cells for which the parser would ask for memory.
fn look_through(stream: &[u8], limits: Limits) -> Result<(), Fault> {
    let mut looked_at = 0;
    for (kind, content) in records(stream) {
        match kind {
            FILE_PASS => return Err(Fault::Password),
            BOUND_SHEET => {
                let at = long(content, 0).and_then(|at| usize::try_from(at).ok());
                let sheet = at.and_then(|at| stream.get(at..));
                let sheet = sheet.ok_or_else(|| Fault::broken("a sheet lies beyond the end"))?;
                looked_at += look_through_sheet(sheet, limits)?;
                if looked_at > stream.len() {
                    return Err(Fault::broken("sheets lie one over the other"));
                }
            }
            END => break,
            _ => {}
        }
    }
    Ok(())
}

/// Looks through one sheet; returns its length in bytes.
fn look_through_sheet(sheet: &[u8], limits: Limits) -> Result<usize, Fault> {
    let (mut length, mut depth) = (0, 0_u32);
    let (mut rows, mut columns) = (Span::default(), Span::default());
    let no_room = |rows: Span, columns: Span, at| {
        let cells = rows.len().saturating_mul(columns.len());
        let large = Fault::TooLarge { what: "cells, empty ones included", limit: limits.cells, at };
        if cells > limits.cells { Err(large) } else { Ok(()) }
    };
    for (kind, content) in records(sheet) {
        length += 4 + content.len();
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => {
                let wide = content.len() >= 14;
                let read =
                    |at: usize| if wide { long(content, 4 * at) } else { short(content, 2 * at) };
                let at = if wide { 8 } else { 4 };
                let span = |first: Option<u32>, end: Option<u32>| Some(Span(first?, end?));
                let rows = span(read(0), read(1));
                let columns = span(short(content, at), short(content, at + 2));
                let (Some(rows), Some(columns)) = (rows, columns) else { continue };
                if rows.1 != 0 && rows.0 >= rows.1 {
                    return Err(Fault::broken("a sheet ends before it begins"));
                }
                no_room(rows, Span(0, columns.1), None)?;
            }
            kind if CELL.contains(&kind) || kind == MANY_NUMBERS => {
                let (Some(row), Some(column)) = (short(content, 0), short(content, 2)) else {
                    return Err(Fault::broken("a record is shorter than it says"));
                };
                let last = content.len().checked_sub(2).filter(|_| kind == MANY_NUMBERS);
                let last = last.and_then(|at| short(content, at)).unwrap_or(column);
                if last as usize >= limits.columns {
                    let (limit, at) = (limits.columns, Some((row, last)));
                    return Err(Fault::TooLarge { what: "columns", limit, at });
                }
                rows.take_in(row);
                columns.take_in(column);
                columns.take_in(last);
                no_room(rows, columns, Some((row, last)))?;
            }
            _ => {}
        }
    }
    Ok(length)
}

/// Rows or columns from the first to before the end.
#[derive(Clone, Copy)]
struct Span(u32, u32);

impl Default for Span {
    fn default() -> Self {
        Self(u32::MAX, 0)
    }
}

impl Span {
    fn take_in(&mut self, index: u32) {
        *self = Self(self.0.min(index), self.1.max(index + 1));
    }

    fn len(self) -> usize {
        self.1.saturating_sub(self.0) as usize
    }
}
