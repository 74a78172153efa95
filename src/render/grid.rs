//! Tables for the terminal, without boxes: the only file that knows comfy-table.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table};

use super::{Style, signs};
use crate::text;
use crate::text::words;

/// Spaces between the columns.
pub const GAP: u16 = 2;

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A table under construction.
#[derive(Debug)]
pub struct Grid {
    table: Table,
}

impl Grid {
    /// A table with headings.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let mut table = Table::new();
        table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(columns.iter().map(|(heading, _)| heading));
        let last = columns.len().saturating_sub(1);
        for (position, (column, (_, align))) in table.column_iter_mut().zip(columns).enumerate() {
            column.set_padding((0, if position == last { 0 } else { GAP }));
            if *align == Align::Right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        Self { table }
    }

    /// Adds a row; whatever its cells hold, they show as harmless text.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.clean_row(cells.into_iter().map(|cell| text::clean(&cell).into_owned()));
    }

    /// Adds a row of cells that are clean, or hold signs which cleaning would take away.
    pub fn clean_row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.table.add_row(cells);
    }

    /// Draws a line below the headings.
    pub fn rule(&mut self) {
        self.table.load_style(NOTHING.header_separator(LineStyle::none().fill('\u{2500}')));
    }

    /// Never breaks the cells of a column, however narrow the terminal.
    pub fn keep_whole(&mut self, position: usize) {
        if let Some(column) = self.table.column_mut(position) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }

    /// Whether there is no row yet.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Its lines, wrapped to a width, with nothing behind the last word.
    pub fn lines(mut self, width: usize) -> Vec<String> {
        self.table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        let lines = self.table.lines();
        lines.map(|line| line.trim_end().replace(words::NO_BREAK, " ")).collect()
    }

    /// Writes the table, wrapped to the width of the style, with bold headings.
    ///
    /// Signs of [`signs`] become coloured glyphs.
    pub fn write(self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        for (number, line) in self.lines(style.width).into_iter().enumerate() {
            if number == 0 && style.colour {
                let bold = anstyle::Style::new().bold();
                writeln!(out, "{bold}{line}{bold:#}")?;
            } else {
                signs::write(&line, style.colour, out)?;
            }
        }
        Ok(())
    }
}
