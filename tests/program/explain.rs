//! `pair --explain`: why a round is as it is.

use crate::support::folder::Folder;

/// So many people in a programme without rounds, with these exclusions.
fn programme(people: u32, organisation: &str) -> Folder {
    let folder = Folder::new();
    let rows = (1..=people).map(|n| format!("Person {n},p{n}@sample.example,{organisation}"));
    let sheet: Vec<_> = ["name,email,organisation".into()].into_iter().chain(rows).collect();
    folder.write("signup.csv", sheet.join("\n"));
    folder.run("init --participants signup.csv").ok();
    folder
}

/// The sentences below the heading, none of whose lines is wider than a terminal.
fn reasons(said: &str) -> Vec<String> {
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    let (_, reasons) = said.split_once("\nWhy:\n").unwrap_or_else(|| panic!("{said}"));
    let joined = reasons.replace("\n    ", " ");
    joined.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn repeats_that_cannot_be_avoided_say_so() {
    let folder = programme(4, "");
    for seed in 1..=3 {
        let said = folder.run(&format!("pair --force --explain --seed {seed}")).ok();
        let nothing = "Nothing had to give way: no repeats, nobody left over, every wish kept.";
        assert_eq!(reasons(&said), [nothing]);
    }
    folder.run("outcomes set r01-001 yes").ok();
    folder.run("outcomes set r01-002 yes").ok();
    let said = folder.run("pair --force --explain --seed 4").ok();
    let why = reasons(&said);
    assert_eq!(
        why[..2],
        [
            "Every round among these 4 people repeats at least 2 earlier pairs: all 3 ways to put \
             them together were weighed.",
            "Among such rounds none repeats fewer pairs that had met (here 0), and after that none \
             has its repeats longer ago, taken together."
        ]
    );
    assert_eq!(why.len(), 4);
    assert!(
        why[2].contains("last in round 2 of 2026-06-01, but they never met; Person "),
        "{said}"
    );
    assert!(why[2].ends_with("have been with everybody else here, or must never be."), "{said}");
}

#[test]
fn the_trio_the_wishes_and_the_absent_are_explained() {
    let folder = programme(7, "North Council");
    folder.run("participants set P0006 until=2026-09-01").ok();
    folder.run("participants set P0007 status=left").ok();
    let said = folder.run("pair --explain --seed 1").ok();
    let why = reasons(&said);
    assert!(why[0].starts_with("The trio Person "), "{said}");
    assert!(why[0].contains("5 people are due, an odd number. No others have had"), "{said}");
    assert!(why[1].starts_with("The wish apart:organisation is not kept for Person "), "{said}");
    assert!(
        why[1].ends_with(": no round as good by the rules before it keeps it for more."),
        "{said}"
    );
    assert_eq!(why[2], "Not in this round: Person 6 (paused until 2026-09-01); 1 person who left.");
    let again = folder.run("pair --explain --seed 2 --force --json").ok();
    let json: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(json["round"], 2);
    let why = json["why"].as_array().unwrap();
    let begins = |with: &str| why.iter().any(|line| line.as_str().unwrap().starts_with(with));
    // Whoever forms the trio, two of them were together in the first round.
    assert!(begins("With the odd role where its turn is, every round among these 5 people"));
    assert!(begins("The trio "), "{again}");
}
