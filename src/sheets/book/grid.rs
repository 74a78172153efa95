//! The cells of one sheet as text, in whatever order a parser finds them.

use super::fault::Fault;
use crate::sheets::limits::Limits;
use crate::sheets::records::Records;
use crate::text::is_blank;

/// Where only the first rows are wanted: how many cells, blank ones too, are looked at for them.
const SAMPLE_CELLS: usize = 100_000;

/// The cells of a sheet that hold something.
pub struct Grid {
    text: String,
    cells: Vec<Cell>,
    errors: Vec<usize>,
    limits: Limits,
    /// How many rows are enough.
    enough: Option<usize>,
    rows: usize,
    /// Cells that a parser found, blank ones too.
    seen: usize,
}

/// A cell, rows and columns from 0, and where its text stands.
#[derive(Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    start: usize,
    end: usize,
}

/// A cell that goes over several rows, rows and column from 0; what it says stands in the first.
#[derive(Debug, Clone, Copy)]
pub struct Merged {
    pub first: u32,
    pub last: u32,
    pub column: u32,
}

impl Grid {
    /// Lets merged cells count for each of their rows that has other cells.
    pub fn spread(&mut self, merged: Vec<Merged>) {
        if merged.is_empty() {
            return;
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut rows: Vec<u32> = self.cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        let mut added = Vec::new();
        for Merged { first, last, column } in merged {
            let key = |cell: &Cell| (cell.row, cell.column);
            let Ok(at) = self.cells.binary_search_by_key(&(first, column), key) else { continue };
            let said = self.cells[at];
            let from = rows.partition_point(|&row| row <= first);
            let to = rows.partition_point(|&row| row <= last);
            for &row in &rows[from..to] {
                // Ranges that lie one over the other must not fill the memory.
                if self.cells.len() + added.len() >= self.limits.cells {
                    break;
                }
                if self.cells.binary_search_by_key(&(row, column), key).is_err() {
                    added.push(Cell { row, ..said });
                }
            }
        }
        self.cells.append(&mut added);
    }

    /// An empty grid; with `enough`, the first rows are all that is wanted.
    pub fn new(limits: Limits, enough: Option<usize>) -> Self {
        let (text, cells, errors) = (String::new(), Vec::new(), Vec::new());
        Self { text, cells, errors, limits, enough, rows: 0, seen: 0 }
    }

    /// Takes a cell; one that shows nothing costs nothing.
    pub fn put(&mut self, row: u32, column: u32, value: &str) -> Result<(), Fault> {
        self.seen += 1;
        if is_blank(value) {
            return Ok(());
        }
        let limits = self.limits;
        let too_large = |what, limit| Fault::TooLarge { what, limit, at: Some((row, column)) };
        if column as usize >= limits.columns {
            return Err(too_large("columns", limits.columns));
        }
        if value.len() > limits.cell {
            return Err(too_large("bytes in a cell", limits.cell));
        }
        if self.cells.len() >= limits.cells {
            return Err(too_large("cells", limits.cells));
        }
        // A shared string or a repeated row stands in the file once and in the sheet many times.
        if self.text.len() + value.len() > limits.bytes {
            return Err(too_large("bytes in its cells", limits.bytes));
        }
        if self.cells.last().is_none_or(|last| last.row != row) {
            self.rows += 1;
            // The header is no row.
            if self.rows > limits.rows.saturating_add(1) {
                return Err(too_large("rows", limits.rows));
            }
        }
        let start = self.text.len();
        self.text.push_str(value);
        self.cells.push(Cell { row, column, start, end: self.text.len() });
        Ok(())
    }

    /// Takes a cell whose formula gives an error.
    pub fn put_error(&mut self, row: u32, column: u32, error: &str) -> Result<(), Fault> {
        self.put(row, column, error)?;
        self.errors.push(self.cells.len() - 1);
        Ok(())
    }

    /// Whether there are as many rows as are wanted.
    pub fn has_enough(&self) -> bool {
        self.enough.is_some_and(|enough| self.rows > enough || self.seen > SAMPLE_CELLS)
    }

    /// The cells whose formula gives an error: row, column, error.
    pub fn errors(&self) -> impl Iterator<Item = (u32, u32, &str)> {
        let cell = |&index: &usize| self.cells[index];
        self.errors.iter().map(cell).map(|at| (at.row, at.column, &self.text[at.start..at.end]))
    }

    /// The rows from top to bottom, all as wide as the widest; of a cell that stands in the file
    /// twice the later one counts. Rows without a cell are left out.
    pub fn into_records(mut self) -> Result<Records, Fault> {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        let width = self.cells.iter().map(|cell| cell.column as usize + 1).max().unwrap_or(0);
        let rows = self.cells.chunk_by(|one, other| one.row == other.row);
        if rows.clone().count().saturating_mul(width) > self.limits.cells {
            let limit = self.limits.cells;
            return Err(Fault::TooLarge { what: "cells, empty ones included", limit, at: None });
        }
        let mut records = Records::default();
        for row in rows {
            let mut line = vec![""; width];
            for cell in row {
                line[cell.column as usize] = &self.text[cell.start..cell.end];
            }
            records.push(u64::from(row[0].row) + 1, line);
        }
        Ok(records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { rows: 1, columns: 2, cell: 3, cells: 4, ..Limits::default() }
    }

    #[test]
    fn cells_in_any_order_become_rows() {
        let mut grid = Grid::new(Limits::default(), None);
        for (row, column, value) in
            [(7, 1, "d"), (2, 2, "b"), (2, 0, "x"), (2, 0, "a"), (9, 9, " ")]
        {
            grid.put(row, column, value).unwrap();
        }
        let records = grid.into_records().unwrap();
        let row = |record| records.cells(record).collect::<Vec<_>>();
        assert_eq!((records.len(), records.line(0), records.line(1)), (2, 3, 8));
        assert_eq!((row(0), row(1)), (vec!["a", "", "b"], vec!["", "d", ""]));
    }

    #[test]
    fn a_merged_cell_counts_for_each_of_its_rows() {
        let mut grid = Grid::new(Limits::default(), None);
        for (row, column, value) in [(0, 0, "a"), (0, 1, "yes"), (1, 0, "b"), (3, 0, "c")] {
            grid.put(row, column, value).unwrap();
        }
        grid.spread(vec![Merged { first: 0, last: 2, column: 1 }]);
        let records = grid.into_records().unwrap();
        let row = |record| records.cells(record).collect::<Vec<_>>();
        assert_eq!([row(0), row(1), row(2)], [["a", "yes"], ["b", "yes"], ["c", ""]]);
    }

    #[test]
    fn limits_hold_at_n_and_not_at_one_more() {
        let mut grid = Grid::new(limits(), None);
        grid.put(0, 1, "abc").unwrap();
        grid.put(1_048_575, 0, "a").unwrap();
        grid.put(0, 16_383, "").unwrap();
        for (row, column, value) in [(0, 2, "a"), (0, 0, "abcd"), (2, 0, "a")] {
            assert!(matches!(grid.put(row, column, value), Err(Fault::TooLarge { .. })));
        }
        assert!(grid.into_records().is_ok());
        let mut grid = Grid::new(Limits { cells: 3, rows: 9, ..limits() }, None);
        grid.put(0, 1, "a").unwrap();
        grid.put(1, 1, "a").unwrap();
        assert!(matches!(grid.into_records(), Err(Fault::TooLarge { .. })));
    }
}
