//! The operating system's own file system, out of whose programme folder nothing leads.
//!
//! A path within the folder is resolved from the folder itself, name by name, and no link among
//! them is followed: `openat2` does that at one stroke where the kernel has it. What leads to the
//! folder is the organiser's own choice, links included.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use rustix::fs::{self as sys, AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::access::{self, Like};
use super::disk::{Disk, Kind, Stamp, again, is_absent};

/// The file system with a programme folder, which need not be there yet.
#[derive(Debug)]
pub struct RealDisk {
    root: PathBuf,
    opened: OnceLock<OwnedFd>,
}

/// Where a path is to be looked up: a folder, and a name in it.
struct Spot<'a> {
    folder: Option<OwnedFd>,
    from: BorrowedFd<'a>,
    name: &'a OsStr,
}

impl Spot<'_> {
    fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_ref().map_or(self.from, AsFd::as_fd)
    }
}

const OWNER_FILE: Mode = Mode::RUSR.union(Mode::WUSR);
const OWNER_FOLDER: Mode = Mode::RWXU;
/// A folder that is only passed through.
#[cfg(any(target_os = "linux", target_os = "android"))]
const WAY: OFlags = OFlags::PATH.union(OFlags::DIRECTORY);
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const WAY: OFlags = OFlags::DIRECTORY;
const NO_LINK: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC);
/// Neither follows a link, nor waits for the other end of a pipe, nor outlives this program.
const CAREFUL: OFlags = NO_LINK.union(OFlags::NONBLOCK).union(OFlags::NOCTTY);

impl RealDisk {
    /// The file system around a programme folder.
    pub fn around(root: &Path) -> Self {
        Self { root: root.into(), opened: OnceLock::new() }
    }

