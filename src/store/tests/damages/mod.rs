//! Every kind of damage to every file: nothing crashes, and silence means that nothing was lost.

mod kinds;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::paths::CONTENTS;
use super::super::{Change, Folder, InFiles};
use super::faults::quick;
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::check::check;
use crate::domain::memory::Memory;
use crate::domain::{Finding, Person, Programme};

use kinds::{DAMAGES, Site};

/// What `check` says, and the programme as it is read then. Reading must not be refused.
fn checked(root: &Path) -> (Vec<Finding>, Programme) {
    let folder = Folder::at(root).unwrap();
    let loaded = folder.read().unwrap();
    let mut findings =
        check(&loaded.programme, &InFiles { folder: &folder, programme: &loaded.programme });
    findings.extend(loaded.findings);
    (findings, loaded.programme)
}

/// A programme of three rounds, as files.
fn sound() -> BTreeMap<String, String> {
    let temp = tempfile::tempdir().unwrap();
    let mut programme = programme();
    programme.put_round(round(3));
    // Names without commas and line breaks, so that clumsy changes of the form leave them alone.
    for (person, name) in (0..).zip(["Ada", "Ben", "Cy", "Dee", "Eve", "Fay", "Gus"]) {
        programme.roster.edit(Person(person), |participant| {
            participant.name = name.into();
            participant.organisation = "North".into();
        });
    }
    let mut first = programme.rounds()[0].clone();
    let mut said = first.responses()[1].clone();
    said.set_words("they were away", "a pity");
    first.respond(said).unwrap();
    programme.put_round(first);
    Folder::create(temp.path(), &programme).unwrap();
    let contents = fs::read_to_string(temp.path().join(CONTENTS)).unwrap();
    let mut files = files(temp.path());
    files.insert(CONTENTS.into(), contents);
    files
}

fn put_all(root: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
    }
}

/// What differs between two programmes, in a word for each part.
fn differences(one: &Programme, other: &Programme) -> Vec<&'static str> {
    let parts = [
        ("settings", one.settings != other.settings),
        ("roster", one.roster != other.roster),
        ("exclusions", one.exclusions != other.exclusions),
        ("rounds", one.rounds() != other.rounds()),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

#[test]
fn silence_means_that_nothing_was_lost() {
    let files = sound();
    let original = {
        let temp = tempfile::tempdir().unwrap();
        put_all(temp.path(), &files);
        let (findings, programme) = checked(temp.path());
        assert_eq!(findings, []);
        programme
    };
    let (mut wrong, mut seen, mut harmless) = (Vec::new(), 0, 0);
    for (file, text) in files.iter().filter(|(file, _)| *file != CONTENTS) {
        let other = file.replace("rounds/02", "rounds/03").replace("rounds/01", "rounds/02");
        for (what, damage) in DAMAGES {
            let temp = tempfile::tempdir().unwrap();
            put_all(temp.path(), &files);
            let site = Site { path: temp.path().join(file), text, other: &files[&other] };
            if !damage(&site) {
                continue;
            }
            if file == "unmentor.toml" && !site.path.exists() && !site.path.is_symlink() {
                assert!(matches!(
                    Folder::at(temp.path()),
                    Err(super::super::StoreError::SettingsMissing(_))
                ));
                continue;
            }
            let (findings, programme) = checked(temp.path());
            let lost = differences(&original, &programme);
            let case = format!("{file}: {what}");
            if findings.is_empty() {
                harmless += 1;
                if !lost.is_empty() && !may_be_meant(file, what) {
                    wrong.push(format!("{case}: silent, and {lost:?} differ"));
                }
                if past(&programme) != past(&original) {
                    wrong.push(format!("{case}: silent, and the past is another"));
                }
                continue;
            }
            seen += 1;
            // The files of a round contradict each other, and all of them the roster.
            let near = match file.rsplit_once('/') {
                Some((folder, _)) => folder,
                None if file == "participants.csv" => "",
                None => file.split_once('.').unwrap().0,
            };
            if !findings.iter().any(|finding| finding.place.file.to_lowercase().starts_with(near)) {
                wrong.push(format!("{case}: not named in {findings:#?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong, {seen} seen, {harmless} harmless",
        wrong.join("\n"),
        wrong.len()
    );
    assert!(seen > 300 && harmless > 50, "{seen} seen, {harmless} harmless");
}

/// Words in a cell that may hold any words.
const FREE_TEXT: [&str; 8] = [
    "spaces around cells",
    "a low bit near the beginning",
    "a low bit in the middle",
    "a low bit near the end",
    "a huge cell",
    "all in capitals",
    "all in small letters",
    "cut in the last row",
];

/// What an organiser may have meant, so that no program can tell it from an edit by hand: other
/// words in free text, another order of the people. Who was with whom and what
/// they answered stays the same even then.
fn may_be_meant(file: &str, what: &str) -> bool {
    let own_rows = match file {
        // Words of a reason, and the same twice.
        "exclusions.csv" => [
            "cut in the middle",
            "cut near the end",
            "a row twice",
            "a row of another round",
            "the last column missing",
        ]
        .contains(&what),
        // The last: a heading of the organiser's own has a comma in it.
        "participants.csv" => ["two rows swapped", "semicolons for commas"].contains(&what),
        _ => false,
    };
    own_rows || FREE_TEXT.contains(&what)
}

/// Who was with whom and what they answered: `P0001 yes, P0004 no`.
fn past(programme: &Programme) -> Vec<String> {
    let mut past = Vec::new();
    for round in programme.rounds() {
        past.push(format!("round {}", round.number()));
        for (pair, said) in round.answered_pairs() {
            let each = said.iter().map(|one| {
                let id = &programme.roster.get(one.person).id;
                format!("{id} {:?} {:?} {:?}", one.answer, one.answered_on, one.reason)
            });
            past.push(format!("{} {}", pair.number(), each.collect::<Vec<_>>().join(", ")));
        }
    }
    past
}

#[test]
fn damage_to_the_programs_own_files_changes_nothing() {
    let change = |folder: &Folder| {
        let (lock, loaded) = folder.read_to_change("test").unwrap();
        let change = Change { rounds: vec![answered(2)], ..Change::titled("outcomes") };
        folder.commit(&loaded, &change, lock).unwrap();
    };
    for own in ["lock", "gate", "contents", "undo/0001/record", "undo/0001/old/1"] {
        for (what, damage) in DAMAGES {
            let temp = tempfile::tempdir().unwrap();
            let folder = quick(temp.path());
            folder.create_here(&programme(), Memory::default()).unwrap();
            change(&folder);
            let before = files(temp.path());
            let path = temp.path().join(".unmentor").join(own);
            let text = fs::read_to_string(&path).unwrap();
            if text.len() < 4 || path.extension().is_none() && what.contains("conflict") {
                continue;
            }
            damage(&Site { path, text: &text, other: &text });
            let (findings, _) = checked(temp.path());
            assert_eq!(findings, [], "{own}: {what}");
            // Each may be refused; nothing may be lost or hang.
            let _ = folder.history();
            let _ = folder.preview_undo();
            if let Ok(lock) = folder.lock("undo") {
                assert_eq!(files(temp.path()), before, "{own}: {what}");
                let _ = folder.undo(lock);
            }
            let (findings, _) = checked(temp.path());
            assert!(findings.is_empty() || own.contains("old"), "{own}: {what}: {findings:#?}");
        }
    }
}
