//! People and lines laid out for quick counting: coordinates side by side, loops without branches,
//! so that the compiler can do several at once.
//!
//! Coordinates are `f32` here: they are only compared, and the loops are twice as quick.

use super::Point;
use super::clear::OFF_LINE;
use crate::report::graph::Graph;

/// The space that everybody would like to have around them.
const SPACE: f32 = 62.0;
/// How near to a line of others is too near.
#[expect(clippy::cast_possible_truncation, reason = "a small constant")]
const NEAR_LINE: f32 = OFF_LINE as f32 + 2.0;

/// Where all points and the ends of all links are at present.
pub struct Board {
    /// All x, all y.
    points: [Vec<f32>; 2],
    /// All x and all y of one end, all x and all y of the other.
    links: [Vec<f32>; 4],
    /// For each point its links.
    links_of: Vec<Vec<u32>>,
    /// For each link its points.
    ends: Vec<(u32, u32)>,
}

impl Board {
    /// Sets up a drawing.
    pub fn new(graph: &Graph, points: &[Point]) -> Self {
        let ends: Vec<(u32, u32)> = graph.edges().collect();
        let mut links_of = vec![vec![]; points.len()];
        for (link, &(a, b)) in (0..).zip(&ends) {
            links_of[a as usize].push(link);
            links_of[b as usize].push(link);
        }
        let links = [(); 4].map(|()| vec![0.0; ends.len()]);
        let places = [(); 2].map(|()| vec![0.0; points.len()]);
        let mut board = Self { points: places, links, links_of, ends };
        for (point, &place) in (0..).zip(points) {
            board.put(point, place);
        }
        board
    }

    /// How many links.
    pub fn links(&self) -> usize {
        self.ends.len()
    }

    /// The links of a point.
    pub fn links_of(&self, point: u32) -> &[u32] {
        &self.links_of[point as usize]
    }

    /// Where a point is.
    pub fn at(&self, point: u32) -> Point {
        let [x, y] = self.point(point);
        Point { x: x.into(), y: y.into() }
    }

    /// Moves a point, and the ends of its links with it.
    #[expect(clippy::cast_possible_truncation, reason = "a drawing does not need the precision")]
    pub fn put(&mut self, point: u32, place: Point) {
        let (x, y) = (place.x as f32, place.y as f32);
        self.points[0][point as usize] = x;
        self.points[1][point as usize] = y;
        for &link in &self.links_of[point as usize] {
            let first = if self.ends[link as usize].0 == point { 0 } else { 2 };
            self.links[first][link as usize] = x;
            self.links[first + 1][link as usize] = y;
        }
    }

    /// How little space a point has: 0 when nobody is near, 1 for each other at the same place.
    pub fn crowding(&self, point: u32) -> f64 {
        let [x, y] = self.point(point);
        let mut crowding = -1.0;
        for (&other_x, &other_y) in self.points[0].iter().zip(&self.points[1]) {
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
        let [ax, ay, bx, by] = self.link(link);
        let (abx, aby) = (bx - ax, by - ay);
        let [cxs, cys, dxs, dys] = &self.links;
        let mut crossed = 0;
        for (((&cx, &cy), &dx), &dy) in cxs.iter().zip(cys).zip(dxs).zip(dys) {
            let (cdx, cdy) = (dx - cx, dy - cy);
            let of_c = abx * (cy - ay) - aby * (cx - ax);
            let of_d = abx * (dy - ay) - aby * (dx - ax);
            let of_a = cdx * (ay - cy) - cdy * (ax - cx);
            let of_b = cdx * (by - cy) - cdy * (bx - cx);
            crossed += u32::from((of_c * of_d < 0.0) & (of_a * of_b < 0.0));
        }
        crossed
    }

    /// How many people stand on a link that is not theirs.
    pub fn people_under(&self, link: u32) -> u32 {
        let link = self.link(link);
        let [xs, ys] = &self.points;
        xs.iter().zip(ys).map(|(&x, &y)| u32::from(stands_on([x, y], link))).sum()
    }

    /// How many links of others a point stands on.
    pub fn lines_under(&self, point: u32) -> u32 {
        let point = self.point(point);
        let [axs, ays, bxs, bys] = &self.links;
        let links = axs.iter().zip(ays).zip(bxs).zip(bys);
        links.map(|(((&ax, &ay), &bx), &by)| u32::from(stands_on(point, [ax, ay, bx, by]))).sum()
    }

    fn point(&self, point: u32) -> [f32; 2] {
        [0, 1].map(|axis: usize| self.points[axis][point as usize])
    }

    fn link(&self, link: u32) -> [f32; 4] {
        [0, 1, 2, 3].map(|axis: usize| self.links[axis][link as usize])
    }
}

/// Whether a point lies near a link, between its ends; the ends themselves do not.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would keep this from being quick")]
#[inline]
fn stands_on([x, y]: [f32; 2], [ax, ay, bx, by]: [f32; 4]) -> bool {
    let (abx, aby) = (bx - ax, by - ay);
    let (apx, apy) = (x - ax, y - ay);
    let length = abx * abx + aby * aby;
    let along = abx * apx + aby * apy;
    let aside = abx * apy - aby * apx;
    (along > 0.0) & (along < length) & (aside * aside < NEAR_LINE * NEAR_LINE * length)
}
