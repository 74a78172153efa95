//! `undo` gives every file the bytes it had, whatever the change was.

use crate::support::folder::Folder;

/// Two sheets for the commands that read one.
fn demo() -> Folder {
    let folder = Folder::with_demo();
    folder.write("signup.csv", "name,email,team\nNia Quaye,nia@quay.example,blue\n");
    folder.write("old.csv", "round,date,a,b\n8,2026-07-01,P0001,P0002\n9,2026-08-01,P0003,P0004\n");
    let pair = folder.read("rounds/05/outcomes.csv").lines().nth(1).unwrap().to_owned();
    let cells: Vec<&str> = pair.split(',').collect();
    folder.write(
        "answers.csv",
        format!("round,pair,participant,answer\n5,{},{},not yet\n", cells[0], cells[1]),
    );
    folder
}

/// Every command that changes a folder, and the title under which it can be taken back.
const CHANGES: [(&str, &str); 7] = [
    ("participants import signup.csv", "participants import signup.csv"),
    ("participants set P0001 status=left name=X", "participants set P0001"),
    ("pair --seed 1 --force", "pair"),
    ("rounds import old.csv", "rounds import old.csv"),
    ("outcomes import answers.csv", "outcomes import answers.csv"),
    ("outcomes set r05-002 no --reason busy", "outcomes set r05-002"),
    ("outcomes set r03-001 none", "outcomes set r03-001"),
];

#[test]
fn every_change_can_be_taken_back_to_the_byte_and_brought_back() {
    for (command, title) in CHANGES {
        let folder = demo();
        let before = folder.files();
        folder.run(command).ok();
        let after = folder.files();
        assert_ne!(after, before, "{command}");

        let would = folder.run("undo -n").ok();
        assert!(would.starts_with(&format!("would take back: {title}\n  ")), "{would}");
        assert_eq!(folder.files(), after, "{command}: the dry run");
        let done = folder.run("undo").ok();
        assert_eq!(done, would.replacen("would take back", "taken back", 1), "{command}");
        assert_eq!(folder.files(), before, "{command}: taken back");
        assert_eq!(folder.run("check").ok(), "", "{command}");
        let done = folder.run("undo").ok();
        assert!(done.starts_with(&format!("taken back: undo: {title}\n")), "{done}");
        assert_eq!(folder.files(), after, "{command}: brought back");
    }
}

#[test]
fn it_says_which_files_it_touches() {
    let folder = demo();
    folder.run("outcomes set r05-002 no").ok();
    let said = folder.run("undo");
    assert_eq!(
        said.out,
        "taken back: outcomes set r05-002\n  as before     rounds/05/outcomes.csv\n"
    );
    assert_eq!(said.err, "next: unmentor undo   (brings it back)\n");
    folder.run("pair --seed 1 --force").ok();
    assert_eq!(folder.run("undo").ok(), "taken back: pair\n  removed       rounds/06\n");
    assert_eq!(
        folder.run("undo -n").ok(),
        "would take back: undo: pair\n  \
           brought back  rounds/06/absent.csv\n  \
           brought back  rounds/06/outcomes.csv\n  \
           brought back  rounds/06/pairings.csv\n  \
           brought back  rounds/06/round.toml\n"
    );
}

#[test]
fn the_list_has_the_latest_change_first() {
    let folder = demo();
    assert_eq!(folder.run("undo --list").ok(), "");
    folder.run("participants set P0001 status=left").ok();
    folder.run("outcomes set r05-002 no").ok();
    assert_eq!(folder.run("undo --list").ok(), "outcomes set r05-002\nparticipants set P0001\n");
    let json = folder.run("undo --list --json").ok();
    let list: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(list[1]["title"], "participants set P0001");
}

#[test]
fn making_a_programme_is_no_change_that_can_be_taken_back() {
    let folder = demo();
    let before = folder.files();
    let refusal = folder.run("undo").refused(2);
    assert!(refusal.starts_with("error: there is no change to take back\nhint: "), "{refusal}");
    assert_eq!(folder.files(), before);
}

#[test]
fn a_folder_too_damaged_to_read_is_no_obstacle() {
    let folder = demo();
    let before = folder.files();
    folder.run("participants set P0001 status=left").ok();
    folder.write("participants.csv", b"id,name,email\n\0\xff\"");
    folder.run("pair --seed 1 --force").refused(3);
    folder.run("undo").ok();
    assert_eq!(folder.files(), before);
}

#[test]
fn what_was_edited_since_the_change_comes_back_with_it() {
    let folder = demo();
    folder.run("pair --seed 1 --force").ok();
    folder.edit("rounds/06/outcomes.csv", |text| text.replacen(",,,,,", ",yes,2026-06-02,,,5,", 1));
    let edited = folder.files();
    folder.run("undo").ok();
    folder.run("undo").ok();
    assert_eq!(folder.files(), edited);
}
