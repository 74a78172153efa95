//! The words, tables and bars of a section.

use std::io::{self, Write};

use crate::render::page::{Block, Cell, Column, Section, Table};
use crate::render::xml::Text;

use super::bars::{draw, swatches};
use super::download;

/// Cells with more signs than this are broken between words.
const LONG: usize = 32;

/// Writes what stands below a section's headline.
pub fn blocks(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    for block in &section.blocks {
        match block {
            Block::Text(text) => writeln!(out, "<p>{}</p>", Text(text))?,
            Block::Legend(inks) => writeln!(out, "<p class=\"bars\">{}</p>", swatches(inks))?,
            Block::Table(table) => write_table(section.title(), table, out)?,
        }
    }
    Ok(())
}

/// A table in a frame of its own, which is moved with the keyboard where it is too wide.
fn write_table(title: &str, table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let first = table.columns.first().map_or("", |column| column.heading).replace('\n', " ");
    writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n\
         <thead><tr>",
        Text(&format!("{title} by {first}"))
    )?;
    for (at, column) in table.columns.iter().enumerate() {
        let class = class(*column);
        match column.heading.replace('\n', " ") {
            heading if heading.is_empty() && is_bars(table, at) => {
                write!(out, "<td class=\"bars\"></td>")?;
            }
            heading => write!(out, "<th scope=\"col\"{class}>{}</th>", Text(&heading))?,
        }
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for cells in &table.rows {
        write!(out, "<tr>")?;
        for (at, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
            let class = class(*column);
            match cell {
                Cell::Bar(bar) => write!(out, "<td class=\"bars\">{}</td>", draw(bar))?,
                Cell::Text(text) if at == 0 => {
                    write!(out, "<th scope=\"row\"{class}>{}</th>", Text(text))?;
                }
                Cell::Text(text) if text.chars().count() > LONG => {
                    write!(out, "<td class=\"long\">{}</td>", Text(text))?;
                }
                Cell::Text(text) => write!(out, "<td{class}>{}</td>", Text(text))?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    let name = format!("{}-by-{}", title.to_lowercase(), first.replace(' ', "-"));
    writeln!(
        out,
        "{}",
        download::link(&name, &format!("{title} by {first}"), &download::of_table(table))
    )
}

/// Narrow screens leave out what can be spared.
fn class(column: Column) -> &'static str {
    match (column.numbers, column.spare) {
        (false, false) => "",
        (true, false) => " class=\"number\"",
        (false, true) => " class=\"spare\"",
        (true, true) => " class=\"number spare\"",
    }
}

fn is_bars(table: &Table, at: usize) -> bool {
    table.rows.iter().all(|row| matches!(row.get(at), Some(Cell::Bar(_))))
}
