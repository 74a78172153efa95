//! Minimum-cost perfect matching in general graphs, exactly.
//!
//! The primal-dual blossom algorithm of Edmonds ("Paths, trees, and flowers", 1965), in the form
//! surveyed by Galil ("Efficient algorithms for finding maximum matching in graphs", ACM
//! Computing Surveys 18, 1986), with ideas of Gabow and of Mehlhorn and Schäfer ("Implementation
//! of O(nm log n) weighted matchings in general graphs", 2002): trees grow from all unmatched
//! vertices at once on a common clock; duals are kept relative to that clock, with one offset for
//! all vertices of a group; a queue holds the times at which edges become tight. Ours differs in
//! two respects: each vertex has only its most urgent edge in the queue and looks through its
//! arcs again when that edge has lapsed, which is cheaper than keeping all of them in order; and
//! groups are joined and split at the cost of their smaller parts.
//!
//! All arithmetic is in integers. Nothing recurses, so deep nesting needs no stack.

mod blossom;
mod finish;
mod forest;
mod grow;
mod number;
mod queue;
mod rows;
mod scan;
mod start;
mod table;

use self::forest::{Forest, Group, Label, Link, Node, Vertex};
use self::grow::Outcome;
use self::number::Number;
use self::queue::Queue;
use self::rows::Rows;
use self::start::Start;
use self::table::{NONE, Table};
use super::barrier::NoPerfectMatching;
use super::certificate::Certificate;
use super::graph::{Cost, Edge};

/// A perfect matching of least cost, and the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Optimum {
    /// The mate of each vertex.
    pub mate: Vec<u32>,
    /// The sum of the costs of its edges.
    pub cost: i128,
    /// Duals that prove it to be of least cost.
    pub certificate: Certificate,
}

/// Why there is no optimum to return.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MatchingError {
    /// The graph has no perfect matching; the proof is enclosed.
    #[error(transparent)]
    Infeasible(#[from] NoPerfectMatching),
    /// An edge names a vertex that is not below `n`.
    #[error("edge {edge} names a vertex that does not exist")]
    VertexOutOfRange {
        /// Its place in the list.
        edge: usize,
    },
    /// More than 2^30 vertices or 2^31 - 1 edges.
    #[error("the graph has too many vertices or edges")]
    TooLarge,
    /// A cost so large that 128 bits might not hold the duals. This never happens to `i64`
    /// costs, nor below 2^88 in absolute value.
    #[error("the costs are too large for exact arithmetic in 128 bits")]
    CostTooLarge,
}

/// Finds a perfect matching of least cost in the graph of `n` vertices and the given edges.
///
/// Costs may be negative. Every graph has an answer: an empty one its empty matching, and one
/// without perfect matching (`n` odd, an isolated vertex, …) a checkable proof of that. The
/// result is a function of the arguments alone, but which of several optima it is, is not
/// specified and not random.
///
/// Takes O(n + m) memory, and time that grows a little faster than the number of edges on the
/// graphs of the benchmark (`benches/README.md`).
///
/// ```
/// use unmentor::matching::{Edge, minimum_cost_perfect};
///
/// let edges = [Edge::new(0, 1, 5), Edge::new(1, 2, 1), Edge::new(2, 3, 5), Edge::new(3, 0, 8)];
/// let optimum = minimum_cost_perfect::<i64>(4, &edges)?;
/// assert_eq!(optimum.cost, 9);
/// assert_eq!(optimum.mate, [3, 2, 1, 0]);
/// optimum.certificate.verify(4, &edges, &optimum.mate)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn minimum_cost_perfect<C: Cost>(
    n: usize,
    edges: &[Edge<C>],
) -> Result<Optimum, MatchingError> {
    let count = u32::try_from(n).ok().filter(|&n| n <= 1 << 30).ok_or(MatchingError::TooLarge)?;
    if edges.len() > (u32::MAX / 2) as usize {
        return Err(MatchingError::TooLarge);
    }
    if let Some(edge) = edges.iter().position(|edge| edge.u.max(edge.v) >= count) {
        return Err(MatchingError::VertexOutOfRange { edge });
    }
    let least = edges.iter().map(|edge| edge.cost).min();
    let largest = edges.iter().map(|edge| edge.cost).max();
    let fits = |limit: i128| {
        let within = |cost: Option<C>| {
            cost.is_none_or(|cost| {
                cost.widen().checked_mul(2).is_some_and(|cost| (-limit..=limit).contains(&cost))
            })
        };
        within(least) && within(largest)
    };
    let narrow = if fits(i64::COST_LIMIT) { solve::<C, i64>(count, edges) } else { None };
    let wide = || if fits(i128::COST_LIMIT) { solve::<C, i128>(count, edges) } else { None };
    narrow.or_else(wide).ok_or(MatchingError::CostTooLarge)?.map_err(MatchingError::from)
}

/// Solves with numbers of the given width; `None` if they turn out to be too narrow.
fn solve<C: Cost, W: Number>(
    n: u32,
    edges: &[Edge<C>],
) -> Option<Result<Optimum, NoPerfectMatching>> {
    let rows = Rows::<W>::new(n, edges);
    let start = Start::new(n, &rows);
    let mut forest = Forest::new(n, &rows, &start);
    match forest.run() {
        Outcome::Overflow => None,
        Outcome::Stuck => Some(Err(NoPerfectMatching { barrier: forest.barrier() })),
        Outcome::Perfect => {
            let (mate, certificate) = forest.finish();
            // Strong duality; half of an even number.
            let cost = certificate.bound()? / 2;
            Some(Ok(Optimum { mate, cost, certificate }))
        }
    }
}

impl<'a, W: Number> Forest<'a, W> {
    fn new(n: u32, rows: &'a Rows<W>, start: &Start<W>) -> Self {
        let mut vertex = Table::with_capacity(n);
        let mut node = Table::with_capacity(n + n / 4);
        let mut group = Table::with_capacity(n);
        for v in 0..n {
            vertex.push(Vertex {
                y: start.y[v],
                due: W::NEVER,
                cost: W::ZERO,
                via: NONE,
                group: v,
                succ: NONE,
            });
            node.push(Node { mate: Link::new(v, start.mate[v]), ..Node::vertex(v) });
            group.push(Group { top: v, tree: NONE, offset: W::ZERO, label: Label::Free });
        }
        Self {
            rows,
            n,
            vertex,
            node,
            group,
            spare_nodes: Vec::new(),
            spare_groups: Vec::new(),
            tree: Table::filled(NONE, n),
            trees: 0,
            queue: Queue::new(n),
            walk: 0,
            scratch: Vec::new(),
        }
    }
}
