//! The bars of a section's table as a chart: rounds by outcome, reasons, people by conversations.

use crate::render::page::{Bar, Block, Cell, Ink, Section, Table};

use super::alone::{WIDTH, paint};
use super::canvas::{Anchor, Canvas, Paint, Pen};
use super::words::{across, wrapped};

/// From bar to bar.
const ROW: f64 = 26.0;
/// The height of a bar.
const HIGH: f64 = 15.0;

/// The first table of a section that has bars, and the column in which they are.
pub fn table(section: &Section) -> Option<(&Table, usize)> {
    section.blocks.iter().find_map(|block| {
        let Block::Table(table) = block else { return None };
        let row = table.rows.first()?;
        let at = row.iter().position(|cell| matches!(cell, Cell::Bar(_)))?;
        Some((table, at))
    })
}

/// The inks of its bars, each once, in their order.
pub fn inks(table: &Table) -> Vec<Ink> {
    let mut inks = Vec::new();
    for (ink, _) in bars(table).flat_map(|bar| bar.parts.iter().filter(|(_, some)| *some > 0)) {
        if !inks.contains(ink) {
            inks.push(*ink);
        }
    }
    inks
}

fn bars(table: &Table) -> impl Iterator<Item = &Bar> {
    table.rows.iter().flatten().filter_map(|cell| match cell {
        Cell::Bar(bar) => Some(bar),
        Cell::Text(_) => None,
    })
}

/// What stands before a bar, and what behind it: the other figures that are short.
fn sides(table: &Table, row: &[Cell], bar: usize) -> (String, String) {
    let text = |at: usize| match &row[at] {
        Cell::Text(text) => text.clone(),
        Cell::Bar(_) => String::new(),
    };
    let heading = |at: usize| table.columns[at].heading.replace('\n', " ");
    let behind = (1..row.len()).filter(|&at| at != bar && table.columns[at].numbers);
    let behind = behind.filter(|&at| at == 1 || heading(at).starts_with("met of"));
    let behind = behind.map(|at| format!("{} {}", text(at), heading(at)));
    (text(0), behind.collect::<Vec<_>>().join(", "))
}

/// Draws the bars from y = 0; returns the height.
pub fn draw((table, bar): (&Table, usize), canvas: &mut Canvas) -> f64 {
    let rows: Vec<_> = table.rows.iter().map(|row| sides(table, row, bar)).collect();
    let widest = |side: fn(&(String, String)) -> &String| {
        rows.iter().fold(0.0, |wide: f64, row| wide.max(across(side(row))))
    };
    let heading = wrapped(&table.columns[0].heading.replace('\n', " "), 170.0);
    let named = heading.iter().fold(0.0, |wide: f64, line| wide.max(across(line)));
    let left = named.max(widest(|row| &row.0)).min(WIDTH / 3.0) + 14.0;
    let whole = (WIDTH - left - widest(|row| &row.1) - 14.0).max(WIDTH / 4.0);
    let mut y = 4.0;
    for line in heading {
        y += 16.0;
        canvas.text(Pen::Quiet, Anchor::End, (left - 14.0, y), &line);
    }
    y += 8.0;
    for (row, (before, behind)) in table.rows.iter().zip(&rows) {
        let words = y + 12.5;
        canvas.text(Pen::Plain, Anchor::End, (left - 14.0, words), before);
        let mut x = left;
        if let Some(Cell::Bar(Bar { parts, full })) = row.get(bar) {
            for &(ink, some) in parts.iter().filter(|(_, some)| *some > 0) {
                let wide = whole * some as f64 / (*full).max(1) as f64;
                let size = ((wide - 1.0).max(0.5), HIGH);
                canvas.rect(paint(ink), (x + 0.5, y), size);
                x += wide;
            }
        }
        canvas.text(Pen::Plain, Anchor::Start, (x + 10.0, words), behind);
        y += ROW;
    }
    canvas.flush();
    canvas.path(
        Paint::Axis,
        &format!("M{left:.1} {}V{:.1}", y - ROW * rows.len() as f64 - 4.0, y - 4.0),
    );
    y
}
