//! Everything that is wrong is found, with its exact place.

use std::fs;

use super::super::{Folder, Loaded, StoreError};
use super::sample::programme;

/// Writes a programme, damages one file, and reads.
fn damaged(file: &str, damage: impl FnOnce(String) -> String) -> Loaded {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let path = temp.path().join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(&path, damage(text)).unwrap();
    folder.read().unwrap()
}

/// The findings as `name place: message`, one a line.
fn lines(loaded: &Loaded) -> String {
    let line =
        |f: &crate::domain::Finding| format!("{} {}: {}\n", f.kind.name(), f.place, f.message);
    loaded.findings.iter().map(line).collect()
}

#[track_caller]
fn finds(file: &str, from: &str, to: &str, expected: &str) {
    let loaded = damaged(file, |text| {
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1)
    });
    assert_eq!(lines(&loaded), format!("{expected}\n"), "{from} -> {to}");
    assert!(matches!(loaded.sound(), Err(StoreError::Unsound(_))));
    assert!(loaded.findings.iter().all(|f| f.hint.is_some()), "{:?}", loaded.findings);
}

#[test]
fn in_the_roster() {
    let file = "participants.csv";
    finds(
        file,
        "active",
        "actve",
        "status participants.csv:2, column `status`: `status` cannot be `actve`",
    );
    finds(
        file,
        ",3,,,",
        ",4,,,",
        "rhythm participants.csv:4, column `rhythm`: `rhythm` cannot be `4`",
    );
    finds(
        file,
        "2026-12-01",
        "32/12/2026",
        "date participants.csv:3, column `until`: `32/12/2026` is not a date",
    );
    finds(
        file,
        "2026-10-31",
        "2026-02-30",
        "date participants.csv:9, column `left`: `2026-02-30` is not a date",
    );
    finds(file, "P0007,", "P 7,", "id participants.csv:9, column `id`: `id` cannot be `P 7`");
    finds(
        file,
        "P0007,Gus",
        "P0001,Gus",
        "duplicate-id participants.csv:9, column `id`: the id `P0001` is taken by line 2",
    );
    finds(
        file,
        "P0007,Gus Gee,p7@example.org",
        ",,",
        "nobody participants.csv:9, column `name`: a row without id, name and e-mail",
    );
    finds(
        file,
        "p4@example.org",
        "P1@Example.org",
        "duplicate-address participants.csv:5, column `email`: `P1@Example.org` is the address of line 2 as well",
    );
}

#[test]
fn in_the_shape_of_the_roster() {
    let file = "participants.csv";
    finds(
        file,
        ",Ada Ames,",
        ",Ada, Ames,",
        "ragged-row participants.csv:2: the row has 13 cells, the first line 12",
    );
    finds(
        file,
        "name,",
        "Name2,",
        "missing-column participants.csv:1, column `name`: the column `name` is missing",
    );
    finds(
        file,
        "region,",
        "NAME,",
        "duplicate-column participants.csv:1, column `name`: two columns are called `name`",
    );
    finds(
        file,
        "note 7",
        "\"note 7",
        "unclosed-quote participants.csv:9: a quote opens here and is never closed",
    );
    finds(
        file,
        "Ada",
        "\"Ada\" A",
        "broken-quote participants.csv:2: text follows a closing quote",
    );
    finds(file, "Ben", "B\0n", "nul-byte participants.csv:3: a zero byte, so the file is damaged");
}

#[test]
fn oddities_of_the_roster_lose_nothing() {
    for (from, to, expected) in [
        (
            "p4@example.org",
            "",
            "no-address participants.csv:5, column `email`: `=1+1` has no address\n",
        ),
        ("'=1+1", "", "no-name participants.csv:5, column `name`: `p4@example.org` has no name\n"),
        (
            "paused",
            "left",
            "until-without-pause participants.csv:3, column `until`: `until` is given, but the status is not `paused`\n",
        ),
    ] {
        let loaded = damaged("participants.csv", |text| text.replacen(from, to, 1));
        assert_eq!(lines(&loaded), expected);
        assert!(loaded.sound().is_ok());
    }
    for (file, ours) in [
        ("rounds/02/outcomes (conflicted copy).csv", "rounds/02/outcomes.csv"),
        ("participants-CONFLICT-1.csv", "participants.csv"),
    ] {
        let stray = damaged(file, |_| "x".into());
        let says = format!("this looks like a copy of `{ours}`, and is not read");
        let expected = format!("stray-file {file}: {says}\n");
        assert_eq!(lines(&stray), expected);
        assert!(stray.sound().is_ok());
    }
    assert_eq!(lines(&damaged("participants list for the board.csv", |_| "x".into())), "");
}