    fn root(&self) -> io::Result<BorrowedFd<'_>> {
        if self.opened.get().is_none() {
            let flags = WAY.union(OFlags::CLOEXEC);
            let opened = again(|| Ok(sys::open(&self.root, flags, Mode::empty())?))?;
            let _ = self.opened.set(opened);
        }
        self.opened.get().map(AsFd::as_fd).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// The part of a path below the folder; `None` for the folder itself and what lies elsewhere.
    fn below<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(&self.root).ok().filter(|below| !below.as_os_str().is_empty())
    }

    fn spot<'a>(&'a self, path: &'a Path) -> io::Result<Spot<'a>> {
        let Some(below) = self.below(path) else {
            return Ok(Spot { folder: None, from: CWD, name: path.as_os_str() });
        };
        let from = self.root()?;
        let name = below.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let above = below.parent().filter(|above| !above.as_os_str().is_empty());
        let folder = above.map(|above| beneath(from, above, WAY)).transpose()?;
        Ok(Spot { folder, from, name })
    }

    fn open(&self, path: &Path, flags: OFlags) -> io::Result<File> {
        let opened = if let Some(below) = self.below(path) {
            beneath(self.root()?, below, flags.union(CAREFUL))?
        } else {
            let flags = flags.union(OFlags::CLOEXEC);
            again(|| Ok(sys::open(path, flags, Mode::empty())?))?
        };
        Ok(File::from(opened))
    }

    /// A plain file, to be read and perhaps written; of anything else, an error of the kind
    /// `IsADirectory`.
    pub fn plain(&self, path: &Path, how: OFlags) -> io::Result<File> {
        match self.open(path, how) {
            Ok(file) if file.metadata()?.is_file() => Ok(file),
            Err(error) if is_absent(&error) => Err(error),
            other => match self.kind(path)? {
                None => Err(io::ErrorKind::NotFound.into()),
                Some(Kind::File) => other.and(Err(io::ErrorKind::InvalidInput.into())),
                Some(_) => Err(io::ErrorKind::IsADirectory.into()),
            },
        }
    }

    /// A lock as it stands, to be read and written.
    pub fn lock(&self, path: &Path) -> io::Result<File> {
        self.plain(path, OFlags::RDWR)
    }

    /// A lock as it stands, only to be read.
    pub fn lock_to_read(&self, path: &Path) -> io::Result<File> {
        self.plain(path, OFlags::RDONLY)
    }

    /// A new and empty file that can also be read.
    pub fn create(&self, path: &Path, like: Like<'_>) -> io::Result<File> {
        let spot = self.spot(path)?;
        let new = OFlags::RDWR.union(OFlags::CREATE).union(OFlags::EXCL).union(CAREFUL);
        let file = again(|| Ok(sys::openat(spot.folder(), spot.name, new, OWNER_FILE)?))?;
        let file = File::from(file);
        let model = match like {
            Like::File(model) => self.plain(model, OFlags::RDONLY)?.metadata()?,
            Like::Folder(folder) => fs::metadata(folder)?,
        };
        access::give(&file, like, &model)?;
        Ok(file)
    }

    fn stat(&self, path: &Path) -> io::Result<Option<sys::Stat>> {
        let found = self.spot(path).and_then(|spot| {
            // The folder itself may be reached by a link.
            let links = if self.below(path).is_some() || path != self.root {
                AtFlags::SYMLINK_NOFOLLOW
            } else {
                AtFlags::empty()
            };
            Ok(sys::statat(spot.folder(), spot.name, links)?)
        });
        match found {
            Ok(stat) => Ok(Some(stat)),
            // Behind a link there is nothing.
            Err(error) if is_absent(&error) || is_loop(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Opens a path below a folder, following no link on the way.
fn beneath(from: BorrowedFd<'_>, path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::ResolveFlags;

        let flags = flags.union(NO_LINK);
        let within = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
        match again(|| Ok(sys::openat2(from, path, flags, Mode::empty(), within)?)) {
            // An older kernel, or one that is told to know nothing of it.
            Err(e) if is(&e, Errno::NOSYS) || is(&e, Errno::PERM) || is(&e, Errno::AGAIN) => {}
            opened => return opened,
        }
    }
    name_by_name(from, path, flags)
}

/// The same, where the system cannot do it at one stroke.
fn name_by_name(from: BorrowedFd<'_>, path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
    let mut names = path.components().peekable();
    let mut folder: Option<OwnedFd> = None;
    while let Some(name) = names.next() {
        let Component::Normal(name) = name else { return Err(io::ErrorKind::InvalidInput.into()) };
        let flags = if names.peek().is_some() { WAY } else { flags }.union(NO_LINK);
        let at = folder.as_ref().map_or(from, AsFd::as_fd);
        folder = Some(again(|| Ok(sys::openat(at, name, flags, Mode::empty())?))?);
    }
    folder.ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

fn is(error: &io::Error, errno: Errno) -> bool {
    error.raw_os_error() == Some(errno.raw_os_error())
}

fn is_loop(error: &io::Error) -> bool {
    is(error, Errno::LOOP)
}

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let kind = |stat: sys::Stat| match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            _ => Kind::Other,
        };
        Ok(self.stat(path)?.map(kind))
    }

    #[allow(clippy::useless_conversion, reason = "the types differ between systems")]
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        let stamp = |stat: sys::Stat| Stamp {
            length: u64::try_from(stat.st_size).unwrap_or_default(),
            modified: (
                stat.st_mtime.try_into().unwrap_or_default(),
                stat.st_mtime_nsec.try_into().unwrap_or_default(),
            ),
            inode: stat.st_ino.into(),
        };
        Ok(self.stat(path)?.map(stamp))
    }

    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()> {
        let mut file = self.plain(path, OFlags::RDONLY)?;
        into.clear();
        file.read_to_end(into)?;
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let opened = self.open(folder, OFlags::RDONLY.union(OFlags::DIRECTORY))?;
        let mut names = Vec::new();
        for entry in Dir::read_from(&opened)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name != "." && name != ".." {
                names.push(name.to_owned());
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    fn may_change(&self, folder: &Path) -> io::Result<()> {
        let needed = sys::Access::WRITE_OK | sys::Access::EXEC_OK;
        let spot = self.spot(folder)?;
        Ok(sys::accessat(spot.folder(), spot.name, needed, AtFlags::EACCESS)?)
    }

    fn write(&self, path: &Path, bytes: &[u8], like: Like<'_>) -> io::Result<()> {
        let mut file = self.create(path, like)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn create_folder(&self, path: &Path, like: &Path) -> io::Result<()> {
        let spot = self.spot(path)?;
        again(|| Ok(sys::mkdirat(spot.folder(), spot.name, OWNER_FOLDER)?))?;
        let made = self.open(path, OFlags::RDONLY.union(OFlags::DIRECTORY))?;
        access::give_folder(&made, &fs::metadata(like)?)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.open(folder, OFlags::RDONLY.union(OFlags::DIRECTORY))?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (from, to) = (self.spot(from)?, self.spot(to)?);
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        match again(|| move_by(&from, &to, sys::RenameFlags::NOREPLACE)) {
            Err(e) if e.kind() == io::ErrorKind::Unsupported => {}
            done => return done,
        }
        // The nearest that there is elsewhere: somebody may still come between the two lines.
        match sys::statat(to.folder(), to.name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        again(|| Ok(sys::renameat(from.folder(), from.name, to.folder(), to.name)?))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let (one, other) = (self.spot(one)?, self.spot(other)?);
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        return again(|| move_by(&one, &other, sys::RenameFlags::EXCHANGE));
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let spot = self.spot(path)?;
        again(|| Ok(sys::unlinkat(spot.folder(), spot.name, AtFlags::empty())?))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let spot = self.spot(path)?;
        again(|| Ok(sys::unlinkat(spot.folder(), spot.name, AtFlags::REMOVEDIR)?))
    }
}

/// A kernel or a file system that does not know the flag says so in one of several ways.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn move_by(from: &Spot<'_>, to: &Spot<'_>, how: sys::RenameFlags) -> io::Result<()> {
    match sys::renameat_with(from.folder(), from.name, to.folder(), to.name, how) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Both ways through a folder; the one that the kernel does at one stroke, and the other.
    #[test]
    fn no_link_is_followed_on_the_way_by_either_means() {
        let temp = tempfile::tempdir().unwrap();
        let (root, outside) = (temp.path().join("in"), temp.path().join("out"));
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::create_dir_all(outside.join("b")).unwrap();
        for file in [root.join("a/b/f"), outside.join("b/f"), outside.join("f")] {
            fs::write(file, "x").unwrap();
        }
        symlink(&outside, root.join("linked")).unwrap();
        symlink(root.join("a"), root.join("inner")).unwrap();
        symlink(outside.join("f"), root.join("a/f")).unwrap();
        let from = File::open(&root).unwrap();
        for open in [beneath, name_by_name] {
            let open = |path: &str| open(from.as_fd(), Path::new(path), OFlags::RDONLY);
            assert!(open("a/b/f").is_ok());
            for path in ["linked/b/f", "linked/f", "inner/b/f", "a/f", "../out/f", "a/../../out/f"]
            {
                assert!(open(path).is_err(), "{path}");
            }
        }
        let disk = RealDisk::around(&root);
        for path in ["linked/b/f", "linked/b", "inner/b/f"] {
            let path = root.join(path);
            assert_eq!(disk.kind(&path).unwrap(), None, "{path:?}");
            assert_eq!(disk.stamp(&path).unwrap(), None, "{path:?}");
            assert!(disk.read(&path, &mut Vec::new()).is_err(), "{path:?}");
            assert!(disk.list(&path).is_err(), "{path:?}");
            assert!(disk.remove_file(&path).is_err(), "{path:?}");
            assert!(disk.write(&path.with_extension("new"), b"", Like::Folder(&root)).is_err());
        }
        assert_eq!(disk.kind(&root.join("a/f")).unwrap(), Some(Kind::Link));
        assert_eq!(disk.kind(&root.join("a/b")).unwrap(), Some(Kind::Folder));
        assert_eq!(fs::read_dir(&outside).unwrap().count(), 2);
        // The folder itself may be reached by a link.
        let disk = RealDisk::around(&temp.path().join("in/inner"));
        assert_eq!(disk.kind(&temp.path().join("in/inner")).unwrap(), Some(Kind::Folder));
        assert_eq!(disk.list(&temp.path().join("in/inner/b")).unwrap(), ["f"]);
    }
}
