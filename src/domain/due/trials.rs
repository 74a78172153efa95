//! Two years of rounds with mixed rhythms, outs, pauses and exclusions.

use std::collections::HashSet;

use super::super::experiment::{Experiment, Primary};
use super::super::history::{odd_role_balance, partners_so_far};
use super::super::pairing::{NextRound, next_round};
use super::super::sample::{couple, month, programme};
use super::super::{
    Couple, Exclusion, Interval, NextTime, Pair, Person, Programme, Rhythm, RoundNumber, Status,
};
use crate::matching::{Edge, MatchingError, Random, minimum_cost_perfect};

const ROUNDS: u32 = 24;

/// So many people, of whom this many in ten take part every second and every third round.
fn mixed(people: u32, second: u32, third: u32) -> Programme {
    let mut programme = programme(people);
    programme.settings.spread_rhythms = true;
    for person in 0..people {
        let rhythm = match person % 10 {
            of_ten if of_ten < second => 2,
            of_ten if of_ten < second + third => 3,
            _ => 1,
        };
        programme.roster.edit(Person(person), |one| one.rhythm = Rhythm::new(rhythm).unwrap());
    }
    programme
}

const MIXTURES: [(u32, u32, u32); 8] = [
    (50, 5, 0),
    (60, 3, 2),
    (50, 9, 0),
    (80, 5, 5),
    (120, 0, 4),
    (53, 10, 0),
    (60, 0, 10),
    (200, 2, 2),
];

/// Who was in each round.
fn there(programme: &Programme) -> Vec<HashSet<Person>> {
    programme.rounds().iter().map(|round| round.everybody().collect()).collect()
}

/// The largest round over the mean of all, and of all twos with a slower rhythm the share that was
/// ever in one round.
fn spread(programme: &Programme) -> (f64, f64) {
    let there = there(programme);
    let mean = there.iter().map(HashSet::len).sum::<usize>() as f64 / there.len() as f64;
    let largest = there.iter().map(HashSet::len).max().unwrap() as f64;
    let slow = programme.roster.iter().filter(|(_, one)| one.rhythm.rounds() > 1);
    let slow: Vec<Person> = slow.map(|(person, _)| person).collect();
    let (mut together, mut twos) = (0.0, 0.0);
    for (at, one) in slow.iter().enumerate() {
        for other in &slow[..at] {
            let both = |round: &HashSet<Person>| round.contains(one) && round.contains(other);
            twos += 1.0;
            together += f64::from(u8::from(there.iter().any(both)));
        }
    }
    (largest / mean, together / twos)
}

#[test]
fn rounds_are_about_as_large_as_each_other_and_everybody_is_in_as_their_rhythm_says() {
    for (people, second, third) in MIXTURES {
        let mut programme = mixed(people, second, third);
        for number in 1..=ROUNDS {
            let next = next_round(&programme, month(number), u64::from(number)).unwrap();
            programme.put_round(next.round);
        }
        let of = format!("{people} people, {second} and {third} of ten");
        let (largest, together) = spread(&programme);
        assert!(largest <= 1.1, "{of}: the largest round is {largest} of the mean");
        // Of those with a rhythm of three a third comes at a time.
        let least = if third > second { 0.5 } else { 0.85 };
        assert!(together >= least, "{of}: {together} of the twos were in one round");
        let there = there(&programme);
        for (person, one) in programme.roster.iter() {
            let was = there.iter().filter(|round| round.contains(&person)).count() as f64;
            let due = f64::from(ROUNDS) / f64::from(one.rhythm.rounds());
            assert!((was - due).abs() <= 1.0, "{of}: {} was in {was} rounds", one.id);
        }
    }
}

#[test]
fn unless_the_settings_ask_for_it_nobody_waits_longer_than_their_rhythm_says() {
    let mut programme = mixed(60, 5, 0);
    programme.settings.spread_rhythms = false;
    for number in 1..=4 {
        let next = next_round(&programme, month(number), u64::from(number)).unwrap();
        programme.put_round(next.round);
    }
    let sizes: Vec<_> = there(&programme).iter().map(HashSet::len).collect();
    assert_eq!(sizes, [60, 30, 60, 30]);
}

