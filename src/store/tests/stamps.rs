//! Of a change over several files, each mixture of old and new is seen in a copy without the
//! program's own folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::change::plan;
use super::super::safe::tree::Content;
use super::super::{Change, Folder, Traces};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::forget::{Workplace, forget};
use crate::domain::purge::without_words;
use crate::domain::{Answer, Person, Response};

/// A folder with three rounds of the past.
fn folder() -> (tempfile::TempDir, Folder) {
    let temp = tempfile::tempdir().unwrap();
    let programme = programme().with_rounds([answered(1), answered(2), round(3)]);
    let folder = Folder::create(temp.path(), &programme).unwrap();
    (temp, folder)
}

fn yes(person: u32) -> Response {
    Response { answer: Some(Answer::Yes), ..Response::silent(Person(person)) }
}

/// Answers to rounds 1 and 3.
fn answers(folder: &Folder) -> Change {
    let programme = folder.read().unwrap().programme;
    let mut rounds: Vec<_> = programme.rounds().to_vec();
    rounds.remove(1);
    for round in &mut rounds {
        round.respond(yes(5)).unwrap();
    }
    Change { rounds, ..Change::titled("answers") }
}

fn purge(folder: &Folder) -> Change {
    let programme = folder.read().unwrap().programme;
    let rounds = programme.rounds().iter().take(2).map(without_words).collect();
    Change { rounds, traces: Traces::Erased, ..Change::titled("purge") }
}

fn forgetting(folder: &Folder, person: u32) -> Change {
    let gone = forget(&folder.read().unwrap().programme, Person(person), Workplace::Kept);
    Change {
        roster: Some(gone.roster),
        exclusions: Some(gone.exclusions),
        rounds: gone.rounds,
        traces: Traces::Forgotten,
        ..Change::titled("forget")
    }
}

fn more_rounds(_: &Folder) -> Change {
    Change { rounds: vec![round(4), answered(5), round(6)], ..Change::titled("history") }
}

/// The files that a change makes different, in the order in which it does.
fn steps(folder: &Folder, change: &Change) -> Vec<String> {
    let loaded = folder.read().unwrap();
    let mut paths = Vec::new();
    for target in plan(folder.tree(), folder.root(), &loaded, change).unwrap() {
        match target.content {
            Some(Content::Folder(inside)) => {
                paths.extend(
                    inside.keys().map(|name| format!("{}/{}", target.path, name.display())),
                );
            }
            _ => paths.push(target.path),
        }
    }
    paths.retain(|path| !path.starts_with(".unmentor"));
    paths
}

/// How many findings a folder has in which these files are those of `new` and the others of `old`.
fn findings(
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
    arrived: &[&String],
) -> usize {
    let temp = tempfile::tempdir().unwrap();
    let mut mixed = old.clone();
    for &path in arrived {
        mixed.insert(path.clone(), new[path].clone());
    }
    for (path, text) in mixed {
        let path = temp.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(path, text).unwrap();
    }
    Folder::at(temp.path()).unwrap().read().unwrap().findings.len()
}

/// The mixtures that nobody sees, as the paths that have come.
fn unseen(make: impl Fn(&Folder) -> Change, every: bool) -> Vec<Vec<String>> {
    let (temp, folder) = folder();
    let old = files(temp.path());
    let change = make(&folder);
    let paths = steps(&folder, &change);
    let (lock, loaded) = folder.read_to_change("test").unwrap();
    folder.commit(&loaded, &change, lock).unwrap();
    let new = files(temp.path());
    assert_eq!(folder.read().unwrap().findings, []);
    assert_eq!(findings(&old, &new, &paths.iter().collect::<Vec<_>>()), 0);
    let all = 1_u32 << paths.len();
    let chosen =
        |set: u32| (0..).zip(&paths).filter(move |(at, _)| set >> at & 1 == 1).map(|(_, p)| p);
    let sets: Vec<u32> = if every {
        (1..all - 1).step_by(if paths.len() > 8 { 7 } else { 1 }).collect()
    } else {
        (1..paths.len()).map(|count| (1 << count) - 1).collect()
    };
    let arrived = |&set: &u32| chosen(set).collect::<Vec<_>>();
    let silent = sets.iter().map(arrived).filter(|arrived| findings(&old, &new, arrived) == 0);
    silent.map(|arrived| arrived.into_iter().cloned().collect()).collect()
}

