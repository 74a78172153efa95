//! What is wrong with the files of a programme from outside: who may read them.

use std::path::Path;

use crate::domain::{Finding, FindingKind, Place};
use crate::text::shell_word;

use super::error::StoreError;
use super::folder::Folder;
use super::paths::SETTINGS;
use super::safe::disk::Kind;
use super::safe::watch;

impl Folder {
    /// Files with people's data that everybody on this computer may read, as one warning.
    ///
    /// Only what everybody may read counts, along the whole path: a team that shares a folder by
    /// its group does so on purpose, and in a folder that others may not enter modes do not matter.
    pub fn exposure(&self) -> Result<Option<Finding>, StoreError> {
        let mut paths = watch::paths(self.tree(), self.root())?;
        paths.retain(|path| {
            let place = self.root().join(path);
            path != SETTINGS
                && self.tree().kind(&place).is_ok_and(|kind| kind == Some(Kind::File))
                && everybody_may(&place, READ)
                && place.parent().is_some_and(everybody_enters)
        });
        let Some(first) = paths.first() else { return Ok(None) };
        let message = match paths.len() {
            1 => "everybody on this computer may read this file".into(),
            many => format!("everybody on this computer may read this file and {} more", many - 1),
        };
        let finding = Finding::new(FindingKind::ReadableByAll, Place::file(first.clone()), message);
        Ok(Some(
            finding
                .hint(format!("chmod -R o-rwx {}", shell_word(&self.root().display().to_string()))),
        ))
    }
}

const READ: u32 = 0o4;
const ENTER: u32 = 0o1;

/// Whether everybody may enter a folder and all those above it.
fn everybody_enters(folder: &Path) -> bool {
    folder
        .canonicalize()
        .is_ok_and(|folder| folder.ancestors().all(|one| everybody_may(one, ENTER)))
}

#[cfg(unix)]
fn everybody_may(path: &Path, what: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.permissions().mode() & what != 0)
}

#[cfg(not(unix))]
fn everybody_may(_: &Path, _: u32) -> bool {
    false
}