#[test]
fn in_the_exclusions() {
    let file = "exclusions.csv";
    finds(
        file,
        "P0002",
        "Ada Amess",
        "unknown-person exclusions.csv:2, column `b`: `Ada Amess` is nobody in participants.csv",
    );
    finds(
        file,
        "P0002",
        "P1@example.org",
        "same-person exclusions.csv:2, column `b`: `P0001` is kept apart from nobody else",
    );
}

#[test]
fn in_the_pairs() {
    let file = "rounds/02/pairings.csv";
    finds(
        file,
        "P0004",
        "P0044",
        "unknown-id rounds/02/pairings.csv:2, column `b`: nobody has the id `P0044`",
    );
    finds(
        file,
        "P0002",
        "P0001",
        "person-twice rounds/02/pairings.csv:3, column `b`: `P0001` stands in this round already, on line 2",
    );
    finds(
        file,
        "P0002",
        "P0003",
        "person-twice rounds/02/pairings.csv:3, column `b`: `P0003` stands in this round already, sitting out, says round.toml",
    );
    finds(
        file,
        "r02-002",
        "r02-001",
        "duplicate-pair rounds/02/pairings.csv:3, column `pair`: `r02-001` is the name of two pairs",
    );
    finds(
        file,
        "r02-002",
        "r03-002",
        "pair-name rounds/02/pairings.csv:3, column `pair`: `r03-002` is not a pair of round 2",
    );
    finds(
        file,
        "\",P0005\n",
        "\",P0001\n",
        "first-writer rounds/02/pairings.csv:3, column `first`: `P0001` is nobody of this pair\n\
         changed-pairs rounds/02/pairings.csv: the pairs are not the ones that this program wrote",
    );
    finds(
        file,
        "a_name",
        "a_nmae",
        "unknown-column rounds/02/pairings.csv:1, column `a_nmae`: the column `a_nmae` is unknown here",
    );
    finds(
        file,
        "r02-001,P0001,P0004,,Ada Ames,'=1+1,,\n",
        "",
        "row-count rounds/02/round.toml, column `pairs`: 2 pairs are said to be in this round, 1 were read\n\
         row-count rounds/02/round.toml, column `people`: 6 people are said to be in this round, 4 were read\n\
         not-in-round rounds/02/outcomes.csv:2, column `participant`: `P0001` is in no pair of this round\n\
         not-in-round rounds/02/outcomes.csv:3, column `participant`: `P0004` is in no pair of this round",
    );
}

#[test]
fn in_the_outcomes() {
    let file = "rounds/01/outcomes.csv";
    finds(
        file,
        "yes",
        "yse",
        "answer rounds/01/outcomes.csv:9, column `answer`: `answer` cannot be `yse`",
    );
    finds(
        file,
        "no-reply",
        "no reply",
        "reason rounds/01/outcomes.csv:3, column `reason`: `reason` cannot be `no reply`",
    );
    finds(
        file,
        "2026-11-20",
        "31.11.2026",
        "date rounds/01/outcomes.csv:3, column `answered_on`: `31.11.2026` is not a date",
    );
    finds(
        file,
        ",5,",
        ",6,",
        "rating rounds/01/outcomes.csv:9, column `rating`: `rating` cannot be `6`",
    );
    finds(
        file,
        "r01-001,P0004",
        "r01-002,P0004",
        "wrong-pair rounds/01/outcomes.csv:3, column `pair`: `P0004` is in `r01-001`, not in `r01-002`",
    );
    finds(
        file,
        "r01-001,P0001,Ada",
        "r01-001,P0007,Ada",
        "not-in-round rounds/01/outcomes.csv:2, column `participant`: `P0007` is in no pair of this round\n\
         missing-row rounds/01/outcomes.csv: there is no row for `P0001`",
    );
    finds(
        file,
        "r01-001,P0001,Ada",
        "r01-001,P0004,Ada",
        "row-twice rounds/01/outcomes.csv:3, column `participant`: `P0004` has a row already, line 2\n\
         missing-row rounds/01/outcomes.csv: there is no row for `P0001`",
    );
}

