//! A round: who was put together with whom, who sat out, and what they said afterwards.

use std::mem;

use chrono::NaiveDate;

use super::absent::Absent;
use super::couple::Couple;
use super::ids::{PairId, Person, RoundNumber};
use super::interval::Interval;
use super::outcome::Response;
use super::settings::{Odd, Wish};

/// Two different people, or three in a trio, with a running number within the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    number: u32,
    members: [Person; 3],
    /// One of the members, or nobody where it is not known.
    first: Person,
}

/// Stands in the third place of a pair that is not a trio, and where nobody is known to write
/// first.
const NOBODY: Person = Person(u32::MAX);

impl Pair {
    /// A pair, or a trio when `third` is given; `None` when somebody stands in it twice.
    pub fn new(number: u32, first: Person, second: Person, third: Option<Person>) -> Option<Self> {
        let third = third.unwrap_or(NOBODY);
        let distinct = first != second && second != third && first != third;
        let real = first != NOBODY && second != NOBODY;
        (distinct && real).then_some(Self {
            number,
            members: [first, second, third],
            first: NOBODY,
        })
    }

    /// The running number within the round, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The name of this pair in a round.
    pub fn id(&self, round: RoundNumber) -> PairId {
        PairId { round, number: self.number }
    }

    /// The two or three people, in the order of the file.
    pub fn members(&self) -> &[Person] {
        &self.members[..if self.is_trio() { 3 } else { 2 }]
    }

    /// Who writes first; `None` in rounds from before that was chosen, and in those that were
    /// brought in.
    pub fn first(&self) -> Option<Person> {
        (self.first != NOBODY).then_some(self.first)
    }

    /// The pair in which one of them writes first; unchanged for anybody else.
    #[must_use]
    pub fn led_by(self, person: Person) -> Self {
        if self.contains(person) { Self { first: person, ..self } } else { self }
    }

    /// Whether there are three.
    pub fn is_trio(&self) -> bool {
        self.members[2] != NOBODY
    }

    /// Whether somebody is one of them.
    pub fn contains(&self, person: Person) -> bool {
        self.members().contains(&person)
    }

    /// The connections: one for a pair, three for a trio.
    pub fn connections(&self) -> impl Iterator<Item = Couple> + use<> {
        let [a, b, c] = self.members;
        let all = [(a, b), (a, c), (b, c)];
        let count = if self.is_trio() { 3 } else { 1 };
        all.into_iter().take(count).map(|(x, y)| Couple::of_different(x, y))
    }
}

/// Somebody without a partner in a round, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SatOut {
    /// Who.
    pub person: Person,
    /// Why, in words that can be sent to them.
    pub why: String,
}

/// How a round was drawn, so that it can be drawn again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// The seed.
    pub seed: u64,
    /// The name of the algorithm, which changes when the same seed would give other pairs.
    pub algorithm: String,
    /// What was done with an odd number.
    pub odd: Odd,
    /// The wishes in force, first one first.
    pub wishes: Vec<Wish>,
}

/// Whether anybody asked the participants of a round how it went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Collection {
    /// They are or were asked.
    #[default]
    Asked,
    /// Nobody ever did: a past round of which only the pairs are known.
    NotCollected,
}

impl Collection {
    /// The words in `round.toml`; absent where people are asked, as they usually are.
    pub const NOT_COLLECTED: &str = "not collected";
}

/// What is known of a round as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundHead {
    /// The number; the rounds of a programme ascend, with gaps allowed.
    pub number: RoundNumber,
    /// The day people were introduced.
    pub date: NaiveDate,
    /// The last day for the conversation and the answer.
    pub closes: Option<NaiveDate>,
    /// The time until the next round, as planned.
    pub interval: Option<Interval>,
    /// Whether there is anything to wait for.
    pub answers: Collection,
    /// How it was drawn; `None` for rounds that were brought in from elsewhere.
    pub draw: Option<Draw>,
}

