//! Files and whole folders on a disk; every error names the path and the cause.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;

use super::access::Like;
use super::disk::{Disk, Kind, Stamp, is_absent};
use crate::store::error::StoreError;

/// So much must be free when a change is decided: for a few names and a folder of copies.
const ROOM: u64 = 256 << 10;

/// What stands, or is to stand, at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    File(Vec<u8>),
    Folder(BTreeMap<OsString, Content>),
}

/// A disk, for those who report its failures.
#[derive(Debug, Clone, Copy)]
pub struct Tree<'a>(pub &'a dyn Disk);

impl Tree<'_> {
    /// What stands at a path; links are not followed.
    pub fn kind(self, path: &Path) -> Result<Option<Kind>, StoreError> {
        self.0.kind(path).map_err(StoreError::on("look at", path))
    }

    /// Whether anything stands at a path.
    pub fn is_there(self, path: &Path) -> Result<bool, StoreError> {
        Ok(self.kind(path)?.is_some())
    }

    /// The stamp of what stands at a path.
    pub fn stamp(self, path: &Path) -> Result<Option<Stamp>, StoreError> {
        self.0.stamp(path).map_err(StoreError::on("look at", path))
    }

    /// All bytes of a file; `None` when it is not there.
    pub fn read(self, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        let mut bytes = Vec::new();
        Ok(self.read_into(path, &mut bytes)?.then_some(bytes))
    }

    /// All bytes of a file, in place of those in the buffer; `false` when it is not there.
    pub fn read_into(self, path: &Path, buffer: &mut Vec<u8>) -> Result<bool, StoreError> {
        match self.0.read(path, buffer) {
            Ok(()) => Ok(true),
            Err(e) if is_absent(&e) => Ok(false),
            Err(e) => Err(StoreError::on("read", path)(e)),
        }
    }

    /// The names in a folder, sorted.
    pub fn list(self, folder: &Path) -> Result<Vec<OsString>, StoreError> {
        self.0.list(folder).map_err(StoreError::on("read", folder))
    }

    /// The names in a folder, as far as they can be read, for those who look for some of them.
    pub fn names(self, folder: &Path) -> Result<Vec<String>, StoreError> {
        let text = |name: OsString| name.to_string_lossy().into_owned();
        Ok(self.list(folder)?.into_iter().map(text).collect())
    }

    /// Everything at a path, folders with all that is in them; `None` when there is nothing.
    pub fn content(self, path: &Path) -> Result<Option<Content>, StoreError> {
        match self.kind(path)? {
            None => Ok(None),
            Some(Kind::Link) => Err(StoreError::Link(path.into())),
            Some(Kind::Other) => Err(StoreError::NotPlain(path.into())),
            Some(Kind::File) => Ok(self.read(path)?.map(Content::File)),
            Some(Kind::Folder) => {
                let mut inside = BTreeMap::new();
                for name in self.list(path)? {
                    if let Some(content) = self.content(&path.join(&name))? {
                        inside.insert(name, content);
                    }
                }
                Ok(Some(Content::Folder(inside)))
            }
        }
    }

    /// Writes content to a new path; all of it is on disk afterwards but its own name. What
    /// is not in the place of a file belongs to `folder`.
    pub fn write(
        self,
        path: &Path,
        content: &Content,
        like: Like<'_>,
        folder: &Path,
    ) -> Result<(), StoreError> {
        match content {
            Content::File(bytes) => {
                self.0.write(path, bytes, like).map_err(StoreError::on("write", path))
            }
            Content::Folder(inside) => {
                self.create_folder(path, folder)?;
                for (name, content) in inside {
                    self.write(&path.join(name), content, Like::Folder(folder), folder)?;
                }
                self.sync(path)
            }
        }
    }

    /// Removes a path with everything in it; nothing there is no error.
    pub fn remove(self, path: &Path) -> Result<(), StoreError> {
        match self.kind(path)? {
            None => Ok(()),
            Some(Kind::Folder) => {
                for name in self.list(path)? {
                    self.remove(&path.join(name))?;
                }
                self.0.remove_folder(path).map_err(StoreError::on("remove", path))
            }
            Some(_) => self.0.remove_file(path).map_err(StoreError::on("remove", path)),
        }
    }

    /// Removes a path with everything in it, name by name on disk: once the folder above is synced,
    /// no loss of power brings any of it back.
    pub fn erase(self, path: &Path) -> Result<(), StoreError> {
        if self.kind(path)? != Some(Kind::Folder) {
            return self.remove(path);
        }
        for name in self.list(path)? {
            self.erase(&path.join(name))?;
        }
        self.sync(path)?;
        self.remove(path)
    }

    /// A new folder for those who may use another.
    pub fn create_folder(self, path: &Path, like: &Path) -> Result<(), StoreError> {
        self.0.create_folder(path, like).map_err(StoreError::on("create", path))
    }

    /// Puts a file or folder where nothing stands.
    pub fn rename(self, from: &Path, to: &Path) -> Result<(), StoreError> {
        self.0.rename(from, to).map_err(StoreError::on("put a new file at", to))
    }

    /// Lets two files or folders change places; `false` where that cannot be done at one stroke.
    pub fn exchange(self, one: &Path, other: &Path) -> Result<bool, StoreError> {
        match self.0.exchange(one, other) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == ErrorKind::Unsupported => Ok(false),
            Err(e) => Err(StoreError::on("put a new file at", other)(e)),
        }
    }

    /// Refuses a disk on which not even names could change any more.
    pub fn has_room(self, folder: &Path) -> Result<(), StoreError> {
        let room = self.0.room(folder).map_err(StoreError::on("look at", folder))?;
        if room.is_none_or(|room| room >= ROOM) {
            return Ok(());
        }
        Err(StoreError::on("write to", folder)(ErrorKind::StorageFull.into()))
    }

    /// Refuses a folder in which names cannot be changed.
    pub fn may_change(self, folder: &Path) -> Result<(), StoreError> {
        self.0.may_change(folder).map_err(StoreError::on("put a new file into", folder))
    }

    /// Makes the names in a folder last through a loss of power.
    pub fn sync(self, folder: &Path) -> Result<(), StoreError> {
        self.0.sync_folder(folder).map_err(StoreError::on("sync", folder))
    }
}
