//! A history without answers, and those who had no place in a round, from the first import to the
//! report and the next round.

use crate::support::folder::Folder;

fn begun(people: u32, history: &str) -> Folder {
    let folder = Folder::new();
    let rows = (1..=people).map(|n| format!("Person {n},p{n}@sample.example"));
    let sheet: Vec<_> = ["name,email".into()].into_iter().chain(rows).collect();
    folder.write("signup.csv", sheet.join("\n"));
    folder.write("history.csv", history);
    folder.run("init --participants signup.csv").ok();
    folder.run("rounds import history.csv").ok();
    folder
}

/// Four people who all had each other; of the first round nobody was ever asked.
fn all_had_each_other() -> Folder {
    let folder = begun(
        4,
        "round,date,closes,a,b\n\
         1,2026-01-05,2026-02-02,P0001,P0002\n1,2026-01-05,2026-02-02,P0003,P0004\n\
         2,2026-02-02,2026-03-02,P0001,P0003\n2,2026-02-02,2026-03-02,P0002,P0004\n\
         3,2026-03-02,2026-03-30,P0001,P0004\n3,2026-03-02,2026-03-30,P0002,P0003\n",
    );
    for (pair, said) in
        [("r02-001", "no"), ("r02-002", "no"), ("r03-001", "yes"), ("r03-002", "yes")]
    {
        folder.run(&format!("outcomes set {pair} {said}")).ok();
    }
    folder
}

