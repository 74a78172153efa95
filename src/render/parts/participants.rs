//! Who may need a kind word.

use std::collections::BTreeMap;

use serde_json::json;

use super::Chapter;
use crate::domain::Person;
use crate::domain::history::Streak;
use crate::report::participants::{LONG_STREAK, PersonFigures};
use crate::report::{OutcomeCounts, Participants, Report, Suggestion};

use crate::render::Part;
use crate::render::fields::{self, Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Bar, Block, Cell, Ink, Section, Table, no_rounds, numbers, words};
use crate::text::words::{number, people};

/// How many people the whole report names, and the part by itself.
const SHOWN: (usize, usize) = (12, 200);

/// What is written of it.
pub const CHAPTER: Chapter =
    Chapter { section: |report, names, detailed| section(report, names, detailed), entries, rows };

fn section(report: &Report, names: Names<'_>, detailed: bool) -> Section {
    let all = &report.participants;
    if all.people.is_empty() {
        return no_rounds(Part::Participants);
    }
    let meetings = meetings(all);
    let mut blocks = Vec::new();
    if !meetings.rows.is_empty() {
        blocks.push(Block::Table(meetings));
    }
    let care = longest_first(all, names);
    if !care.is_empty() && !names.missed {
        blocks.push(Block::Text(format!(
            "{} still here could use a kind word; who they are is not for a page that others read: \
             unmentor report participants",
            people(care.len())
        )));
    } else if !care.is_empty() {
        blocks.push(Block::Text(format!(
            "{} still here could use a kind word. A red line says that a conversation did not \
             take place or was not confirmed; it takes two, and a long row is nobody's fault.",
            people(care.len())
        )));
        let (shown, rest) = care.split_at(care.len().min(if detailed { SHOWN.1 } else { SHOWN.0 }));
        blocks.push(Block::Table(table(shown, names)));
        if !rest.is_empty() {
            blocks.push(Block::Text(format!(
                "And {} more; all of them: unmentor report participants --format csv",
                people(rest.len())
            )));
        }
    }
    Section { part: Some(Part::Participants), headline: headline(all), blocks }
}

fn headline(all: &Participants) -> String {
    let here = || all.people.iter().filter(|person| person.is_here());
    let lacking = here().filter(|person| person.lacks_one()).count();
    let long = here().filter(|person| person.streak.now >= LONG_STREAK).count();
    let everybody = here().count();
    let lacking = match lacking {
        _ if everybody == 0 => return "Nobody of those who had a partner is still here.".into(),
        0 if here().any(crate::report::participants::PersonFigures::never_met) => {
            let awaiting = here().filter(|person| person.never_met()).count();
            if here().all(|person| person.counts.waiting == 0) {
                let verb = if awaiting == 1 { "is" } else { "are" };
                return format!(
                    "{} of {} still here {verb} not known to have met anybody: that was not \
                     collected.",
                    number(awaiting),
                    number(everybody)
                );
            }
            let verb = if awaiting == 1 { "waits" } else { "wait" };
            format!(
                "{} of {} still here {verb} for a first confirmed conversation",
                number(awaiting),
                number(everybody)
            )
        }
        0 => format!(
            "Of the {} still here, nobody lacks a confirmed conversation",
            people(everybody)
        ),
        some => {
            let verb = if some == 1 { "has" } else { "have" };
            let known = here().filter(|person| person.counts.counted() > 0).count();
            let lacking = format!(
                "{} of {} still here {verb} no confirmed conversation",
                number(some),
                number(known)
            );
            match everybody - known {
                0 => lacking,
                more => format!("{lacking}, and of {} more nothing is known yet", number(more)),
            }
        }
    };
    match long {
        0 => format!("{lacking}; nobody has {LONG_STREAK} or more red lines in a row."),
        1 => format!("{lacking}; 1 has {LONG_STREAK} or more red lines in a row."),
        some => {
            format!("{lacking}; {} have {LONG_STREAK} or more red lines in a row.", number(some))
        }
    }
}

/// How many people met how often.
fn meetings(all: &Participants) -> Table {
    // Of whom nobody knows anything yet is not among those with none.
    let mut counts = BTreeMap::new();
    for person in all.people.iter().filter(|person| person.counts.counted() > 0) {
        *counts.entry(person.counts.met).or_insert(0) += 1;
    }
    let full = counts.values().copied().max().unwrap_or(0).max(1);
    let rows = counts.into_iter().map(|(met, people)| {
        vec![met.into(), people.into(), Cell::Bar(Bar { parts: vec![(Ink::People, people)], full })]
    });
    Table {
        rows: rows.collect(),
        columns: vec![numbers("conversations\nthat took place"), numbers("people"), words("")],
    }
}

