//! The network of everybody who was ever given a partner, and how it stood in each round.
//!
//! A single round is only separate pairs. The picture of a round therefore shows everything up to
//! it: its own lines strong, those of earlier rounds faint. This module says what is to be seen,
//! not where and in which colours; [`render::network`](crate::render::network) does that.

mod standing;

use std::borrow::Cow;

use chrono::NaiveDate;

pub use standing::{Node, Picture, Role};

use super::outcomes::OutcomeCounts;
use super::people::People;
use crate::domain::{
    Pair, PairId, ParticipantId, Person, Programme, Response, Round, RoundNumber, Standing, Trait,
};

/// All rounds of a programme as one network.
#[derive(Debug, Clone)]
pub struct Network<'a> {
    /// The name of the scheme.
    pub programme: &'a str,
    /// Whether names and ids stay hidden.
    pub anonymous: bool,
    /// The headings of the organiser's own columns.
    pub further_columns: &'a [String],
    /// The rounds, numbers ascending.
    pub rounds: Vec<RoundCounts>,
    /// Everybody who was ever in a pair, in the order of the roster; in an anonymous network in
    /// that of their neutral numbers, since the order of the roster would give them away.
    pub members: Vec<Member<'a>>,
    /// The lines, by round, then in the order of the pairs; a trio gives three.
    pub lines: Vec<Line>,
}

/// Somebody in the network. There is no address here, so none can get into a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    /// Who it is.
    pub person: Person,
    /// The id in the roster.
    pub id: &'a ParticipantId,
    /// The name in the roster, as it was typed: not escaped, not cleaned.
    pub name: &'a str,
    /// The organisation, the sector and the region in the roster, as they were typed.
    pub traits: [&'a str; 3],
    /// The word of the status in the roster.
    pub status: &'static str,
    /// The same with what tells them from a namesake.
    pub called: Cow<'a, str>,
    /// Cells of the organiser's own columns.
    pub further: &'a [String],
    /// The number in pictures without names, the same as in reports; see [`People`].
    pub number: usize,
    /// The first round in which they were in a pair.
    pub first: RoundNumber,
}

/// One round and its pairs, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundCounts {
    /// The round.
    pub number: RoundNumber,
    /// The day people were introduced.
    pub date: NaiveDate,
    /// What became of its pairs.
    pub counts: OutcomeCounts,
}

/// Two people who were put together in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Their positions in [`Network::members`], the lower one first.
    pub ends: (u32, u32),
    /// The pair or trio.
    pub pair: PairId,
    /// Whether there are two more lines of the same trio.
    pub trio: bool,
    /// How the pair or trio stands.
    pub standing: Standing,
}

impl<'a> Network<'a> {
    /// The network of a programme as it stands on a day; cost linear in its rounds.
    pub fn of(programme: &'a Programme, today: NaiveDate) -> Self {
        Self::new(programme, false, today)
    }

    /// The same network without names and ids, for those outside the programme.
    pub fn anonymous(programme: &'a Programme, today: NaiveDate) -> Self {
        Self::new(programme, true, today)
    }

    /// Either of the two.
    pub fn new(programme: &'a Programme, anonymous: bool, today: NaiveDate) -> Self {
        let mut first: Vec<Option<RoundNumber>> = vec![None; programme.roster.len()];
        for round in programme.rounds() {
            for person in round.people() {
                first[person.index()].get_or_insert(round.number());
            }
        }
        let people = People::of(&programme.roster);
        let mut members = Vec::with_capacity(first.iter().flatten().count());
        let everybody = programme.roster.iter().zip(first);
        members.extend(everybody.filter_map(|((person, participant), first)| {
            let number = people.label(person).map_or(0, |label| label.number);
            let (id, name) = (&participant.id, participant.shown_name());
            let traits = Trait::ALL.map(|what| what.of(participant));
            let (called, status) = (programme.roster.called(person), participant.status.word());
            let (further, first) = (&*participant.further, first?);
            Some(Member { person, id, name, traits, status, called, further, number, first })
        }));
        if anonymous {
            members.sort_unstable_by_key(|member| member.number);
        }
        let mut place = vec![0; programme.roster.len()];
        for (at, member) in (0..).zip(&members) {
            place[member.person.index()] = at;
        }
        let mut network = Self {
            programme: &programme.settings.name,
            anonymous,
            further_columns: programme.roster.further_columns(),
            rounds: Vec::with_capacity(programme.rounds().len()),
            members,
            lines: Vec::with_capacity(programme.couples()),
        };
        for round in programme.rounds() {
            let pairs = round.standings(today, &programme.settings);
            network.append(round, pairs, |person| place[person.index()]);
        }
        network
    }

