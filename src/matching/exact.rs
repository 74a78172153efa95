//! The exact optimum beyond the counted sizes: the engine's matching with its certificate, fed with all pairs or, when
//! these are too many, with a sample that grows until the dual values price every other pair.
//!
//! The sample: the cheapest few of some random partners of each vertex, and the pairs of a round that is known. When
//! the engine has solved it, all pairs are priced with its dual values; those with negative slack would have changed
//! the optimum and are added. When there are none, the optimum of the sample is the optimum (linear programming
//! duality; column generation as in Derigs and Metz, *Solving (large scale) matching problems combinatorially*, 1991).

use super::costs::{NONE, Round};
use super::random::Random;
use super::{Certificate, Edge, MatchingError, Optimum, minimum_cost_perfect};

/// Up to this many places all pairs are given to the engine at once.
const COMPLETE: u32 = 1_500;
/// Up to this many places the pairs are priced; more would take minutes.
pub const PRICED: u32 = 6_000;
/// Random partners looked at, and those of them that are taken, for each place.
const LOOKED_AT: u32 = 40;
const TAKEN: usize = 6;
/// Turns of solving and pricing.
const TURNS: u32 = 40;

/// An optimum and what proves it.
#[derive(Debug)]
pub struct Exact {
    /// The mates; [`NONE`] for places that were left out.
    pub mate: Vec<u32>,
    /// The packed cost.
    pub cost: i128,
    certificate: Certificate,
    /// The engine's number of each place.
    number: Vec<u32>,
}

/// Why there is no optimum.
#[derive(Debug)]
pub enum Failure {
    /// There is no perfect matching; a Tutte set of places.
    Barrier(Vec<u32>),
    /// Too many places or turns.
    Limit,
}

/// Places to be matched, and what their pairs cost.
pub struct Places<'a> {
    /// The number of places, numbered from 0.
    pub size: u32,
    /// Places without a mate.
    pub without: &'a [u32],
    /// The cost of a pair, `None` if it must not be.
    pub pair: &'a dyn Fn(u32, u32) -> Option<i128>,
}

impl Exact {
    /// Twice by how much a pair of places that costs `cost` is dearer than its dual values. 0: an optimum may contain
    /// it. Negative values do not occur.
    pub fn slack(&self, u: u32, v: u32, cost: i128) -> i128 {
        let (i, j) = (self.number[u as usize], self.number[v as usize]);
        // Only costs near the limits of the number have no slack, and those are never among the cheapest.
        self.certificate.slack(i, j, cost).unwrap_or(i128::MAX >> 3)
    }

    /// Whether a place takes part.
    pub fn has(&self, u: u32) -> bool {
        self.number[u as usize] != NONE
    }

    /// The mates as a round with this trio.
    pub fn round(&self, trio: Option<[u32; 3]>) -> Round {
        Round { mate: self.mate.clone(), trio }
    }
}

impl Places<'_> {
    /// The optimum; `known` is a perfect matching to start from, necessary only beyond some thousands of places.
    ///
    /// O(n³) at worst, usually about n² for all pairs.
    pub fn solve(&self, known: Option<&[u32]>, random: &mut Random) -> Result<Exact, Failure> {
        let kept: Vec<u32> = (0..self.size).filter(|u| !self.without.contains(u)).collect();
        let mut number = vec![NONE; self.size as usize];
        for (at, &u) in (0..).zip(&kept) {
            number[u as usize] = at;
        }
        let found = if self.size <= COMPLETE {
            run(&kept, &self.all_edges(&kept))?
        } else if let Some(known) = known.filter(|_| self.size <= PRICED) {
            self.grow(&kept, &number, known, random)?
        } else {
            return Err(Failure::Limit);
        };
        let mut mate = vec![NONE; self.size as usize];
        for (&u, &v) in kept.iter().zip(&found.mate) {
            mate[u as usize] = kept[v as usize];
        }
        Ok(Exact { mate, cost: found.cost, certificate: found.certificate, number })
    }

    fn all_edges(&self, kept: &[u32]) -> Vec<Edge<i128>> {
        let mut edges = Vec::with_capacity(kept.len() * kept.len() / 2);
        for (i, &u) in (0..).zip(kept) {
            for (j, &v) in (i + 1..).zip(&kept[i as usize + 1..]) {
                edges.extend((self.pair)(u, v).map(|cost| Edge::new(i, j, cost)));
            }
        }
        edges
    }

    /// Solves a sample, prices all pairs, adds what is missing, until nothing is.
    fn grow(
        &self,
        kept: &[u32],
        number: &[u32],
        known: &[u32],
        random: &mut Random,
    ) -> Result<Optimum, Failure> {
        let mut edges = Vec::new();
        let count = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        for (i, &u) in (0..).zip(kept) {
            let mut sampled: Vec<(i128, u32)> = (0..LOOKED_AT)
                .map(|_| random.below(count))
                .filter(|&j| j != i)
                .filter_map(|j| Some(((self.pair)(u, kept[j as usize])?, j)))
                .collect();
            sampled.sort_unstable();
            edges.extend(sampled.into_iter().take(TAKEN).map(|(cost, j)| Edge::new(i, j, cost)));
            let v = known[u as usize];
            edges.extend((self.pair)(u, v).map(|cost| Edge::new(i, number[v as usize], cost)));
        }
        for _ in 0..TURNS {
            let found = run(kept, &edges)?;
            let before = edges.len();
            for (i, &u) in (0..).zip(kept) {
                let mut missing: Vec<(i128, Edge<i128>)> = Vec::new();
                for (j, &v) in (0..).zip(kept) {
                    if i != j
                        && let Some(cost) = (self.pair)(u, v)
                    {
                        let slack = found.certificate.slack(i, j, cost).unwrap_or(0);
                        if slack < 0 {
                            missing.push((slack, Edge::new(i, j, cost)));
                        }
                    }
                }
                missing.sort_unstable_by_key(|&(slack, edge)| (slack, edge.v));
                edges.extend(missing.into_iter().take(TAKEN).map(|(_, edge)| edge));
            }
            if edges.len() == before {
                return Ok(found);
            }
        }
        Err(Failure::Limit)
    }
}

/// Runs the engine.
fn run(kept: &[u32], edges: &[Edge<i128>]) -> Result<Optimum, Failure> {
    minimum_cost_perfect(kept.len(), edges).map_err(|error| match error {
        MatchingError::Infeasible(none) => {
            Failure::Barrier(none.barrier.iter().map(|&at| kept[at as usize]).collect())
        }
        _ => Failure::Limit,
    })
}
