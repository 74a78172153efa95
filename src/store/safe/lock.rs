//! Who may read and who may change a programme folder at a moment: two kernel locks.
//!
//! `.unmentor/lock` is held by the one command that prepares a change, from before it reads until
//! it is done. `.unmentor/gate` is shared by everybody who reads, and held alone only for the
//! moment in which files change places; so a long computation keeps nobody from reading. Both
//! vanish with the process, however it ends.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::access::Like;
use super::disk::{Disk, Kind, has_no_locks, is_absent};
use super::real::RealDisk;
use super::watch::Watch;
use crate::store::error::StoreError;

/// How long to wait for another command's change.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a change waits for readers, who may be at a large programme.
const PATIENCE_WITH_READERS: Duration = Duration::from_secs(20);

/// The right to change a programme folder; dropping it gives it back.
#[derive(Debug)]
pub struct Lock {
    pub(in crate::store) _held: File,
    /// The files as they were when it was taken.
    pub(in crate::store) watch: Watch,
}

/// The right to read a folder, or to let files change places in it.
#[derive(Debug)]
pub struct Gate {
    _held: File,
}

/// Takes the right to change, waiting about two seconds. A new lock is for those who may use the
/// folder at `root`.
pub fn to_change(
    disk: &dyn Disk,
    path: &Path,
    root: &Path,
    command: &str,
) -> Result<File, StoreError> {
    let mut file = open(path, root)?;
    let taken = try_for(PATIENCE, || disk.try_lock(&file, false)).map_err(refused(path))?;
    if !taken {
        let mut holder = String::new();
        let _ = file.take(200).read_to_string(&mut holder);
        let holder = holder.lines().next().unwrap_or_default();
        let holder = if holder.is_empty() { String::new() } else { format!(" ({holder})") };
        return Err(StoreError::Busy(holder));
    }
    if is_ours_alone(&file) {
        // Only a courtesy to those who wait: it does not matter whether it can be written.
        let holder = format!("process {}, `{command}`\n", std::process::id());
        let _ = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes()));
    }
    Ok(file)
}

/// Waits for readers to finish and keeps new ones out.
pub fn close_gate(disk: &dyn Disk, path: &Path, root: &Path) -> Result<Gate, StoreError> {
    let file = open(path, root)?;
    let wait = PATIENCE_WITH_READERS;
    let taken = try_for(wait, || disk.try_lock(&file, false)).map_err(refused(path))?;
    let busy = || StoreError::Busy(" (or reading it without end)".into());
    taken.then_some(Gate { _held: file }).ok_or_else(busy)
}

/// How somebody came to read a folder.
#[derive(Debug)]
pub enum Entered {
    /// Nothing changes as long as this is held.
    Through { _held: Gate },
    /// No lock can be had: this user may only read, or something else stands in its place.
    Past,
    /// The file system has no locks.
    Unlocked,
}

/// Takes the right to read, as far as there is one.
pub fn enter(disk: &dyn Disk, path: &Path, root: &Path) -> Result<Entered, StoreError> {
    let file = match RealDisk::around(root).lock_to_read(path) {
        Err(e) if is_absent(&e) => open(path, root).ok(),
        opened => opened.ok(),
    };
    let Some(file) = file else { return Ok(Entered::Past) };
    let taken = match try_for(PATIENCE_WITH_READERS, || disk.try_lock(&file, true)) {
        Err(e) if has_no_locks(&e) => return Ok(Entered::Unlocked),
        taken => taken.map_err(StoreError::on("lock", path))?,
    };
    let gate = taken.then_some(Gate { _held: file });
    gate.map(|gate| Entered::Through { _held: gate }).ok_or_else(|| StoreError::Busy(String::new()))
}

/// Why a lock could not be taken.
fn refused(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |cause| {
        let no_locks = has_no_locks(&cause);
        let folder = path.parent().and_then(Path::parent).unwrap_or(path);
        if no_locks {
            StoreError::NoLocks(folder.into())
        } else {
            StoreError::on("lock", path)(cause)
        }
    }
}

/// Opens a lock, or makes it. A link is not followed, and nothing but a plain file is taken.
fn open(path: &Path, root: &Path) -> Result<File, StoreError> {
    let disk = RealDisk::around(root);
    let opened = match disk.create(path, Like::Folder(root)) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => disk.lock(path),
        made => made,
    };
    opened.map_err(|cause| {
        let ways = [Some(path), path.parent()];
        for way in ways.into_iter().flatten() {
            match disk.kind(way) {
                Ok(Some(Kind::Link)) => return StoreError::Link(way.into()),
                Ok(Some(Kind::File)) if way != path => return StoreError::AFile(way.into()),
                Ok(Some(Kind::Other)) => return StoreError::NotPlain(way.into()),
                _ if cause.kind() != io::ErrorKind::IsADirectory => {}
                _ => return StoreError::NotPlain(path.into()),
            }
        }
        StoreError::on("open", path)(cause)
    })
}

/// Whether a file has no second name, perhaps in somebody else's folder.
fn is_ours_alone(file: &File) -> bool {
    #[cfg(unix)]
    return file.metadata().is_ok_and(|found| std::os::unix::fs::MetadataExt::nlink(&found) == 1);
    #[cfg(not(unix))]
    {
        let _ = file;
        true
    }
}

/// Tries until the time is over; the pauses grow from 1 to 20 ms.
fn try_for(
    patience: Duration,
    mut attempt: impl FnMut() -> Result<(), TryLockError>,
) -> io::Result<bool> {
    let (start, mut pause) = (Instant::now(), Duration::from_millis(1));
    loop {
        match attempt() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(e)) if e.kind() != io::ErrorKind::Interrupted => return Err(e),
            Err(_) if start.elapsed() >= patience => return Ok(false),
            Err(_) => sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
