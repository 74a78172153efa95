//! What several tests share.

pub mod five_rounds;
