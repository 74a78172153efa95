//! A disk as it would be after a change, only to be read.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use super::access::Like;
use super::disk::{Disk, Kind, Stamp, is_absent};
use super::journal::Target;
use super::tree::Content;

/// A disk on which all targets of a change are true.
#[derive(Debug)]
pub struct WouldBe<'a> {
    pub disk: &'a dyn Disk,
    pub root: &'a Path,
    pub targets: &'a [Target],
}

/// What a change does to a path.
enum Fate<'a> {
    /// Nothing.
    Stays,
    Goes,
    Becomes(&'a Content),
}

impl WouldBe<'_> {
    fn at(&self, path: &Path) -> Fate<'_> {
        let Ok(below) = path.strip_prefix(self.root) else { return Fate::Stays };
        for target in self.targets {
            let Ok(inside) = below.strip_prefix(&target.path) else { continue };
            let mut content = target.content.as_ref();
            for name in inside {
                content = match content {
                    Some(Content::Folder(inside)) => inside.get(name),
                    _ => None,
                };
            }
            return content.map_or(Fate::Goes, Fate::Becomes);
        }
        Fate::Stays
    }

    /// The targets in a folder, by name.
    fn inside<'b>(&'b self, folder: &'b Path) -> impl Iterator<Item = (OsString, bool)> + 'b {
        self.targets.iter().filter_map(move |target| {
            let place = self.root.join(&target.path);
            let name = place.strip_prefix(folder).ok()?.iter().next()?;
            let whole = place.parent() == Some(folder);
            (whole || target.content.is_some()).then(|| (name.into(), target.content.is_some()))
        })
    }
}

impl Disk for WouldBe<'_> {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        Ok(match self.at(path) {
            Fate::Goes => None,
            Fate::Becomes(Content::File(_)) => Some(Kind::File),
            Fate::Becomes(Content::Folder(_)) => Some(Kind::Folder),
            Fate::Stays => match self.disk.kind(path)? {
                None if self.inside(path).any(|(_, comes)| comes) => Some(Kind::Folder),
                there => there,
            },
        })
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        self.disk.stamp(path)
    }

    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()> {
        match self.at(path) {
            Fate::Stays => self.disk.read(path, into),
            Fate::Goes => Err(io::ErrorKind::NotFound.into()),
            Fate::Becomes(Content::Folder(_)) => Err(io::ErrorKind::IsADirectory.into()),
            Fate::Becomes(Content::File(bytes)) => {
                into.clone_from(bytes);
                Ok(())
            }
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut names = match self.at(folder) {
            Fate::Becomes(Content::Folder(inside)) => return Ok(inside.keys().cloned().collect()),
            Fate::Becomes(_) | Fate::Goes => return Err(io::ErrorKind::NotFound.into()),
            Fate::Stays => match self.disk.list(folder) {
                Err(error) if is_absent(&error) => Vec::new(),
                listed => listed?,
            },
        };
        for (name, comes) in self.inside(folder) {
            names.retain(|there| *there != name);
            if comes {
                names.push(name);
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    fn may_change(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn write(&self, _: &Path, _: &[u8], _: Like<'_>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn create_folder(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn remove_file(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn remove_folder(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
