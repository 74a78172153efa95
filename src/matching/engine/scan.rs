//! Looking through the arcs of a vertex for the next tight edge.

use super::forest::{Forest, Label};
use super::number::Number;
use super::table::NONE;

impl<W: Number> Forest<'_, W> {
    /// Looks through the arcs of a vertex that has just become even: tells the neighbours that
    /// are not even, and finds the vertex's own most urgent edge to an even one.
    pub(super) fn scan_even(&mut self, u: u32) {
        let now = self.queue.now;
        let own_group = self.vertex[u].group;
        let y = self.vertex[u].y + now;
        let mut best = (W::NEVER, W::ZERO, NONE);
        for arc in self.rows.of(u) {
            let other = &mut self.vertex[arc.head];
            let group = &self.group[other.group];
            if group.label == Label::Even {
                let slack = arc.cost - y - (other.y + now);
                if slack < best.0 && other.group != own_group {
                    best = (slack, arc.cost, arc.head);
                }
                continue;
            }
            let due = now + arc.cost - y - other.y;
            if due < other.due {
                other.due = due;
                other.cost = arc.cost;
                other.via = u;
                if group.label == Label::Free {
                    self.queue.push(due - group.offset, arc.head);
                }
            }
        }
        self.set_due(u, best, true);
    }

    /// Finds anew the most urgent edge of an even or free vertex to an even one.
    pub(super) fn rescan(&mut self, u: u32) {
        let now = self.queue.now;
        let own_group = self.vertex[u].group;
        let y = self.dual(u);
        let even = self.group[own_group].label == Label::Even;
        let mut best = (W::NEVER, W::ZERO, NONE);
        for arc in self.rows.of(u) {
            let other = &self.vertex[arc.head];
            if self.group[other.group].label == Label::Even {
                let slack = arc.cost - y - (other.y + now);
                if slack < best.0 && other.group != own_group {
                    best = (slack, arc.cost, arc.head);
                }
            }
        }
        self.set_due(u, best, even);
    }

    /// Stores the most urgent edge. The slack between two even vertices shrinks twice as fast.
    fn set_due(&mut self, u: u32, (slack, cost, via): (W, W, u32), even: bool) {
        let vertex = &mut self.vertex[u];
        if via == NONE {
            vertex.due = W::NEVER;
            return;
        }
        vertex.cost = cost;
        vertex.via = via;
        if even {
            vertex.due = self.queue.now + slack.half();
            self.queue.push_urgent(vertex.due, u);
        } else {
            let due = self.queue.now + slack;
            vertex.due = due + self.group[vertex.group].offset;
            self.queue.push(due, u);
        }
    }

    /// Puts the most urgent edge of a vertex that has become free again into the queue. It was
    /// kept up while the vertex was odd.
    pub(super) fn announce(&mut self, v: u32) {
        let vertex = &self.vertex[v];
        if vertex.due != W::NEVER {
            let due = vertex.due - self.group[vertex.group].offset;
            self.queue.push(due, v);
        }
    }
}