/// A change of a round after it was drawn, because somebody dropped out or joined late, or two
/// people were to be together or apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The day it was made.
    pub date: NaiveDate,
    /// Who dropped out.
    pub out: Vec<Person>,
    /// Who joined.
    pub joined: Vec<Person>,
    /// Who was to be in one pair.
    pub together: Vec<Couple>,
    /// Who was not to be in one pair.
    pub apart: Vec<Couple>,
    /// The seed of the new pairs.
    pub seed: u64,
}

/// Whose pairs have more time than the others of their round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Longer {
    /// The last day of these pairs.
    pub closes: NaiveDate,
    /// Everybody in them, in ascending order.
    pub people: Vec<Person>,
}

/// One round.
///
/// Invariants: nobody stands in two pairs; there is exactly one response for each person in a
/// pair, in the order of the pairs and their members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Number, dates, draw.
    pub head: RoundHead,
    /// How it was mended since it was drawn, in that order.
    pub amended: Vec<Amendment>,
    /// Who of the scheme had no place in it, in the order of the roster; `None` where nobody knows.
    pub absent: Option<Vec<Absent>>,
    /// Those whose pairs have longer than the round, while an experiment runs.
    pub longer: Option<Longer>,
    pairs: Vec<Pair>,
    responses: Vec<Response>,
    sitting_out: Vec<SatOut>,
}

impl Round {
    /// A round in which nobody has answered yet; `Err` names a person who stands in it twice.
    pub fn new(
        head: RoundHead,
        pairs: Vec<Pair>,
        sitting_out: Vec<SatOut>,
    ) -> Result<Self, Person> {
        // In a programme of any size these are most of its memory: no room beyond what they take.
        let mut responses = Vec::with_capacity(pairs.iter().map(|pair| pair.members().len()).sum());
        let everybody = pairs.iter().flat_map(|pair| pair.members().iter().copied());
        responses.extend(everybody.map(Response::silent));
        let (amended, absent, longer) = (Vec::new(), None, None);
        let round = Self { head, amended, absent, longer, pairs, responses, sitting_out };
        let last = round.everybody().max().map_or(0, Person::index);
        let mut present = vec![false; last + 1];
        let mut is_again = |person: &Person| mem::replace(&mut present[person.index()], true);
        let twice = round.everybody().find(&mut is_again);
        twice.map_or(Ok(round), Err)
    }

    /// The number of the round.
    pub fn number(&self) -> RoundNumber {
        self.head.number
    }

    /// Pairs and trios, in the order of the file.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Whether a pair has more time than the round.
    pub fn is_longer(&self, pair: &Pair) -> bool {
        let longer = self.longer.as_ref();
        longer.is_some_and(|longer| longer.people.binary_search(&pair.members[0]).is_ok())
    }

    /// Those without a partner.
    pub fn sitting_out(&self) -> &[SatOut] {
        &self.sitting_out
    }

    /// The same round with other words on why the same people sat out; `reword` gets each of them.
    #[must_use]
    pub fn rewording(mut self, reword: impl Fn(&mut SatOut)) -> Self {
        for out in &mut self.sitting_out {
            let person = out.person;
            reword(out);
            out.person = person;
        }
        self
    }

    /// What everybody in a pair said, in the order of the pairs and their members.
    pub fn responses(&self) -> &[Response] {
        &self.responses
    }

    /// Each pair with what its members said, in the order of the members.
    pub fn answered_pairs(&self) -> impl Iterator<Item = (&Pair, &[Response])> {
        let mut rest = self.responses.as_slice();
        self.pairs.iter().map(move |pair| {
            let (own, others) = rest.split_at(pair.members().len());
            rest = others;
            (pair, own)
        })
    }

    /// Everybody who was given a partner.
    pub fn people(&self) -> impl Iterator<Item = Person> {
        self.responses.iter().map(|response| response.person)
    }

