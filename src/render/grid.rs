//! Plain tables for the terminal: cleaned cells, bold headings, no boxes.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::Style;
use crate::text;
use crate::text::words;

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
    columns: Vec<(String, Align)>,
}

impl Grid {
    /// A table with headings.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        let columns = columns.iter().map(|&(heading, align)| (heading.into(), align)).collect();
        Self { table, columns }
    }

    /// Adds a row; whatever its cells hold, they show as harmless text.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.table.add_row(cells.into_iter().map(|cell| text::clean(&cell).into_owned()));
    }

    /// Whether there is no row yet.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Writes the table, wrapped to the width of the style.
    pub fn write(mut self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        self.table.set_header(self.columns.iter().map(|(heading, _)| heading));
        self.table.set_width(u16::try_from(style.width).unwrap_or(u16::MAX));
        for (position, (_, align)) in self.columns.iter().enumerate() {
            if let Some(column) = self.table.column_mut(position) {
                column.set_padding((0, 2));
                if *align == Align::Right {
                    column.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        for (number, line) in self.table.lines().enumerate() {
            let line = line.trim_end().replace(words::NO_BREAK, " ");
            if number == 0 && style.colour {
                let bold = anstyle::Style::new().bold();
                writeln!(out, "{bold}{line}{bold:#}")?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}
