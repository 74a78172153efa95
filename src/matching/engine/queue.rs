//! The events that wait for the clock.

use std::collections::VecDeque;

use super::number::Number;
use super::table::{NONE, Table};

/// What happens next: a priority queue whose clock never runs backwards.
///
/// An event is only a node number: a vertex whose most urgent edge becomes tight, or a blossom
/// whose dual reaches zero. Each node is in the heap at most once, with its latest time. Entries
/// that have lost their meaning stay; whoever takes one out checks whether it still holds.
#[derive(Debug)]
pub(super) struct Queue<W> {
    pub(super) now: W,
    /// Events that are due already: no need to sort them.
    due: VecDeque<u32>,
    /// A heap in which each entry has four below it.
    heap: Vec<(W, u32)>,
    /// Where each node is in the heap.
    place: Table<u32>,
}

impl<W: Number> Queue<W> {
    pub(super) fn new(n: u32) -> Self {
        Self {
            now: W::ZERO,
            due: VecDeque::new(),
            heap: Vec::with_capacity(n as usize),
            place: Table::filled(NONE, n),
        }
    }

    /// Sets the time of a node, in place of an earlier one.
    #[inline]
    pub(super) fn push(&mut self, at: W, node: u32) {
        if at <= self.now {
            self.due.push_back(node);
        } else {
            self.set(at, node);
        }
    }

    /// As `push`, but before whatever else is due at the same time.
    #[inline]
    pub(super) fn push_urgent(&mut self, at: W, node: u32) {
        if at <= self.now {
            self.due.push_front(node);
        } else {
            self.set(at, node);
        }
    }

    /// Takes the next event out and moves the clock to it.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<u32> {
        if let Some(node) = self.due.pop_front() {
            return Some(node);
        }
        let &(at, node) = self.heap.first()?;
        self.place[node] = NONE;
        let last = self.heap.pop()?;
        if last.1 != node {
            self.sink(0, last);
        }
        self.now = at;
        Some(node)
    }

    fn set(&mut self, at: W, node: u32) {
        while self.place.len() <= node {
            self.place.push(NONE);
        }
        let place = self.place[node];
        if place == NONE {
            self.heap.push((at, node));
            self.rise(self.heap.len() - 1, (at, node));
        } else if at <= self.heap[place as usize].0 {
            self.rise(place as usize, (at, node));
        } else {
            self.sink(place as usize, (at, node));
        }
    }

    /// Fills the gap at `place`, or further up, with the entry.
    fn rise(&mut self, mut place: usize, entry: (W, u32)) {
        while place > 0 {
            let above = (place - 1) / 4;
            if self.heap[above].0 <= entry.0 {
                break;
            }
            self.put(place, self.heap[above]);
            place = above;
        }
        self.put(place, entry);
    }

    /// Fills the gap at `place`, or further down, with the entry.
    fn sink(&mut self, mut place: usize, entry: (W, u32)) {
        loop {
            let first = 4 * place + 1;
            let below = first..self.heap.len().min(first + 4);
            let Some(least) = below.min_by_key(|&at| self.heap[at].0) else { break };
            if entry.0 <= self.heap[least].0 {
                break;
            }
            self.put(place, self.heap[least]);
            place = least;
        }
        self.put(place, entry);
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 nodes")]
    fn put(&mut self, place: usize, entry: (W, u32)) {
        self.heap[place] = entry;
        self.place[entry.1] = place as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_in_order_of_their_latest_time() {
        let mut queue = Queue::<i64>::new(4);
        for (at, node) in [(50, 0), (30, 1), (40, 2), (20, 3), (10, 0), (60, 3), (35, 7)] {
            queue.push(at, node);
        }
        let order: Vec<_> =
            std::iter::from_fn(|| queue.pop().map(|node| (queue.now, node))).collect();
        assert_eq!(order, [(10, 0), (30, 1), (35, 7), (40, 2), (60, 3)]);
    }

    #[test]
    fn urgent_events_come_first_among_those_that_are_due() {
        let mut queue = Queue::<i64>::new(3);
        queue.push(0, 0);
        queue.push_urgent(0, 1);
        queue.push(0, 2);
        assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(1), Some(0), Some(2)]);
    }
}
