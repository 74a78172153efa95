//! Taking what was changed by hand as it stands.

use std::collections::BTreeSet;

use crate::domain::Programme;

use super::change::{Changed, How, describe, note_contents};
use super::error::StoreError;
use super::files::{contents, round_head};
use super::folder::{Committed, Folder};
use super::load::Loaded;
use super::paths::RoundFile;
use super::safe::journal::Target;
use super::safe::lock::Lock;
use super::safe::record::Copies;
use super::safe::tree::Content;

impl Folder {
    /// Takes pairs that were edited by hand as they stand, their `round.toml` says so from now on,
    /// and does without what has gone. Refused when anything else is wrong.
    pub fn accept(&self, loaded: &Loaded, lock: Lock) -> Result<Committed, StoreError> {
        let (targets, own) = self.accepted(loaded)?;
        let mut committed = self.carry_out("check --accept", Copies::Keep, targets, &lock)?;
        drop(lock);
        committed.files.extend(own);
        Ok(committed)
    }

    /// What [`Folder::accept`] would do, without touching the folder.
    pub fn preview_accept(&self, loaded: &Loaded) -> Result<Vec<Changed>, StoreError> {
        let (targets, own) = self.accepted(loaded)?;
        let mut files = describe(self.tree(), self.root(), &targets)?;
        files.extend(own);
        Ok(files)
    }

    /// What accepting writes, and the program's own file if it is among that: it is shown
    /// where it is all that changes.
    fn accepted(&self, loaded: &Loaded) -> Result<(Vec<Target>, Option<Changed>), StoreError> {
        loaded.sound_but_edited()?;
        let programme = &loaded.programme;
        let edited: BTreeSet<_> = loaded.edited.iter().chain(&loaded.half).collect();
        let rounds = edited.into_iter().filter_map(|&number| programme.round(number));
        // What is right as it is needs no other part.
        let stamp = |number| loaded.stamps.get(&number).filter(|_| !loaded.half.contains(&number));
        let mut targets: Vec<_> = rounds
            .map(|round| Target {
                path: RoundFile::Head.of(round.number()),
                content: Some(Content::File(round_head::write(
                    &programme.roster,
                    round,
                    stamp(round.number()),
                ))),
            })
            .collect();
        let Programme { roster, exclusions, experiment, .. } = programme;
        let (experiment, rounds) = (experiment.as_ref(), programme.rounds().iter());
        let text = contents::write(roster, exclusions, experiment, rounds, &loaded.called);
        let noted = note_contents(self.tree(), self.root(), text)?.filter(|_| loaded.edits > 0);
        let own = noted
            .as_ref()
            .filter(|_| targets.is_empty())
            .map(|one| Changed { path: one.path.clone(), how: How::Replaced });
        targets.extend(noted);
        Ok((targets, own))
    }
}
