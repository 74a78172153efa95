//! A page set for a terminal of a given width, with or without colour.

use std::io::{self, Write};

use anstyle::Style as Paint;
use unicode_width::UnicodeWidthStr;

use super::bars::lengths;
use super::grid::{Align, GAP, Grid};
use super::page::{Bar, Block, Cell, Ink, Page, Section, Table};
use super::{Style, prose, signs};

/// The least width that is honoured.
const NARROWEST: usize = 60;

/// The columns of a section's title beside its sentence.
const BRIEF_TITLE: usize = 14;

/// A section whose sentences take more lines than this is cut down to the first of them.
const BRIEF_LINES: usize = 2;

/// Columns up to this width are never broken.
const SHORT: usize = 16;

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
                    let one = |&ink: &Ink| format!("{0}{0} {1}", signs::of_bar(ink), ink.words());
                    let legend: Vec<_> = inks.iter().map(one).collect();
                    signs::write(&format!("   {}", legend.join("   ")), self.colour, out)?;
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
    /// can be spared, then words break.
    fn table(&self, table: &Table) -> Grid {
        let widths: Vec<_> = (0..table.columns.len()).map(|at| natural_width(table, at)).collect();
        let bar_width = self.bar_width(&widths);
        let tight = self.left_for_bar(&widths) < 0;
        let shown = |&at: &usize| match widths[at] {
            None => bar_width.is_some(),
            Some(_) => !(tight && table.columns[at].spare),
        };
        let shown: Vec<usize> = (0..widths.len()).filter(shown).collect();
        let columns = shown.iter().map(|&at| table.columns[at]);
        let align = |numbers| if numbers { Align::Right } else { Align::Left };
        let columns: Vec<_> = columns.map(|one| (one.heading, align(one.numbers))).collect();
        let mut grid = Grid::new(&columns);
        grid.rule();
        for row in &table.rows {
            grid.clean_row(shown.iter().filter_map(|&at| row.get(at)).map(|cell| match cell {
                Cell::Text(text) => text.clone(),
                Cell::Bar(bar) => draw(bar, bar_width.unwrap_or(0)),
            }));
        }
        let left: Vec<_> = shown.iter().map(|&at| widths[at]).collect();
        let rigid = self.left_for_bar(&left) >= 0;
        for (position, &at) in shown.iter().enumerate() {
            let short = widths[at].is_none_or(|width| width <= SHORT);
            if short && (rigid || widths[at].is_none()) {
                grid.keep_whole(position);
            }
        }
        grid
    }

    /// What the other columns leave for a bar; below 0 when they need more than the page has.
    fn left_for_bar(&self, widths: &[Option<usize>]) -> isize {
        let breakable = |width: usize| if width > SHORT { width / 3 } else { width };
        let others: usize = widths.iter().flatten().map(|&width| breakable(width)).sum();
        let gaps = usize::from(GAP) * widths.len().saturating_sub(1);
        self.width.cast_signed() - (others + gaps).cast_signed()
    }

    /// The width of a bar beside the other columns, within reason; `None` without room for one.
    fn bar_width(&self, widths: &[Option<usize>]) -> Option<usize> {
        let others: usize = widths.iter().flatten().sum();
        let gaps = usize::from(GAP) * widths.len().saturating_sub(1);
        let left = usize::try_from(self.left_for_bar(widths)).ok()?;
        let least = left.min(10);
        let wished = self.width.saturating_sub(others + gaps);
        (least >= 4).then(|| wished.clamp(least, self.width * 2 / 5))
    }
}

/// The width that the longest cell of a column asks for; `None` for bars.
fn natural_width(table: &Table, at: usize) -> Option<usize> {
    let heading = table.columns.get(at)?.heading;
    let mut widest = heading.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    for row in &table.rows {
        match row.get(at)? {
            Cell::Text(text) => widest = widest.max(text.width()),
            Cell::Bar(_) => return None,
        }
    }
    Some(widest)
}

/// The signs of a bar.
fn draw(bar: &Bar, width: usize) -> String {
    let parts = lengths(bar, width).into_iter();
    parts.flat_map(|(ink, length)| std::iter::repeat_n(signs::of_bar(ink), length)).collect()
}
