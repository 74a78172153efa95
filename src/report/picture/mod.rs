//! The network of everybody who was ever given a partner, and how it stood in each round.
//!
//! A single round is only separate pairs. The picture of a round therefore shows everything up to
//! it: its own lines strong, those of earlier rounds faint. This module says what is to be seen,
//! not where and in which colours; [`render::network`](crate::render::network) does that.

use chrono::NaiveDate;

use crate::domain::{
    AnswerRule, Outcome, PairId, ParticipantId, Person, Programme, Round, RoundNumber,
};
use crate::report::people::People;

/// All rounds of a programme as one network.
#[derive(Debug, Clone)]
pub struct Network<'a> {
    /// The name of the scheme.
    pub programme: &'a str,
    /// Whether names and ids stay hidden.
    pub anonymous: bool,
    /// The rounds, numbers ascending.
    pub rounds: Vec<RoundCounts>,
    /// Everybody who was ever in a pair, in the order of the roster; in an anonymous network in
    /// that of their neutral numbers, since the order of the roster would give them away.
    pub members: Vec<Member<'a>>,
    /// The lines, by round, then in the order of the pairs; a trio gives three.
    pub lines: Vec<Line>,
}

/// Somebody in the network. There is no address here, so none can get into a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'a> {
    /// Who it is.
    pub person: Person,
    /// The id in the roster.
    pub id: &'a ParticipantId,
    /// The name in the roster, as it was typed: not escaped, not cleaned.
    pub name: &'a str,
    /// The number in pictures without names, the same as in reports; see [`People`].
    pub number: usize,
    /// The first round in which they were in a pair.
    pub first: RoundNumber,
}

/// The pairs of one round, counted; a trio is one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundCounts {
    /// The round.
    pub number: RoundNumber,
    /// The day people were introduced.
    pub date: NaiveDate,
    /// Pairs and trios.
    pub pairs: u32,
    /// How many of them met.
    pub met: u32,
    /// How many said that they did not.
    pub not_met: u32,
    /// How many did not confirm.
    pub not_confirmed: u32,
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
    /// Whether the pair or trio met.
    pub outcome: Outcome,
}

/// The network as it stood in one round.
#[derive(Debug, Clone)]
pub struct Picture<'n> {
    /// The whole of it, later rounds included.
    pub network: &'n Network<'n>,
    /// The round.
    pub round: RoundCounts,
    /// Everybody who was in a pair up to this round, in the order of the members.
    pub nodes: Vec<Node>,
    /// The lines of earlier rounds.
    pub earlier: &'n [Line],
    /// The lines of this round.
    pub current: &'n [Line],
}

/// Somebody in the picture of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The position in [`Network::members`].
    pub member: u32,
    /// What this round was to them.
    pub role: Role,
    /// How many of their conversations took place so far; one in a trio counts once.
    pub met: u32,
}

/// What a round was to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// In a pair, and before that as well.
    TookPart,
    /// In a pair for the first time.
    Joined,
    /// In no pair, but earlier.
    NotIn,
}

impl Role {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 3] = [Self::TookPart, Self::Joined, Self::NotIn];

    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::TookPart => "took part",
            Self::Joined => "joined this round",
            Self::NotIn => "not in this round",
        }
    }
}

impl<'a> Network<'a> {
    /// The network of a programme; cost linear in its rounds.
    pub fn of(programme: &'a Programme) -> Self {
        Self::new(programme, false)
    }

    /// The same network without names and ids, for those outside the programme.
    pub fn anonymous(programme: &'a Programme) -> Self {
        Self::new(programme, true)
    }

