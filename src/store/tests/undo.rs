//! Changes are taken back, and brought back, without a trace.

use super::super::{Change, Folder, How, StoreError, Traces};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::Person;

fn commit(folder: &Folder, change: &Change) {
    let (lock, loaded) = folder.read_to_change("test").unwrap();
    folder.commit(&loaded, change, lock).unwrap();
}

#[test]
fn undo_of_an_undo_brings_the_change_back() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let before = files(temp.path());
    let change = Change { rounds: vec![answered(2), round(6)], ..Change::titled("pair round 6") };
    commit(&folder, &change);
    let after = files(temp.path());

    let undoable = folder.preview_undo().unwrap();
    assert_eq!(undoable.title, "pair round 6");
    let what: Vec<_> = undoable.files.iter().map(|c| (c.path.as_str(), c.how)).collect();
    assert_eq!(what, [("rounds/02/outcomes.csv", How::Replaced), ("rounds/06", How::Removed)]);

    std::fs::write(temp.path().join("rounds/06/notes.txt"), "by hand").unwrap();
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    assert_eq!(files(temp.path()), before);
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    let mut expected = after;
    expected.insert("rounds/06/notes.txt".into(), "by hand".into());
    assert_eq!(files(temp.path()), expected);
    let history = folder.history().unwrap();
    assert_eq!(history, ["redo: pair round 6", "undo: pair round 6", "pair round 6"]);
}

#[test]
fn the_history_is_limited_and_forgetting_erases_it() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    assert!(matches!(folder.undo(folder.lock("undo").unwrap()), Err(StoreError::NothingToUndo)));
    for count in 0..30 {
        let mut settings = programme().settings;
        settings.closes_after_days = 30 + count;
        commit(&folder, &Change { settings: Some(settings), ..Change::titled(count.to_string()) });
    }
    let history = folder.history().unwrap();
    assert_eq!((history.len(), history[0].as_str(), history[19].as_str()), (20, "29", "10"));

    let mut roster = folder.read().unwrap().programme.roster;
    roster.edit(Person(1), |p| {
        p.name.clear();
        p.email.clear();
        p.further.clear();
    });
    let read = folder.read().unwrap().programme;
    let change = Change {
        roster: Some(roster),
        rounds: read.rounds().to_vec(),
        exclusions: Some(read.exclusions),
        traces: Traces::Forgotten,
        ..Change::titled("forget")
    };
    commit(&folder, &change);
    assert_eq!(folder.history().unwrap(), Vec::<String>::new());
    assert_eq!(folder.read().unwrap().findings, []);
    let left: Vec<_> = std::fs::read_dir(temp.path().join(".unmentor")).unwrap().collect();
    assert_eq!(left.len(), 4, "only lock, gate, contents and the mark of the memory: {left:?}");
    for (path, text) in files(temp.path()) {
        assert!(!text.contains("Ben Bo") && !text.contains("p2@"), "{path}: {text}");
    }
}

#[test]
fn a_damaged_copy_is_not_put_in_place() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    commit(&folder, &Change { rounds: vec![answered(2)], ..Change::titled("answers") });
    let before = files(temp.path());
    std::fs::write(temp.path().join(".unmentor/undo/0001/old/1"), "pair,par").unwrap();
    let refused = folder.undo(folder.lock("undo").unwrap());
    let Err(StoreError::Record { cause, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(cause, "the copy of rounds/02/outcomes.csv is damaged");
    assert_eq!(files(temp.path()), before);
}

#[test]
fn own_files_are_known_in_capitals_too() {
    let temp = tempfile::tempdir().unwrap();
    Folder::create(temp.path(), &programme()).unwrap();
    for own in ["PARTICIPANTS.CSV", "Exclusions.csv", "rounds/06", "unmentor.toml"] {
        assert!(Folder::owns(temp.path(), &temp.path().join(own)), "{own}");
    }
    assert!(!Folder::owns(temp.path(), &temp.path().join("participants.xlsx")));
}
