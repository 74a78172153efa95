//! The input of the engine: edges with integer costs.

/// An integer that the engine accepts as the cost of an edge.
///
/// Results are always reported as `i128`: the sum of many `i64` costs need not be an `i64`.
pub trait Cost: Copy + Ord + std::fmt::Debug {
    /// The same number as an `i128`.
    fn widen(self) -> i128;
}

impl Cost for i64 {
    fn widen(self) -> i128 {
        i128::from(self)
    }
}

impl Cost for i128 {
    fn widen(self) -> i128 {
        self
    }
}

/// An undirected edge between the vertices `u` and `v` (numbered from 0).
///
/// Parallel edges are welcome (only the cheapest can matter) and loops, `u == v`, are ignored,
/// since no matching can contain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge<C> {
    /// One end.
    pub u: u32,
    /// The other end.
    pub v: u32,
    /// What it costs to match the two ends; may be negative.
    pub cost: C,
}

impl<C: Cost> Edge<C> {
    /// An edge between `u` and `v` at the given cost.
    pub fn new(u: u32, v: u32, cost: C) -> Self {
        Self { u, v, cost }
    }
}
