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

mod accept;
mod beside;
mod change;
mod earlier;
mod error;
mod files;
mod folder;
mod in_place;
mod load;
mod memory;
mod messages;
mod named;
mod own;
mod paths;
mod places;
mod safe;
mod stamping;
mod surroundings;
#[cfg(test)]
mod tests;
mod traces;
mod undo;

pub use change::{Change, Changed, How};
pub use error::{StoreError, in_words, remedy};
pub use files::resaved::{Cell, Resaved};
pub use folder::{Committed, Folder};
pub use load::Loaded;
pub use named::TracesBeside;
pub use places::InFiles;
pub use safe::lock::Lock;
pub use safe::settle::{Settle, Settled};
pub use traces::Traces;
pub use undo::{Past, Undoable, Way};
