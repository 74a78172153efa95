//! Wishes against brute force: they change no hard rule, cost no repeat, and are kept for as many
//! pairs as there can be.

use std::collections::HashMap;

use super::super::history::{Together, partners_so_far};
use super::super::sample::{add_round, answer, couple, month, programme};
use super::super::{Answer, Couple, Exclusion, Person, Programme, Round, Trait, Wish};
use super::{NoRound, next_round};
use crate::matching::Random;

/// Every way to put people together in twos.
fn pairings(people: &[u32]) -> Vec<Vec<[u32; 2]>> {
    let Some((&first, rest)) = people.split_first() else { return vec![vec![]] };
    let mut all = Vec::new();
    for at in 0..rest.len() {
        let mut others = rest.to_vec();
        let partner = others.remove(at);
        for mut pairs in pairings(&others) {
            pairs.push([first, partner]);
            all.push(pairs);
        }
    }
    all
}

/// How many of these pairs do not keep a wish, said again in the plainest way.
fn unmet(programme: &Programme, wish: &Wish, pairs: &[[u32; 2]]) -> u64 {
    let column = |person: u32, heading: &str| {
        let one = programme.roster.get(Person(person));
        let cell = super::super::field::cell(&programme.roster, one, heading);
        cell.unwrap_or_default().trim().to_lowercase()
    };
    let rounds = |person: u32| {
        let has = |round: &&Round| round.people().any(|one| one == Person(person));
        programme.rounds().iter().filter(has).count()
    };
    let all_new = programme.roster.iter().all(|(person, _)| rounds(person.0) < 2);
    let is_broken = |[a, b]: &[u32; 2]| match wish {
        Wish::MixNewcomers => !all_new && rounds(*a) < 2 && rounds(*b) < 2,
        wish => {
            let heading = wish.column().unwrap();
            let (one, other) = (column(*a, heading), column(*b, heading));
            let apart = matches!(wish, Wish::Apart(_) | Wish::ApartBy(_));
            !one.is_empty() && !other.is_empty() && (one == other) == apart
        }
    };
    pairs.iter().filter(|pair| is_broken(pair)).count() as u64
}

/// A small programme of chance: columns of its own, some rounds, some exclusions.
fn world(seed: u64) -> Programme {
    let mut random = Random::new(seed);
    let people = 4 + 2 * random.below(3);
    let mut programme = programme(people);
    for heading in ["Team", "Time zone"] {
        programme.roster.add_further_column(heading);
    }
    for person in 0..people {
        let values = ["", "A", "b", "B ", "c"].map(String::from);
        let mut value = || values[random.below(5) as usize].clone();
        let (team, zone, region) = (value(), value(), value());
        programme.roster.edit(Person(person), |one| {
            one.further = vec![team, zone];
            one.region = region.trim().into();
        });
    }
    for number in 1..=1 + random.below(4) {
        let mut here: Vec<u32> = (0..people).filter(|_| random.below(5) > 0).collect();
        random.shuffle(&mut here);
        let (twos, _) = here.as_chunks::<2>();
        let twos: Vec<&[u32]> = twos.iter().map(|two| &two[..]).collect();
        add_round(&mut programme, &twos);
        for two in twos.iter().filter(|_| number % 2 == 0) {
            answer(&mut programme, number, two[0], Answer::Yes);
        }
    }
    for _ in 0..random.below(3) {
        let (a, b) = (random.below(people), random.below(people));
        if a != b {
            let people = couple(a, b);
            programme.exclusions.push(Exclusion { people, why: String::new() });
        }
    }
    let mut wishes = vec![
        Wish::ApartBy("team".into()),
        Wish::TogetherBy("Time zone".into()),
        Wish::MixNewcomers,
        Wish::Together(Trait::Region),
    ];
    random.shuffle(&mut wishes);
    wishes.truncate(1 + random.below(4) as usize);
    programme.settings.wishes = wishes;
    programme
}

/// What the rules before the wishes say of a round: repeats, those who met, how recent they were.
fn repeats(pairs: &[[u32; 2]], known: &HashMap<Couple, (bool, u64)>) -> [u64; 3] {
    let found = pairs.iter().filter_map(|[a, b]| known.get(&couple(*a, *b)));
    found.fold([0; 3], |[repeats, met, recent], (has_met, last)| {
        [repeats + 1, met + u64::from(*has_met), recent + last]
    })
}

#[test]
fn wishes_change_no_hard_rule_and_cost_no_repeat() {
    for seed in 0..150 {
        let programme = world(seed);
        let people: Vec<u32> = (0..u32::try_from(programme.roster.len()).unwrap()).collect();
        let history = partners_so_far(&programme);
        let known = history
            .iter()
            .map(|Together { people, last, met }| (*people, (*met, u64::from(last.get()))));
        let known: HashMap<Couple, (bool, u64)> = known.collect();
        let excluded: Vec<Couple> = programme.exclusions.iter().map(|one| one.people).collect();
        let allowed =
            |pairs: &Vec<[u32; 2]>| !pairs.iter().any(|[a, b]| excluded.contains(&couple(*a, *b)));
        let cost = |pairs: &[[u32; 2]]| {
            let wishes = programme.settings.wishes.iter();
            let broken: Vec<u64> = wishes.map(|wish| unmet(&programme, wish, pairs)).collect();
            (repeats(pairs, &known), broken)
        };
        let best = pairings(&people).into_iter().filter(allowed).map(|pairs| cost(&pairs)).min();
        let drawn = next_round(&programme, month(12), seed);
        let Some(best) = best else {
            assert!(matches!(drawn, Err(NoRound::Excluded { .. })), "seed {seed}: {drawn:?}");
            continue;
        };
        let drawn = drawn.unwrap();
        let pairs: Vec<[u32; 2]> = drawn
            .round
            .pairs()
            .iter()
            .map(|pair| [pair.members()[0].0, pair.members()[1].0])
            .collect();
        assert!(allowed(&pairs), "seed {seed}");
        assert_eq!(drawn.round.everybody().count(), people.len(), "seed {seed}");
        let said: Vec<u64> = drawn.unmet_wishes.iter().map(|(_, unmet)| *unmet).collect();
        assert_eq!(cost(&pairs), (best.0, said), "seed {seed}: what is said of it");
        assert_eq!(cost(&pairs).0, best.0, "seed {seed}: repeats");
        // Looking ahead comes before the wishes, and takes part only where it has something to say.
        let mut blind = programme.clone();
        blind.settings.wishes = vec![];
        let without = next_round(&blind, month(12), seed).unwrap();
        assert_eq!(without.repeats.len() as u64, best.0[0], "seed {seed}: without wishes");
        if drawn.proven() && drawn.proof != super::Proof::RepeatsOnly {
            assert_eq!(cost(&pairs), best, "seed {seed}: wishes");
        }
    }
}
