//! Why a round is as it is: what there is to say about its repeats, its odd one and the wishes that
//! it does not keep. What is proven about them stands in [`NextRound::proof`].

use std::collections::HashSet;

use super::couple::Couple;
use super::history::partners_so_far;
use super::ids::Person;
use super::pairing::{NextRound, Proof, Table};
use super::programme::Programme;
use super::running::Running;
use super::settings::{Odd, Wish};

/// The reasons of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// How many people are due.
    pub people: usize,
    /// How many ways there are to put them together, exclusions aside; known when each was
    /// weighed.
    pub weighed: Option<u128>,
    /// People of a repeat who have been together with everybody else who is due, or must never
    /// be: for them any partner is a repeat.
    pub exhausted: Vec<Person>,
    /// Who is in the trio or sits out.
    pub odd: Option<OddOnes>,
    /// The pairs that do not keep a wish, for each wish that is not kept by all.
    pub unmet: Vec<(Wish, Vec<Couple>)>,
}

/// Those who have the odd role in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddOnes {
    /// Each with the rounds so far in which they had it, and those in which they took part.
    pub turns: Vec<(Person, u32, u32)>,
    /// Whether no others have had it less often, by the share of the rounds they were in.
    pub least: bool,
}

/// The reasons of a round that was just drawn for a programme in which it does not stand yet.
pub fn explain(programme: &Programme, next: &NextRound) -> Explanation {
    let mut due: Vec<Person> = next.round.everybody().collect();
    due.sort_unstable();
    let history = partners_so_far(programme);
    let table = Table::new(programme, &due);
    let problem = table.problem(programme, &history, next.round.head.date);
    let barred: HashSet<_> =
        problem.exceptions.iter().map(|e| (e.u.min(e.v), e.u.max(e.v))).collect();
    let experiment = next.experiment.as_ref().or(programme.experiment.as_ref());
    let running = experiment
        .and_then(|one| Running::drawn(one.clone(), next.round.number(), programme.roster.len()));
    let arm = |vertex| running.as_ref().and_then(|running| running.arm(table.person(vertex)));
    let is_exhausted = |person: &Person| {
        table.vertex(*person).is_some_and(|u| {
            let is_barred = |v| arm(u) != arm(v) || barred.contains(&(u.min(v), u.max(v)));
            (0..problem.n).all(|v| u == v || is_barred(v))
        })
    };
    let repeated = next.repeats.iter().flat_map(|repeat| repeat.people.members());
    let mut exhausted: Vec<Person> = repeated.filter(is_exhausted).collect();
    exhausted.sort_unstable();
    exhausted.dedup();
    let connections: Vec<Couple> =
        next.round.pairs().iter().flat_map(super::Pair::connections).collect();
    let unmet = programme.settings.wishes.iter().zip(&problem.wishes).map(|(wish, penalties)| {
        let broken = connections
            .iter()
            .copied()
            .filter(|&two| table.both(two).is_some_and(|(u, v)| penalties.penalty(u, v) > 0));
        (wish.clone(), broken.collect::<Vec<_>>())
    });
    Explanation {
        people: due.len(),
        weighed: (next.proof == Proof::Counted && running.is_none())
            .then(|| ways(due.len() as u128, programme.settings.odd)),
        exhausted,
        odd: odd_ones(programme, next, &table, &problem.burden),
        unmet: unmet.filter(|(_, broken)| !broken.is_empty()).collect(),
    }
}

fn odd_ones(
    programme: &Programme,
    next: &NextRound,
    table: &Table<'_>,
    burden: &[u32],
) -> Option<OddOnes> {
    let trios = next.round.pairs().iter().filter(|pair| pair.is_trio());
    let members = trios.flat_map(|trio| trio.members().iter().copied());
    let bearers: Vec<Person> =
        members.chain(next.round.sitting_out().iter().map(|out| out.person)).collect();
    let own = |person: &Person| burden.get(table.vertex(*person)? as usize).copied();
    let sum: u32 = bearers.iter().filter_map(own).sum();
    let mut all = burden.to_vec();
    all.sort_unstable();
    let least = all.iter().take(bearers.len()).sum::<u32>() == sum;
    let turns = bearers.iter().map(|&person| {
        let (mut had, mut took_part) = (0, 0);
        for round in programme.rounds() {
            let alone = round.sitting_out().iter().any(|out| out.person == person);
            let pair = round.pair_of(person);
            took_part += u32::from(alone || pair.is_some());
            had += u32::from(alone || pair.is_some_and(super::Pair::is_trio));
        }
        (person, had, took_part)
    });
    (!bearers.is_empty()).then(|| OddOnes { turns: turns.collect(), least })
}

/// In how many ways this many people can be put together: the product of every second number below
/// an even one, for each trio or each person who sits out. Asked only where all were weighed.
fn ways(people: u128, odd: Odd) -> u128 {
    let pairings = |people: u128| (1..people).step_by(2).product::<u128>();
    match (people % 2, odd) {
        (0, _) => pairings(people),
        (_, Odd::SitOut) => people * pairings(people - 1),
        (_, Odd::Trio) => people * (people - 1) * (people - 2) / 6 * pairings(people - 3),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Trait;
    use super::super::pairing::next_round;
    use super::super::sample::{add_round, month, programme};
    use super::*;

    fn reasons(programme: &Programme) -> Explanation {
        let number = programme.next_number().get();
        explain(programme, &next_round(programme, month(number), 1).unwrap())
    }

    #[test]
    fn the_ways_to_put_people_together_are_counted() {
        assert_eq!((ways(4, Odd::Trio), ways(10, Odd::Trio)), (3, 945));
        assert_eq!((ways(5, Odd::SitOut), ways(5, Odd::Trio), ways(3, Odd::Trio)), (15, 10, 1));
    }

    #[test]
    fn somebody_who_has_been_with_everybody_is_named() {
        let mut programme = programme(4);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        add_round(&mut programme, &[&[0, 2], &[1, 3]]);
        assert_eq!(reasons(&programme).exhausted, []);
        add_round(&mut programme, &[&[0, 3], &[1, 2]]);
        let reasons = reasons(&programme);
        assert_eq!((reasons.exhausted.len(), reasons.weighed), (4, Some(3)));
    }

    #[test]
    fn the_odd_role_goes_to_those_who_have_had_it_least() {
        let mut programme = programme(5);
        add_round(&mut programme, &[&[0, 1], &[2, 3, 4]]);
        let odd = reasons(&programme).odd.unwrap();
        assert!(odd.least && odd.turns.contains(&(Person(0), 0, 1)), "{odd:?}");
    }

    #[test]
    fn pairs_that_break_a_wish_are_named() {
        let mut programme = programme(4);
        for person in 0..3 {
            programme.roster.edit(Person(person), |p| p.organisation = "North".into());
        }
        let unmet = reasons(&programme).unmet;
        assert_eq!(unmet.len(), 1);
        assert_eq!((&unmet[0].0, unmet[0].1.len()), (&Wish::Apart(Trait::Organisation), 1));
    }
}
