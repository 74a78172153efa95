//! Changes are taken back, and brought back, without a trace.

use super::super::{Change, Folder, How, StoreError, Traces, Way};
use super::faults::{dying, prepared, quick};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::Person;

fn commit(folder: &Folder, change: &Change) {
    let (lock, loaded) = folder.read_to_change("test").unwrap();
    folder.commit(&loaded, change, lock).unwrap();
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forward() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let step = |way| folder.step(way, folder.lock("step").unwrap());
    let mut states = vec![files(temp.path())];
    for number in [6, 7, 8] {
        let rounds = vec![answered(2), round(number)];
        commit(&folder, &Change { rounds, ..Change::titled(format!("pair {number}")) });
        states.push(files(temp.path()));
    }
    for way in [Way::Back, Way::Forth, Way::Back] {
        let expected: Vec<_> = match way {
            Way::Back => states[..3].iter().rev().collect(),
            Way::Forth => states[1..].iter().collect(),
        };
        for state in expected {
            step(way).unwrap();
            assert_eq!(files(temp.path()), *state);
            assert_eq!(folder.read().unwrap().findings, []);
        }
        assert!(step(way).is_err(), "{way:?}");
    }
    step(Way::Forth).unwrap();
    let titles = |folder: &Folder| -> Vec<_> {
        folder.history().unwrap().into_iter().map(|past| (past.title, past.taken_back)).collect()
    };
    let [six, seven, eight] = ["pair 6", "pair 7", "pair 8"].map(String::from);
    let expected = [(six.clone(), false), (seven, true), (eight, true)];
    assert_eq!(titles(&folder), expected);
    // A new change ends what could be brought back.
    commit(&folder, &Change { rounds: vec![round(9)], ..Change::titled("pair 9") });
    assert_eq!(titles(&folder), [("pair 9".into(), false), (six, false)]);
    assert!(matches!(step(Way::Forth), Err(StoreError::NothingToRedo)));
    step(Way::Back).unwrap();
    assert_eq!(files(temp.path()), states[1]);
    step(Way::Back).unwrap();
    assert_eq!(files(temp.path()), states[0]);
}

#[test]
fn what_was_edited_by_hand_is_said_and_comes_back() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let before = files(temp.path());
    let change = Change { rounds: vec![answered(2), round(6)], ..Change::titled("pair round 6") };
    commit(&folder, &change);
    let after = files(temp.path());

    let undoable = folder.preview_undo().unwrap();
    assert_eq!((undoable.title.as_str(), undoable.edited.len()), ("pair round 6", 0));
    let what: Vec<_> = undoable.files.iter().map(|c| (c.path.as_str(), c.how)).collect();
    let expected = [
        ("rounds/02/outcomes.csv", How::Replaced),
        ("rounds/02/round.toml", How::Replaced),
        ("rounds/06", How::Removed),
    ];
    assert_eq!(what, expected);
    let (now, then) = undoable.programmes.unwrap();
    assert_eq!((now.rounds().len(), then.rounds().len()), (3, 2));

    std::fs::write(temp.path().join("rounds/06/notes.txt"), "by hand").unwrap();
    assert_eq!(folder.preview_undo().unwrap().edited, ["rounds/06"]);
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    assert_eq!(files(temp.path()), before);
    let would_be = folder.preview_step(Way::Forth).unwrap();
    let (of_now, of_then) = would_be.programmes.unwrap();
    assert_eq!((of_now.rounds(), of_then.rounds()), (then.rounds(), now.rounds()));
    folder.step(Way::Forth, folder.lock("redo").unwrap()).unwrap();
    let mut expected = after;
    expected.insert("rounds/06/notes.txt".into(), "by hand".into());
    assert_eq!(files(temp.path()), expected);
}

/// However often one goes back and forth, twenty steps remain, and not more is kept than that.
#[test]
fn twenty_steps_remain_whatever_was_taken_back() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let change = |count: u32| {
        let mut settings = programme().settings;
        settings.closes_after_days = 30 + count;
        commit(&folder, &Change { settings: Some(settings), ..Change::titled(count.to_string()) });
    };
    (0..25).for_each(change);
    let step = |way| folder.step(way, folder.lock("step").unwrap());
    let mut back = 0;
    while step(Way::Back).is_ok() {
        back += 1;
    }
    assert_eq!(back, 20);
    for _ in 0..3 {
        while step(Way::Forth).is_ok() {
            back -= 1;
        }
        assert_eq!(back, 0);
        while step(Way::Back).is_ok() {
            back += 1;
        }
        assert_eq!(back, 20);
    }
    let kept = std::fs::read_dir(temp.path().join(".unmentor/undo")).unwrap().count();
    assert!(kept <= 40, "{kept}");
}

