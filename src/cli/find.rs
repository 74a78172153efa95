//! Whom and what an organiser names on the command line.

use super::failure::{Exit, Failure};
use crate::domain::who::Directory;
use crate::domain::{Pair, PairId, Person, Programme, Round, RoundNumber, Unfound};

/// The person whom WHO means, or a failure with suggestions.
pub fn person(programme: &Programme, who: &str) -> Result<Person, Failure> {
    let failure = |message: String| Failure::new(Exit::Usage, message);
    Directory::new(&programme.roster).find(who).map_err(|why| match why {
        Unfound::Unknown(near) => {
            let hint = if near.is_empty() {
                "unmentor participants list".into()
            } else {
                format!("did you mean {}?", labels(programme, &near))
            };
            failure(format!("nobody in the roster is `{who}`")).hint(hint)
        }
        Unfound::Ambiguous(people) => failure(format!("several people are called `{who}`"))
            .hint(format!("use the id: {}", labels(programme, &people))),
    })
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

/// The round with a number, or a failure that names those there are.
pub fn round(programme: &Programme, number: RoundNumber) -> Result<&Round, Failure> {
    programme.round(number).ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, format!("there is no round {number}"));
        match (programme.rounds().first(), programme.latest()) {
            (Some(first), Some(last)) => {
                failure.hint(format!("the rounds are {} to {}", first.number(), last.number()))
            }
            _ => failure.hint("there are no rounds yet: unmentor pair"),
        }
    })
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
