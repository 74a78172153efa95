//! A programme folder in whose `.unmentor` anything stands: a change that waits, undo copies, what
//! the folder held.
//!
//! The first byte of the input says what is done with it; the rest are files, with a zero byte
//! between them. In a record `@` stands for what belongs there: the name of this computer, the sum
//! of what stands at a path and of what is to stand there, the checksum at its end. No input would
//! ever hit upon one of these.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use unmentor::store::{Change, Folder, Settle, Way};
use unmentor_fuzz::PROGRAMME;

/// The folder, and beside it a file that no change may touch.
static SCENE: LazyLock<(TempDir, Vec<(String, Vec<u8>)>)> = LazyLock::new(|| {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().join("programme");
    let folder = Folder::create(&root, &PROGRAMME).unwrap();
    fs::write(temp.path().join("outside"), "theirs").unwrap();
    // A change that can be taken back.
    let (lock, loaded) = folder.read_to_change("fuzz").unwrap();
    let mut settings = loaded.programme.settings.clone();
    settings.name = "Fuzzed".into();
    let change = Change { settings: Some(settings), ..Change::titled("settings") };
    folder.commit(&loaded, &change, lock).unwrap();
    let mut files = Vec::new();
    for name in ["unmentor.toml", "participants.csv", "rounds/01/outcomes.csv"] {
        files.push((name.to_owned(), fs::read(root.join(name)).unwrap()));
    }
    for name in ["contents", "undo/0001/record", "undo/0001/old/1"] {
        let name = format!(".unmentor/{name}");
        files.push((name.clone(), fs::read(root.join(name)).unwrap()));
    }
    (temp, files)
});

/// The checksum at the end of a record, CRC-32 as in zip files.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |mut crc: u32, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
        crc
    })
}

fn put(path: &Path, bytes: &[u8]) {
    let _ = fs::create_dir_all(path.parent().unwrap());
    let _ = fs::write(path, bytes);
}

fn sum(path: &Path) -> String {
    let Ok(bytes) = fs::read(path) else { return "-".into() };
    let sum = Sha256::new_with_prefix("file\n").chain_update(bytes).finalize();
    sum[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The record with what belongs in the place of each `@`.
fn filled(record: &str, root: &Path, folder: &Path) -> String {
    let machine = || fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let line = |line: &str| match line.split(' ').collect::<Vec<_>>()[..] {
        ["machine", "@"] => format!("machine {}", machine().trim()),
        [number, deed, before, after, path] => {
            let of = |word: &str, place: &Path| {
                if word == "@" { sum(place) } else { word.to_owned() }
            };
            let before = of(before, &root.join(path));
            let after = of(after, &folder.join("new").join(number));
            format!("{number} {deed} {before} {after} {path}")
        }
        _ => line.to_owned(),
    };
    record.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn put_record(root: &Path, path: &Path, bytes: &[u8], seal: bool) {
    let mut bytes = bytes.to_vec();
    if let Ok(text) = str::from_utf8(&bytes) {
        bytes = filled(text, root, path.parent().unwrap()).into_bytes();
    }
    if seal {
        let sum = crc(&bytes);
        bytes.extend(format!("end {sum:08x}\n").bytes());
    }
    put(path, &bytes);
}

fuzz_target!(|input: &[u8]| {
    let Some((&how, rest)) = input.split_first() else { return };
    let (temp, files) = &*SCENE;
    let root = temp.path().join("programme");
    let home = root.join(".unmentor");
    for name in ["commit", "refused", "undo", "trash", "staging"] {
        let _ = fs::remove_dir_all(home.join(name));
    }
    for (name, bytes) in files {
        if fs::read(root.join(name)).ok().as_ref() != Some(bytes) {
            let place = root.join(name);
            let _ = fs::remove_dir_all(&place);
            put(&place, bytes);
        }
    }
    let mut parts = rest.split(|&byte| byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let seal = how & 1 == 0;
    if how & 2 == 0 {
        let record = part();
        for name in ["new/1", "new/2", "old/1"] {
            match part() {
                b"" => {}
                bytes => put(&home.join("commit").join(name), bytes),
            }
        }
        put_record(&root, &home.join("commit/record"), record, seal);
    }
    if how & 4 == 0 {
        put_record(&root, &home.join("undo/0001/record"), part(), seal);
        put(&home.join("undo/0001/old/1"), part());
        put_record(&root, &home.join("undo/0002/record"), part(), seal);
    }
    if how & 8 == 0 {
        put(&home.join("contents"), part());
    }
    let Ok(folder) = Folder::at(&root) else { return };
    let _ = folder.read();
    let _ = folder.history();
    match how >> 4 {
        0..4 => drop(folder.preview_undo()),
        4..7 => drop(folder.lock("undo").and_then(|lock| folder.undo(lock))),
        7..9 => drop(folder.lock("redo").and_then(|lock| folder.step(Way::Forth, lock))),
        9..13 => drop(folder.settle(Settle::Finish)),
        _ => drop(folder.settle(Settle::Drop)),
    }
    // Whatever it was, reading goes on, and nothing outside has changed.
    let _ = folder.read();
    assert_eq!(fs::read(temp.path().join("outside")).unwrap(), b"theirs");
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 2);
});
