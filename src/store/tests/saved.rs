//! A file that somebody saves while a command is at work is not overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use tempfile::TempDir;

use super::super::{Change, Committed, Folder, StoreError};
use super::faults::{quick, saving};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::Person;
use crate::domain::memory::Memory;

/// Commits a change of roster and round 2, with an edit by hand between reading and committing.
fn edited_meanwhile(edit: impl FnOnce(&std::path::Path)) {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let (lock, loaded) = folder.read_to_change("test").unwrap();
    let mut roster = loaded.programme.roster.clone();
    roster.edit(Person(0), |participant| participant.sector = "care".into());
    let rounds = vec![answered(2), round(3)];
    let change = Change { roster: Some(roster), rounds, ..Change::titled("test") };
    edit(temp.path());
    let before = files(temp.path());
    let refused = folder.commit(&loaded, &change, lock);
    assert!(matches!(refused, Err(StoreError::Saved(_))), "{refused:?}");
    assert_eq!(files(temp.path()), before);
    let own = fs::read_dir(temp.path().join(".unmentor")).unwrap().count();
    assert_eq!(own, 5, "only lock, gate, contents, what git ignores, the mark of the memory");
}

#[test]
fn a_file_saved_between_reading_and_writing_is_not_overwritten() {
    edited_meanwhile(|root| {
        let path = root.join("participants.csv");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("Gus Gee", "Gus Grant")).unwrap();
    });
    // Another file with the same bytes may be about to be written to.
    edited_meanwhile(|root| {
        let path = root.join("rounds/02/outcomes.csv");
        fs::copy(&path, root.join("copy")).unwrap();
        fs::rename(root.join("copy"), path).unwrap();
    });
    edited_meanwhile(|root| fs::remove_file(root.join("participants.csv")).unwrap());
    edited_meanwhile(|root| {
        fs::create_dir(root.join("rounds/03")).unwrap();
        fs::write(root.join("rounds/03/pairings.csv"), "mine").unwrap();
    });
}

#[test]
fn a_file_that_the_change_leaves_alone_may_be_saved() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let (lock, loaded) = folder.read_to_change("test").unwrap();
    let path = temp.path().join("participants.csv");
    let text = fs::read_to_string(&path).unwrap().replace("Gus Gee", "Gus Gum");
    fs::write(&path, &text).unwrap();
    let change = Change { rounds: vec![answered(2)], ..Change::titled("test") };
    folder.commit(&loaded, &change, lock).unwrap();
    assert_eq!(fs::read_to_string(path).unwrap(), text);
}

/// A change on a disk on which somebody saved the roster.
struct Tried {
    temp: TempDir,
    before: BTreeMap<String, String>,
    roster: PathBuf,
    theirs: String,
    done: Result<Committed, StoreError>,
}

/// Makes a change on a disk on which somebody saves the roster between any two operations, once at
/// each: as a new file, or into the one that they have open.
fn at_every_moment(into_open: bool, mut judge: impl FnMut(usize, Tried)) {
    for exchanges in [true, false] {
        for at in 1.. {
            let temp = tempfile::tempdir().unwrap();
            quick(temp.path()).create_here(&programme(), Memory::default()).unwrap();
            let roster = temp.path().join("participants.csv");
            let theirs =
                fs::read_to_string(&roster).unwrap() + ",Nia Quaye,nia@quay.example,,,,,,,,,,\n";
            let before = files(temp.path());
            let (disk, saved) = saving(at, exchanges, temp.path(), (&roster, into_open), &theirs);
            let folder = Folder::on(Box::new(disk), temp.path());
            let (lock, loaded) = folder.read_to_change("test").unwrap();
            if fs::read_to_string(&roster).unwrap() == theirs {
                continue;
            }
            let mut people = loaded.programme.roster.clone();
            people.edit(Person(0), |participant| participant.sector = "care".into());
            let rounds = vec![answered(2), round(3)];
            let change = Change { roster: Some(people), rounds, ..Change::titled("test") };
            let done = folder.commit(&loaded, &change, lock);
            if !saved.load(Ordering::Relaxed) {
                assert!(done.is_ok(), "{at}: {done:?}");
                break;
            }
            judge(at, Tried { temp, before, roster, theirs, done });
        }
    }
}

#[test]
fn a_save_at_any_moment_of_a_change_is_kept() {
    let (mut refused, mut later) = (0, 0);
    at_every_moment(false, |at, Tried { temp, before, roster, theirs, done }| {
        assert_eq!(fs::read_to_string(&roster).unwrap(), theirs, "{at}: the save is lost");
        if done.is_ok() {
            later += 1;
            assert!(temp.path().join("rounds/03").exists(), "{at}");
            return;
        }
        refused += 1;
        let told = matches!(done, Err(StoreError::Saved(_) | StoreError::Refused { .. }));
        assert!(told, "{at}: {done:?}");
        let mut expected = before;
        expected.insert("participants.csv".into(), theirs);
        assert_eq!(files(temp.path()), expected, "{at}");
    });
    assert!(refused > 20 && later > 4, "{refused} refused, {later} later");
}

/// A program that has a file open saves into it, which no renaming shows. Only what it writes after
/// everything is on disk goes to the undo copy.
#[test]
fn a_save_into_an_open_file_is_kept_until_the_change_is_on_disk() {
    let (mut refused, mut late) = (0, 0);
    at_every_moment(true, |at, Tried { temp, roster, theirs, done, .. }| {
        if done.is_ok() {
            late += 1;
            let copy = fs::read_dir(temp.path().join(".unmentor/undo/0001/old")).unwrap();
            let kept = copy.filter_map(|file| fs::read_to_string(file.unwrap().path()).ok());
            assert!(kept.into_iter().any(|text| text == theirs), "{at}");
        } else {
            refused += 1;
            assert_eq!(fs::read_to_string(&roster).unwrap(), theirs, "{at}: the save is lost");
            assert!(!temp.path().join("rounds/03").exists(), "{at}");
        }
    });
    assert!(refused > 30 && late < 20, "{refused} refused, {late} later");
}
