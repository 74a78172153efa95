//! A programme becomes plain figures.
