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

static ROOT: LazyLock<TempDir> = LazyLock::new(|| {
    let root = tempfile::tempdir().unwrap();
    Folder::create(root.path(), &PROGRAMME).unwrap();
    root
});

fuzz_target!(|input: &[u8]| {
    let Some((&which, bytes)) = input.split_last() else { return };
    let root = ROOT.path();
    let file = root.join(FILES[usize::from(which) % FILES.len()]);
    let usual = fs::read(&file).ok();
    fs::write(&file, bytes).unwrap();
    let read = Folder::at(root).and_then(|folder| folder.read());
    match usual {
        Some(usual) => fs::write(&file, usual).unwrap(),
        None => fs::remove_file(&file).unwrap(),
    }
    drop(read);
});
