//! From the last state of the search to mates, duals and barrier.

use super::forest::{Forest, Label};
use super::number::Number;
use super::table::NONE;
use crate::matching::certificate::Certificate;

impl<W: Number> Forest<'_, W> {
    /// The odd vertices, once no tree can grow any more.
    pub(super) fn barrier(&self) -> Vec<u32> {
        (0..self.n).filter(|&v| self.label(v) == Label::Odd).collect()
    }

    /// Opens all blossoms, outermost first, and returns the mates and the certificate.
    ///
    /// Linear: the chain of nodes around the vertex where a blossom is matched is walked once
    /// for all of the chain.
    pub(super) fn finish(mut self) -> (Vec<u32>, Certificate) {
        let y = (0..self.n).map(|v| self.dual(v).widen()).collect();
        self.walk += 1;
        let mut blossoms = Vec::new();
        let mut open: Vec<(u32, u32)> = Vec::new();
        for b in self.n..self.node.len() {
            let node = &self.node[b];
            if node.parent == NONE && node.first != NONE {
                open.push((b, NONE));
            }
        }
        // Each entry: a blossom whose mate is known, and its nearest kept blossom around.
        let mut inside = vec![NONE; self.n as usize];
        while let Some((b, around)) = open.pop() {
            self.rotate(b);
            let node = self.node[b];
            let mut own = around;
            if node.z > W::ZERO {
                own = u32::try_from(blossoms.len()).unwrap_or(NONE);
                blossoms.push((node.z.widen(), around));
            }
            let mut child = node.child;
            loop {
                if child < self.n {
                    inside[child as usize] = own;
                } else {
                    open.push((child, own));
                }
                child = self.node[child].next;
                if child == node.child {
                    break;
                }
            }
        }
        let mate = (0..self.n).map(|v| self.node[v].mate.outer).collect();
        (mate, Certificate::new(y, inside, &blossoms))
    }

    /// Hands the matching edge of a blossom down to the vertex it is at and works out the
    /// matching edges in each cycle on the way, unless that was done from further out.
    fn rotate(&mut self, top: u32) {
        if self.node[top].mark == self.walk {
            return;
        }
        let mate = self.node[top].mate;
        let mut b = mate.inner;
        while b != top {
            let parent = self.node[b].parent;
            self.match_cycle(b, mate);
            self.node[parent].mark = self.walk;
            b = parent;
        }
    }
}
