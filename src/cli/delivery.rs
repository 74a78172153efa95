//! Where data goes: to the terminal, or into a file that is not there yet.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;

use super::failure::{Exit, Failure};
use super::session::Session;
use crate::store::Folder;

impl Session {
    /// Prints what was written, or puts it into a file that is not there yet.
    pub fn deliver(&mut self, written: &[u8], file: Option<&Path>, force: bool) -> Result<()> {
        let Some(file) = file else {
            self.terminal.data().write_all(written)?;
            return Ok(());
        };
        Self::free(file, force)?;
        put(file, written, FOR_ALL).map_err(|cause| Failure::on_file("write", file, &cause))?;
        self.terminal.note(format_args!("written: {}", file.display()));
        Ok(())
    }

    /// Refuses a path that belongs to a programme.
    pub fn not_ours(path: &Path, hint: &str) -> Result<(), Failure> {
        if !Folder::owns(path) {
            return Ok(());
        }
        let message = format!("`{}` belongs to the programme", path.display());
        Err(Failure::new(Exit::Usage, message).hint(hint))
    }

    /// Refuses a file of the programme itself always, and one that is there already unless it may
    /// be replaced.
    pub fn free(file: &Path, force: bool) -> Result<(), Failure> {
        Self::not_ours(file, "choose another name for -o")?;
        // A link that leads nowhere yet is something, too.
        if force || file.symlink_metadata().is_err() {
            return Ok(());
        }
        Err(Failure::new(Exit::Unconfirmed, format!("`{}` exists", file.display()))
            .hint("--force puts the new one in its place"))
    }
}

/// Who may read a file, as far as the mask of the system allows it.
const FOR_ALL: u32 = 0o666;
/// Only its owner.
const PRIVATE: u32 = 0o600;

/// Puts a file with something personal in place, for its owner alone.
pub fn put_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    put(file, bytes, PRIVATE)
}

/// Puts a folder of such files in place; one that is there already gets them beside its own.
pub fn put_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    if folder.is_dir() {
        return files.iter().try_for_each(|(name, bytes)| put_private(&folder.join(name), bytes));
    }
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    // Private from the beginning, and there as a whole or not at all.
    let new = tempfile::Builder::new().prefix(".messages-").tempdir_in(above)?;
    #[cfg(unix)]
    fs::set_permissions(new.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    for (name, bytes) in files {
        put_private(&new.path().join(name), bytes)?;
    }
    fs::rename(new.path(), folder)?;
    // It has gone from there.
    drop(new);
    Ok(())
}

/// Puts a file in place whole: anybody who looks sees the old one or the new one.
fn put(file: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) || file.is_symlink() {
        // A device, a pipe, or a link that somebody set up on purpose: written to, not replaced.
        return fs::write(file, bytes);
    }
    #[cfg(target_os = "linux")]
    if let Some(done) = put_nameless(folder, file, bytes, mode) {
        return done;
    }
    #[cfg(unix)]
    let mut temporary = {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        tempfile::Builder::new().permissions(mode).tempfile_in(folder)?
    };
    #[cfg(not(unix))]
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    if let Ok(there) = fs::metadata(file)
        && mode != PRIVATE
    {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    temporary.persist(file)?;
    Ok(())
}

/// The same by way of a file that has no name until it is whole, so that no kill leaves half of one
/// behind; `None` where the file system has no such files.
#[cfg(target_os = "linux")]
fn put_nameless(folder: &Path, file: &Path, bytes: &[u8], mode: u32) -> Option<io::Result<()>> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let permissions = Mode::from_raw_mode(mode);
    let mut nameless = fs::File::from(open(folder, flags, permissions).ok()?);
    let from = format!("/proc/self/fd/{}", nameless.as_raw_fd());
    fs::metadata(&from).ok()?;
    let mut put = || {
        nameless.write_all(bytes)?;
        if let Ok(there) = fs::metadata(file)
            && mode != PRIVATE
        {
            nameless.set_permissions(there.permissions())?;
        }
        nameless.sync_all()?;
        let name = |to: &Path| linkat(CWD, &from, CWD, to, AtFlags::SYMLINK_FOLLOW);
        match name(file) {
            Err(rustix::io::Errno::EXIST) => {}
            done => return Ok(done?),
        }
        // A file can only be replaced by one with a name. A kill just here leaves that name, always
        // the same one, which the next command of the kind takes away.
        let mut beside = std::ffi::OsString::from(".");
        beside.push(file.file_name().unwrap_or_default());
        beside.push(".new");
        let beside = folder.join(beside);
        if beside.symlink_metadata().is_ok_and(|there| there.is_file()) {
            fs::remove_file(&beside)?;
        }
        name(&beside)?;
        fs::rename(&beside, file)
    };
    Some(put())
}
