//! Going back change by change, and forward again, by the copies that each left under
//! `.unmentor/undo`.
//!
//! Each step is itself a change with copies of its own, which says of which other one it takes the
//! place. What somebody edited by hand since a change is in those copies too, so nothing is ever
//! lost.

use crate::domain::{Programme, Roster, RoundNumber};

use super::change::{Changed, describe};
use super::error::StoreError;
use super::files::notes::Notes;
use super::files::roster;
use super::folder::{Committed, Folder};
use super::load::load;
use super::memory;
use super::paths::{CONTENTS, ROSTER, RoundFile, round_folder};
use super::safe::disk::Kind;
use super::safe::journal::Target;
use super::safe::kept::Kept;
use super::safe::lock::Lock;
use super::safe::record::{Copies, Deed, Record};
use super::safe::sum::Sum;
use super::safe::tree::Tree;
use super::safe::would_be::WouldBe;

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The last change that stands is taken back.
    Back,
    /// What was taken back last is brought back.
    Forth,
}

/// One step back or forth, and what it would do.
#[derive(Debug, Clone)]
pub struct Undoable {
    /// The title of the change.
    pub title: String,
    /// When it was made: day and time, with that place's distance from UTC; empty where nobody
    /// said.
    pub moment: String,
    /// The files that would become different.
    pub files: Vec<Changed>,
    /// Those among them that were changed by hand since.
    pub edited: Vec<String>,
    /// The programme before and after, as far as both can be read.
    pub programmes: Option<(Programme, Programme)>,
}

/// A change that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its title.
    pub title: String,
    /// When it was made, or taken back; as in [`Undoable`].
    pub moment: String,
    /// How many files became different by it.
    pub files: usize,
    /// Whether it was taken back, and can be brought back.
    pub taken_back: bool,
}

impl Folder {
    /// The changes that can be taken back, the latest first, and then those that can be brought
    /// back, the next first.
    pub fn history(&self) -> Result<Vec<Past>, StoreError> {
        // What waits and cannot be finished is no reason not to say what came before it.
        let _ = self.recover();
        let steps = self.journal().steps()?;
        if let Some(error) = steps.broken
            && steps.done.is_empty()
        {
            return Err(error);
        }
        let of = |taken_back| move |kept| (kept, taken_back);
        let done = steps.done.into_iter().rev().map(of(false));
        let taken_back = steps.taken_back.into_iter().rev().map(of(true));
        let past = |(kept, taken_back): (Kept, bool)| {
            let files = self.count_files(&kept)?;
            let Record { title, origin, .. } = kept.record;
            let moment = origin.map(|origin| origin.moment).unwrap_or_default();
            Ok(Past { title, moment, files, taken_back })
        };
        done.chain(taken_back).map(past).collect()
    }

    /// How many files of people's became different by a change; those in a whole folder one by one.
    fn count_files(&self, kept: &Kept) -> Result<usize, StoreError> {
        let mut count = 0;
        for step in kept.record.steps.iter().filter(|step| is_of_people(&step.path)) {
            let old = kept.folder.join("old").join(step.number.to_string());
            let mut inside = None;
            for place in [self.root().join(&step.path), old] {
                if inside.is_none() && self.tree().kind(&place)? == Some(Kind::Folder) {
                    inside = Some(self.tree().list(&place)?.len());
                }
            }
            count += inside.unwrap_or(1);
        }
        Ok(count)
    }

    /// The roster as it was before the last change of it that is remembered.
    pub fn roster_before(&self) -> Result<Option<Roster>, StoreError> {
        let journal = self.journal();
        for (_, folder) in journal.kept()?.into_iter().rev() {
            let steps = journal.record(&folder)?.steps;
            let Some(step) = steps.iter().find(|step| step.path == ROSTER) else { continue };
            let copy = folder.join("old").join(step.number.to_string());
            let bytes = self.tree().read(&copy)?.unwrap_or_default();
            let text = String::from_utf8(bytes).unwrap_or_default();
            return Ok(Some(roster::read(&text, || 0, &mut Notes::default()).roster));
        }
        Ok(None)
    }

