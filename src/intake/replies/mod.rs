//! Replies.
mod own;
pub(crate) mod phrases;
mod said;
