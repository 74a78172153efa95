//! Lines that cross: what makes a picture hard to read.

use super::Point;

/// Whether two lines cross; lines that share an end do not.
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// How many pairs of lines cross in a drawing; quadratic in the lines.
pub fn crossings(points: &[Point], links: &[(u32, u32)]) -> usize {
    let at = |point: u32| points[point as usize];
    let pairs = links
        .iter()
        .enumerate()
        .flat_map(|(i, one)| links[..i].iter().map(move |other| (one, other)));
    pairs
        .filter(|((a, b), (c, d))| a != c && a != d && b != c && b != d)
        .filter(|((a, b), (c, d))| cross(at(*a), at(*b), at(*c), at(*d)))
        .count()
}
