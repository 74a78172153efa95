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
        assert!(would.starts_with(&format!("would take back: {title}, of 20")), "{would}");
        assert_eq!(folder.files(), after, "{command}: the dry run");
        let done = folder.run("undo --yes").ok();
        assert_eq!(done, would.replacen("would take back", "taken back", 1), "{command}");
        assert_eq!(folder.files(), before, "{command}: taken back");
        assert_eq!(folder.run("check").ok(), "", "{command}");
        let done = folder.run("redo").ok();
        assert!(done.starts_with(&format!("brought back: {title}, of 20")), "{done}");
        assert_eq!(folder.files(), after, "{command}: brought back");
    }
}

/// What was said, without the day and time in it.
fn timeless(said: &str) -> String {
    let (what, rest) = said.split_once(", of ").unwrap();
    what.to_owned() + &rest["2026-06-01 10:00".len()..]
}

#[test]
fn it_says_what_goes_and_comes_by_file_and_by_name() {
    let folder = demo();
    folder.run("outcomes set r05-002 no --reason busy").ok();
    let ada = folder.json("participants list --json")[0].clone();
    let cell = |name: &str| ada[name].as_str().unwrap().to_owned();
    let (name, sector) = (cell("name"), cell("sector"));
    folder.run("participants set P0001 sector=care").ok();
    let said = folder.run("undo");
    assert_eq!(
        timeless(&said.out),
        format!(
            "taken back: participants set P0001\n  replaced      participants.csv\n  \
             P0001 {name}: sector care -> {sector}\n"
        )
    );
    assert_eq!(said.err, "next: unmentor redo   (brings it back)\n");
    let said = folder.run("undo").ok();
    assert!(said.contains("  replaced      rounds/05/outcomes.csv\n"), "{said}");
    assert!(said.contains(": r05-002 answer no -> "), "{said}");
    assert!(said.contains(": r05-002 reason busy -> "), "{said}");
    folder.run("participants import signup.csv").ok();
    let said = folder.run("undo").ok();
    assert!(said.contains(" Nia Quaye goes\n"), "{said}");
    let said = folder.run("redo").ok();
    assert!(said.contains(" Nia Quaye comes back\n"), "{said}");
    folder.run("pair --seed 1 --force").ok();
    let said = folder.run("undo --yes").ok();
    assert!(said.contains("  removed       rounds/06\n  round 6 of 2026-06-01 goes: "), "{said}");
    let said = folder.run("redo -n").ok();
    assert!(said.contains("  brought back  rounds/06/pairings.csv\n"), "{said}");
    assert!(said.contains("  round 6 of 2026-06-01 comes back: "), "{said}");
}

#[test]
fn a_round_that_people_may_have_been_told_of_does_not_go_unasked() {
    let folder = demo();
    folder.run("pair --seed 1 --force").ok();
    let drawn = folder.files();
    let said = folder.run("undo").refused(5);
    assert!(said.starts_with("error: this would take away round 6 of 2026-06-01 with "), "{said}");
    assert!(said.contains(" people in "), "{said}");
    assert!(said.contains(", and people may have been told of it\nhint: `unmentor undo --yes`"));
    assert_eq!(folder.files(), drawn);
    // As well when the round cannot be read any more.
    folder.write("rounds/06/round.toml", "");
    folder.run("undo").refused(5);
    folder.run("undo --yes").ok();
    folder.run("redo").ok();
    assert_eq!(folder.read("rounds/06/round.toml"), "");
    // Old rounds that were only taken in were told long ago.
    let folder = demo();
    folder.run("rounds import old.csv").ok();
    folder.run("undo").ok();
}

#[test]
fn the_pairs_that_come_back_are_named() {
    let folder = demo();
    folder.run("pair --seed 1 --force").ok();
    let row = folder.read("rounds/06/pairings.csv").lines().nth(1).unwrap().to_owned();
    let id = row.split(',').find(|cell| cell.starts_with("P0")).unwrap().to_owned();
    folder.run(&format!("rounds amend 6 --out {id}")).ok();
    let name = folder.json("participants list --json");
    let name = name.as_array().unwrap().iter().find(|one| one["id"] == id.as_str()).unwrap();
    let name = name["name"].as_str().unwrap();
    let said = folder.run("undo").ok();
    let line = said.lines().find(|line| line.contains("round 6 has other pairs again: "));
    assert!(line.is_some_and(|line| line.contains(name)), "{said}");
}

#[test]
fn undo_goes_further_back_each_time() {
    let folder = demo();
    let mut states = vec![folder.files()];
    for line in
        ["participants set P0001 sector=a", "outcomes set r05-002 no", "pair --seed 1 --force"]
    {
        folder.run(line).ok();
        states.push(folder.files());
    }
    for state in states[..3].iter().rev() {
        folder.run("undo --yes").ok();
        assert_eq!(folder.files(), *state);
    }
    folder.run("undo").refused(2);
    for state in &states[1..] {
        folder.run("redo").ok();
        assert_eq!(folder.files(), *state);
    }
    let said = folder.run("redo").refused(2);
    assert!(said.starts_with("error: there is no change to bring back\nhint: "), "{said}");
    folder.run("undo --yes").ok();
    folder.run("participants set P0002 sector=b").ok();
    folder.run("redo").refused(2);
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn the_list_has_the_latest_change_first_with_day_time_and_files() {
    let folder = demo();
    assert_eq!(folder.run("undo --list").ok(), "");
    folder.run("participants set P0001 status=left").ok();
    folder.run("pair --seed 1 --force").ok();
    folder.run("outcomes set r05-002 no").ok();
    folder.run("undo").ok();
    let said = folder.run("undo --list").ok();
    let lines: Vec<_> = said.lines().map(|line| line.split_at(16)).collect();
    for (moment, _) in &lines {
        let day = chrono::NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M");
        assert!(day.is_ok(), "{moment}");
    }
    let rest: Vec<_> = lines.into_iter().map(|(_, rest)| rest).collect();
    assert_eq!(
        rest,
        [
            "   4 files  pair",
            "    1 file  participants set P0001",
            "    1 file  outcomes set r05-002   (taken back)"
        ]
    );
    let json = folder.run("undo --list --json").ok();
    let list: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(list[1]["title"], "participants set P0001");
    assert_eq!((&list[0]["files"], &list[2]["state"]), (&4.into(), &"taken back".into()));
    assert!(chrono::DateTime::parse_from_rfc3339(list[0]["moment"].as_str().unwrap()).is_ok());
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
    let said = folder.run("undo --yes");
    assert!(said.err.contains("changed by hand since then, and kept: rounds/06\n"), "{said:#?}");
    folder.run("redo").ok();
    assert_eq!(folder.files(), edited);
}
