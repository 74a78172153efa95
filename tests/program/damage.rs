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
    ("a pair is cut off", "rounds/05/round.toml, column `pairs`", |folder| {
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

/// Lets two pairs of a past round swap their second members, in both files.
fn swap(folder: &Folder) {
    let pairings = folder.read("rounds/03/pairings.csv");
    let second = |number| line(&pairings, number).split(',').nth(2).unwrap().to_owned();
    let (one, other) = (second(2), second(3));
    for file in ["rounds/03/pairings.csv", "rounds/03/outcomes.csv"] {
        folder.edit(file, |text| {
            text.replace(&one, "P????").replace(&other, &one).replace("P????", &other)
        });
    }
}

#[test]
fn a_past_round_with_other_pairs_is_seen_until_it_is_accepted() {
    let folder = Folder::with_demo();
    swap(&folder);
    let said = folder.run("check").refused(3);
    assert_eq!(
        said,
        "error: rounds/03/pairings.csv: the pairs are others than those written by this program\n  \
           hint: bring back a sound copy; if it is right as it is: unmentor check --accept\n\
         error: 1 finding in this programme\n\
         hint: mend the files in any editor, then `unmentor check` again\n"
    );
    folder.run("pair --seed 1 --force").refused(3);
    let edited = folder.files();
    folder.run("check --accept -n").refused(3);
    assert_eq!(folder.files(), edited);
    let said = folder.run("check --accept");
    assert_eq!((said.code, said.err.as_str()), (0, "written: rounds/03/round.toml\n"));
    assert_eq!(folder.run("check").ok(), "");
    folder.run("undo").ok();
    assert_eq!(folder.files(), edited);
}

#[test]
fn a_round_without_a_checksum_is_sound_and_so_is_one_in_another_order() {
    let folder = Folder::with_demo();
    folder.edit("rounds/03/pairings.csv", |text| {
        let (head, rows) = text.split_once('\n').unwrap();
        let rows: String = rows.lines().rev().map(|row| row.to_owned() + "\r\n").collect();
        format!("\u{feff}{head}\r\n{rows}")
    });
    assert_eq!(folder.run("check").ok(), "");
    swap(&folder);
    folder.edit("rounds/03/round.toml", |text| {
        text.lines()
            .filter(|line| !line.starts_with("checksum"))
            .map(|l| l.to_owned() + "\n")
            .collect()
    });
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn only_edited_pairs_can_be_accepted() {
    let folder = Folder::with_demo();
    swap(&folder);
    folder.edit("rounds/03/outcomes.csv", |text| first(&text, ",yes,", ",maybe,"));
    let before = folder.files();
    folder.run("check --accept").refused(3);
    assert_eq!(folder.files(), before);
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
