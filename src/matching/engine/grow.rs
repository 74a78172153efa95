//! The events of the search, and the growing, using up and clearing of trees.

use super::forest::{Forest, Label, Link, Node};
use super::number::Number;
use super::table::NONE;

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Every vertex is matched.
    Perfect,
    /// The trees that are left can never grow again: their odd vertices are a barrier.
    Stuck,
    /// The clock passed [`Number::TIME_LIMIT`].
    Overflow,
}

impl<W: Number> Forest<'_, W> {
    /// Makes each unmatched vertex the root of a tree and runs until no tree is left.
    pub(super) fn run(&mut self) -> Outcome {
        for v in 0..self.n {
            if self.node[v].mate.outer == NONE {
                self.trees += 1;
                self.group[v].tree = v;
                self.group[v].label = Label::Even;
                self.enlist(v, v);
            }
        }
        for v in 0..self.n {
            if self.group[v].label == Label::Even {
                self.scan_even(v);
            }
        }
        while self.trees > 0 {
            let Some(node) = self.queue.pop() else { return Outcome::Stuck };
            if self.now() > W::TIME_LIMIT {
                return Outcome::Overflow;
            }
            if node < self.n {
                self.edge_due(node);
            } else {
                self.blossom_due(node);
            }
        }
        Outcome::Perfect
    }

    /// The most urgent edge of a vertex should be tight now. Entries of the queue go out of date
    /// when trees vanish or blossoms form around the edge; then the next edge is looked for.
    fn edge_due(&mut self, v: u32) {
        let vertex = self.vertex[v];
        let group = self.group[vertex.group];
        if group.label == Label::Odd || vertex.due != self.now() + group.offset {
            return;
        }
        let u = vertex.via;
        let other = self.group[self.vertex[u].group];
        let holds = other.label == Label::Even
            && other.top != group.top
            && self.dual(u) + self.dual(v) == vertex.cost;
        if !holds {
            self.rescan(v);
        } else if group.label == Label::Free {
            self.grow(u, v);
        } else if group.tree == other.tree {
            self.shrink(u, v);
            self.rescan(v);
        } else {
            self.augment(u, v);
        }
    }

    /// An odd blossom may have reached dual zero; entries of earlier lives are out of date.
    fn blossom_due(&mut self, b: u32) {
        let node = &self.node[b];
        if node.parent != NONE || node.first == NONE {
            return;
        }
        let label = self.group[self.group_of(b)].label;
        if label == Label::Odd && node.z + self.elapsed(label) == W::ZERO {
            self.expand(b);
        }
    }

    /// Puts an outermost node, with its group, into a tree as an odd one.
    pub(super) fn make_odd(&mut self, b: u32, root: u32, up: Link) {
        let now = self.now();
        let group = self.group_of(b);
        let group = &mut self.group[group];
        group.label = Label::Odd;
        group.tree = root;
        group.offset += now;
        let node = &mut self.node[b];
        node.up = up;
        let due = now + node.z.half();
        node.z += now + now;
        if b >= self.n {
            self.queue.push(due, b);
        }
        self.enlist(root, b);
    }

    /// Puts an outermost free node into a tree as an even one; its vertices are still to be
    /// scanned.
    pub(super) fn make_even(&mut self, b: u32, root: u32) {
        let now = self.now();
        let group_number = self.group_of(b);
        let group = &mut self.group[group_number];
        let shift = group.offset - now;
        group.label = Label::Even;
        group.tree = root;
        group.offset = W::ZERO;
        self.node[b].z -= now + now;
        self.for_each_vertex(b, |forest, v| forest.vertex[v].y += shift);
        self.enlist(root, b);
    }

    /// Takes the free node at `v` and its mate into the tree of the even vertex `u`.
    fn grow(&mut self, u: u32, v: u32) {
        let root = self.group[self.vertex[u].group].tree;
        let odd = self.top(v);
        let even = self.top(self.node[odd].mate.outer);
        self.make_odd(odd, root, Link::new(v, u));
        self.make_even(even, root);
        self.for_each_vertex(even, Self::scan_even);
    }

    /// Matches the even vertices `u` and `v` of two trees and clears both trees.
    fn augment(&mut self, u: u32, v: u32) {
        self.flip(Link::new(u, v));
        self.flip(Link::new(v, u));
        let roots = [u, v].map(|end| self.group[self.vertex[end].group].tree);
        let mut freed = std::mem::take(&mut self.scratch);
        for root in roots {
            self.clear(root, &mut freed);
        }
        self.trees -= 2;
        if self.trees > 0 {
            for node in freed.drain(..) {
                self.for_each_vertex(node, Self::rescan);
            }
        }
        self.scratch = freed;
    }

    /// Gives the node at `link.inner` that matching edge, and passes its old mate on towards
    /// the root.
    fn flip(&mut self, mut link: Link) {
        loop {
            let even = self.top(link.inner);
            let old = std::mem::replace(&mut self.node[even].mate, link);
            if old.outer == NONE {
                return;
            }
            let odd = self.top(old.outer);
            let up = self.node[odd].up;
            self.node[odd].mate = up;
            link = up.reversed();
        }
    }

    /// Makes all nodes of a tree free and lists them.
    fn clear(&mut self, root: u32, freed: &mut Vec<u32>) {
        let now = self.now();
        let start = self.tree[root];
        let mut b = start;
        loop {
            let group = self.group_of(b);
            let group = &mut self.group[group];
            let label = group.label;
            group.offset = if label == Label::Even { now } else { group.offset - now };
            group.label = Label::Free;
            let shift = self.elapsed(label);
            let node: &mut Node<W> = &mut self.node[b];
            node.z += shift;
            node.up = Link::NONE;
            freed.push(b);
            b = node.next;
            if b == start {
                break;
            }
        }
        self.tree[root] = NONE;
    }
}
