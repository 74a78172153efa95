//! A proof of least cost that anyone can check.
//!
//! It is a solution of the dual of Edmonds' linear programme for matchings ("Maximum matching and
//! a polyhedron with 0,1-vertices", 1965). Checking shares no code with the search.

use super::graph::{Cost, Edge};

/// Stands for "in no blossom".
const OUTERMOST: u32 = u32::MAX;

/// Duals that prove a perfect matching to be of least cost.
///
/// For each vertex there is a dual y, for each blossom B (an odd set of at least three vertices)
/// a dual z >= 0. All are doubled, which makes them integers. On every edge
///
/// > slack = 2 cost - y(u) - y(v) + sum of z(B) over the blossoms B that contain both ends >= 0.
///
/// A perfect matching has at most (|B| - 1) / 2 pairs within B, hence costs at least half of
/// (sum of y(v)) - (sum of z(B) (|B| - 1) / 2); one whose pairs have no slack and which fills
/// every blossom costs exactly that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    y: Vec<i128>,
    /// The innermost blossom around each vertex.
    inside: Vec<u32>,
    /// Outer blossoms come before those within them.
    blossoms: Vec<Blossom>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Blossom {
    z: i128,
    around: u32,
    /// How many blossoms are around this one.
    depth: u32,
    /// The sum of z over this blossom and those around it.
    total: i128,
}

/// Why a certificate does not prove what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// The certificate, the mates and `n` are not about the same number of vertices.
    #[error("the certificate is for another number of vertices")]
    Size,
    /// An edge names a vertex that does not exist.
    #[error("edge {edge} names a vertex that does not exist")]
    Edge {
        /// Its place in the list.
        edge: usize,
    },
    /// The mate of a vertex's mate is not the vertex itself.
    #[error("vertex {vertex} has no mate that agrees")]
    Mate {
        /// The vertex.
        vertex: u32,
    },
    /// No edge without slack joins a vertex with its mate.
    #[error("the pair of vertex {vertex} is not an edge without slack")]
    Loose {
        /// The vertex.
        vertex: u32,
    },
    /// An edge costs less than its duals.
    #[error("edge {edge} costs less than its duals")]
    Infeasible {
        /// Its place in the list.
        edge: usize,
    },
    /// A blossom has a negative dual or an even number of vertices, is not filled by the
    /// matching, or the blossoms are not nested.
    #[error("blossom {blossom} is not a filled odd set with a dual of at least zero")]
    Blossom {
        /// Its number.
        blossom: usize,
    },
    /// The duals do not add up to the cost of the matching.
    #[error("the duals do not add up to the cost of the matching")]
    Objective,
    /// Removing the barrier leaves no more odd components than it has vertices.
    #[error("removing the barrier leaves {components} odd components, too few for a proof")]
    Barrier {
        /// The number of odd components.
        components: usize,
    },
    /// A sum does not fit into 128 bits.
    #[error("a sum does not fit into 128 bits")]
    Overflow,
}

impl Certificate {
    /// `inside` gives the innermost blossom of each vertex and `blossoms` each one's dual and the
    /// blossom around it, which comes earlier in the list.
    pub(super) fn new(y: Vec<i128>, inside: Vec<u32>, blossoms: &[(i128, u32)]) -> Self {
        let mut list: Vec<Blossom> = Vec::with_capacity(blossoms.len());
        for &(z, around) in blossoms {
            let (depth, total) = match list.get(around as usize) {
                Some(outer) => (outer.depth + 1, outer.total.saturating_add(z)),
                None => (1, z),
            };
            list.push(Blossom { z, around, depth, total });
        }
        Self { y, inside, blossoms: list }
    }

    /// The slack of an edge between `u` and `v`, doubled: what its cost lies above the duals.
    ///
    /// A pair that was not among the edges can improve the matching only if its slack is
    /// negative; all matchings of least cost consist of edges without slack. `None` if a vertex
    /// does not exist or the sum does not fit. Takes time in the depth of nested blossoms, which
    /// is constant for nearly all pairs.
    pub fn slack<C: Cost>(&self, u: u32, v: u32, cost: C) -> Option<i128> {
        let (y_u, y_v) = (self.y.get(u as usize)?, self.y.get(v as usize)?);
        cost.widen()
            .checked_mul(2)?
            .checked_sub(*y_u)?
            .checked_sub(*y_v)?
            .checked_add(self.shared(u, v)?)
    }

