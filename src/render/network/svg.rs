//! The picture of a round as SVG: no script, no style sheet, no outside resource, so that it
//! works in browsers, as an image on a page, and in programs that know only the basics.

mod labels;
mod legend;
mod text;

use std::collections::HashMap;
use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::layout::Point;
use crate::render::phrases;
use crate::render::xml::Text;
use crate::report::picture::{Line, Node, Picture, Role};

use super::theme::{Stroke, Theme};
use super::{Drawing, Look};

/// Around the drawing, in pixels.
const MARGIN: f64 = 30.0;
/// The least width, so that title and legend have room.
const NARROWEST: f64 = 720.0;
/// With names beside people everything stands this much farther apart.
const ROOM_FOR_NAMES: f64 = 2.0;
/// More earlier lines than this are drawn paler, the paler the more they are.
const MANY: usize = 400;

/// The measures of one picture; the same in every round of a network.
struct Frame<'d> {
    drawing: &'d Drawing<'d>,
    theme: &'static Theme,
    /// How much larger than usual text and legend are: large pictures are shown smaller.
    scale: f64,
    width: f64,
    height: f64,
    /// The upper left corner of the drawing.
    corner: Point,
    spread: f64,
}

impl<'d> Frame<'d> {
    fn new(drawing: &'d Drawing<'d>) -> Self {
        let layout = drawing.layout();
        let spread = if drawing.look.labels { ROOM_FOR_NAMES } else { 1.0 };
        let side = if drawing.look.labels { 70.0 } else { 0.0 };
        let inner = layout.width * spread + 2.0 * (MARGIN + side);
        let width = inner.max(NARROWEST);
        let scale = (width / 960.0).max(1.0);
        let corner = Point { x: (width - layout.width * spread) / 2.0, y: MARGIN + 84.0 * scale };
        let legend = legend::height(drawing, width, scale);
        let height = corner.y + layout.height * spread + 40.0 * scale + legend;
        let theme = Theme::of(drawing.look.dark);
        Self { drawing, theme, scale, width, height, corner, spread }
    }

    /// Where a member stands.
    fn at(&self, member: u32) -> Point {
        let place = self.drawing.layout().points[member as usize];
        Point { x: self.corner.x + place.x * self.spread, y: self.corner.y + place.y * self.spread }
    }
}

/// Writes the picture.
pub fn write(drawing: &Drawing, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let frame = Frame::new(drawing);
    let (width, height) = (frame.width.ceil(), frame.height.ceil());
    let round = picture.round.number;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"round-{round}-title round-{round}-description\" \
         font-family=\"system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif\">"
    )?;
    writeln!(
        out,
        "<title id=\"round-{round}-title\">{}</title>",
        Text(&phrases::round(round, picture.round.counts))
    )?;
    writeln!(out, "<desc id=\"round-{round}-description\">{}</desc>", Text(&description(picture)))?;
    writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>", frame.theme.ground)?;
    text::heading(&frame, picture, out)?;
    let both: Vec<_> = picture.earlier.iter().chain(picture.current).collect();
    let bends = bends(&both);
    lines(&frame, picture.earlier, &bends[..picture.earlier.len()], true, out)?;
    lines(&frame, picture.current, &bends[picture.earlier.len()..], false, out)?;
    for role in [Role::NotIn, Role::TookPart, Role::Joined] {
        nodes(&frame, picture, role, out)?;
    }
    if drawing.look.labels {
        labels::write(&frame, picture, out)?;
    }
    legend::write(&frame, picture, out)?;
    writeln!(out, "</svg>")
}

/// What somebody hears who does not see the picture.
fn description(picture: &Picture) -> String {
    let people = picture.nodes.len();
    let count = |role| picture.nodes.iter().filter(|node| node.role == role).count();
    let (joined, out) = (count(Role::Joined), count(Role::NotIn));
    let counts = picture.network.counts();
    let grey = match (counts.waiting, counts.not_collected) {
        (0, 0) => "",
        (_, 0) => ", thin grey lines those whose answer is awaited",
        (0, _) => ", broken grey lines those who were never asked",
        _ => {
            ", thin grey lines those whose answer is awaited, broken grey lines those who were \
             never asked"
        }
    };
    format!(
        "The network of {people} people as it stood in this round. Solid blue lines join people \
         who met, dashed red lines those who did not meet, dotted red lines those who did not \
         confirm{grey}; lines of earlier rounds are faint. {} people took part, {joined} of them for \
         the first time; {out} are not in this round.",
        people - out
    )
}

/// How far each line bends aside because others join the same two people.
pub(in crate::render) fn bends(lines: &[&Line]) -> Vec<f64> {
    let mut total: HashMap<(u32, u32), (u32, u32)> = HashMap::new();
    for line in lines {
        total.entry(line.ends).or_default().0 += 1;
    }
    let bend = |line: &&Line| {
        let Some((total, drawn)) = total.get_mut(&line.ends) else { return 0.0 };
        *drawn += 1;
        16.0 * (f64::from(*drawn) - f64::from(*total + 1) / 2.0)
    };
    lines.iter().map(bend).collect()
}