    fn new(programme: &'a Programme, anonymous: bool) -> Self {
        let mut first: Vec<Option<RoundNumber>> = vec![None; programme.roster.len()];
        for round in &programme.rounds {
            for person in round.people() {
                first[person.index()].get_or_insert(round.number());
            }
        }
        let people = People::of(&programme.roster);
        let everybody = programme.roster.iter().zip(first);
        let mut members: Vec<Member> = everybody
            .filter_map(|((person, participant), first)| {
                let number = people.label(person).map_or(0, |label| label.number);
                let (id, name) = (&participant.id, participant.shown_name());
                Some(Member { person, id, name, number, first: first? })
            })
            .collect();
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
            rounds: Vec::with_capacity(programme.rounds.len()),
            members,
            lines: Vec::new(),
        };
        for round in &programme.rounds {
            network.append(round, programme.settings.answers, |person| place[person.index()]);
        }
        network
    }

    fn append(&mut self, round: &Round, rule: AnswerRule, place: impl Fn(Person) -> u32) {
        let number = round.number();
        let mut counts = RoundCounts {
            number,
            date: round.head.date,
            pairs: 0,
            met: 0,
            not_met: 0,
            not_confirmed: 0,
        };
        for (pair, said) in round.answered_pairs() {
            let outcome = rule.verdict(said).outcome;
            counts.pairs += 1;
            *counts.of_mut(outcome) += 1;
            self.lines.extend(pair.connections().map(|(a, b)| {
                let (a, b): (u32, u32) = (place(a), place(b));
                let ends = (a.min(b), a.max(b));
                Line { ends, pair: pair.id(number), trio: pair.is_trio(), outcome }
            }));
        }
        self.rounds.push(counts);
    }

    /// The lines of a round; none when there is no such round.
    pub fn lines_of(&self, round: RoundNumber) -> &[Line] {
        let from = self.lines.partition_point(|line| line.pair.round < round);
        let to = self.lines.partition_point(|line| line.pair.round <= round);
        &self.lines[from..to]
    }

    /// The network as it stood in a round; `None` when there is no such round.
    pub fn picture(&self, round: RoundNumber) -> Option<Picture<'_>> {
        let counts = *self.rounds.iter().find(|counts| counts.number == round)?;
        let from = self.lines.partition_point(|line| line.pair.round < round);
        let current = self.lines_of(round);
        let mut present = vec![false; self.members.len()];
        for end in current.iter().flat_map(|line| <[u32; 2]>::from(line.ends)) {
            present[end as usize] = true;
        }
        let met = self.conversations(from + current.len());
        let nodes = (0..).zip(self.members.iter().zip(present).zip(met));
        let nodes = nodes.filter(|(_, ((member, _), _))| member.first <= round);
        let nodes = nodes.map(|(position, ((member, present), met))| {
            let role = match present {
                false => Role::NotIn,
                true if member.first == round => Role::Joined,
                true => Role::TookPart,
            };
            Node { member: position, role, met }
        });
        Some(Picture {
            network: self,
            round: counts,
            nodes: nodes.collect(),
            earlier: &self.lines[..from],
            current,
        })
    }

    /// How many conversations of each member took place, as the first so many lines have it.
    ///
    /// Everybody in a trio stands at the end of two of its lines, so each of those is half a
    /// conversation.
    fn conversations(&self, lines: usize) -> Vec<u32> {
        let mut halves = vec![0; self.members.len()];
        for line in self.lines[..lines].iter().filter(|line| line.outcome == Outcome::Met) {
            for end in <[u32; 2]>::from(line.ends) {
                halves[end as usize] += if line.trio { 1 } else { 2 };
            }
        }
        halves.into_iter().map(|halves: u32| halves / 2).collect()
    }
}

impl RoundCounts {
    /// How many pairs had an outcome.
    pub fn of(&self, outcome: Outcome) -> u32 {
        match outcome {
            Outcome::Met => self.met,
            Outcome::NotMet => self.not_met,
            Outcome::NotConfirmed => self.not_confirmed,
        }
    }

    fn of_mut(&mut self, outcome: Outcome) -> &mut u32 {
        match outcome {
            Outcome::Met => &mut self.met,
            Outcome::NotMet => &mut self.not_met,
            Outcome::NotConfirmed => &mut self.not_confirmed,
        }
    }
}

impl std::fmt::Display for RoundCounts {
    /// `Round 5: 37 pairs, 20 met, 11 did not meet, 6 not confirmed`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { number, pairs, met, not_met, not_confirmed, .. } = self;
        let noun = if *pairs == 1 { "pair" } else { "pairs" };
        write!(f, "Round {number}: {pairs} {noun}, {met} met, {not_met} did not meet, ")?;
        write!(f, "{not_confirmed} not confirmed")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Answer, Pair, Participant, Response, RoundHead};

    fn programme() -> Programme {
        let mut programme = Programme::default();
        for number in 1..=6 {
            let id = ParticipantId::numbered(number);
            programme.roster.add(Participant::new(id, &format!("Person {number}"), "")).unwrap();
        }
        programme.rounds =
            vec![round(2, &[&[4, 2, 1], &[3, 5]], &[4]), round(4, &[&[1, 3], &[2, 0]], &[1, 0])];
        programme
    }

    fn round(number: u32, pairs: &[&[u32]], said_yes: &[u32]) -> Round {
        let head = RoundHead {
            number: RoundNumber::new(number).unwrap(),
            date: NaiveDate::default(),
            closes: None,
            interval_months: None,
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
        let network = Network::of(&programme);
        let second = RoundNumber::new(2).unwrap();
        assert_eq!(
            network.rounds[0].to_string(),
            "Round 2: 2 pairs, 1 met, 0 did not meet, 1 not confirmed"
        );
        assert_eq!(network.lines_of(second).len(), 4);
        assert_eq!(network.lines_of(RoundNumber::new(3).unwrap()), []);
        let met: Vec<_> =
            network.picture(second).unwrap().nodes.iter().map(|n| (n.member, n.met)).collect();
        assert_eq!(met, [(1, 1), (2, 1), (3, 0), (4, 1), (5, 0)]);
    }

    #[test]
    fn the_order_of_an_anonymous_network_is_not_that_of_the_roster() {
        let programme = programme();
        let (named, anonymous) = (Network::of(&programme), Network::anonymous(&programme));
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
        let network = Network::of(&programme);
        let picture = network.picture(RoundNumber::new(4).unwrap()).unwrap();
        assert_eq!((picture.earlier.len(), picture.current.len()), (4, 2));
        let roles: Vec<_> = picture.nodes.iter().map(|n| (n.role, n.met)).collect();
        let expected =
            [(Joined, 1), (TookPart, 2), (TookPart, 2), (TookPart, 1), (NotIn, 1), (NotIn, 0)];
        assert_eq!(roles, expected);
        assert!(network.picture(RoundNumber::FIRST).is_none());
    }
}
