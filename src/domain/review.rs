//! People whose conversations have failed for some time, for the organiser to think of.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::history::records;
use super::ids::Person;
use super::outcome::{Family, Response};
use super::programme::Programme;
use super::roster::Status;
use super::round::Round;

/// Somebody who has had so many rounds in a row without a confirmed conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reviewed {
    /// Who.
    pub person: Person,
    /// How many rounds in a row, of those they were in.
    pub rounds: usize,
    /// The family of most of the reasons that they gave; nothing where they gave none.
    pub mostly: Option<Family>,
    /// Whether they have said anything at all.
    pub answered: bool,
}

/// Those who take part and have had so many rounds in a row without a confirmed conversation, the
/// longest first. Rounds they were not in, that are open, or of which nobody was asked, neither
/// count nor end a row.
pub fn review(programme: &Programme, day: NaiveDate, rounds: usize) -> Vec<Reviewed> {
    let records = records(programme, day);
    let roster = programme.roster.iter();
    let here = roster.filter(|(_, one)| one.status == Status::Active && !one.is_forgotten());
    let long = here.map(|(person, _)| (person, records[person.index()].streak.now));
    let long: BTreeMap<_, _> = long.filter(|(_, now)| *now >= rounds.max(1)).collect();
    let mut responses: BTreeMap<Person, Vec<&Response>> = BTreeMap::new();
    for response in programme.rounds().iter().flat_map(Round::responses) {
        if long.contains_key(&response.person) {
            responses.entry(response.person).or_default().push(response);
        }
    }
    let mut found: Vec<_> = long
        .into_iter()
        .map(|(person, rounds)| {
            let (mostly, answered) = said(responses.get(&person).map_or(&[][..], Vec::as_slice));
            Reviewed { person, rounds, mostly, answered }
        })
        .collect();
    found.sort_by_key(|one| (usize::MAX - one.rounds, one.person));
    found
}

/// What somebody gave as reasons for the most part, and whether they ever answered.
fn said(own: &[&Response]) -> (Option<Family>, bool) {
    let number = |family: Family| {
        own.iter().filter(|one| one.reason.is_some_and(|why| why.family() == family)).count()
    };
    let most = Family::ALL.into_iter().rev().max_by_key(|&family| number(family));
    let mostly = most.filter(|&family| number(family) > 0);
    (mostly, own.iter().any(|response| response.answer.is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, answer, month, programme};
    use super::super::{Answer, Status};
    use super::*;

    #[test]
    fn only_rounds_that_somebody_was_in_count_and_a_conversation_ends_the_row() {
        let mut programme = programme(6);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        add_round(&mut programme, &[&[2, 4], &[3, 5]]);
        add_round(&mut programme, &[&[0, 2], &[1, 3]]);
        add_round(&mut programme, &[&[0, 3], &[1, 2]]);
        answer(&mut programme, 3, 1, Answer::Yes);
        answer(&mut programme, 4, 0, Answer::No);
        programme.roster.edit(Person(2), |one| one.status = Status::Paused { until: None });
        let found = review(&programme, month(9), 3);
        let found: Vec<_> =
            found.iter().map(|one| (one.person.0, one.rounds, one.answered)).collect();
        // Person 0 was not in round 2; person 3 met in round 3; person 2 pauses.
        assert_eq!(found, [(0, 3, true)]);
        assert_eq!(review(&programme, month(9), 5), []);
    }
}