fn lines(
    frame: &Frame,
    lines: &[Line],
    bends: &[f64],
    faint: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Many earlier lines would drown those of the round.
    let pale = if faint && lines.len() > MANY {
        let opacity = (0.6 * (MANY as f64 / lines.len() as f64).sqrt()).max(0.15);
        format!(" stroke-opacity=\"{}\"", (opacity * 100.0).round() / 100.0)
    } else {
        String::new()
    };
    for standing in Standing::ALL {
        let mut own =
            lines.iter().zip(bends).filter(|(line, _)| line.standing == standing).peekable();
        if own.peek().is_none() {
            continue;
        }
        writeln!(out, "<g {}{pale}>", stroke(frame.theme, standing, faint))?;
        for (line, &bend) in own {
            path(frame.at(line.ends.0), frame.at(line.ends.1), bend, out)?;
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

/// The attributes of a line; `class` is for those who put the picture on a page of their own.
fn stroke(theme: &Theme, standing: Standing, faint: bool) -> String {
    let stroke = Stroke::of(standing, faint);
    let class = standing.code().replace('_', "-");
    let era = if faint { "earlier" } else { "current" };
    let mut attributes = format!(
        "class=\"{era} {class}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"",
        theme.line(standing, faint),
        stroke.width
    );
    if let Some(dashes) = stroke.dashes {
        attributes.extend([" stroke-dasharray=\"", dashes, "\""]);
    }
    if stroke.round {
        attributes += " stroke-linecap=\"round\"";
    }
    attributes
}

fn path(from: Point, to: Point, bend: f64, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<path d=\"{}\"/>", course(from, to, bend))
}

/// The course of a line as SVG writes it: straight, or bent aside so far in its middle.
pub(in crate::render) fn course(from: Point, to: Point, bend: f64) -> String {
    let (start, end) = (Tenths(from), Tenths(to));
    if bend.abs() < 0.1 {
        return format!("M{start}L{end}");
    }
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let middle = Point {
        x: f64::midpoint(from.x, to.x) - dy / length * bend,
        y: f64::midpoint(from.y, to.y) + dx / length * bend,
    };
    format!("M{start}Q{} {end}", Tenths(middle))
}

fn nodes(frame: &Frame, picture: &Picture, role: Role, out: &mut dyn Write) -> io::Result<()> {
    let mut own = picture.nodes.iter().filter(|node| node.role == role).peekable();
    if own.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "<g {}>", disc(frame.theme, role))?;
    for node in own {
        let Point { x, y } = frame.at(node.member);
        let (x, y, r) = (Tenth(x), Tenth(y), Tenth(radius(node)));
        writeln!(
            out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"><title>{}</title></circle>",
            Text(&tooltip(frame, node))
        )?;
    }
    writeln!(out, "</g>")
}

/// The attributes of a person.
fn disc(theme: &Theme, role: Role) -> String {
    let Theme { ink, ground, quiet, .. } = theme;
    match role {
        Role::TookPart => format!("fill=\"{ink}\" stroke=\"{ground}\" stroke-width=\"1.5\""),
        Role::Joined => format!("fill=\"{ground}\" stroke=\"{ink}\" stroke-width=\"2.4\""),
        Role::NotIn => format!("fill=\"{ground}\" stroke=\"{quiet}\" stroke-width=\"1.1\""),
    }
}

/// Larger for those who met more; the area grows with the number of conversations.
pub(in crate::render) fn radius(node: &Node) -> f64 {
    match node.role {
        Role::TookPart => (14.0 + 8.5 * f64::from(node.met.min(8))).sqrt(),
        Role::Joined => 4.2,
        Role::NotIn => 2.9,
    }
}

/// What appears under the mouse; names only when the picture shows them anyway.
fn tooltip(frame: &Frame, node: &Node) -> String {
    let Look { labels, .. } = frame.drawing.look;
    let name = labels.then(|| frame.drawing.names.called(node.member));
    let name = name.map_or(String::new(), |name| format!("{name}: "));
    format!("{name}{}, met {} so far", role(node.role), node.met)
}

/// What a round was to somebody, in words.
fn role(role: Role) -> &'static str {
    match role {
        Role::TookPart => "took part",
        Role::Joined => "joined this round",
        Role::NotIn => "not in this round",
    }
}

/// A length with at most one decimal.
pub(in crate::render) struct Tenth(pub f64);

impl std::fmt::Display for Tenth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Adding 0 makes a plain 0 of a negative one.
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

/// A place with at most one decimal.
struct Tenths(Point);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", Tenth(self.0.x), Tenth(self.0.y))
    }
}
