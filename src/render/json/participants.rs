//! Participants in the JSON document, written one by one: there may be a million.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::report::Report;
use crate::report::participants::{LONG_STREAK, PersonFigures, Suggestion};

use super::super::names::Names;

/// The entry `participants`.
#[derive(Serialize)]
pub struct ParticipantsJson<'a> {
    current_red_streak: BTreeMap<usize, usize>,
    longest_red_streak: BTreeMap<usize, usize>,
    meetings_per_person: BTreeMap<usize, usize>,
    never_met_anyone: usize,
    streak_3_or_more: Vec<Cow<'a, str>>,
    pairs_per_person_mean: Option<f64>,
    people: Everybody<'a>,
}

impl<'a> ParticipantsJson<'a> {
    /// The entry for a report.
    pub fn of(report: &'a Report, names: Names<'a>) -> Self {
        let all = &report.participants;
        let everybody = names.in_order(all.people.iter().collect(), |person| person.person);
        let long = everybody.iter().filter(|person| person.streak.now >= LONG_STREAK);
        Self {
            current_red_streak: all.histogram(|person| person.streak.now),
            longest_red_streak: all.histogram(|person| person.streak.longest),
            meetings_per_person: all.histogram(|person| person.counts.met),
            never_met_anyone: all.people.iter().filter(|person| person.never_met()).count(),
            streak_3_or_more: long.map(|person| names.id_or_label(person.person)).collect(),
            pairs_per_person_mean: all.pairs_per_person,
            people: Everybody { all: everybody, names },
        }
    }
}

/// Everybody, each an object of their own.
struct Everybody<'a> {
    all: Vec<&'a PersonFigures>,
    names: Names<'a>,
}

impl Serialize for Everybody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all.iter().map(|one| PersonJson::of(one, self.names)))
    }
}

#[derive(Serialize)]
struct PersonJson<'a> {
    id: Option<&'a str>,
    name: Cow<'a, str>,
    status: &'static str,
    pairs: usize,
    met: usize,
    not_met: usize,
    not_confirmed: usize,
    answers: usize,
    red_streak: usize,
    longest_red_streak: usize,
    last_round: u32,
    suggestion: Option<&'static str>,
}

impl<'a> PersonJson<'a> {
    fn of(person: &PersonFigures, names: Names<'a>) -> Self {
        Self {
            id: names.id(person.person),
            name: names.name(person.person),
            status: person.status.word(),
            pairs: person.counts.pairs,
            met: person.counts.met,
            not_met: person.counts.not_met,
            not_confirmed: person.counts.not_confirmed,
            answers: person.answers,
            red_streak: person.streak.now,
            longest_red_streak: person.streak.longest,
            last_round: person.last_round.get(),
            suggestion: person.suggestion.map(code),
        }
    }
}

/// The short fixed name of a suggestion.
pub fn code(suggestion: Suggestion) -> &'static str {
    match suggestion {
        Suggestion::CheckAddress => "check-address",
        Suggestion::SlowerRhythm => "slower-rhythm",
        Suggestion::Introduce => "introduce",
        Suggestion::AskKindly => "ask-kindly",
        Suggestion::SecondChance => "second-chance",
    }
}