    fn append<'r>(
        &mut self,
        round: &Round,
        pairs: impl Iterator<Item = (&'r Pair, &'r [Response], Standing)>,
        place: impl Fn(Person) -> u32,
    ) {
        let number = round.number();
        let mut counts = OutcomeCounts::default();
        for (pair, _, standing) in pairs {
            counts.add(standing);
            self.lines.extend(pair.connections().map(|couple| {
                let [a, b]: [u32; 2] = couple.members().map(&place);
                let ends = (a.min(b), a.max(b));
                Line { ends, pair: pair.id(number), trio: pair.is_trio(), standing }
            }));
        }
        self.rounds.push(RoundCounts { number, date: round.head.date, counts });
    }

    /// What became of all pairs.
    pub fn counts(&self) -> OutcomeCounts {
        self.rounds.iter().map(|round| round.counts).sum()
    }

    /// The lines of a round; none when there is no such round.
    pub fn lines_of(&self, round: RoundNumber) -> &[Line] {
        let from = self.lines.partition_point(|line| line.pair.round < round);
        let to = self.lines.partition_point(|line| line.pair.round <= round);
        &self.lines[from..to]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Answer, Collection, Participant, RoundHead};

    fn programme() -> Programme {
        let mut programme = Programme::default();
        for number in 1..=6 {
            let id = ParticipantId::numbered(number);
            programme.roster.add(Participant::new(id, &format!("Person {number}"), "")).unwrap();
        }
        programme.with_rounds([
            round(2, &[&[4, 2, 1], &[3, 5]], &[4]),
            round(4, &[&[1, 3], &[2, 0]], &[1, 0]),
        ])
    }

    fn round(number: u32, pairs: &[&[u32]], said_yes: &[u32]) -> Round {
        let head = RoundHead {
            number: RoundNumber::new(number).unwrap(),
            date: NaiveDate::default(),
            closes: None,
            interval: None,
            answers: Collection::Asked,
            draw: None,
        };
        let pairs = (1..).zip(pairs).map(|(number, who)| {
            Pair::new(number, Person(who[0]), Person(who[1]), who.get(2).map(|&c| Person(c)))
        });
        let mut round = Round::new(head, pairs.map(Option::unwrap).collect(), vec![]).unwrap();
        for &person in said_yes {
            let person = Person(person);
            let yes = Response { answer: Some(Answer::Yes), ..Response::silent(person) };
            round.respond(yes).unwrap();
        }
        round
    }

    #[test]
    fn a_trio_is_one_pair_with_three_lines() {
        let programme = programme();
        let network = Network::of(&programme, NaiveDate::MAX);
        let second = RoundNumber::new(2).unwrap();
        let counts =
            OutcomeCounts { pairs: 2, met: 1, not_confirmed: 1, ..OutcomeCounts::default() };
        assert_eq!(network.rounds[0].counts, counts);
        assert_eq!(network.lines_of(second).len(), 4);
        assert_eq!(network.lines_of(RoundNumber::new(3).unwrap()), []);
        let met: Vec<_> =
            network.picture(second).unwrap().nodes.iter().map(|n| (n.member, n.met)).collect();
        assert_eq!(met, [(1, 1), (2, 1), (3, 0), (4, 1), (5, 0)]);
    }

    #[test]
    fn the_order_of_an_anonymous_network_is_not_that_of_the_roster() {
        let programme = programme();
        let (named, anonymous) = (
            Network::of(&programme, NaiveDate::MAX),
            Network::anonymous(&programme, NaiveDate::MAX),
        );
        let numbers: Vec<_> = anonymous.members.iter().map(|member| member.number).collect();
        assert!(numbers.is_sorted() && !named.members.iter().is_sorted_by_key(|m| m.number));
        let ends = |network: &Network| -> Vec<_> {
            let id = |end: u32| network.members[end as usize].id.to_string();
            let lines = network.lines.iter();
            let both = |line: &Line| BTreeSet::from([id(line.ends.0), id(line.ends.1)]);
            lines.map(both).collect()
        };
        assert_eq!(ends(&named), ends(&anonymous));
        assert!(anonymous.lines.iter().all(|line| line.ends.0 < line.ends.1));
    }

    #[test]
    fn a_picture_shows_everything_up_to_its_round() {
        use Role::{Joined, NotIn, TookPart};
        let programme = programme();
        let network = Network::of(&programme, NaiveDate::MAX);
        let picture = network.picture(RoundNumber::new(4).unwrap()).unwrap();
        assert_eq!((picture.earlier.len(), picture.current.len()), (4, 2));
        let roles: Vec<_> = picture.nodes.iter().map(|n| (n.role, n.met)).collect();
        let expected =
            [(Joined, 1), (TookPart, 2), (TookPart, 2), (TookPart, 1), (NotIn, 1), (NotIn, 0)];
        assert_eq!(roles, expected);
        assert!(network.picture(RoundNumber::FIRST).is_none());
    }
}
