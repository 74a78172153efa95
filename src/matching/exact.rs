//! The exact optimum beyond the counted sizes: the engine's matching with its certificate, fed with all pairs or, when
//! these are too many, with a sample that grows until the dual values price every other pair.
//!
//! The sample: the cheapest few of some random partners of each vertex, and the pairs of a round that is known. When
//! the engine has solved it, all pairs are priced with its dual values; those with negative slack would have changed
//! the optimum and are added. When there are none, the optimum of the sample is the optimum (linear programming
//! duality; column generation as in Derigs and Metz, *Solving (large scale) matching problems combinatorially*, 1991).
//! A sample without a perfect matching comes with a barrier; pairs between the pieces that it leaves are added, and
//! when there are none, the barrier of the sample is one of all pairs.

use super::costs::{NONE, Round};
use super::pricing::Prices;
use super::random::Random;
use super::{Certificate, Edge, MatchingError, Optimum, minimum_cost_perfect};

/// Up to this many places all pairs are given to the engine at once.
const COMPLETE: u32 = 1_500;
/// Up to this many places the pairs are priced, which takes seconds; more would take minutes.
pub const PRICED: u32 = 50_000;
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
    /// Too many places or turns, or a proof that does not hold.
    Limit,
}

/// Places to be matched, and what their pairs cost.
pub struct Places<'a> {
    /// The kind of each place, from 0.
    pub kinds: &'a [u32],
    /// Places without a mate.
    pub without: &'a [u32],
    /// The cost of a pair, `None` if it must not be.
    pub pair: &'a dyn Fn(u32, u32) -> Option<i128>,
    /// What all pairs of places of the same two kinds cost at least; `None` if they must not be.
    pub usual: &'a dyn Fn(u32, u32) -> Option<i128>,
}

impl Exact {
    /// Twice by how much a pair of places that costs `cost` is dearer than its dual values. 0: an optimum may contain
    /// it. Negative values do not occur, and places that were left out have a very large slack.
    pub fn slack(&self, u: u32, v: u32, cost: i128) -> i128 {
        let (i, j) = (self.number[u as usize], self.number[v as usize]);
        // Beside these, only costs near the limits of the number have none, and they are never among the cheapest.
        self.certificate.slack(i, j, cost).unwrap_or(i128::MAX >> 3)
    }

    /// What two places have to share, beside their kind, to have the same slack with every third: the dual value and
    /// the innermost blossom.
    pub fn standing(&self, u: u32) -> Option<(i128, u32)> {
        self.certificate.standing(self.number[u as usize])
    }

    /// The mates as a round with this trio.
    pub fn round(&self, trio: Option<[u32; 3]>) -> Round {
        Round { mate: self.mate.clone(), trio }
    }
}

impl Places<'_> {
    /// A sample of the pairs to start from, with those of a known round.
    pub fn sample(&self, known: Option<&[u32]>, random: &mut Random) -> Vec<Edge<i128>> {
        let size = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        let mut edges = Vec::new();
        if size <= COMPLETE || size > PRICED {
            return edges;
        }
        let edge = |u, v| Some(Edge::new(u, v, (self.pair)(u, v)?));
        for u in 0..size {
            let others = (0..LOOKED_AT).map(|_| random.below(size)).filter(|&v| v != u);
            let mut looked_at: Vec<_> = others.filter_map(|v| edge(u, v)).collect();
            looked_at.sort_unstable_by_key(|edge| (edge.cost, edge.v));
            edges.extend(looked_at.into_iter().take(TAKEN));
        }
        for (u, &v) in (0..).zip(known.unwrap_or_default()) {
            edges.extend(if u < v && v != NONE { edge(u, v) } else { None });
        }
        edges
    }

    /// The optimum. Among many places, the sample gets the pairs that it lacked; it may be used again for other places
    /// of the same kinds and costs.
    ///
    /// O(n³) at worst, usually about n² for all pairs.
    pub fn solve(
        &self,
        sample: &mut Vec<Edge<i128>>,
        random: &mut Random,
    ) -> Result<Exact, Failure> {
        let size = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        let kept: Vec<u32> = (0..size).filter(|u| !self.without.contains(u)).collect();
        let mut number = vec![NONE; self.kinds.len()];
        for (at, &u) in (0..).zip(&kept) {
            number[u as usize] = at;
        }
        let found = if size <= COMPLETE {
            let edges = self.all_edges(&kept);
            run(kept.len(), &edges)
        } else if size <= PRICED {
            self.grow(&kept, &number, sample, random)
        } else {
            return Err(Failure::Limit);
        };
        let found = found.map_err(|error| match error {
            MatchingError::Infeasible(none) => {
                Failure::Barrier(none.barrier.iter().map(|&at| kept[at as usize]).collect())
            }
            _ => Failure::Limit,
        })?;
        let mut mate = vec![NONE; self.kinds.len()];
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

    /// Solves a sample, looks for pairs that it lacks, and adds them, until there are none.
    fn grow(
        &self,
        kept: &[u32],
        number: &[u32],
        sample: &mut Vec<Edge<i128>>,
        random: &mut Random,
    ) -> Result<Optimum, MatchingError> {
        let position = |u: u32| number.get(u as usize).copied().filter(|&at| at != NONE);
        let within = |e: &Edge<i128>| Some(Edge::new(position(e.u)?, position(e.v)?, e.cost));
        let mut edges: Vec<_> = sample.iter().filter_map(within).collect();
        let place = |at: u32| kept[at as usize];
        let prices = Prices {
            kinds: self.by_kind(kept),
            pair: &|i, j| (self.pair)(place(i), place(j)),
            usual: &|i, j| (self.usual)(place(i), place(j)),
        };
        for _ in 0..TURNS {
            let found = run(kept.len(), &edges);
            let missing = match &found {
                Ok(optimum) => prices.below_duals(&optimum.certificate),
                Err(MatchingError::Infeasible(none)) => {
                    prices.across(&edges, &none.barrier, random)
                }
                Err(_) => return found,
            };
            if missing.is_empty() {
                return found;
            }
            sample.extend(missing.iter().map(|e| Edge::new(place(e.u), place(e.v), e.cost)));
            edges.extend(missing);
        }
        Err(MatchingError::TooLarge)
    }

    /// The positions in `kept` of each kind.
    fn by_kind(&self, kept: &[u32]) -> Vec<Vec<u32>> {
        let count = self.kinds.iter().max().map_or(0, |&last| last as usize + 1);
        let mut kinds = vec![Vec::new(); count];
        for (at, &u) in (0..).zip(kept) {
            kinds[self.kinds[u as usize] as usize].push(at);
        }
        kinds
    }
}

