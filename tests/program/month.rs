//! An organiser's month, from an empty folder to the next round, and the mistakes on the way.

use serde_json::Value;

use crate::support::folder::Folder;

const SIGNUP: &str = "\
Timestamp,Your name,Email address,Where do you work?
25/01/2026 09:00:00,Ada Penhale,ada@north.example,North Council
25/01/2026 09:10:00,Bran Morgan,bran@south.example,South Health
25/01/2026 09:20:00,Cai Brill,cai@west.example,West Housing
25/01/2026 09:30:00,Dee Okafor,dee@east.example,East Trust
";

fn begun() -> Folder {
    let folder = Folder::new();
    folder.write("signup.csv", SIGNUP);
    folder.run("init --participants signup.csv --name \"Four corners\"").ok();
    folder
}

#[test]
fn from_a_sign_up_sheet_to_the_second_round() {
    let folder = begun();
    assert_eq!(
        folder.read("participants.csv"),
        "id,name,email,organisation,sector,region,status,until,rhythm,joined,left\n\
         P0001,Ada Penhale,ada@north.example,North Council,,,active,,1,2026-01-25,\n\
         P0002,Bran Morgan,bran@south.example,South Health,,,active,,1,2026-01-25,\n\
         P0003,Cai Brill,cai@west.example,West Housing,,,active,,1,2026-01-25,\n\
         P0004,Dee Okafor,dee@east.example,East Trust,,,active,,1,2026-01-25,\n"
    );
    folder.run("pair --seed 1").ok();
    let pairings = folder.read("rounds/01/pairings.csv");
    assert_eq!(pairings.lines().count(), 3, "{pairings}");
    assert!(pairings.starts_with("pair,a,b,c,a_name,b_name,c_name,first\nr01-001,P0001,"));
    folder.run("outcomes set r01-001 yes").ok();
    folder.run("outcomes set r01-002 no --reason busy").ok();
    assert_eq!(folder.run("check").ok(), "");
    let list = folder.run("rounds list").ok();
    assert!(list.contains("50 %"), "{list}");
    folder.run("pair --seed 2").ok();
    let second = folder.read("rounds/02/pairings.csv");
    for row in pairings.lines().skip(1) {
        let together = &row[row.find(',').unwrap()..];
        assert!(!second.contains(together), "{together} again in {second}");
    }
}

#[test]
fn an_outcome_sheet_filled_in_by_hand_counts_at_once() {
    let folder = begun();
    folder.run("pair --seed 1").ok();
    folder.edit("rounds/01/outcomes.csv", |text| text.replacen(",,,,,", ",yes,2026-06-02,,,5,", 1));
    assert_eq!(folder.run("check").ok(), "");
    let shown = folder.run("rounds show 1 --json").ok();
    assert!(shown.contains("\"outcome\": \"met\""), "{shown}");
}

