//! A page set for a terminal of a given width, with or without colour.

use std::io::{self, Write};

use anstyle::Style as Paint;
use unicode_width::UnicodeWidthStr;

use super::bars::lengths;
use super::fit::Needs;
use super::grid::{self, Align, GAP, Grid};
use super::page::{Bar, Block, Cell, Ink, Page, Section, Table};
use super::{Style, prose, signs};

/// The least width that is honoured.
const NARROWEST: usize = 60;

/// The columns of a section's title beside its sentence.
const BRIEF_TITLE: usize = 14;

/// A section whose sentences take more lines than this is cut down to the first of them.
const BRIEF_LINES: usize = 2;

/// Writes a page. No line is wider than the style says, as long as that is at least 60 columns.
pub fn write(page: &Page, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let width = style.width.max(NARROWEST);
    let set = Typesetter { width, colour: style.colour };
    set.lines(&page.title, set.bold(), out)?;
    set.lines(&page.subtitle, Paint::new(), out)?;
    for section in &page.sections {
        writeln!(out)?;
        set.section(section, out)?;
    }
    Ok(())
}

/// Writes what each section says in one sentence, in at most 24 lines of 80 columns.
pub fn brief(page: &Page, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let width = style.width.max(NARROWEST);
    let set = Typesetter { width, colour: style.colour };
    set.lines(&page.title, set.bold(), out)?;
    set.lines(&page.subtitle, Paint::new(), out)?;
    writeln!(out)?;
    let bold = set.bold();
    for section in &page.sections {
        let room = width - BRIEF_TITLE;
        let mut lines = prose::lines(&section.headline, room);
        if lines.len() > BRIEF_LINES {
            let first = section.headline.split_inclusive(". ").next().unwrap_or_default();
            lines = prose::lines(first.trim_end(), room);
        }
        for (at, line) in lines.iter().enumerate() {
            let title = if at == 0 { section.title() } else { "" };
            writeln!(out, "{bold}{title:<BRIEF_TITLE$}{bold:#}{line}")?;
        }
    }
    Ok(())
}

struct Typesetter {
    width: usize,
    colour: bool,
}

impl Typesetter {
    fn bold(&self) -> Paint {
        if self.colour { Paint::new().bold() } else { Paint::new() }
    }

    fn section(&self, section: &Section, out: &mut dyn Write) -> io::Result<()> {
        let rule = "\u{2500}".repeat(self.width - section.title().width() - 4);
        let bold = self.bold();
        writeln!(out, "\u{2500}\u{2500} {bold}{}{bold:#} {rule}", section.title())?;
        self.lines(&section.headline, bold, out)?;
        for block in &section.blocks {
            match block {
                Block::Text(text) => {
                    writeln!(out)?;
                    self.lines(text, Paint::new(), out)?;
                }
                Block::Legend(inks) => {
                    writeln!(out)?;
                    let one = |&ink: &Ink| {
                        grid::whole(&format!("{0}{0} {1}", signs::of_bar(ink), ink.words()))
                    };
                    let legend: Vec<_> = inks.iter().map(one).collect();
                    for line in prose::lines(&legend.join("   "), self.width - 3) {
                        signs::write(&format!("   {line}"), self.colour, out)?;
                    }
                }
                Block::Table(table) => {
                    writeln!(out)?;
                    for line in self.table(table).lines(self.width) {
                        signs::write(&line, self.colour, out)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A text, broken between words.
    fn lines(&self, text: &str, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
        let mut lines = prose::lines(text, self.width).into_iter();
        lines.try_for_each(|line| writeln!(out, "{paint}{line}{paint:#}"))
    }

    /// A table as wide as the page allows: bars shrink first, then they go, then the columns that
    /// can be spared.
    fn table(&self, table: &Table) -> Grid {
        let bars = self.bar_width(&set(table, None).needs());
        set(table, bars).ruled()
    }

    /// The width of a bar beside the other columns, within reason; `None` without room for one.
    fn bar_width(&self, others: &[Needs]) -> Option<usize> {
        let room = self.width.saturating_sub(usize::from(GAP) * others.len());
        let left = room.checked_sub(others.iter().map(|one| one.beside_a_bar()).sum())?;
        let wished = room.saturating_sub(others.iter().map(|one| one.natural).sum());
        let least = left.min(10);
        (least >= 4).then(|| wished.clamp(least, self.width * 2 / 5))
    }
}

/// A table with bars of a width, or without them.
fn set(table: &Table, bars: Option<usize>) -> Grid {
    let first = table.rows.first();
    let is_bar = |at: usize| matches!(first.and_then(|row| row.get(at)), Some(Cell::Bar(_)));
    let shown = table.columns.iter().enumerate();
    let shown: Vec<_> = shown.filter(|&(at, _)| bars.is_some() || !is_bar(at)).collect();
    let align = |numbers| if numbers { Align::Right } else { Align::Left };
    let columns = shown.iter().map(|(_, one)| (one.heading, align(one.numbers)));
    let spare = (0..shown.len()).filter(|&at| shown[at].1.spare);
    let mut grid = Grid::new(&columns.collect::<Vec<_>>()).spare(spare);
    for row in &table.rows {
        grid.clean_row(shown.iter().filter_map(|&(at, _)| row.get(at)).map(|cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Bar(bar) => draw(bar, bars.unwrap_or(0)),
        }));
    }
    grid
}

/// The signs of a bar.
fn draw(bar: &Bar, width: usize) -> String {
    let parts = lengths(bar, width).into_iter();
    parts.flat_map(|(ink, length)| std::iter::repeat_n(signs::of_bar(ink), length)).collect()
}
