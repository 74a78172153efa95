//! A vector that is indexed by the engine's own `u32` numbers.

use std::ops::{Index, IndexMut};

/// "No vertex", "no node".
pub(super) const NONE: u32 = u32::MAX;

/// A `Vec` indexed by `u32`: half the memory traffic of `usize` links.
#[derive(Clone, Debug, Default)]
pub(super) struct Table<T>(Vec<T>);

impl<T: Clone> Table<T> {
    pub(super) fn filled(value: T, len: u32) -> Self {
        Self(vec![value; len as usize])
    }
}

impl<T> Table<T> {
    pub(super) fn with_capacity(len: u32) -> Self {
        Self(Vec::with_capacity(len as usize))
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 nodes")]
    pub(super) fn len(&self) -> u32 {
        self.0.len() as u32
    }

    /// Appends a value and returns its number.
    pub(super) fn push(&mut self, value: T) -> u32 {
        self.0.push(value);
        self.len() - 1
    }
}

impl<T> Index<u32> for Table<T> {
    type Output = T;

    #[inline]
    fn index(&self, at: u32) -> &T {
        &self.0[at as usize]
    }
}

impl<T> IndexMut<u32> for Table<T> {
    #[inline]
    fn index_mut(&mut self, at: u32) -> &mut T {
        &mut self.0[at as usize]
    }
}
