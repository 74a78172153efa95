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
        self.free(file, force)?;
        put(file, written).map_err(|cause| Failure::on_file("write", file, &cause))?;
        self.terminal.note(format_args!("written: {}", file.display()));
        Ok(())
    }

    /// Refuses a file of the programme itself always, and one that is there already unless it may
    /// be replaced.
    pub fn free(&self, file: &Path, force: bool) -> Result<(), Failure> {
        if Folder::owns(self.dir(), file) {
            let message = format!("`{}` belongs to the programme", file.display());
            return Err(Failure::new(Exit::Usage, message).hint("choose another name for -o"));
        }
        // A link that leads nowhere yet is something, too.
        if force || file.symlink_metadata().is_err() {
            return Ok(());
        }
        Err(Failure::new(Exit::Unconfirmed, format!("`{}` exists", file.display()))
            .hint("--force puts the new one in its place"))
    }
}

/// Puts a file in place whole: anybody who looks sees the old one or the new one.
fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) || file.is_symlink() {
        // A device, a pipe, or a link that somebody set up on purpose: written to, not replaced.
        return fs::write(file, bytes);
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    if let Ok(there) = fs::metadata(file) {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    temporary.persist(file)?;
    Ok(())
}