/// Runs the engine and checks its proof, whichever it is.
fn run(count: usize, edges: &[Edge<i128>]) -> Result<Optimum, MatchingError> {
    let found = minimum_cost_perfect(count, edges);
    let checked = match &found {
        Ok(optimum) => optimum.certificate.verify(count, edges, &optimum.mate),
        Err(MatchingError::Infeasible(none)) => none.verify(count, edges),
        Err(_) => Ok(()),
    };
    if checked.is_ok() { found } else { Err(MatchingError::TooLarge) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::costs::Costs;
    use crate::matching::trials::some_problem;
    use crate::matching::{NoPerfectMatching, Odd};

    #[test]
    fn a_sample_that_grows_leads_to_what_all_pairs_say() {
        let mut random = Random::new(17);
        let (mut solved, mut barred) = (0, 0);
        for case in 0..300 {
            let mut problem = some_problem(2 * (6 + case % 40), Odd::SitOut, &mut random);
            if case % 3 == 0 {
                // Some may be with few others only.
                let few: Vec<u32> = (0..problem.n).filter(|_| random.below(3) == 0).collect();
                for (u, v) in few.iter().flat_map(|&u| (0..problem.n).map(move |v| (u, v))) {
                    let what = crate::matching::What::Never;
                    if random.below(8) > 0 {
                        problem.exceptions.push(crate::matching::Exception { u, v, what });
                    }
                }
            }
            let costs = Costs::new(&problem, true);
            let (kinds, kept) = (costs.kinds(), (0..problem.n).collect::<Vec<u32>>());
            let places = Places {
                kinds: &kinds,
                without: &[],
                pair: &|u, v| costs.pair(u, v),
                usual: &|u, v| Some(costs.usual(u, v)),
            };
            let all = places.all_edges(&kept);
            // One random pair for each place, often without a perfect matching.
            let other = |u: u32| (u, random.below(problem.n));
            let pairs: Vec<(u32, u32)> =
                (0..problem.n).map(other).filter(|(u, v)| u != v).collect();
            let edge = |(u, v)| Some(Edge::new(u, v, costs.pair(u, v)?));
            let mut sample = pairs.into_iter().filter_map(edge).collect();
            match (run(kept.len(), &all), places.grow(&kept, &kept, &mut sample, &mut random)) {
                (Ok(whole), Ok(grown)) => {
                    assert_eq!(whole.cost, grown.cost, "{problem:?}");
                    grown.certificate.verify(kept.len(), &all, &grown.mate).unwrap();
                    solved += 1;
                }
                (Err(_), Err(MatchingError::Infeasible(NoPerfectMatching { barrier }))) => {
                    NoPerfectMatching { barrier }.verify(kept.len(), &all).unwrap();
                    barred += 1;
                }
                other => panic!("{other:?}\n{problem:?}"),
            }
        }
        assert!(solved > 100 && barred > 20, "{solved} {barred}");
    }
}
