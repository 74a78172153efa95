//! Five rounds of real, messy forms, against the true figures that two independent programs
//! computed from the same data.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::report::truth::wrong_in;
use crate::support::folder::Folder;
use crate::support::programmes::path;

fn data(name: &str) -> PathBuf {
    path(&format!("five-rounds/{name}"))
}

fn form(round: u32) -> String {
    data(&format!("raw/feedback-round-{round:02}.csv")).display().to_string()
}

/// A programme from the sign-up sheet, the old history and the five forms as they are.
fn imported() -> Folder {
    let folder = Folder::new();
    folder.run(&format!("init --participants {}", data("raw/signup.csv").display())).ok();
    folder.run(&format!("rounds import {}", data("history.csv").display())).ok();
    for round in 1..=5 {
        folder.run(&format!("outcomes import {} --round {round}", form(round))).ok();
    }
    folder
}

fn truth() -> Value {
    serde_json::from_str(&fs::read_to_string(data("truth.json")).unwrap()).unwrap()
}

/// The value at a path such as `met_of_all/k`; a missing one is a failure.
fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    let pointer = format!("/{path}");
    value.pointer(&pointer).unwrap_or_else(|| panic!("no `{path}` in {value}"))
}

/// Numbers agree to 1e-9, everything else exactly.
fn same(what: &str, ours: &Value, theirs: &Value) {
    let near = match (ours.as_f64(), theirs.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9,
        _ => ours == theirs,
    };
    assert!(near, "{what}: {ours}, but the truth is {theirs}");
}

/// Compares fields whose names differ in the two files.
fn all_same(what: &str, ours: &Value, theirs: &Value, fields: &[(&str, &str)]) {
    for (our_name, their_name) in fields {
        let what = format!("{what}, {our_name}");
        same(&what, at(ours, our_name), at(theirs, their_name));
    }
}

#[test]
fn all_figures_of_the_report_are_true() {
    let folder = Folder::new();
    folder.run(&format!("init --participants {}", data("participants.csv").display())).ok();
    folder.run(&format!("rounds import {}", data("history.csv").display())).ok();
    folder.run(&format!("outcomes import {}", data("responses.csv").display())).ok();
    let (wrong, all) = wrong_in(&folder.json("report --json"), "five-rounds/truth.json");
    assert!(wrong.is_empty() && all > 500, "of {all}:\n{}", wrong.join("\n"));
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn the_forms_as_they_are_give_the_same_figures() {
    let (mut wrong, _) = wrong_in(&imported().json("report --json"), "five-rounds/truth.json");
    // The sign-up form asks for neither, and knows nothing of those who paused or left later.
    let unasked = ["sector", "region", "status", "suggestion", "/runway/"];
    wrong.retain(|figure| !unasked.iter().any(|unasked| figure.contains(unasked)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_other_two_rules_give_the_other_totals() {
    let folder = imported();
    for rule in ["any-yes", "any-no", "strict"] {
        folder.edit("unmentor.toml", |text| {
            let answers = text.lines().find(|line| line.starts_with("answers")).unwrap().to_owned();
            text.replace(&answers, &format!("answers = \"{rule}\" # changed by hand"))
        });
        let overall = folder.json("report --json");
        all_same(
            rule,
            at(&overall, "overall"),
            at(&truth(), &format!("totals_by_rule/{rule}")),
            &[("met", "met"), ("not_met", "not-met"), ("not_confirmed", "unconfirmed")],
        );
    }
}

#[test]
fn every_row_that_was_not_used_is_reported_with_its_line() {
    let folder = Folder::new();
    folder.run(&format!("init --participants {}", data("raw/signup.csv").display())).ok();
    folder.run(&format!("rounds import {}", data("history.csv").display())).ok();
    let said = folder.run(&format!("outcomes import {} --round 2", form(2)));
    assert_eq!(said.code, 0);
    assert!(said.err.contains("feedback-round-02.csv:41"), "{}", said.err);
    assert!(said.err.contains("someone.private@mail.example"), "{}", said.err);
    let rows = fs::read_to_string(data("raw/feedback-round-02.csv")).unwrap().lines().count() - 1;
    assert!(said.out.starts_with(&format!("{rows} rows read")), "{}", said.out);
}

#[test]
fn a_second_import_changes_no_byte() {
    let folder = imported();
    let before = folder.files();
    folder.run(&format!("participants import {}", data("raw/signup.csv").display())).ok();
    folder.run(&format!("rounds import {}", data("history.csv").display())).ok();
    for round in 1..=5 {
        let said = folder.run(&format!("outcomes import {}", form(round)));
        assert!(said.out.contains(" 0 new, 0 changed"), "{said:#?}");
    }
    assert_eq!(folder.files(), before);
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn the_sixth_round_repeats_nobody_and_loses_nobody() {
    let folder = imported();
    let twin = imported();
    for folder in [&folder, &twin] {
        folder.run("pair --seed 6").ok();
    }
    assert_eq!(folder.files(), twin.files());
    let round = folder.json("rounds show 6 --json");
    let pairs = at(&round, "pairs").as_array().unwrap();
    let members: Vec<_> =
        pairs.iter().flat_map(|pair| at(pair, "members").as_array().unwrap()).collect();
    let out = at(&round, "sitting_out").as_array().unwrap();
    assert_eq!(members.len() + out.len(), 116);
    let report = folder.json("report --json");
    assert_eq!(at(&report, "rounds/5/repeats"), 0);
    assert_eq!(folder.run("check").ok(), "");

    let refusal = folder.run("pair").refused(5);
    assert!(refusal.contains("round 6 is still open until 2026-06-29"), "{refusal}");
    assert_eq!(folder.files(), twin.files());
}

#[test]
fn with_an_odd_number_one_trio_talks_or_one_person_sits_out() {
    for (odd, trios, out) in [("trio", 1, 0), ("sit-out", 0, 1)] {
        let folder = imported();
        folder.run("participants set P0002 status=left").ok();
        folder.edit("unmentor.toml", |text| {
            let line = text.lines().find(|line| line.starts_with("odd")).unwrap().to_owned();
            text.replace(&line, &format!("odd = \"{odd}\" # by hand"))
        });
        folder.run("pair --seed 6").ok();
        let round = folder.json("rounds show 6 --json");
        let sizes: Vec<_> = at(&round, "pairs")
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| at(pair, "members").as_array().unwrap().len())
            .collect();
        assert_eq!(sizes.iter().filter(|&&size| size == 3).count(), trios, "{odd}");
        assert_eq!(at(&round, "sitting_out").as_array().unwrap().len(), out, "{odd}");
        assert_eq!(sizes.iter().sum::<usize>() + out, 115, "{odd}");
        let report = folder.json("report --json");
        assert_eq!(at(&report, "rounds/5/repeats"), 0, "{odd}");
        assert_eq!(folder.run("check").ok(), "", "{odd}");
    }
}
