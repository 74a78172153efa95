//! `check` is silent on a sound programme and sees each of many kinds of damage.

use std::fs;

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

/// Each damage with the file that `check` has to name.
type Damage = (&'static str, &'static str, fn(&Folder));

const DAMAGES: [Damage; 16] = [
    ("a pair is cut off", "rounds/05/pairings.csv", |folder| {
        folder.edit("rounds/05/pairings.csv", |text| {
            let last = text.lines().last().unwrap();
            text.strip_suffix(&format!("{last}\n")).unwrap().to_owned()
        });
    }),
    ("a file ends in the middle of a row", "rounds/05/outcomes.csv", |folder| {
        folder.edit("rounds/05/outcomes.csv", |text| text[..text.len() / 2].to_owned());
    }),
    ("somebody stands in two pairs", "rounds/05/pairings.csv", |folder| {
        folder.edit("rounds/05/pairings.csv", |text| {
            let a = line(&text, 2).split(',').nth(1).unwrap().to_owned();
            let b = line(&text, 3).split(',').nth(1).unwrap().to_owned();
            first(&text, &b, &a)
        });
    }),
    ("somebody is not in the roster", "rounds/04/pairings.csv", |folder| {
        folder.edit("rounds/04/pairings.csv", |text| {
            let a = line(&text, 2).split(',').nth(1).unwrap().to_owned();
            first(&text, &a, "P9999")
        });
    }),
    ("an answer is no answer", "rounds/03/outcomes.csv", |folder| {
        folder.edit("rounds/03/outcomes.csv", |text| first(&text, ",yes,", ",maybe,"));
    }),
    ("an answer's day is no day", "rounds/03/outcomes.csv", |folder| {
        folder.edit("rounds/03/outcomes.csv", |text| first(&text, ",2026-03-", ",2026-33-"));
    }),
    ("a file is missing", "rounds/02/pairings.csv", |folder| {
        fs::remove_file(folder.path().join("rounds/02/pairings.csv")).unwrap();
    }),
    ("a round's description is missing", "rounds/02/round.toml", |folder| {
        fs::remove_file(folder.path().join("rounds/02/round.toml")).unwrap();
    }),
    ("a round's description is no TOML", "rounds/02/round.toml", |folder| {
        folder.edit("rounds/02/round.toml", |text| first(&text, "date", "date date"));
    }),
    ("two people have one id", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "P0002", "P0001"));
    }),
    ("two people have one address", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| {
            let a = line(&text, 2).split(',').nth(2).unwrap().to_owned();
            let b = line(&text, 3).split(',').nth(2).unwrap().to_owned();
            first(&text, &b, &a)
        });
    }),
    ("a status is unknown", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, ",active,", ",asleep,"));
    }),
    ("a quote is never closed", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "P0003,", "P0003,\""));
    }),
    ("a heading is gone", "participants.csv", |folder| {
        folder.edit("participants.csv", |text| first(&text, "id,name,email", "id,name,mail"));
    }),
    ("an exclusion names nobody", "exclusions.csv", |folder| {
        folder.write("exclusions.csv", "a,b,why\nP0001,P9999,they know each other\n");
    }),
    ("a setting is misspelt", "unmentor.toml", |folder| {
        folder.edit("unmentor.toml", |text| first(&text, "\nodd", "\nood"));
    }),
];

#[test]
fn check_is_silent_on_a_sound_programme() {
    let folder = Folder::with_demo();
    let said = folder.run("check");
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

#[test]
fn check_sees_every_damage_and_names_the_file() {
    for (what, file, damage) in DAMAGES {
        let folder = Folder::with_demo();
        damage(&folder);
        let said = folder.run("check");
        assert_eq!(said.code, 3, "{what}: {said:#?}");
        assert!(said.err.contains(file), "{what}: {}", said.err);
    }
}

#[test]
fn nothing_is_changed_in_a_damaged_folder() {
    for (what, _, damage) in DAMAGES {
        let folder = Folder::with_demo();
        damage(&folder);
        let before = folder.files();
        let said = folder.run("pair --seed 1");
        assert_eq!(said.code, 3, "{what}: {said:#?}");
        assert_eq!(folder.files(), before, "{what}");
    }
}
