//! `participants forget`: nothing personal stays, and every figure does.

use std::fs;

use serde_json::Value;

use crate::support::folder::Folder;

/// Everything that could tell who it was.
const TRACES: [&str; 7] =
    ["Zyxwena", "Qubble", "zyx.q@", "blue team", "quince", "0117 496", "two sisters"];

/// The MD5, SHA-1 and SHA-256 of the address: who has the address could still find these.
const HASHES: [&str; 3] = [
    "fcd45072bcd706e721c7cbd8cd691ed3",
    "4c11b0d78854b91b40188cf45860b33854c2523c",
    "b9d058f26596b4e196ef8693bb1e1fe9077736afd9245c4a310f58e88d12a6b8",
];

/// A programme of four in which one has left traces everywhere.
fn traced() -> Folder {
    let folder = Folder::new();
    folder.write(
        "signup.csv",
        "name,email,organisation,region,phone\n\
         Ada Penhale,ada@north.example,North Council,west,\n\
         Zyxwena Qubble,zyx.q@south.example,South Health,east,0117 496 0001\n\
         Cai Brill,cai@west.example,West Housing,west,\n\
         Dee Okafor,dee@east.example,South Health,east,\n\
         Eve Alder,eve@east.example,East Trust,east,\n",
    );
    folder.run("init --participants signup.csv").ok();
    fs::remove_file(folder.path().join("signup.csv")).unwrap();
    folder.write(
        "exclusions.csv",
        "a,b,why\nzyx.q@south.example,P0001,two sisters\nP0003,P0004,a couple\n",
    );
    for round in 1..=3 {
        folder.run(&format!("pair --seed {round} --force")).ok();
        let file = format!("rounds/0{round}/outcomes.csv");
        folder.edit(&file, |text| {
            let filled = |line: &str| {
                let said = if line.contains(",P0002,") {
                    ",no,2026-06-02,busy,the blue team,2,more quince"
                } else {
                    ",,,,,,"
                };
                line.replace(",,,,,,", said) + "\n"
            };
            text.lines().map(filled).collect()
        });
    }
    folder.run("participants set zyx.q@south.example rhythm=2").ok();
    folder.run("participants set P0001 rhythm=2").ok();
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn no_trace_stays_in_any_file_of_the_folder() {
    let folder = traced();
    for text in TRACES {
        assert_ne!(
            folder.traces(text),
            Vec::<std::path::PathBuf>::new(),
            "{text}: the test is void"
        );
    }
    folder.run("participants forget zyx.q@south.example --yes").ok();
    for text in TRACES {
        assert_eq!(folder.traces(text), Vec::<std::path::PathBuf>::new(), "{text}");
    }
    for hash in HASHES {
        // The beginning is enough to find somebody by.
        assert_eq!(folder.traces(&hash[..12]), Vec::<std::path::PathBuf>::new(), "{hash}");
    }
    assert_eq!(folder.run("check").ok(), "");
    let row = folder.read("participants.csv").lines().nth(2).unwrap().to_owned();
    assert_eq!(row, "P0002,,,South Health,,east,left,,1,,,");
    assert_eq!(folder.read("exclusions.csv"), "a,b,why\nP0003,P0004,a couple\n");
    folder.run("undo").refused(2);
    // What is typed to see whether it worked leaves no trace either.
    folder.run("participants set zyx.q@south.example rhythm=1").refused(2);
    folder.run("participants forget zyx.q@south.example --yes").refused(2);
    assert_eq!(folder.traces("zyx.q"), Vec::<std::path::PathBuf>::new());
}

#[test]
fn every_figure_stays() {
    for who in ["P0001", "P0007", "P0019"] {
        let folder = Folder::with_demo();
        folder.run(&format!("participants set {who} status=left")).ok();
        let name = folder.json(&format!("participants show {who} --json"))["name"]
            .as_str()
            .unwrap()
            .to_owned();
        let before = folder.run("report --json").ok();
        let rounds = folder.run("rounds list --json").ok();
        folder.run(&format!("participants forget {who} --yes")).ok();
        let after = folder.run("report --json").ok();
        assert_eq!(json(&after), json(&before.replace(&name, "(forgotten)")), "{who}");
        assert_eq!(folder.run("rounds list --json").ok(), rounds, "{who}");
        assert_eq!(folder.traces(&name), Vec::<std::path::PathBuf>::new());
    }
}

#[test]
fn it_is_refused_until_it_is_confirmed() {
    let folder = traced();
    let before = folder.files();
    assert_eq!(
        folder.run("participants forget P0002").refused(5),
        "error: forgetting P0002 Zyxwena Qubble cannot be undone, and no earlier change can be \
         taken back afterwards\n\
         hint: `unmentor participants forget P0002 --yes` does it, `-n` shows what\n"
    );
    let said = folder.run("participants forget P0002 -n");
    assert!(said.err.contains("P0002 would be forgotten"), "{said:#?}");
    assert!(said.err.contains("only 1 person in the roster shares them"), "{said:#?}");
    assert!(said.err.contains("\nnot reached: "), "{said:#?}");
    assert_eq!(folder.files(), before);
    folder.run("undo -n").ok();
}

#[test]
fn the_workplace_goes_when_it_is_asked_for() {
    let folder = traced();
    folder.run("participants forget P0002 --workplace --yes").ok();
    let roster = folder.read("participants.csv");
    assert_eq!(roster.lines().nth(2), Some("P0002,,,,,,left,,1,,,"));
}

#[test]
fn what_others_wrote_is_named_and_left_alone() {
    let folder = traced();
    let shown = folder.json("participants show P0002 --json");
    let round = &shown["rounds"][0];
    let (pair, partner) = (&round["pair"], &round["partners"][0]["id"]);
    let (pair, partner) = (pair.as_str().unwrap(), partner.as_str().unwrap());
    folder
        .run(&format!("outcomes set {pair} no --by {partner} --text \"qubble never wrote\""))
        .ok();
    let said = folder.run("participants forget P0002 --yes");
    assert!(said.err.contains(&format!("in outcomes.csv: {pair} by {partner}\n")), "{said:#?}");
    assert_eq!(folder.traces("qubble").len(), 1);
}

#[test]
fn the_forgotten_are_shown_as_such_never_paired_and_may_come_back_as_new() {
    let folder = traced();
    folder.run("participants forget P0002 --yes").ok();
    assert!(folder.run("participants list").ok().contains("P0002  (forgotten)"));
    assert!(folder.run("rounds show 1").ok().contains("(forgotten)"));
    assert!(folder.run("network --round 3 --labels").ok().contains("(forgotten)"));
    let refusal = folder.run("participants set P0002 status=active").refused(2);
    assert!(refusal.contains("new person"), "{refusal}");
    folder.write("own.csv", folder.read("participants.csv"));
    let said = folder.run("participants import own.csv").ok();
    assert!(said.contains("0 new, 0 changed, 5 unchanged, 0 set aside"), "{said}");
    folder.edit("participants.csv", |text| text.replacen("east,left", "east,active", 1));
    folder.run("participants set P0001 rhythm=1").ok();
    folder.run("pair --seed 9 --force").ok();
    assert!(!folder.read("rounds/04/pairings.csv").contains("P0002"));
    folder.write("old.csv", "id,name,email\nP0002,Zyxwena Qubble,zyx.q@south.example\n");
    let refusal = folder.run("participants import old.csv").refused(3);
    assert!(refusal.contains("old.csv:2: P0002 was forgotten, and stays so"), "{refusal}");
    folder.write("again.csv", "name,email\nZyxwena Qubble,zyx.q@south.example\n");
    folder.run("participants import again.csv").ok();
    assert!(folder.read("participants.csv").contains("P0006,Zyxwena Qubble"));
}

#[test]
fn an_id_that_tells_who_it_is_is_given_anew_everywhere() {
    let folder = Folder::new();
    folder.write(
        "signup.csv",
        "id,name,email\nzyx.q,Zyxwena Qubble,zyx.q@south.example\nP0001,Ada Penhale,ada@north.example\n",
    );
    folder.run("init --participants signup.csv").ok();
    fs::remove_file(folder.path().join("signup.csv")).unwrap();
    folder.run("pair --seed 1").ok();
    assert_eq!(folder.traces("zyx.q").len(), 4);
    folder.run("participants forget zyx.q --yes").ok();
    assert_eq!(folder.traces("zyx.q"), Vec::<std::path::PathBuf>::new());
    assert!(folder.read("rounds/01/pairings.csv").contains("P0002"));
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn everything_that_is_held_on_somebody_is_shown() {
    let folder = traced();
    let shown = folder.run("participants show P0002 --json").ok();
    for text in TRACES {
        assert!(shown.contains(text), "{text} is not in {shown}");
    }
}
