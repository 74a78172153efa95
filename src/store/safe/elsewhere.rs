//! The file system of systems that cannot open a path from a folder: every name on the way is
//! looked at before.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::access::{self, Like};
use super::disk::{Disk, Kind, Stamp, again, is_absent};

/// The file system with a programme folder, which need not be there yet.
#[derive(Debug)]
pub struct RealDisk {
    root: PathBuf,
}

impl RealDisk {
    /// The file system around a programme folder.
    pub fn around(root: &Path) -> Self {
        Self { root: root.into() }
    }

    /// Refuses a path with a link on the way to it.
    fn way(&self, path: &Path) -> io::Result<()> {
        let below = path.strip_prefix(&self.root).ok().and_then(Path::parent);
        let mut way = self.root.clone();
        for name in below.into_iter().flatten() {
            way.push(name);
            if way.is_symlink() {
                return Err(io::ErrorKind::NotFound.into());
            }
        }
        Ok(())
    }

    fn found(&self, path: &Path) -> io::Result<Option<fs::Metadata>> {
        let found = match path == self.root {
            true => fs::metadata(path),
            false => self.way(path).and_then(|()| fs::symlink_metadata(path)),
        };
        match found {
            Ok(found) => Ok(Some(found)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn plain(&self, path: &Path, options: &OpenOptions) -> io::Result<File> {
        match self.kind(path)? {
            None => Err(io::ErrorKind::NotFound.into()),
            Some(Kind::File) => again(|| options.open(path)),
            Some(_) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    /// A lock as it stands, to be read and written.
    pub fn lock(&self, path: &Path) -> io::Result<File> {
        self.plain(path, OpenOptions::new().read(true).write(true))
    }

    /// A lock as it stands, only to be read.
    pub fn lock_to_read(&self, path: &Path) -> io::Result<File> {
        self.plain(path, OpenOptions::new().read(true))
    }

    /// A new and empty file that can also be read.
    pub fn create(&self, path: &Path, like: Like<'_>) -> io::Result<File> {
        self.way(path)?;
        let file = again(|| File::create_new(path))?;
        let (Like::File(model) | Like::Folder(model)) = like;
        access::give(&file, like, &fs::metadata(model)?)?;
        Ok(file)
    }
}

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let kind = |found: fs::Metadata| match found {
            found if found.is_file() => Kind::File,
            found if found.is_dir() => Kind::Folder,
            found if found.is_symlink() => Kind::Link,
            _ => Kind::Other,
        };
        Ok(self.found(path)?.map(kind))
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        let Some(found) = self.found(path)? else { return Ok(None) };
        let since = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.map_or((0, 0), |since| {
            (i64::try_from(since.as_secs()).unwrap_or_default(), since.subsec_nanos().into())
        });
        Ok(Some(Stamp { length: found.len(), modified, inode: 0 }))
    }

    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()> {
        let mut file = self.lock_to_read(path)?;
        into.clear();
        file.read_to_end(into)?;
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.way(folder)?;
        let name = |entry: io::Result<fs::DirEntry>| entry.map(|entry| entry.file_name());
        let mut names = fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<_>>>()?;
        names.sort_unstable();
        Ok(names)
    }

    fn may_change(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8], like: Like<'_>) -> io::Result<()> {
        let mut file = self.create(path, like)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn create_folder(&self, path: &Path, _: &Path) -> io::Result<()> {
        self.way(path)?;
        again(|| fs::create_dir(path))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.way(from)?;
        self.way(to)?;
        // Somebody may still come between the two lines.
        if to.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        again(|| fs::rename(from, to))
    }

    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.way(path)?;
        again(|| fs::remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.way(path)?;
        again(|| fs::remove_dir(path))
    }
}
