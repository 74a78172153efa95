//! Fewer crossings: everybody in turn tries other places nearby, and takes those that serve the
//! picture better.
//!
//! The measure is that of Davidson and Harel (Drawing graphs nicely using simulated annealing,
//! 1996): crossings, the lengths of lines, and the space around people and lines. A worse place is
//! taken only if it is worse by less than a threshold that falls to nothing (threshold accepting:
//! Dueck and Scheuer 1990), which needs no exponentials.

use super::board::Board;
use super::random::Random;
use super::{Point, STEP};
use crate::report::graph::Graph;

/// What one crossing weighs; a line of twice its length weighs 1.
const CROSSING: f64 = 1.2;
/// What somebody on a line of others weighs.
const ON_LINE: f64 = 0.6;
/// What it weighs when two people stand in one place.
const CROWD: f64 = 2.0;
/// How many tests of two lines, or of a line and a person, all of it may cost.
const BUDGET: usize = 20_000_000;
/// At most this many rounds of trying.
const PASSES: usize = 160;
/// How much worse a place may be in the first round.
const THRESHOLD: f64 = 0.5;

/// Moves points to where fewer lines cross, as long as the budget lasts: in large networks not at
/// all.
pub fn untangle(graph: &Graph, points: &mut [Point], random: &mut Random) {
    let mut board = Board::new(graph, points);
    let tests = 4 * board.links() * (board.links() + graph.len());
    let passes = (BUDGET / tests.max(1)).min(PASSES);
    let mut order: Vec<u32> = graph.nodes().collect();
    for pass in 0..passes {
        let left = 1.0 - pass as f64 / passes as f64;
        random.shuffle(&mut order);
        for &point in &order {
            let here = board.at(point);
            let around = if random.below(2) == 0 { here } else { among(graph, &board, point) };
            let reach = STEP * (0.6 + 4.4 * left);
            let there = Point {
                x: around.x + (random.share() - 0.5) * reach,
                y: around.y + (random.share() - 0.5) * reach,
            };
            let limit = price(graph, &board, point, f64::MAX) + THRESHOLD * left * left;
            board.put(point, there);
            if price(graph, &board, point, limit) >= limit {
                board.put(point, here);
            }
        }
    }
    for (place, point) in points.iter_mut().zip(0..) {
        *place = board.at(point);
    }
}

/// The middle of a point's neighbours.
fn among(graph: &Graph, board: &Board, point: u32) -> Point {
    let neighbours = graph.neighbours(point);
    let count = neighbours.len().max(1) as f64;
    neighbours.iter().fold(Point::default(), |sum, &n| {
        let place = board.at(n);
        Point { x: sum.x + place.x / count, y: sum.y + place.y / count }
    })
}

/// What a point costs where it stands; it stops counting when it is dearer than `limit`.
fn price(graph: &Graph, board: &Board, point: u32, limit: f64) -> f64 {
    let place = board.at(point);
    let mut price = CROWD * board.crowding(point) + ON_LINE * f64::from(board.lines_under(point));
    for &n in graph.neighbours(point) {
        let end = board.at(n);
        let (dx, dy) = (end.x - place.x, end.y - place.y);
        let off = (dx * dx + dy * dy).sqrt() / STEP - 1.0;
        price += off * off;
    }
    for &link in board.links_of(point) {
        if price > limit {
            break;
        }
        price += CROSSING * f64::from(board.crossed_by(link));
        price += ON_LINE * f64::from(board.people_under(link));
    }
    price
}
