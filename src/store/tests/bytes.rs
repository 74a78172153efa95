//! What stands in the files, byte for byte.

use std::collections::BTreeMap;

use super::super::{Change, Folder, How};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::{Participant, ParticipantId, Person};

#[test]
fn a_programme_reads_back_as_it_was_written() {
    let temp = tempfile::tempdir().unwrap();
    let written = programme();
    let folder = Folder::create(temp.path(), &written).unwrap();
    let loaded = folder.read().unwrap();
    assert_eq!(loaded.findings, []);
    let read = loaded.programme;
    assert_eq!(read.settings, written.settings);
    assert_eq!(read.roster, written.roster);
    assert_eq!(read.exclusions, written.exclusions);
    assert_eq!(read.rounds(), written.rounds());
}

/// The files of the programme, just written.
fn written() -> BTreeMap<String, String> {
    let temp = tempfile::tempdir().unwrap();
    Folder::create(temp.path(), &programme()).unwrap();
    files(temp.path())
}

#[test]
fn the_files_of_a_programme_look_like_this() {
    let files = written();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "exclusions.csv",
            "participants.csv",
            "rounds/01/outcomes.csv",
            "rounds/01/pairings.csv",
            "rounds/01/round.toml",
            "rounds/02/outcomes.csv",
            "rounds/02/pairings.csv",
            "rounds/02/round.toml",
            "unmentor.toml",
        ]
    );
    assert_eq!(files["exclusions.csv"], "a,b,why\nP0001,P0002,'=they share a desk\n");
    assert_eq!(
        files["participants.csv"],
        "\
id,name,email,organisation,sector,region,status,until,rhythm,joined,left,\"Note, mine\"
P0001,Ada Ames,p1@example.org,\"North, & South\",,,active,,1,,,note 1
P0002,Ben Bo,p2@example.org,\"North, & South\",,,paused,2026-12-01,1,,,note 2
P0003,\"Cy \"\"C\"\" Cole, Dr\",p3@example.org,\"North, & South\",,,active,,3,,,note 3
P0004,'=1+1,p4@example.org,\"North, & South\",,,active,,1,,,note 4
P0005,\"Eve
Ell\",p5@example.org,\"North, & South\",,,active,,1,,,note 5
P0006,'Fay,p6@example.org,\"North, & South\",,,active,,1,,,note 6
P0007,Gus Gee,p7@example.org,\"North, & South\",,,left,,1,,2026-10-31,note 7
"
    );
}

#[test]
fn the_files_of_a_round_look_like_this() {
    let files = written();
    assert_eq!(
        files["rounds/01/outcomes.csv"],
        "\
pair,participant,name,partner,answer,answered_on,reason,reason_text,rating,comment
r01-001,P0001,Ada Ames,'=1+1,,,,,,
r01-001,P0004,'=1+1,Ada Ames,no,2026-11-20,no-reply,\"'-no reply, \"\"none\"\"\",,\"'@all\r
'=1 \"
r01-002,P0006,'Fay,\"Ben Bo & Eve
Ell\",,,,,,
r01-002,P0002,Ben Bo,\"'Fay & Eve
Ell\",,,,,,
r01-002,P0005,\"Eve
Ell\",'Fay & Ben Bo,yes,,,,5,
"
    );
    assert_eq!(
        files["rounds/02/pairings.csv"],
        "\
pair,a,b,c,a_name,b_name,c_name,first
r02-001,P0001,P0004,,Ada Ames,'=1+1,,
r02-002,P0006,P0002,P0005,'Fay,Ben Bo,\"Eve
Ell\",P0005
"
    );
    assert_eq!(
        files["rounds/02/round.toml"],
        "\
round = 2
date = 2026-11-02
closes = 2026-11-30
interval_months = 1
seed = 7
algorithm = \"blossom-1\"
pairs = 2
people = 6
checksum = \"697c63a4\"

[rules]
odd = \"trio\"
wishes = [\"apart:sector\", \"second-chance\"]

[[sitting_out]]
id = \"P0003\"
name = 'Cy \"C\" Cole, Dr'
why = \"it was their turn\"
"
    );
}

#[test]
fn a_change_touches_only_the_files_that_become_different() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let before = files(temp.path());
    let (lock, loaded) = folder.read_to_change("outcomes import").unwrap();
    let change = Change {
        roster: Some(loaded.programme.roster.clone()),
        settings: Some(loaded.programme.settings.clone()),
        exclusions: Some(loaded.programme.exclusions.clone()),
        rounds: vec![answered(1), answered(2), round(6)],
        ..Change::titled("outcomes of rounds 1 and 2")
    };
    let preview = folder.preview(&loaded, &change).unwrap();
    assert_eq!(files(temp.path()), before);
    let committed = folder.commit(&loaded, &change, lock).unwrap();
    assert_eq!(committed.files, preview);
    let changed: Vec<_> = committed.files.iter().map(|c| (c.path.as_str(), c.how)).collect();
    assert_eq!(
        changed,
        [
            ("rounds/02/outcomes.csv", How::Replaced),
            ("rounds/02/round.toml", How::Replaced),
            ("rounds/06/outcomes.csv", How::New),
            ("rounds/06/pairings.csv", How::New),
            ("rounds/06/round.toml", How::New),
        ]
    );
    let after = files(temp.path());
    let (lock, loaded) = folder.read_to_change("outcomes import").unwrap();
    assert_eq!(loaded.findings, []);
    assert_eq!(folder.commit(&loaded, &change, lock).unwrap().files, []);
    assert_eq!(files(temp.path()), after);
}

#[test]
fn the_organisers_own_cells_survive_a_rewrite() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let own = "\u{feff}Tel;E-Mail2; Email ;Name;Status;;id\r\n\
               +44 1;x;ada@a.example; Ada ;ACTIVE;;\r\n\
               \r\n\
               ;=2;ben@b.example;Ben;;kept;P0009\r\n";
    std::fs::remove_dir_all(temp.path().join("rounds")).unwrap();
    std::fs::remove_file(temp.path().join("exclusions.csv")).unwrap();
    std::fs::remove_dir_all(temp.path().join(".unmentor")).unwrap();
    std::fs::write(temp.path().join("participants.csv"), own).unwrap();
    let (lock, loaded) = folder.read_to_change("participants set").unwrap();
    assert_eq!(loaded.findings, []);
    let mut roster = loaded.programme.roster.clone();
    assert_eq!(roster.get(Person(0)).id.as_str(), "P0010");
    assert_eq!(roster.further_columns(), ["Tel", "E-Mail2", ""]);
    roster.edit(Person(1), |p| p.organisation = "Leeds; North".into());
    roster.add(Participant::new(ParticipantId::numbered(11), "-Cy", "cy@c.example")).unwrap();
    let change = Change { roster: Some(roster), ..Change::titled("set") };
    folder.commit(&loaded, &change, lock).unwrap();
    assert_eq!(
        files(temp.path())["participants.csv"],
        "Tel,E-Mail2, Email ,Name,Status,,id,organisation\n\
         +44 1,x,ada@a.example, Ada ,ACTIVE,,P0010,\n\
         ,=2,ben@b.example,Ben,,kept,P0009,Leeds; North\n\
         ,,cy@c.example,'-Cy,active,,P0011,\n"
    );
    assert_eq!(folder.read().unwrap().findings, []);
}
