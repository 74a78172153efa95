//! Nobody stands on anybody else, nor on a line that does not join them.

use super::Point;
use crate::report::graph::Graph;

/// The least distance between two people, in pixels.
pub const APART: f64 = 17.0;
/// The least distance between somebody and a line that is not theirs.
pub const OFF_LINE: f64 = 8.0;
/// At most this many rounds of small moves.
const PASSES: usize = 40;
/// At most this many tests of a line and somebody near it: in a thicket it is no use anyway.
const BUDGET: usize = 20_000_000;

/// Moves points by as little as possible until all are apart, as far as it can be done.
pub fn clear(graph: &Graph, points: &mut [Point]) {
    let links: Vec<(u32, u32)> = graph.edges().collect();
    let mut budget = BUDGET;
    for pass in 0..PASSES {
        let grid = Grid::new(points, 2.0 * APART);
        let mut moved = grid.push_apart(points);
        // The last passes only part people: to overlap is worse than to touch a line.
        if pass < PASSES - 5 {
            moved |= push_off_lines(&grid, &links, points, &mut budget);
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
        self.row_of(p.y) * self.columns + self.column_of(p.x)
    }

    fn column_of(&self, x: f64) -> usize {
        index((x - self.least.x) / self.cell).min(self.columns - 1)
    }

    fn row_of(&self, y: f64) -> usize {
        index((y - self.least.y) / self.cell).min(self.rows - 1)
    }

    /// The points in all cells that come within `margin` of a line, row by row.
    fn near(&self, a: Point, b: Point, margin: f64) -> impl Iterator<Item = u32> {
        let (top, bottom) = if a.y <= b.y { (a, b) } else { (b, a) };
        let rows = self.row_of(top.y - margin)..=self.row_of(bottom.y + margin);
        let slope = (bottom.x - top.x) / (bottom.y - top.y).max(1e-9);
        rows.flat_map(move |row| {
            // The piece of the line that may be near to this row of cells.
            let upper = self.least.y + row as f64 * self.cell - margin;
            let lower = upper + self.cell + 2.0 * margin;
            let at = |y: f64| top.x + (y.clamp(top.y, bottom.y) - top.y) * slope;
            let (from, to) = (at(upper), at(lower));
            let left = self.column_of(from.min(to) - margin);
            let right = self.column_of(from.max(to) + margin);
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
fn push_off_lines(
    grid: &Grid,
    links: &[(u32, u32)],
    points: &mut [Point],
    budget: &mut usize,
) -> bool {
    let mut moved = false;
    for &(a, b) in links {
        if *budget == 0 {
            break;
        }
        let (from, to) = (points[a as usize], points[b as usize]);
        for c in grid.near(from, to, OFF_LINE).filter(|&c| c != a && c != b) {
            *budget = budget.saturating_sub(1);
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
