//! The five-round programme comes in from its raw forms, and comes to its known figures.

use std::fs;

use chrono::NaiveDate;
use unmentor::domain::{Answer, Outcome, Programme, Roster, Round, Settings};
use unmentor::intake::{Options, Sheet, Tally, feedback, history, signup};

use crate::support::programmes::path;

fn sheet(name: &str) -> Sheet {
    let bytes = fs::read(path(&format!("five-rounds/{name}"))).unwrap();
    Sheet { name: name.into(), bytes }
}

fn options() -> Options {
    Options::on(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap())
}

fn accounted(tally: &Tally) {
    assert_eq!(
        tally.rows,
        tally.new + tally.changed + tally.unchanged + tally.rows_set_aside(),
        "{tally:#?}"
    );
}

fn programme() -> Programme {
    let (roster, tally) =
        signup(&sheet("participants.csv"), &Roster::default(), &options()).unwrap();
    accounted(&tally);
    assert_eq!(tally.new, 116);
    let mut programme = Programme::new(Settings::default(), roster, vec![]);
    let (rounds, tally) = history(&sheet("history.csv"), &programme, &options()).unwrap();
    accounted(&tally);
    assert_eq!((rounds.len(), tally.new), (5, 176));
    programme.put_rounds(rounds);
    programme
}

fn replace(programme: &mut Programme, changed: Vec<Round>) {
    for round in changed {
        assert!(programme.round(round.number()).is_some());
        programme.put_round(round);
    }
}

fn forms() -> Vec<Sheet> {
    (1..=5).map(|n| sheet(&format!("raw/feedback-round-0{n}.csv"))).collect()
}

#[test]
fn the_raw_sign_up_sheet_gives_the_people_of_the_roster() {
    let empty = Roster::default();
    let (raw, tally) = signup(&sheet("raw/signup.csv"), &empty, &options()).unwrap();
    accounted(&tally);
    let (canonical, _) = signup(&sheet("participants.csv"), &empty, &options()).unwrap();
    assert_eq!((raw.len(), tally.rows, tally.new), (116, 117, 116));
    for ((_, raw), (_, canonical)) in raw.iter().zip(canonical.iter()) {
        assert_eq!(raw.id, canonical.id);
        assert_eq!(raw.name, canonical.name);
        assert_eq!(raw.email, canonical.email);
        assert_eq!(raw.organisation, canonical.organisation);
        assert_eq!(raw.joined, canonical.joined);
    }
    assert_eq!(raw.further_columns(), ["Phone number", "What do you do?"]);
    assert_eq!(canonical.further_columns(), ["phone", "role", "cadence_months"]);
    let (again, tally) = signup(&sheet("raw/signup.csv"), &raw, &options()).unwrap();
    assert_eq!((tally.new, tally.changed, tally.unchanged), (0, 0, 117));
    assert_eq!(again, raw);
}

#[test]
fn the_history_comes_in_once() {
    let programme = programme();
    let (rounds, tally) = history(&sheet("history.csv"), &programme, &options()).unwrap();
    assert_eq!((rounds.len(), tally.new, tally.unchanged), (0, 0, 176));
    let trios: Vec<_> = programme
        .rounds()
        .iter()
        .map(|round| round.pairs().iter().filter(|pair| pair.is_trio()).count())
        .collect();
    assert_eq!(trios, [0, 1, 1, 1, 1]);
}

#[test]
fn the_raw_forms_come_to_the_known_outcomes() {
    let mut programme = programme();
    let (rounds, tally) = feedback(&forms(), &programme, None, &options()).unwrap();
    accounted(&tally);
    replace(&mut programme, rounds);
    let mut figures = vec![];
    for round in programme.rounds() {
        let mut counts = [0; 4];
        for (_, said) in round.answered_pairs() {
            let outcome = programme.settings.answers.verdict(said).outcome;
            counts[Outcome::ALL.iter().position(|o| *o == outcome).unwrap()] += 1;
            counts[3] += said.iter().filter(|r| r.answer.is_some()).count();
        }
        figures.push(counts);
    }
    let truth: serde_json::Value = serde_json::from_slice(&sheet("truth.json").bytes).unwrap();
    let known: Vec<[usize; 4]> = truth["rounds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|round| {
            ["met", "not_met", "unconfirmed", "answers"]
                .map(|key| usize::try_from(round[key].as_u64().unwrap()).unwrap())
        })
        .collect();
    assert_eq!(figures, known);
    let total = |column: usize| figures.iter().map(|counts| counts[column]).sum::<usize>();
    assert_eq!([total(0), total(1), total(2), total(3)], [95, 50, 31, 217]);

    let (rounds, tally) = feedback(&forms(), &programme, None, &options()).unwrap();
    accounted(&tally);
    assert_eq!((rounds.len(), tally.new, tally.changed), (0, 0, 0));
}

#[test]
fn forms_and_the_sheet_of_responses_say_the_same() {
    let (mut from_forms, mut from_sheet) = (programme(), programme());
    let (rounds, _) = feedback(&forms(), &from_forms, None, &options()).unwrap();
    replace(&mut from_forms, rounds);
    let responses = [sheet("responses.csv")];
    let (rounds, tally) = feedback(&responses, &from_sheet, None, &options()).unwrap();
    accounted(&tally);
    assert_eq!((tally.rows, tally.new), (217, 217), "{tally:#?}");
    replace(&mut from_sheet, rounds);
    let mut coded = 0;
    for (forms, sheet) in from_forms.rounds().iter().zip(from_sheet.rounds()) {
        for (form, sheet) in forms.responses().iter().zip(sheet.responses()) {
            assert_eq!(form, sheet);
            coded += usize::from(form.reason.is_some());
            assert!(form.reason.is_none() || form.answer != Some(Answer::Yes));
        }
    }
    assert_eq!(coded, 57);
}

#[test]
fn rows_that_are_not_used_are_reported_with_their_lines() {
    let programme = programme();
    let (_, tally) = feedback(&forms(), &programme, None, &options()).unwrap();
    let reported: Vec<_> =
        tally.set_aside.iter().map(|f| format!("{}: {}", f.place, f.message)).collect();
    assert_eq!(
        reported,
        ["raw/feedback-round-02.csv:41, column `Email address`: nobody in the roster has the \
          address `someone.private@mail.example`"]
    );
    let doubled = tally.noted.iter().filter(|finding| finding.kind.name() == "doubled-row");
    let doubled: Vec<_> = doubled.map(|f| (f.place.file.as_str(), f.place.line.unwrap())).collect();
    let first: Vec<_> = [5, 25, 48, 54, 57, 65].map(|n| ("raw/feedback-round-01.csv", n)).into();
    assert_eq!(doubled[..6], first);
    assert_eq!(doubled[6..], [("raw/feedback-round-02.csv", 29), ("raw/feedback-round-05.csv", 5)]);
    let disagree = tally.noted.iter().filter(|finding| finding.kind.name() == "disagreement");
    assert_eq!(disagree.count(), 2);
    assert!(tally.assumed[3].ends_with("; round 4, by the partners named in 29 of 29 rows"));
}
