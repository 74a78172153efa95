//! Rounds of an experiment: everybody in their arm, nobody lost, no repeat that can be avoided.

use std::collections::{BTreeMap, HashSet};

use super::super::amend::{NotAmended, amend};
use super::super::due::who_is_due;
use super::super::experiment::{Arm, Primary};
use super::super::pairing::next_round;
use super::super::sample::{couple, month, programme};
use super::super::{Amendment, Interval, Odd, Participant, ParticipantId, Rhythm, Status};
use super::*;
use crate::matching::Random;

fn experiment(rounds: u32) -> Experiment {
    Experiment {
        question: "Does it help?".into(),
        seed: 5,
        drawn_on: month(1),
        first: RoundNumber::FIRST,
        rounds,
        interval: Interval::MONTH,
        primary: Primary::Both,
        change: 0.1,
        level: 0.95,
        arms: [Vec::new(), Vec::new()],
    }
}

/// A programme of people, all drawn, whose experiment has its first round next.
fn begun(people: u32, rounds: u32) -> Programme {
    let mut programme = programme(people);
    let mut experiment = experiment(rounds);
    experiment.draw((0..people).map(Person), RoundNumber::FIRST);
    programme.experiment = Some(experiment);
    programme
}

fn running(programme: &Programme, number: u32) -> Running {
    let round = RoundNumber::new(number).unwrap();
    let experiment = programme.experiment.clone().unwrap();
    Running::drawn(experiment, round, programme.roster.len()).unwrap()
}

fn pair(programme: &mut Programme, number: u32) -> Round {
    let next = next_round(programme, month(number), u64::from(number)).unwrap();
    if let Some(experiment) = next.experiment {
        programme.experiment = Some(experiment);
    }
    programme.put_round(next.round.clone());
    next.round
}

#[test]
fn arms_are_drawn_in_twos_and_change_places_in_the_middle() {
    let mut experiment = experiment(8);
    experiment.draw((0..9).map(Person), RoundNumber::FIRST);
    for two in [[0, 1], [2, 3], [4, 5], [6, 7]] {
        let arms = experiment.arms_of(9);
        assert_ne!(arms[two[0]], arms[two[1]], "{arms:?}");
    }
    let alone = experiment.arms_of(9)[8];
    experiment.draw([Person(20)], RoundNumber::new(3).unwrap());
    assert_ne!(experiment.arms_of(21)[20], alone, "the next to come shares the lot");
    let due = |arm| (0..8).map(|slot| u8::from(experiment.is_due(arm, slot))).collect::<Vec<_>>();
    assert_eq!(due(Arm::ShorterFirst), [1, 1, 1, 1, 1, 0, 1, 0]);
    assert_eq!(due(Arm::LongerFirst), [1, 0, 1, 0, 1, 1, 1, 1]);
    let rounds =
        |arm, window, from| experiment.rounds_of(arm, window, RoundNumber::new(from).unwrap());
    assert_eq!(rounds(Arm::ShorterFirst, Window::Shorter, 1), 4);
    assert_eq!(rounds(Arm::ShorterFirst, Window::Shorter, 4), 1);
    assert_eq!(rounds(Arm::LongerFirst, Window::Longer, 4), 1);
    assert_eq!(rounds(Arm::LongerFirst, Window::Shorter, 4), 4);
}

#[test]
fn both_lots_come_up() {
    let first = |seed| {
        let mut experiment = Experiment { seed, ..experiment(4) };
        experiment.draw([Person(0)], RoundNumber::FIRST);
        experiment.arms_of(1)[0]
    };
    let shorter = (0..100).filter(|&seed| first(seed) == Some(Arm::ShorterFirst)).count();
    assert!((35..=65).contains(&shorter), "{shorter}");
}

#[test]
fn a_pair_with_the_longer_interval_has_longer_and_the_next_round_does_not_wait_for_it() {
    let mut programme = begun(12, 4);
    let round = pair(&mut programme, 1);
    let now = running(&programme, 1);
    for pair in round.pairs() {
        let longer = now.arm(pair.members()[0]) == Some(Arm::LongerFirst);
        assert_eq!(round.is_longer(pair), longer);
        let last = round.last_day_of(pair, &programme.settings);
        let usual = round.head.closes.unwrap();
        assert_eq!(last, if longer { usual + chrono::Days::new(31) } else { usual });
    }
    let next = month(2);
    assert!(round.is_open(next, &programme.settings), "two months are not over");
    assert!(!round.keeps_the_next_waiting(next, &programme.settings));
    let second = pair(&mut programme, 2);
    assert_eq!(second.people().count(), 6, "the arm with the shorter interval only");
    assert!(second.longer.is_none());
}

