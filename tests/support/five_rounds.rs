//! A tiny reader for `tests/data/five-rounds`, and programmes made up for the tests of pictures.

use std::path::Path;

use unmentor::domain::{
    Answer, Pair, Participant, ParticipantId, Person, Programme, Response, Round, RoundHead,
    RoundNumber,
};

/// The rows of one of the files, each as its cells.
pub fn rows(file: &str) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/five-rounds");
    let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The programme that the files describe: people, pairs, answers.
pub fn programme() -> Programme {
    let mut programme = Programme::default();
    for row in rows("participants.csv") {
        let participant =
            Participant::new(ParticipantId::parse(&row[0]).unwrap(), &row[1], &row[2]);
        programme.roster.add(participant).unwrap();
    }
    let history = rows("history.csv");
    for number in 1..=5 {
        let own: Vec<_> = history.iter().filter(|row| row[0] == number.to_string()).collect();
        let someone = |id: &String| programme.roster.by_id(id);
        let pairs = (1..).zip(&own).map(|(pair, row)| {
            let two = (someone(&row[5]).unwrap(), someone(&row[6]).unwrap());
            Pair::new(pair, two.0, two.1, someone(&row[7])).unwrap()
        });
        let mut round = round(number, &own[0][1], pairs.collect());
        let answers = rows("responses.csv").into_iter().filter(|row| row[1] == number.to_string());
        let responses = answers.map(|row| Response {
            answer: Answer::from_word(&row[5]),
            ..Response::silent(someone(&row[3]).unwrap())
        });
        round.respond_all(responses.collect()).unwrap();
        programme.rounds.push(round);
    }
    programme
}

/// An invented programme: everybody in every round with somebody else, three fifths of them meet.
pub fn invented(people: u32, rounds: u32) -> Programme {
    let mut programme = Programme::default();
    for number in 1..=people {
        let id = ParticipantId::numbered(number);
        programme.roster.add(Participant::new(id, &format!("Person {number}"), "")).unwrap();
    }
    let mut state = 12345_u64;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for number in 1..=rounds {
        let mut order: Vec<u32> = (0..people).filter(|_| random(10) < 7).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, random(last + 1));
        }
        let pairs: Vec<Pair> = (1..)
            .zip(order.chunks_exact(2))
            .map(|(pair, two)| Pair::new(pair, Person(two[0]), Person(two[1]), None).unwrap())
            .collect();
        let said = pairs.iter().map(|pair| Response {
            answer: [
                Some(Answer::Yes),
                Some(Answer::Yes),
                Some(Answer::Yes),
                Some(Answer::No),
                None,
            ][random(5)],
            ..Response::silent(pair.members()[0])
        });
        let said = said.collect();
        let mut round = round(number, "2025-03-01", pairs);
        round.respond_all(said).unwrap();
        programme.rounds.push(round);
    }
    programme
}

pub fn round(number: u32, date: &str, pairs: Vec<Pair>) -> Round {
    let head = RoundHead {
        number: RoundNumber::new(number).unwrap(),
        date: date.parse().unwrap(),
        closes: None,
        interval_months: None,
        draw: None,
    };
    Round::new(head, pairs, vec![]).unwrap()
}
