//! Who may use what is new: the owner alone, or a group that shares the folder on purpose.

use std::fs::File;
use std::io;
use std::path::Path;

/// After what a new file or folder is modelled.
#[derive(Debug, Clone, Copy)]
pub enum Like<'a> {
    /// The file in whose place it comes: same mode, and same owner and group where that is allowed.
    File(&'a Path),
    /// The folder to which it belongs: for the owner alone, or also for the group if that may
    /// write there.
    Folder(&'a Path),
}

/// Whether names can be changed in a folder.
#[cfg(unix)]
pub fn may_change(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, AtFlags, CWD, accessat};

    let needed = Access::WRITE_OK | Access::EXEC_OK;
    Ok(accessat(CWD, folder, needed, AtFlags::EACCESS)?)
}

/// Gives a new file to those who may use what it is modelled after. Owner and group are given as
/// far as the system allows it.
#[cfg(unix)]
pub fn give(file: &File, like: Like<'_>) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let (Like::File(model) | Like::Folder(model)) = like;
    let model = std::fs::metadata(model)?;
    let own = file.metadata()?;
    let mode = match like {
        Like::File(_) => Some(model.mode() & 0o7777),
        Like::Folder(_) if is_shared(&model) => Some(0o660),
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
pub fn give_folder(path: &Path, like: &Path) -> io::Result<()> {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown};

    let (own, model) = (metadata(path)?, metadata(like)?);
    if own.uid() != model.uid() {
        let _ = lchown(path, Some(model.uid()), None);
    }
    let same_group = own.gid() == model.gid();
    if is_shared(&model) && (same_group || lchown(path, None, Some(model.gid())).is_ok()) {
        return set_permissions(path, Permissions::from_mode(0o770 | model.mode() & 0o2000));
    }
    Ok(())
}

/// Whether a group uses a folder together. One that everybody may write to is nobody's.
#[cfg(unix)]
fn is_shared(folder: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    folder.mode() & 0o022 == 0o020
}

#[cfg(not(unix))]
pub fn may_change(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Systems without modes inherit from the folder by themselves.
#[cfg(not(unix))]
pub fn give(file: &File, like: Like<'_>) -> io::Result<()> {
    match like {
        Like::File(model) => file.set_permissions(std::fs::metadata(model)?.permissions()),
        Like::Folder(_) => Ok(()),
    }
}

#[cfg(not(unix))]
pub fn give_folder(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
