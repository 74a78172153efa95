//! Taking a change back, from the copies that it left under `.unmentor/undo`.
//!
//! Undoing is itself a change with copies of its own: undoing it brings the first one back. What
//! somebody edited by hand since the change is in those copies too, so nothing is ever lost.

use crate::domain::{Roster, RoundNumber};

use super::change::{Changed, describe};
use super::error::StoreError;
use super::files::notes::Notes;
use super::files::roster;
use super::folder::{Committed, Folder};
use super::paths::{ROSTER, RoundFile, round_folder};
use super::safe::journal::Target;
use super::safe::lock::Lock;
use super::safe::record::Deed;
use super::safe::sum::Sum;

/// What the last change was, and what taking it back would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// The title of the change.
    pub title: String,
    /// The files that would become different.
    pub files: Vec<Changed>,
}

impl Folder {
    /// The titles of the changes that can be taken back, the latest first.
    pub fn history(&self) -> Result<Vec<String>, StoreError> {
        // What waits and cannot be finished is no reason not to say what came before it.
        let _ = self.recover();
        let journal = self.journal();
        let kept = journal.kept()?.into_iter().rev();
        kept.map(|(_, folder)| journal.record(&folder).map(|record| record.title)).collect()
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
        self.recover()?;
        let (title, targets) = self.undo_targets()?;
        let files = describe(self.tree(), self.root(), &targets)?;
        Ok(Undoable { title, files })
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

    /// Takes the last change back, as one commit. The lock comes from [`Folder::lock`], as
    /// the folder may be too damaged to be read.
    pub fn undo(&self, lock: Lock) -> Result<Committed, StoreError> {
        let (title, targets) = self.undo_targets()?;
        let title = match title.strip_prefix("undo: ") {
            Some(title) => format!("redo: {title}"),
            None => format!("undo: {}", title.strip_prefix("redo: ").unwrap_or(&title)),
        };
        let committed = self.carry_out(&title, true, targets, &lock)?;
        drop(lock);
        Ok(committed)
    }

    fn undo_targets(&self) -> Result<(String, Vec<Target>), StoreError> {
        let journal = self.journal();
        let kept = journal.kept()?;
        let (_, folder) = kept.last().ok_or(StoreError::NothingToUndo)?;
        let record = journal.record(folder)?;
        let old = folder.join("old");
        let mut targets = Vec::with_capacity(record.steps.len());
        for step in record.steps {
            let content = match step.deed {
                Deed::Create => None,
                Deed::Replace | Deed::Remove => {
                    let copy = old.join(step.number.to_string());
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
            targets.push(Target { path: step.path, content });
        }
        Ok((record.title, targets))
    }
}
