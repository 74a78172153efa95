//! Programmes to test with: those of `tests/data`, read by a tiny reader of its own, and invented
//! ones.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use unmentor::domain::outcome::{Answer, Reason, Response};
use unmentor::domain::{
    Collection, Interval, Pair, Participant, ParticipantId, Person, Programme, Round, RoundHead,
    RoundNumber, SatOut, Status,
};

/// A day after all five rounds have closed.
pub fn today() -> NaiveDate {
    day("2025-07-15")
}

/// A date of a test.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A file of `tests/data`.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The text of a file of `tests/data`.
pub fn data(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

/// The rows of a file of `tests/data`, each as its cells by column.
pub fn rows(name: &str) -> Vec<HashMap<String, String>> {
    let text = data(name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The five rounds.
pub fn five_rounds() -> Programme {
    let mut programme = programme("five-rounds");
    programme.settings.name = "Five rounds".into();
    programme
}

/// The programme of a folder beside the tests.
pub fn programme(folder: &str) -> Programme {
    let mut programme = Programme::default();
    for row in rows(&format!("{folder}/participants.csv")) {
        let id = ParticipantId::parse(&row["id"]).unwrap();
        let mut person = Participant::new(id, &row["name"], &row["email"]);
        person.organisation.clone_from(&row["organisation"]);
        person.sector.clone_from(&row["sector"]);
        person.region.clone_from(&row["region"]);
        person.status = match row["status"].as_str() {
            "active" => Status::Active,
            "paused" => Status::Paused { until: None },
            _ => Status::Left,
        };
        programme.roster.add(person).unwrap();
    }
    let history = rows(&format!("{folder}/history.csv"));
    let responses = rows(&format!("{folder}/responses.csv"));
    for same in history.chunk_by(|one, next| one["round"] == next["round"]) {
        let who = |id: &str| programme.roster.by_id(id);
        let number: u32 = same[0]["round"].parse().unwrap();
        let head = RoundHead {
            interval: same[0]["interval_months"].parse().ok().map(Interval::Months),
            ..head(number, day(&same[0]["date"]), Some(day(&same[0]["closes"])))
        };
        let (paired, alone): (Vec<_>, Vec<_>) = same.iter().partition(|row| !row["b"].is_empty());
        let pairs = (1..).zip(paired).map(|(number, row)| {
            Pair::new(number, who(&row["a"]).unwrap(), who(&row["b"]).unwrap(), who(&row["c"]))
                .unwrap()
        });
        let out = alone
            .into_iter()
            .map(|row| SatOut { person: who(&row["a"]).unwrap(), why: String::new() });
        let mut round = Round::new(head, pairs.collect(), out.collect()).unwrap();
        let own = responses.iter().filter(|row| row["round"] == number.to_string());
        let own = own.map(|row| response(who(&row["person"]).unwrap(), row));
        round.respond_all(own.collect()).unwrap();
        programme.put_round(round);
    }
    programme
}

fn response(person: Person, row: &HashMap<String, String>) -> Response {
    Response {
        answer: Answer::from_word(&row["answer"]),
        answered_on: Some(day(&row["answered_on"])),
        reason: Reason::from_code(&row["reason_code"]),
        ..Response::silent(person)
    }
}

/// The head of a round that was brought in from elsewhere.
pub fn head(number: u32, date: NaiveDate, closes: Option<NaiveDate>) -> RoundHead {
    let number = RoundNumber::new(number).unwrap();
    RoundHead {
        number,
        date,
        closes,
        interval: Some(Interval::MONTH),
        answers: Collection::Asked,
        draw: None,
    }
}

/// Changes a round that is there.
pub fn change_round(programme: &mut Programme, number: u32, change: impl FnOnce(&mut Round)) {
    let mut round = programme.round(RoundNumber::new(number).unwrap()).unwrap().clone();
    change(&mut round);
    programme.put_round(round);
}

/// A round without answers.
pub fn round(number: u32, date: &str, pairs: Vec<Pair>) -> Round {
    Round::new(head(number, day(date), None), pairs, vec![]).unwrap()
}

/// Somebody's answer in a tiny programme.
pub type Said = Option<Answer>;

/// A round of a tiny programme: each pair as its members and what they said, in order.
pub type Pairs = Vec<(Vec<u32>, Vec<Said>)>;

/// A programme of people called `Name 0` onwards, active, without traits; rounds a month apart.
pub fn tiny(people: u32, rounds: &[Pairs]) -> Programme {
    let mut programme = Programme::default();
    for number in 0..people {
        let id = ParticipantId::numbered(number + 1);
        let (name, email) = (format!("Name {number}"), format!("p{number}@north.example"));
        programme.roster.add(Participant::new(id, &name, &email)).unwrap();
    }
    for (number, pairs) in (1..).zip(rounds) {
        let date = day("2025-01-01") + chrono::Months::new(number);
        let built = (1..).zip(pairs).map(|(number, (members, _))| {
            let third = members.get(2).map(|&third| Person(third));
            Pair::new(number, Person(members[0]), Person(members[1]), third).unwrap()
        });
        let mut round = Round::new(head(number, date, None), built.collect(), vec![]).unwrap();
        let said = pairs.iter().flat_map(|(members, said)| members.iter().zip(said));
        let said =
            said.map(|(&member, &answer)| Response { answer, ..Response::silent(Person(member)) });
        round.respond_all(said.collect()).unwrap();
        programme.put_round(round);
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
        programme.put_round(round);
    }
    programme
}

/// Names that try to break out of whatever they are written into.
pub const NASTY: [&str; 11] = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "\"]; evil [label=\"x\" onload='x()'",
    "]]> & </title></svg><!--",
    "\u{1b}[31mred\u{7}\u{0}\u{fffe}\u{2028}",
    "'\\u003c`${alert(3)}`",
    "two\r\nlines\\N\\",
    "right\u{202e}tfel",
    "",
    "=HYPERLINK(\"http://x\")",
    "A very long name that goes on and on and on and never seems to come to an end",
];

/// A programme of people with such names.
pub fn nasty() -> Programme {
    let mut programme = Programme::default();
    programme.settings.name = format!("{}{}", NASTY[1], NASTY[3]);
    for (number, name) in (1..).zip(NASTY) {
        let id = ParticipantId::numbered(number);
        let mut person = Participant::new(id, name, "someone@example.org");
        person.organisation = NASTY[number as usize % 3].into();
        programme.roster.add(person).unwrap();
    }
    let pair = |number, a, b, c| Pair::new(number, Person(a), Person(b), c).unwrap();
    let both = vec![pair(1, 0, 1, None), pair(2, 2, 3, None), pair(3, 4, 5, Some(Person(6)))];
    programme.put_rounds(vec![
        round(1, "2025-01-01", both.clone()),
        round(2, "2025-02-01", both),
        round(
            3,
            "2025-03-01",
            vec![pair(1, 7, 8, None), pair(2, 9, 10, None), pair(3, 0, 1, None)],
        ),
    ]);
    programme
}
