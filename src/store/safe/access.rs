//! Who may use what is new: the owner alone, or a group that shares the folder on purpose.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// After what a new file is modelled.
#[derive(Debug, Clone, Copy)]
pub enum Like<'a> {
    /// The file in whose place it comes: same mode, and same owner and group where that is allowed.
    File(&'a Path),
    /// The folder to which it belongs: for the owner alone, or also for the group if that may
    /// write there.
    Folder(&'a Path),
}

/// Gives a new file to those who may use its model, which is that of `like`. Owner and group are
/// given as far as the system allows it.
#[cfg(unix)]
pub fn give(file: &File, like: Like<'_>, model: &Metadata) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let own = file.metadata()?;
    let mode = match like {
        Like::File(_) => Some(model.mode() & 0o7777),
        Like::Folder(_) if is_shared(model) => Some(0o660),
        Like::Folder(_) => None,
    };
    if own.uid() != model.uid() {
        // Only the administrator may.
        let _ = fchown(file, Some(model.uid()), None);
    }
    let Some(mode) = mode else { return Ok(()) };
    if own.gid() != model.gid() && fchown(file, None, Some(model.gid())).is_err() {
        // To a group that is not the same nothing is given that it did not have before.
        return file.set_permissions(Permissions::from_mode(mode & !0o070));
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// Gives a new folder to those who may use another one.
#[cfg(unix)]
pub fn give_folder(made: &File, model: &Metadata) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let own = made.metadata()?;
    if own.uid() != model.uid() {
        let _ = fchown(made, Some(model.uid()), None);
    }
    let same_group = own.gid() == model.gid();
    if is_shared(model) && (same_group || fchown(made, None, Some(model.gid())).is_ok()) {
        return made.set_permissions(Permissions::from_mode(0o770 | model.mode() & 0o2000));
    }
    Ok(())
}

/// Whether a group uses a folder together. One that everybody may write to is nobody's.
#[cfg(unix)]
fn is_shared(folder: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    folder.mode() & 0o022 == 0o020
}

/// Systems without modes inherit from the folder by themselves.
#[cfg(not(unix))]
pub fn give(file: &File, like: Like<'_>, model: &Metadata) -> io::Result<()> {
    match like {
        Like::File(_) => file.set_permissions(model.permissions()),
        Like::Folder(_) => Ok(()),
    }
}
