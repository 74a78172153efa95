//! How quick the layout is, and how many crossings it leaves, beside the textbook spring embedder
//! of Fruchterman and Reingold (1991) with 50 rounds: `cargo bench --bench layout`.
#![expect(clippy::print_stdout, reason = "a benchmark says what it found")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use unmentor::render::layout::{Point, crossings, lay_out};

type Links = Vec<(u32, u32)>;

fn main() {
    println!(
        "{:>7} {:>7} {:>10} {:>9} {:>10} {:>9}",
        "people", "lines", "time", "of spring", "crossings", "of spring"
    );
    for (people, rounds) in [(20, 5), (116, 4), (200, 5), (400, 5), (2000, 5)] {
        let links = invented(people, rounds);
        let (ours, took) = best_of_three(|| lay_out(people as usize, &links).points);
        let (spring, spring_took) = best_of_three(|| spring(people as usize, &links));
        let (left, spring_left) = (crossings(&ours, &links), crossings(&spring, &links));
        println!(
            "{people:>7} {:>7} {:>7.1} ms {:>9.2} {left:>10} {:>9.2}",
            links.len(),
            took.as_secs_f64() * 1e3,
            took.as_secs_f64() / spring_took.as_secs_f64(),
            left as f64 / spring_left.max(1) as f64,
        );
    }
    for (people, rounds) in [(2000, 24), (20_000, 5), (100_000, 5)] {
        let links = invented(people, rounds);
        let (_, took) = best_of_three(|| lay_out(people as usize, &links).points);
        println!("{people:>7} {:>7} {:>7.1} ms", links.len(), took.as_secs_f64() * 1e3);
    }
}

fn best_of_three(lay_out: impl Fn() -> Vec<Point>) -> (Vec<Point>, Duration) {
    let mut best = (Vec::new(), Duration::MAX);
    for _ in 0..3 {
        let start = Instant::now();
        let points = black_box(lay_out());
        if start.elapsed() < best.1 {
            best = (points, start.elapsed());
        }
    }
    best
}

/// Two thirds of the people in each round, put together at random.
fn invented(people: u32, rounds: u32) -> Links {
    let mut random = Random(7);
    let mut links = Vec::new();
    for _ in 0..rounds {
        let mut order: Vec<u32> = (0..people).filter(|_| random.below(3) < 2).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, random.below(last + 1));
        }
        links.extend(order.chunks_exact(2).map(|two| (two[0].min(two[1]), two[0].max(two[1]))));
    }
    links.sort_unstable();
    links.dedup();
    links
}

/// A linear congruential generator (Knuth), good enough to invent rounds.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).map_or(0, |bits| bits % count)
    }
}

/// Every two people push each other away, every line pulls; the steps shrink to nothing.
fn spring(count: usize, links: &Links) -> Vec<Point> {
    const ROUNDS: u32 = 50;
    let mut random = Random(1);
    let side = (count as f64).sqrt();
    let mut any = || random.below(1 << 20) as f64 / f64::from(1 << 20) * side;
    let mut points: Vec<Point> = (0..count).map(|_| Point { x: any(), y: any() }).collect();
    for round in 0..ROUNDS {
        let mut moves = vec![Point::default(); count];
        let mut pull = |a: usize, b: usize, strength: &dyn Fn(f64) -> f64| {
            let (dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y);
            let far = dx.hypot(dy).max(1e-6);
            let (x, y) = (dx / far * strength(far), dy / far * strength(far));
            moves[a] = Point { x: moves[a].x + x, y: moves[a].y + y };
            moves[b] = Point { x: moves[b].x - x, y: moves[b].y - y };
        };
        for a in 0..count {
            for b in 0..a {
                pull(a, b, &|far| 1.0 / far);
            }
        }
        for &(a, b) in links {
            pull(a as usize, b as usize, &|far| -far * far);
        }
        let limit = side / 10.0 * (1.0 - f64::from(round) / f64::from(ROUNDS));
        for (point, by) in points.iter_mut().zip(moves) {
            let far = by.x.hypot(by.y).max(1e-6);
            let step = far.min(limit) / far;
            *point = Point { x: point.x + by.x * step, y: point.y + by.y * step };
        }
    }
    points
}
