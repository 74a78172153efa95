//! Files change together or not at all, whatever happens on the way.
//!
//! Nothing here knows what is in the files. Every step on the disk goes through
//! [`disk::Disk`], so that tests can let it fail at each of them.

pub mod disk;
pub mod journal;
pub mod lock;
pub mod record;
pub mod tree;
pub mod watch;