#[test]
fn a_record_that_cannot_be_understood_ends_the_way_back_and_nothing_else() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    for number in [6, 7, 8] {
        commit(&folder, &Change { rounds: vec![round(number)], ..Change::titled("pair") });
    }
    std::fs::write(temp.path().join(".unmentor/undo/0002/record"), "torn").unwrap();
    assert_eq!(folder.history().unwrap().len(), 1);
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    let refused = folder.undo(folder.lock("undo").unwrap());
    assert!(matches!(refused, Err(StoreError::Record { .. })), "{refused:?}");
    folder.step(Way::Forth, folder.lock("redo").unwrap()).unwrap();
    assert!(temp.path().join("rounds/08").exists());
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
    let titles = (history[0].title.as_str(), history[19].title.as_str());
    assert_eq!((history.len(), titles), (20, ("29", "10")));

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
        exclusions: Some(Vec::new()),
        traces: Traces::Forgotten,
        ..Change::titled("forget")
    };
    commit(&folder, &change);
    assert_eq!(folder.history().unwrap(), []);
    assert_eq!(folder.read().unwrap().findings, []);
    let left: Vec<_> = std::fs::read_dir(temp.path().join(".unmentor")).unwrap().collect();
    assert_eq!(
        left.len(),
        5,
        "only lock, gate, contents, mark of the memory, .gitignore: {left:?}"
    );
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
        assert!(Folder::owns(&temp.path().join(own)), "{own}");
    }
    assert!(!Folder::owns(&temp.path().join("participants.xlsx")));
}

/// Folders beside the copies that somebody else put there; one of them bears the highest number.
#[test]
fn what_is_not_called_like_a_copy_is_none() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let undo = temp.path().join(".unmentor/undo");
    commit(&folder, &Change { rounds: vec![answered(2)], ..Change::titled("answers") });
    for name in ["4294967295", "1", "0001 (copy)", "+0007", "notes"] {
        std::fs::create_dir(undo.join(name)).unwrap();
    }
    commit(&folder, &Change { rounds: vec![round(6)], ..Change::titled("pair") });
    assert!(undo.join("0002").exists());
    assert_eq!(folder.history().unwrap().len(), 2);
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    folder.step(Way::Forth, folder.lock("redo").unwrap()).unwrap();
}

/// Forgetting dies at every operation, and the next command only reads.
#[test]
fn what_is_forgotten_stands_nowhere_once_somebody_has_looked() {
    let traces = |root: &std::path::Path| {
        let mut folders = vec![root.to_path_buf()];
        let mut traces = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains("Ben Bo")
                {
                    traces.push(path);
                }
            }
        }
        traces
    };
    let mut forgotten = 0;
    for exchanges in [true, false] {
        for at in 1.. {
            let temp = tempfile::tempdir().unwrap();
            prepared(temp.path());
            let folder = quick(temp.path());
            commit(&folder, &Change { rounds: vec![round(6)], ..Change::titled("pair") });
            let (disk, count) = dying(at, exchanges, temp.path());
            let dying = Folder::on(Box::new(disk), temp.path());
            if let Ok((lock, loaded)) = dying.read_to_change("forget") {
                let mut roster = loaded.programme.roster.clone();
                roster.edit(Person(1), |p| {
                    p.name.clear();
                    p.email.clear();
                    p.further.clear();
                });
                let change = Change {
                    roster: Some(roster),
                    rounds: loaded.programme.rounds().to_vec(),
                    exclusions: Some(loaded.programme.exclusions.clone()),
                    traces: Traces::Forgotten,
                    ..Change::titled("forget")
                };
                let _ = dying.commit(&loaded, &change, lock);
            }
            if count() <= at {
                break;
            }
            let read = folder.read().unwrap();
            assert!(read.waiting.is_none(), "{at}: {:?}", read.waiting);
            if read.programme.roster.get(Person(1)).name.is_empty() {
                forgotten += 1;
                assert_eq!(traces(temp.path()), Vec::<std::path::PathBuf>::new(), "{at}");
            }
        }
    }
    assert!(forgotten > 10, "{forgotten}");
}
