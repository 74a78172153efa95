//! A good start: feasible duals and a matching of tight edges, found greedily.

use super::number::Number;
use super::rows::Rows;
use super::table::{NONE, Table};

/// Feasible duals, and mates along tight edges.
#[derive(Debug)]
pub(super) struct Start<W> {
    pub(super) y: Table<W>,
    pub(super) mate: Table<u32>,
}

impl<W: Number> Start<W> {
    /// Every dual starts as half of the cheapest edge; then one vertex after the other raises its
    /// dual until an edge is tight and takes the other end if it is not matched.
    pub(super) fn new(n: u32, rows: &Rows<W>) -> Self {
        let mut y = Table::with_capacity(n);
        for v in 0..n {
            y.push(rows.cheapest(v).map_or(W::ZERO, Number::half));
        }
        let mut start = Self { y, mate: Table::filled(NONE, n) };
        for v in 0..n {
            if start.mate[v] == NONE {
                start.raise(rows, v);
            }
        }
        for v in 0..n {
            // Two even vertices meet half-way, so all roots must agree on parity; tight edges
            // hand it on to their trees. Lower duals remain feasible.
            if start.mate[v] == NONE && start.y[v].is_odd() {
                start.y[v] -= W::ONE;
            }
        }
        start
    }

    fn raise(&mut self, rows: &Rows<W>, v: u32) {
        let mut least = W::NEVER;
        let mut partner = NONE;
        for arc in rows.of(v) {
            let slack = arc.cost - self.y[arc.head];
            if slack < least || (slack == least && self.mate[arc.head] == NONE) {
                least = slack;
                partner = arc.head;
                // No slack can be below the dual that was feasible already.
                if slack == self.y[v] && self.mate[partner] == NONE {
                    break;
                }
            }
        }
        if partner == NONE {
            return;
        }
        self.y[v] = least;
        if self.mate[partner] == NONE {
            self.mate[v] = partner;
            self.mate[partner] = v;
            return;
        }
        // A tight path of three edges serves as well: the partner's mate finds another. The
        // effort is limited, lest dense graphs with many tight edges take quadratic time here.
        let mut effort = 2 * rows.of(v).len() + 16;
        for arc in rows.of(v) {
            if arc.cost - self.y[arc.head] != least {
                continue;
            }
            let mate = self.mate[arc.head];
            let y = self.y[mate];
            let Some(left) = effort.checked_sub(rows.of(mate).len()) else { return };
            effort = left;
            let free = rows.of(mate).iter().find(|next| {
                next.head != v && self.mate[next.head] == NONE && next.cost - self.y[next.head] == y
            });
            if let Some(next) = free {
                self.mate[mate] = next.head;
                self.mate[next.head] = mate;
                self.mate[v] = arc.head;
                self.mate[arc.head] = v;
                return;
            }
        }
    }
}
