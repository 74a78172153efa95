//! `rounds amend`: somebody drops out or joins late.

use unmentor::store;

use crate::support::folder::Folder;

/// Seven people, and a round of the first six: 1 & 2, 3 & 4, 5 & 6, of whom 3 has answered.
fn begun() -> Folder {
    let folder = Folder::new();
    let rows = (1..=7).map(|n| format!("Person {n},p{n}@sample.example"));
    let sheet: Vec<_> = ["name,email".into()].into_iter().chain(rows).collect();
    folder.write("signup.csv", sheet.join("\n"));
    folder.write(
        "history.csv",
        "round,date,closes,pair,a,b\n\
         4,2026-06-01,2026-06-29,1,P0001,P0002\n\
         4,2026-06-01,2026-06-29,2,P0003,P0004\n\
         4,2026-06-01,2026-06-29,3,P0005,P0006\n",
    );
    folder.run("init --participants signup.csv").ok();
    folder.run("rounds import history.csv").ok();
    folder.run("outcomes set r04-002 yes --by P0003").ok();
    folder
}

#[test]
fn only_the_pair_that_lost_somebody_changes() {
    let folder = begun();
    let said = folder.run("rounds amend 4 --out P0002 --in \"Person 7\" --seed 5");
    assert_eq!(
        said.out,
        "Round 4 of 2026-06-01, amended: 1 pair broken up, 1 new, 2 as before.\n\
         new pair  people               writes first\n\
         r04-004   Person 1 & Person 7  Person 7\n\
         To be told:\n\
         \u{20} Person 1: now with Person 7, no longer with Person 2\n\
         \u{20} Person 2: no longer in this round\n\
         \u{20} Person 7: in this round, with Person 1\n\
         No other way would be as good.\n"
    );
    assert!(said.err.contains("next: tell those whose partners changed"), "{said:#?}");
    assert_eq!(
        folder.read("rounds/04/pairings.csv"),
        "pair,a,b,c,a_name,b_name,c_name,first\n\
         r04-002,P0003,P0004,,Person 3,Person 4,,\n\
         r04-003,P0005,P0006,,Person 5,Person 6,,\n\
         r04-004,P0001,P0007,,Person 1,Person 7,,P0007\n"
    );
    let head = folder.read("rounds/04/round.toml");
    let note = "\n[[amended]]\ndate = 2026-06-01\nout = [\"P0002\"]\nin = [\"P0007\"]\nseed = 5\n";
    assert!(head.ends_with(note), "{head}");
    let answers = folder.read("rounds/04/outcomes.csv");
    assert!(answers.contains("r04-002,P0003,Person 3,Person 4,yes,2026-06-01"), "{answers}");
    assert_eq!(folder.run("check").ok(), "");
    let shown = folder.run("rounds show 4").ok();
    assert!(shown.contains("Amended on 2026-06-01: Person 2 out; Person 7 in"), "{shown}");
    let shown = folder.run("rounds show 4 --json").ok();
    assert!(shown.contains("\"out\": [\n        \"P0002\"\n      ]"), "{shown}");
}

#[test]
fn scripts_get_what_changed() {
    let folder = begun();
    let said = folder.run("rounds amend 4 --out P0002 --in P0007 --seed 5 --json").ok();
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&json["broken"][0], &json["added"][0]), (&"r04-001".into(), &"r04-004".into()));
    assert_eq!(json["round"]["pairs"][2]["members"][1]["id"], "P0007");
    let gone = serde_json::json!({ "id": "P0002", "before": ["P0001"], "now": null });
    assert_eq!(json["changed"][1], gone);
    assert_eq!((&json["proven"], &json["answers_lost"]), (&true.into(), &serde_json::json!([])));
}

#[test]
fn somebody_left_alone_joins_a_pair_that_has_not_answered() {
    let folder = begun();
    let said = folder.run("rounds amend 4 --out P0006 --seed 1");
    assert!(said.out.contains("Person 1 & Person 2 & Person 5"), "{said:#?}");
    assert!(said.out.contains("Person 1: now with Person 2 and Person 5\n"), "{said:#?}");
    assert!(said.out.contains("Person 5: now with Person 1 and Person 2, no longer with Person 6"));
    assert!(!said.err.contains("no longer in the round"), "{said:#?}");
}

