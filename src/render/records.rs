//! The roster and single rounds as JSON: names and shapes that organisers' scripts rely on.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use serde_json::{Map, Value, json};

use crate::domain::outcome::first_reason;
use crate::domain::{
    Amendment, Answer, AnswerRule, Collection, Couple, Field, Participant, Person, Programme,
    Reason, Response, Roster, Round, Standing,
};
use crate::text::clean;

/// Writes a value as indented JSON with a final newline. What could command a terminal or turn the
/// reading direction is written as `\u009b`: the same value, and nothing happens.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let visible = Visible(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *out, visible))?;
    out.write_all(b"\n")
}

/// Somebody's id, name and address.
pub fn member(roster: &Roster, person: Person) -> Value {
    let participant = roster.get(person);
    json!({ "id": participant.id.as_str(), "name": participant.name, "email": participant.email })
}

/// Indented JSON whose texts are harmless on a terminal.
struct Visible<'a>(PrettyFormatter<'a>);

impl Formatter for Visible<'_> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if let Cow::Borrowed(harmless) = clean(fragment) {
            return out.write_all(harmless.as_bytes());
        }
        for c in fragment.chars() {
            let mut bytes = [0; 4];
            let text: &str = c.encode_utf8(&mut bytes);
            if clean(text) == text {
                out.write_all(text.as_bytes())?;
                continue;
            }
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

/// A participant with the roster's columns, the organiser's own ones included.
pub fn participant(roster: &Roster, participant: &Participant) -> Value {
    let mut columns = Map::new();
    for field in Field::ALL {
        let value = match field {
            Field::Rhythm => json!(participant.rhythm.rounds()),
            text => json!(text.get(participant)),
        };
        columns.insert(field.word().into(), value);
    }
    for (heading, cell) in roster.further_columns().iter().zip(&participant.further) {
        columns.entry(heading).or_insert_with(|| json!(cell));
    }
    Value::Object(columns)
}

/// Everything that is held on one person: the roster's columns, what each round says of them, when
/// they sat out and why, and with whom they are never put together.
pub fn person(programme: &Programme, person: Person, today: NaiveDate) -> Value {
    let mut all = participant(&programme.roster, programme.roster.get(person));
    let rounds = programme.rounds().iter().filter_map(|round| {
        let mut pairs = round.standings(today, &programme.settings);
        let (pair, said, standing) = pairs.find(|(pair, ..)| pair.contains(person))?;
        let partners = pair.members().iter().filter(|&&member| member != person);
        let own = said.iter().find(|response| response.person == person);
        let mut record = json!({
            "round": round.number().get(),
            "date": round.head.date,
            "pair": pair.id(round.number()).to_string(),
            "partners": partners.map(|&p| member(&programme.roster, p)).collect::<Vec<_>>(),
            "outcome": standing.outcome().code(),
            "answer": own.and_then(|own| AnswerRecord::new(&programme.roster, own)),
        });
        if standing == Standing::Waiting {
            record["waiting"] = true.into();
        }
        Some(record)
    });
    let sat_out = programme.rounds().iter().filter_map(|round| {
        let out = round.sitting_out().iter().find(|out| out.person == person)?;
        let (number, date) = (round.number().get(), round.head.date);
        Some(json!({ "round": number, "date": date, "why": out.why }))
    });
    let exclusions = programme.exclusions.iter().filter_map(|exclusion| {
        let other = exclusion.people.other(person)?;
        let with = programme.roster.get(other).id.as_str();
        Some(json!({ "with": with, "why": exclusion.why }))
    });
    if let Value::Object(columns) = &mut all {
        columns.insert("rounds".into(), rounds.collect());
        columns.insert("sat_out".into(), sat_out.collect());
        columns.insert("exclusions".into(), exclusions.collect());
    }
    all
}

/// A round with its pairs, outcomes and answers.
#[derive(Debug, Serialize)]
pub struct RoundRecord<'a> {
    round: u32,
    date: NaiveDate,
    closes: Option<NaiveDate>,
    seed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<&'static str>,
    pairs: Vec<PairRecord<'a>>,
    sitting_out: Vec<SatOutRecord<'a>>,
    amended: Vec<AmendmentRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct PairRecord<'a> {
    pair: String,
    members: Vec<MemberRecord<'a>>,
    first: Option<&'a str>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    waiting: bool,
    disagreement: bool,
    reason: Option<&'static str>,
    reason_text: Option<&'a str>,
    answers: Vec<AnswerRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct MemberRecord<'a> {
    id: &'a str,
    name: &'a str,
    email: &'a str,
}

