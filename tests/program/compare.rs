//! `compare`: ranges, refusals, and what it writes.

use crate::support::folder::Folder;
use crate::support::golden;

#[test]
fn two_spans_are_told_in_words_and_a_table() {
    let folder = Folder::with_demo();
    for (name, options) in [("txt", ""), ("md", "--format markdown"), ("csv", "--format csv")] {
        let text = folder.run(&format!("compare 3..5 1..2 {options}")).ok();
        golden::check(&format!("report/compare.{name}"), &text);
    }
    let file = folder.run("compare 3..5 1..2 -o compare.md");
    assert_eq!(file.code, 0, "{file:#?}");
    assert!(folder.read("compare.md").contains("| pairs |"));
}

#[test]
fn the_later_span_is_always_now_however_it_is_said() {
    let folder = Folder::with_demo();
    let agreed = folder.json("compare 3..5 1..2 --json");
    assert_eq!(agreed["now"]["rounds"], 3);
    assert_eq!(agreed["verdict"], "too_few");
    let dates: Vec<String> = folder.json("report --json")["rounds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|round| round["date"].as_str().unwrap().to_owned())
        .collect();
    let by_day = format!("compare ..{} {}.. --json", dates[1], dates[2]);
    for line in ["compare 1..2 3..5 --json", "compare ..2 3.. --format json", by_day.as_str()] {
        assert_eq!(folder.json(line), agreed, "{line}");
    }
}

#[test]
fn spans_that_cannot_be_compared_are_refused_with_one_that_can() {
    let folder = Folder::with_demo();
    for (line, message, hint) in [
        ("compare 3..5 1..3", "round 3 is in `3..5` and in `1..3`", "unmentor compare 3..5 1..2"),
        ("compare 7..9 1..3", "there is no round in `7..9`", "unmentor compare 3..5 1..2"),
        ("compare --intervals", "had the same interval", "unmentor compare RANGE RANGE"),
        ("compare 1..2", "", ""),
        ("compare", "", ""),
        ("compare 5-8 1", "rounds are written `5`, `5..8`", ""),
        ("compare 5..3 1", "the earlier end comes first: `3..5`", ""),
        ("compare 1 2 --intervals", "", ""),
    ] {
        let said = folder.run(line).refused(2);
        assert!(said.contains(message) && said.contains(hint), "{line}\n{said}");
    }
    let empty = Folder::new();
    empty.run("init . --name Scheme").ok();
    let said = empty.run("compare 1 2").refused(2);
    assert!(said.contains("there is no round in `1`") && said.contains("rounds list"), "{said}");
}

#[test]
fn a_marked_round_does_not_count() {
    let folder = Folder::with_demo();
    folder
        .edit("unmentor.toml", |text| format!("{text}\n[[marks]]\nround = 1\nnote = \"a move\"\n"));
    let compared = folder.json("compare 3..5 1..2 --json");
    assert_eq!(compared["before"]["round_numbers"], serde_json::json!([2]));
    let said = folder.run("compare 1 2").refused(2);
    assert!(
        said.contains("no round in `1` counts: what is there is open, marked or not collected"),
        "{said}"
    );
}
