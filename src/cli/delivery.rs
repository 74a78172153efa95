//! Where data goes: to the terminal, or into a file that is not there yet.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

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
        put(file, &|out| out.write_all(written), FOR_ALL)
            .map_err(|cause| Failure::on_file("write", file, &cause))?;
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

/// Writes what shall stand in a file, piece by piece and each time the same.
pub type Writing<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Puts a file with something personal in place, for its owner alone.
pub fn put_private(file: &Path, write: Writing<'_>) -> io::Result<()> {
    put(file, write, PRIVATE)
}

/// Whether a file is there and is what would be written.
pub fn is_written(file: &Path, write: Writing<'_>) -> bool {
    let Ok(there) = File::open(file) else { return false };
    let mut rest = Rest(BufReader::new(there));
    write(&mut rest).is_ok() && rest.0.fill_buf().is_ok_and(<[u8]>::is_empty)
}

/// What a file goes on with; nothing else can be written to it.
struct Rest(BufReader<File>);

impl Write for Rest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let there = self.0.fill_buf()?;
        let length = bytes.len().min(there.len());
        if length == 0 || there[..length] != bytes[..length] {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.0.consume(length);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts a folder of such files in place; one that is there already gets them beside its own.
pub fn put_folder(
    folder: &Path,
    mut files: impl Iterator<Item = (String, Vec<u8>)>,
) -> io::Result<()> {
    let mut put_into = |folder: &Path| {
        files.try_for_each(|(name, bytes)| {
            put_private(&folder.join(name), &|out| out.write_all(&bytes))
        })
    };
    if folder.is_dir() {
        return put_into(folder);
    }
    // Private from the beginning, and there as a whole or not at all.
    let new = beside(folder);
    if new.symlink_metadata().is_ok_and(|there| there.is_dir()) {
        fs::remove_dir_all(&new)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut fs::DirBuilder::new(), 0o700).create(&new)?;
    #[cfg(not(unix))]
    fs::create_dir(&new)?;
    let done = put_into(&new).and_then(|()| fs::rename(&new, folder));
    if done.is_err() {
        let _ = fs::remove_dir_all(&new);
    }
    done
}

/// Where something stands until it is whole: beside its place, hidden. A kill leaves it there under
/// a name that is always the same, and the next command of the kind takes it away.
fn beside(place: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(".new");
    place.with_file_name(name)
}

/// Puts a file in place whole: anybody who looks sees the old one or the new one.
fn put(file: &Path, write: Writing<'_>, mode: u32) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) || file.is_symlink() {
        // A device, a pipe, or a link that somebody set up on purpose: written to, not replaced.
        return in_pieces(&File::create(file)?, write);
    }
    #[cfg(target_os = "linux")]
    if let Some(done) = put_nameless(folder, file, write, mode) {
        return done;
    }
    #[cfg(unix)]
    let temporary = {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        tempfile::Builder::new().permissions(mode).tempfile_in(folder)?
    };
    #[cfg(not(unix))]
    let temporary = tempfile::NamedTempFile::new_in(folder)?;
    in_pieces(temporary.as_file(), write)?;
    temporary.as_file().sync_all()?;
    if let Ok(there) = fs::metadata(file)
        && mode != PRIVATE
    {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    temporary.persist(file)?;
    Ok(())
}

/// Writes into a file, some thousand bytes at a time.
fn in_pieces(file: &File, write: Writing<'_>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.flush()
}

/// The same by way of a file that has no name until it is whole, so that no kill leaves half of one
/// behind; `None` where the file system has no such files.
#[cfg(target_os = "linux")]
fn put_nameless(
    folder: &Path,
    file: &Path,
    write: Writing<'_>,
    mode: u32,
) -> Option<io::Result<()>> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let permissions = Mode::from_raw_mode(mode);
    let nameless = File::from(open(folder, flags, permissions).ok()?);
    let from = format!("/proc/self/fd/{}", nameless.as_raw_fd());
    fs::metadata(&from).ok()?;
    let put = || {
        in_pieces(&nameless, write)?;
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
        // A file can only be replaced by one with a name.
        let beside = beside(file);
        if beside.symlink_metadata().is_ok_and(|there| there.is_file()) {
            fs::remove_file(&beside)?;
        }
        name(&beside)?;
        fs::rename(&beside, file)
    };
    Some(put())
}
