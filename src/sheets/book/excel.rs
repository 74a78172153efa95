//! Workbooks of Excel since 2007, and what all its workbooks share.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::Tab;
use super::fault::Fault;
use super::grid::Grid;
use super::values;

/// An open workbook whose parts were counted.
pub type Excel<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Opens a workbook.
pub fn open(bytes: &[u8]) -> Result<Excel<'_>, Fault> {
    Xlsx::new(Cursor::new(bytes)).map_err(fault)
}

/// The sheets with cells, from left to right.
pub fn tabs<'b>(book: &impl Reader<Cursor<&'b [u8]>>) -> Vec<Tab> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets
        .map(|sheet| Tab {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

/// Puts the cells of a sheet into a grid.
pub fn fill(book: &mut Excel<'_>, sheet: &str, grid: &mut Grid) -> Result<(), Fault> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(fault)?;
    while let Some(cell) = cells.next_cell().map_err(fault)? {
        let (row, column) = cell.get_position();
        values::put(grid, row, column, cell.get_value())?;
        if grid.has_enough() {
            break;
        }
    }
    Ok(())
}

fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Password,
        error => Fault::broken(error),
    }
}
