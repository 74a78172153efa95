//! Several files change together or not at all.
//!
//! A change is first prepared in `.unmentor/staging`: a record of its steps and the new files, all
//! synced to disk. Renaming that folder to `.unmentor/commit` decides: before it nothing has
//! happened, after it the change will be carried out, by this command or, if it dies, by the next
//! one. Each step lets a new file and an old one change places (see [`super::bench`]), and the
//! folder's last renaming to `.unmentor/undo/0042` makes the old files the copies by which the
//! change can be taken back.
//!
//! ```text
//! .unmentor/commit/record     what to do, in words
//! .unmentor/commit/new/1      what will stand at the first step's path: a file or a whole folder
//! .unmentor/commit/old/1      what stood there before
//! ```
//!
//! Whoever goes on with a change looks first. When somebody has put something else in the place of
//! a single file, the whole change is taken back, theirs stays, and ours goes to
//! `.unmentor/refused`. A change of another machine, or one that is not whole, is left alone until
//! somebody decides (see [`super::settle`]).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::access::Like;
use super::bench::{Bench, Moved, State};
use super::disk::{Disk, Kind};
use super::lock;
use super::machine;
use super::record::{Copies, Deed, Origin, Record, Step};
use super::sum::Sum;
use super::tree::{Content, Tree};
use super::watch::Watch;
use crate::store::error::StoreError;
use crate::store::paths::HOME;

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
    pub(super) tree: Tree<'a>,
    pub(super) root: &'a Path,
    moment: &'a str,
}

impl<'a> Journal<'a> {
    /// The moment is day and time, for those who look at a change later; it may be empty.
    pub fn new(disk: &'a dyn Disk, root: &'a Path, moment: &'a str) -> Self {
        Self { tree: Tree(disk), root, moment }
    }

