//! Each file in `tests/intake/sheets/` is a sheet as people have them; the `.txt` beside it holds the
//! command and the exact outcome. [`golden`] can write the outcomes anew.

mod five_rounds;
mod grown;
mod mails;
mod properties;
mod size;
mod typed;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use unmentor::domain::{
    Answer, DateOrder, Finding, Interval, NamedColumn, Pair, Participant, ParticipantId, Person,
    Programme, Response, Round, RoundNumber, SatOut, SheetKind, Status,
};
use unmentor::intake::{Encoding, Options, Refused, Sheet, Tally, feedback, history, signup};

use crate::support::golden;
use crate::support::programmes::{day, head};

/// Nine people and two rounds, against which every sheet is read.
fn programme() -> Programme {
    let mut programme = Programme::default();
    for (number, (name, email)) in (1..).zip([
        ("Éabha de Búrca", "eabha@north.example"),
        ("Jo Smith", "jo@north.example"),
        ("Jo Smith", "jo.smith@south.example"),
        ("Caoimhe O’Shea", "oshea@south.example"),
        ("Łukasz Żak", "lukasz@east.example"),
        ("Pat Hughes-Wray", "pat@east.example"),
        ("Nia Rhys", "nia@west.example"),
        ("Sam Sullivan", "sam@west.example"),
        ("Kim Gone", "kim@west.example"),
    ]) {
        let mut participant = Participant::new(ParticipantId::numbered(number), name, email);
        participant.joined = Some(day("2025-12-01"));
        if number == 9 {
            participant.status = Status::Left;
        }
        programme.roster.add(participant).unwrap();
    }
    let person = |number: u32| Person(number - 1);
    let pair = |number, a, b| Pair::new(number, person(a), person(b), None).unwrap();
    let head = |number, date| head(number, day(date), None);
    let out = SatOut { person: person(8), why: "odd one out".into() };
    let pairs = vec![pair(1, 1, 2), pair(2, 4, 5), pair(3, 6, 7)];
    let mut first = Round::new(head(1, "2026-01-05"), pairs, vec![out]).unwrap();
    let answered_on = Some(day("2026-01-20"));
    let answer = Some(Answer::Yes);
    first.respond(Response { answer, answered_on, ..Response::silent(person(1)) }).unwrap();
    let trio = Pair::new(2, person(2), person(5), Some(person(6))).unwrap();
    let pairs = vec![pair(1, 1, 4), trio, pair(3, 7, 8)];
    programme.put_rounds(vec![first, Round::new(head(2, "2026-02-02"), pairs, vec![]).unwrap()]);
    programme
}

/// A person as outcomes show them; what is empty or usual is left out.
fn person_line(p: &Participant) -> String {
    let Participant { id, name, email, organisation, further, .. } = p;
    let mut line = format!("{id} | {name} | {email} | {organisation} | {further:?}");
    let rhythm = ["", "", "2", "3"][usize::from(p.rhythm.rounds())];
    for (what, value) in [("sector", &*p.sector), ("region", &*p.region), ("rhythm", rhythm)] {
        if !value.is_empty() {
            write!(line, " | {what} {value}").unwrap();
        }
    }
    line
}

/// The verb, the options and the round of a command.
fn read_command(command: &str) -> (&str, Options, Option<RoundNumber>) {
    let mut options = Options::on(day("2026-05-01"));
    let mut round = None;
    let mut words = command.split(' ');
    let verb = words.next().unwrap();
    while let Some(word) = words.next() {
        let mut value = || words.next().unwrap();
        match word {
            "--partial" => options.partial = true,
            "--date" => options.date = Some(day(value())),
            "--strict" => options.strict = true,
            "--round" => round = Some(value().parse().unwrap()),
            "--sheet" => options.reading.sheet = Some(value().to_owned()),
            "--problems" => options.reading.limits.problems = value().parse().unwrap(),
            "--encoding" => options.reading.encoding = Encoding::named(value()),
            "--dates" => {
                let day_first = value() == "day-first";
                options.reading.dates =
                    Some(if day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst });
            }
            "--interval" => options.interval = Interval::Months(value().parse().unwrap()),
            "--usual-dates" => options.reading.usual_dates = DateOrder::from_word(value()),
            "--remembered" => {
                let (meaning, heading) = value().split_once('=').unwrap();
                let named = NamedColumn {
                    sheet: SheetKind::Signup,
                    meaning: meaning.into(),
                    heading: heading.replace('_', " "),
                    beside: vec![],
                };
                options.remembered.push((meaning.parse().unwrap(), named));
            }
            "--map" => {
                let (meaning, heading) = value().split_once('=').unwrap();
                options.map.push((meaning.parse().unwrap(), heading.replace('_', " ")));
            }
            other => panic!("unknown option {other}"),
        }
    }
    (verb, options, round)
}