/// Those with a suggestion, the longest streaks and the most misses first; among equals in the
/// order in which people may be listed.
fn longest_first<'r>(all: &'r Participants, names: Names<'_>) -> Vec<&'r PersonFigures> {
    let some = all.people.iter().filter(|person| person.suggestion.is_some()).collect();
    let mut care = names.in_order(some, |person: &&PersonFigures| person.person);
    care.sort_by_key(|person| std::cmp::Reverse((person.streak.now, person.counts.red())));
    care
}

fn table(care: &[&PersonFigures], names: Names<'_>) -> Table {
    let columns =
        vec![words("name"), numbers("met"), numbers("red lines\nin a row"), words("what may help")];
    let label = |person: Person| match names.id(person) {
        Some(id) if id != names.name(person) => format!("{} ({id})", names.name(person)),
        _ => names.name(person).into_owned(),
    };
    let rows = care.iter().map(|person| {
        vec![
            Cell::Text(label(person.person)),
            Cell::Text(format!(
                "{} of {}",
                number(person.counts.met),
                number(person.counts.counted())
            )),
            person.streak.now.into(),
            Cell::Text(person.suggestion.map_or("", suggestion).into()),
        ]
    });
    Table { rows: rows.collect(), columns }
}

/// What may help, in words an organiser can act on.
fn suggestion(suggestion: Suggestion) -> &'static str {
    match suggestion {
        Suggestion::CheckAddress => "never answered: check the address",
        Suggestion::SlowerRhythm => "no time: offer a slower rhythm",
        Suggestion::Introduce => "no contact: introduce in person",
        Suggestion::AskKindly => "ask kindly: go on, or pause?",
        Suggestion::SecondChance => "a partner who usually meets",
    }
}

fn entries<'a>(report: &'a Report, names: Names<'a>) -> Fields<'a> {
    let all = &report.participants;
    let Participants { people: each, pairs_per_person } = all;
    let long = each.iter().filter(|person| person.streak.now >= LONG_STREAK).collect();
    let long = names.in_order(long, |person: &&PersonFigures| person.person);
    let long: Vec<_> = long.iter().map(|person| names.id_or_label(person.person)).collect();
    let never_met = each.iter().filter(|person| person.never_met()).count();
    let everybody = fields::Value::Rows(Box::new(move || rows(report, names)));
    let figures = fields! {
        "current_red_streak": json!(all.histogram(|person| person.streak.now)),
        "longest_red_streak": json!(all.histogram(|person| person.streak.longest)),
        "meetings_per_person": json!(all.histogram(|person| person.counts.met)),
        "never_met_anyone": never_met,
        "still_here": all.people.iter().filter(|person| person.is_here()).count(),
        "still_here_without_conversation":
            all.people.iter().filter(|person| person.lacks_one()).count(),
        "streak_3_or_more": json!(long),
        "pairs_per_person_mean": *pairs_per_person,
        "people": everybody,
    };
    fields! { "participants": figures }
}

fn rows<'a>(report: &'a Report, names: Names<'a>) -> Rows<'a> {
    let people = report.participants.people.iter().collect();
    let people = names.in_order(people, |person: &&PersonFigures| person.person);
    Box::new(people.into_iter().map(move |person| row(person, names)))
}

fn row<'a>(figures: &PersonFigures, names: Names<'a>) -> Fields<'a> {
    let PersonFigures { person, status, counts, answers, streak, last_round, suggestion } =
        *figures;
    let OutcomeCounts { pairs, met, not_met, not_confirmed: _, waiting, not_collected } = counts;
    let Streak { now, longest } = streak;
    fields! {
        "id": names.id(person),
        "name": names.name(person),
        "status": status.word(),
        "pairs": pairs,
        "met": met,
        "not_met": not_met,
        "not_confirmed": counts.without_word(),
        "waiting": waiting,
        "not_collected": not_collected,
        "answers": answers,
        "red_streak": now,
        "longest_red_streak": longest,
        "last_round": last_round,
        "suggestion": suggestion.map(code),
    }
}

/// The short fixed name of a suggestion.
fn code(suggestion: Suggestion) -> &'static str {
    match suggestion {
        Suggestion::CheckAddress => "check-address",
        Suggestion::SlowerRhythm => "slower-rhythm",
        Suggestion::Introduce => "introduce",
        Suggestion::AskKindly => "ask-kindly",
        Suggestion::SecondChance => "second-chance",
    }
}
