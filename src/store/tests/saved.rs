//! A file that somebody saves while a command is at work is not overwritten.

use std::fs;

use super::super::{Change, Folder, StoreError};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::Person;

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
    assert_eq!(own, 3, "only lock, gate and contents");
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
