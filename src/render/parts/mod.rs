//! What each part of the report says: its section of the page, a file each.

pub mod cohorts;
pub mod growth;
pub mod network;
pub mod participants;
pub mod reasons;
pub mod rounds;
pub mod runway;
pub mod summary;
