//! What several tests share.

pub mod asked;
pub mod folder;
pub mod golden;
pub mod programmes;
