//! The examples run, and do what they say.

use std::path::PathBuf;
use std::process::{Command, Output};

use crate::support::folder::Folder;

/// Runs an example that was built along with the tests.
fn example(name: &str, arguments: &[&str], folder: &Folder) -> Output {
    let tests = std::env::current_exe().unwrap();
    let built: PathBuf = tests.parent().unwrap().parent().unwrap().join("examples").join(name);
    Command::new(&built)
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .output()
        .unwrap_or_else(|why| panic!("{}: {why}", built.display()))
}

#[test]
fn the_month_pairs_a_round_prints_the_report_and_draws_the_picture() {
    let folder = Folder::new();
    let said = example("month", &[], &folder);
    let out = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success(), "{out}");
    for part in ["$ unmentor -C unmentor-demo pair", "r06-001", "── Growth"] {
        assert!(out.contains(part), "no {part:?} in {out}");
    }
    assert!(folder.read("unmentor-demo/round-06.svg").starts_with("<svg"));
    assert!(
        !example("month", &[], &folder).status.success(),
        "a second run finds the folder there"
    );
}

#[test]
fn the_minimum_cost_pairs_of_an_instance_are_printed() {
    let folder = Folder::new();
    folder.write("square.txt", "4 4\n0 1 5\n1 2 1\n2 3 5\n0 3 2\n");
    let said = example("min_cost_pairs", &["square.txt"], &folder);
    assert_eq!(String::from_utf8(said.stdout).unwrap(), "cost 3\n0 3\n1 2\n");
}

#[test]
fn a_large_programme_is_sound_and_its_rows_are_counted() {
    let folder = Folder::new();
    assert!(example("large_programme", &["big", "41", "5"], &folder).status.success());
    assert_eq!(folder.run("-C big check").code, 0);
    let drawn = folder.run("-C big pair --date 2024-07-01 --seed 1");
    let said = drawn.out.replace("\n  ", " ");
    assert!(said.contains("nobody meets an earlier partner again"), "{said}");
    let said = example("read_csv", &["big"], &folder);
    // 41 people; in each of six rounds 20 pairs with an answer or none of each member, the drawn
    // one with a trio.
    let rows = 41 + 6 * 20 + 5 * 40 + 41;
    assert_eq!(String::from_utf8(said.stdout).unwrap(), format!("{rows} rows\n"));
}
