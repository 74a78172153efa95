//! Small programmes for the unit tests of this room.

use chrono::NaiveDate;

use super::{
    Answer, Collection, Couple, Interval, Pair, Participant, ParticipantId, Person, Programme,
    Response, Round, RoundHead, RoundNumber, SatOut,
};

/// A programme of `people` people without organisations, and without rounds.
pub fn programme(people: u32) -> Programme {
    let mut programme = Programme::default();
    for number in 1..=people {
        let (name, email) = (format!("Person {number}"), format!("p{number}@sample.example"));
        let participant = Participant::new(ParticipantId::numbered(number), &name, &email);
        programme.roster.add(participant).unwrap();
    }
    programme
}

/// Two people.
pub fn couple(one: u32, other: u32) -> Couple {
    Couple::new(Person(one), Person(other)).unwrap()
}

/// The first day of a month of 2026 or later.
pub fn month(number: u32) -> NaiveDate {
    let (years, month) = ((number - 1) / 12, (number - 1) % 12 + 1);
    NaiveDate::from_ymd_opt(2026 + i32::try_from(years).unwrap(), month, 1).unwrap()
}

/// Adds a round in which the given people are together; one alone sat out.
pub fn add_round(programme: &mut Programme, together: &[&[u32]]) {
    let number = programme.next_number();
    let head = RoundHead {
        number,
        date: month(number.get()),
        closes: None,
        interval: Some(Interval::MONTH),
        answers: Collection::Asked,
        draw: None,
    };
    let (mut pairs, mut out) = (Vec::new(), Vec::new());
    for (number, people) in (1..).zip(together) {
        match people {
            [alone] => out.push(SatOut { person: Person(*alone), why: String::new() }),
            [a, b] => pairs.push(Pair::new(number, Person(*a), Person(*b), None).unwrap()),
            [a, b, c] => {
                pairs.push(Pair::new(number, Person(*a), Person(*b), Some(Person(*c))).unwrap());
            }
            _ => panic!("a pair or a trio"),
        }
    }
    programme.put_round(Round::new(head, pairs, out).unwrap());
}

/// Records what somebody answered in a round.
pub fn answer(programme: &mut Programme, round: u32, person: u32, answer: Answer) {
    let response = Response { answer: Some(answer), ..Response::silent(Person(person)) };
    change_round(programme, round, |round| round.respond(response).unwrap());
}

/// Changes a round that is there.
pub fn change_round(programme: &mut Programme, number: u32, change: impl FnOnce(&mut Round)) {
    let mut round = programme.round(RoundNumber::new(number).unwrap()).unwrap().clone();
    change(&mut round);
    programme.put_round(round);
}
