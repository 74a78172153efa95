//! `check` is silent on a sound programme and sees each of many kinds of damage.

use std::fs;

use serde_json::Value;

use crate::support::folder::Folder;

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

const DAMAGES: [Damage; 28] = [
    ("the last round is gone", "gone", "rounds/05", |folder| {
        fs::remove_dir_all(folder.path().join("rounds/05")).unwrap();
    }),
    ("an exclusion is gone", "gone", "exclusions.csv", |folder| {
        folder.edit("exclusions.csv", |text| {
            text.lines().take(2).map(|l| l.to_owned() + "\n").collect()
        });
    }),
    ("somebody without a past is gone", "gone", "participants.csv", |folder| {
        folder.write("sheet.csv", "name,email\nNia Quaye,nia@quay.example\n");
        folder.run("participants import sheet.csv").ok();
        folder.edit("participants.csv", |text| {
            let last = text.lines().last().unwrap();
            text.strip_suffix(&format!("{last}\n")).unwrap().to_owned()
        });
    }),
    ("a round has another date", "changed-dates", "rounds/03/round.toml", |folder| {
        folder.edit("rounds/03/round.toml", |text| first(&text, "2026-03-02", "2026-03-03"));
    }),
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
        folder.edit("rounds/03/round.toml", |text| text.replace("2026-03-29", "2026-03-01"));
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
fn check_sees_every_damage_names_the_file_and_nothing_is_changed() {
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
        if !GENTLE.contains(&name) {
            let before = folder.files();
            let said = folder.run("pair --seed 1 --date 2026-12-01");
            assert_eq!(said.code, 3, "{what}: {said:#?}");
            assert_eq!(folder.files(), before, "{what}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is left, in words, and how it comes about.
type Ruin = (&'static str, fn(&[u8]) -> Vec<u8>);

/// What a failing disk, a broken copy or another program leaves of a file.
const RUINS: [Ruin; 5] = [
    ("nothing", |_| Vec::new()),
    ("zeros", |bytes| vec![0; bytes.len()]),
    ("noise", |bytes| (0..=255).rev().cycle().take(bytes.len()).collect()),
    ("a picture", |_| b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ("one bit of a letter", |bytes| {
        let mut bytes = bytes.to_vec();
        bytes[0] ^= 0x80;
        bytes
    }),
];

#[test]
fn a_file_that_is_no_text_is_named_and_stops_every_command() {
    let files = [
        "unmentor.toml",
        "participants.csv",
        "exclusions.csv",
        "rounds/03/round.toml",
        "rounds/03/pairings.csv",
        "rounds/03/outcomes.csv",
    ];
    let folder = Folder::with_demo();
    for (file, (what, ruin)) in files.into_iter().flat_map(|file| RUINS.map(|ruin| (file, ruin))) {
        let sound = fs::read(folder.path().join(file)).unwrap();
        folder.write(file, ruin(&sound));
        let before = folder.files();
        let case = format!("{file}: {what}");
        let said = folder.run("check").refused(3);
        assert!(said.starts_with(&format!("error: {file}")), "{case}: {said}");
        for command in ["pair --seed 1 --force", "report", "participants list"] {
            let said = folder.run(command);
            assert_eq!(said.code, 3, "{case}: {command}: {said:#?}");
            assert!(!said.err.contains("panicked"), "{case}: {command}: {said:#?}");
        }
        assert!(folder.files() == before, "{case}: something was changed");
        folder.write(file, sound);
    }
    assert_eq!(folder.run("check").ok(), "");
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
        "error: rounds/03/pairings.csv: the pairs are not the ones that this program wrote\n  \
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
fn what_has_gone_is_seen_until_it_is_accepted_and_never_without_the_programs_own_folder() {
    let gone = |folder: &Folder| {
        fs::remove_file(folder.path().join("exclusions.csv")).unwrap();
        fs::remove_dir_all(folder.path().join("rounds/05")).unwrap();
    };
    let folder = Folder::with_demo();
    gone(&folder);
    let said = folder.run("check").refused(3);
    assert!(
        said.starts_with(
            "error: exclusions.csv: P0008 and P0012 were kept apart, and no longer are\n  \
               hint: bring it back; if it is right as it is: unmentor check --accept\n"
        ),
        "{said}"
    );
    assert!(said.contains("error: rounds/05: the round of 2026-05-04 has gone\n"), "{said}");
    let edited = folder.files();
    let said = folder.run("check --accept");
    assert_eq!((said.code, said.err.as_str()), (0, "written: .unmentor/contents\n"));
    assert_eq!((folder.run("check").ok().as_str(), folder.files() == edited), ("", true));
    folder.run("undo").ok();
    folder.run("check").refused(3);

    fs::remove_dir_all(folder.path().join(".unmentor")).unwrap();
    assert_eq!(folder.run("check").ok(), "");
    folder.run("pair --seed 1 --force").ok();
    fs::remove_dir_all(folder.path().join("rounds/05")).unwrap();
    folder.run("check").refused(3);
}

#[test]
fn what_an_organiser_adds_or_changes_by_hand_is_no_finding() {
    let folder = Folder::with_demo();
    folder.edit("participants.csv", |text| {
        let cells = line(&text, 1).split(',').count();
        let row = format!(",Nia Quaye,n@q.example{}\n", ",".repeat(cells - 3));
        first(&text, ",active,", ",paused,") + &row
    });
    folder
        .edit("exclusions.csv", |text| first(&text, "line manager", "manager") + "P0008,P0033,\n");
    assert_eq!(folder.run("check").ok(), "");
    folder.run("participants set P0003 rhythm=2").ok();
    folder.edit("exclusions.csv", |text| text.replace("P0008,P0033,\n", ""));
    folder.run("check").refused(3);
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
