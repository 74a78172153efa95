//! The experiment: it reads back as it was written, and is sealed.

use std::fs;

use super::super::Folder;
use super::sample::programme;
use crate::domain::experiment::{Drawn, Primary};
use crate::domain::{Experiment, FindingKind, Interval, Longer, Person, Programme, RoundNumber};

fn sealed(primary: Primary) -> Programme {
    let round = |number| RoundNumber::new(number).unwrap();
    let drawn = |person, from| Drawn { person: Person(person), from: round(from) };
    let experiment = Experiment {
        question: "Would \"two months\" help?".into(),
        seed: u64::MAX,
        drawn_on: "2026-12-01".parse().unwrap(),
        first: round(3),
        rounds: 12,
        interval: Interval::MONTH,
        primary,
        change: -0.05,
        level: 0.95,
        arms: [vec![drawn(4, 3), drawn(1, 3)], vec![drawn(0, 3), drawn(2, 4), drawn(3, 6)]],
    };
    let mut programme = programme().with_experiment(Some(experiment));
    let mut second = programme.rounds()[1].clone();
    let mut people: Vec<Person> = second.pairs()[0].members().to_vec();
    people.sort_unstable();
    second.longer = Some(Longer { closes: "2027-02-01".parse().unwrap(), people });
    programme.put_round(second);
    programme
}

#[test]
fn an_experiment_reads_back_as_it_was_written() {
    for primary in [Primary::Both, Primary::Conversations] {
        let written = sealed(primary);
        let temp = tempfile::tempdir().unwrap();
        let read = Folder::create(temp.path(), &written).unwrap().read().unwrap();
        assert_eq!(read.findings, []);
        assert_eq!(read.programme.experiment, written.experiment);
        assert_eq!(read.programme.rounds(), written.rounds());
    }
}

#[test]
fn whatever_is_changed_in_it_by_hand_is_seen() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &sealed(Primary::Both)).unwrap();
    let file = temp.path().join("experiment.toml");
    let text = fs::read_to_string(&file).unwrap();
    let kinds = |text: &str| -> Vec<FindingKind> {
        fs::write(&file, text).unwrap();
        folder.read().unwrap().findings.iter().map(|finding| finding.kind).collect()
    };
    let seen = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}: {text}");
        kinds(&text.replacen(from, to, 1))
    };
    for (from, to) in [
        ("two months", "three months"),
        ("drawn = 2026-12-01", "drawn = 2026-12-02"),
        ("18446744073709551615", "18446744073709551614"),
        ("first_round = 3", "first_round = 4"),
        ("\nrounds = 12", "\nrounds = 16"),
        ("interval_months = 1", "interval_months = 2"),
        ("\"share of pairs that met\", ", ""),
        ("change = -0.05", "change = -0.06"),
        ("level = 0.95", "level = 0.9"),
        ("\"P0005\", \"P0002\"", "\"P0005\""),
        ("round = 6", "round = 5"),
        ("arm = \"longer-first\"", "arm = \"shorter-first\""),
    ] {
        assert_eq!(seen(from, to), [FindingKind::BrokenSeal], "{from} -> {to}");
    }
    assert_eq!(seen("P0005", "P0099"), [FindingKind::UnknownId, FindingKind::BrokenSeal]);
    assert_eq!(seen("level = 0.95", "level = 1.5"), [FindingKind::Value]);
    assert_eq!(seen("seed = ", "sead = ").len(), 2);
    assert_eq!(seen("question", "# mine\nquestion"), []);
    assert_eq!(kinds(&text.replace('\n', "\r\n")), []);
}
