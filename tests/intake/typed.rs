//! The hand may say what a sheet may say: each phrase of the word tables, however it is spelt, is
//! understood or refused by `set` as it is by an import.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unmentor::domain::{
    Answer, Field, Interval, Participant, ParticipantId, Programme, Reason, Roster,
};
use unmentor::intake::typed::{self, Reading};
use unmentor::intake::{Options, Sheet, feedback, signup};

use crate::support::folder::Folder;
use crate::support::programmes::{day, tiny};

const ANSWERS: &str = include_str!("../../src/intake/words/answers.txt");
const BLANKS: &str = include_str!("../../src/intake/words/blanks.txt");
const REASONS: &str = include_str!("../../src/intake/words/reasons.txt");
const RHYTHMS: &str = include_str!("../../src/intake/words/rhythms.txt");
const STATUSES: &str = include_str!("../../src/intake/words/statuses.txt");

fn phrases_of(table: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(": "));
    lines.flat_map(|(_, phrases)| phrases.split('|').map(str::trim))
}

/// The phrases of all tables, of which every column may come to hold any, and words of none.
fn phrases() -> BTreeSet<&'static str> {
    let tables = [ANSWERS, BLANKS, REASONS, RHYTHMS, STATUSES].into_iter().flat_map(phrases_of);
    tables.chain(["perhaps", "whenever", "4", "0", "1", "12", "R2", "-", "?", "yes?"]).collect()
}

fn sheet(text: String) -> Sheet {
    Sheet { name: "sheet.csv".into(), bytes: text.into() }
}

/// What somebody has in a column of the roster whom a sheet brings with such a cell; `None` when it
/// refuses the cell.
fn imported(field: Field, cell: &str) -> Option<String> {
    let word = field.word();
    let sheet = sheet(format!("name,email,{word}\nAnn,ann@x.example,\"{cell}\"\n"));
    let (roster, _) = signup(&sheet, &Roster::default(), &Options::on(day("2026-05-01"))).ok()?;
    roster.iter().next().map(|(_, one)| field.get(one).into_owned())
}

/// The same of somebody whom a hand sets.
fn set(field: Field, cell: &str) -> Option<String> {
    let today = day("2026-05-01");
    let reading = Reading { dates: None, interval: Interval::MONTH, today };
    let mut ann = Participant::new(ParticipantId::numbered(1), "Ann", "ann@x.example");
    let cell = typed::cell(field, cell, reading).ok()?;
    field.read(&mut ann, &cell).ok()?;
    Some(field.get(&ann).into_owned())
}

/// The answer and the reason that a sheet brings; `None` when it refuses the answer.
fn answered(programme: &Programme, answer: &str, why: &str) -> Option<(Option<Answer>, Kept)> {
    let round = &programme.rounds()[0];
    let person = round.pairs()[0].members()[0];
    let id = &programme.roster.get(person).id;
    let sheet = sheet(format!("participant,answer,reason\n{id},\"{answer}\",\"{why}\"\n"));
    let options = Options::on(day("2030-01-01"));
    let read = feedback(&[sheet], programme, Some(round.number()), &options).ok()?;
    if !read.1.set_aside.is_empty() {
        return None;
    }
    let round = read.0.first().unwrap_or(round);
    let said = round.responses().iter().find(|said| said.person == person)?;
    Some((said.answer, (said.reason, said.reason_text().to_owned())))
}

type Kept = (Option<Reason>, String);

/// A pair of two, of whom nobody has said anything.
fn silent() -> Programme {
    tiny(2, &[vec![(vec![0, 1], vec![None, None])]])
}

/// A spelling of a phrase as people have them.
fn spelt(phrase: &str, how: usize) -> String {
    match how {
        0 => phrase.to_owned(),
        1 => phrase.to_uppercase(),
        2 => format!("  {phrase} "),
        3 => format!("{phrase}."),
        4 => format!("{phrase}!"),
        5 => phrase.replace(' ', "-"),
        6 => phrase.replace('e', "\u{e9}"),
        _ => format!("{phrase}?"),
    }
}

/// What differs between the hand and the sheet for a cell.
fn differences(programme: &Programme, cell: &str, blank: bool) -> Vec<String> {
    let mut all = Vec::new();
    // A cell that says nothing is no wish of a sheet; a hand that types it for a status is asked.
    let mut columns = vec![Field::Organisation];
    columns.extend([Field::Status, Field::Rhythm].into_iter().filter(|_| !blank));
    // `tomorrow` and `March` are days of the hand alone: a sheet is read again in another year.
    let is_day = set(Field::Joined, cell).is_some_and(|day| !day.is_empty());
    columns.extend((!is_day).then_some(Field::Joined));
    for field in columns {
        let (sheet, hand) = (imported(field, cell), set(field, cell));
        if sheet != hand {
            all.push(format!("{} `{cell}`: sheet {sheet:?}, hand {hand:?}", field.word()));
        }
    }
    let sheet = answered(programme, cell, "").map(|(answer, _)| answer);
    let hand = typed::answer(cell);
    if sheet != hand && !blank {
        all.push(format!("answer `{cell}`: sheet {sheet:?}, hand {hand:?}"));
    }
    let sheet = answered(programme, "no", cell).map(|(_, why)| why);
    let hand = Some(typed::reason(cell, ""));
    if sheet != hand {
        all.push(format!("reason `{cell}`: sheet {sheet:?}, hand {hand:?}"));
    }
    all
}

#[test]
fn each_phrase_means_by_hand_what_it_means_in_a_sheet() {
    let programme = silent();
    let blank: BTreeSet<_> = phrases_of(BLANKS).chain(["-", "?"]).collect();
    let all = phrases();
    assert!(all.len() > 1000, "{}", all.len());
    let differences: Vec<_> =
        all.iter().flat_map(|one| differences(&programme, one, blank.contains(one))).collect();
    assert!(differences.is_empty(), "{}:\n{}", differences.len(), differences.join("\n"));
}

proptest! {
    #[test]
    fn each_spelling_of_a_phrase_means_by_hand_what_it_means_in_a_sheet(
        phrase in prop::sample::select(phrases().into_iter().collect::<Vec<_>>()),
        how in 0..8_usize,
    ) {
        let blank = phrases_of(BLANKS).chain(["-", "?"]).any(|one| one == phrase);
        let differences = differences(&silent(), &spelt(phrase, how), blank);
        prop_assert!(differences.is_empty(), "{differences:#?}");
    }
}

#[test]
fn the_commands_say_of_words_what_the_tables_say() {
    let folder = Folder::with_demo();
    let run = |line: String| folder.copy().run(&line).code;
    for (at, phrase) in phrases_of(STATUSES).chain(["perhaps"]).enumerate().step_by(29) {
        let known = set(Field::Status, phrase).is_some();
        let code = run(format!("participants set P0003 \"status={phrase}\""));
        assert_eq!(code == 0, known, "{at} {phrase}: {code}");
    }
    for phrase in phrases_of(RHYTHMS).chain(["whenever"]).step_by(23) {
        let known = set(Field::Rhythm, phrase).is_some();
        assert_eq!(
            run(format!("participants set P0003 \"rhythm={phrase}\"")) == 0,
            known,
            "{phrase}"
        );
    }
    for phrase in phrases_of(ANSWERS).chain(["1", "perhaps"]).step_by(31) {
        let known = typed::answer(phrase).is_some();
        assert_eq!(
            run(format!("outcomes set r05-002 \"{phrase}\" --by P0001")) != 2,
            known,
            "{phrase}"
        );
    }
}
