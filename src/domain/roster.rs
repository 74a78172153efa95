//! The roster: who takes part in the programme.

mod by_id;
mod namesakes;

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::ids::{ParticipantId, Person, RoundNumber};
use crate::text::quote;
use by_id::ById;
use namesakes::Namesakes;

/// A wish for one round only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextTime {
    /// The round.
    pub round: RoundNumber,
    /// They are in; else they are out.
    pub is_in: bool,
}

impl NextTime {
    /// Reads it as the roster has it: `7 in`, `7 out`.
    pub fn parse(cell: &str) -> Option<Self> {
        let (round, word) = cell.trim().split_once(' ')?;
        let is_in = match word.trim().to_ascii_lowercase().as_str() {
            "in" => true,
            "out" => false,
            _ => return None,
        };
        Some(Self { round: RoundNumber::new(round.parse().ok()?)?, is_in })
    }

    /// The word for being in or out.
    pub const fn word(is_in: bool) -> &'static str {
        if is_in { "in" } else { "out" }
    }
}

impl fmt::Display for NextTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.round, Self::word(self.is_in))
    }
}

/// One person of the scheme, as the organiser's roster has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Given once, never reused.
    pub id: ParticipantId,
    /// The name; empty only for somebody who was forgotten.
    pub name: String,
    /// The address; empty only for somebody who was forgotten.
    pub email: String,
    /// Where they work; may be empty, as may the next two.
    pub organisation: String,
    /// The kind of organisation.
    pub sector: String,
    /// The part of the country.
    pub region: String,
    /// Whether they take part at present.
    pub status: Status,
    /// How often they want to take part.
    pub rhythm: Rhythm,
    /// The day they signed up, when known.
    pub joined: Option<NaiveDate>,
    /// The day they left, when they did and it is known.
    pub left: Option<NaiveDate>,
    /// Whether they wish to take part in one certain round.
    pub next: Option<NextTime>,
    /// Cells of the organiser's own columns, as [`Roster::further_columns`] names them.
    pub further: Vec<String>,
}

impl Participant {
    /// A new participant of whom only the name and the address are known.
    pub fn new(id: ParticipantId, name: &str, email: &str) -> Self {
        Self {
            id,
            name: name.into(),
            email: email.into(),
            organisation: String::new(),
            sector: String::new(),
            region: String::new(),
            status: Status::Active,
            rhythm: Rhythm::EVERY_ROUND,
            joined: None,
            left: None,
            next: None,
            further: Vec::new(),
        }
    }

    /// Whether only a row without details is left of them; see [`forget`](super::forget).
    pub fn is_forgotten(&self) -> bool {
        self.name.is_empty() && self.email.is_empty()
    }

    /// The name as people read it: `(forgotten)` where there is none any more.
    pub fn shown_name(&self) -> &str {
        if self.is_forgotten() { "(forgotten)" } else { &self.name }
    }

    /// Who it is, for a message: the name in quotes and the id, as `Jo Smith` (P0042).
    pub fn label(&self) -> String {
        format!("{} ({})", quote(&self.name), self.id)
    }

    /// Whether they take part on a day, as far as their status says.
    ///
    /// Somebody who is paused is back on the day named by `until`.
    pub fn takes_part_on(&self, day: NaiveDate) -> bool {
        match self.status {
            Status::Active => true,
            Status::Paused { until } => until.is_some_and(|until| until <= day),
            Status::Left => false,
        }
    }
}

/// Whether somebody takes part at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Takes part.
    Active,
    /// Pauses, until the day named or until further notice.
    Paused {
        /// The first day on which they take part again.
        until: Option<NaiveDate>,
    },
    /// Has left the scheme.
    Left,
}

impl Status {
    /// The word in the roster.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused { .. } => "paused",
            Self::Left => "left",
        }
    }

    /// The first day after a pause, where it is known.
    pub fn until(self) -> Option<NaiveDate> {
        match self {
            Self::Paused { until } => until,
            Self::Active | Self::Left => None,
        }
    }
}

/// How often somebody takes part: every round, every second or every third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm(u8);

impl Rhythm {
    /// The usual rhythm.
    pub const EVERY_ROUND: Self = Self(1);

