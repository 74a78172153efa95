//! What is kept of changes below `.unmentor`: those that can be taken back, and those that were
//! refused.

use std::path::{Path, PathBuf};

use super::bench::Bench;
use super::disk::Kind;
use super::journal::Journal;
use super::record::{Record, Step};
use crate::store::error::StoreError;

/// How many changes can be taken back, and how many refused ones are kept.
const LIMIT: usize = 20;

impl Journal<'_> {
    /// Puts what a change would have brought where somebody can look for it, by its name.
    pub(super) fn set_aside(&self, record: Option<&Record>) -> Result<PathBuf, StoreError> {
        let refused = self.own("refused");
        if !self.tree.is_there(&refused)? {
            self.tree.create_folder(&refused, self.root)?;
        }
        let aside = self.next_in(&refused)?;
        self.tree.rename(&self.own("commit"), &aside)?;
        self.tree.sync(&refused)?;
        self.tree.sync(&self.own(""))?;
        let bench = Bench { folder: aside.clone(), ..self.bench() };
        for step in record.iter().flat_map(|record| &record.steps) {
            // For people to find; nothing depends on it.
            let _ = self.name_aside(&bench, step);
        }
        Ok(aside)
    }

    fn name_aside(&self, bench: &Bench<'_>, step: &Step) -> Result<(), StoreError> {
        let new = bench.coming(step);
        if !self.tree.is_there(&new)? {
            return Ok(());
        }
        let mut named = bench.folder.clone();
        for part in step.path.split('/') {
            if named != bench.folder && !self.tree.is_there(&named)? {
                self.tree.create_folder(&named, self.root)?;
            }
            named.push(part);
        }
        self.tree.rename(&new, &named)
    }

    /// Removes what is of no more use.
    pub(super) fn sweep(&self) -> Result<(), StoreError> {
        self.tree.remove(&self.own("staging"))?;
        self.tree.remove(&self.own("trash"))?;
        for folder in ["undo", "refused"] {
            let kept = self.numbered(&self.own(folder))?;
            for (_, folder) in kept.iter().take(kept.len().saturating_sub(LIMIT)) {
                self.tree.rename(folder, &self.own("trash"))?;
                self.tree.remove(&self.own("trash"))?;
            }
        }
        Ok(())
    }

    /// The changes that can be taken back, oldest first.
    pub fn kept(&self) -> Result<Vec<(u32, PathBuf)>, StoreError> {
        self.numbered(&self.own("undo"))
    }

    fn numbered(&self, folder: &Path) -> Result<Vec<(u32, PathBuf)>, StoreError> {
        if self.tree.kind(folder)? != Some(Kind::Folder) {
            return Ok(Vec::new());
        }
        let names = self.tree.list(folder)?;
        let mut kept: Vec<(u32, PathBuf)> =
            names.iter().filter_map(|name| Some((name.parse().ok()?, folder.join(name)))).collect();
        kept.sort_unstable();
        Ok(kept)
    }

    pub(super) fn next_in(&self, folder: &Path) -> Result<PathBuf, StoreError> {
        let number = self.numbered(folder)?.last().map_or(0, |(number, _)| *number) + 1;
        Ok(folder.join(format!("{number:04}")))
    }

    /// The record in a change's folder.
    pub fn record(&self, folder: &Path) -> Result<Record, StoreError> {
        let file = folder.join("record");
        let bytes = self.tree.read(&file)?.unwrap_or_default();
        let record = String::from_utf8(bytes).map_err(|e| e.to_string());
        record
            .and_then(|text| Record::from_text(&text))
            .map_err(|cause| StoreError::Record { file, cause })
    }
}
