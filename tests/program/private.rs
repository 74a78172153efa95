//! What the program makes is for its owner only; what was there keeps its mode.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::folder::Folder;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

/// Every folder and file below a folder has the mode for its kind.
fn is_private(folder: &Path) {
    assert_eq!(mode(folder), 0o700, "{}", folder.display());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            is_private(&path);
        } else {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[test]
fn everything_that_is_made_is_for_its_owner_only() {
    let folder = Folder::new();
    folder.run("demo made").ok();
    let made = folder.path().join("made");
    is_private(&made);
    for line in [
        "-C made pair --seed 1 --force",
        "-C made outcomes set r06-001 yes",
        "-C made undo",
        "-C made redo",
        "-C made undo",
        "-C made participants forget P0003 --yes",
    ] {
        folder.run(line).ok();
        is_private(&made);
    }
}

#[test]
fn an_existing_mode_is_kept() {
    let folder = Folder::with_demo();
    let shared =
        ["participants.csv", "rounds/05/outcomes.csv"].map(|name| folder.path().join(name));
    for file in &shared {
        set_mode(file, 0o640);
    }
    set_mode(folder.path(), 0o750);
    for line in ["participants set P0001 status=left", "outcomes set r05-002 no", "undo", "undo"] {
        folder.run(line).ok();
    }
    folder.run("participants forget P0001 --yes").ok();
    assert_eq!(shared.map(|file| mode(&file)), [0o640, 0o640]);
    assert_eq!(mode(folder.path()), 0o750);
    assert_eq!(mode(&folder.path().join(".unmentor")), 0o700);
}
