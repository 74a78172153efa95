//! A programme becomes plain figures.

pub mod picture;
