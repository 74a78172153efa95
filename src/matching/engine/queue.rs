//! The events that wait for the clock.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::number::Number;

/// What happens next: a priority queue whose clock never runs backwards.
///
/// An event is only a node number: a vertex whose most urgent edge becomes tight, or a blossom
/// whose dual reaches zero. Entries are never removed early; whoever takes one out checks
/// whether it still holds.
#[derive(Debug)]
pub(super) struct Queue<W> {
    pub(super) now: W,
    /// Events that are due already: no need to sort them.
    due: VecDeque<u32>,
    later: BinaryHeap<Reverse<(W, u32)>>,
}

impl<W: Number> Queue<W> {
    pub(super) fn new(capacity: usize) -> Self {
        Self { now: W::ZERO, due: VecDeque::new(), later: BinaryHeap::with_capacity(capacity) }
    }

    #[inline]
    pub(super) fn push(&mut self, at: W, node: u32) {
        if at <= self.now {
            self.due.push_back(node);
        } else {
            self.later.push(Reverse((at, node)));
        }
    }

    /// As `push`, but before whatever else is due at the same time.
    #[inline]
    pub(super) fn push_urgent(&mut self, at: W, node: u32) {
        if at <= self.now {
            self.due.push_front(node);
        } else {
            self.later.push(Reverse((at, node)));
        }
    }

    /// Takes the next event out and moves the clock to it.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<u32> {
        if let Some(node) = self.due.pop_front() {
            return Some(node);
        }
        let Reverse((at, node)) = self.later.pop()?;
        self.now = at;
        Some(node)
    }
}
