//! What is kept of changes below `.unmentor`: those that can be taken back, and those that were
//! refused.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::bench::Bench;
use super::disk::Kind;
use super::journal::Journal;
use super::record::{Copies, Record, Step};
use crate::store::error::StoreError;

/// A change that is kept.
#[derive(Debug)]
pub struct Kept {
    pub number: u32,
    pub folder: PathBuf,
    pub record: Record,
}

/// The changes that are kept, as steps back and forth; each list has the latest last.
#[derive(Debug, Default)]
pub struct Steps {
    /// Those that can be taken back.
    pub done: Vec<Kept>,
    /// Those that were taken back, and can be brought back.
    pub taken_back: Vec<Kept>,
    /// Why what came before them cannot.
    pub broken: Option<StoreError>,
}

/// How many changes can be taken back, and how many refused ones are kept.
const LIMIT: usize = 20;

/// The old files of a change of which no copies are kept, once it is done.
const ERASING: &str = "commit/erasing";
/// No programme has as many changes as this.
const BEYOND: u32 = 1_000_000_000;

/// The name of the folder of a change.
fn called(number: u32) -> String {
    format!("{number:04}")
}

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

    /// Takes the carried out change out of the way: to the undo copies, or to nothing.
    pub(super) fn close(&self, record: &Record) -> Result<(), StoreError> {
        let (commit, undo) = (self.own("commit"), self.own("undo"));
        if record.copies == Copies::Erase {
            return self.close_and_erase(record);
        }
        let bench = self.bench();
        for step in &record.steps {
            bench.tidy(step)?;
        }
        self.tree.remove(&commit.join("new"))?;
        if !self.tree.is_there(&undo)? {
            self.tree.create_folder(&undo, self.root)?;
        }
        self.tree.rename(&commit, &self.next_in(&undo)?)?;
        self.tree.sync(&undo)?;
        self.tree.sync(&self.own(""))
    }

    /// As long as anything old is there the change waits, so that whoever comes next goes on; and
    /// all is erased name by name, so that no loss of power brings any of it back.
    fn close_and_erase(&self, record: &Record) -> Result<(), StoreError> {
        let (commit, erasing) = (self.own("commit"), self.own(ERASING));
        if self.tree.is_there(&commit.join("old"))? && !self.is_erasing()? {
            let bench = self.bench();
            for step in &record.steps {
                bench.tidy(step)?;
            }
            self.tree.rename(&commit.join("old"), &erasing)?;
            self.tree.sync(&commit)?;
        }
        for old in [self.own("undo"), self.own("refused"), commit.join("new"), erasing] {
            self.tree.erase(&old)?;
        }
        self.tree.sync(&commit)?;
        self.tree.rename(&commit, &self.own("trash"))?;
        self.tree.sync(&self.own(""))?;
        self.tree.remove(&self.own("trash"))
    }

    /// Whether a change is done, and what it replaced is being erased: there is no way back.
    pub(super) fn is_erasing(&self) -> Result<bool, StoreError> {
        self.tree.is_there(&self.own(ERASING))
    }

    pub(super) fn discard(&self) -> Result<(), StoreError> {
        self.tree.rename(&self.own("commit"), &self.own("trash"))?;
        let _ = self.sweep();
        Ok(())
    }

    /// Removes what is of no more use.
    pub(super) fn sweep(&self) -> Result<(), StoreError> {
        self.tree.remove(&self.own("staging"))?;
        let trash = self.own("trash");
        if self.tree.is_there(&trash)? {
            self.tree.erase(&trash)?;
            self.tree.sync(&self.own(""))?;
        }
        let (undo, refused) = (self.kept()?, self.numbered(&self.own("refused"))?);
        let mut old = Vec::new();
        if let Some(beyond) = undo.len().checked_sub(LIMIT).filter(|&beyond| beyond > 0) {
            let Steps { done, taken_back, .. } = self.steps()?;
            let needed = done.iter().rev().take(LIMIT).chain(&taken_back).map(|kept| kept.number);
            let needed: BTreeSet<u32> = needed.collect();
            old.extend(
                undo.into_iter().take(beyond).filter(|(number, _)| !needed.contains(number)),
            );
        }
        let beyond = refused.len().saturating_sub(LIMIT);
        old.extend(refused.into_iter().take(beyond));
        for (_, folder) in old {
            self.tree.rename(&folder, &trash)?;
            self.tree.remove(&trash)?;
        }
        Ok(())
    }

    /// The changes that are kept, as steps back and forth. A new change ends what could be brought
    /// back, and nothing leads back beyond a record that cannot be understood.
    pub fn steps(&self) -> Result<Steps, StoreError> {
        let mut steps = Steps::default();
        for (number, folder) in self.kept()? {
            let record = match self.record(&folder) {
                Ok(record) => record,
                Err(error) => {
                    steps = Steps { broken: Some(error), ..Steps::default() };
                    continue;
                }
            };
            let kept = Kept { number, folder, record };
            match kept.record.copies {
                Copies::Back(number) => {
                    steps.done.retain(|done| done.number != number);
                    steps.taken_back.push(kept);
                }
                Copies::Again(number) => {
                    steps.taken_back.retain(|back| back.number != number);
                    steps.done.push(kept);
                }
                Copies::Keep | Copies::Erase => {
                    steps.taken_back.clear();
                    steps.done.push(kept);
                }
            }
        }
        let beyond = steps.done.len().saturating_sub(LIMIT);
        steps.done.drain(..beyond);
        Ok(steps)
    }

    /// All changes of which something is kept, oldest first.
    pub fn kept(&self) -> Result<Vec<(u32, PathBuf)>, StoreError> {
        self.numbered(&self.own("undo"))
    }

    fn numbered(&self, folder: &Path) -> Result<Vec<(u32, PathBuf)>, StoreError> {
        if self.tree.kind(folder)? != Some(Kind::Folder) {
            return Ok(Vec::new());
        }
        // Whatever is not called as this program calls them is none of its own.
        let number =
            |name: &String| name.parse().ok().filter(|&n| n < BEYOND && *name == called(n));
        let names = self.tree.names(folder)?;
        let mut kept: Vec<(u32, PathBuf)> =
            names.iter().filter_map(|name| Some((number(name)?, folder.join(name)))).collect();
        kept.sort_unstable();
        Ok(kept)
    }

    pub(super) fn next_in(&self, folder: &Path) -> Result<PathBuf, StoreError> {
        let number = self.numbered(folder)?.last().map_or(0, |(number, _)| *number) + 1;
        Ok(folder.join(called(number)))
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