#[test]
fn answers_that_go_with_their_pair_are_named() {
    let folder = begun();
    let err = folder.run("rounds amend 4 --out P0004 --in P0007 --seed 1").refused(5);
    assert!(err.contains("what was answered about r04-002 would go"), "{err}");
    let said = folder.run("rounds amend 4 --out P0004 --in P0007 --seed 1 --force");
    assert!(said.err.contains("what was answered about r04-002 is no longer"), "{said:#?}");
}

#[test]
fn a_dry_run_changes_nothing_and_the_seed_repeats_it() {
    let folder = begun();
    let before = folder.files();
    let dry = folder.run("rounds amend 4 --out P0006 -n --seed 8");
    assert!(dry.err.contains("--seed 8"), "{dry:#?}");
    assert_eq!(folder.files(), before);
    assert_eq!(folder.run("rounds amend 4 --out P0006 --seed 8").out, dry.out);
    let programme = store::Folder::find(folder.path()).unwrap();
    programme.undo(programme.lock("undo").unwrap()).unwrap();
    assert_eq!(folder.files(), before, "the old round is kept for undo");
}

#[test]
fn what_makes_no_sense_is_refused_with_a_hint() {
    let folder = begun();
    folder.run("participants set P0007 until=2026-09-01").ok();
    let before = folder.files();
    for (line, code, hint) in [
        ("rounds amend 4", 2, "--out"),
        ("rounds amend 9 --out P0001", 2, "the rounds are 4 to 4"),
        ("rounds amend 4 --out P0007", 2, "P0007 Person 7 is not in round 4"),
        ("rounds amend 4 --in P0002", 2, "unmentor rounds show 4"),
        ("rounds amend 4 --in P0007", 2, "unmentor participants set P0007 status=active"),
        ("rounds amend 4 --out P0001 --in P0001", 2, "name everybody once"),
        ("rounds amend 4 --out P0001 P0002 P0003 P0004 P0005", 4, "only one person"),
    ] {
        let refusal = folder.run(line).refused(code);
        assert!(refusal.contains(hint), "{line}: {refusal}");
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn an_older_round_needs_force() {
    let folder = begun();
    folder.run("pair --seed 1 --force").ok();
    let refusal = folder.run("rounds amend 4 --out P0002 --in P0007").refused(5);
    assert!(refusal.contains("--force"), "{refusal}");
    folder.run("rounds amend 4 --out P0002 --in P0007 --force --seed 1").ok();
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn an_exclusion_that_came_later_is_heeded() {
    let folder = begun();
    folder.write("exclusions.csv", "a,b,why\nP0001,P0002,team\n");
    let said = folder.run("rounds amend 4 --out P0005 --in P0007 --seed 3").ok();
    let pairs = folder.read("rounds/04/pairings.csv");
    assert!(!pairs.contains("P0001,P0002") && pairs.contains("r04-002,P0003,P0004"), "{said}");
}

#[test]
fn who_goes_while_a_round_is_open_leaves_somebody_waiting() {
    let folder = begun();
    let waits = |line: &str, who: &str, pair: &str| {
        let said = folder.run(line);
        let note = format!("{who} is in {pair}, and round 4 is still open\n");
        let next = format!("next: unmentor rounds amend 4 --out {who}\n");
        assert!(said.err.contains(&note) && said.err.ends_with(&next), "{said:#?}");
    };
    waits("participants set P0001 status=left", "P0001", "r04-001");
    waits("participants set P0005 until=2026-08-01 status=paused", "P0005", "r04-003");
    waits("participants forget P0006 --yes", "P0006", "r04-003");
    // The pair that has answered, somebody without a partner, and who had gone before.
    for line in [
        "participants set P0003 status=left",
        "participants set P0007 status=left",
        "participants set P0001 region=north",
    ] {
        let said = folder.run(line);
        assert!(!said.err.contains("next:"), "{said:#?}");
    }
}
