//! Points placed so that their distances in the drawing are their steps in the network.
//!
//! Stress is the sum of (drawn distance - steps)² / steps² over all pairs of points. It is made
//! small by moving one pair at a time (Zheng, Pawar, Goodman: Graph drawing by stochastic
//! gradient descent, 2019), which needs nothing but the four operations and square roots and so
//! gives the same bits on every machine. Large networks use the sparse model (Ortmann, Klimenta,
//! Brandes: A sparse stress model, 2017): links, and distances to a few pivots that each stand
//! for the points around them.

use crate::report::graph::{Graph, Search};

use super::Point;
use super::random::Random;

/// Up to this many points every pair counts.
const FULL: usize = 450;
/// Passes over the terms; the step width falls by the same factor, the 32nd root, each time.
const PASSES: u32 = 33;
/// How far the step width falls in the end: the last moves are a tenth of the way.
const LAST_STEP: f64 = 0.1;

/// Two points that should be `steps` apart, and how much each of them heeds it.
#[derive(Debug, Clone, Copy)]
struct Term {
    ends: (u32, u32),
    steps: f64,
    heed: (f64, f64),
}

/// Places a connected network; one step is the unit of length.
pub fn place(graph: &Graph, random: &mut Random) -> Vec<Point> {
    let mut terms = if graph.len() <= FULL { every_pair(graph) } else { pivots(graph) };
    let longest = terms.iter().fold(1.0, |longest: f64, term| longest.max(term.steps));
    let mut points: Vec<Point> = (0..graph.len())
        .map(|_| Point { x: random.share() * longest, y: random.share() * longest })
        .collect();
    let mut width = longest * longest;
    let mut fall = LAST_STEP / width;
    for _ in 0..(PASSES - 1).ilog2() {
        fall = fall.sqrt();
    }
    for _ in 0..PASSES {
        random.shuffle(&mut terms);
        for term in &terms {
            relax(&mut points, term, width);
        }
        width *= fall;
    }
    points
}

/// Moves two points towards the distance that they should have.
fn relax(points: &mut [Point], term: &Term, width: f64) {
    let (a, b) = (term.ends.0 as usize, term.ends.1 as usize);
    let (dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y);
    let drawn = (dx * dx + dy * dy).sqrt().max(1e-9);
    let pull = (drawn - term.steps) / (2.0 * drawn);
    let move_a = (term.heed.0 * width).min(1.0) * pull;
    let move_b = (term.heed.1 * width).min(1.0) * pull;
    points[a].x -= move_a * dx;
    points[a].y -= move_a * dy;
    points[b].x += move_b * dx;
    points[b].y += move_b * dy;
}

fn every_pair(graph: &Graph) -> Vec<Term> {
    let mut terms = Vec::with_capacity(graph.len() * graph.len() / 2);
    let mut search = Search::new(graph);
    for a in graph.nodes() {
        search.from(a, graph);
        for b in 0..a {
            let steps = f64::from(search.steps[b as usize]);
            let heed = 1.0 / (steps * steps);
            terms.push(Term { ends: (a, b), steps, heed: (heed, heed) });
        }
    }
    terms
}

/// The links, and the distances of all points to pivots that lie far from each other.
fn pivots(graph: &Graph) -> Vec<Term> {
    let links = graph.edges();
    let mut terms: Vec<Term> =
        links.map(|ends| Term { ends, steps: 1.0, heed: (1.0, 1.0) }).collect();
    let count = (1_000_000 / graph.len()).clamp(8, 120);
    let (chosen, distances) = far_apart(graph, count);
    let regions = regions(&distances, graph.len());
    for ((&pivot, steps), region) in chosen.iter().zip(&distances).zip(regions) {
        for (point, &far) in (0..).zip(steps) {
            if far > 1 {
                let stands_for = region[(far as usize / 2).min(region.len() - 1)];
                let steps = f64::from(far);
                let heed = f64::from(stands_for) / (steps * steps);
                terms.push(Term { ends: (point, pivot), steps, heed: (heed, 0.0) });
            }
        }
    }
    terms
}

/// Pivots, each the point farthest from those before it, with their distances to all points.
fn far_apart(graph: &Graph, count: usize) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut nearest = vec![u32::MAX; graph.len()];
    let (mut chosen, mut distances) = (Vec::new(), Vec::new());
    let mut search = Search::new(graph);
    let mut pivot = 0;
    for _ in 0..count {
        search.from(pivot, graph);
        let steps = search.steps.clone();
        for (near, &step) in nearest.iter_mut().zip(&steps) {
            *near = step.min(*near);
        }
        chosen.push(pivot);
        distances.push(steps);
        let farthest = (0..).zip(&nearest).max_by_key(|&(point, &near)| (near, u32::MAX - point));
        match farthest {
            Some((point, &near)) if near > 0 => pivot = point,
            _ => break,
        }
    }
    (chosen, distances)
}

/// For each pivot: how many of the points nearest to it lie within 0, 1, 2, … steps.
fn regions(distances: &[Vec<u32>], points: usize) -> Vec<Vec<u32>> {
    let mut regions = vec![vec![0]; distances.len()];
    for point in 0..points {
        let nearest = distances.iter().enumerate().min_by_key(|(_, steps)| steps[point]);
        if let Some((pivot, steps)) = nearest {
            let far = steps[point] as usize;
            if regions[pivot].len() <= far {
                regions[pivot].resize(far + 1, 0);
            }
            regions[pivot][far] += 1;
        }
    }
    for region in &mut regions {
        for far in 1..region.len() {
            region[far] += region[far - 1];
        }
    }
    regions
}