#[test]
fn a_history_without_answers_counts_in_no_rate_and_as_met_where_repeats_are_chosen() {
    let folder = all_had_each_other();
    assert!(folder.read("rounds/01/round.toml").contains("\nanswers = \"not collected\"\n"));
    let report = folder.json("report --json");
    let (first, all) = (&report["rounds"][0], &report["overall"]);
    assert_eq!((&first["not_collected"], &first["met_of_all"]["n"]), (&2.into(), &0.into()));
    assert_eq!((&all["not_collected"], &all["closed"]["rounds"]), (&2.into(), &2.into()));
    assert_eq!(all["met_of_all"]["n"], 4);
    assert_eq!(report["uncertainty"]["pooled"]["pairs"], 4);
    assert_eq!(report["reasons"]["missing_pairs"], 2);
    assert_eq!(report["participants"]["people"][0]["longest_red_streak"], 1);
    let text = folder.run("report").ok();
    assert_eq!(text.matches("not collected who met").count(), 1, "{text}");
    assert!(
        text.contains("Of round 1 it was not collected who met: they count in no rate."),
        "{text}"
    );
    assert!(
        text.contains("2 rounds, 4 people, 4 pairs. 2 met, 2 did not, 0 not confirmed."),
        "{text}"
    );
    let list = folder.run("rounds list").ok();
    assert!(list.contains("2    -        -              -           -"), "{list}");
    assert!(folder.run("rounds show 1").ok().contains("whether they met was not collected"));
    let picture = folder.run("network --round 1 --format json").ok();
    assert!(picture.contains("\"not_collected\":2"), "{picture}");
    // Each two had each other: those of round 2 alone never met. Round 1 is longer ago.
    for seed in 1..=3 {
        let next = folder.run(&format!("pair -n --seed {seed}")).ok();
        assert!(next.contains("last in round 2 of 2026-02-02, but they never met"), "{next}");
        assert!(!next.contains("last in round 1"), "{next}");
    }
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn an_answer_after_all_makes_a_round_one_like_the_others() {
    let folder = all_had_each_other();
    folder.run("outcomes set r01-001 yes").ok();
    let first = &folder.json("report --json")["rounds"][0];
    assert_eq!((&first["not_collected"], &first["met"]), (&0.into(), &1.into()));
    assert_eq!(first["met_of_all"]["n"], 2);
}

#[test]
fn where_nothing_was_ever_collected_no_rate_is_told() {
    let folder = begun(
        4,
        "round,date,closes,a,b\n1,2026-01-05,2026-02-02,P0001,P0002\n\
         1,2026-01-05,2026-02-02,P0003,P0004\n",
    );
    let text = folder.run("report").ok();
    assert!(text.contains("Whether they met was not collected: 4 people in 2 pairs."), "{text}");
    assert!(!text.contains(" 0 %") && !text.contains("red lines in a row"), "{text}");
    assert!(folder.json("report --json")["uncertainty"]["pooled"].is_null());
    let said = folder.run("compare 1 1..1").refused(2);
    assert!(!said.contains("panicked"), "{said}");
}

/// Seven people: one paused, one not due in the second round by their rhythm.
fn with_absent() -> Folder {
    let folder = begun(
        7,
        "round,date,closes,a,b\n1,2026-05-04,2026-05-25,P0001,P0002\n\
                          1,2026-05-04,2026-05-25,P0003,P0004\n",
    );
    folder.run("participants set P0001 rhythm=2").ok();
    folder.run("participants set P0005 status=paused").ok();
    folder.run("pair --seed 1").ok();
    folder
}

#[test]
fn who_was_not_due_or_paused_is_told_and_is_no_loss() {
    let folder = with_absent();
    assert_eq!(
        folder.read("rounds/02/absent.csv"),
        "participant,why\nP0001,not due\nP0005,paused\n"
    );
    let report = folder.json("report --json");
    let (older, round) = (&report["rounds"][0], &report["rounds"][1]);
    assert!(older["not_due"].is_null() && older["paused"].is_null());
    assert_eq!(
        (&round["not_due"], &round["paused"], &round["out"]),
        (&1.into(), &1.into(), &0.into())
    );
    // Of the four before, three are there and one was not due.
    assert_eq!((&round["retained"], &round["lapsed"]), (&3.into(), &0.into()));
    assert_eq!(report["round_to_round_retention"][0], 1.0);
    assert_eq!(report["cohorts"]["1"]["excused"][1], 1);
    let text = folder.run("report growth").ok().replace('\n', " ");
    assert!(text.contains("It is not known (?) of 1 older round"), "{text}");
}

#[test]
fn whoever_is_amended_in_or_out_changes_the_list_of_the_absent() {
    let folder = with_absent();
    folder.run("rounds amend 2 --out P0002 --in P0001 --seed 1").ok();
    assert_eq!(folder.read("rounds/02/absent.csv"), "participant,why\nP0002,out\nP0005,paused\n");
    let round = &folder.json("report --json")["rounds"][1];
    assert_eq!(
        (&round["out"], &round["paused"], &round["lapsed"]),
        (&1.into(), &1.into(), &0.into())
    );
    folder.run("undo").ok();
    assert!(folder.read("rounds/02/absent.csv").contains("P0001,not due"));
}

#[test]
fn whoever_is_forgotten_is_in_no_list_of_the_absent() {
    let folder = with_absent();
    folder.run("participants forget P0005 --yes").ok();
    assert_eq!(folder.read("rounds/02/absent.csv"), "participant,why\nP0001,not due\n");
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn what_is_wrong_in_the_list_of_the_absent_is_found_with_its_place() {
    let folder = with_absent();
    for (text, message) in [
        ("participant,why\nP0001,asleep\n", "rounds/02/absent.csv:2, column `why`"),
        ("participant,why\nP0099,out\n", "rounds/02/absent.csv:2, column `participant`"),
        ("participant,why\nP0002,out\n", "rounds/02/absent.csv:2, column `participant`"),
        (
            "participant,why\nP0001,out\nP0001,paused\n",
            "rounds/02/absent.csv:3, column `participant`",
        ),
        ("participant,reason\nP0001,out\n", "rounds/02/absent.csv"),
    ] {
        folder.write("rounds/02/absent.csv", text);
        let said = folder.run("check");
        assert_eq!(said.code, 3, "{text}\n{said:#?}");
        assert!(said.err.contains(message), "{text}\n{said:#?}");
    }
}

#[test]
fn a_round_that_was_just_begun_waits_and_what_is_said_of_one_pair_says_so() {
    let folder = with_absent();
    let said = folder.run("outcomes set r02-001 not-yet");
    assert!(said.err.contains("r02-001 is waiting for an answer"), "{said:#?}");
    let said = folder.run("outcomes set r02-001 no");
    assert!(said.err.contains("r02-001 is not met"), "{said:#?}");
    let report = folder.run("report rounds").ok();
    assert!(report.replace('\n', " ").contains("0 met so far, 1 did not, 1 waiting"), "{report}");
}
