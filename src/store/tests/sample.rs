//! A small programme to play with.

use chrono::NaiveDate;

use crate::domain::{
    Answer, Collection, Couple, Draw, Exclusion, Interval, Odd, Pair, Participant, ParticipantId,
    Person, Programme, Reason, Response, Rhythm, Roster, Round, RoundHead, RoundNumber, SatOut,
    Settings, Status, Trait, Wish,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Seven people, hostile names among them, one further column.
pub fn roster() -> Roster {
    let mut roster = Roster::with_further_columns(vec!["Note, mine".into()]);
    for (number, name) in (1..).zip([
        "Ada Ames",
        "Ben Bo",
        "Cy \"C\" Cole, Dr",
        "=1+1",
        "Eve\nEll",
        "'Fay",
        "Gus Gee",
    ]) {
        let email = format!("p{number}@example.org");
        let mut participant = Participant::new(ParticipantId::numbered(number), name, &email);
        participant.organisation = "North, & South".into();
        participant.further = vec![format!("note {number}")];
        roster.add(participant).unwrap();
    }
    roster.edit(Person(1), |p| p.status = Status::Paused { until: Some(day("2026-12-01")) });
    roster.edit(Person(2), |p| p.rhythm = Rhythm::new(3).unwrap());
    roster.edit(Person(6), |p| {
        p.status = Status::Left;
        p.left = Some(day("2026-10-31"));
    });
    roster
}

pub fn round(number: u32) -> Round {
    let head = RoundHead {
        number: RoundNumber::new(number).unwrap(),
        date: day("2026-11-02"),
        closes: Some(day("2026-11-30")),
        interval: Some(Interval::MONTH),
        answers: Collection::Asked,
        draw: (number > 1).then(|| Draw {
            seed: 7,
            algorithm: "blossom-1".into(),
            odd: Odd::Trio,
            wishes: vec![Wish::Apart(Trait::Sector), Wish::SecondChance],
        }),
    };
    let pairs = vec![
        Pair::new(1, Person(0), Person(3), None).unwrap(),
        Pair::new(2, Person(5), Person(1), Some(Person(4))).unwrap().led_by(Person(4)),
    ];
    let out = SatOut { person: Person(2), why: "it was their turn".into() };
    Round::new(head, pairs, vec![out]).unwrap()
}

/// A round in which some have answered.
pub fn answered(number: u32) -> Round {
    let mut round = round(number);
    let mut said = Response::silent(Person(3));
    said.answer = Some(Answer::No);
    said.answered_on = Some(day("2026-11-20"));
    said.reason = Some(Reason::NoReply);
    said.set_words("-no reply, \"none\"", "@all\r\n'=1 ");
    round.respond(said).unwrap();
    let yes =
        Response { answer: Some(Answer::Yes), rating: Some(5), ..Response::silent(Person(4)) };
    round.respond(yes).unwrap();
    round
}

pub fn programme() -> Programme {
    let settings = Settings { name: "Tea & talk".into(), ..Settings::default() };
    let people = Couple::new(Person(0), Person(1)).unwrap();
    let exclusions = vec![Exclusion { people, why: "=they share a desk".into() }];
    Programme::new(settings, roster(), exclusions).with_rounds([answered(1), round(2)])
}
