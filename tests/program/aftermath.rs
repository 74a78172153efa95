//! What the next command does with a change that an earlier one had begun.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::folder::Folder;

/// A change of several files that was decided and not carried out, as a kill leaves it: made by
/// keeping what was staged for a change, under another name, while readers hold the gate.
pub fn pending(folder: &Folder, command: &str) -> PathBuf {
    let gate = fs::File::open(folder.path().join(".unmentor/gate")).unwrap();
    gate.lock_shared().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_unmentor"))
        .args(["--today", crate::support::folder::TODAY])
        .args(command.split(' '))
        .current_dir(folder.path())
        .env_clear()
        .stderr(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let home = folder.path().join(".unmentor");
    // The record is written last, and then the command waits at the gate.
    for _ in 0..2000 {
        let text = fs::read_to_string(home.join("staging/record")).unwrap_or_default();
        if text.contains("\nend ") && text.ends_with('\n') {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(50));
    child.kill().unwrap();
    child.wait().unwrap();
    fs::rename(home.join("staging"), home.join("commit")).unwrap();
    home.join("commit")
}

/// Answers to two rounds, so that a change has several files.
fn with_answers() -> Folder {
    let folder = Folder::with_demo();
    let mut sheet = String::from("round,pair,participant,answer\n");
    for round in [3, 4, 5] {
        let row = folder.read(&format!("rounds/0{round}/outcomes.csv"));
        let cells: Vec<String> = row.lines().nth(1).unwrap().split(',').map(String::from).collect();
        let answer = if cells[4] == "not yet" { "no" } else { "not yet" };
        sheet += &format!("{round},{},{},{answer}\n", cells[0], cells[1]);
    }
    folder.write("answers.csv", sheet);
    folder.run("participants set P0001 sector=x").ok();
    folder
}

const IMPORT: &str = "outcomes import answers.csv";

fn add_row(folder: &Folder, file: &str) {
    folder.edit(file, |text| text + ",Nia Quaye,nia@quay.example,,,,,,,,,\n");
}

#[test]
fn what_was_decided_is_finished_by_the_next_command_even_by_one_that_reads() {
    let folder = with_answers();
    let before = folder.files();
    pending(&folder, IMPORT);
    assert_eq!(folder.files(), before);
    assert_eq!(folder.run("check").ok(), "");
    let after = folder.files();
    assert_ne!(after, before);
    folder.run("undo").ok();
    assert_eq!(folder.files(), before);
    folder.run(IMPORT).ok();
    assert_eq!(folder.files(), after);
}

#[test]
fn an_edit_after_a_crash_stays_and_the_whole_change_is_set_aside() {
    for reading in ["rounds list", "check", "participants set P0003 sector=y"] {
        let folder = with_answers();
        pending(&folder, IMPORT);
        folder.edit("rounds/04/outcomes.csv", |text| text + "\n");
        let edited = folder.files();
        let said = folder.run(reading);
        assert_eq!(said.code, 75, "{reading}: {said:#?}");
        assert!(said.err.contains("`rounds/04/outcomes.csv` was saved by somebody"), "{said:#?}");
        assert_eq!(folder.files(), edited, "{reading}: nothing of ours is left in the folder");
        let aside = folder.path().join(".unmentor/refused/0001/rounds/04/outcomes.csv");
        assert!(aside.exists(), "{reading}");
        assert_eq!(folder.run("rounds list").code, 0, "{reading}: said once");
        folder.run(IMPORT).ok();
    }
}

#[test]
fn a_roster_saved_after_a_crash_keeps_its_new_row() {
    let folder = with_answers();
    pending(&folder, "participants set P0002 sector=y");
    add_row(&folder, "participants.csv");
    assert_eq!(folder.run("participants list").code, 75);
    assert!(folder.read("participants.csv").contains("Nia Quaye"));
    assert_eq!(folder.run("check").ok(), "");
}

/// A change that is not whole, or that is not this machine's: what is wrong with it.
type Doubtful = (&'static str, fn(&Path));

const DOUBTFUL: [Doubtful; 7] = [
    ("one of the new files is missing", |commit| fs::remove_file(commit.join("new/2")).unwrap()),
    ("one of the new files is cut short", |commit| {
        let bytes = fs::read(commit.join("new/2")).unwrap();
        fs::write(commit.join("new/2"), &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("the new files are missing", |commit| fs::remove_dir_all(commit.join("new")).unwrap()),
    ("the record is missing", |commit| fs::remove_file(commit.join("record")).unwrap()),
    ("the record is cut short", |commit| {
        let text = fs::read_to_string(commit.join("record")).unwrap();
        fs::write(commit.join("record"), &text[..text.len() - 20]).unwrap();
    }),
    ("the record was edited", |commit| {
        let text = fs::read_to_string(commit.join("record")).unwrap();
        fs::write(commit.join("record"), text.replace("rounds/04", "rounds/02")).unwrap();
    }),
    ("it was begun by version 0.1.0", |commit| {
        let text = fs::read_to_string(commit.join("record")).unwrap();
        let mut old = String::from("unmentor change 1\n");
        for line in text
            .lines()
            .skip(1)
            .filter(|line| !["machine", "moment", "end"].iter().any(|word| line.starts_with(word)))
        {
            let words: Vec<_> = line.split(' ').collect();
            let step = words[0].parse::<u32>().is_ok();
            old += &if step {
                format!("{} {} {}\n", words[0], words[1], words[4])
            } else {
                line.to_owned() + "\n"
            };
        }
        fs::write(commit.join("record"), old + "end\n").unwrap();
    }),
];

#[test]
fn a_doubtful_change_is_left_alone_while_reading_goes_on() {
    for (what, spoil) in DOUBTFUL {
        let folder = with_answers();
        let commit = pending(&folder, IMPORT);
        spoil(&commit);
        // What is not whole cannot be finished, and nobody is told to try.
        let settle =
            if what.contains("0.1.0") { "check --settle finish" } else { "check --settle drop" };
        let before = folder.files();
        for reading in ["rounds list", "report", "participants list --json", "undo --list"] {
            let said = folder.run(reading);
            assert_eq!(said.code, 0, "{what}: {reading}: {said:#?}");
            assert!(said.err.contains(settle) || reading == "undo --list", "{what}: {said:#?}");
        }
        let found = folder.run("check --json");
        assert_eq!(found.code, 3, "{what}: {found:#?}");
        let found: serde_json::Value = serde_json::from_str(&found.out).unwrap();
        assert_eq!(found[0]["name"], "pending-change", "{what}: {found:#}");
        for changing in ["participants set P0003 sector=y", "pair --force", "undo"] {
            let said = folder.run(changing).refused(3);
            assert!(said.contains(settle), "{what}: {said}");
        }
        assert_eq!(folder.files(), before, "{what}");
        assert!(commit.exists(), "{what}");

        folder.run("check --settle drop").ok();
        assert_eq!(folder.files(), before, "{what}: dropped");
        assert!(folder.path().join(".unmentor/refused/0001").exists(), "{what}");
        assert_eq!(folder.run("check").ok(), "", "{what}");
        folder.run(IMPORT).ok();
    }
}

#[test]
fn a_change_of_the_first_version_can_be_finished_and_a_torn_one_cannot() {
    for (what, spoil) in DOUBTFUL {
        let folder = with_answers();
        let commit = pending(&folder, IMPORT);
        spoil(&commit);
        let before = folder.files();
        let said = folder.run("check --settle finish");
        if what.contains("0.1.0") {
            said.ok();
            assert_ne!(folder.files(), before, "{what}");
            assert_eq!(folder.run("check").ok(), "", "{what}");
            folder.run("undo").ok();
            assert_eq!(folder.files(), before, "{what}");
        } else {
            said.refused(3);
            assert_eq!(folder.files(), before, "{what}");
        }
    }
}

#[test]
fn finishing_puts_ours_in_the_place_of_theirs_which_undo_brings_back() {
    let folder = with_answers();
    let commit = pending(&folder, "participants set P0002 sector=y");
    let text = fs::read_to_string(commit.join("record")).unwrap();
    fs::write(commit.join("record"), text.replace("machine ", "machine another-")).unwrap();
    add_row(&folder, "participants.csv");
    // Its sum is wrong now as well, so it can only be dropped; theirs stays.
    folder.run("check --settle finish").refused(3);
    folder.run("check --settle drop").ok();
    assert!(folder.read("participants.csv").contains("Nia Quaye"));
}

/// A record whose last line is right for what stands above it.
fn sealed(text: &str) -> String {
    let (above, _) = text.rsplit_once("end ").unwrap();
    format!("{above}end {:08x}\n", crc32fast::hash(above.as_bytes()))
}

#[test]
fn a_change_of_another_computer_is_left_alone_until_somebody_decides() {
    for how in ["finish", "drop"] {
        let folder = with_answers();
        let commit = pending(&folder, IMPORT);
        let text = fs::read_to_string(commit.join("record")).unwrap();
        assert_eq!(sealed(&text), text);
        let machine = text.lines().find_map(|line| line.strip_prefix("machine ")).unwrap();
        let theirs = text.replace(&format!("machine {machine}\n"), "machine laptop-of-ann\n");
        fs::write(commit.join("record"), sealed(&theirs)).unwrap();
        let before = folder.files();
        for line in ["check", "pair --force", "participants set P0002 sector=y", "undo", "redo"] {
            let said = folder.run(line).refused(3);
            assert!(said.contains("it began on another computer, `laptop-of-ann` on "), "{said}");
            assert!(said.contains("check --settle finish"), "{line}: {said}");
        }
        let said = folder.run("rounds list");
        assert_eq!(said.code, 0, "{said:#?}");
        assert!(said.err.contains("warning: a change is waiting"), "{said:#?}");
        assert_eq!(folder.files(), before, "{how}");
        folder.run(&format!("check --settle {how}")).ok();
        assert_eq!(folder.files() == before, how == "drop");
        assert_eq!(folder.run("check").ok(), "");
        if how == "finish" {
            folder.run("undo").ok();
            assert_eq!(folder.files(), before);
        }
    }
}

/// A copy of `.unmentor` from before, put back over a folder that has gone on since.
#[test]
fn an_own_folder_from_a_backup_takes_nothing_back_in_silence() {
    let folder = with_answers();
    let commit = pending(&folder, IMPORT);
    let backup = folder.path().join("backup");
    fs::rename(&commit, &backup).unwrap();
    folder.run("participants set P0002 sector=z").ok();
    folder.edit("rounds/04/outcomes.csv", |text| text + "\n");
    let newer = folder.files();
    fs::rename(&backup, &commit).unwrap();
    let said = folder.run("rounds list");
    assert_eq!(said.code, 75, "{said:#?}");
    let newer: Vec<_> = newer.into_iter().filter(|(path, _)| !path.starts_with("backup")).collect();
    assert_eq!(folder.files(), newer);
    assert!(folder.path().join(".unmentor/refused/0001/rounds/05/outcomes.csv").exists());
    assert_eq!(folder.run("rounds list").code, 0);
}

/// A name that is no text came into a round's folder, and the round was taken back with it.
#[cfg(target_os = "linux")]
#[test]
fn forgetting_erases_undo_copies_whatever_they_are_called() {
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::with_demo();
    folder.run("pair --seed 1 --force").ok();
    let name = std::ffi::OsStr::from_bytes(b"not\xfftext.csv");
    fs::write(folder.path().join("rounds/06").join(name), "P0001 Ada").unwrap();
    folder.run("undo --yes").ok();
    folder.run("redo").ok();
    let again = fs::read(folder.path().join("rounds/06").join(name)).unwrap();
    assert_eq!(again, b"P0001 Ada");
    folder.run("undo --yes").ok();
    folder.run("participants forget P0001 --yes").ok();
    let left = fs::read_dir(folder.path().join(".unmentor")).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name == "undo" || name == "trash" || name == "commit"));
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn there_may_be_nothing_to_settle() {
    let folder = Folder::with_demo();
    let said = folder.run("check --settle drop");
    assert_eq!((said.code, said.err.as_str()), (0, "no change is waiting\n"));
}

#[cfg(unix)]
#[test]
fn a_planted_change_leads_nowhere() {
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("05")).unwrap();
    fs::write(outside.path().join("05/outcomes.csv"), "theirs").unwrap();
    for link in ["rounds/05", "rounds", ".unmentor/commit"] {
        let folder = with_answers();
        let commit = pending(&folder, IMPORT);
        let place = folder.path().join(link);
        let moved = folder.path().join("moved");
        fs::rename(&place, &moved).unwrap();
        let to = match link {
            "rounds/05" => outside.path().join("05"),
            "rounds" => outside.path().to_path_buf(),
            _ => moved,
        };
        std::os::unix::fs::symlink(to, &place).unwrap();
        for command in ["check", "rounds list", "undo", "pair --force", "check --settle drop"] {
            folder.run(command);
        }
        let theirs = fs::read_to_string(outside.path().join("05/outcomes.csv")).unwrap();
        assert_eq!(theirs, "theirs", "{link}");
        assert_eq!(fs::read_dir(outside.path().join("05")).unwrap().count(), 1, "{link}");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1, "{link}");
        drop(commit);
    }
}
