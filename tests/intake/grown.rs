//! What holds for every sheet that grows, whoever stands in it.

use chrono::NaiveDate;
use proptest::prelude::*;
use unmentor::domain::memory::{Memory, SheetMemory};
use unmentor::domain::{Programme, Roster, Round, Settings, edit};
use unmentor::intake::{Options, Past, Sheet, feedback, history, signup};
use unmentor::text::keyed::Key;

/// Who signs up, where they work and how often they come; two people share a name.
const PEOPLE: [&str; 6] = ["Ann Ash", "Bo Birch", "Cy Cole", "Bo Birch", "Di Dunn", "Eve Elm"];
const WORDS: [&str; 4] = ["", "North", "South", "East"];
const OFTEN: [&str; 3] = ["", "1", "2"];
const SAID: [&str; 4] = ["", "Yes", "No", "Not yet"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()
}

fn sheet(header: &str, rows: &[String]) -> Sheet {
    Sheet { name: "sheet.csv".into(), bytes: format!("{header}\n{}", rows.concat()).into() }
}

fn options(sheets: &[SheetMemory]) -> Options {
    let memory = Memory { sheets: sheets.to_vec(), lost: false };
    let past = Past { memory, key: Key([7; 16]), ..Past::default() };
    Options { past, ..Options::on(today()) }
}

fn stamp(at: usize) -> String {
    format!("2026-05-{:02} 1{}:00:00", at / 5 + 1, at % 5)
}

/// A row of a sign-up form: who, where, how often.
type Row = (usize, usize, usize);

fn signups(rows: &[Row], stamped: bool) -> Vec<String> {
    let row = |(at, &(who, place, often)): (usize, &Row)| {
        let (name, place, often) = (PEOPLE[who], WORDS[place], OFTEN[often]);
        let stamp = if stamped { stamp(at) + "," } else { String::new() };
        format!("{stamp}{name},p{who}@x.example,{place},{often}\n")
    };
    rows.iter().enumerate().map(row).collect()
}

fn sign_up(rows: &[String], stamped: bool, before: (&Roster, &[SheetMemory])) -> Signed {
    let stamp = if stamped { "Timestamp," } else { "" };
    let sheet = sheet(&format!("{stamp}Name,Email,Organisation,Rhythm"), rows);
    let (roster, tally) = signup(&sheet, before.0, &options(before.1)).unwrap();
    Signed { roster, memory: tally.memory, changed: tally.new + tally.changed }
}

#[derive(Debug, Clone, PartialEq)]
struct Signed {
    roster: Roster,
    memory: Vec<SheetMemory>,
    changed: usize,
}

fn people(roster: &Roster) -> Vec<unmentor::domain::Participant> {
    roster.iter().map(|(_, one)| one.clone()).collect()
}

/// Four people, and who talked with whom in two rounds.
fn programme() -> Programme {
    let rows: Vec<_> = ["A", "B", "C", "D"].map(|n| format!("{n},{n}@x.example\n")).into();
    let (roster, _) =
        signup(&sheet("name,email", &rows), &Roster::default(), &options(&[])).unwrap();
    let mut programme = Programme::new(Settings::default(), roster, vec![]);
    let rows =
        ["1,2026-03-02,A,B\n", "1,2026-03-02,C,D\n", "2,2026-04-06,A,C\n", "2,2026-04-06,B,D\n"];
    let past = sheet("round,date,a,b", &rows.map(str::to_owned));
    programme.put_rounds(history(&past, &programme, &options(&[])).unwrap().0);
    programme
}

/// Who answers, about which round, and what.
fn answers(rows: &[Row]) -> Vec<String> {
    let partners = [["B", "A", "D", "C"], ["C", "D", "A", "B"]];
    let row = |(at, &(who, round, said)): (usize, &Row)| {
        let (name, partner) = (["A", "B", "C", "D"][who], partners[round][who]);
        format!("{},{name}@x.example,{partner},{}\n", stamp(at), SAID[said])
    };
    rows.iter().enumerate().map(row).collect()
}

