//! Who comes, why conversations did not happen, and who was due: what the newer figures say.

use serde_json::{Value, json};
use unmentor::domain::absent::{Absent, Why};
use unmentor::domain::{Answer, Draw, Odd, Person, Programme, Reason, Response, Trait, Wish};
use unmentor::render::{self, Format, Part, Style};
use unmentor::report::Report;

use super::verdicts::rounds;
use crate::support::programmes::{Said, change_round, day, five_rounds, tiny};

const YES: Said = Some(Answer::Yes);
const NO: Said = Some(Answer::No);

fn written(programme: &Programme, part: Option<Part>, format: Format, anonymise: bool) -> String {
    let report = Report::of(programme, day("2030-01-01"));
    let mut out = Vec::new();
    render::report(&report, part, format, anonymise, &mut out).unwrap();
    String::from_utf8(out).unwrap().replace('\u{a0}', " ")
}

fn json_of(programme: &Programme, part: Option<Part>) -> Value {
    serde_json::from_str(&written(programme, part, Format::Json, false)).unwrap()
}

const WIDE: Format = Format::Table(Style { width: 200, colour: false });

/// Six people of two sectors and an unknown one; the last joins in the second round.
fn mixed() -> Programme {
    let pair = |a, b| (vec![a, b], vec![YES, None]);
    let mut programme =
        tiny(6, &[vec![pair(0, 1), pair(2, 3)], vec![pair(0, 2), (vec![1, 3, 5], vec![YES; 3])]]);
    for (person, sector) in (0..).zip(["NHS", "NHS", "Council", "", "Council", "Council"]) {
        programme.roster.edit(Person(person), |one| one.sector = sector.into());
    }
    programme
}

#[test]
fn who_comes_is_a_figure_of_each_round() {
    let by = &json_of(&mixed(), Some(Part::Growth))["participants_by"];
    assert_eq!(by["region"], Value::Null);
    assert_eq!(
        by["sector"],
        json!([
            {"group": "Council", "registered": 3, "ever_participated": 2, "participants": [1, 2],
             "joiners": [1, 1]},
            {"group": "NHS", "registered": 2, "ever_participated": 2, "participants": [2, 2],
             "joiners": [2, 0]},
            {"group": null, "registered": 1, "ever_participated": 1, "participants": [1, 1],
             "joiners": [1, 0]},
        ])
    );
    let csv = written(&mixed(), Some(Part::Growth), Format::Csv, false);
    let (head, rows) = csv.split_once('\n').unwrap();
    assert!(head.ends_with(",sector: Council,sector: NHS,sector: not known"), "{head}");
    assert!(rows.lines().next().unwrap().ends_with(",1,2,1"), "{rows}");
    let text = written(&mixed(), Some(Part::Growth), WIDE, false);
    let row = text.lines().find(|line| line.starts_with("Council")).unwrap();
    let cells: Vec<_> = row.split_whitespace().collect();
    assert_eq!(cells, ["Council", "3", "2", "2", "40", "%", "1", "1", "2"]);
}

#[test]
fn the_groups_of_a_round_come_to_its_participants_and_their_shares_to_a_hundred() {
    let programme = five_rounds();
    let report = json_of(&programme, None);
    for what in ["organisation", "sector", "region"] {
        let groups = report["participants_by"][what].as_array().unwrap();
        for (at, round) in report["rounds"].as_array().unwrap().iter().enumerate() {
            for name in ["participants", "joiners"] {
                let sum: u64 = groups.iter().map(|group| group[name][at].as_u64().unwrap()).sum();
                assert_eq!(Some(sum), round[name].as_u64(), "{what} {name}");
            }
        }
    }
    let text = written(&programme, Some(Part::Growth), WIDE, false);
    let sectors = text.lines().skip_while(|line| !line.starts_with("sector"));
    let shares = sectors
        .skip(2)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split(" %").next()?.split_whitespace().last()?.parse::<u32>().ok());
    assert_eq!(shares.sum::<u32>(), 100, "{text}");
}

#[test]
fn with_names_hidden_a_group_of_few_is_not_named() {
    let mut programme = five_rounds();
    programme.roster.edit(Person(0), |one| one.sector = "Lighthouse".into());
    for (part, format) in
        [(Some(Part::Growth), WIDE), (Some(Part::Growth), Format::Csv), (None, Format::Json)]
    {
        assert!(written(&programme, part, format, false).contains("Lighthouse"));
        let hidden = written(&programme, part, format, true);
        assert!(!hidden.contains("Lighthouse"), "{hidden}");
        assert!(hidden.contains("small groups"), "{hidden}");
    }
}

