//! Whom and what an organiser names on the command line.

use super::failure::{Exit, Failure};
use crate::domain::who::Directory;
use crate::domain::{Couple, Pair, PairId, Person, Programme, Round, RoundNumber, Unfound};

/// The person whom WHO means, were it by a first name that only one has, or a failure with
/// suggestions.
pub fn person(programme: &Programme, who: &str) -> Result<Person, Failure> {
    let found = Directory::new(&programme.roster).find_by_words(who);
    found.map_err(|why| not_found(programme, who, why))
}

/// The same, by nothing less than a whole name: for what cannot be taken back.
pub fn exactly(programme: &Programme, who: &str) -> Result<Person, Failure> {
    let directory = Directory::new(&programme.roster);
    directory.find(who).map_err(|why| match (why, directory.find_by_words(who)) {
        (Unfound::Unknown(_), Ok(meant)) => {
            not_found(programme, who, Unfound::Unknown(vec![meant]))
        }
        (why, _) => not_found(programme, who, why),
    })
}

fn not_found(programme: &Programme, who: &str, why: Unfound) -> Failure {
    let failure = |message: String| Failure::new(Exit::Usage, message);
    match why {
        Unfound::Unknown(near) => {
            let hint = if near.is_empty() {
                "unmentor participants list".into()
            } else {
                format!("did you mean {}?", labels(programme, &near))
            };
            failure(format!("nobody in the roster is `{who}`")).hint(hint)
        }
        Unfound::Ambiguous(people) => {
            let each = people.iter().map(|&person| told_apart(programme, person));
            failure(format!("several people are called `{who}`"))
                .hint(format!("use the id: {}", each.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Somebody with what tells them from a namesake: where they work, else their address.
fn told_apart(programme: &Programme, person: Person) -> String {
    let participant = programme.roster.get(person);
    let more = [&participant.organisation, &participant.email];
    let more = more.into_iter().find(|text| !text.is_empty());
    let more = more.map_or(String::new(), |text| format!(" ({text})"));
    format!("{}{more}", label(programme, person))
}

/// The people who are meant, each once.
pub fn people(programme: &Programme, who: &[String]) -> Result<Vec<Person>, Failure> {
    let mut people = Vec::with_capacity(who.len());
    for who in who {
        let person = person(programme, who)?;
        if !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

/// Two different people, or a failure.
pub fn couple(programme: &Programme, one: &str, other: &str) -> Result<Couple, Failure> {
    let (one, other) = (person(programme, one)?, person(programme, other)?);
    Couple::new(one, other).ok_or_else(|| {
        let both = label(programme, one);
        Failure::new(Exit::Usage, format!("both are {both}")).hint("name two people")
    })
}

/// The round with a number, or a failure that names those there are.
pub fn round(programme: &Programme, number: RoundNumber) -> Result<&Round, Failure> {
    programme.round(number).ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, format!("there is no round {number}"));
        match (programme.rounds().first(), programme.latest()) {
            (Some(first), Some(last)) => {
                failure.hint(format!("the rounds are {} to {}", first.number(), last.number()))
            }
            _ => failure.hint(format!("there are no rounds yet: {}", first_round(programme))),
        }
    })
}

/// What to type where there is no round yet.
pub fn first_round(programme: &Programme) -> &'static str {
    if programme.roster.len() < 2 {
        "unmentor participants import signup.csv"
    } else {
        "unmentor pair"
    }
}

/// The failure of what needs rates of rounds that have closed.
pub fn no_rates() -> Failure {
    Failure::new(Exit::Usage, "no closed round says how often people of this programme meet")
        .hint("come back when two or more rounds have closed: `unmentor rounds list` shows them")
}

/// The latest round, or a failure.
pub fn latest(programme: &Programme) -> Result<&Round, Failure> {
    programme.latest().ok_or_else(|| {
        Failure::new(Exit::Usage, "there are no rounds yet").hint(first_round(programme))
    })
}

/// The round with a number, or the latest where none is named.
pub fn round_or_latest(
    programme: &Programme,
    number: Option<RoundNumber>,
) -> Result<&Round, Failure> {
    number.map_or_else(|| latest(programme), |number| round(programme, number))
}

/// The pair with an id, or a failure.
pub fn pair(programme: &Programme, id: PairId) -> Result<Pair, Failure> {
    let round = round(programme, id.round)?;
    round.pairs().iter().find(|pair| pair.number() == id.number).copied().ok_or_else(|| {
        Failure::new(Exit::Usage, format!("there is no pair {id}"))
            .hint(format!("unmentor rounds show {}", id.round))
    })
}

/// The ids and names of people, in a row.
pub fn labels(programme: &Programme, people: &[Person]) -> String {
    let each: Vec<_> = people.iter().map(|&person| label(programme, person)).collect();
    each.join(", ")
}

/// The id and the name of somebody, the id first: it is what can be typed.
pub fn label(programme: &Programme, person: Person) -> String {
    let participant = programme.roster.get(person);
    format!("{} {}", participant.id, participant.name)
}