    /// Everybody in the round: those with a partner, then those who sat out.
    pub fn everybody(&self) -> impl Iterator<Item = Person> {
        self.people().chain(self.sitting_out.iter().map(|out| out.person))
    }

    /// The pair of somebody; cost linear in the round.
    pub fn pair_of(&self, person: Person) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.contains(person))
    }

    /// Puts what somebody said in place of what stood there; `Err` gives it back when that person
    /// was in no pair of this round. Cost linear in the round.
    pub fn respond(&mut self, response: Response) -> Result<(), Response> {
        match self.responses.iter_mut().find(|old| old.person == response.person) {
            Some(old) => {
                *old = response;
                Ok(())
            }
            None => Err(response),
        }
    }

    /// Changes what people said, in place: the responses of everybody, in the order of the pairs
    /// and their members. Whose response it is stays.
    pub fn edit_responses(&mut self, change: impl FnOnce(&mut [Response])) {
        change(&mut self.responses);
        let members = self.pairs.iter().flat_map(Pair::members);
        for (response, &person) in self.responses.iter_mut().zip(members) {
            response.person = person;
        }
    }

    /// Puts many responses at once, in one pass; `Err` gives back those whose person was in no
    /// pair. Of several by one person the last one stands. Cost linear when everybody responds in
    /// the order of the round.
    pub fn respond_all(&mut self, responses: Vec<Response>) -> Result<(), Vec<Response>> {
        let people = responses.iter().map(|response| response.person);
        if people.eq(self.people()) {
            self.responses = responses;
            return Ok(());
        }
        let mut position: Vec<(Person, usize)> =
            self.responses.iter().enumerate().map(|(i, r)| (r.person, i)).collect();
        position.sort_unstable();
        let mut strangers = Vec::new();
        for response in responses {
            match position.binary_search_by_key(&response.person, |&(person, _)| person) {
                Ok(found) => self.responses[position[found].1] = response,
                Err(_) => strangers.push(response),
            }
        }
        if strangers.is_empty() { Ok(()) } else { Err(strangers) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Answer;
    use super::*;

    fn round(pairs: Vec<Pair>) -> Result<Round, Person> {
        let head = RoundHead {
            number: RoundNumber::FIRST,
            date: NaiveDate::MIN,
            closes: None,
            interval: None,
            answers: Collection::Asked,
            draw: None,
        };
        Round::new(head, pairs, vec![])
    }

    #[test]
    fn a_pair_cannot_hold_one_person_twice() {
        assert_eq!(Pair::new(1, Person(3), Person(3), None), None);
        assert_eq!(Pair::new(1, Person(3), Person(4), Some(Person(3))), None);
        let trio = Pair::new(1, Person(9), Person(4), Some(Person(7))).unwrap();
        let connections: Vec<_> = trio.connections().map(Couple::members).collect();
        assert_eq!(connections, [[4, 9], [7, 9], [4, 7]].map(|two| two.map(Person)));
    }

    #[test]
    fn nobody_stands_in_two_pairs() {
        let pair = |number, a, b| Pair::new(number, Person(a), Person(b), None).unwrap();
        assert_eq!(round(vec![pair(1, 0, 1), pair(2, 2, 0)]), Err(Person(0)));
    }

    #[test]
    fn responses_stand_beside_their_pairs() {
        let trio = Pair::new(1, Person(5), Person(2), Some(Person(7))).unwrap();
        let pair = Pair::new(2, Person(1), Person(0), None).unwrap();
        let mut round = round(vec![trio, pair]).unwrap();
        let yes = Response { answer: Some(Answer::Yes), ..Response::silent(Person(0)) };
        round.respond(yes.clone()).unwrap();
        let (_, said) = round.answered_pairs().nth(1).unwrap();
        assert_eq!(said, [Response::silent(Person(1)), yes]);
        assert!(round.respond(Response::silent(Person(8))).is_err());
    }
}
