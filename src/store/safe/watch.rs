//! Whether somebody saved a file by hand while a command was at work.
//!
//! A command stamps the files when it takes the lock, before it reads them, and looks again when
//! its change is prepared. A file that was saved in between is not overwritten with what was made
//! of its old content.

use std::collections::HashMap;
use std::path::Path;

use super::disk::{Kind, Stamp};
use super::tree::Tree;
use crate::store::error::StoreError;
use crate::store::paths::{
    CONTENTS, EXCLUSIONS, EXPERIMENT, HOME, IMPORTS, ROSTER, ROUNDS, RoundFile, SETTINGS,
};

/// The stamps of a programme's files at a moment, by path; a path without one stood for nothing.
#[derive(Debug, Default)]
pub struct Watch(HashMap<String, Stamp>);

impl Watch {
    /// Stamps every file that a change may replace: a few for each round.
    pub fn begin(tree: Tree<'_>, root: &Path) -> Result<Self, StoreError> {
        let mut stamps = HashMap::new();
        let own = tree.names(&root.join(HOME)).unwrap_or_default();
        let own = own.iter().map(|name| format!("{HOME}/{name}"));
        let own = own.filter(|path| path == CONTENTS || path.starts_with(IMPORTS));
        for path in paths(tree, root)?.into_iter().chain(own) {
            stamps.extend(tree.stamp(&root.join(&path))?.map(|stamp| (path, stamp)));
        }
        Ok(Self(stamps))
    }

    /// Refuses when what stands at a path is not what stood there at the beginning.
    pub fn is_as_before(&self, tree: Tree<'_>, root: &Path, path: &str) -> Result<(), StoreError> {
        let place = root.join(path);
        let as_before = tree.stamp(&place)?.as_ref() == self.0.get(path);
        if as_before { Ok(()) } else { Err(StoreError::Saved(place)) }
    }
}

/// The paths of a programme: each may be missing. A round's folder stands behind its files.
pub fn paths(tree: Tree<'_>, root: &Path) -> Result<Vec<String>, StoreError> {
    let mut paths = [SETTINGS, ROSTER, EXCLUSIONS, EXPERIMENT].map(String::from).to_vec();
    if tree.kind(&root.join(ROUNDS))? == Some(Kind::Folder) {
        for name in tree.names(&root.join(ROUNDS))? {
            let folder = format!("{ROUNDS}/{name}");
            paths.extend(RoundFile::ALL.map(|file| file.inside(&folder)));
            paths.push(folder);
        }
    }
    Ok(paths)
}
