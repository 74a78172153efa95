//! A page as Markdown (GitHub's dialect, for its tables).

use std::io::{self, Write};

use super::Part;
use super::bars::lengths;
use super::page::{Bar, Block, Cell, Ink, Page, Section, Table};
use crate::text::words::NO_BREAK;

/// The cells of a full bar.
const BAR_WIDTH: usize = 20;

/// A picture of the network that stands beside the page, as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, in words.
    pub words: String,
    /// The name of the file.
    pub file: String,
}

/// Writes a page, with the pictures below what it says of the network.
pub fn write(page: &Page, pictures: &[Picture], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n\n{}", escape(&page.title), escape(&page.subtitle))?;
    for section in &page.sections {
        write_section(section, out)?;
        if section.part == Some(Part::Network) {
            for Picture { words, file } in pictures {
                writeln!(out, "\n{words}\n\n![{words}](<{file}>)", words = escape(words))?;
            }
        }
    }
    Ok(())
}

fn write_section(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}\n\n**{}**", section.title(), escape(&section.headline))?;
    for block in &section.blocks {
        match block {
            Block::Text(text) => writeln!(out, "\n{}", escape(text))?,
            Block::Legend(inks) => {
                let one = |&ink: &Ink| format!("`{}` {}", glyph(ink), ink.words());
                writeln!(out, "\n{}", inks.iter().map(one).collect::<Vec<_>>().join(", "))?;
            }
            Block::Table(table) => write_table(table, out)?,
        }
    }
    Ok(())
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let headings = table.columns.iter().map(|column| column.heading.replace('\n', " "));
    let rules = table.columns.iter().map(|c| if c.numbers { "---:" } else { "---" }.to_owned());
    writeln!(out, "\n{}\n{}", row(headings), row(rules))?;
    for cells in &table.rows {
        writeln!(out, "{}", row(cells.iter().map(cell)))?;
    }
    Ok(())
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escape(text),
        Cell::Bar(bar) => draw(bar),
    }
}

/// A bar as code, which keeps its signs equally wide; nothing when it is empty.
fn draw(bar: &Bar) -> String {
    let parts = lengths(bar, BAR_WIDTH).into_iter();
    let signs: String =
        parts.flat_map(|(ink, length)| std::iter::repeat_n(glyph(ink), length)).collect();
    if signs.is_empty() { signs } else { format!("`{signs}`") }
}

fn glyph(ink: Ink) -> char {
    match ink {
        Ink::Met | Ink::People => '\u{2588}',
        Ink::NotMet => '\u{d7}',
        Ink::NotConfirmed => '\u{b7}',
        Ink::Waiting => '\u{2591}',
        Ink::NotCollected => '-',
    }
}

/// A text in which nothing is markup, a link or a mention.
///
/// Signs that `CommonMark` would act on become character references, which no reader undoes into
/// markup; addresses and links need theirs for the parts that make GitHub link them.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            NO_BREAK => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' | '&' | '@' => {
                escaped.extend(["&#", &u32::from(c).to_string(), ";"]);
            }
            c => escaped.push(c),
        }
    }
    escaped.replace("://", "&#58;//").replace("www.", "www&#46;").replace("WWW.", "WWW&#46;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_not_markup() {
        assert_eq!(escape("<b>*|@team"), "&#60;b&#62;&#42;&#124;&#64;team");
        assert_eq!(escape("[x](https://y)"), "&#91;x&#93;(https&#58;//y)");
        assert_eq!(escape("Éabha O’Shea, 54\u{a0}%"), "Éabha O’Shea, 54 %");
    }
}