/// Pairs that did not meet, with these texts, each by other people.
fn texts(texts: &[&str]) -> Programme {
    let people = u32::try_from(2 * texts.len()).unwrap();
    let pairs = (0..people / 2).map(|at| (vec![2 * at, 2 * at + 1], vec![NO, None])).collect();
    let mut programme = tiny(people, &[pairs]);
    change_round(&mut programme, 1, |round| {
        for (person, text) in (0..).step_by(2).map(Person).zip(texts) {
            let mut said =
                Response { answer: NO, reason: Some(Reason::Other), ..Response::silent(person) };
            said.set_words(text, "");
            round.respond(said).unwrap();
        }
    });
    programme
}

#[test]
fn texts_that_could_not_be_sorted_are_counted_and_the_most_frequent_shown() {
    let programme = texts(&[
        "The tides",
        "the tides.",
        "The tides",
        "A comet",
        "A comet",
        "Moss",
        "Moss",
        "Ice",
        "Ice",
        "Only I know this",
        "",
    ]);
    let text = written(&programme, None, WIDE, false);
    assert!(text.contains("other 1, not sorted 10"), "{text}");
    assert!(
        text.contains(
            "Not sorted were 10 texts in which no reason was found; most often: `The tides` (3), \
             `A comet` (2) and `Ice` (2)."
        ),
        "{text}"
    );
    assert!(!text.contains("Only I know this") && !text.contains("Moss"), "{text}");
    let reasons = &json_of(&programme, None)["reasons"];
    assert_eq!(
        (&reasons["not_sorted_answers"], &reasons["not_sorted_pairs"]),
        (&json!(10), &json!(10))
    );
    assert_eq!(reasons["not_sorted_most_frequent"][0], json!({"text": "The tides", "answers": 3}));
    let hidden = written(&programme, None, WIDE, true);
    assert!(hidden.contains("Not sorted were 10 texts") && !hidden.contains("tides"), "{hidden}");
}

#[test]
fn no_time_is_not_answered_with_a_longer_interval() {
    let mut programme = texts(&["", ""]);
    change_round(&mut programme, 1, |round| {
        for person in [0, 2].map(Person) {
            let busy = Some(Reason::Busy);
            let said = Response { answer: NO, reason: busy, ..Response::silent(person) };
            round.respond(said).unwrap();
        }
    });
    let text = written(&programme, None, WIDE, false);
    assert!(text.contains("skipping a round, a slower rhythm for some"), "{text}");
    assert!(!text.contains("longer interval"), "{text}");
}

/// Somebody not due by their own rhythm had that month, too; who paused or was out had not.
#[test]
fn conversations_per_participant_know_who_was_not_due() {
    let meetings = |absent: &[(u32, Why)]| {
        let mut programme = tiny(6, &[vec![(vec![0, 1], vec![YES, YES])]]);
        change_round(&mut programme, 1, |round| {
            let one = |&(person, why)| Absent { person: Person(person), why };
            round.absent = Some(absent.iter().map(one).collect());
        });
        json_of(&programme, None)["uncertainty"]["meetings"].clone()
    };
    let with = meetings(&[(2, Why::NotDue), (3, Why::Paused), (4, Why::Out), (5, Why::Silent)]);
    assert_eq!((&with["participant_months"], &with["people"]), (&json!(3.0), &json!(3)));
    assert_eq!(with["conversations"], json!(2.0));
    assert_eq!(meetings(&[])["participant_months"], json!(2.0));
}

#[test]
fn a_trait_that_is_wished_for_is_never_held_against_chance() {
    let mut programme = rounds(&[(22, 4); 3]);
    for person in 0..80 {
        programme.roster.edit(Person(person), |one| {
            one.organisation = format!("Trust {}", person % 9);
            one.sector = format!("Sector {}", person % 3);
        });
    }
    for (wish, says, free) in [
        (Wish::Apart(Trait::Organisation), "as your wish apart:organisation asks", "sectors"),
        (Wish::Together(Trait::Sector), "as your wish together:sector asks", "organisations"),
    ] {
        for number in 1..=3 {
            change_round(&mut programme, number, |round| {
                let (algorithm, odd, wishes) = ("test".into(), Odd::Trio, vec![wish.clone()]);
                round.head.draw = Some(Draw { seed: 1, algorithm, odd, wishes });
            });
        }
        let text = written(&programme, Some(Part::Network), WIDE, false);
        let wished: Vec<_> = text.lines().filter(|line| line.contains(says)).collect();
        assert_eq!(wished.len(), 1, "{text}");
        assert!(wished[0].contains(" - "), "{text}");
        let other = text.lines().find(|line| line.starts_with(free)).unwrap();
        assert!(!other.contains("as your wish") && !other.contains("too few"), "{other}");
    }
}
