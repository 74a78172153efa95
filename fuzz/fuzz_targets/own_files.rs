//! A programme folder of which one file holds anything.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use unmentor::store::Folder;
use unmentor_fuzz::PROGRAMME;

const FILES: [&str; 6] = [
    "unmentor.toml",
    "participants.csv",
    "exclusions.csv",
    "rounds/02/round.toml",
    "rounds/02/pairings.csv",
    "rounds/02/outcomes.csv",
];

/// A folder for each of the files, so that the others stay as they are.
static FOLDERS: LazyLock<[TempDir; FILES.len()]> = LazyLock::new(|| {
    FILES.map(|_| {
        let root = tempfile::tempdir().unwrap();
        Folder::create(root.path(), &PROGRAMME).unwrap();
        root
    })
});

fuzz_target!(|input: &[u8]| {
    let Some((&which, bytes)) = input.split_last() else { return };
    let which = usize::from(which) % FILES.len();
    let root = FOLDERS[which].path();
    fs::write(root.join(FILES[which]), bytes).unwrap();
    drop(Folder::at(root).and_then(|folder| folder.read()));
});
