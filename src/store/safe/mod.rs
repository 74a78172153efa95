//! Files change together or not at all, whatever happens on the way.
//!
//! Nothing here knows what is in the files. Every step on the disk goes through
//! [`disk::Disk`], so that tests can let it fail at each of them.

pub mod access;
mod bench;
pub mod disk;
pub mod journal;
pub mod kept;
pub mod lock;
mod machine;
#[cfg_attr(not(unix), path = "elsewhere.rs")]
pub mod real;
pub mod record;
pub mod settle;
pub mod sum;
pub mod tree;
pub mod watch;
pub mod would_be;
