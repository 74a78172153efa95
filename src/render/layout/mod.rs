//! Where everybody stands in the picture of a network.
//!
//! Numbers in, positions out; nothing here knows people. The layout is made once for the lines of
//! all rounds together, so that nobody moves from one picture to the next. It uses only the four
//! operations, square roots and its own shuffles: same network, same bits, on every machine.
//!
//! Each connected part is placed by `stress`, turned to lie along the page, freed from needless
//! crossings by `untangle` and from overlaps by `clear`, and put beside the other parts by `pack`,
//! so that no line comes near anybody whom it does not join.

mod board;
mod clear;
mod crossings;
mod pack;
pub(super) mod random;
mod stress;
mod untangle;

use crate::report::graph::Graph;
pub use crossings::crossings;
use random::Random;

/// The length that a line should have, in pixels.
pub const STEP: f64 = 56.0;
/// Parts with more points than this are too dense in the middle to be read.
const CROWD: usize = 450;
/// Everybody has at least a square with this side for themselves, on average.
const ROOM: f64 = 36.0;

/// A place in the drawing, in pixels; y grows downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the upper edge.
    pub y: f64,
}

/// The places of all points, and the size of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// One for each point, at least 0 and at most the width and height.
    pub points: Vec<Point>,
    /// The largest x.
    pub width: f64,
    /// The largest y.
    pub height: f64,
}

/// Lays out `count` points with links between them; links may be doubled, and loops are ignored.
///
/// Time for 200 points and 300 links: about 20 ms; beyond some thousands nearly linear.
///
/// # Panics
/// When a link names a point that is not there.
///
/// ```
/// let layout = unmentor::render::layout::lay_out(3, &[(0, 1)]);
/// assert!(layout.points[1].x - layout.points[0].x > 40.0);
/// ```
pub fn lay_out(count: usize, links: &[(u32, u32)]) -> Layout {
    let graph = Graph::of_links(count, links);
    let parts = graph.parts();
    let mut position = vec![0; count];
    let arranged: Vec<Vec<Point>> =
        parts.iter().map(|part| arrange(&graph.part(part, &mut position))).collect();
    let corners = pack::pack(&arranged);
    let mut layout = Layout { points: vec![Point::default(); count], width: 0.0, height: 0.0 };
    for ((part, places), corner) in parts.iter().zip(&arranged).zip(corners) {
        for (&point, place) in part.iter().zip(places) {
            let place = Point { x: round(place.x + corner.x), y: round(place.y + corner.y) };
            layout.width = layout.width.max(place.x);
            layout.height = layout.height.max(place.y);
            layout.points[point as usize] = place;
        }
    }
    layout
}

/// A tenth of a pixel is as fine as anybody sees, and keeps the pictures small.
fn round(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

/// Places one connected part, its upper left corner at 0, 0.
fn arrange(part: &Graph) -> Vec<Point> {
    let mut points = match part.len() {
        0 => return Vec::new(),
        1 => return vec![Point::default()],
        2 => return vec![Point::default(), Point { x: STEP, y: 0.0 }],
        _ => stress::place(part, &mut Random(0)),
    };
    along_the_page(&mut points);
    if part.len() > CROWD {
        even_out(&mut points);
    }
    enlarge(&mut points);
    untangle::untangle(part, &mut points, &mut Random(1));
    clear::clear(part, &mut points);
    to_corner(&mut points);
    points
}

/// Turns the points so that they spread most from left to right.
///
/// The direction is the first principal axis: of a symmetric 2 by 2 matrix it needs only square
/// roots.
fn along_the_page(points: &mut [Point]) {
    let count = points.len() as f64;
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x, y + p.y));
    let (mid_x, mid_y) = (sum_x / count, sum_y / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points.iter_mut() {
        p.x -= mid_x;
        p.y -= mid_y;
        xx += p.x * p.x;
        xy += p.x * p.y;
        yy += p.y * p.y;
    }
    let half = (xx - yy) / 2.0;
    let (mut along_x, mut along_y) = (half + (half * half + xy * xy).sqrt(), xy);
    let length = (along_x * along_x + along_y * along_y).sqrt();
    if length < 1e-9 * (xx + yy) {
        (along_x, along_y) = if xx >= yy { (1.0, 0.0) } else { (0.0, 1.0) };
    } else {
        (along_x, along_y) = (along_x / length, along_y / length);
    }
    for p in points {
        (p.x, p.y) = (p.x * along_x + p.y * along_y, p.y * along_x - p.x * along_y);
    }
}

/// Moves the crowded middle outwards: halfway to where equal rings would hold equally many.
fn even_out(points: &mut [Point]) {
    let distance = |p: &Point| (p.x * p.x + p.y * p.y).sqrt();
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| distance(&points[a]).total_cmp(&distance(&points[b])).then(a.cmp(&b)));
    let farthest = order.last().map_or(0.0, |&last| distance(&points[last]));
    for (rank, point) in order.into_iter().enumerate() {
        let now = distance(&points[point]).max(1e-9);
        let even = farthest * ((rank as f64 + 0.5) / points.len() as f64).sqrt();
        let factor = f64::midpoint(now, even) / now;
        points[point].x *= factor;
        points[point].y *= factor;
    }
}

/// From steps to pixels: a line is [`STEP`] long, or longer where people would stand too close.
fn enlarge(points: &mut [Point]) {
    let size = to_corner(points);
    let crowd = (points.len() as f64) * ROOM * ROOM / (size.x * size.y).max(1.0);
    let factor = crowd.sqrt().clamp(STEP, 40.0 * STEP);
    for point in points {
        point.x *= factor;
        point.y *= factor;
    }
}

/// Moves the points so that the smallest coordinates are 0; returns the largest.
fn to_corner(points: &mut [Point]) -> Point {
    let least = points.iter().fold(Point { x: f64::MAX, y: f64::MAX }, |least, p| Point {
        x: least.x.min(p.x),
        y: least.y.min(p.y),
    });
    let mut most = Point::default();
    for p in points {
        p.x -= least.x;
        p.y -= least.y;
        most = Point { x: most.x.max(p.x), y: most.y.max(p.y) };
    }
    most
}