/// What somebody says or does before a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Nothing,
    Out,
    /// They begin a pause of so many rounds.
    Pauses(u32),
    /// A pause goes on.
    Away,
}

/// What chance brings somebody in two years.
fn life(random: &mut Random) -> Vec<Word> {
    let mut life = Vec::new();
    while life.len() < ROUNDS as usize {
        match random.below(100) {
            0..8 => life.push(Word::Out),
            8..11 => {
                let rounds = 1 + random.below(4);
                life.push(Word::Pauses(rounds));
                life.extend((1..rounds).map(|_| Word::Away));
            }
            _ => life.push(Word::Nothing),
        }
    }
    life.truncate(ROUNDS as usize);
    life
}

/// Says it in the roster.
fn say(programme: &mut Programme, lives: &[Vec<Word>], round: RoundNumber) {
    for (person, life) in (0..).map(Person).zip(lives) {
        programme.roster.edit(person, |one| match life[round.get() as usize - 1] {
            Word::Out => one.next = Some(NextTime { round, is_in: false }),
            Word::Pauses(rounds) => {
                one.status = Status::Paused { until: Some(month(round.get() + rounds)) };
            }
            Word::Nothing | Word::Away => {}
        });
    }
}

/// The rounds in which somebody is due, said again in the plainest way: the first in which they can
/// come, and then each time the first in which they can once their rhythm has gone by.
fn due_rounds(life: &[Word], rhythm: u32) -> Vec<u32> {
    let mut due: Vec<u32> = Vec::new();
    for (round, word) in (1..).zip(life) {
        let rested = due.last().is_none_or(|last| last + rhythm <= round);
        if *word == Word::Nothing && rested {
            due.push(round);
        }
    }
    due
}

/// Proves of a round with repeats that there was none without, whoever of those whose turn it was
/// had been in the trio: by Tutte's theorem, for every such trio.
fn none_without_repeats(programme: &Programme, next: &NextRound) {
    let inside: Vec<Person> = next.round.everybody().collect();
    let mut taken: HashSet<Couple> = programme.exclusions.iter().map(|one| one.people).collect();
    taken.extend(partners_so_far(programme).iter().map(|together| together.people));
    let free =
        |one: Person, other: Person| !taken.contains(&couple(one.0, other.0)) && one != other;
    let balance = odd_role_balance(programme);
    let burden = |trio: &[Person]| trio.iter().map(|one| balance[one.index()]).sum::<i32>();
    let drawn = next.round.pairs().iter().find(|pair| pair.is_trio());
    let Some(drawn) = drawn.map(|trio| burden(trio.members())) else {
        return assert_no_pairing(&inside, free);
    };
    for (at, &a) in inside.iter().enumerate() {
        for (then, &b) in inside.iter().enumerate().skip(at + 1).filter(|(_, b)| free(a, **b)) {
            for &c in inside[then + 1..].iter().filter(|c| free(a, **c) && free(b, **c)) {
                if burden(&[a, b, c]) <= drawn {
                    let rest = inside.iter().copied().filter(|one| ![a, b, c].contains(one));
                    assert_no_pairing(&rest.collect::<Vec<_>>(), free);
                }
            }
        }
    }
}

fn assert_no_pairing(people: &[Person], free: impl Fn(Person, Person) -> bool) {
    let mut edges = Vec::new();
    for (u, one) in (0..).zip(people) {
        for (v, other) in (0..u).zip(people) {
            if free(*one, *other) {
                edges.push(Edge::new(u, v, 0_i64));
            }
        }
    }
    let Err(MatchingError::Infeasible(proof)) = minimum_cost_perfect(people.len(), &edges) else {
        panic!("a repeat was avoidable");
    };
    assert_eq!(proof.verify(people.len(), &edges), Ok(()));
}