fn respond(
    rows: &[String],
    programme: &Programme,
    memory: &[SheetMemory],
) -> (Programme, Vec<SheetMemory>, usize) {
    let sheet = sheet("Timestamp,Email,Who were you matched with?,Did you meet?", rows);
    let (rounds, tally) = match feedback(&[sheet], programme, None, &options(memory)) {
        Ok(taken) => taken,
        Err(refused) => panic!("{refused:?}"),
    };
    let mut programme = programme.clone();
    let changed = rounds.len();
    programme.put_rounds(rounds);
    (programme, tally.memory, changed)
}

fn said(programme: &Programme) -> Vec<unmentor::domain::Response> {
    programme.rounds().iter().flat_map(Round::responses).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_and_then_the_grown_one_is_the_grown_one_alone(
        rows in prop::collection::vec((0usize..6, 0usize..4, 0usize..3), 1..14),
        cut in 0usize..14,
        stamped: bool,
    ) {
        // Without time stamps nobody stands in a sheet twice.
        let mut seen = Vec::new();
        let once = |row: &Row| stamped || !seen.contains(&row.0) && { seen.push(row.0); true };
        let rows: Vec<_> = rows.into_iter().filter({ let mut once = once; move |row| once(row) }).collect();
        let rows = signups(&rows, stamped);
        let nobody = Roster::default();
        let first = sign_up(&rows[..cut.min(rows.len())], stamped, (&nobody, &[]));
        let then = sign_up(&rows, stamped, (&first.roster, &first.memory));
        let alone = sign_up(&rows, stamped, (&nobody, &[]));
        prop_assert_eq!(people(&then.roster), people(&alone.roster));
        let again = sign_up(&rows, stamped, (&then.roster, &then.memory));
        prop_assert_eq!(people(&again.roster), people(&then.roster));
        prop_assert_eq!((again.changed, again.memory), (0, then.memory));
    }

    #[test]
    fn what_a_hand_changed_survives_rows_that_did_not_change(
        rows in prop::collection::vec((0usize..6, 0usize..4, 0usize..3), 1..10),
        more in prop::collection::vec((0usize..6, 0usize..4, 0usize..3), 0..6),
        hand in 0usize..10,
        column in prop::sample::select(vec!["organisation", "rhythm", "email", "name", "status"]),
    ) {
        let all = signups(&[&rows[..], &more[..]].concat(), true);
        let first = sign_up(&all[..rows.len()], true, (&Roster::default(), &[]));
        let (who, ..) = rows[hand % rows.len()];
        // Whoever signs up again says something new.
        prop_assume!(more.iter().all(|&(other, ..)| other != who));
        let mut roster = first.roster.clone();
        let address = format!("p{who}@x.example");
        let person = roster.iter().find(|(_, one)| one.email == address).unwrap().0;
        let value = match column { "rhythm" => "3", "status" => "left", "email" => "new@x.example", _ => "By Hand" };
        edit::set(&mut roster, person, column, value, today()).unwrap();
        let then = sign_up(&all, true, (&roster, &first.memory));
        prop_assert_eq!(then.roster.get(person), roster.get(person));
    }

    #[test]
    fn answers_and_then_more_of_them_are_all_of_them_at_once(
        rows in prop::collection::vec((0usize..4, 0usize..2, 0usize..4), 1..14),
        cut in 0usize..14,
    ) {
        let rows = answers(&rows);
        let programme = programme();
        let (first, memory, _) = respond(&rows[..cut.min(rows.len())], &programme, &[]);
        let (then, memory, _) = respond(&rows, &first, &memory);
        let (alone, ..) = respond(&rows, &programme, &[]);
        prop_assert_eq!(said(&then), said(&alone));
        let (again, same, changed) = respond(&rows, &then, &memory);
        prop_assert_eq!((said(&again), same, changed), (said(&then), memory, 0));
    }
}
