//! Tables for the terminal, without boxes: the only file that knows comfy-table.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width};

use super::fit::{self, Needs};
use super::{Style, prose, signs};
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
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
    spare: Vec<usize>,
    ruled: bool,
}

impl Grid {
    /// A table with headings; a line break shows where one is broken.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let columns = columns.iter().map(|(heading, align)| ((*heading).to_owned(), *align));
        Self { columns: columns.collect(), rows: Vec::new(), spare: Vec::new(), ruled: false }
    }

    /// Says which columns go where there is too little room for all, the first of them first. A
    /// line below the table names those that went.
    pub fn spare(mut self, positions: impl IntoIterator<Item = usize>) -> Self {
        self.spare.extend(positions);
        self
    }

    /// Draws a line below the headings.
    pub fn ruled(mut self) -> Self {
        self.ruled = true;
        self
    }

    /// Adds a row; whatever its cells hold, they show as harmless text.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.clean_row(cells.into_iter().map(|cell| text::clean(&cell).into_owned()));
    }

    /// Adds a row of cells that are clean, or hold signs which cleaning would take away.
    pub fn clean_row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there is no row yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What each column asks for.
    pub fn needs(&self) -> Vec<Needs> {
        let needs = |(at, (heading, _)): (usize, &(String, Align))| {
            Needs::of(heading, self.rows.iter().filter_map(|row| row.get(at)).map(String::as_str))
        };
        self.columns.iter().enumerate().map(needs).collect()
    }

    /// Its lines, wrapped to a width, with nothing behind the last word; below, what was left out.
    pub fn lines(&self, width: usize) -> Vec<String> {
        self.head_and_all(width).1
    }

    /// How many of its lines are the headings, and all of them.
    fn head_and_all(&self, width: usize) -> (usize, Vec<String>) {
        let needs = self.needs();
        let kept = fit::kept(&needs, &self.spare, width, usize::from(GAP));
        let set = |rows: &[Vec<String>]| -> Vec<String> {
            let table = self.set(&kept, &needs, width, rows);
            table.lines().map(|line| line.trim_end().replace(words::NO_BREAK, " ")).collect()
        };
        let (head, mut lines) = (set(&[]).len(), set(&self.rows));
        let gone = self.columns.iter().enumerate().filter(|(at, _)| !kept.contains(at));
        let gone: Vec<_> = gone.map(|(_, (heading, _))| heading.replace('\n', " ")).collect();
        if !gone.is_empty() {
            let gone = format!("left out for want of room: {}", gone.join(", "));
            lines.extend(prose::lines(&gone, width));
        }
        (head, lines)
    }

    fn set(&self, kept: &[usize], needs: &[Needs], width: usize, rows: &[Vec<String>]) -> Table {
        let mut table = Table::new();
        let rule = NOTHING.header_separator(LineStyle::none().fill('\u{2500}'));
        table.load_style(if self.ruled { rule } else { NOTHING });
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(narrow(width));
        table.set_header(kept.iter().map(|&at| &self.columns[at].0));
        for row in rows {
            table.add_row(kept.iter().map(|&at| row.get(at).map_or("", String::as_str)));
        }
        let needs: Vec<_> = kept.iter().map(|&at| needs[at]).collect();
        let gaps = usize::from(GAP) * kept.len().saturating_sub(1);
        let widths = fit::widths(&needs, width.saturating_sub(gaps));
        let last = kept.len().saturating_sub(1);
        for (position, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
            let gap = if position == last { 0 } else { GAP };
            column.set_padding((0, gap));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrow(width) + gap)));
            if self.columns[kept[position]].1 == Align::Right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    /// Writes the table, wrapped to the width of the style, with bold headings; without rows, nothing.
    ///
    /// Signs of [`signs`] become coloured glyphs.
    pub fn write(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let (head, lines) = self.head_and_all(style.width);
        for (number, line) in lines.into_iter().enumerate() {
            if number < head && style.colour {
                let bold = anstyle::Style::new().bold();
                writeln!(out, "{bold}{line}{bold:#}")?;
            } else {
                signs::write(&line, style.colour, out)?;
            }
        }
        Ok(())
    }
}

/// A cell, or a part of it, that is never broken.
pub fn whole(text: &str) -> String {
    text.replace(' ', &words::NO_BREAK.to_string())
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}
