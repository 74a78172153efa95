//! The programme folder becomes a programme and back.
//!
//! [`Folder`] is the door: it finds, reads and changes a folder of plain files. Reading gives a
//! [`Loaded`]: the programme, and findings for everything that is wrong. A [`Change`] names new
//! values; committing it writes the files that become different, all of them or none, whatever
//! happens on the way.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let temp = tempfile::tempdir()?;
//! # let root = temp.path();
//! use unmentor::domain::{Participant, Programme};
//! use unmentor::store::{Change, Folder};
//!
//! Folder::create(root, &Programme::default())?;
//! let folder = Folder::find(root)?;
//!
//! let (lock, loaded) = folder.read_to_change("participants import")?;
//! let mut roster = loaded.programme.roster.clone();
//! let id = roster.next_id();
//! roster.add(Participant::new(id, "Ada Ames", "ada@example.org"));
//! let change = Change { roster: Some(roster), ..Change::titled("sign-ups of May") };
//! let would_change = folder.preview(&loaded, &change)?;
//! let committed = folder.commit(&loaded, &change, lock)?;
//! assert_eq!(committed.files, would_change);
//!
//! let loaded = folder.read()?;
//! assert_eq!((loaded.programme.roster.len(), loaded.findings.len()), (1, 0));
//! folder.undo(folder.lock("undo")?)?;
//! # Ok(())
//! # }
//! ```

mod amendments;
mod change;
mod contents;
mod disk;
mod error;
mod exclusions;
mod folder;
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
mod seal;
mod seen;
mod settings;
mod surroundings;
mod table;
#[cfg(test)]
mod tests;
mod toml;
mod tree;
mod undo;
mod watch;

pub use change::{Change, Changed, How};
pub use error::{StoreError, in_words, remedy};
pub use folder::{Committed, Folder};
pub use load::Loaded;
pub use lock::Lock;
pub use places::InFiles;
pub use undo::Undoable;

/// The program's own folder within a programme folder; nothing in it must be kept by a person.
const HOME: &str = ".unmentor";