#[test]
fn a_dry_run_changes_nothing_and_names_the_seed() {
    let folder = begun();
    let before = folder.files();
    let said = folder.run("pair --dry-run --seed 4");
    assert!(said.err.contains("next: unmentor pair --seed 4"), "{said:#?}");
    for command in [
        "participants set P0001 status=left -n",
        "participants import signup.csv -n",
        "init elsewhere --participants signup.csv -n",
        "demo -n",
    ] {
        folder.run(command).ok();
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn people_pause_leave_and_come_back() {
    let folder = begun();
    folder.run("participants set ada@north.example until=2026-07-01").ok();
    folder.run("participants set \"Bran Morgan\" rhythm=2 sector=health").ok();
    let list = folder.run("participants list").ok();
    assert!(list.contains("paused until 2026-07-01"), "{list}");
    let said = folder.run("pair --seed 1").ok();
    assert!(said.contains("Not in this round: 1 paused."), "{said}");
    let shown = folder.run("participants show brann --json").refused(2);
    assert!(shown.contains("hint:"), "{shown}");
    let shown = folder.run("participants show bran --json").ok();
    assert!(shown.contains("\"sector\": \"health\""), "{shown}");
}

#[test]
fn mistakes_get_a_hint() {
    let folder = begun();
    folder.run("pair --seed 1").ok();
    for (line, code, hint) in [
        ("participants show \"Ada Penhall\"", 2, "did you mean P0001 Ada Penhale?"),
        ("participants set P0001 stattus=left", 2, "the columns are id, name"),
        ("participants set P0001 email=bran@south.example", 2, "participants show P0002"),
        ("rounds show 7", 2, "the rounds are 1 to 1"),
        ("outcomes set r01-009 yes", 2, "unmentor rounds show 1"),
        ("outcomes set r01-001 maybe", 2, "yes, no, not-yet and none"),
        ("pair", 5, "unmentor pair --force"),
        ("pair --date 2026-05-01", 2, "--date"),
        ("init", 5, "unmentor init DIR"),
        ("pear", 2, "pair"),
    ] {
        let refusal = folder.run(line).refused(code);
        assert!(refusal.contains(hint), "{line}: {refusal}");
    }
    let nowhere = Folder::new();
    let refusal = nowhere.run("pair").refused(2);
    assert!(refusal.contains("unmentor init"), "{refusal}");
}

#[test]
fn exclusions_that_leave_no_round_are_explained() {
    let folder = begun();
    folder.write(
        "exclusions.csv",
        "a,b,why\nP0001,P0002,team\nP0001,cai@west.example,team\nAda Penhale,P0004,team\n",
    );
    let refusal = folder.run("pair --seed 1").refused(4);
    assert!(refusal.contains("P0001 Ada Penhale"), "{refusal}");
}

#[test]
fn bare_unmentor_says_where_we_stand() {
    let folder = begun();
    assert_eq!(folder.run("").ok(), "Four corners\n4 people in the roster, 4 due for round 1.\n");
    let said = folder.run("");
    assert!(said.err.contains("rounds import FILE\nnext: unmentor pair"), "{}", said.err);
    folder.run("pair --seed 1").ok();
    assert_eq!(
        folder.run("").ok(),
        "Four corners\n\
         4 people in the roster, 4 due for round 2.\n\
         Round 1 of 2026-06-01: 2 pairs, 0 met so far, 0 not met, 2 waiting for an\n  answer.\n\
         Round 1\n\
         \x20 introduced  2026-06-01  today\n\
         \x20 reminder    2026-06-15  in 14 days, to those without an answer\n\
         \x20 answers     0 of 4 people\n\
         \x20 closes      2026-06-29  in 28 days\n\
         \x20 round 2     2026-07-01  in 30 days, by the interval\n"
    );
    let said = folder.run("");
    assert!(said.err.contains("is open until 2026-06-29.\nnext: unmentor outcomes import"));
    folder.edit("participants.csv", |text| text.replacen("P0001", "not an id", 1));
    assert_eq!(folder.run("").refused(3).matches("next:").count(), 0);
}

#[test]
fn the_sample_programme_has_the_counts_that_its_truth_says() {
    let folder = Folder::with_demo();
    let report = folder.json("report --json");
    let truth: Value = serde_json::from_str(include_str!("../../data/truth.json")).unwrap();
    let rounds = truth["rounds"].as_array().unwrap();
    assert_eq!(rounds.len(), 5);
    for (position, round) in rounds.iter().enumerate() {
        for count in
            ["participants", "pairs", "trios", "sitting_out", "met", "not_met", "not_confirmed"]
        {
            assert_eq!(report["rounds"][position][count], round[count], "{count} of {position}");
        }
    }
}

#[test]
fn quiet_leaves_only_data() {
    let folder = begun();
    let said = folder.run("pair --seed 1 --quiet");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}

#[test]
fn what_comes_next_is_what_can_be_done() {
    let folder = Folder::with_demo();
    let next = |line: &str| folder.run(line).err.lines().last().unwrap_or_default().to_owned();
    assert_eq!(next("--color never"), "next: unmentor pair");
    folder.run("pair --date 2026-06-01 --seed 1").ok();
    folder.write("late.csv", "name,email\nNia Late,nia@late.example\n");
    assert_eq!(next("participants import late.csv"), "next: unmentor rounds amend 6 --in WHO…");
    assert!(!next("participants import late.csv").starts_with("next"), "nobody is new");
}

#[test]
fn an_answer_is_no_older_than_its_round() {
    let folder = Folder::with_demo();
    folder.run("pair --date 2026-07-01 --seed 1").ok();
    folder.run("outcomes set r06-001 yes").ok();
    assert!(folder.read("rounds/06/outcomes.csv").contains(",yes,2026-07-01,"));
    folder.run("check").ok();
}
