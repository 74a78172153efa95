//! Options that several commands share.

pub mod output;
pub mod seed;
mod words;
