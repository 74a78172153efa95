//! What a command wants to change, and the files that become different by it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::memory::Memory;
use crate::domain::{Exclusion, Experiment, Person, Roster, Round, Settings, both};
use crate::text::names::{Relation, relation};

use super::error::StoreError;
use super::files::stamp::{Stamp, sum};
use super::files::{
    absent, contents, exclusions, experiment, outcomes, pairings, roster_write, round_head,
    settings,
};
use super::load::Loaded;
use super::memory;
use super::paths::{CONTENTS, EXCLUSIONS, EXPERIMENT, ROSTER, RoundFile, SETTINGS};
use super::safe::disk::Kind;
use super::safe::journal::Target;
use super::safe::tree::{Content, Tree};
use super::stamping::{Different, put_in_order, stamp};
use super::traces::Traces;

/// A change of the programme: new values in place of the old ones. What is not named stays.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What the change is, in a few words such as `pair round 6`; shown by `undo`.
    pub title: String,
    /// New settings.
    pub settings: Option<Settings>,
    /// The roster with its changes: the same people in the same order, new ones behind them.
    pub roster: Option<Roster>,
    /// New exclusions in place of all the old ones.
    pub exclusions: Option<Vec<Exclusion>>,
    /// The experiment, new or with more people in its arms.
    pub experiment: Option<Experiment>,
    /// Rounds that are new or that replace the one with their number.
    pub rounds: Vec<Round>,
    /// What is remembered of sheets from now on; it makes no step of its own that could be taken
    /// back.
    pub memory: Option<Memory>,
    /// Whether anything of what was before stays.
    pub traces: Traces,
    /// Files that another program has saved are written as they should be, whatever else changes.
    pub writes_back: bool,
}

impl Change {
    /// A change that changes nothing so far.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// A file or folder that a change makes different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its path within the programme folder, with `/`.
    pub path: String,
    /// What happens to it.
    pub how: How,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It did not exist before.
    New,
    /// It gets other content.
    Replaced,
    /// It is taken away.
    Removed,
}

/// The paths that become different, with their new content; nothing when nothing does.
pub(super) fn plan(
    tree: Tree<'_>,
    root: &Path,
    loaded: &Loaded,
    change: &Change,
) -> Result<Vec<Target>, StoreError> {
    loaded.sound()?;
    let old = &loaded.programme;
    let force = change.traces == Traces::Forgotten;
    let roster = change.roster.as_ref().unwrap_or(&old.roster);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    files.extend(rules(loaded, change, roster));
    for round in &change.rounds {
        let before = if force { None } else { old.round(round.number()) };
        files.extend(round_files(roster, before, round, loaded.stamps.get(&round.number())));
    }
    if *roster != old.roster || (loaded.ids_given && !files.is_empty()) {
        let bytes = if loaded.roster_text.is_empty() {
            roster_write::write_new(roster)
        } else {
            roster_write::write(&loaded.roster_text, &old.roster, roster)
        };
        files.push((ROSTER.into(), bytes));
    }
    if change.writes_back || !files.is_empty() {
        let written: BTreeSet<_> = files.iter().map(|(path, _)| path.clone()).collect();
        let others = loaded.resaved.iter().filter(|one| !written.contains(&one.file));
        files.extend(others.map(|one| (one.file.clone(), one.text.clone().into())));
    }
    let mut different = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let before = tree.read(&root.join(&path))?;
        if before.as_ref() != Some(&bytes) {
            let before = before.map(|before| sum(&before));
            different.push(Different { path, bytes, before });
        }
    }
    stamp(loaded, &change.rounds, change.traces, roster, &mut different);
    let mut targets = group_new_folders(tree, root, put_in_order(tree, root, different)?)?;
    let first = loaded.settings_text.is_none();
    if first || !targets.is_empty() || change.traces != Traces::Kept {
        let exclusions = change.exclusions.as_ref().unwrap_or(&old.exclusions);
        let rounds = old.rounds().iter().chain(&change.rounds);
        let called = called(loaded, roster);
        let experiment = change.experiment.as_ref().or(old.experiment.as_ref());
        let text = contents::write(roster, exclusions, experiment, rounds, &called);
        targets.extend(note_contents(tree, root, text)?);
    }
    targets.extend(memory::targets(tree, root, change.memory.as_ref())?);
    Ok(targets)
}

/// The files of settings, exclusions and an experiment that become others.
fn rules(loaded: &Loaded, change: &Change, roster: &Roster) -> Vec<(String, Vec<u8>)> {
    let old = &loaded.programme;
    let force = change.traces == Traces::Forgotten;
    let mut files = Vec::new();
    if let Some(new) = change.settings.as_ref().filter(|&new| *new != old.settings) {
        let bytes = settings::write(loaded.settings_text.as_deref(), new);
        files.push((SETTINGS.into(), bytes));
    }
    let anew = |new: &&Vec<Exclusion>| **new != old.exclusions || (force && !new.is_empty());
    if let Some(new) = change.exclusions.as_ref().filter(anew) {
        files.push((EXCLUSIONS.into(), exclusions::write(roster, new)));
    }
    let experiment = change.experiment.as_ref().or(old.experiment.as_ref().filter(|_| force));
    if let Some(new) = experiment.filter(|&new| force || old.experiment.as_ref() != Some(new)) {
        files.push((EXPERIMENT.into(), experiment::write(roster, new)));
    }
    files
}