/// Runs a command such as `feedback --round 2 --strict` on a sheet.
fn run(command: &str, sheet: Sheet) -> String {
    let (verb, options, round) = read_command(command);
    let programme = programme();
    match verb {
        "signup" => show(signup(&sheet, &programme.roster, &options), |roster| {
            let mut shown = String::new();
            for (_, p) in roster.iter() {
                let mut bare = p.clone();
                bare.further.retain(|cell| !cell.is_empty());
                if programme.roster.iter().all(|(_, known)| *known != bare) {
                    writeln!(shown, "{}", person_line(p)).unwrap();
                }
            }
            shown
        }),
        "history" => show(history(&sheet, &programme, &options), |rounds| {
            let line = |round: &Round| {
                let pair = |p: &Pair| {
                    let ids: Vec<_> = p
                        .members()
                        .iter()
                        .map(|p| programme.roster.get(*p).id.to_string())
                        .collect();
                    format!(" {}:{}", p.number(), ids.join("+"))
                };
                let pairs: String = round.pairs().iter().map(pair).collect();
                let said = |r: &Response| {
                    let id = &programme.roster.get(r.person).id;
                    let reason = r.reason.map_or("-", unmentor::domain::Reason::code);
                    Some(format!("; {id} {}, {reason}", r.answer?.word()))
                };
                let said: String = round.responses().iter().filter_map(said).collect();
                format!(
                    "round {} of {}:{pairs}; {} sat out{said}\n",
                    round.number(),
                    round.head.date,
                    round.sitting_out().len()
                )
            };
            rounds.iter().map(line).collect()
        }),
        "feedback" => show(feedback(&[sheet], &programme, round, &options), |rounds| {
            let mut shown = String::new();
            for round in rounds {
                let known = programme.round(round.number()).unwrap();
                for (now, was) in round.responses().iter().zip(known.responses()) {
                    if now != was {
                        let id = &programme.roster.get(now.person).id;
                        let answer = now.answer.map_or("-", Answer::word);
                        let reason = now.reason.map_or("-", unmentor::domain::Reason::code);
                        writeln!(
                            shown,
                            "round {} {id}: {answer}, {reason}, {:?}, {:?}, {:?}, {:?}",
                            round.number(),
                            now.answered_on,
                            now.reason_text(),
                            now.rating,
                            now.comment()
                        )
                        .unwrap();
                    }
                }
            }
            shown
        }),
        other => panic!("unknown command {other}"),
    }
}

fn show<T>(result: Result<(T, Tally), Refused>, value: impl Fn(&T) -> String) -> String {
    let mut shown = String::new();
    let mut list = |heading: &str, findings: &[Finding]| {
        for Finding { kind, place, message, hint, excerpt } in findings {
            writeln!(shown, "{heading}: {}\n  {place}: {message}", kind.name()).unwrap();
            for (label, text) in [("  | ", excerpt), ("  hint: ", hint)] {
                if let Some(text) = text {
                    writeln!(shown, "{label}{text}").unwrap();
                }
            }
        }
    };
    match result {
        Err(Refused(findings)) => {
            assert!(!findings.is_empty());
            list("refused", &findings);
        }
        Ok((outcome, tally)) => {
            let Tally { rows, new, changed, unchanged, .. } = tally;
            let aside = tally.rows_set_aside();
            assert_eq!(rows, new + changed + unchanged + aside, "{tally:#?}");
            list("set aside", &tally.set_aside);
            list("noted", &tally.noted);
            for line in &tally.assumed {
                writeln!(shown, "{line}").unwrap();
            }
            writeln!(shown, "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {aside} set aside").unwrap();
            shown += &value(&outcome);
        }
    }
    assert!(unmentor::text::shown(&shown).eq(shown.chars()), "{shown:?}");
    shown
}

fn sheets() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/sheets");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut sheets: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "csv")).collect();
    sheets.sort();
    sheets
}

#[test]
fn every_sheet_comes_to_the_outcome_written_beside_it() {
    let mut wrong = Vec::new();
    for path in sheets() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        let command = expected.lines().next().unwrap();
        let sheet = Sheet { name: name.clone(), bytes: fs::read(&path).unwrap() };
        let outcome = format!("{command}\n{}", run(command.trim_start_matches("$ "), sheet));
        if let Err(expected) = golden::compare(&path.with_extension("txt"), &outcome) {
            wrong.push(format!("{name}\nexpected:\n{expected}\nfound:\n{outcome}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corpus_is_not_small() {
    assert!(sheets().len() >= 220, "{}", sheets().len());
}
