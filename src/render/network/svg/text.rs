//! Heading and names.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::domain::text::clean;
use crate::render::layout::Point;
use crate::render::xml::Text;
use crate::report::picture::Picture;

use super::{Frame, MARGIN, Tenth, radius};

/// The size of names beside people.
const NAME_SIZE: f64 = 11.0;
/// Names are cut after so many columns.
const LONGEST_NAME: usize = 26;

/// About how wide text is, in pixels; an estimate from above for usual typefaces.
pub fn width(text: &str, size: f64) -> f64 {
    text.width() as f64 * size * 0.56
}

/// Text that takes at most so many columns.
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
    let title = picture.round.to_string();
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
    let people = picture.nodes.len();
    let people = format!("{people} {} so far", if people == 1 { "person" } else { "people" });
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

/// A box that a name would take up.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    /// How much of it lies in another.
    fn shared(&self, other: &Self) -> f64 {
        let wide = self.right.min(other.right) - self.left.max(other.left);
        let high = self.bottom.min(other.bottom) - self.top.max(other.top);
        if wide > 0.0 && high > 0.0 { wide * high } else { 0.0 }
    }
}

/// Writes a name beside each person, where it covers least of what is there already.
pub fn labels(frame: &Frame, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let mut taken: Vec<Area> =
        picture.nodes.iter().map(|node| around(frame.at(node.member), radius(node))).collect();
    writeln!(
        out,
        "<g font-size=\"{NAME_SIZE}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"3\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\">",
        frame.theme.ink, frame.theme.ground
    )?;
    for node in &picture.nodes {
        let name = cut(&frame.drawing.names.name(node.member), LONGEST_NAME);
        let (anchor, at, area) = best(frame, &name, frame.at(node.member), radius(node), &taken);
        taken.push(area);
        let (x, y) = (Tenth(at.x), Tenth(at.y));
        writeln!(out, "<text x=\"{x}\" y=\"{y}\"{anchor}>{}</text>", Text(&name))?;
    }
    writeln!(out, "</g>")
}

fn around(at: Point, radius: f64) -> Area {
    Area { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius }
}

/// The best of six places: right, left, above, below, and the upper and lower right.
fn best(
    frame: &Frame,
    name: &str,
    at: Point,
    radius: f64,
    taken: &[Area],
) -> (&'static str, Point, Area) {
    const END: &str = " text-anchor=\"end\"";
    const MIDDLE: &str = " text-anchor=\"middle\"";
    let wide = width(name, NAME_SIZE);
    let off = radius + 3.0;
    let places = [
        ("", Point { x: at.x + off, y: at.y + 4.0 }, 0.0),
        (END, Point { x: at.x - off, y: at.y + 4.0 }, 1.0),
        (MIDDLE, Point { x: at.x, y: at.y - off }, 0.5),
        (MIDDLE, Point { x: at.x, y: at.y + off + 8.0 }, 0.5),
        ("", Point { x: at.x + off - 1.0, y: at.y - 4.0 }, 0.0),
        ("", Point { x: at.x + off - 1.0, y: at.y + 12.0 }, 0.0),
    ];
    let priced = places.map(|(anchor, from, share)| {
        let left = from.x - share * wide;
        let area = Area { left, top: from.y - 9.0, right: left + wide, bottom: from.y + 2.0 };
        let covered: f64 = taken.iter().map(|other| area.shared(other)).sum();
        let outside = (area.right - frame.width + 4.0).max(0.0) + (4.0 - area.left).max(0.0);
        (covered + 100.0 * outside, anchor, from, area)
    });
    let mut chosen = priced[0];
    for place in priced {
        if place.0 < chosen.0 {
            chosen = place;
        }
    }
    (chosen.1, chosen.2, chosen.3)
}
