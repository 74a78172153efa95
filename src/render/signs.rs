//! Signs that stand for coloured glyphs in lines for a terminal, until the colours are put in.
//!
//! A sign is a private character: a table measures it as one column, and cleaned text never
//! contains it. The glyphs alone tell the outcomes apart.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};

use super::page::Ink;
use crate::domain::Standing;

/// The sign for a cell of a bar.
pub fn of_bar(ink: Ink) -> char {
    match ink {
        Ink::Met => '\u{e000}',
        Ink::NotMet => '\u{e001}',
        Ink::NotConfirmed => '\u{e002}',
        Ink::People => '\u{e003}',
        Ink::Waiting => '\u{e004}',
        Ink::NotCollected => '\u{e005}',
    }
}

/// The sign for a piece of a line between two people, with the colours and the patterns of the
/// pictures: solid where they met, dashed, dotted, and thin while they wait.
pub fn of_line(standing: Standing) -> char {
    match standing {
        Standing::Met => '\u{e010}',
        Standing::NotMet => '\u{e011}',
        Standing::NotConfirmed => '\u{e012}',
        Standing::Waiting => '\u{e013}',
        Standing::NotCollected => '\u{e014}',
    }
}

/// Writes a line, putting glyphs and colours in place of the signs.
pub fn write(line: &str, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = line;
    while let Some(start) = rest.find(is_sign) {
        write!(out, "{}", &rest[..start])?;
        let first = rest[start..].chars().next().unwrap_or_default();
        let end = rest[start..].find(|c| c != first).map_or(rest.len(), |len| start + len);
        let (glyph, paint) = look(first);
        let paint = if colour { paint } else { Paint::new() };
        let run: String = rest[start..end].chars().map(|_| glyph).collect();
        write!(out, "{paint}{run}{paint:#}")?;
        rest = &rest[end..];
    }
    writeln!(out, "{rest}")
}

fn is_sign(c: char) -> bool {
    ('\u{e000}'..='\u{e01f}').contains(&c)
}

/// The glyph and the colour of a sign.
fn look(sign: char) -> (char, Paint) {
    let (blue, red) = (AnsiColor::BrightBlue.on_default(), AnsiColor::Red.on_default());
    let grey = AnsiColor::BrightBlack.on_default();
    match sign {
        '\u{e000}' => ('\u{2588}', blue),
        '\u{e001}' => ('\u{d7}', red),
        '\u{e002}' => ('\u{b7}', red.dimmed()),
        '\u{e004}' => ('\u{2591}', grey),
        '\u{e005}' => ('-', grey),
        '\u{e010}' => ('\u{2501}', blue),
        '\u{e011}' => ('\u{254d}', red),
        '\u{e012}' => ('\u{2509}', red),
        '\u{e013}' => ('\u{2500}', grey),
        '\u{e014}' => (' ', grey),
        _ => ('\u{2588}', AnsiColor::Cyan.on_default()),
    }
}
