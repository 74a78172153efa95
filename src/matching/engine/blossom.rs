//! Blossoms: shrinking an odd cycle into one node, and opening it again.

use super::forest::{Forest, Group, Label, Link, Node};
use super::number::Number;
use super::table::NONE;

impl<W: Number> Forest<'_, W> {
    /// Shrinks the odd cycle that the tight edge `u`-`v` closes in one tree.
    pub(super) fn shrink(&mut self, u: u32, v: u32) {
        let (left, right) = (self.top(u), self.top(v));
        let root = self.group[self.vertex[u].group].tree;
        let apex = self.common_ancestor(left, right);
        let blossom = self.new_blossom();
        let mut cycle = std::mem::take(&mut self.scratch);

        // Down from the apex to `u`, across to `v`, and up again.
        self.collect_path(left, apex, &mut cycle);
        let mut across = Link::new(u, v);
        for &b in &cycle {
            let upwards = self.step_up(b);
            self.node[b].link = across;
            across = upwards.reversed();
        }
        self.node[apex].link = across;
        cycle.push(apex);
        cycle.reverse();
        let turn = cycle.len();
        self.collect_path(right, apex, &mut cycle);
        for &b in &cycle[turn..] {
            self.node[b].link = self.step_up(b);
        }

        self.absorb(blossom, root, &cycle);
        // Vertices that were odd until now have not been looked at from the even side.
        for &b in &cycle {
            if self.node[b].up != Link::NONE {
                self.node[b].up = Link::NONE;
                self.for_each_vertex(b, Self::scan_even);
            }
        }
        cycle.clear();
        self.scratch = cycle;
    }

    /// The edge from a node of a tree towards the root.
    fn step_up(&self, b: u32) -> Link {
        let node = &self.node[b];
        if node.up == Link::NONE { node.mate } else { node.up }
    }

    /// Lists the nodes from `b` up to, but without, `apex`.
    fn collect_path(&self, mut b: u32, apex: u32, path: &mut Vec<u32>) {
        while b != apex {
            path.push(b);
            b = self.top(self.step_up(b).outer);
        }
    }

    /// The first even node on both paths to the root: both walks take turns, so the cost is
    /// proportional to the longer side of the cycle.
    fn common_ancestor(&mut self, left: u32, right: u32) -> u32 {
        self.walk += 1;
        let (mut this, mut that) = (left, right);
        loop {
            if this != NONE {
                let node = &mut self.node[this];
                if node.mark == self.walk {
                    return this;
                }
                node.mark = self.walk;
                let mate = node.mate.outer;
                this = if mate == NONE {
                    NONE
                } else {
                    let odd = self.top(mate);
                    self.top(self.node[odd].up.outer)
                };
            }
            std::mem::swap(&mut this, &mut that);
        }
    }

    fn new_blossom(&mut self) -> u32 {
        self.spare_nodes.pop().unwrap_or_else(|| {
            let number = self.node.len();
            self.node.push(Node::vertex(number))
        })
    }

    /// Makes the nodes of the cycle, apex first, the children of `blossom`: one even node.
    fn absorb(&mut self, blossom: u32, root: u32, cycle: &[u32]) {
        let now = self.now();
        let apex = cycle[0];
        let mut whole = Node::vertex(NONE);
        whole.z = -(now + now);
        whole.mate = self.node[apex].mate;
        whole.child = apex;
        whole.first = self.node[apex].first;
        whole.size = 0;
        let mut largest = apex;
        let mut before = cycle[cycle.len() - 1];
        // `next` and `prev` serve the tree's list until here and the cycle from here on.
        for &b in cycle {
            self.delist(root, b);
        }
        for &b in cycle {
            let group = self.group[self.group_of(b)];
            if group.label == Label::Odd {
                let shift = group.offset - (now + now);
                self.for_each_vertex(b, |forest, v| forest.vertex[v].y += shift);
            }
            let shift = self.elapsed(group.label);
            let node = &mut self.node[b];
            node.z += shift;
            node.parent = blossom;
            node.prev = before;
            let Node { first, last, size, .. } = *node;
            self.node[before].next = b;
            before = b;
            whole.size += size;
            if size > self.node[largest].size {
                largest = b;
            }
            if b != apex {
                self.vertex[whole.last].succ = first;
            }
            whole.last = last;
        }
        // The largest part keeps its group; the vertices of the others move there.
        let kept = self.group_of(largest);
        for &b in cycle {
            if b != largest {
                let old = self.group_of(b);
                self.spare_groups.push(old);
                self.for_each_vertex(b, |forest, v| forest.vertex[v].group = kept);
            }
        }
        self.group[kept] = Group { top: blossom, tree: root, offset: W::ZERO, label: Label::Even };
        self.node[blossom] = whole;
        self.enlist(root, blossom);
    }

    /// Opens an odd blossom of dual zero: the even-length way through it stays in the tree, the
    /// rest becomes free.
    pub(super) fn expand(&mut self, blossom: u32) {
        let whole = self.node[blossom];
        let group = self.group[self.group_of(blossom)];
        let root = group.tree;
        self.delist(root, blossom);
        let mut parts = std::mem::take(&mut self.scratch);
        let mut b = whole.child;
        loop {
            parts.push(b);
            b = self.node[b].next;
            if b == whole.child {
                break;
            }
        }
        self.split(blossom, group, &parts);
        let base = self.top(whole.mate.inner);
        let entry = self.top(whole.up.inner);
        self.match_cycle(base, whole.mate);

        // From the entry to the base, first along its matching edge.
        let place = |b| parts.iter().position(|&part| part == b).unwrap_or_default();
        let ahead = (place(entry) + parts.len() - place(base)) % parts.len();
        let forward = ahead % 2 == 1;
        let mut odd = entry;
        let mut up = whole.up;
        // The tree's list takes over `next` and `prev`, so the way is listed first.
        let mut way = Vec::new();
        while odd != base {
            let (even, after, toward) = if forward {
                let even = self.node[odd].next;
                let after = self.node[even].next;
                (even, after, self.node[even].link.reversed())
            } else {
                let even = self.node[odd].prev;
                let after = self.node[even].prev;
                (even, after, self.node[after].link)
            };
            way.push((odd, up, even));
            odd = after;
            up = toward;
        }
        self.make_odd(base, root, up);
        for &(odd, up, even) in &way {
            self.make_odd(odd, root, up);
            self.make_even(even, root);
        }
        for &(_, _, even) in &way {
            self.for_each_vertex(even, Self::scan_even);
        }
        for b in parts.drain(..) {
            if self.group[self.group_of(b)].label == Label::Free {
                self.for_each_vertex(b, Self::announce);
            }
        }
        self.scratch = parts;
    }

    /// Dissolves an odd blossom into outermost free nodes, `parts`.
    fn split(&mut self, blossom: u32, old: Group<W>, parts: &[u32]) {
        let offset = old.offset - self.now();
        let kept = self.group_of(blossom);
        let mut largest = parts[0];
        for &b in parts {
            if self.node[b].size > self.node[largest].size {
                largest = b;
            }
        }
        for &b in parts {
            let number = if b == largest {
                kept
            } else {
                let empty = Group { top: b, tree: NONE, offset, label: Label::Free };
                let number = self.spare_groups.pop().unwrap_or_else(|| self.group.push(empty));
                self.for_each_vertex(b, |forest, v| forest.vertex[v].group = number);
                number
            };
            self.group[number] = Group { top: b, tree: NONE, offset, label: Label::Free };
            self.node[b].parent = NONE;
            self.node[b].up = Link::NONE;
        }
        self.node[blossom].first = NONE;
        self.spare_nodes.push(blossom);
    }

    /// Works out the matching edges in a cycle whose base is matched outside.
    pub(super) fn match_cycle(&mut self, base: u32, outside: Link) {
        self.node[base].mate = outside;
        let mut b = self.node[base].next;
        while b != base {
            let link = self.node[b].link;
            let other = self.node[b].next;
            self.node[b].mate = link;
            self.node[other].mate = link.reversed();
            b = self.node[other].next;
        }
    }
}