#[test]
fn wherever_a_change_stops_a_copy_shows_it() {
    assert_eq!(unseen(answers, false), Vec::<Vec<String>>::new());
    assert_eq!(unseen(purge, false), Vec::<Vec<String>>::new());
    assert_eq!(unseen(more_rounds, false), Vec::<Vec<String>>::new());
    for person in [0, 1, 2, 4] {
        let silent = unseen(|folder| forgetting(folder, person), false);
        assert_eq!(silent, Vec::<Vec<String>>::new(), "{person}");
    }
}

#[test]
fn every_mixture_is_seen_but_answers_that_came_alone() {
    for (change, name) in [(answers as fn(&Folder) -> Change, "answers"), (purge, "purge")] {
        for arrived in unseen(change, true) {
            // Whole by themselves: nobody can tell them from answers that a hand filled in.
            let alone = arrived.iter().all(|path| path.ends_with("outcomes.csv"));
            assert!(alone, "{name}: {arrived:?}");
        }
    }
    for arrived in unseen(|folder| forgetting(folder, 0), true) {
        // Nothing of the person is left but that it was a change of several rounds; or there is one
        // exclusion less, as by hand.
        let whole = arrived.iter().all(|path| !path.ends_with("round.toml")) && arrived.len() == 8;
        assert!(whole || arrived == ["exclusions.csv"], "{arrived:?}");
    }
}

#[test]
fn a_change_of_one_round_and_a_hand_leave_the_stamp_alone() {
    let (temp, folder) = folder();
    let head = |number: u32| {
        fs::read_to_string(temp.path().join(format!("rounds/0{number}/round.toml"))).unwrap()
    };
    let commit = |change: Change| {
        let (lock, loaded) = folder.read_to_change("test").unwrap();
        folder.commit(&loaded, &change, lock).unwrap();
    };
    let mut one = round(3);
    one.respond(yes(0)).unwrap();
    commit(Change { rounds: vec![one], ..Change::titled("one") });
    assert!(!head(3).contains("[change]"));
    commit(answers(&folder));
    let stamped = head(3);
    assert!(stamped.contains("\n[change]\nnumber = 1\nmark = \""), "{stamped}");
    assert!(stamped.contains("rounds = [\"1\", \"3\"]\nbefore = [\"outcomes.csv "), "{stamped}");
    assert!(!head(2).contains("[change]"));
    let outcomes = temp.path().join("rounds/03/outcomes.csv");
    let by_hand = fs::read_to_string(&outcomes).unwrap().replacen(",,,,,,\n", ",no,,,,,\n", 1);
    fs::write(outcomes, by_hand).unwrap();
    assert_eq!(folder.read().unwrap().findings, []);
    let mut third = folder.read().unwrap().programme.rounds()[2].clone();
    third.respond(yes(1)).unwrap();
    commit(Change { rounds: vec![third], ..Change::titled("one") });
    assert_eq!(head(3), stamped);
    // Taking the answers away again makes the file what it was, and that is no half change.
    let read = folder.read().unwrap().programme;
    commit(Change { rounds: vec![answered(1)], ..Change::titled("one") });
    assert_eq!(folder.read().unwrap().findings, []);
    // A later change over other rounds does not make the earlier one incomplete.
    let mut two: Vec<_> = read.rounds()[1..].to_vec();
    for round in &mut two {
        round.respond(yes(3)).unwrap();
    }
    commit(Change { rounds: two, ..Change::titled("two") });
    assert!(head(2).contains("number = 2") && head(1).contains("number = 1"));
    assert_eq!(folder.read().unwrap().findings, []);
    for _ in 0..2 {
        folder.undo(folder.lock("undo").unwrap()).unwrap();
        assert_eq!(folder.read().unwrap().findings, []);
    }
}

#[test]
fn half_a_change_that_is_right_can_be_accepted() {
    let (temp, folder) = folder();
    let old = fs::read_to_string(temp.path().join("rounds/03/round.toml")).unwrap();
    let (lock, loaded) = folder.read_to_change("test").unwrap();
    folder.commit(&loaded, &answers(&folder), lock).unwrap();
    fs::write(temp.path().join("rounds/03/round.toml"), old).unwrap();
    let loaded = folder.read().unwrap();
    let said: Vec<_> = loaded
        .findings
        .iter()
        .map(|one| format!("{} {}: {}", one.kind.name(), one.place, one.message))
        .collect();
    assert_eq!(
        said,
        ["half-change rounds/03: of a change of rounds 1, 3 only a part is here: not that of 3"]
    );
    assert!(loaded.sound().is_err());
    folder.accept(&loaded, folder.lock("check --accept").unwrap()).unwrap();
    assert_eq!(folder.read().unwrap().findings, []);
}
