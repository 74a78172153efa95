//! Names beside people, each where it covers least of what is there already.

use std::cmp::Reverse;
use std::io::{self, Write};

use crate::render::layout::Point;
use crate::render::xml::Text;
use crate::report::picture::{Node, Picture, Role};

use super::text::{cut, width};
use super::{Frame, Tenth, radius};

/// The size of names.
const SIZE: f64 = 11.0;
/// Names are cut after this many columns.
const LONGEST: usize = 26;
/// What it costs a name to lie on a line of the round, in square pixels of other names.
const STRONG: f64 = 90.0;
/// What it costs a name to lie on a line of an earlier round.
const FAINT: f64 = 25.0;

/// A name that would cover more of people and other names, in square pixels, is left out.
const CROWDED: f64 = 12.0;

/// Writes the names that find room: first of those in the round, then of all others, those who
/// met more before the rest. Cost people times lines.
pub fn write(frame: &Frame, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let mut taken: Vec<Area> = picture
        .nodes
        .iter()
        .map(|node| Area::around(frame.at(node.member), radius(node)))
        .collect();
    let strong = picture.current.iter().map(|line| (line, STRONG));
    let faint = picture.earlier.iter().map(|line| (line, FAINT));
    let lines: Vec<_> = strong
        .chain(faint)
        .map(|(line, weight)| (frame.at(line.ends.0), frame.at(line.ends.1), weight))
        .collect();
    let (ink, ground) = (frame.theme.ink, frame.theme.ground);
    writeln!(
        out,
        "<g font-size=\"{SIZE}\" fill=\"{ink}\" stroke=\"{ground}\" stroke-width=\"3\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\">"
    )?;
    let mut nodes: Vec<&Node> = picture.nodes.iter().collect();
    nodes.sort_by_key(|node| (node.role == Role::NotIn, Reverse(node.met), node.member));
    for node in nodes {
        let name = cut(&frame.drawing.names.called(node.member), LONGEST);
        let mut best: Option<(f64, Place)> = None;
        for place in places(&name, frame.at(node.member), radius(node)) {
            let hidden = place.area.hides(frame, &taken);
            if hidden > CROWDED {
                continue;
            }
            let cost = hidden + place.area.crosses(&lines);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, place));
            }
        }
        let Some((_, Place { anchor, at, area })) = best else { continue };
        taken.push(area);
        let (x, y) = (Tenth(at.x), Tenth(at.y));
        writeln!(out, "<text x=\"{x}\" y=\"{y}\"{anchor}>{}</text>", Text(&name))?;
    }
    writeln!(out, "</g>")
}

/// A place for a name.
struct Place {
    anchor: &'static str,
    at: Point,
    area: Area,
}

/// Eight places for a name, the preferred ones first: beside, above, below, at the corners.
fn places(name: &str, at: Point, radius: f64) -> [Place; 8] {
    const START: (&str, f64) = ("", 0.0);
    const MIDDLE: (&str, f64) = (" text-anchor=\"middle\"", 0.5);
    const END: (&str, f64) = (" text-anchor=\"end\"", 1.0);
    let wide = width(name, SIZE);
    let off = radius + 3.0;
    [
        (START, off, 4.0),
        (END, -off, 4.0),
        (MIDDLE, 0.0, -off),
        (MIDDLE, 0.0, off + 8.0),
        (START, off - 1.0, -4.0),
        (START, off - 1.0, 12.0),
        (END, 1.0 - off, -4.0),
        (END, 1.0 - off, 12.0),
    ]
    .map(|((anchor, before), x, y)| {
        let at = Point { x: at.x + x, y: at.y + y };
        let left = at.x - before * wide;
        let area = Area { left, top: at.y - 9.0, right: left + wide, bottom: at.y + 2.0 };
        Place { anchor, at, area }
    })
}

/// A box that something takes up.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn around(Point { x, y }: Point, radius: f64) -> Self {
        Self { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    /// How much of people and names it would hide, by their area, and of itself outside.
    fn hides(&self, frame: &Frame, taken: &[Self]) -> f64 {
        let outside = (self.right - frame.width + 4.0).max(0.0) + (4.0 - self.left).max(0.0);
        100.0 * outside + taken.iter().map(|other| self.shared(other)).sum::<f64>()
    }

    /// What it costs that lines run through it.
    fn crosses(&self, lines: &[(Point, Point, f64)]) -> f64 {
        let crossed = lines.iter().filter(|&&(from, to, _)| self.is_crossed(from, to));
        crossed.map(|(.., weight)| weight).sum()
    }

    /// How much of it lies in another.
    fn shared(&self, other: &Self) -> f64 {
        let wide = self.right.min(other.right) - self.left.max(other.left);
        let high = self.bottom.min(other.bottom) - self.top.max(other.top);
        if wide > 0.0 && high > 0.0 { wide * high } else { 0.0 }
    }

    /// Whether a line runs through it: something is left of it when it is clipped at all four
    /// sides (Liang and Barsky 1984).
    fn is_crossed(&self, from: Point, to: Point) -> bool {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (step, room) in [
            (-dx, from.x - self.left),
            (dx, self.right - from.x),
            (-dy, from.y - self.top),
            (dy, self.bottom - from.y),
        ] {
            if step < 0.0 {
                enters = enters.max(room / step);
            } else if step > 0.0 {
                leaves = leaves.min(room / step);
            } else if room < 0.0 {
                return false;
            }
        }
        enters < leaves
    }
}
