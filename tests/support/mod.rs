//! What several tests share.

pub mod five_rounds;
pub mod folder;
pub mod golden;
pub mod programmes;
