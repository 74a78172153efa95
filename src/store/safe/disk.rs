//! The dozen things the store asks of a file system, so that tests can make any of them fail.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use super::access::{self, Like};
use super::moves;

/// What stands at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    /// A link or something stranger.
    Other,
}

/// What becomes different when somebody saves a file. Of two savings within one tick of the file
/// system's clock, some milliseconds, the second shows by its length or its inode only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Editors that write a new file and rename it change this; 0 where there is no such thing.
    inode: u64,
}

/// A file system.
///
/// Every method is one step that a crash can come before or after; [`Disk::write`] is several.
pub trait Disk: Debug + Sync {
    /// What stands at a path, or `None`.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// The stamp of what stands at a path, or `None`; links are not followed.
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>>;
    /// All bytes of a file, in place of those in the buffer; of anything else, an error of the kind
    /// `IsADirectory`.
    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()>;
    /// The names in a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Whether names can be changed in a folder, as far as that can be known beforehand.
    fn may_change(&self, folder: &Path) -> io::Result<()>;
    /// A new file with these bytes, on disk when this returns.
    fn write(&self, path: &Path, bytes: &[u8], like: Like<'_>) -> io::Result<()>;
    /// A new folder for those who may use `like`, a folder too.
    fn create_folder(&self, path: &Path, like: &Path) -> io::Result<()>;
    /// Makes the names in a folder last through a loss of power.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Puts a file or folder where nothing stands; otherwise an error of the kind `AlreadyExists`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two files or folders change places, at one stroke; an error of the kind `Unsupported`
    /// where the file system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The operating system's own.
#[derive(Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_file() => Ok(Some(Kind::File)),
            Ok(found) if found.is_dir() => Ok(Some(Kind::Folder)),
            Ok(_) => Ok(Some(Kind::Other)),
            Err(e) if is_absent(&e) => Ok(None),
            Err(e) => Err(e),
        }
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        let found = match fs::symlink_metadata(path) {
            Err(e) if is_absent(&e) => return Ok(None),
            found => found?,
        };
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&found);
        #[cfg(not(unix))]
        let inode = 0;
        Ok(Some(Stamp { length: found.len(), modified: found.modified().ok(), inode }))
    }

    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()> {
        // A pipe would never end.
        let found = fs::metadata(path);
        if found.is_err() && path.is_symlink() {
            // A link to nothing, or to itself.
            return Err(io::ErrorKind::NotFound.into());
        }
        if !found?.is_file() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        into.clear();
        File::open(path)?.read_to_end(into)?;
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| {
            entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
        };
        let mut names = fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<_>>>()?;
        names.sort_unstable();
        Ok(names)
    }

    fn may_change(&self, folder: &Path) -> io::Result<()> {
        access::may_change(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8], like: Like<'_>) -> io::Result<()> {
        let mut file =
            again(|| owner_only(OpenOptions::new().write(true).create_new(true)).open(path))?;
        access::give(&file, like)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn create_folder(&self, path: &Path, like: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        again(|| builder.create(path))?;
        access::give_folder(path, like)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        again(|| moves::to_nothing(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        again(|| moves::exchange(one, other))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        again(|| fs::remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        again(|| fs::remove_dir(path))
    }
}

/// Whether an error says that there is nothing at a path.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Files are for their owner only where they are created.
pub fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Repeats a step that a signal interrupted; never used for a sync, whose failure is final.
pub fn again<T>(mut step: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match step() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