/// Rounds of an experiment to its end, with people who come, leave, pause, are out and have a
/// rhythm of their own.
#[test]
fn nobody_is_lost_and_nobody_is_outside_of_their_arm() {
    for seed in 0..8 {
        let mut random = Random::new(seed);
        let people = 5 + random.below(20);
        let mut programme = begun(people, 8);
        programme.settings.odd = if seed % 2 == 0 { Odd::Trio } else { Odd::SitOut };
        let own = Person(random.below(people));
        programme.roster.edit(own, |one| one.rhythm = Rhythm::new(2).unwrap());
        for number in 1..=10 {
            change_something(&mut programme, number, &mut random);
            let (due, _) = who_is_due(&programme, programme.next_number(), month(number));
            let round = pair(&mut programme, number);
            let mut present: Vec<Person> = round.everybody().collect();
            present.sort_unstable();
            if number <= 8 {
                let now = running(&programme, number);
                assert_eq!(present, due, "seed {seed}, round {number}");
                assert!(round.pairs().iter().all(|pair| now.allows(pair)));
                let resting = due.iter().filter(|&&one| now.rests_until(one).is_some());
                assert_eq!(resting.count(), 0);
                let all = programme.roster.iter().filter(|(_, one)| enters(one, month(number)));
                assert!(all.into_iter().all(|(person, _)| now.arm(person).is_some()));
                let [one, other] = now.experiment().arms.each_ref().map(Vec::len);
                assert!(one.abs_diff(other) <= 1);
            }
        }
    }
}

fn change_something(programme: &mut Programme, number: u32, random: &mut Random) {
    let people = u32::try_from(programme.roster.len()).unwrap();
    let person = Person(random.below(people));
    match random.below(4) {
        0 => {
            let id = ParticipantId::numbered(people + 1);
            programme.roster.add(Participant::new(id, &format!("New {people}"), "n@x.example"));
        }
        1 if people > 8 => programme.roster.edit(person, |one| one.status = Status::Left),
        2 => {
            let until = Some(month(number + 2));
            programme.roster.edit(person, |one| one.status = Status::Paused { until });
        }
        _ => {}
    }
}

/// Each arm of n people has rounds without a repeat as if it were alone.
#[test]
fn no_repeat_is_drawn_within_an_arm_that_can_be_avoided() {
    for people in [12, 16, 20] {
        let mut programme = begun(people, 8);
        let mut together = HashSet::new();
        let mut met: BTreeMap<Option<Arm>, usize> = BTreeMap::new();
        for number in 1..=8 {
            let round = pair(&mut programme, number);
            let now = running(&programme, number);
            let mut seen = HashSet::new();
            for pair in round.pairs() {
                let arm = now.arm(pair.members()[0]);
                if seen.insert(arm) {
                    *met.entry(arm).or_default() += 1;
                }
                let free = met[&arm] < people as usize / 2;
                let again = !together.insert(pair.connections().next().unwrap());
                assert!(!(again && free), "{people} people, round {number}");
            }
        }
        assert!(met.values().all(|&rounds| rounds == 6), "{met:?}");
    }
}

#[test]
fn a_round_is_mended_within_its_arms() {
    for seed in 0..10 {
        let mut programme = begun(14, 4);
        let round = pair(&mut programme, 1);
        let out = Person(u32::try_from(seed).unwrap() % 14);
        let joined = programme.roster.len();
        let id = ParticipantId::numbered(90);
        let joined_person =
            programme.roster.add(Participant::new(id, "Late", "late@x.example")).unwrap();
        assert_eq!(joined_person.index(), joined);
        let (together, apart) = (Vec::new(), Vec::new());
        let asked = |out: &[Person], joined: &[Person]| Amendment {
            date: month(1),
            out: out.to_vec(),
            joined: joined.to_vec(),
            together: together.clone(),
            apart: apart.clone(),
            seed,
        };
        let mended = amend(&programme, &round, asked(&[out], &[joined_person])).unwrap();
        let experiment = mended.experiment.clone().expect("somebody new was drawn");
        let now = Running::drawn(experiment, round.number(), programme.roster.len()).unwrap();
        assert!(now.arm(joined_person).is_some());
        assert!(mended.round.pairs().iter().all(|pair| now.allows(pair)));
        let mut expected: Vec<Person> = round.everybody().filter(|&one| one != out).collect();
        expected.push(joined_person);
        expected.sort_unstable();
        let mut present: Vec<Person> = mended.round.everybody().collect();
        present.sort_unstable();
        assert_eq!(present, expected);
        let longer = mended.round.longer.as_ref().unwrap();
        assert!(longer.people.iter().all(|&one| now.arm(one) == Some(Arm::LongerFirst)));
        let kept = round.pairs().iter().filter(|pair| mended.round.pairs().contains(pair)).count();
        assert!(kept >= 3, "few pairs change: {kept} stay");
    }
}

#[test]
fn nobody_is_brought_in_across_the_arms_or_while_their_arm_rests() {
    let mut programme = begun(12, 4);
    pair(&mut programme, 1);
    let round = pair(&mut programme, 2);
    let now = running(&programme, 2);
    let of = |arm| (0..12).map(Person).find(|&one| now.arm(one) == Some(arm)).unwrap();
    let (shorter, longer) = (of(Arm::ShorterFirst), of(Arm::LongerFirst));
    let asked = |joined: Vec<Person>, together| Amendment {
        date: month(2),
        out: vec![],
        joined,
        together,
        apart: vec![],
        seed: 1,
    };
    let refused = amend(&programme, &round, asked(vec![longer], vec![])).unwrap_err();
    assert_eq!(refused, NotAmended::Rests(longer, RoundNumber::new(3).unwrap()));
    let first = programme.rounds()[0].clone();
    let two = couple(shorter.0, longer.0);
    let refused = amend(&programme, &first, asked(vec![], vec![two])).unwrap_err();
    assert_eq!(refused, NotAmended::AcrossArms(two));
}
