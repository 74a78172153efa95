//! What is remembered of sheets: read when a sheet comes in, written with what it brought.

use std::path::Path;

use crate::domain::memory::{Memory, SheetMemory};

use super::error::StoreError;
use super::files::imports;
use super::paths::{HOME, IMPORTS};
use super::safe::disk::Kind;
use super::safe::journal::Target;
use super::safe::tree::{Content, Tree};

/// What stands in the file that says that the folder remembers.
pub(super) const REMEMBERS: &str = "beside this: what was read of imported sheets\n";

/// What is remembered of the sheets that were taken in.
pub(super) fn read(tree: Tree<'_>, root: &Path) -> Result<Memory, StoreError> {
    let home = root.join(HOME);
    let lost = tree.kind(&root.join(IMPORTS))? != Some(Kind::File);
    let mut memory = Memory { sheets: Vec::new(), lost };
    let names = if tree.is_there(&home)? { tree.names(&home)? } else { Vec::new() };
    for (name, shape) in names.iter().filter_map(|name| Some((name, imports::shape(name)?))) {
        let bytes = tree.read(&home.join(name))?.unwrap_or_default();
        let text = String::from_utf8(bytes).ok();
        match text.and_then(|text| imports::read(shape, &text)) {
            Some(sheet) => memory.sheets.push(sheet),
            None => memory.lost = true,
        }
    }
    Ok(memory)
}

/// The files of the memory that become different by a change.
pub(super) fn targets(
    tree: Tree<'_>,
    root: &Path,
    memory: Option<&Memory>,
) -> Result<Vec<Target>, StoreError> {
    let Some(memory) = memory else { return Ok(Vec::new()) };
    let file = |sheet: &SheetMemory| (imports::path(&sheet.shape), imports::write(sheet));
    let mut files: Vec<_> = memory.sheets.iter().map(file).collect();
    if !files.is_empty() {
        files.push((IMPORTS.into(), REMEMBERS.into()));
    }
    let mut targets = Vec::new();
    for (path, text) in files {
        if tree.read(&root.join(&path))?.as_deref() != Some(text.as_bytes()) {
            targets.push(Target { path, content: Some(Content::File(text.into())) });
        }
    }
    Ok(targets)
}

/// The file that says that all files of the memory are there.
pub(super) fn whole() -> Target {
    Target { path: IMPORTS.into(), content: Some(Content::File(REMEMBERS.into())) }
}

/// Whether a path is one of the files of the memory.
pub(super) fn holds(path: &str) -> bool {
    path.starts_with(IMPORTS)
}
