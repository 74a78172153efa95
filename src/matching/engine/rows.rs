//! The graph as rows: for each vertex its neighbours and the doubled costs, side by side.

use super::number::Number;
use super::table::Table;
use crate::matching::graph::{Cost, Edge};

/// One direction of an edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc<W> {
    pub(super) head: u32,
    /// Twice the cost of the edge, so that half-integral duals are integers.
    pub(super) cost: W,
}

/// All arcs, sorted by tail (compressed sparse rows).
#[derive(Debug)]
pub(super) struct Rows<W> {
    start: Vec<u32>,
    arcs: Vec<Arc<W>>,
    /// The least cost at each vertex; `NEVER` if it has no arc.
    cheapest: Table<W>,
}

impl<W: Number> Rows<W> {
    /// Builds the rows in two passes over the edges, leaving loops out.
    ///
    /// The ends have been checked to be below `n`, and `2 * edges.len()` to fit into `u32`.
    pub(super) fn new<C: Cost>(n: u32, edges: &[Edge<C>]) -> Self {
        let mut start = vec![0u32; n as usize + 2];
        for edge in edges.iter().filter(|edge| edge.u != edge.v) {
            start[edge.u as usize + 2] += 1;
            start[edge.v as usize + 2] += 1;
        }
        for at in 2..start.len() {
            start[at] += start[at - 1];
        }
        let total = start[start.len() - 1] as usize;
        let mut arcs = vec![Arc { head: 0, cost: W::ZERO }; total];
        let mut cheapest = Table::filled(W::NEVER, n);
        // While filling, `start[v + 1]` is where the next arc of `v` goes; it ends up as the
        // start of row `v + 1`.
        for edge in edges.iter().filter(|edge| edge.u != edge.v) {
            let cost = W::narrow(2 * edge.cost.widen());
            for (tail, head) in [(edge.u, edge.v), (edge.v, edge.u)] {
                let slot = &mut start[tail as usize + 1];
                arcs[*slot as usize] = Arc { head, cost };
                *slot += 1;
                if cost < cheapest[tail] {
                    cheapest[tail] = cost;
                }
            }
        }
        start.pop();
        Self { start, arcs, cheapest }
    }

    /// The arcs that leave `v`.
    #[inline]
    pub(super) fn of(&self, v: u32) -> &[Arc<W>] {
        let at = v as usize;
        &self.arcs[self.start[at] as usize..self.start[at + 1] as usize]
    }

    /// The least cost of an arc that leaves `v`, if there is one.
    pub(super) fn cheapest(&self, v: u32) -> Option<W> {
        Some(self.cheapest[v]).filter(|&cost| cost != W::NEVER)
    }
}
