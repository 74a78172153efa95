//! Whether a path belongs to a programme: nothing is written there but by the store.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use super::folder::Folder;
use super::paths::{EXCLUSIONS, EXPERIMENT, HOME, ROSTER, ROUNDS, SETTINGS};

impl Folder {
    /// Whether a path is one of the own files of any programme, or lies in one of its own folders.
    /// Neither the path nor its folder need be there.
    pub fn owns(path: &Path) -> bool {
        let Some(path) = real(path) else { return false };
        let mut programmes =
            path.ancestors().skip(1).filter(|above| above.join(SETTINGS).is_file());
        programmes.any(|root| is_own(root, &path))
    }
}

fn is_own(root: &Path, path: &Path) -> bool {
    // Some drives know no difference between small letters and capitals.
    let first = path.strip_prefix(root).ok().and_then(|path| path.components().next());
    let own = [SETTINGS, ROSTER, EXCLUSIONS, EXPERIMENT, ROUNDS, HOME];
    let named =
        |first: Component<'_>| own.iter().any(|n| first.as_os_str().eq_ignore_ascii_case(n));
    first.is_some_and(named)
}

/// A path without links, as far as it is there.
fn real(path: &Path) -> Option<PathBuf> {
    let mut there = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.into() };
    let mut missing: Vec<OsString> = Vec::new();
    loop {
        if let Ok(mut real) = there.canonicalize() {
            real.extend(missing.iter().rev());
            return Some(real);
        }
        missing.push(there.file_name()?.into());
        there = match there.parent() {
            Some(above) if !above.as_os_str().is_empty() => above.into(),
            _ => PathBuf::from("."),
        };
    }
}
