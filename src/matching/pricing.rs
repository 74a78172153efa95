//! Looks for the pairs that a sample of all pairs lacks.
//!
//! Places come in kinds: but for exceptions, which only make a pair dearer, what a pair costs is a matter of the kinds
//! of its ends. So within two kinds the pairs with the highest dual values come first, and the look ends where a pair
//! without exception would be dear enough. Millions of pairs are never looked at.

use super::barrier::root;
use super::random::Random;
use super::{Certificate, Edge};

/// Pairs that are taken for each place and turn, at most.
const TAKEN: usize = 6;

/// Places that take part, and what their pairs cost. Every number here is a position among those that take part.
pub struct Prices<'a> {
    /// The positions of each kind.
    pub kinds: Vec<Vec<u32>>,
    /// What a pair costs, `None` if it must not be.
    pub pair: &'a dyn Fn(u32, u32) -> Option<i128>,
    /// What a pair of these kinds costs at least; `None` if it must not be.
    pub usual: &'a dyn Fn(u32, u32) -> Option<i128>,
}

impl Prices<'_> {
    /// The pairs with the most negative slack, a few for each place that has any. None: no pair has.
    ///
    /// O(kinds² + places · kinds that can gain) and the pairs within blossoms that are looked at.
    pub fn below_duals(&self, certificate: &Certificate) -> Vec<Edge<i128>> {
        let dual = |at: u32| certificate.dual(at).unwrap_or(i128::MAX);
        let mut kinds = self.kinds.clone();
        for kind in &mut kinds {
            kind.sort_by_key(|&at| std::cmp::Reverse(dual(at)));
        }
        let mut found = Vec::new();
        for own in &kinds {
            let Some(&first) = own.first() else { continue };
            let others: Vec<(&[u32], i128)> = kinds
                .iter()
                .filter_map(|other| {
                    let cost = (self.usual)(first, *other.first()?)?;
                    Some((other.as_slice(), cost))
                })
                .filter(|(other, cost)| dual(first) + dual(other[0]) > 2 * cost)
                .collect();
            for &u in own {
                let mut missing: Vec<(i128, u32, i128)> = Vec::new();
                for &(other, usual) in &others {
                    let within = |&&v: &&u32| dual(u) + dual(v) > 2 * usual;
                    let below = |v, cost| certificate.slack(u, v, cost).filter(|&slack| slack < 0);
                    let violated = other.iter().take_while(within).filter_map(|&v| {
                        // Most pairs that get here share a blossom, which is quicker to see than an exception.
                        below(v, usual).filter(|_| u != v)?;
                        let cost = (self.pair)(u, v)?;
                        Some((below(v, cost)?, v, cost))
                    });
                    missing.extend(violated.take(TAKEN));
                }
                missing.sort_unstable();
                let taken = missing.into_iter().take(TAKEN);
                found.extend(taken.map(|(_, v, cost)| Edge::new(u, v, cost)));
            }
        }
        found
    }

    /// Pairs between the pieces into which these edges fall without a barrier, a few for each place outside the largest
    /// piece. None: there are no such pairs at all.
    ///
    /// O(edges), and for each place outside the largest piece its exceptions and the barrier.
    pub fn across(
        &self,
        edges: &[Edge<i128>],
        barrier: &[u32],
        random: &mut Random,
    ) -> Vec<Edge<i128>> {
        let count: usize = self.kinds.iter().map(Vec::len).sum();
        let mut piece: Vec<usize> = (0..count).collect();
        let mut removed = vec![false; count];
        for &at in barrier {
            removed[at as usize] = true;
        }
        for edge in edges.iter().filter(|e| !removed[e.u as usize] && !removed[e.v as usize]) {
            let ends = [edge.u as usize, edge.v as usize];
            let [from, to] = ends.map(|end| root(&mut piece, end));
            piece[from] = to;
        }
        let piece: Vec<usize> = (0..count).map(|at| root(&mut piece, at)).collect();
        let mut size = vec![0_usize; count];
        for at in (0..count).filter(|&at| !removed[at]) {
            size[piece[at]] += 1;
        }
        let largest = (0..count).max_by_key(|&at| size[at]);
        let mut found = Vec::new();
        let all = u32::try_from(count).unwrap_or(u32::MAX);
        for u in (0..all).filter(|&u| !removed[u as usize] && Some(piece[u as usize]) != largest) {
            let start = random.below(all);
            let other_piece =
                |v: &u32| !removed[*v as usize] && piece[*v as usize] != piece[u as usize];
            let reached = (start..all).chain(0..start).filter(other_piece);
            let pairs = reached.filter_map(|v| Some(Edge::new(u, v, (self.pair)(u, v)?)));
            found.extend(pairs.take(TAKEN));
        }
        found
    }
}