    /// Makes all targets true, or none; refused when somebody saved one of them since the watch
    /// began. The caller holds the [`Lock`](lock::Lock).
    ///
    /// With [`Copies::Erase`] neither it nor any earlier one can be taken back, and no copy of an
    /// old file remains. An error leaves the folder as it was, unless it is
    /// [`StoreError::Unfinished`].
    pub fn commit(
        &self,
        title: &str,
        copies: Copies,
        targets: Vec<Target>,
        watch: &Watch,
    ) -> Result<(), StoreError> {
        let paths: Vec<String> = targets.iter().map(|target| target.path.clone()).collect();
        self.sweep()?;
        self.tree.sync(self.root)?;
        let staging = self.own("staging");
        let staged = self.stage(&staging, title, copies, targets);
        let decided = staged.and_then(|record| {
            let gate = lock::close_gate(self.tree.0, &self.own("gate"), self.root)?;
            for path in &paths {
                watch.is_as_before(self.tree, self.root, path)?;
            }
            self.tree.has_room(&self.own(""))?;
            self.tree.rename(&staging, &self.own("commit"))?;
            Ok((gate, record))
        });
        let (_gate, record) = match decided {
            Ok(decided) => decided,
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
        let states = vec![State::Before; record.steps.len()];
        self.carry_out(&record, &states)?;
        // The change is done and safe; leftovers are the next command's work.
        let _ = self.sweep();
        Ok(())
    }

    /// Writes files that belong to no change: each at one stroke. `whole` is there only as long as
    /// all are. The caller holds the [`Lock`](lock::Lock).
    pub fn note(&self, mut targets: Vec<Target>, whole: Target) -> Result<(), StoreError> {
        let (staging, mark) = (self.own("staging"), self.root.join(&whole.path));
        targets.retain(|target| target.path != whole.path);
        targets.push(whole);
        for Target { path, content } in targets {
            let Some(content) = content else { continue };
            let place = self.root.join(&path);
            self.is_plain_way(&path)?;
            if place == mark && self.tree.is_there(&place)? {
                continue;
            }
            self.sweep()?;
            self.tree.write(&staging, &content, Like::Folder(self.root), self.root)?;
            if !self.tree.is_there(&place)? || !self.tree.exchange(&staging, &place)? {
                self.tree.remove(&mark)?;
                self.tree.remove(&place)?;
                self.tree.rename(&staging, &place)?;
            }
            self.tree.sync(&self.own(""))?;
        }
        self.sweep()
    }

    /// Whether a decided change waits to be carried out.
    pub fn is_waiting(&self) -> Result<bool, StoreError> {
        self.tree.is_there(&self.own("commit"))
    }

    /// Finishes what a command that died had decided, and throws away what it had only prepared.
    /// The caller holds the [`Lock`](lock::Lock).
    ///
    /// [`StoreError::Refused`] when it had to be taken back, which is then done;
    /// [`StoreError::Unsettled`] when somebody has to decide.
    pub fn recover(&self) -> Result<(), StoreError> {
        if self.is_waiting()? {
            let record = self.pending()?;
            if self.is_erasing()? {
                let _gate = lock::close_gate(self.tree.0, &self.own("gate"), self.root)?;
                self.close(&record).map_err(|error| StoreError::Unfinished(Box::new(error)))?;
                return self.sweep();
            }
            let states = self.states(&record)?;
            let broken =
                record.steps.iter().zip(&states).find(|(_, state)| **state == State::Broken);
            if let Some((step, _)) = broken {
                let cause = format!("a part of it is missing or damaged, that of `{}`", step.path);
                return Err(StoreError::Unsettled { cause, whole: false });
            }
            let _gate = lock::close_gate(self.tree.0, &self.own("gate"), self.root)?;
            self.carry_out(&record, &states)?;
        }
        self.sweep()
    }

    /// The record of the change that waits, if this machine may finish it; otherwise why not.
    fn pending(&self) -> Result<Record, StoreError> {
        let unsettled = |cause, whole| StoreError::Unsettled { cause, whole };
        let record = self.waiting_record().map_err(|cause| unsettled(cause, false))?;
        let cause = match &record.origin {
            None => "an earlier version of this program began it".into(),
            Some(Origin { machine, moment }) if *machine != machine::name() => {
                let moment = moment.replace('T', " ");
                let at = moment.get(..16).map_or(String::new(), |moment| format!(" on {moment}"));
                format!("it began on another computer, `{machine}`{at}")
            }
            Some(_) => return Ok(record),
        };
        let broken = self.states(&record)?.contains(&State::Broken);
        Err(unsettled(cause, !broken))
    }

    /// The record of the change that waits, wherever it comes from; otherwise what is wrong.
    pub(super) fn waiting_record(&self) -> Result<Record, String> {
        let commit = self.own("commit");
        if self.tree.kind(&commit).ok().flatten() != Some(Kind::Folder) {
            return Err(format!("`{}` is not a folder", commit.display()));
        }
        for folder in ["new", "old"].map(|name| commit.join(name)) {
            // The last to be done with a change is that its new files go.
            if !matches!(self.tree.kind(&folder), Ok(None | Some(Kind::Folder))) {
                return Err(format!("`{}` is not a folder", folder.display()));
            }
        }
        let record = self.record(&commit).map_err(|error| match error {
            StoreError::Record { cause, .. } => format!("its record cannot be understood: {cause}"),
            other => other.to_string(),
        })?;
        for step in &record.steps {
            self.is_plain_way(&step.path).map_err(|error| error.to_string())?;
        }
        Ok(record)
    }

    /// How far each step of a record is.
    pub(super) fn states(&self, record: &Record) -> Result<Vec<State>, StoreError> {
        let bench = self.bench();
        record.steps.iter().map(|step| bench.state(step)).collect()
    }

    /// Where the change that waits is carried out.
    pub(super) fn bench(&self) -> Bench<'a> {
        Bench { tree: self.tree, root: self.root, folder: self.own("commit") }
    }

    /// Refuses a path on which a link or a pipe stands.
    fn is_plain_way(&self, path: &str) -> Result<(), StoreError> {
        let mut way = self.root.to_path_buf();
        for part in path.split('/') {
            way.push(part);
            match self.tree.kind(&way)? {
                None => break,
                Some(Kind::Link) => return Err(StoreError::Link(way)),
                Some(Kind::Other) => return Err(StoreError::NotPlain(way)),
                Some(Kind::File | Kind::Folder) => {}
            }
        }
        Ok(())
    }

    /// Looks at a target before anything is decided: whether its step can be done.
    fn look(&self, target: &Target) -> Result<Option<Kind>, StoreError> {
        self.is_plain_way(&target.path)?;
        let place = self.root.join(&target.path);
        let there = self.tree.kind(&place)?;
        match (there, &target.content) {
            (Some(Kind::Folder), Some(Content::File(_))) => return Err(StoreError::AFolder(place)),
            (Some(Kind::File), Some(Content::Folder(_))) => return Err(StoreError::AFile(place)),
            // A folder itself changes when it is moved.
            (Some(Kind::Folder), _) => self.tree.may_change(&place)?,
            _ => {}
        }
        let mut above = place.parent();
        while let Some(folder) = above.filter(|folder| folder.starts_with(self.root)) {
            match self.tree.kind(folder)? {
                None => above = folder.parent(),
                Some(Kind::Folder) => return self.tree.may_change(folder).map(|()| there),
                Some(_) => return Err(StoreError::AFile(folder.into())),
            }
        }
        Ok(there)
    }

