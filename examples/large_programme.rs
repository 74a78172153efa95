//! Makes a programme folder of any size, to measure with.
//!
//! `cargo run --release --example large_programme -- DIR PEOPLE ROUNDS` makes the folder `DIR`. As
//! long as there are fewer rounds than people, nobody meets the same person twice. The same numbers
//! give the same bytes.

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use chrono::{Days, Months, NaiveDate};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use unmentor::domain::{
    Answer, Collection, Interval, Pair, Participant, ParticipantId, Person, Programme, Reason,
    Response, Round, RoundHead, RoundNumber, SatOut,
};
use unmentor::store::Folder;

type Fallible<T> = Result<T, Box<dyn Error>>;

const FIRST_NAMES: [&str; 8] =
    ["Ann", "Bilal", "Carys", "Dmitri", "Eluned", "Farah", "Gwen", "Håkon"];
const LAST_NAMES: [&str; 8] =
    ["Adeyemi", "Brown", "Clarke", "Davies", "Evans", "Fitzgerald", "Green", "O'Hara"];
/// About this many people work for one organisation.
const COLLEAGUES: u32 = 250;

fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let [dir, people, rounds] = words.as_slice() else {
        anstream::eprintln!("usage: large_programme DIR PEOPLE ROUNDS");
        return ExitCode::from(2);
    };
    match make(Path::new(dir), people, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn make(dir: &Path, people: &str, rounds: &str) -> Fallible<()> {
    let (people, rounds): (u32, u32) = (people.parse()?, rounds.parse()?);
    let mut random = ChaCha8Rng::seed_from_u64(2026);
    let mut programme = Programme::default();
    for number in 1..=people {
        programme.roster.add(participant(number, people, &mut random)).ok_or("one id twice")?;
    }
    let places = places(people, &mut random);
    for number in 1..=rounds {
        let number = RoundNumber::new(number).ok_or("round 0")?;
        programme.put_round(round(number, &places, &mut random)?);
    }
    Folder::create(dir, &programme)?;
    Ok(())
}

fn participant(number: u32, people: u32, random: &mut ChaCha8Rng) -> Participant {
    let organisation = below(people / COLLEAGUES + 2, random);
    let first = FIRST_NAMES[below(8, random) as usize];
    let last = LAST_NAMES[below(8, random) as usize];
    let name = format!("{first} {last}");
    let email = format!("{}.{number}@trust-{organisation}.example", first.to_lowercase());
    let mut participant = Participant::new(ParticipantId::numbered(number), &name, &email);
    participant.organisation = format!("Trust {organisation}");
    participant.sector = ["NHS trust", "Council", "Charity"][below(3, random) as usize].into();
    participant.region = format!("Region {}", below(12, random));
    participant.joined = Some(day(RoundNumber::FIRST));
    participant
}

/// Everybody at a place of a round table in random order; an odd number leaves one place empty.
fn places(people: u32, random: &mut ChaCha8Rng) -> Vec<Option<Person>> {
    let mut places: Vec<_> = (0..people).map(|person| Some(Person(person))).collect();
    if people % 2 == 1 {
        places.push(None);
    }
    for last in (1..places.len()).rev() {
        let other = below(u32::try_from(last).unwrap_or(u32::MAX) + 1, random);
        places.swap(last, other as usize);
    }
    places
}

/// One round of a round-robin tournament (the circle method), with answers.
fn round(
    number: RoundNumber,
    places: &[Option<Person>],
    random: &mut ChaCha8Rng,
) -> Fallible<Round> {
    let Some((&fixed, circle)) = places.split_last() else { return Err("nobody".into()) };
    let turn = number.get() as usize % circle.len().max(1);
    let at = |step: usize| circle[(turn + step) % circle.len()];
    let couples = std::iter::once((fixed, at(0)))
        .chain((1..places.len() / 2).map(|step| (at(step), at(circle.len() - step))));
    let (mut pairs, mut sitting_out) = (Vec::new(), Vec::new());
    for couple in couples {
        match couple {
            (Some(a), Some(b)) => {
                let next = u32::try_from(pairs.len() + 1)?;
                pairs.extend(Pair::new(next, a.min(b), a.max(b), None));
            }
            (Some(person), None) | (None, Some(person)) => {
                sitting_out.push(SatOut { person, why: "an odd number of people".into() });
            }
            (None, None) => {}
        }
    }
    let date = day(number);
    let head = RoundHead {
        number,
        date,
        closes: Some(date + Days::new(21)),
        interval: Some(Interval::MONTH),
        answers: Collection::Asked,
        draw: None,
    };
    let mut round =
        Round::new(head, pairs, sitting_out).map_err(|_| "somebody twice in a round")?;
    let answers = round.people().map(|person| response(person, date, random)).collect();
    round.respond_all(answers).map_err(|_| "an answer of nobody")?;
    Ok(round)
}

/// Six in ten say that they met, two that they did not, two nothing.
fn response(person: Person, date: NaiveDate, random: &mut ChaCha8Rng) -> Response {
    let mut response = Response::silent(person);
    match below(10, random) {
        0..6 => {
            response.answer = Some(Answer::Yes);
            response.rating = (below(2, random) == 0).then_some(4);
        }
        6..8 => {
            response.answer = Some(Answer::No);
            response.reason = Some(Reason::ALL[below(11, random) as usize]);
            if below(4, random) == 0 {
                response.set_words("We did not find a day, sorry", "");
            }
        }
        _ => return response,
    }
    response.answered_on = Some(date + Days::new(u64::from(below(20, random))));
    response
}

fn day(number: RoundNumber) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 8).unwrap_or_default() + Months::new(number.get() - 1)
}

/// A number below a bound; near enough to uniform for this purpose.
fn below(bound: u32, random: &mut ChaCha8Rng) -> u32 {
    random.next_u32() % bound
}