    /// `None` unless the number of rounds is 1, 2 or 3.
    pub fn new(rounds: u8) -> Option<Self> {
        (1..=3).contains(&rounds).then_some(Self(rounds))
    }

    /// Every how many rounds.
    pub fn rounds(self) -> u8 {
        self.0
    }
}

/// Everybody who ever signed up, in the order of the organiser's file.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    further_columns: Vec<String>,
    people: Vec<Participant>,
    by_id: ById,
    /// Found out when somebody asks, and again after each change.
    namesakes: OnceLock<Namesakes>,
}

impl PartialEq for Roster {
    /// The index follows from the people, in more than one way.
    fn eq(&self, other: &Self) -> bool {
        (&self.further_columns, &self.people) == (&other.further_columns, &other.people)
    }
}

impl Eq for Roster {}

impl Roster {
    /// A roster without people, with the organiser's own further columns.
    pub fn with_further_columns(further_columns: Vec<String>) -> Self {
        Self { further_columns, ..Self::default() }
    }

    /// The headings of the organiser's own columns, in their order.
    pub fn further_columns(&self) -> &[String] {
        &self.further_columns
    }

    /// The position of the organiser's own column with a heading, in whatever case.
    pub fn further_column(&self, heading: &str) -> Option<usize> {
        let same = |own: &String| own.trim().eq_ignore_ascii_case(heading.trim());
        self.further_columns.iter().position(same)
    }

    /// Adds a column of the organiser's own at the end, empty for everybody so far.
    pub fn add_further_column(&mut self, heading: &str) {
        self.further_columns.push(heading.into());
        for participant in &mut self.people {
            participant.further.push(String::new());
        }
    }

    /// Adds a participant; `None` when the id is taken already. Missing further cells are empty.
    pub fn add(&mut self, mut participant: Participant) -> Option<Person> {
        let person = Person(u32::try_from(self.people.len()).ok()?);
        if self.by_id.find(participant.id.as_str()).is_some() {
            return None;
        }
        participant.further.resize(self.further_columns.len(), String::new());
        self.by_id.insert(&participant.id, person);
        self.people.push(participant);
        self.namesakes.take();
        Some(person)
    }

    /// How many people.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Everybody, with their handles.
    pub fn iter(&self) -> impl Iterator<Item = (Person, &Participant)> {
        (0..).map(Person).zip(&self.people)
    }

    /// The participant behind a handle of this roster.
    ///
    /// # Panics
    /// When the handle comes from another, longer roster.
    pub fn get(&self, person: Person) -> &Participant {
        &self.people[person.index()]
    }

    /// The participant behind a handle, to change what is not their id.
    ///
    /// # Panics
    /// When the handle comes from another, longer roster.
    pub fn edit(&mut self, person: Person, change: impl FnOnce(&mut Participant)) {
        let participant = &mut self.people[person.index()];
        let id = participant.id.clone();
        change(participant);
        participant.id = id;
        self.namesakes.take();
    }

    /// Gives somebody a new id of the usual form, unless theirs has it already: an id that was
    /// brought along, such as a staff number, may tell who they are.
    pub fn give_neutral_id(&mut self, person: Person) {
        let id = self.next_id();
        let participant = &mut self.people[person.index()];
        if participant.id.number().is_none() {
            self.namesakes.take();
            self.by_id.remove(&participant.id);
            participant.id = id;
            self.by_id.insert(&self.people[person.index()].id, person);
        }
    }

    /// What people read of somebody: the name, and behind the name of somebody who is not the only
    /// one to have it what tells them apart, their organisation or else the id.
    ///
    /// # Panics
    /// When the handle comes from another, longer roster.
    pub fn called(&self, person: Person) -> Cow<'_, str> {
        let name = self.get(person).shown_name();
        let namesakes = self.namesakes.get_or_init(|| Namesakes::among(&self.people));
        match namesakes.of(person) {
            None => name.into(),
            Some(what) => format!("{name} ({what})").into(),
        }
    }

    /// The person with an id.
    pub fn by_id(&self, id: &str) -> Option<Person> {
        self.by_id.find(id)
    }

    /// The next free id, above every number in use here.
    pub fn next_id(&self) -> ParticipantId {
        let highest = self.people.iter().filter_map(|p| p.id.number()).max();
        ParticipantId::numbered(highest.unwrap_or(0) + 1)
    }
}
