//! Workbooks of Excel since 2007, and what all its workbooks share.

use std::borrow::Cow;
use std::io::{Cursor, Read, Seek};

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::Tab;
use super::fault::Fault;
use super::grid::{Grid, Merged};
use super::values;
use crate::sheets::UNCALCULATED;

/// An open workbook whose parts were counted.
pub type Excel<'b> = Xlsx<Cursor<Cow<'b, [u8]>>>;

/// Opens a workbook.
pub fn open(bytes: Cow<'_, [u8]>) -> Result<Excel<'_>, Fault> {
    Xlsx::new(Cursor::new(bytes)).map_err(fault)
}

/// The sheets with cells, from left to right.
pub fn tabs<B: Read + Seek>(book: &impl Reader<B>) -> Vec<Tab> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets
        .map(|sheet| Tab {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

/// Puts the cells of a sheet into a grid; where there are formulas, those without a value as errors.
pub fn fill(
    book: &mut Excel<'_>,
    sheet: &str,
    formulas: bool,
    grid: &mut Grid,
) -> Result<(), Fault> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(fault)?;
    while !grid.has_enough() {
        if formulas {
            let Some(cell) = cells.next_cell_with_formula_metadata().map_err(fault)? else { break };
            let (row, column) = cell.pos;
            if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                grid.put_error(row, column, UNCALCULATED)?;
            } else {
                values::put(grid, row, column, &cell.value)?;
            }
        } else {
            let Some(cell) = cells.next_cell().map_err(fault)? else { break };
            let (row, column) = cell.get_position();
            values::put(grid, row, column, cell.get_value())?;
        }
    }
    Ok(())
}

/// The cells of a sheet that go over several rows.
pub fn merged(book: &mut Excel<'_>, sheet: &str) -> Result<Vec<Merged>, Fault> {
    let all = book.merge_cells_by_sheet_name(sheet).map_err(fault)?;
    Ok(all.iter().filter_map(over_rows).collect())
}

/// A range as a cell that goes over several rows.
pub fn over_rows(range: &Dimensions) -> Option<Merged> {
    let ((first, column), (last, _)) = (range.start, range.end);
    (last > first).then_some(Merged { first, last, column })
}

fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Password,
        error => Fault::broken(error),
    }
}
