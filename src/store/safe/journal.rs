//! Several files change together or not at all.
//!
//! A change is first prepared in `.unmentor/staging`: a record of its steps, the new files, copies
//! of the old ones, all synced to disk. Renaming that folder to `.unmentor/commit` decides:
//! before it nothing has happened, after it the change will be carried out, by this command or,
//! if it dies, by the next one. Carrying out is a row of renames, each of which may be repeated,
//! and ends with the folder's last renaming to `.unmentor/undo/0042`, where the copies of the
//! old files serve to take the change back.
//!
//! ```text
//! .unmentor/commit/record     what to do, in words
//! .unmentor/commit/new/1      what will stand at the first step's path: a file or a whole folder
//! .unmentor/commit/old/1      what stood there before
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::store::paths::HOME;

use super::disk::{Disk, Kind};
use super::lock;
use super::record::{Deed, Record, Step};
use super::tree::{Content, Tree};
use super::watch::Watch;
use crate::store::error::StoreError;

/// How many changes can be taken back.
const UNDO_LIMIT: usize = 20;

/// What is to become of a path, relative to the programme folder and with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub path: String,
    /// `None`: nothing is to stand there.
    pub content: Option<Content>,
}

/// The part of a programme folder that holds its changes.
#[derive(Debug, Clone, Copy)]
pub struct Journal<'a> {
    tree: Tree<'a>,
    root: &'a Path,
}

impl<'a> Journal<'a> {
    pub fn new(disk: &'a dyn Disk, root: &'a Path) -> Self {
        Self { tree: Tree(disk), root }
    }

    /// Makes all targets true, or none; refused when somebody saved one of them since the watch
    /// began. The caller holds the [`Lock`](lock::Lock).
    ///
    /// With `keep` the change can be taken back; without, neither it nor any earlier one can, and
    /// no copy of an old file remains. An error leaves the folder as it was, unless it is
    /// [`StoreError::Unfinished`].
    pub fn commit(
        &self,
        title: &str,
        keep: bool,
        targets: Vec<Target>,
        watch: &Watch,
    ) -> Result<(), StoreError> {
        let paths: Vec<String> = targets.iter().map(|target| target.path.clone()).collect();
        self.sweep()?;
        self.tree.sync(self.root)?;
        let staging = self.own("staging");
        let staged = self.stage(&staging, title, keep, targets);
        let gate = staged.and_then(|()| lock::close_gate(&self.own("gate")));
        let decided = gate.and_then(|gate| {
            for path in &paths {
                watch.is_as_before(self.tree, self.root, path)?;
            }
            self.tree.rename(&staging, &self.own("commit"))?;
            Ok(gate)
        });
        let _gate = match decided {
            Ok(gate) => gate,
            Err(error) => {
                let _ = self.sweep();
                return Err(error);
            }
        };
        if let Err(error) = self.tree.sync(&self.own("")) {
            // Nothing has been carried out, so the decision can still be taken back.
            let _ = self.tree.rename(&self.own("commit"), &self.own("trash"));
            let _ = self.sweep();
            return Err(error);
        }
        if let Err(error) = self.carry_out() {
            return Err(self.take_back(error));
        }
        // The change is done and safe; leftovers are the next command's work.
        let _ = self.sweep();
        Ok(())
    }

    /// Whether a decided change waits to be carried out.
    pub fn is_waiting(&self) -> Result<bool, StoreError> {
        self.tree.is_there(&self.own("commit"))
    }

    /// Finishes what a command that died had decided, and throws away what it had only prepared.
    /// The caller holds the [`Lock`](lock::Lock).
    pub fn recover(&self) -> Result<(), StoreError> {
        if self.is_waiting()? {
            let _gate = lock::close_gate(&self.own("gate"))?;
            self.carry_out()?;
        }
        self.sweep()
    }

    fn stage(
        &self,
        staging: &Path,
        title: &str,
        keep: bool,
        targets: Vec<Target>,
    ) -> Result<(), StoreError> {
        let (new, old) = (staging.join("new"), staging.join("old"));
        for folder in [staging, &new, &old] {
            self.tree.create_folder(folder)?;
        }
        let mut steps = Vec::with_capacity(targets.len());
        for (Target { path, content }, number) in targets.into_iter().zip(1..) {
            let place = self.root.join(&path);
            let before = self.tree.kind(&place)?;
            let deed = match (before, &content) {
                (Some(Kind::Other), _) => return Err(StoreError::Link(place)),
                (Some(_), Some(_)) => Deed::Replace,
                (None, Some(_)) => Deed::Create,
                (Some(_), None) => Deed::Remove,
                (None, None) => continue,
            };
            if let Some(content) = content {
                let like = (deed == Deed::Replace).then_some(place.as_path());
                self.tree.write(&new.join(number.to_string()), &content, like)?;
            }
            if keep
                && deed == Deed::Replace
                && let Some(copy) = self.tree.content(&place)?
            {
                self.tree.write(&old.join(number.to_string()), &copy, Some(&place))?;
            }
            steps.push(Step { number, deed, path });
        }
        let record = Record { title: title.into(), keep, steps };
        let record = Content::File(record.to_text().into());
        self.tree.write(&staging.join("record"), &record, None)?;
        self.tree.sync(&new)?;
        self.tree.sync(&old)?;
        self.tree.sync(staging)
    }

