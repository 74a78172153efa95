//! What several tests share.

pub mod folder;
pub mod golden;
pub mod programmes;
