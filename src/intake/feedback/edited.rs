//! What is known of a row before and behind its reading.

use crate::domain::Response;
use crate::domain::memory::Taken;
use crate::text::keyed::Key;

use super::seats::Seat;

/// A row that was edited since it was taken in, and what it said then.
pub struct Edited {
    /// Where it stands in the memory.
    pub at: usize,
    /// What it said.
    pub taken: Taken,
    /// What its cells are hashed with.
    pub key: Key,
    /// The columns in which the sheet says something at all.
    pub filled: Vec<&'static str>,
}

/// What is remembered of a row that went in.
pub struct Remembered {
    /// What it was about.
    pub seat: Seat,
    /// What it said.
    pub response: Response,
    /// Where it stands in the memory already.
    pub at: Option<usize>,
}
