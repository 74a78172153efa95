//! What differs between two states of a programme, by name: for those who go from one to the other.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::changes::{Changed, What, cells, changed, in_person};
use super::ids::RoundNumber;
use super::outcome::Response;
use super::programme::Programme;
use super::roster::{Participant, Roster};
use super::round::Round;

/// A round that goes or comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeRound {
    /// Its number.
    pub number: RoundNumber,
    /// Its date.
    pub date: NaiveDate,
    /// How many pairs it has.
    pub pairs: usize,
    /// How many people are in them.
    pub people: usize,
    /// Whether this program drew it, so that people may have been told of it.
    pub drawn: bool,
}

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rounds that are there before and not after.
    pub rounds_gone: Vec<WholeRound>,
    /// Rounds that are there after and not before.
    pub rounds_new: Vec<WholeRound>,
    /// Rounds with other pairs, and those of them that come, by name.
    pub rounds_mended: Vec<(RoundNumber, Vec<Vec<String>>)>,
    /// People who are there before and not after: id and name.
    pub people_gone: Vec<(String, String)>,
    /// People who are there after and not before.
    pub people_new: Vec<(String, String)>,
    /// Two people who are kept apart before and not after, by name.
    pub exclusions_gone: Vec<[String; 2]>,
    /// Two people who are kept apart after and not before.
    pub exclusions_new: Vec<[String; 2]>,
    /// Cells of the roster and of answers.
    pub cells: Vec<Changed>,
}

/// What differs between two states; people are the same by their ids. Cost linear in both.
pub fn between(before: &Programme, after: &Programme) -> Difference {
    let only_in = |one: &Programme, other: &Programme| {
        let lacks = |round: &&Round| other.round(round.number()).is_none();
        one.rounds().iter().filter(lacks).map(whole).collect()
    };
    let strangers = |one: &Roster, other: &Roster| {
        let lacks = |person: &&Participant| other.by_id(person.id.as_str()).is_none();
        let label = |person: &Participant| (person.id.to_string(), person.shown_name().to_owned());
        one.iter().map(|(_, person)| person).filter(lacks).map(label).collect()
    };
    let (was, now) = (exclusions(before), exclusions(after));
    let mut difference = Difference {
        rounds_gone: only_in(before, after),
        rounds_new: only_in(after, before),
        people_gone: strangers(&before.roster, &after.roster),
        people_new: strangers(&after.roster, &before.roster),
        exclusions_gone: was.iter().filter(|&two| !now.contains(two)).cloned().collect(),
        exclusions_new: now.iter().filter(|&two| !was.contains(two)).cloned().collect(),
        ..Difference::default()
    };
    for (_, now) in after.roster.iter() {
        let person = before.roster.by_id(now.id.as_str());
        let was = person.map(|person| before.roster.get(person)).filter(|&was| was != now);
        let both = was.map(|was| in_person((&before.roster, was), (&after.roster, now)));
        difference.cells.extend(both.into_iter().flatten());
    }
    for now in after.rounds() {
        let Some(was) = before.round(now.number()) else { continue };
        let pairs = |programme: &Programme, round: &Round| -> Vec<Vec<String>> {
            let id = |&person| programme.roster.get(person).id.to_string();
            round.pairs().iter().map(|pair| pair.members().iter().map(id).collect()).collect()
        };
        let (pairs_before, pairs_after) = (pairs(before, was), pairs(after, now));
        if pairs_before == pairs_after {
            answers((before, was), (after, now), &mut difference.cells);
        } else {
            let earlier: HashSet<_> = pairs_before.into_iter().collect();
            let others = now.pairs().iter().zip(pairs_after);
            let others = others.filter(|(_, ids)| !earlier.contains(ids)).map(|(pair, _)| {
                let name = |&person| after.roster.called(person).into_owned();
                pair.members().iter().map(name).collect()
            });
            difference.rounds_mended.push((now.number(), others.collect()));
        }
    }
    difference
}

fn whole(round: &Round) -> WholeRound {
    WholeRound {
        number: round.number(),
        date: round.head.date,
        pairs: round.pairs().len(),
        people: round.people().count(),
        drawn: round.head.draw.is_some(),
    }
}

fn exclusions(programme: &Programme) -> Vec<[String; 2]> {
    let label = |person| programme.roster.get(person).label();
    programme.exclusions.iter().map(|one| one.people.members().map(label)).collect()
}

/// The cells of the answers to a round that differ.
fn answers(
    (before, was): (&Programme, &Round),
    (after, now): (&Programme, &Round),
    all: &mut Vec<Changed>,
) {
    let id = |programme: &Programme, said: &Response| programme.roster.get(said.person).id.clone();
    let earlier: HashMap<_, _> =
        was.responses().iter().map(|said| (id(before, said), said)).collect();
    for (pair, responses) in now.answered_pairs() {
        for said in responses {
            let Some(earlier) = earlier.get(&id(after, said)) else { continue };
            let both = cells(earlier).into_iter().zip(cells(said));
            all.extend(both.filter(|(was, now)| was != now).map(
                |((column, before), (_, after_it))| {
                    let column = format!("{} {column}", pair.id(now.number()));
                    let what = What::Cell { column, before, after: after_it };
                    changed(after.roster.get(said.person), what)
                },
            ));
        }
    }
}
