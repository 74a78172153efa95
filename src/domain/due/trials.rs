//! Two years of rounds with mixed rhythms, outs, pauses and exclusions.

use std::collections::HashSet;

use super::super::pairing::next_round;
use super::super::sample::{couple, month, programme};
use super::super::{Exclusion, NextTime, Person, Programme, Rhythm, Status};
use crate::matching::Random;

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
        let least = if third > second { 0.6 } else { 0.85 };
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

/// What chance brings before a round: some are out, some begin or end a pause.
fn live(programme: &mut Programme, random: &mut Random) {
    let round = programme.next_number();
    for person in (0..programme.roster.len()).map(|at| Person(u32::try_from(at).unwrap())) {
        let (chance, more) = (random.below(100), random.below(4));
        programme.roster.edit(person, |one| {
            match chance {
                0..8 => one.next = Some(NextTime { round, is_in: false }),
                8..11 if one.status == Status::Active => {
                    let until = Some(month(round.get() + 1 + more));
                    one.status = Status::Paused { until };
                }
                _ => {}
            }
            if one.takes_part_on(month(round.get())) {
                one.status = Status::Active;
            }
        });
    }
}

#[test]
fn over_two_years_everybody_is_in_as_they_say_nobody_is_lost_and_no_repeat_was_avoidable() {
    for seed in 0..4 {
        let mut random = Random::new(seed);
        let mut programme = mixed(60, 3, 2);
        programme.settings.spread_rhythms = seed % 2 == 0;
        for _ in 0..30 {
            let (a, b) = (random.below(60), random.below(60));
            if a != b {
                let people = couple(a, b);
                programme.exclusions.push(Exclusion { people, why: String::new() });
            }
        }
        let mut could = vec![0_u32; 60];
        for number in 1..=ROUNDS {
            live(&mut programme, &mut random);
            let next = next_round(&programme, month(number), seed).unwrap();
            let round = &next.round;
            let inside: HashSet<Person> = round.everybody().collect();
            assert_eq!(inside.len(), round.everybody().count(), "nobody stands in it twice");
            let absent: HashSet<Person> = next.absent.iter().map(|(person, _)| *person).collect();
            assert!(inside.is_disjoint(&absent));
            assert_eq!(inside.len() + absent.len(), programme.roster.len(), "nobody is lost");
            for (person, one) in programme.roster.iter() {
                let is_out = one.next.is_some_and(|next| next.round == round.number());
                let away = is_out || one.status != Status::Active;
                could[person.index()] += u32::from(!away);
                assert!(!(away && inside.contains(&person)), "{} is in against their word", one.id);
                let always = one.rhythm == Rhythm::EVERY_ROUND && !away;
                assert!(!always || inside.contains(&person), "{} is left out", one.id);
            }
            let never: HashSet<_> = programme.exclusions.iter().map(|one| one.people).collect();
            let mut twos = round.pairs().iter().flat_map(super::super::Pair::connections);
            assert!(!twos.any(|two| never.contains(&two)));
            // With an odd number whose turn the trio is goes before a repeat, and may cost one.
            let repeats = next.repeats.len();
            assert!(repeats == 0 || next.proven(), "round {number}: {repeats} repeats, not proven");
            programme.put_round(next.round);
        }
        let there = there(&programme);
        for (person, one) in programme.roster.iter() {
            let was = there.iter().filter(|round| round.contains(&person)).count();
            let rhythm = u32::from(one.rhythm.rounds());
            let (was, could) = (u32::try_from(was).unwrap(), could[person.index()]);
            let fits = was + 1 >= could / rhythm && was <= ROUNDS.div_ceil(rhythm);
            assert!(fits, "seed {seed}, {}: in {was} rounds of {could}, every {rhythm}", one.id);
        }
    }
}
