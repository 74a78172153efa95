//! A proof, which anyone can check, that there is no perfect matching.

use super::certificate::Violation;
use super::graph::Edge;

/// A proof that there is no perfect matching.
///
/// Tutte's theorem: if removing the vertices of the barrier leaves more components of odd size
/// than the barrier has vertices, they cannot all find a mate, for each needs one in the barrier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no perfect matching")]
pub struct NoPerfectMatching {
    /// Tutte's set, in increasing order.
    pub barrier: Vec<u32>,
}

impl NoPerfectMatching {
    /// Checks from scratch that the graph has no perfect matching, in time close to linear.
    pub fn verify<C>(&self, n: usize, edges: &[Edge<C>]) -> Result<(), Violation> {
        let mut removed = vec![false; n];
        for &v in &self.barrier {
            // A vertex named twice would weaken the proof's own side; count it as an error.
            match removed.get_mut(v as usize) {
                Some(gone) if !*gone => *gone = true,
                _ => return Err(Violation::Size),
            }
        }
        let mut parent: Vec<usize> = (0..n).collect();
        let mut odd = vec![true; n];
        for (at, edge) in edges.iter().enumerate() {
            let ends = [edge.u as usize, edge.v as usize];
            if ends.iter().any(|&end| end >= n) {
                return Err(Violation::Edge { edge: at });
            }
            if ends.iter().any(|&end| removed[end]) {
                continue;
            }
            let [from, to] = ends.map(|end| root(&mut parent, end));
            if from != to {
                parent[from] = to;
                odd[to] ^= odd[from];
            }
        }
        let components = (0..n).filter(|&v| !removed[v] && parent[v] == v && odd[v]).count();
        if components > self.barrier.len() {
            Ok(())
        } else {
            Err(Violation::Barrier { components })
        }
    }
}

/// The representative of a component, halving the path on the way.
pub(super) fn root(parent: &mut [usize], mut v: usize) -> usize {
    while parent[v] != v {
        parent[v] = parent[parent[v]];
        v = parent[v];
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barrier_must_leave_more_odd_components_than_it_has_vertices() {
        let star = [Edge::new(0, 1, 1i64), Edge::new(0, 2, 1), Edge::new(0, 3, 1)];
        let proof = |barrier: &[u32]| NoPerfectMatching { barrier: barrier.to_vec() };
        assert_eq!(proof(&[0]).verify(4, &star), Ok(()));
        assert_eq!(proof(&[]).verify(4, &star), Err(Violation::Barrier { components: 0 }));
        assert_eq!(proof(&[1]).verify(4, &star), Err(Violation::Barrier { components: 1 }));
        assert_eq!(proof(&[0, 0]).verify(4, &star), Err(Violation::Size));
        assert_eq!(proof(&[4]).verify(4, &star), Err(Violation::Size));
    }
}