#[test]
fn in_the_head_of_a_round() {
    let file = "rounds/02/round.toml";
    finds(
        file,
        "round = 2",
        "round = 3",
        "folder-name rounds/02/round.toml:1, column `round`: the folder is that of round 2, but the file says otherwise",
    );
    finds(
        file,
        "2026-11-30",
        "\"soon\"",
        "value rounds/02/round.toml:3, column `closes`: `closes` cannot be `\"soon\"`",
    );
    finds(
        file,
        "\"second-chance\"",
        "\"second\"",
        "value rounds/02/round.toml:13, column `wishes`: `wishes` cannot be `\"second\"`",
    );
    finds(
        file,
        "P0003",
        "P0033",
        "unknown-id rounds/02/round.toml:16, column `id`: nobody has the id `P0033`",
    );
    finds(
        file,
        "seed = 7",
        "sead = 7",
        "unknown-setting rounds/02/round.toml:5, column `sead`: the setting `sead` is unknown",
    );
}

#[test]
fn what_a_file_must_say() {
    finds(
        "rounds/02/round.toml",
        "round = 2\n",
        "",
        "missing-setting rounds/02/round.toml, column `round`: `round` is missing",
    );
}

#[test]
fn files_and_folders_in_the_place_of_each_other() {
    for (place, name) in [
        ("participants.csv", "not-a-file"),
        ("rounds/02/round.toml", "not-a-file"),
        ("rounds", "not-a-folder"),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder::create(temp.path(), &programme()).unwrap();
        let path = temp.path().join(place);
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
            fs::write(&path, "").unwrap();
        } else {
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
        }
        let loaded = folder.read().unwrap();
        let found: Vec<_> =
            loaded.findings.iter().map(|f| (f.kind.name(), f.place.file.as_str())).collect();
        assert!(found.contains(&(name, place)), "{found:?}");
        assert!(loaded.sound().is_err());
    }
}

#[test]
fn in_the_settings() {
    let file = "unmentor.toml";
    finds(
        file,
        "odd = \"trio\"",
        "odd = \"quartet\"",
        "value unmentor.toml:15, column `odd`: `odd` cannot be `\"quartet\"`",
    );
    for (line, found) in [
        (
            "feedback_url = \"http://forms.example/{pair}\"",
            "form-link unmentor.toml:16, column `feedback_url`: `feedback_url`: a form is reached by https only",
        ),
        (
            "this_month_url = \"https://forms.example/{pear}\"",
            "form-link unmentor.toml:16, column `this_month_url`: `this_month_url`: `{pear}` is not something that can fill a link",
        ),
        (
            "organiser = \"Ada\"",
            "value unmentor.toml:16, column `organiser`: `organiser` cannot be `\"Ada\"`",
        ),
    ] {
        finds(file, "odd = \"trio\"", &format!("odd = \"trio\"\n{line}"), found);
    }
    let loaded = damaged(file, |text| text.replace("closes_after_days", "close_after_days"));
    assert_eq!(
        lines(&loaded),
        "unknown-setting unmentor.toml:12, column `close_after_days`: the setting `close_after_days` is unknown\n"
    );
    assert_eq!(loaded.findings[0].hint.as_deref(), Some("did you mean `closes_after_days`?"));
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    fs::write(temp.path().join(file), "format = 2\n").unwrap();
    assert!(matches!(folder.read(), Err(StoreError::LaterFormat { format: 2, .. })));
}

#[test]
fn missing_and_empty_files() {
    for (damage, name) in [(false, "missing-file"), (true, "empty-file")] {
        for file in ["participants.csv", "rounds/02/outcomes.csv", "rounds/01/round.toml"] {
            let temp = tempfile::tempdir().unwrap();
            let folder = Folder::create(temp.path(), &programme()).unwrap();
            if damage {
                fs::write(temp.path().join(file), "").unwrap();
            } else {
                fs::remove_file(temp.path().join(file)).unwrap();
            }
            let loaded = folder.read().unwrap();
            let found: Vec<_> =
                loaded.findings.iter().map(|f| (f.kind.name(), f.place.file.as_str())).collect();
            assert_eq!(found, [(name, file)]);
            assert!(loaded.sound().is_err());
        }
    }
}

#[test]
fn a_file_cut_short_anywhere_is_noticed() {
    for file in ["rounds/01/outcomes.csv", "rounds/01/pairings.csv", "rounds/01/round.toml"] {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder::create(temp.path(), &programme()).unwrap();
        let path = temp.path().join(file);
        let whole = fs::read(&path).unwrap();
        let sound = folder.read().unwrap().programme;
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let loaded = folder.read().unwrap();
            if loaded.sound().is_ok() {
                // Only what nobody reads may be missing: a name, a newline, trailing empty cells.
                assert_eq!(loaded.programme.rounds(), sound.rounds(), "{file} cut at {cut}");
            }
        }
    }
}
