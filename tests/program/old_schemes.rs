//! The history of a scheme comes in as its organisers kept it.

use std::fs;

use crate::support::folder::Folder;

/// Six people of an old scheme.
fn scheme() -> Folder {
    let folder = Folder::new();
    folder.write(
        "people.csv",
        "name,email\nAnn Ashby,ann@north.example\nBob Birch,bob@south.example\n\
         Cai Cole,cai@west.example\nDee Dunn,dee@east.example\n",
    );
    folder.run("init . --participants people.csv --today 2026-01-13").ok();
    folder
}

#[test]
fn one_file_for_each_round_says_its_number_by_its_name() {
    let folder = scheme();
    folder.write("round_002.csv", "Ann Ashby,Cai Cole\nBob Birch,Dee Dunn\n");
    folder.write("round_001.csv", "Ann Ashby,Bob Birch\nCai Cole,Dee Dunn\n");
    let said = folder.run("rounds import round_002.csv round_001.csv");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("`--date 2026-03-31`"), "{said:?}");
    let said = folder.run("rounds import round_002.csv round_001.csv --date 2026-03-02");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(folder.read("rounds/01/round.toml").contains("date = 2026-03-02"), "{said:?}");
    assert!(folder.read("rounds/02/round.toml").contains("date = 2026-04-02"), "{said:?}");
    assert!(folder.read("rounds/02/round.toml").contains("answers = \"not collected\""));
    // The same files once more are nothing new.
    let again = folder.run("rounds import round_001.csv round_002.csv --date 2026-03-02");
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.out.contains("4 unchanged"), "{again:?}");
}

#[test]
fn who_went_before_the_roster_began_comes_in_as_having_left() {
    let folder = scheme();
    folder.write(
        "old.csv",
        "Round,Date,A,B\n1,2026-03-02,Ann Ashby,Bob Birch\n1,2026-03-02,Cai Cole,Zoe Zander\n",
    );
    let said = folder.run("rounds import old.csv");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("`--add-missing`"), "{said:?}");
    let said = folder.run("rounds import old.csv --add-missing");
    assert_eq!(said.code, 0, "{said:?}");
    let zoe = folder.read("participants.csv");
    let zoe = zoe.lines().find(|line| line.contains("Zoe Zander")).unwrap();
    assert!(zoe.starts_with("P0005,Zoe Zander,,") && zoe.contains(",left,"), "{zoe}");
    let check = folder.run("check");
    assert_eq!((check.code, check.err.as_str()), (0, ""), "{check:?}");
    // A misspelt name is asked about all the same.
    folder.write("later.csv", "Round,Date,A,B\n2,2026-04-02,Ann Ashby,Bob Brich\n");
    let said = folder.run("rounds import later.csv --add-missing");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("did you mean P0002"), "{said:?}");
}

#[test]
fn names_that_came_in_garbled_are_mended_by_the_right_encoding() {
    let folder = Folder::new();
    let polish = b"Name;Email\nBart\xb3omiej \x8cliwi\xf1ski;bart@north.example\n";
    fs::write(folder.path().join("people.csv"), polish).unwrap();
    let said = folder.run("init . --participants people.csv");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("Bartłomiej Śliwiński"), "{said:?}");
    folder.run("init . --participants people.csv --encoding windows-1252").ok();
    assert!(folder.read("participants.csv").contains("Bart³omiej"));
    folder.run("participants import people.csv --encoding windows-1250").ok();
    let people = folder.read("participants.csv");
    assert!(people.contains("Bartłomiej Śliwiński") && !people.contains("Bart³"), "{people}");
}

#[test]
fn what_stands_beside_a_sheet_or_around_it_is_said() {
    let folder = scheme();
    folder.write("~$people.xlsx", "\u{5}Ann A");
    let said = folder.run("participants import ~$people.xlsx");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("name the workbook itself, people.xlsx"), "{said:?}");
}