    /// The doubled dual of a vertex, if it exists. A pair whose duals add up to no more than twice its cost has no
    /// negative slack, whatever the blossoms.
    pub fn dual(&self, v: u32) -> Option<i128> {
        self.y.get(v as usize).copied()
    }

    /// The doubled dual of a vertex and the innermost blossom around it, if it exists.
    pub fn standing(&self, v: u32) -> Option<(i128, u32)> {
        Some((self.dual(v)?, *self.inside.get(v as usize)?))
    }

    /// The doubled least cost that the duals prove, if it fits.
    pub fn bound(&self) -> Option<i128> {
        let sizes = self.sizes();
        let mut bound: i128 = 0;
        for y in &self.y {
            bound = bound.checked_add(*y)?;
        }
        for (blossom, size) in self.blossoms.iter().zip(sizes) {
            let pairs = i128::from(size.saturating_sub(1) / 2);
            bound = bound.checked_sub(blossom.z.checked_mul(pairs)?)?;
        }
        Some(bound)
    }

    /// Checks from scratch that `mate` is a perfect matching of least cost of the graph.
    ///
    /// Takes time and memory linear in the graph, but for deeply nested blossoms.
    pub fn verify<C: Cost>(
        &self,
        n: usize,
        edges: &[Edge<C>],
        mate: &[u32],
    ) -> Result<(), Violation> {
        if self.y.len() != n || self.inside.len() != n || mate.len() != n {
            return Err(Violation::Size);
        }
        for (v, &w) in (0u32..).zip(mate) {
            if w == v || mate.get(w as usize) != Some(&v) {
                return Err(Violation::Mate { vertex: v });
            }
        }
        self.verify_blossoms(mate)?;
        let mut cost: i128 = 0;
        let mut tight = vec![false; n];
        for (at, edge) in edges.iter().enumerate() {
            let (u, v) = (edge.u as usize, edge.v as usize);
            if u >= n || v >= n {
                return Err(Violation::Edge { edge: at });
            }
            if u == v {
                continue;
            }
            let slack = self.slack(edge.u, edge.v, edge.cost).ok_or(Violation::Overflow)?;
            if slack < 0 {
                return Err(Violation::Infeasible { edge: at });
            }
            if slack == 0 && mate[u] == edge.v && !tight[u] {
                tight[u] = true;
                tight[v] = true;
                cost = cost.checked_add(edge.cost.widen()).ok_or(Violation::Overflow)?;
            }
        }
        if let Some((vertex, _)) = (0u32..).zip(&tight).find(|(_, tight)| !**tight) {
            return Err(Violation::Loose { vertex });
        }
        if self.bound() != cost.checked_mul(2) {
            return Err(Violation::Objective);
        }
        Ok(())
    }

    /// Nested, odd, filled, and with duals of at least zero.
    fn verify_blossoms(&self, mate: &[u32]) -> Result<(), Violation> {
        let sizes = self.sizes();
        let mut crossing = vec![0u64; self.blossoms.len()];
        for (u, &v) in (0u32..).zip(mate) {
            let (mut b, other) = (self.inside[u as usize], self.inside[v as usize]);
            let common = self.meet(b, other).ok_or(Violation::Overflow)?;
            while b != common {
                crossing[b as usize] += 1;
                b = self.blossoms[b as usize].around;
            }
        }
        for (at, blossom) in self.blossoms.iter().enumerate() {
            let nested = blossom.around == OUTERMOST || (blossom.around as usize) < at;
            let filled = sizes[at] % 2 == 1 && crossing[at] == 1;
            if !nested || !filled || blossom.z < 0 {
                return Err(Violation::Blossom { blossom: at });
            }
        }
        Ok(())
    }