#[derive(Debug, Serialize)]
struct AnswerRecord<'a> {
    id: &'a str,
    answer: Option<&'static str>,
    answered_on: Option<NaiveDate>,
    reason: Option<&'static str>,
    reason_text: &'a str,
    rating: Option<u8>,
    comment: &'a str,
}

#[derive(Debug, Serialize)]
struct SatOutRecord<'a> {
    #[serde(flatten)]
    member: MemberRecord<'a>,
    why: &'a str,
}

#[derive(Debug, Serialize)]
struct AmendmentRecord<'a> {
    date: NaiveDate,
    out: Vec<&'a str>,
    #[serde(rename = "in")]
    joined: Vec<&'a str>,
    together: Vec<[&'a str; 2]>,
    apart: Vec<[&'a str; 2]>,
    seed: u64,
}

impl<'a> RoundRecord<'a> {
    /// The record of a round of this programme on a day.
    pub fn new(programme: &'a Programme, round: &'a Round, today: NaiveDate) -> Self {
        let member = |person| MemberRecord::new(&programme.roster, person);
        let pairs = round.standings(today, &programme.settings).map(|(pair, said, standing)| {
            let reason = standing.is_red().then(|| first_reason(said)).flatten();
            PairRecord {
                pair: pair.id(round.number()).to_string(),
                members: pair.members().iter().copied().map(member).collect(),
                first: pair.first().map(|first| programme.roster.get(first).id.as_str()),
                outcome: standing.outcome().code(),
                waiting: standing == Standing::Waiting,
                disagreement: AnswerRule::disagree(said),
                reason: reason.and_then(|response| response.reason).map(Reason::code),
                reason_text: reason.map(Response::reason_text).filter(|text| !text.is_empty()),
                answers: said
                    .iter()
                    .filter_map(|response| AnswerRecord::new(&programme.roster, response))
                    .collect(),
            }
        });
        Self {
            round: round.number().get(),
            date: round.head.date,
            closes: round.head.closes,
            seed: round.head.draw.as_ref().map(|draw| draw.seed),
            answers: (!round.is_collected()).then_some(Collection::NOT_COLLECTED),
            pairs: pairs.collect(),
            sitting_out: round
                .sitting_out()
                .iter()
                .map(|out| SatOutRecord { member: member(out.person), why: &out.why })
                .collect(),
            amended: round
                .amended
                .iter()
                .map(|amendment| AmendmentRecord::new(&programme.roster, amendment))
                .collect(),
        }
    }
}

impl<'a> MemberRecord<'a> {
    fn new(roster: &'a Roster, person: Person) -> Self {
        let participant = roster.get(person);
        Self { id: participant.id.as_str(), name: &participant.name, email: &participant.email }
    }
}

impl<'a> AmendmentRecord<'a> {
    fn new(roster: &'a Roster, amendment: &Amendment) -> Self {
        let ids = |people: &[Person]| {
            people.iter().map(|&person| roster.get(person).id.as_str()).collect()
        };
        let couples = |couples: &[Couple]| {
            let ids = |two: &Couple| two.members().map(|person| roster.get(person).id.as_str());
            couples.iter().map(ids).collect()
        };
        Self {
            date: amendment.date,
            out: ids(&amendment.out),
            joined: ids(&amendment.joined),
            together: couples(&amendment.together),
            apart: couples(&amendment.apart),
            seed: amendment.seed,
        }
    }
}

impl<'a> AnswerRecord<'a> {
    /// `None` while they have said nothing at all.
    fn new(roster: &'a Roster, response: &'a Response) -> Option<Self> {
        (*response != Response::silent(response.person)).then(|| Self {
            id: roster.get(response.person).id.as_str(),
            answer: response.answer.map(Answer::word),
            answered_on: response.answered_on,
            reason: response.reason.map(Reason::code),
            reason_text: response.reason_text(),
            rating: response.rating,
            comment: response.comment(),
        })
    }
}
