//! The heading, and the measure of text.

use crate::text::words;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::render::phrases;
use crate::render::xml::Text;
use crate::report::picture::Picture;
use crate::text::clean;

use super::{Frame, MARGIN, Tenth};

/// About how wide text is, in pixels; an estimate from above for usual typefaces.
pub fn width(text: &str, size: f64) -> f64 {
    text.width() as f64 * size * 0.56
}

/// Text that takes at most this many columns.
pub fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.into();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + 2 > columns {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// The counts of the round, and below them the scheme and the day.
pub fn heading(frame: &Frame, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let (theme, scale) = (frame.theme, frame.scale);
    let title = phrases::round(picture.round.number, picture.round.counts);
    let size = (20.0 * scale).min((frame.width - 2.0 * MARGIN) / (width(&title, 1.0) * 1.05));
    let first = MARGIN + 20.0 * scale;
    writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"{}\" font-weight=\"600\" fill=\"{}\">{}</text>",
        Tenth(first),
        Tenth(size),
        theme.ink,
        Text(&title)
    )?;
    let people = format!("{} so far", words::people(picture.nodes.len()));
    let programme = clean(frame.drawing.network.programme);
    let line = format!("{} · {} · {people}", cut(&programme, 60), picture.round.date);
    writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>",
        Tenth(first + 23.0 * scale),
        Tenth(13.0 * scale),
        theme.quiet,
        Text(&line)
    )
}
