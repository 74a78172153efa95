//! The page on the interval keeps its word: its commands run, and say what the page says.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use unmentor::domain::pairing::next_round;
use unmentor::domain::{Answer, Participant, ParticipantId, Person, Programme, Response, Round};
use unmentor::store::{self, Change};

use crate::support::folder::Folder;
use crate::support::golden;

/// Rounds come every thirty days.
const FIRST: &str = "2026-04-06";

fn day(round: u64) -> NaiveDate {
    FIRST.parse::<NaiveDate>().unwrap() + Days::new(30 * (round - 1))
}

fn larger(root: &Path) {
    let mut programme = Programme::default();
    programme.settings.name = "An invented programme".into();
    for number in 1..=200 {
        let (id, name) = (ParticipantId::numbered(number), format!("Person {number}"));
        let address = format!("p{number}@north.example");
        programme.roster.add(Participant::new(id, &name, &address)).unwrap();
    }
    store::Folder::create(root, &programme).unwrap();
    carry_on(root, 8);
}

/// Draws rounds and fills in answers: more pairs meet that have longer.
fn carry_on(root: &Path, rounds: u64) {
    let folder = store::Folder::find(root).unwrap();
    let (lock, loaded) = folder.read_to_change("rounds").unwrap();
    let mut programme = loaded.programme.clone();
    let mut new = Vec::new();
    for _ in 0..rounds {
        let number = u64::from(programme.next_number().get());
        let next = next_round(&programme, day(number), number).unwrap();
        if next.experiment.is_some() {
            programme.experiment = next.experiment;
        }
        let round = answered(next.round, number);
        programme.put_round(round.clone());
        new.push(round);
    }
    let experiment = programme.experiment.clone();
    let change = Change { rounds: new, experiment, ..Change::titled("rounds") };
    folder.commit(&loaded, &change, lock).unwrap();
}

fn answered(mut round: Round, number: u64) -> Round {
    let mut said = Vec::new();
    for pair in round.pairs() {
        let sum: u32 = pair.members().iter().map(|person| person.0 * person.0 % 7 * 5).sum();
        let chance = 37 + sum + if round.is_longer(pair) { 14 } else { 0 };
        let lot = |salt: u64| mixed(number * 1000 + u64::from(pair.number()), salt) % 100;
        let met = lot(1) < u64::from(chance);
        let answer = match (met, lot(2) < if met { 8 } else { 30 }) {
            (_, true) => None,
            (true, _) => Some(Answer::Yes),
            (false, _) => Some(Answer::No),
        };
        let all = pair.members().iter();
        said.extend(all.map(|&person: &Person| Response { answer, ..Response::silent(person) }));
    }
    round.respond_all(said).unwrap();
    round
}

fn mixed(number: u64, salt: u64) -> u64 {
    let mut bits = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(salt);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/interval.md")
}

#[test]
fn the_page_on_the_interval_shows_what_the_program_says() {
    let folder = Folder::new();
    folder.run("demo sample").ok();
    let root = folder.path().join("larger");
    larger(&root);
    let (mut text, mut today, mut commands) = (String::new(), day(9), 0);
    let before = fs::read_to_string(page()).unwrap();
    let mut lines = before.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(text, "{line}").unwrap();
        match line {
            "<!-- six rounds later -->" => (carry_on(&root, 6), today = day(15)).1,
            "<!-- to the end -->" => (carry_on(&root, 6), today = day(24)).1,
            _ => {}
        }
        let Some(command) = line.strip_prefix("$ unmentor ") else { continue };
        while lines.next_if(|line| !line.starts_with("$ ") && *line != "```").is_some() {}
        let said = folder.run_on(&today.to_string(), command);
        assert_eq!(said.code, 0, "{command}: {said:#?}");
        text += &format!("{}{}", said.out, said.err).replace(&*root.to_string_lossy(), "larger");
        commands += 1;
    }
    assert_eq!(commands, 8);
    if golden::compare(&page(), &text).is_err() {
        assert_eq!(text, before, "UNMENTOR_BLESS=1 stores it anew");
    }
}

#[test]
fn the_same_seed_simulates_the_same_and_another_one_something_else() {
    let folder = Folder::with_demo();
    let before = folder.files();
    let run = |seed: u32, more: &str| {
        folder.run(&format!("simulate --rounds 3 --repeat 4 --seed {seed} --json{more}")).ok()
    };
    assert_eq!(run(1, ""), run(1, ""));
    assert_ne!(run(1, ""), run(2, ""));
    assert_eq!(folder.files(), before, "nothing is written");
    let figures = |more| -> serde_json::Value { serde_json::from_str(&run(1, more)).unwrap() };
    let (now, longer, ask) = (figures(""), figures(" --interval 2"), figures(" --opt-in ask"));
    let median = |of: &serde_json::Value, what: &str| of[what]["median"].as_f64().unwrap();
    let a_year = "conversations_per_year";
    assert!(median(&longer, a_year) < median(&now, a_year));
    assert!(median(&ask, "participants") < median(&now, "participants"));
    let more = figures(" --change 40");
    assert!(median(&more, a_year) > median(&now, a_year));
    for (line, says) in [
        ("simulate --rounds 0", "0"),
        ("simulate --rounds 3 --opt-in maybe", "assume"),
        ("simulate --rounds 3 --change much", "points"),
        ("simulate", "--rounds"),
    ] {
        assert!(folder.run(line).refused(2).contains(says), "{line}");
    }
    let empty = Folder::new();
    empty.write("people.csv", "Name,Email\nAnn Ash,ann@x.example\nBo Birch,bo@x.example\n");
    empty.run("init --participants people.csv").ok();
    assert!(empty.run("simulate --rounds 3").refused(2).contains("no closed round"));
}
