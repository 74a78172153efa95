//! A command dies, somebody edits a file by hand, and another command runs, which may die as well:
//! the edit stays, and the rest is all old or all new.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::{Change, Folder, StoreError};
use super::faults::{dying, prepared, quick};
use super::files;
use super::sample::{answered, round};

/// What somebody does to a file, by its name.
type Edit = (&'static str, fn(&Path));

const EDITS: [Edit; 3] = [
    ("a line more", |file| {
        let text = fs::read_to_string(file).unwrap();
        fs::write(file, text + "# by hand\n").unwrap();
    }),
    ("another file in its place", |file| {
        let new = file.with_extension("by-hand");
        fs::write(&new, "by hand\n").unwrap();
        fs::rename(new, file).unwrap();
    }),
    ("taken away", |file| fs::remove_file(file).unwrap()),
];

fn change(folder: &Folder) -> Result<(), StoreError> {
    let (lock, loaded) = folder.read_to_change("test")?;
    let mut settings = loaded.programme.settings.clone();
    settings.name = "new".into();
    let rounds = vec![answered(1), answered(2), round(6)];
    let change = Change { settings: Some(settings), rounds, ..Change::titled("test") };
    folder.commit(&loaded, &change, lock).map(|_| ())
}

/// Without the file that was edited.
fn others(mut files: BTreeMap<String, String>, edited: &str) -> BTreeMap<String, String> {
    files.remove(edited);
    files
}

/// The first command dies at every so many operations; with `twice`, the next one as well.
fn edits_stay(every: usize, twice: bool) -> usize {
    let temp = tempfile::tempdir().unwrap();
    prepared(temp.path());
    let old = files(temp.path());
    change(&quick(temp.path())).unwrap();
    let new = files(temp.path());
    let mut cases = 0;
    for exchanges in [true, false] {
        for at in (1..).step_by(every) {
            let mut over = false;
            for (file, (what, edit)) in new.keys().flat_map(|file| EDITS.map(|edit| (file, edit))) {
                let temp = tempfile::tempdir().unwrap();
                prepared(temp.path());
                let (disk, count) = dying(at, exchanges, temp.path());
                let _ = change(&Folder::on(Box::new(disk), temp.path()));
                over = count() <= at;
                let place = temp.path().join(file);
                if over || !place.exists() {
                    continue;
                }
                edit(&place);
                let theirs = fs::read(&place).ok();
                if twice {
                    let (disk, _) = dying(1 + at % 7, exchanges, temp.path());
                    let _ = Folder::on(Box::new(disk), temp.path()).lock("recover");
                }
                let _ = quick(temp.path()).lock("recover");
                let case = format!("{file}: {what} at {at}, exchanging: {exchanges}");
                assert_eq!(fs::read(&place).ok(), theirs, "{case}: the edit is lost");
                let now = others(files(temp.path()), file);
                let whole = now == others(old.clone(), file) || now == others(new.clone(), file);
                assert!(whole, "{case}: {now:#?}");
                assert!(quick(temp.path()).read().unwrap().waiting.is_none(), "{case}");
                cases += 1;
            }
            if over {
                break;
            }
        }
    }
    cases
}

#[test]
fn an_edit_after_a_crash_stays_and_the_rest_is_whole() {
    let cases = edits_stay(13, false);
    assert!(cases > 40, "{cases}");
}

#[test]
#[ignore = "long: every operation, every file"]
fn an_edit_after_a_crash_stays_at_every_operation() {
    let cases = edits_stay(1, false) + edits_stay(1, true);
    assert!(cases > 1_200, "{cases}");
}
