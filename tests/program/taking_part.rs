//! The table of every state in which somebody can be, against what the program does.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::folder::Folder;

/// The rows of the table, cell by cell, without backticks.
fn table() -> Vec<Vec<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/taking-part.md");
    let page = fs::read_to_string(page).unwrap();
    let rows = page.lines().filter(|line| line.starts_with('|')).skip(2);
    let cell = |cell: &str| cell.trim().replace('`', "");
    rows.map(|row| row.trim_matches('|').split('|').map(cell).collect()).collect()
}

/// Whether a message of a kind goes to the first person.
fn is_written_to(folder: &Folder, command: &str) -> bool {
    let messages = folder.json(command);
    let of = |message: &Value| message["to"][0]["id"].as_str().unwrap().to_owned();
    messages.as_array().unwrap().iter().map(of).any(|id| id == "P0001")
}

#[test]
fn every_state_does_what_the_page_says() {
    let rows = table();
    let states: Vec<_> = rows.iter().map(|row| row[0].as_str()).collect();
    let (assume, ask) = ("silent, opt_in = \"assume\"", "silent, opt_in = \"ask\"");
    assert_eq!(states, ["in", "out", assume, ask, "paused", "not due", "left"]);
    for row in &rows {
        let [state, typed, pair, absent, figure, away, invited, introduced] = &row[..] else {
            panic!("{row:?}")
        };
        let folder = Folder::new();
        let people = (1..=7).map(|at| format!("Person {at},p{at}@x.example\n"));
        folder.write("people.csv", format!("Name,Email\n{}", people.collect::<String>()));
        folder.run("init --participants people.csv").ok();
        folder.run_on("2026-05-01", "pair --seed 1").ok();
        // Silent people are among others who are in.
        if state == ask {
            folder.edit("unmentor.toml", |text| text.replace("= \"assume\"", "= \"ask\""));
            for other in 2..=7 {
                folder.run(&format!("participants set P000{other} next=in")).ok();
            }
        }
        if !typed.is_empty() {
            folder.run(&typed.replace("WHO", "P0001")).ok();
        }
        let yes = |cell: &String| cell == "yes";
        let asked = is_written_to(&folder, "mail invitation --json");
        assert_eq!(asked, yes(invited), "{state}: invitation");
        let said = folder.run("pair --seed 2");
        let left_out = said.err.contains("Person 1");
        said.ok();
        assert_eq!(left_out, pair == "left out" && state != "left", "{state}");
        let pairs = folder.read("rounds/02/pairings.csv");
        assert_eq!(pairs.contains("P0001"), pair == "paired", "{state}");
        let list = folder.read("rounds/02/absent.csv");
        let line = list.lines().find_map(|line| line.strip_prefix("P0001,"));
        assert_eq!(line.unwrap_or_default(), absent, "{state}");
        let report = folder.json("report --json");
        let round = &report["rounds"][1];
        for name in ["in", "out", "silent", "paused", "not_due"] {
            let others = if name == "in" { 6 } else { 0 };
            let with = others + u64::from(name == figure);
            assert_eq!(round[name], with, "{state}: {name}");
        }
        assert_eq!(round["lapsed"], u64::from(yes(away)), "{state}: stayed away");
        let told = is_written_to(&folder, "mail introduction --json");
        assert_eq!(told, yes(introduced), "{state}: introduction");
        folder.run("check").ok();
    }
}
