//! What lies in the folder, looks like a file of the programme, and is not read.

use std::fs;

use crate::support::folder::Folder;

/// Copies a file or folder of the programme to a name beside it.
fn copy(folder: &Folder, from: &str, to: &str) {
    let (from, to) = (folder.path().join(from), folder.path().join(to));
    if from.is_dir() {
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// Names that are copies, or were meant to be ours, each with what it comes from.
const ALIKE: [(&str, &str); 29] = [
    ("participants.csv", "participants-LAPTOP7.csv"),
    ("participants.csv", "Copy of participants.csv"),
    ("participants.csv", "participants - Copy.csv"),
    ("participants.csv", "participants 2.csv"),
    ("participants.csv", "participants (1).csv"),
    ("participants.csv", "participants (Jo's conflicted copy 2026-05-02).csv"),
    ("participants.csv", "participants.sync-conflict-20260502-101112-ABCDEF7.csv"),
    ("participants.csv", "participants-annas.csv"),
    ("participants.csv", "participants.csv.txt"),
    ("participants.csv", "participant.csv"),
    ("participants.csv", "Participants.csv"),
    ("unmentor.toml", "unmentor-ANNALAPTOP.toml"),
    ("unmentor.toml", "unmentor (1).toml"),
    ("unmentor.toml", "unmentor-anna.toml"),
    ("experiment.toml", "experiment-LAPTOP7.toml"),
    ("experiment.toml", "Copy of experiment.toml"),
    ("experiment.toml", "experiment (1).toml"),
    ("exclusions.csv", "Exclusions.csv"),
    ("exclusions.csv", "exclusion.csv"),
    ("exclusions.csv", "exclusions.csv.txt"),
    ("exclusions.csv", "exclusions.xlsx"),
    ("exclusions.csv", "exclusions-anna.csv"),
    ("rounds", "rounds 2"),
    ("rounds/03", "rounds/03 2"),
    ("rounds/03", "rounds/Copy of 03"),
    ("rounds/03", "rounds/03-LAPTOP7"),
    ("rounds/03/outcomes.csv", "rounds/03/outcomes-LAPTOP7.csv"),
    ("rounds/03/outcomes.csv", "rounds/03/Outcomes.csv"),
    ("rounds/03/pairings.csv", "rounds/03/pairings (1).csv"),
];

#[test]
fn copies_and_look_alikes_are_named_by_check_and_warned_of_where_they_matter() {
    let folder = Folder::with_demo();
    folder.run("experiment start --conversations-only --seed 1").ok();
    folder.write("new.csv", "name,email\nNia Quaye,nia@quay.example\n");
    for (ours, name) in ALIKE {
        copy(&folder, ours, name);
        let warning = format!("warning: `{name}` looks like a file of ours and is not read;");
        for command in ["", "pair -n --seed 1", "participants import new.csv -n"] {
            let said = folder.run(command);
            assert_eq!(said.code, 0, "{name}: {command}: {said:#?}");
            assert_eq!(said.err.matches("warning: ").count(), 1, "{name}: {}", said.err);
            assert!(said.err.contains(&warning), "{name}: {command}: {}", said.err);
        }
        let said = folder.run("check").refused(3);
        assert!(said.starts_with(&format!("error: {name}: this ")), "{said}");
        assert!(said.contains("\n  hint: ") && said.contains("\nerror: 1 finding"), "{said}");
        let path = folder.path().join(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn several_make_one_line() {
    let folder = Folder::with_demo();
    copy(&folder, "participants.csv", "participants 2.csv");
    copy(&folder, "rounds/03", "rounds/03 2");
    copy(&folder, "rounds/03", "rounds/04 (1)");
    let said = folder.run("");
    assert_eq!(
        said.err.lines().next(),
        Some(
            "warning: `participants 2.csv` and 2 more look like a file of ours and are not read; \
             `unmentor check` says what to do"
        )
    );
}

#[test]
fn a_list_of_exclusions_under_another_name_is_not_passed_over_in_silence() {
    for (name, hint) in [
        ("Exclusions.csv", "rename it to `exclusions.csv`"),
        ("exclusion.csv", "rename it to `exclusions.csv`"),
        ("exclusions.csv.txt", "rename it to `exclusions.csv`"),
        ("exclusions", "rename it to `exclusions.csv`"),
        ("exclusions.ods", "save it as `CSV UTF-8` under the name `exclusions.csv`, and delete it"),
    ] {
        let folder = Folder::with_demo();
        let rule = folder.path().join("exclusions.csv");
        fs::rename(rule, folder.path().join(name)).unwrap();
        let said = folder.run("check").refused(3);
        assert!(said.contains(&format!("error: {name}: ")), "{said}");
        assert!(said.contains(hint), "{name}: {said}");
        let found = folder.run("check --json").out;
        assert!(found.contains("look-alike"), "{found}");
        folder.run("check --accept");
        assert!(folder.run("pair -n --seed 1").err.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn peoples_own_files_and_exports_are_their_own_affair() {
    let folder = Folder::with_demo();
    for name in [
        "participants-notes.docx",
        "participants.xlsx",
        "participants list for the board.csv",
        "participants-2025.csv",
        "participants.csv.bak",
        "exclusions-policy.pdf",
        "rounds.zip",
        "experiment.csv",
        "experiment.xlsx",
        "minutes (1).pdf",
        "Copy of minutes.docx",
        "signup 2.csv",
        ".~lock.participants.csv#",
        "Thumbs.db",
    ] {
        folder.write(name, "whatever");
    }
    for command in [
        "report --format html -o report.html",
        "report participants --format csv -o participants-report.csv",
        "report participants --format csv -o participants-may.csv",
        "report rounds --format csv -o rounds-report.csv",
        "network --format svg -o rounds.svg",
        "network --all --format svg -o pictures",
        "outcomes sheet --round 5 -o outcomes.xlsx",
    ] {
        let said = folder.run(command);
        assert_eq!(said.code, 0, "{command}: {said:#?}");
    }
    assert_eq!(folder.run("check").ok(), "");
    for command in ["", "pair -n --seed 1"] {
        assert!(!folder.run(command).err.contains("warning"), "{command}");
    }
}