/// Two years, in which each round is held to the words of everybody; the repeats there were.
fn two_years(people: u32, seed: u64, spread: bool) -> usize {
    let of = format!("{people} people, seed {seed}, spread {spread}");
    let mut random = Random::new(seed);
    let mut programme = mixed(people, 3, 2);
    programme.settings.spread_rhythms = spread;
    for _ in 0..people / 2 {
        let (a, b) = (random.below(people), random.below(people));
        if a != b {
            let people = couple(a, b);
            programme.exclusions.push(Exclusion { people, why: String::new() });
        }
    }
    let never: HashSet<_> = programme.exclusions.iter().map(|one| one.people).collect();
    let lives: Vec<Vec<Word>> = (0..people).map(|_| life(&mut random)).collect();
    let mut was = vec![0; lives.len()];
    let mut repeats = 0;
    for number in 1..=ROUNDS {
        let round = programme.next_number();
        say(&mut programme, &lives, round);
        let next = next_round(&programme, month(number), seed).unwrap();
        let inside: HashSet<Person> = next.round.everybody().collect();
        assert_eq!(inside.len(), next.round.everybody().count(), "{of}: somebody is in it twice");
        assert_eq!(inside.len() + next.absent.len(), lives.len(), "{of}: somebody is lost");
        let mut twos = next.round.pairs().iter().flat_map(Pair::connections);
        assert!(!twos.any(|two| never.contains(&two)), "{of}: an excluded pair");
        for (person, one) in programme.roster.iter() {
            let life = &lives[person.index()][..number as usize];
            let due = due_rounds(life, one.rhythm.rounds().into());
            let is_in = inside.contains(&person);
            was[person.index()] += usize::from(is_in);
            let of = format!("{of}, {} in round {number}: {life:?}", one.id);
            assert!(!is_in || life.last() == Some(&Word::Nothing), "{of}: against their word");
            if !spread || one.rhythm == Rhythm::EVERY_ROUND {
                assert_eq!(is_in, due.last() == Some(&number), "{of}");
            }
            assert!(
                was[person.index()].abs_diff(due.len()) <= 1,
                "{of}: {} times",
                was[person.index()]
            );
        }
        if !next.repeats.is_empty() {
            none_without_repeats(&programme, &next);
        }
        repeats += next.repeats.len();
        programme.put_round(next.round);
    }
    repeats
}

#[test]
fn over_two_years_everybody_is_in_as_they_say_nobody_is_lost_and_no_repeat_was_avoidable() {
    for seed in 0..4 {
        assert!(two_years(20, seed, false) > 0, "twenty people have too few partners");
        for (people, spread) in [(60, false), (60, true), (200, seed % 2 == 0)] {
            let repeats = two_years(people, seed, spread);
            assert!(repeats <= 5, "{people} people, seed {seed}: {repeats} repeats");
        }
    }
}

#[test]
fn beside_an_experiment_the_turns_of_those_in_neither_arm_are_spread() {
    let mut programme = mixed(200, 3, 0);
    let mut experiment = Experiment {
        question: String::new(),
        seed: 5,
        drawn_on: month(1),
        first: RoundNumber::FIRST,
        rounds: 12,
        interval: Interval::MONTH,
        primary: Primary::Both,
        change: 0.1,
        level: 0.95,
        arms: [Vec::new(), Vec::new()],
    };
    let every_round: HashSet<Person> = programme
        .roster
        .iter()
        .filter(|(_, one)| one.rhythm == Rhythm::EVERY_ROUND)
        .map(|(person, _)| person)
        .collect();
    let in_order = programme.roster.iter().map(|(person, _)| person);
    experiment.draw(in_order.filter(|person| every_round.contains(person)), RoundNumber::FIRST);
    let arms = experiment.arms_of(programme.roster.len());
    programme.experiment = Some(experiment.clone());
    let mut sizes = Vec::new();
    for number in 1..=12 {
        let next = next_round(&programme, month(number), u64::from(number)).unwrap();
        let inside: HashSet<Person> = next.round.everybody().collect();
        for person in &every_round {
            let due = experiment.is_due(arms[person.index()].unwrap(), number - 1);
            assert_eq!(inside.contains(person), due, "round {number}: as their arm says");
        }
        assert!(next.repeats.is_empty(), "round {number}");
        sizes.push(inside.difference(&every_round).count());
        programme.put_round(next.round);
    }
    // Sixty people, every second round.
    let largest = sizes.iter().max().unwrap();
    assert!(largest * 12 * 10 <= sizes.iter().sum::<usize>() * 11, "{sizes:?}");
    assert!(sizes.iter().sum::<usize>() >= 60 * 5, "{sizes:?}");
}
