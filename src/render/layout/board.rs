//! People and lines laid out for quick counting: coordinates side by side, loops without branches,
//! so that the compiler can do several at once.
//!
//! Coordinates are `f32` here: they are only compared, and the loops are twice as quick.

use super::Point;
use super::clear::OFF_LINE;
use super::graph::Graph;

/// The space that everybody would like to have around them.
const SPACE: f32 = 62.0;
/// How near to a line of others is too near.
#[expect(clippy::cast_possible_truncation, reason = "a small constant")]
const NEAR_LINE: f32 = OFF_LINE as f32 + 2.0;

/// Where all points and the ends of all links are at present.
pub struct Board {
    points: Vec<[f32; 2]>,
    /// For each link: x and y of one end, x and y of the other.
    links: Vec<[f32; 4]>,
    /// For each point its links.
    links_of: Vec<Vec<u32>>,
    /// For each link its points.
    ends: Vec<(u32, u32)>,
}

impl Board {
    /// Sets up a drawing.
    pub fn new(graph: &Graph, points: &[Point]) -> Self {
        let ends: Vec<(u32, u32)> = graph.links().collect();
        let mut links_of = vec![vec![]; points.len()];
        for (link, &(a, b)) in (0..).zip(&ends) {
            links_of[a as usize].push(link);
            links_of[b as usize].push(link);
        }
        let links = vec![[0.0; 4]; ends.len()];
        let mut board = Self { points: vec![[0.0; 2]; points.len()], links, links_of, ends };
        for (point, &place) in (0..).zip(points) {
            board.put(point, place);
        }
        board
    }

    /// How many links.
    pub fn links(&self) -> usize {
        self.links.len()
    }

    /// The links of a point.
    pub fn links_of(&self, point: u32) -> &[u32] {
        &self.links_of[point as usize]
    }

    /// Where a point is.
    pub fn at(&self, point: u32) -> Point {
        let [x, y] = self.points[point as usize];
        Point { x: x.into(), y: y.into() }
    }

    /// Moves a point, and the ends of its links with it.
    #[expect(clippy::cast_possible_truncation, reason = "a drawing does not need the precision")]
    pub fn put(&mut self, point: u32, place: Point) {
        let (x, y) = (place.x as f32, place.y as f32);
        self.points[point as usize] = [x, y];
        for &link in &self.links_of[point as usize] {
            let first = if self.ends[link as usize].0 == point { 0 } else { 2 };
            self.links[link as usize][first..first + 2].copy_from_slice(&[x, y]);
        }
    }

    /// How little space a point has: 0 when nobody is near, 1 for each other at the same place.
    pub fn crowding(&self, point: u32) -> f64 {
        let [x, y] = self.points[point as usize];
        let mut crowding = -1.0;
        for &[other_x, other_y] in &self.points {
            let (dx, dy) = (other_x - x, other_y - y);
            let square = dx * dx + dy * dy;
            if square < SPACE * SPACE {
                let short = 1.0 - square.sqrt() / SPACE;
                crowding += f64::from(short * short);
            }
        }
        crowding
    }

    /// How many other links cross a link. Those that share an end with it do not: an end lies
    /// exactly on its line, so one of the products is 0.
    #[expect(clippy::needless_bitwise_bool, reason = "a branch would keep this from being quick")]
    pub fn crossed_by(&self, link: u32) -> u32 {
        let [ax, ay, bx, by] = self.links[link as usize];
        let (abx, aby) = (bx - ax, by - ay);
        let crosses = |&[cx, cy, dx, dy]: &[f32; 4]| {
            let (cdx, cdy) = (dx - cx, dy - cy);
            let of_c = abx * (cy - ay) - aby * (cx - ax);
            let of_d = abx * (dy - ay) - aby * (dx - ax);
            let of_a = cdx * (ay - cy) - cdy * (ax - cx);
            let of_b = cdx * (by - cy) - cdy * (bx - cx);
            u32::from((of_c * of_d < 0.0) & (of_a * of_b < 0.0))
        };
        self.links.iter().map(crosses).sum()
    }

    /// How many people stand on a link that is not theirs.
    pub fn people_under(&self, link: u32) -> u32 {
        let link = self.links[link as usize];
        self.points.iter().map(|&point| u32::from(stands_on(point, link))).sum()
    }

    /// How many links of others a point stands on.
    pub fn lines_under(&self, point: u32) -> u32 {
        let point = self.points[point as usize];
        self.links.iter().map(|&link| u32::from(stands_on(point, link))).sum()
    }
}

/// Whether a point lies near a link, between its ends; the ends themselves do not.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would keep this from being quick")]
fn stands_on([x, y]: [f32; 2], [ax, ay, bx, by]: [f32; 4]) -> bool {
    let (abx, aby) = (bx - ax, by - ay);
    let (apx, apy) = (x - ax, y - ay);
    let length = abx * abx + aby * aby;
    let along = abx * apx + aby * apy;
    let aside = abx * apy - aby * apx;
    (along > 0.0) & (along < length) & (aside * aside < NEAR_LINE * NEAR_LINE * length)
}
