//! The state of the search: vertices, nodes (vertices and blossoms), groups and trees.

use super::number::Number;
use super::queue::Queue;
use super::rows::Rows;
use super::table::{NONE, Table};

/// Where a node stands in the search forest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// In no tree; its dual stands still.
    Free,
    /// At even distance from the root of its tree; its dual rises with the clock.
    Even,
    /// At odd distance; its dual falls with the clock.
    Odd,
}

/// A vertex and its most urgent edge to an even vertex of another group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex<W> {
    /// The dual, up to what [`Forest::dual`] adds.
    pub(super) y: W,
    /// When the most urgent edge is due, plus the offset of the group: that way it stands still
    /// while the vertex is odd and the edge keeps its slack. A lower bound, checked when the
    /// clock gets there, since its even end may have left the forest.
    pub(super) due: W,
    /// The (doubled) cost of that edge.
    pub(super) cost: W,
    /// The even end of that edge.
    pub(super) via: u32,
    /// The group the vertex is in.
    pub(super) group: u32,
    /// The next vertex in the list of its blossom.
    pub(super) succ: u32,
}

/// All vertices of one outermost node, with what they share.
///
/// Vertices point to a group, not to the outermost node itself, so that joining and splitting
/// blossoms need renumber only the vertices of the smaller parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group<W> {
    /// The outermost node.
    pub(super) top: u32,
    /// The root of the tree it is in, if it is in one.
    pub(super) tree: u32,
    /// To be added to the dual of each vertex; zero for even groups.
    pub(super) offset: W,
    pub(super) label: Label,
}

/// A directed matching or tree edge between two nodes: the vertex inside and the one outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) inner: u32,
    pub(super) outer: u32,
}

impl Link {
    pub(super) const NONE: Self = Self { inner: NONE, outer: NONE };

    pub(super) fn new(inner: u32, outer: u32) -> Self {
        Self { inner, outer }
    }

    /// The same edge seen from its other end.
    pub(super) fn reversed(self) -> Self {
        Self { inner: self.outer, outer: self.inner }
    }
}

/// A vertex or a blossom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<W> {
    /// The dual of a blossom, up to [`Forest::elapsed`].
    pub(super) z: W,
    /// The blossom around it.
    pub(super) parent: u32,
    /// The matching edge; for an unmatched node `inner` is its base and `outer` is `NONE`.
    /// Only valid for outermost nodes; within blossoms it is worked out when they are opened.
    pub(super) mate: Link,
    /// The tree edge that led here, for odd nodes.
    pub(super) up: Link,
    /// The edge to the next node in the cycle of the parent.
    pub(super) link: Link,
    /// Neighbours in the cycle of the parent, or in the list of the tree if outermost.
    pub(super) next: u32,
    pub(super) prev: u32,
    /// Some node of the cycle, for blossoms.
    pub(super) child: u32,
    /// The ends of the list of its vertices, and their number.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) size: u32,
    /// The last walk to the root that passed here.
    pub(super) mark: u32,
}

impl<W: Number> Node<W> {
    /// An unmatched vertex.
    pub(super) fn vertex(v: u32) -> Self {
        Self {
            z: W::ZERO,
            parent: NONE,
            mate: Link::new(v, NONE),
            up: Link::NONE,
            link: Link::NONE,
            next: NONE,
            prev: NONE,
            child: NONE,
            first: v,
            last: v,
            size: 1,
            mark: 0,
        }
    }
}

/// The whole state. Numbers below `n` are vertices, the others blossoms.
#[derive(Debug)]
pub(super) struct Forest<'a, W> {
    pub(super) rows: &'a Rows<W>,
    pub(super) n: u32,
    pub(super) vertex: Table<Vertex<W>>,
    pub(super) node: Table<Node<W>>,
    pub(super) group: Table<Group<W>>,
    pub(super) spare_nodes: Vec<u32>,
    pub(super) spare_groups: Vec<u32>,
    /// For each root one node of the circular list of the nodes of its tree.
    pub(super) tree: Table<u32>,
    pub(super) trees: u32,
    pub(super) queue: Queue<W>,
    pub(super) walk: u32,
    /// A reusable list for one operation's own use.
    pub(super) scratch: Vec<u32>,
}

impl<W: Number> Forest<'_, W> {
    #[inline]
    pub(super) fn now(&self) -> W {
        self.queue.now
    }

    /// The outermost node around a vertex.
    #[inline]
    pub(super) fn top(&self, v: u32) -> u32 {
        self.group[self.vertex[v].group].top
    }

    /// The group of an outermost node.
    #[inline]
    pub(super) fn group_of(&self, node: u32) -> u32 {
        self.vertex[self.node[node].first].group
    }

    #[inline]
    pub(super) fn label(&self, v: u32) -> Label {
        self.group[self.vertex[v].group].label
    }

    /// The dual of a vertex at this moment.
    #[inline]
    pub(super) fn dual(&self, v: u32) -> W {
        let vertex = &self.vertex[v];
        let group = &self.group[vertex.group];
        match group.label {
            Label::Free => vertex.y + group.offset,
            Label::Even => vertex.y + self.now(),
            Label::Odd => vertex.y + group.offset - self.now(),
        }
    }

    /// What the clock has added to the dual of an outermost blossom: call with the label it has
    /// to make the stored value the true one, with the opposite sign to undo that.
    pub(super) fn elapsed(&self, label: Label) -> W {
        let twice = self.now() + self.now();
        match label {
            Label::Free => W::ZERO,
            Label::Even => twice,
            Label::Odd => -twice,
        }
    }

    /// Adds a node to the list of a tree.
    pub(super) fn enlist(&mut self, root: u32, node: u32) {
        let at = self.tree[root];
        if at == NONE {
            self.node[node].next = node;
            self.node[node].prev = node;
            self.tree[root] = node;
        } else {
            let next = self.node[at].next;
            self.node[node].prev = at;
            self.node[node].next = next;
            self.node[at].next = node;
            self.node[next].prev = node;
        }
    }

    /// Takes a node out of the list of a tree.
    pub(super) fn delist(&mut self, root: u32, node: u32) {
        let Node { next, prev, .. } = self.node[node];
        self.node[next].prev = prev;
        self.node[prev].next = next;
        if self.tree[root] == node {
            self.tree[root] = if next == node { NONE } else { next };
        }
    }

    /// Calls `visit` on each vertex of a node.
    #[inline]
    pub(super) fn for_each_vertex(&mut self, node: u32, mut visit: impl FnMut(&mut Self, u32)) {
        let Node { first, last, .. } = self.node[node];
        let mut v = first;
        loop {
            visit(self, v);
            if v == last {
                break;
            }
            v = self.vertex[v].succ;
        }
    }
}