    /// Carries out the decided change; may be repeated after a crash at any moment.
    fn carry_out(&self) -> Result<(), StoreError> {
        self.carry_out_steps().map_err(|error| StoreError::Unfinished(Box::new(error)))
    }

    /// After a failure: as long as nothing has moved, the decision can be taken back, so that a
    /// folder which refuses new files does not keep every later command from working.
    fn take_back(&self, error: StoreError) -> StoreError {
        let commit = self.own("commit");
        let StoreError::Unfinished(cause) = error else { return error };
        let waits = |step: &Step| self.waits(&commit, step);
        match self.record(&commit) {
            Ok(Record { steps, .. }) if !steps.is_empty() && steps.iter().all(waits) => {
                if self.tree.rename(&commit, &self.own("trash")).is_err() {
                    return StoreError::Unfinished(cause);
                }
                for step in steps.iter().filter(|step| step.deed == Deed::Create) {
                    // Goes away only if it is empty, that is, if it was made for this change.
                    let folder = self.root.join(&step.path);
                    let _ = folder.parent().map(|folder| self.tree.0.remove_folder(folder));
                }
                let _ = self.sweep();
                *cause
            }
            _ => StoreError::Unfinished(cause),
        }
    }

    /// Whether a step is certainly still to be done.
    fn waits(&self, commit: &Path, step: &Step) -> bool {
        let path = match step.deed {
            Deed::Create | Deed::Replace => commit.join("new").join(step.number.to_string()),
            Deed::Remove => self.root.join(&step.path),
        };
        self.tree.is_there(&path).unwrap_or(false)
    }

    fn carry_out_steps(&self) -> Result<(), StoreError> {
        let commit = self.own("commit");
        let record = self.record(&commit)?;
        let mut touched = BTreeSet::from([commit.join("new"), commit.join("old")]);
        for step in &record.steps {
            let place = self.root.join(&step.path);
            let number = step.number.to_string();
            let (new, old) = (commit.join("new").join(&number), commit.join("old").join(&number));
            let folder = place.parent().unwrap_or(self.root);
            match step.deed {
                Deed::Create | Deed::Replace => {
                    if !self.tree.is_there(folder)? {
                        self.tree.create_folder(folder)?;
                        touched.insert(self.root.into());
                    }
                    if self.tree.is_there(&new)? {
                        self.tree.rename(&new, &place)?;
                    }
                }
                Deed::Remove if self.tree.is_there(&place)? => self.tree.rename(&place, &old)?,
                Deed::Remove => {}
            }
            touched.insert(folder.into());
        }
        for folder in touched {
            if self.tree.is_there(&folder)? {
                self.tree.sync(&folder)?;
            }
        }
        self.close(&commit, record.keep)
    }

    /// Takes the carried out change out of the way: to the undo copies, or to nothing.
    fn close(&self, commit: &Path, keep: bool) -> Result<(), StoreError> {
        let undo = self.own("undo");
        if keep {
            self.tree.remove(&commit.join("new"))?;
            if !self.tree.is_there(&undo)? {
                self.tree.create_folder(&undo)?;
            }
            let number = self.kept()?.last().map_or(0, |(number, _)| *number) + 1;
            self.tree.rename(commit, &undo.join(format!("{number:04}")))?;
            self.tree.sync(&undo)?;
        } else {
            self.tree.remove(&undo)?;
            self.tree.rename(commit, &self.own("trash"))?;
        }
        self.tree.sync(&self.own(""))?;
        if keep { Ok(()) } else { self.tree.remove(&self.own("trash")) }
    }

    /// Removes what is of no more use.
    fn sweep(&self) -> Result<(), StoreError> {
        self.tree.remove(&self.own("staging"))?;
        self.tree.remove(&self.own("trash"))?;
        let kept = self.kept()?;
        for (_, folder) in kept.iter().take(kept.len().saturating_sub(UNDO_LIMIT)) {
            self.tree.rename(folder, &self.own("trash"))?;
            self.tree.remove(&self.own("trash"))?;
        }
        Ok(())
    }

    /// The changes that can be taken back, oldest first.
    pub fn kept(&self) -> Result<Vec<(u32, PathBuf)>, StoreError> {
        let undo = self.own("undo");
        if !self.tree.is_there(&undo)? {
            return Ok(Vec::new());
        }
        let names = self.tree.list(&undo)?;
        let mut kept: Vec<(u32, PathBuf)> =
            names.iter().filter_map(|name| Some((name.parse().ok()?, undo.join(name)))).collect();
        kept.sort_unstable();
        Ok(kept)
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

    fn own(&self, name: &str) -> PathBuf {
        let home = self.root.join(HOME);
        if name.is_empty() { home } else { home.join(name) }
    }
}