    /// How many vertices each blossom has.
    fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0u32; self.blossoms.len()];
        for &b in &self.inside {
            if b != OUTERMOST {
                sizes[b as usize] += 1;
            }
        }
        for at in (0..sizes.len()).rev() {
            let around = self.blossoms[at].around;
            if around != OUTERMOST {
                sizes[around as usize] += sizes[at];
            }
        }
        sizes
    }

    /// The sum of z over the blossoms that contain both vertices.
    fn shared(&self, u: u32, v: u32) -> Option<i128> {
        let (a, b) = (*self.inside.get(u as usize)?, *self.inside.get(v as usize)?);
        if a == OUTERMOST || b == OUTERMOST {
            return Some(0);
        }
        let common = self.meet(a, b)?;
        Some(if common == OUTERMOST { 0 } else { self.blossoms[common as usize].total })
    }

    /// The innermost blossom around both blossoms.
    fn meet(&self, mut a: u32, mut b: u32) -> Option<u32> {
        while a != b {
            let depth = |b: u32| self.blossoms.get(b as usize).map_or(0, |blossom| blossom.depth);
            if depth(a) >= depth(b) {
                a = self.blossoms.get(a as usize)?.around;
            } else {
                b = self.blossoms.get(b as usize)?.around;
            }
        }
        Some(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two triangles joined by one edge: each triangle is a blossom that the joining edge leaves.
    fn two_triangles() -> (Vec<Edge<i64>>, Vec<u32>, Certificate) {
        let ends = [(0, 1, 2), (1, 2, 2), (2, 0, 2), (3, 4, 2), (4, 5, 2), (5, 3, 2), (2, 3, 9)];
        let edges = ends.map(|(u, v, cost)| Edge::new(u, v, cost)).to_vec();
        let mate = vec![1, 0, 3, 2, 5, 4];
        // In each triangle y = 9 and z = 14, so that the six edges have slack 4 - 18 + 14.
        let certificate = Certificate::new(
            vec![9; 6],
            vec![0, 0, 0, 1, 1, 1],
            &[(14, OUTERMOST), (14, OUTERMOST)],
        );
        (edges, mate, certificate)
    }

    #[test]
    fn a_right_certificate_is_accepted() {
        let (edges, mate, certificate) = two_triangles();
        assert_eq!(certificate.bound(), Some(2 * 13));
        assert_eq!(certificate.verify(6, &edges, &mate), Ok(()));
        assert_eq!(certificate.slack(0, 5, 20i64), Some(22));
        assert_eq!(certificate.slack(0, 6, 20i64), None);
    }

    #[test]
    fn mates_that_do_not_agree_are_found() {
        let (edges, _, certificate) = two_triangles();
        let wrong = [1, 2, 0, 4, 5, 3];
        assert_eq!(certificate.verify(6, &edges, &wrong), Err(Violation::Mate { vertex: 0 }));
        assert_eq!(certificate.verify(6, &edges, &[]), Err(Violation::Size));
    }

    #[test]
    fn a_pair_that_is_no_edge_is_found() {
        let (mut edges, mate, certificate) = two_triangles();
        edges.pop();
        assert_eq!(certificate.verify(6, &edges, &mate), Err(Violation::Loose { vertex: 2 }));
    }

    #[test]
    fn an_edge_below_its_duals_is_found() {
        let (mut edges, mate, certificate) = two_triangles();
        edges.push(Edge::new(0, 3, 8));
        assert_eq!(certificate.verify(6, &edges, &mate), Err(Violation::Infeasible { edge: 7 }));
    }

    #[test]
    fn blossoms_that_are_negative_or_even_or_not_filled_are_found() {
        let (edges, mate, _) = two_triangles();
        for (inside, z) in [
            (vec![0, 0, 0, 1, 1, 1], -14),
            (vec![0, 0, OUTERMOST, 1, 1, 1], 14),
            (vec![0, 1, 0, 1, 0, 1], 14),
        ] {
            let wrong = Certificate::new(vec![9; 6], inside, &[(z, OUTERMOST), (14, OUTERMOST)]);
            assert_eq!(
                wrong.verify(6, &edges, &mate),
                Err(Violation::Blossom { blossom: 0 }),
                "{wrong:?}"
            );
        }
    }
}
