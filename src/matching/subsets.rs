//! Every optimal round of a small problem: a dynamic programme over the sets of vertices that are still free.
//!
//! The lowest free vertex is paired with each other free one (or joins each possible trio); the best cost of the rest
//! and the number of ways to reach it are remembered per set. About 100,000 sets for 24 vertices, a few milliseconds;
//! the memory grows by a factor of 1.5 per vertex. Drawing walks down the table and chooses each step with the
//! probability of the rounds behind it, so the draw is exactly uniform.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::costs::{Costs, NONE, Round};
use super::random::Random;

/// The largest number of places that is counted; with a trio one fewer, since its steps are many more.
pub const COUNTABLE: u32 = 24;

/// All optimal rounds of a problem.
#[derive(Debug)]
pub struct Table {
    size: u32,
    pairs: Vec<Option<i128>>,
    trios: HashMap<u32, i128, SetHash>,
    known: HashMap<u32, Option<Best>, SetHash>,
}

/// The best cost of a set and in how many ways it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best {
    /// Packed cost.
    pub cost: i128,
    /// Number of rounds with that cost.
    pub ways: u128,
}

/// What the lowest free vertex does.
#[derive(Debug, Clone, Copy)]
enum Step {
    Pair(u32, u32),
    Trio([u32; 3]),
}

impl Step {
    fn set(self) -> u32 {
        match self {
            Self::Pair(u, v) => 1 << u | 1 << v,
            Self::Trio(trio) => trio.iter().fold(0, |set, &u| set | 1 << u),
        }
    }
}

impl Table {
    /// Counts all rounds; `None` if there is none. At most [`COUNTABLE`] places.
    pub fn new(costs: &Costs) -> Option<Self> {
        let size = costs.size();
        let pairs = (0..size * size).map(|at| (at / size, at % size));
        let mut table = Self {
            size,
            pairs: pairs.map(|(u, v)| if u == v { None } else { costs.pair(u, v) }).collect(),
            trios: HashMap::default(),
            known: HashMap::default(),
        };
        if costs.has_trio() {
            for trio in trios(size) {
                if let Some(cost) = costs.trio(trio) {
                    table.trios.insert(Step::Trio(trio).set(), cost);
                }
            }
        }
        table.best((1 << size) - 1)?;
        Some(table)
    }

    /// The optimum and the number of rounds that reach it.
    pub fn optimum(&self) -> Option<Best> {
        self.value((1 << self.size) - 1)
    }

    /// One of the optimal rounds, each with the same probability.
    pub fn draw(&self, random: &mut Random) -> Round {
        let mut round = Round { mate: vec![NONE; self.size as usize], trio: None };
        let mut free = (1_u32 << self.size) - 1;
        while let Some(best) = self.value(free).filter(|_| free != 0) {
            let mut ticket = random.below_wide(best.ways);
            let Some(step) = steps(free, self.size).into_iter().find(|&step| {
                let ways = self
                    .after(free, step)
                    .filter(|found| found.cost == best.cost)
                    .map_or(0, |found| found.ways);
                let hit = ticket < ways;
                ticket = ticket.wrapping_sub(if hit { 0 } else { ways });
                hit
            }) else {
                break;
            };
            match step {
                Step::Pair(u, v) => {
                    round.mate[u as usize] = v;
                    round.mate[v as usize] = u;
                }
                Step::Trio(trio) => round.trio = Some(trio),
            }
            free &= !step.set();
        }
        round
    }

    /// Fills the table downwards from `free`. The depth of the recursion is half the number of vertices.
    fn best(&mut self, free: u32) -> Option<Best> {
        if free == 0 {
            return Some(Best { cost: 0, ways: 1 });
        }
        if let Some(&known) = self.known.get(&free) {
            return known;
        }
        let mut best: Option<Best> = None;
        for step in steps(free, self.size) {
            let Some(price) = self.price(step) else { continue };
            let Some(rest) = self.best(free & !step.set()) else { continue };
            let found = Best { cost: rest.cost + price, ..rest };
            best = match best {
                Some(so_far) if so_far.cost < found.cost => Some(so_far),
                Some(so_far) if so_far.cost == found.cost => {
                    Some(Best { ways: so_far.ways + found.ways, ..so_far })
                }
                _ => Some(found),
            };
        }
        self.known.insert(free, best);
        best
    }

    fn value(&self, free: u32) -> Option<Best> {
        if free == 0 {
            Some(Best { cost: 0, ways: 1 })
        } else {
            self.known.get(&free).copied().flatten()
        }
    }

    fn after(&self, free: u32, step: Step) -> Option<Best> {
        let rest = self.value(free & !step.set())?;
        Some(Best { cost: rest.cost + self.price(step)?, ..rest })
    }

    fn price(&self, step: Step) -> Option<i128> {
        match step {
            Step::Pair(u, v) => self.pairs[(u * self.size + v) as usize],
            Step::Trio(_) => self.trios.get(&step.set()).copied(),
        }
    }
}

/// Everything the lowest vertex of `free` can do; trios as long as the number of free vertices is odd.
fn steps(free: u32, size: u32) -> Vec<Step> {
    let low = free.trailing_zeros();
    let others: Vec<u32> = (low + 1..size).filter(|&v| free >> v & 1 == 1).collect();
    let mut steps: Vec<Step> = others.iter().map(|&v| Step::Pair(low, v)).collect();
    if others.len().is_multiple_of(2) {
        for (at, &v) in others.iter().enumerate() {
            steps.extend(others[at + 1..].iter().map(|&w| Step::Trio([low, v, w])));
        }
    }
    steps
}

/// All trios of `0..n`, each ascending.
pub fn trios(n: u32) -> impl Iterator<Item = [u32; 3]> {
    (0..n).flat_map(move |a| (a + 1..n).flat_map(move |b| (b + 1..n).map(move |c| [a, b, c])))
}

/// Sets are small numbers: one multiplication spreads them, and a fixed one keeps runs alike.
#[derive(Debug, Default)]
struct SetHasher(u64);

type SetHash = BuildHasherDefault<SetHasher>;

impl Hasher for SetHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, set: u32) {
        let spread = (self.0 ^ u64::from(set)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The upper bits depend on all bits of the set; a table looks at the lower ones, too.
        self.0 = spread ^ (spread >> 32);
    }
}
