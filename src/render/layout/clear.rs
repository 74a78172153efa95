//! Nobody stands on anybody else, nor on a line that does not join them.

use super::Point;
use super::graph::Graph;

/// The least distance between two people, in pixels.
pub const APART: f64 = 17.0;
/// The least distance between somebody and a line that is not theirs.
pub const OFF_LINE: f64 = 8.0;
/// At most so many rounds of small moves.
const PASSES: usize = 40;

/// Moves points by as little as possible until all are apart, as far as it can be done.
pub fn clear(graph: &Graph, points: &mut [Point]) {
    let links: Vec<(u32, u32)> = graph.links().collect();
    for pass in 0..PASSES {
        let grid = Grid::new(points, 2.0 * APART);
        let mut moved = grid.push_apart(points);
        // The last passes only part people: to overlap is worse than to touch a line.
        if pass < PASSES - 5 {
            moved |= push_off_lines(&grid, &links, points);
        }
        if !moved {
            break;
        }
    }
}

/// Points sorted into square cells, row by row.
struct Grid {
    cell: f64,
    least: Point,
    columns: usize,
    rows: usize,
    starts: Vec<usize>,
    points: Vec<u32>,
}

impl Grid {
    fn new(points: &[Point], cell: f64) -> Self {
        let first = points.first().copied().unwrap_or_default();
        let (mut least, mut most) = (first, first);
        for p in points {
            least = Point { x: least.x.min(p.x), y: least.y.min(p.y) };
            most = Point { x: most.x.max(p.x), y: most.y.max(p.y) };
        }
        // A long thin path must not need more cells than there are points.
        let limit = 4.0 * points.len() as f64 + 64.0;
        let area = (most.x - least.x + cell) * (most.y - least.y + cell);
        let cell = cell.max((area / limit).sqrt());
        let columns = index((most.x - least.x) / cell) + 1;
        let rows = index((most.y - least.y) / cell) + 1;
        let mut grid = Self {
            cell,
            least,
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            points: vec![],
        };
        let mut cells: Vec<(usize, u32)> =
            (0..).zip(points).map(|(point, &p)| (grid.cell_of(p), point)).collect();
        cells.sort_unstable();
        for &(cell, _) in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        grid.points = cells.into_iter().map(|(_, point)| point).collect();
        grid
    }

    fn cell_of(&self, p: Point) -> usize {
        let column = index((p.x - self.least.x) / self.cell).min(self.columns - 1);
        let row = index((p.y - self.least.y) / self.cell).min(self.rows - 1);
        row * self.columns + column
    }

    /// The points in all cells that touch a box widened by `margin`.
    fn near(&self, a: Point, b: Point, margin: f64) -> impl Iterator<Item = u32> {
        let low = Point { x: a.x.min(b.x) - margin, y: a.y.min(b.y) - margin };
        let high = Point { x: a.x.max(b.x) + margin, y: a.y.max(b.y) + margin };
        let (low, high) = (self.cell_of(low), self.cell_of(high));
        let (left, right) = (low % self.columns, high % self.columns);
        (low / self.columns..=high / self.columns).flat_map(move |row| {
            let row = row * self.columns;
            let cells = self.starts[row + left]..self.starts[row + right + 1];
            self.points[cells].iter().copied()
        })
    }

    /// Moves points that are too close away from each other, each by half.
    fn push_apart(&self, points: &mut [Point]) -> bool {
        let mut moved = false;
        for a in 0..points.len() {
            let here = points[a];
            for b in self.near(here, here, APART).map(|b| b as usize).filter(|&b| b > a) {
                let (mut dx, mut dy) = (points[b].x - points[a].x, points[b].y - points[a].y);
                let distance = (dx * dx + dy * dy).sqrt();
                if distance >= APART - 0.05 {
                    continue;
                }
                if distance < 1e-6 {
                    // Two at one place part sideways, in a direction of their own.
                    (dx, dy) = if (a + b) % 2 == 0 { (1.0, 0.5) } else { (0.5, -1.0) };
                }
                let push = (APART + 0.1 - distance) / 2.0 / (dx * dx + dy * dy).sqrt();
                points[a].x -= dx * push;
                points[a].y -= dy * push;
                points[b].x += dx * push;
                points[b].y += dy * push;
                moved = true;
            }
        }
        moved
    }
}

/// Moves points away from lines that do not join them, and the lines a little the other way.
fn push_off_lines(grid: &Grid, links: &[(u32, u32)], points: &mut [Point]) -> bool {
    let mut moved = false;
    for &(a, b) in links {
        let (from, to) = (points[a as usize], points[b as usize]);
        for c in grid.near(from, to, OFF_LINE).filter(|&c| c != a && c != b) {
            let (from, to) = (points[a as usize], points[b as usize]);
            let Some((share, away)) = from_line(points[c as usize], from, to) else { continue };
            let distance = (away.x * away.x + away.y * away.y).sqrt();
            if distance >= OFF_LINE - 0.05 {
                continue;
            }
            let length = ((to.x - from.x).powi(2) + (to.y - from.y).powi(2)).sqrt();
            let unit = if distance < 1e-6 {
                Point { x: (from.y - to.y) / length, y: (to.x - from.x) / length }
            } else {
                Point { x: away.x / distance, y: away.y / distance }
            };
            let push = (OFF_LINE + 0.1 - distance) / 2.0;
            shift(&mut points[c as usize], unit, push);
            shift(&mut points[a as usize], unit, -push * (1.0 - share));
            shift(&mut points[b as usize], unit, -push * share);
            moved = true;
        }
    }
    moved
}

fn shift(point: &mut Point, unit: Point, by: f64) {
    point.x += unit.x * by;
    point.y += unit.y * by;
}

/// Where on a line, as a share of it, somebody is nearest, and the way from there to them; `None`
/// beyond its ends.
pub fn from_line(point: Point, from: Point, to: Point) -> Option<(f64, Point)> {
    let (along_x, along_y) = (to.x - from.x, to.y - from.y);
    let length = along_x * along_x + along_y * along_y;
    let share = ((point.x - from.x) * along_x + (point.y - from.y) * along_y) / length;
    (share > 0.0 && share < 1.0).then(|| {
        let away_x = point.x - from.x - share * along_x;
        let away_y = point.y - from.y - share * along_y;
        (share, Point { x: away_x, y: away_y })
    })
}

/// A cell number from a length; below 0 is 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped from below, and a drawing has far fewer cells than a usize can count"
)]
fn index(length: f64) -> usize {
    length.max(0.0) as usize
}
