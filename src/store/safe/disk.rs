//! The dozen things the store asks of a file system, so that tests can make any of them fail.

use std::ffi::OsString;
use std::fmt::Debug;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use super::access::Like;

/// What stands at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a device or something stranger.
    Other,
}

/// What becomes different when somebody saves a file. Of two savings within one tick of the file
/// system's clock, some milliseconds, the second shows by its length or its inode only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub length: u64,
    /// Seconds and billionths of a second, from whatever moment the system counts.
    pub modified: (i64, i64),
    /// Editors that write a new file and rename it change this; 0 where there is no such thing.
    pub inode: u64,
}

/// A file system with a programme folder on it.
///
/// Within that folder no link is followed, not even on the way to a path: behind one there is
/// nothing to be seen, and nothing can be changed. Nothing waits for the other end of a pipe.
/// Every method is one step that a crash can come before or after; [`Disk::write`] is several.
pub trait Disk: Debug + Sync {
    /// What stands at a path, or `None`.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// The stamp of what stands at a path, or `None`; links are not followed.
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>>;
    /// All bytes of a plain file, in place of those in the buffer; of anything else, an error of
    /// the kind `IsADirectory`.
    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()>;
    /// The names in a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
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
    /// Takes a kernel lock, alone or together with others, unless somebody holds one against it.
    fn try_lock(&self, file: &File, together: bool) -> Result<(), TryLockError> {
        if together { file.try_lock_shared() } else { file.try_lock() }
    }
    /// How many bytes there is room for, where that is known.
    fn room(&self, folder: &Path) -> io::Result<Option<u64>> {
        #[cfg(unix)]
        {
            let found = rustix::fs::statvfs(folder)?;
            // Some file systems know nothing of their size.
            Ok((found.f_blocks > 0).then(|| found.f_bavail.saturating_mul(found.f_frsize)))
        }
        #[cfg(not(unix))]
        {
            let _ = folder;
            Ok(None)
        }
    }
}

/// Whether an error says that a file system has no locks.
pub fn has_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;

        let codes = [Errno::NOLCK, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS];
        if codes.iter().any(|code| error.raw_os_error() == Some(code.raw_os_error())) {
            return true;
        }
    }
    error.kind() == io::ErrorKind::Unsupported
}

/// Whether an error says that there is nothing at a path.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
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
