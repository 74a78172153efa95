//! Asking a number of people why their conversations did not happen: a fair sample.

use chrono::NaiveDate;

use super::ids::{PairId, Person};
use super::outcome::{Family, Response};
use super::programme::Programme;
use super::roster::Status;
use super::round::Round;
use crate::matching::{Random, Stream};

/// What is known of why a conversation did not happen, from one of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// A reason of this family.
    Reason(Family),
    /// An answer without a reason.
    NoReason,
    /// Nothing at all.
    Nothing,
}

impl Said {
    fn of(response: &Response) -> Self {
        match (response.reason, response.answer) {
            (Some(reason), _) => Self::Reason(reason.family()),
            (None, Some(_)) => Self::NoReason,
            (None, None) => Self::Nothing,
        }
    }
}

/// Somebody who is to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToAsk {
    /// What they have said so far.
    pub said: Said,
    /// Who.
    pub person: Person,
    /// The pair whose conversation did not happen.
    pub pair: PairId,
}

/// Those whose conversation of a round did not happen, as far as it is known, and who have not
/// left; in the order of what they said.
pub fn whom(programme: &Programme, round: &Round, day: NaiveDate) -> Vec<ToAsk> {
    let mut all = Vec::new();
    for (pair, said, standing) in round.standings(day, &programme.settings) {
        let here = said.iter().filter(|response| {
            let participant = programme.roster.get(response.person);
            participant.status != Status::Left && !participant.is_forgotten()
        });
        let pair = pair.id(round.number());
        all.extend(here.filter(|_| standing.is_red()).map(|response| ToAsk {
            said: Said::of(response),
            person: response.person,
            pair,
        }));
    }
    all.sort_unstable();
    all
}

/// So many of them by the seed: what they said takes turns, and among those who said the same
/// everybody is as likely as everybody else.
pub fn sample(all: &[ToAsk], people: usize, seed: u64) -> Vec<ToAsk> {
    let mut random = Random::apart(seed, Stream::AskWhy);
    let mut chosen = drawn(all, people, &mut |bound| random.below(bound));
    chosen.sort_unstable();
    chosen
}

/// The same with any source of numbers below a bound. Which kinds get one more, where they cannot
/// all get as many, is chance, too.
fn drawn(all: &[ToAsk], people: usize, below: &mut dyn FnMut(u32) -> u32) -> Vec<ToAsk> {
    let mut kinds: Vec<Vec<ToAsk>> =
        all.chunk_by(|one, other| one.said == other.said).map(Vec::from).collect();
    let mut chosen = Vec::new();
    while chosen.len() < people && !kinds.is_empty() {
        let mut turn: Vec<usize> = (0..kinds.len()).collect();
        while chosen.len() < people && !turn.is_empty() {
            let kind = turn.swap_remove(pick(turn.len(), below));
            let members = &mut kinds[kind];
            chosen.push(members.swap_remove(pick(members.len(), below)));
        }
        kinds.retain(|members| !members.is_empty());
    }
    chosen
}

fn pick(length: usize, below: &mut dyn FnMut(u32) -> u32) -> usize {
    below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::sample::{add_round, answer, change_round, month, programme};
    use super::super::{Answer, Reason, RoundNumber};
    use super::*;

    /// Small worlds: how many people said each thing.
    fn people(sizes: &[u32]) -> Vec<ToAsk> {
        let kinds = [
            Said::Reason(Family::Time),
            Said::Reason(Family::Contact),
            Said::NoReason,
            Said::Nothing,
        ];
        let mut all = Vec::new();
        for (said, size) in kinds.into_iter().zip(sizes) {
            for _ in 0..*size {
                let number = u32::try_from(all.len()).unwrap();
                let pair = PairId { round: RoundNumber::FIRST, number };
                all.push(ToAsk { said, person: Person(number), pair });
            }
        }
        all
    }

    /// Every sample that chance can give, with its probability.
    fn every(all: &[ToAsk], wanted: usize) -> Vec<(Vec<ToAsk>, f64)> {
        let (mut found, mut script) = (Vec::new(), Vec::<(u32, u32)>::new());
        loop {
            let mut at = 0;
            let mut below = |bound: u32| {
                if at == script.len() {
                    script.push((0, bound));
                }
                assert_eq!(script[at].1, bound);
                at += 1;
                script[at - 1].0
            };
            let chosen = drawn(all, wanted, &mut below);
            found.push((chosen, script.iter().map(|&(_, bound)| 1.0 / f64::from(bound)).product()));
            while script.last().is_some_and(|&(number, bound)| number + 1 == bound) {
                script.pop();
            }
            let Some(last) = script.last_mut() else { return found };
            last.0 += 1;
        }
    }

    #[test]
    fn every_sample_that_can_be_drawn_is_spread_and_nobody_is_likelier_than_their_like() {
        for (sizes, wanted) in [
            (&[3, 2, 1, 2][..], 3),
            (&[3, 2, 1, 2], 5),
            (&[4, 1], 3),
            (&[0, 3, 0, 3], 4),
            (&[2, 2, 2], 2),
            (&[1, 1], 5),
            (&[], 3),
        ] {
            let all = people(sizes);
            let samples = every(&all, wanted);
            let total: f64 = samples.iter().map(|(_, chance)| chance).sum();
            assert!((total - 1.0).abs() < 1e-12);
            let mut chance_of: BTreeMap<ToAsk, f64> = BTreeMap::new();
            for (sample, chance) in &samples {
                assert_eq!(sample.len(), wanted.min(all.len()), "{sizes:?}");
                for one in sample {
                    *chance_of.entry(*one).or_default() += chance;
                }
                let number = |kind: Said| sample.iter().filter(|one| one.said == kind).count();
                for kind in all.iter().map(|one| one.said) {
                    let size = all.iter().filter(|one| one.said == kind).count();
                    let most = all.iter().map(|one| number(one.said)).max().unwrap();
                    let fair = number(kind) == size || number(kind) + 1 >= most;
                    assert!(fair, "{sizes:?}: {sample:?}");
                }
            }
            for one in &all {
                for other in all.iter().filter(|other| other.said == one.said) {
                    let apart = chance_of[one] - chance_of[other];
                    assert!(apart.abs() < 1e-12, "{sizes:?}: {one:?} against {other:?}");
                }
            }
        }
    }

    #[test]
    fn the_same_seed_asks_the_same_people() {
        let all = people(&[6, 6, 6, 6]);
        assert_eq!(sample(&all, 7, 5), sample(&all, 7, 5));
        assert!((0..20).any(|seed| sample(&all, 7, seed) != sample(&all, 7, 5)));
    }

    #[test]
    fn only_those_are_asked_whose_conversation_did_not_happen_and_who_are_here() {
        let mut programme = programme(8);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5], &[6, 7]]);
        answer(&mut programme, 1, 0, Answer::Yes);
        answer(&mut programme, 1, 2, Answer::No);
        programme.roster.edit(Person(7), |one| one.status = Status::Left);
        change_round(&mut programme, 1, |round| {
            let response = Response {
                answer: Some(Answer::No),
                reason: Some(Reason::Busy),
                ..Response::silent(Person(4))
            };
            round.respond(response).unwrap();
        });
        let all = whom(&programme, &programme.rounds()[0], month(3));
        let all: Vec<_> = all.iter().map(|one| (one.person.0, one.said)).collect();
        let nothing = |person| (person, Said::Nothing);
        let time = (4, Said::Reason(Family::Time));
        assert_eq!(all, [time, (2, Said::NoReason), nothing(3), nothing(5), nothing(6)]);
    }
}
