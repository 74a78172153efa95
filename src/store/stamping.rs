//! A change over several rounds says so in each of them (see [`stamp`]), and its files change
//! places in an order in which every part of it can be seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::domain::{Participant, Person, Roster, Round, RoundNumber};

use super::error::StoreError;
use super::files::round_head;
use super::files::stamp::{Stamp, sum};
use super::load::Loaded;
use super::paths::{EXCLUSIONS, ROSTER, ROUNDS, RoundFile, round_folder};
use super::safe::tree::Tree;
use super::traces::Traces;

/// A file that becomes different.
#[derive(Debug)]
pub struct Different {
    pub path: String,
    pub bytes: Vec<u8>,
    /// The sum of what stands there now.
    pub before: Option<String>,
}

/// Stamps the rounds of a change over several of them. In a single round, what is said of an
/// earlier change stays true.
pub fn stamp(
    loaded: &Loaded,
    changed: &[Round],
    traces: Traces,
    roster: &Roster,
    files: &mut Vec<Different>,
) {
    let is_new = loaded.settings_text.is_none();
    let touched = |round: &&Round| files.iter().any(|file| is_of(round.number(), &file.path));
    let rounds: Vec<&Round> = changed.iter().filter(touched).collect();
    let heads: Vec<_> = match &rounds[..] {
        _ if is_new => Vec::new(),
        [] => Vec::new(),
        [one] => still_true(loaded, one, files).map(|stamp| (*one, stamp)).into_iter().collect(),
        several => together(loaded, traces, several, roster, files),
    };
    for (round, stamp) in heads {
        let path = RoundFile::Head.of(round.number());
        let bytes = round_head::write(roster, round, Some(&stamp));
        match files.iter_mut().find(|file| file.path == path) {
            Some(file) => file.bytes = bytes,
            None => files.push(Different { path, bytes, before: None }),
        }
    }
}

/// The stamps of several rounds.
fn together<'r>(
    loaded: &Loaded,
    traces: Traces,
    rounds: &[&'r Round],
    roster: &Roster,
    files: &[Different],
) -> Vec<(&'r Round, Stamp)> {
    let numbers: BTreeSet<RoundNumber> = rounds.iter().map(|round| round.number()).collect();
    let last = loaded.stamps.values().map(|stamp| stamp.number).max().unwrap_or(0);
    let mut crc = crc32fast::Hasher::new();
    for file in files.iter().filter(|file| file.path.starts_with(ROUNDS)) {
        crc.update(file.path.as_bytes());
        crc.update(&file.bytes);
    }
    let mark = format!("{:08x}", crc.finalize());
    let old = &loaded.programme.roster;
    let is_gone = |&(person, before): &(Person, &Participant)| {
        !before.is_forgotten() && roster.get(person).is_forgotten()
    };
    let gone = old.iter().filter(|_| traces == Traces::Forgotten).find(is_gone);
    let gone = gone.map(|(person, _)| roster.get(person).id.as_str().to_owned());
    let stamped = |round: &&'r Round| {
        let name = |file: &Different| file.path.rsplit('/').next().map(String::from);
        let head = RoundFile::Head.of(round.number());
        let own =
            files.iter().filter(|file| is_of(round.number(), &file.path) && file.path != head);
        let sums = own.filter_map(|file| Some((name(file)?, file.before.clone()?)));
        // Of what is to be erased not even a sum is kept: whoever guesses could compare.
        let before: BTreeMap<_, _> =
            if traces == Traces::Kept { sums.collect() } else { BTreeMap::new() };
        let stamp = Stamp {
            number: last.saturating_add(1),
            mark: mark.clone(),
            rounds: numbers.clone(),
            before,
            words_gone: traces == Traces::Erased,
            forgotten: gone.clone(),
        };
        (*round, stamp)
    };
    rounds.iter().map(stamped).collect()
}

/// The stamp of a round that changes by itself, if it has to say less from now on.
fn still_true(loaded: &Loaded, round: &Round, files: &[Different]) -> Option<Stamp> {
    let before = loaded.stamps.get(&round.number())?;
    let mut stamp = before.clone();
    let folder = round_folder(round.number());
    stamp.before.retain(|name, was| {
        let path = format!("{folder}/{name}");
        !files.iter().any(|file| file.path == path && *was == sum(&file.bytes))
    });
    stamp.words_gone &= round.responses().iter().all(|said| said.words.is_none());
    (stamp != *before).then_some(stamp)
}

fn is_of(round: RoundNumber, path: &str) -> bool {
    path.strip_prefix(&round_folder(round)).is_some_and(|rest| rest.starts_with('/'))
}

/// Puts files into the order in which they change places: first what says that there is a change,
/// and whole new rounds; the roster behind the rounds that name new people; what only helps, last.
pub fn put_in_order(
    tree: Tree<'_>,
    root: &Path,
    files: Vec<Different>,
) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut ranked = Vec::with_capacity(files.len());
    for Different { path, bytes, .. } in files {
        let rank = match path.rsplit_once('/') {
            Some((_, name)) if name == RoundFile::Head.name() => 0,
            Some((folder, _)) => u8::from(tree.is_there(&root.join(folder))?),
            None if path == ROSTER => 2,
            None if path == EXCLUSIONS => 3,
            None => 4,
        };
        ranked.push((rank, path, bytes));
    }
    ranked.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok(ranked.into_iter().map(|(_, path, bytes)| (path, bytes)).collect())
}