/// Those who have another name than the rounds say, some of them by this very change.
fn called(loaded: &Loaded, roster: &Roster) -> Vec<Person> {
    let old = &loaded.programme.roster;
    let renamed = old.iter().filter(|&(person, before)| {
        let after = roster.get(person);
        let is_other = before.name != after.name && !after.name.is_empty();
        let is_new = before.name.is_empty();
        is_other && (is_new || relation(&before.name, &after.name) != Relation::Alike)
    });
    let mut called = loaded.called.clone();
    if *roster != *old {
        called.extend(renamed.map(|(person, _)| person));
        called.sort_unstable();
        called.dedup();
    }
    called
}

/// The files of a round that may be others than before; all of them when nothing was before.
fn round_files(
    roster: &Roster,
    before: Option<&Round>,
    round: &Round,
    stamp: Option<&Stamp>,
) -> Vec<(String, Vec<u8>)> {
    let [head, pairs, answers, absent] = RoundFile::ALL.map(|file| file.of(round.number()));
    let same_pairs = before.is_some_and(|before| before.pairs() == round.pairs());
    let same_head = before.is_some_and(|before| {
        before.head == round.head
            && before.amended == round.amended
            && before.longer == round.longer
            && before.sitting_out() == round.sitting_out()
    });
    let same_answers =
        same_pairs && before.is_some_and(|before| before.responses() == round.responses());
    let mut files = Vec::new();
    if !(same_head && same_pairs) {
        files.push((head, round_head::write(roster, round, stamp)));
    }
    if let Some(list) = &round.absent
        && before.is_none_or(|before| before.absent != round.absent)
    {
        files.push((absent, absent::write(roster, list)));
    }
    // A large round is written by two of the processor's cores.
    let new_answers = || (!same_answers).then(|| outcomes::write(roster, round));
    let new_pairs = || (!same_pairs).then(|| pairings::write(roster, round));
    let (new_answers, new_pairs) = both(new_answers, new_pairs);
    files.extend(new_pairs.map(|written| (pairs, written)));
    files.extend(new_answers.map(|written| (answers, written)));
    files
}

/// The file that says what the folder holds from now on, if it has to be written.
pub(super) fn note_contents(
    tree: Tree<'_>,
    root: &Path,
    text: String,
) -> Result<Option<Target>, StoreError> {
    let place = root.join(CONTENTS);
    let differs = match tree.kind(&place)? {
        None => true,
        Some(Kind::File) => tree.read(&place)?.as_deref() != Some(text.as_bytes()),
        // Whoever put something else there does without it.
        Some(_) => false,
    };
    let content = Some(Content::File(text.into()));
    Ok(differs.then(|| Target { path: CONTENTS.into(), content }))
}

/// Files in a round's folder that is not there yet appear with it, as one.
fn group_new_folders(
    tree: Tree<'_>,
    root: &Path,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Vec<Target>, StoreError> {
    let mut targets: Vec<Target> = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        if let Some((folder, name)) = path.rsplit_once('/') {
            if let Some(Target { path, content: Some(Content::Folder(inside)) }) =
                targets.last_mut()
                && path == folder
            {
                inside.insert(name.into(), Content::File(bytes));
                continue;
            }
            if !tree.is_there(&root.join(folder))? {
                let inside = [(name.into(), Content::File(bytes))].into();
                targets
                    .push(Target { path: folder.into(), content: Some(Content::Folder(inside)) });
                continue;
            }
        }
        targets.push(Target { path, content: Some(Content::File(bytes)) });
    }
    Ok(targets)
}

/// What carrying out the targets would do, for people to read; the program's own file is none
/// of their affair.
pub(super) fn describe(
    tree: Tree<'_>,
    root: &Path,
    targets: &[Target],
) -> Result<Vec<Changed>, StoreError> {
    let mut changed = Vec::new();
    let of_people =
        targets.iter().filter(|target| target.path != CONTENTS && !memory::holds(&target.path));
    for Target { path, content } in of_people {
        let there = tree.is_there(&root.join(path))?;
        match content {
            Some(Content::Folder(inside)) if !there => {
                changed.extend(inside.keys().map(|name| Changed {
                    path: format!("{path}/{}", name.display()),
                    how: How::New,
                }));
            }
            Some(_) => {
                let how = if there { How::Replaced } else { How::New };
                changed.push(Changed { path: path.clone(), how });
            }
            None => changed.push(Changed { path: path.clone(), how: How::Removed }),
        }
    }
    changed.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(changed)
}
