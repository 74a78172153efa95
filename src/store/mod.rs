//! The programme folder becomes a programme and back.
//!
//! [`Folder`] is the door: it finds, reads and changes a folder of plain files. Reading gives a
//! [`Loaded`]: the programme, and findings for everything that is wrong. A [`Change`] names new
//! values; committing it writes the files that become different, all of them or none, whatever
//! happens on the way.

mod change;
mod disk;
mod error;
mod exclusions;
mod folder;
mod ids;
mod journal;
mod load;
mod lock;
mod notes;
mod outcomes;
mod pairings;
mod places;
mod record;
mod roster;
mod roster_write;
mod round_head;
mod scan;
mod seen;
mod settings;
mod table;
#[cfg(test)]
mod tests;
mod toml;
mod tree;
mod undo;
mod write;

pub use change::{Change, Changed, How};
pub use error::StoreError;
pub use folder::{Committed, Folder};
pub use load::Loaded;
pub use lock::Lock;
pub use places::InFiles;
pub use undo::Undoable;

/// The program's own folder within a programme folder; nothing in it must be kept by a person.
const HOME: &str = ".unmentor";
