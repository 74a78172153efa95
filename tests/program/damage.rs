//! `check` is silent on a sound programme and sees each of many kinds of damage.

use std::fs;

use serde_json::Value;

use super::harness::Folder;

/// Replaces the first occurrence.
fn first(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "no {old:?} in {text}");
    text.replacen(old, new, 1)
}

/// The n-th line, from 1, without its end.
fn line(text: &str, number: usize) -> &str {
    text.lines().nth(number - 1).unwrap()
}

/// Each damage with the finding and the file that `check` has to name.
type Damage = (&'static str, &'static str, &'static str, fn(&Folder));

const DAMAGES: [Damage; 24] = [
    ("a pair is cut off", "row-count", "rounds/05/round.toml", |folder| {
        folder.edit("rounds/05/pairings.csv", |text| {
            let last = text.lines().last().unwrap();
            text.strip_suffix(&format!("{last}\n")).unwrap().to_owned()
        });
    }),
    ("a file ends in the middle of a row", "ragged-row", "rounds/05/outcomes.csv", |folder| {
        folder.edit("rounds/05/outcomes.csv", |text| text[..text.len() / 2].to_owned());
    }),
    ("somebody stands in two pairs", "person-twice", "rounds/05/pairings.csv", |folder| {
        folder.edit("rounds/05/pairings.csv", |text| {
            let a = line(&text, 2).split(',').nth(1).unwrap().to_owned();
            let b = line(&text, 3).split(',').nth(1).unwrap().to_owned();
            first(&text, &b, &a)
        });
    }),
    ("somebody is not in the roster", "unknown-id", "rounds/04/pairings.csv", |folder| {
        folder.edit("rounds/04/pairings.csv", |text| {
            let a = line(&text, 2).split(',').nth(1).unwrap().to_owned();
            first(&text, &a, "P9999")
        });
    }),
    ("an answer is no answer", "answer", "rounds/03/outcomes.csv", |folder| {
        folder.edit("rounds/03/outcomes.csv", |text| first(&text, ",yes,", ",maybe,"));
    }),
    ("an answer's day is no day", "date", "rounds/03/outcomes.csv", |folder| {
        folder.edit("rounds/03/outcomes.csv", |text| first(&text, ",2026-03-", ",2026-33-"));
    }),
    ("a file is missing", "missing-file", "rounds/02/pairings.csv", |folder| {
        fs::remove_file(folder.path().join("rounds/02/pairings.csv")).unwrap();
    }),
    ("a round's description is missing", "missing-file", "rounds/02/round.toml", |folder| {
        fs::remove_file(folder.path().join("rounds/02/round.toml")).unwrap();
    }),
    ("a round's description is no TOML", "toml", "rounds/02/round.toml", |folder| {
        folder.edit("rounds/02/round.toml", |text| first(&text, "date", "date date"));
    }),
    ("two people have one id", "duplicate-id", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "P0002", "P0001"));
    }),
    ("two people have one address", "duplicate-address", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| {
            let a = line(&text, 2).split(',').nth(2).unwrap().to_owned();
            let b = line(&text, 3).split(',').nth(2).unwrap().to_owned();
            first(&text, &b, &a)
        });
    }),
    ("a status is unknown", "status", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, ",active,", ",asleep,"));
    }),
    ("a quote is never closed", "unclosed-quote", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "P0003,", "P0003,\""));
    }),
    ("a heading is gone", "missing-column", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "id,name,email", "id,name,mail"));
    }),
    ("an exclusion names nobody", "unknown-person", "exclusions.csv", |folder| {
        folder.write("exclusions.csv", "a,b,why\nP0001,P9999,they know each other\n");
    }),
    ("a setting is misspelt", "unknown-setting", "unmentor.toml", |folder| {
        folder.edit("unmentor.toml", |text| first(&text, "\nodd", "\nood"));
    }),
    ("an address is broken", "broken-address", "participants.csv", |folder| {
        folder
            .edit("participants.csv", |text| first(&text, "@ashcombe-council.example", " at home"));
    }),
    ("a round is gone", "missing-round", "rounds/07/round.toml", |folder| {
        for round in [6, 7] {
            folder.run(&format!("pair --date 2026-0{round}-01 --seed 1 --force")).ok();
        }
        fs::remove_dir_all(folder.path().join("rounds/06")).unwrap();
    }),
    ("the rounds are somewhere else", "link", "rounds", |folder| {
        let rounds = folder.path().join("rounds");
        fs::rename(&rounds, folder.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", rounds).unwrap();
    }),
    ("a round is dated before the one before", "round-order", "rounds/03/round.toml", |folder| {
        folder.edit("rounds/03/round.toml", |text| text.replace("2026-03-02", "2026-01-02"));
    }),
    ("a round closes before it begins", "closes-before-date", "rounds/03/round.toml", |folder| {
        folder.edit("rounds/03/round.toml", |text| text.replace("2026-03-30", "2026-03-01"));
    }),
    ("somebody left before they joined", "left-before-joined", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "2026-01-30", "2020-01-30"));
    }),
    (
        "an answer is older than its round",
        "answer-before-round",
        "rounds/05/outcomes.csv",
        |folder| {
            folder.edit("rounds/05/outcomes.csv", |text| first(&text, ",2026-05-", ",2026-04-"));
        },
    ),
    (
        "an exclusion is broken in the latest round",
        "excluded-pair",
        "rounds/06/pairings.csv",
        |folder| {
            folder.run("pair --seed 1").ok();
            let pairs = folder.read("rounds/06/pairings.csv");
            let row: Vec<_> = line(&pairs, 2).split(',').collect();
            folder.write("exclusions.csv", format!("a,b,why\n{},{},too late\n", row[1], row[2]));
        },
    ),
];

#[test]
fn check_is_silent_on_a_sound_programme() {
    let folder = Folder::with_demo();
    let said = folder.run("check");
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

#[test]
fn check_sees_every_damage_and_names_the_file() {
    let mut wrong = Vec::new();
    for (what, name, file, damage) in DAMAGES {
        let folder = Folder::with_demo();
        damage(&folder);
        let said = folder.run("check --json");
        assert_eq!(said.code, 3, "{what}: {said:#?}");
        let findings: Vec<Value> = serde_json::from_str(&said.out).unwrap();
        if !findings.iter().any(|finding| finding["name"] == name && finding["file"] == file) {
            wrong.push(format!("{what}: {}", said.out));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_changed_in_a_damaged_folder() {
    for (what, _, _, damage) in DAMAGES.into_iter().filter(|(_, name, ..)| !GENTLE.contains(name)) {
        let folder = Folder::with_demo();
        damage(&folder);
        let before = folder.files();
        let said = folder.run("pair --seed 1 --date 2026-12-01");
        assert_eq!(said.code, 3, "{what}: {said:#?}");
        assert_eq!(folder.files(), before, "{what}");
    }
}

#[test]
fn what_is_shown_of_a_damaged_folder_is_not_taken_for_the_whole() {
    let folder = Folder::with_demo();
    fs::remove_file(folder.path().join("rounds/02/pairings.csv")).unwrap();
    for command in ["report", "rounds list", "participants list --json", "network"] {
        let said = folder.run(command);
        assert_eq!(said.code, 3, "{command}");
        assert!(said.err.contains("hint: unmentor check"), "{command}: {}", said.err);
    }
}

/// Findings that a change does not make worse.
const GENTLE: [&str; 5] = [
    "round-order",
    "closes-before-date",
    "left-before-joined",
    "answer-before-round",
    "excluded-pair",
];
