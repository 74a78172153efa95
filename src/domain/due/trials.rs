//! Two years of rounds with mixed rhythms, outs, pauses and exclusions.

use std::collections::HashSet;

use super::super::pairing::next_round;
use super::super::sample::{couple, month, programme};
use super::super::{Exclusion, NextTime, Person, Programme, Rhythm, RoundNumber, Status};
use super::{Absence, who_is_due};
use crate::matching::Random;

const ROUNDS: u32 = 24;

/// So many people, of whom this many in ten take part every second and every third round.
fn mixed(people: u32, second: u32, third: u32) -> Programme {
    let mut programme = programme(people);
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

/// Draws this many rounds and keeps them.
fn draw(programme: &mut Programme, rounds: u32) {
    for number in 1..=rounds {
        let next = next_round(programme, month(number), u64::from(number)).unwrap();
        programme.put_round(next.round);
    }
}

#[test]
fn rounds_are_about_as_large_as_each_other() {
    for (people, second, third) in [(50, 5, 0), (60, 3, 2), (50, 9, 0), (80, 5, 5), (120, 0, 4), (53, 10, 0), (60, 0, 10)] {
        let mut programme = mixed(people, second, third);
        draw(&mut programme, ROUNDS);
        let sizes: Vec<usize> =
            programme.rounds().iter().map(|round| round.everybody().count()).collect();
        let mean = sizes.iter().sum::<usize>() as f64 / sizes.len() as f64;
        let largest = *sizes.iter().max().unwrap() as f64;
        println!("{people} people, {second} and {third} of ten: {sizes:?}, largest {:.3} of mean", largest / mean);
        // How many of the others somebody with a rhythm of two was ever in a round with.
        let slow: Vec<Person> = programme
            .roster
            .iter()
            .filter(|(_, one)| one.rhythm.rounds() > 1)
            .map(|(person, _)| person)
            .collect();
        let there: Vec<HashSet<Person>> =
            programme.rounds().iter().map(|round| round.people().collect()).collect();
        let mut never = 0;
        let mut all = 0;
        for (at, one) in slow.iter().enumerate() {
            for other in &slow[..at] {
                all += 1;
                never += usize::from(!there.iter().any(|round| round.contains(one) && round.contains(other)));
            }
        }
        println!("  of {all} twos of slow people {never} were never in one round");
    }
}
