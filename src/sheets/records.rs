//! Records of a sheet, each with the line on which it begins.

use crate::text::is_blank;

/// Records of a sheet. All cells stand in one string, which keeps a sheet of a million rows small.
#[derive(Debug, Default)]
pub struct Records {
    text: String,
    /// Where each cell ends in `text`; it begins where the one before ends.
    ends: Vec<usize>,
    /// The first cell of each record, and its line.
    starts: Vec<(usize, u64)>,
}

impl Records {
    /// How many records.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// How many cells all records have together.
    pub fn cell_count(&self) -> usize {
        self.ends.len()
    }

    /// The line on which a record begins, from 1.
    pub fn line(&self, record: usize) -> u64 {
        self.starts.get(record).map_or(0, |&(_, line)| line)
    }

    /// How many cells a record has.
    pub fn width(&self, record: usize) -> usize {
        let (first, next) = self.bounds(record);
        next - first
    }

    /// A cell; empty beyond the end of the record.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        let (first, next) = self.bounds(record);
        let cell = first + column;
        if cell >= next {
            return "";
        }
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start..self.ends[cell]]
    }

    /// The cells of a record.
    pub fn cells(&self, record: usize) -> impl Iterator<Item = &str> {
        (0..self.width(record)).map(move |column| self.cell(record, column))
    }

    /// Whether a record has a cell that is not blank.
    pub fn is_filled(&self, record: usize) -> bool {
        !self.cells(record).all(is_blank)
    }

    /// How many cells a record has up to the last one that is not blank.
    pub fn used(&self, record: usize) -> usize {
        let filled = self.cells(record).enumerate().filter(|(_, cell)| !is_blank(cell));
        filled.last().map_or(0, |(column, _)| column + 1)
    }

    /// Adds a record.
    pub fn push<'c>(&mut self, line: u64, cells: impl IntoIterator<Item = &'c str>) {
        self.starts.push((self.ends.len(), line));
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
    }

    fn bounds(&self, record: usize) -> (usize, usize) {
        let first = self.starts.get(record).map_or(self.ends.len(), |&(first, _)| first);
        let next = self.starts.get(record + 1).map_or(self.ends.len(), |&(first, _)| first);
        (first, next)
    }
}