    fn stage(
        &self,
        staging: &Path,
        title: &str,
        copies: Copies,
        targets: Vec<Target>,
    ) -> Result<Record, StoreError> {
        let (new, old) = (staging.join("new"), staging.join("old"));
        for folder in [staging, &new, &old] {
            self.tree.create_folder(folder, self.root)?;
        }
        let mut steps = Vec::with_capacity(targets.len());
        for (target, number) in targets.into_iter().zip(1..) {
            let there = self.look(&target)?;
            let Target { path, content } = target;
            let place = self.root.join(&path);
            let deed = match (there, &content) {
                (Some(_), Some(_)) => Deed::Replace,
                (None, Some(_)) => Deed::Create,
                (Some(_), None) => Deed::Remove,
                (None, None) => continue,
            };
            let mut after = None;
            if let Some(content) = content {
                let like = match deed {
                    Deed::Replace => Like::File(&place),
                    _ => Like::Folder(self.root),
                };
                after = Some(Sum::of(&content));
                self.tree.write(&new.join(number.to_string()), &content, like, self.root)?;
            }
            let before = Sum::at(self.tree, &place)?;
            steps.push(Step { number, deed, before, after, path });
        }
        let record = Record { title: title.into(), copies, origin: Some(self.origin()), steps };
        self.write_record(&staging.join("record"), &record)?;
        self.tree.sync(&new)?;
        self.tree.sync(&old)?;
        self.tree.sync(staging)?;
        Ok(record)
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { machine: machine::name(), moment: self.moment.into() }
    }

    pub(super) fn write_record(&self, path: &Path, record: &Record) -> Result<(), StoreError> {
        let text = Content::File(record.to_text().into());
        self.tree.write(path, &text, Like::Folder(self.root), self.root)
    }

    /// Carries out the decided change from where it is; may be repeated after a crash at any
    /// moment. When it cannot be done, everything is taken back.
    pub(super) fn carry_out(&self, record: &Record, states: &[State]) -> Result<(), StoreError> {
        let unfinished = |error| StoreError::Unfinished(Box::new(error));
        match self.carry_out_steps(record, states) {
            Ok(foreign) if foreign.is_empty() => self.close(record).map_err(unfinished),
            Ok(foreign) => {
                self.roll_back(record).map_err(unfinished)?;
                let aside = self.set_aside(Some(record)).map_err(unfinished)?;
                Err(StoreError::Refused { files: foreign, aside })
            }
            Err(error) => {
                let back = self.roll_back(record);
                if back.and_then(|()| self.discard()).is_err() {
                    return Err(unfinished(error));
                }
                Err(error)
            }
        }
    }

    /// The paths at which somebody else was first; none when all was done.
    fn carry_out_steps(
        &self,
        record: &Record,
        states: &[State],
    ) -> Result<Vec<String>, StoreError> {
        let foreign = |state: &State| matches!(state, State::Foreign | State::Displaced);
        let steps = || record.steps.iter().zip(states);
        let path = |step: &Step| step.path.clone();
        if states.iter().any(foreign) {
            return Ok(steps().filter(|(_, state)| foreign(state)).map(|(s, _)| path(s)).collect());
        }
        let bench = self.bench();
        for (step, state) in steps() {
            if matches!(state, State::Before | State::Halfway)
                && bench.forward(step)? == Moved::Foreign
            {
                return Ok(vec![path(step)]);
            }
        }
        self.sync_around(record)?;
        // Syncing takes a while, in which a program that had a file open may have saved into it.
        let mut foreign = Vec::new();
        for step in &record.steps {
            if bench.was_written_to(step)? {
                foreign.push(path(step));
            }
        }
        Ok(foreign)
    }

    /// Takes back whatever of a change was done; what somebody else has put there stays.
    pub(super) fn roll_back(&self, record: &Record) -> Result<(), StoreError> {
        let bench = self.bench();
        for step in record.steps.iter().rev() {
            bench.back(step, bench.state(step)?)?;
        }
        self.sync_around(record)
    }

    /// Brings the names that the steps of a change have moved to disk.
    fn sync_around(&self, record: &Record) -> Result<(), StoreError> {
        let commit = self.own("commit");
        let mut touched = BTreeSet::from([commit.join("new"), commit.join("old")]);
        for step in &record.steps {
            let place = self.root.join(&step.path);
            let folder = place.parent().unwrap_or(self.root);
            touched.insert(folder.into());
            if step.deed == Deed::Create {
                touched.extend(
                    folder.parent().filter(|above| above.starts_with(self.root)).map(Into::into),
                );
            }
        }
        for folder in touched {
            if self.tree.is_there(&folder)? {
                self.tree.sync(&folder)?;
            }
        }
        Ok(())
    }

    pub(super) fn own(&self, name: &str) -> PathBuf {
        let home = self.root.join(HOME);
        if name.is_empty() { home } else { home.join(name) }
    }
}
