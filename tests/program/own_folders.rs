//! No command writes among the programme's own files but by a change, and a refusal leaves nothing.

use std::fs;

use crate::support::folder::Folder;

#[test]
fn what_is_refused_leaves_not_even_an_empty_folder() {
    let folder = Folder::with_demo();
    let before = folder.files();
    for line in [
        "network --all -o rounds/06",
        "network --all --force -o rounds/06/pictures",
        "network --all -o .unmentor/pictures",
        "man -o rounds/06",
        "man -o .unmentor/man",
        "init rounds/06",
        "demo rounds/06",
        "demo .unmentor/demo -n",
        "report -o rounds/06/report.html",
        "report -o PARTICIPANTS.CSV --force",
        "outcomes sheet -o rounds/05/outcomes.xlsx --force",
    ] {
        let said = folder.run(line).refused(2);
        assert!(said.contains("belongs to the programme"), "{line}: {said}");
        assert!(folder.files() == before, "{line}");
        assert!(!folder.path().join("rounds/06").exists(), "{line}");
    }
    folder.run("pair --seed 1").ok();
    folder.run("man -o manual").ok();
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    folder.run("init elsewhere").ok();
}

#[test]
fn what_still_names_somebody_who_was_forgotten_is_said() {
    let folder = Folder::with_demo();
    let people = folder.json("participants list --json");
    let name = people[2]["name"].as_str().unwrap().to_owned();
    let email = people[2]["email"].as_str().unwrap().to_owned();
    folder.run("report participants --format csv -o people.csv").ok();
    folder.write("participants (1).csv", folder.read("participants.csv"));
    fs::create_dir(folder.path().join("letters")).unwrap();
    folder.write("letters/may.txt", format!("to {}", email.to_uppercase()));
    folder.write("agenda.txt", "nobody");
    folder.write("sheet.xlsx", "PK");
    let said = folder.run("participants forget P0003 --yes");
    assert_eq!(said.code, 0, "{said:#?}");
    let line = said.err.lines().find(|line| line.starts_with("still named in this folder"));
    let line = line.unwrap_or_else(|| panic!("{}", said.err));
    for file in ["`letters/may.txt`", "`participants (1).csv`"] {
        assert!(line.contains(file), "{name}: {line}");
    }
    assert!(!line.contains("agenda") && !line.contains("participants.csv`"), "{line}");
    let packed = "not searched, because they are compressed: `sheet.xlsx`";
    assert!(said.err.contains(packed), "{}", said.err);
    let sound = Folder::with_demo().run("participants forget P0003 --yes").err;
    assert!(!sound.contains("still named") && !sound.contains("packed"), "{sound}");
}

#[test]
fn a_row_of_answers_whose_pair_was_lost_asks_for_the_pair() {
    let folder = Folder::with_demo();
    folder.edit("rounds/05/pairings.csv", |text| {
        let last = text.lines().last().unwrap();
        text.strip_suffix(&format!("{last}\n")).unwrap().to_owned()
    });
    let said = folder.run("check").refused(3);
    assert!(said.contains("back into pairings.csv"), "{said}");
    assert!(!said.contains("delete the row"), "{said}");
}
