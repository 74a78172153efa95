//! The examples run, and do what they say.

use std::process::Output;

use crate::support::folder::{Folder, example};

fn run(name: &str, arguments: &[&str], folder: &Folder) -> Output {
    example(name).args(arguments).current_dir(folder.path()).output().unwrap()
}

#[test]
fn the_month_pairs_a_round_prints_the_report_and_draws_the_picture() {
    let folder = Folder::new();
    let said = run("month", &[], &folder);
    let out = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success(), "{out}");
    for part in ["$ unmentor -C unmentor-demo pair", "r06-001", "── Growth"] {
        assert!(out.contains(part), "no {part:?} in {out}");
    }
    assert!(folder.read("unmentor-demo/round-06.svg").starts_with("<svg"));
    assert!(!run("month", &[], &folder).status.success(), "a second run finds the folder there");
}

#[test]
fn a_large_programme_is_sound_and_its_rows_are_counted() {
    let folder = Folder::new();
    assert!(run("large_programme", &["big", "41", "5"], &folder).status.success());
    assert_eq!(folder.run("-C big check").code, 0);
    let drawn = folder.run("-C big pair --date 2024-07-01 --seed 1");
    let said = drawn.out.replace("\n  ", " ");
    assert!(said.contains("nobody meets an earlier partner again"), "{said}");
    let said = run("read_csv", &["big"], &folder);
    // 41 people; in each of six rounds 20 pairs with an answer or none of each member, the drawn
    // one with a trio.
    let rows = 41 + 6 * 20 + 5 * 40 + 41;
    assert_eq!(String::from_utf8(said.stdout).unwrap(), format!("{rows} rows\n"));
}
