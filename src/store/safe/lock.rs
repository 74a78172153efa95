//! Who may read and who may change a programme folder at a moment: two kernel locks.
//!
//! `.unmentor/lock` is held by the one command that prepares a change, from before it reads until
//! it is done. `.unmentor/gate` is shared by everybody who reads, and held alone only for the
//! moment in which files change places; so a long computation keeps nobody from reading. Both
//! vanish with the process, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::disk::{again, is_absent, owner_only};
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

/// Takes the right to change, waiting about two seconds.
pub fn to_change(path: &Path, command: &str) -> Result<File, StoreError> {
    let mut file = open(path)?;
    let taken = try_for(PATIENCE, || file.try_lock()).map_err(StoreError::on("lock", path))?;
    if !taken {
        let holder = std::fs::read_to_string(path).unwrap_or_default();
        let holder = holder.lines().next().unwrap_or_default();
        let holder = if holder.is_empty() { String::new() } else { format!(" ({holder})") };
        return Err(StoreError::Busy(holder));
    }
    // Only a courtesy to those who wait: it does not matter whether it can be written.
    let holder = format!("process {}, `{command}`\n", std::process::id());
    let _ = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes()));
    Ok(file)
}

/// Waits for readers to finish and keeps new ones out.
pub fn close_gate(path: &Path) -> Result<Gate, StoreError> {
    let file = open(path)?;
    let wait = PATIENCE_WITH_READERS;
    let taken = try_for(wait, || file.try_lock()).map_err(StoreError::on("lock", path))?;
    let busy = || StoreError::Busy(" (or reading it without end)".into());
    taken.then_some(Gate { _held: file }).ok_or_else(busy)
}

/// Takes the right to read; `None` in a folder that this user may only read, where no lock can be
/// made.
pub fn enter(path: &Path) -> Result<Option<Gate>, StoreError> {
    let file = match File::open(path) {
        Err(e) if is_absent(&e) => open(path).ok(),
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied => None,
        opened => Some(opened.map_err(StoreError::on("open", path))?),
    };
    let Some(file) = file else { return Ok(None) };
    let wait = PATIENCE_WITH_READERS;
    let taken = try_for(wait, || file.try_lock_shared()).map_err(StoreError::on("lock", path))?;
    let gate = taken.then_some(Gate { _held: file });
    gate.ok_or_else(|| StoreError::Busy(String::new())).map(Some)
}

fn open(path: &Path) -> Result<File, StoreError> {
    let link = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    if let Some(link) = [Some(path), path.parent()].into_iter().flatten().find(|path| link(path)) {
        return Err(StoreError::Link(link.into()));
    }
    again(|| {
        owner_only(OpenOptions::new().read(true).write(true).create(true).truncate(false))
            .open(path)
    })
    .map_err(StoreError::on("open", path))
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
