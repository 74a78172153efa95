//! Names of the roster held against those of past rounds.

use std::fs;

use super::super::{Change, Folder, Loaded};
use super::sample::programme;

/// A programme whose roster was edited by hand, or by somebody's spreadsheet.
fn edited(file: &str, edits: &[(&str, &str)]) -> (tempfile::TempDir, Folder, Loaded) {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let path = temp.path().join(file);
    let mut text = fs::read_to_string(&path).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from} in {text}");
        text = text.replace(from, to);
    }
    fs::write(&path, text).unwrap();
    let loaded = folder.read().unwrap();
    (temp, folder, loaded)
}

fn found(loaded: &Loaded) -> Vec<String> {
    let line = |f: &crate::domain::Finding| {
        let hint = f.hint.clone().unwrap_or_default();
        format!("{} {}: {} -> {hint}", f.kind.name(), f.place, f.message)
    };
    loaded.findings.iter().map(line).collect()
}

#[test]
fn a_name_that_a_person_may_have_got_asks_nothing() {
    for (from, to) in [
        ("Ada Ames", "Ada Penhale"),
        ("Ada Ames", "Adah Ames"),
        ("Ada Ames", "\"Ames, Ada\""),
        ("Ada Ames", "Ada Maria Ames"),
        ("Gus Gee", "Somebody Quite Different"),
    ] {
        let (_temp, _, loaded) = edited("participants.csv", &[(from, to)]);
        assert_eq!(found(&loaded), Vec::<String>::new(), "{to}");
    }
}

#[test]
fn an_id_that_is_somebody_elses_now_is_asked_about_once() {
    let row = "Ada Ames,p1@example.org";
    let (_temp, folder, loaded) =
        edited("participants.csv", &[(row, "Nia Quaye,nia@quay.example")]);
    let all = found(&loaded);
    assert_eq!(all.len(), 1, "{all:?}");
    let expected = "other-person participants.csv:2, column `name`: `P0001` is `Nia Quaye` here, \
                    and was `Ada Ames` in rounds/02/pairings.csv -> ";
    assert!(all[0].starts_with(expected), "{all:?}");
    assert!(loaded.sound().is_err());
    folder.accept(&loaded, folder.lock("check --accept").unwrap()).unwrap();
    assert_eq!(found(&folder.read().unwrap()), Vec::<String>::new());
}

#[test]
fn a_name_that_this_program_changed_asks_nothing_either() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let (lock, loaded) = folder.read_to_change("set").unwrap();
    let mut roster = loaded.programme.roster.clone();
    let ada = roster.by_id("P0001").unwrap();
    roster.edit(ada, |one| one.name = "Zed Zulu".into());
    let change = Change { roster: Some(roster), ..Change::titled("set") };
    folder.commit(&loaded, &change, lock).unwrap();
    let loaded = folder.read().unwrap();
    assert_eq!(found(&loaded), Vec::<String>::new());
    // Nor does the next change forget it.
    let (lock, loaded) = folder.read_to_change("set").unwrap();
    let mut roster = loaded.programme.roster.clone();
    roster.edit(ada, |one| one.region = "North".into());
    let change = Change { roster: Some(roster), ..Change::titled("set") };
    folder.commit(&loaded, &change, lock).unwrap();
    assert_eq!(found(&folder.read().unwrap()), Vec::<String>::new());
    // But a third name is asked about.
    let path = temp.path().join("participants.csv");
    let text = fs::read_to_string(&path).unwrap().replace("Zed Zulu", "Nia Quaye");
    fs::write(&path, text).unwrap();
    assert_eq!(folder.read().unwrap().findings.len(), 1);
}

#[test]
fn a_column_that_was_sorted_by_itself_is_one_finding() {
    let (_temp, _, loaded) = edited(
        "participants.csv",
        &[("Ada Ames", "#"), ("'=1+1", "Ada Ames"), ("Ben Bo", "'=1+1"), ("#", "Ben Bo")],
    );
    let all = found(&loaded);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(
        all[0].starts_with("moved-names participants.csv, column `name`: the names of 3 people"),
        "{all:?}"
    );
    let (_temp, _, loaded) =
        edited("participants.csv", &[("Ada Ames", "#"), ("Ben Bo", "Ada Ames"), ("#", "Ben Bo")]);
    let all = found(&loaded);
    assert_eq!(all.len(), 2, "{all:?}");
}

#[test]
fn letters_that_a_spreadsheet_lost_are_found_and_the_cure_is_true() {
    for (damaged, cure) in [
        ("Zo? Bront?", "Zoë Brontë"),
        ("ZoÃ« BrontÃ«", "Zoë Brontë"),
        ("Zo\u{fffd} Bront\u{fffd}", "Zoë Brontë"),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let mut programme = programme();
        let ada = programme.roster.by_id("P0001").unwrap();
        programme.roster.edit(ada, |one| one.name = cure.into());
        let folder = Folder::create(temp.path(), &programme).unwrap();
        let path = temp.path().join("participants.csv");
        let text = fs::read_to_string(&path).unwrap().replace(cure, damaged);
        fs::write(&path, text).unwrap();
        let loaded = folder.read().unwrap();
        let all = found(&loaded);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].starts_with("damaged-name participants.csv:2, column `name`: "), "{all:?}");
        let hint = "-> unmentor participants set P0001 'name=Zoë Brontë'";
        assert!(all[0].ends_with(hint), "{all:?}");
        assert!(loaded.sound().is_ok(), "the cure is a change");
    }
}

#[test]
fn what_is_left_of_somebody_who_was_forgotten_is_found() {
    let (_temp, _, loaded) = edited("participants.csv", &[("Ada Ames,p1@example.org", ",")]);
    let all = found(&loaded).join("\n");
    for file in ["exclusions.csv:2", "rounds/01/pairings.csv:2", "rounds/02/outcomes.csv:2"] {
        assert!(all.contains(&format!("still-named {file}, ")), "{file}: {all}");
    }
    assert!(loaded.sound().is_ok(), "`forget` is a change");
    let (_temp, _, loaded) = edited("rounds/02/pairings.csv", &[("Ada Ames", "")]);
    assert!(
        found(&loaded)[0]
            .contains("rounds/02/pairings.csv:2, column `a_name`: `P0001` has no name")
    );
}