    /// What [`Folder::undo`] would do, without doing it.
    pub fn preview_undo(&self) -> Result<Undoable, StoreError> {
        self.preview_step(Way::Back)
    }

    /// What [`Folder::step`] would do, without doing it.
    pub fn preview_step(&self, way: Way) -> Result<Undoable, StoreError> {
        self.recover()?;
        let (kept, targets) = self.step_targets(way)?;
        let files = describe(self.tree(), self.root(), &targets)?;
        let mut edited = Vec::new();
        for step in kept.record.steps.iter().filter(|step| is_of_people(&step.path)) {
            let now = Sum::at(self.tree(), &self.root().join(&step.path))?;
            if kept.record.origin.is_some() && now != step.after {
                edited.push(step.path.clone());
            }
        }
        let would_be = WouldBe { disk: self.tree().0, root: self.root(), targets: &targets };
        let programmes = load(self.tree(), self.root())
            .and_then(|before| Ok((before, load(Tree(&would_be), self.root())?)))
            .map(|(before, after)| (before.programme, after.programme));
        let Record { title, origin, .. } = kept.record;
        let moment = origin.map(|origin| origin.moment).unwrap_or_default();
        Ok(Undoable { title, moment, files, edited, programmes: programmes.ok() })
    }

    /// Whether a copy of what was answered in one of these rounds is kept.
    pub fn keeps_answers_of(&self, rounds: &[RoundNumber]) -> Result<bool, StoreError> {
        let journal = self.journal();
        for (_, kept) in journal.kept()? {
            let steps = journal.record(&kept)?.steps.into_iter();
            let mut copied = steps.filter(|step| step.deed != Deed::Create);
            let holds_answers = |path: &str| {
                let of = |&number| {
                    path == round_folder(number) || path == RoundFile::Outcomes.of(number)
                };
                rounds.iter().any(of)
            };
            if copied.any(|step| holds_answers(&step.path)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes the last change that stands back, as one commit. The lock comes from
    /// [`Folder::lock`], as the folder may be too damaged to be read.
    pub fn undo(&self, lock: Lock) -> Result<Committed, StoreError> {
        self.step(Way::Back, lock)
    }

    /// Goes one step, as one commit; as [`Folder::undo`], or the other way.
    pub fn step(&self, way: Way, lock: Lock) -> Result<Committed, StoreError> {
        let (kept, targets) = self.step_targets(way)?;
        let copies = match way {
            Way::Back => Copies::Back(kept.number),
            Way::Forth => Copies::Again(kept.number),
        };
        let committed = self.carry_out(&kept.record.title, copies, targets, &lock)?;
        drop(lock);
        Ok(committed)
    }

    fn step_targets(&self, way: Way) -> Result<(Kept, Vec<Target>), StoreError> {
        let mut steps = self.journal().steps()?;
        let (last, nothing) = match way {
            Way::Back => (steps.done.pop(), steps.broken.unwrap_or(StoreError::NothingToUndo)),
            Way::Forth => (steps.taken_back.pop(), StoreError::NothingToRedo),
        };
        let kept = last.ok_or(nothing)?;
        let mut targets = Vec::with_capacity(kept.record.steps.len());
        // The last first: what says that there is a change stays until all else is back.
        for step in kept.record.steps.iter().rev() {
            let content = match step.deed {
                Deed::Create => None,
                Deed::Replace | Deed::Remove => {
                    let copy = kept.folder.join("old").join(step.number.to_string());
                    let content = self.tree().content(&copy)?;
                    let damaged = |content| step.before.is_some_and(|sum| Sum::of(content) != sum);
                    let wrong = match &content {
                        None => Some("missing"),
                        Some(content) if damaged(content) => Some("damaged"),
                        Some(_) => None,
                    };
                    if let Some(wrong) = wrong {
                        let cause = format!("the copy of {} is {wrong}", step.path);
                        return Err(StoreError::Record { file: copy, cause });
                    }
                    content
                }
            };
            targets.push(Target { path: step.path.clone(), content });
        }
        Ok((kept, targets))
    }
}

/// Whether a file is one that people know of.
fn is_of_people(path: &str) -> bool {
    path != CONTENTS && !memory::holds(path)
}
