//! Conversations between the groups of a trait, each couple of groups against what chance gives:
//! the people who met in the same round, with random partners among them, given the wishes.

use std::collections::BTreeMap;

use crate::domain::{Person, Trait, Wish};

use super::super::groups::Groups;
use super::super::history::History;
use super::mixing::{self, Known, Met};

/// So many groups stand by themselves; the others are taken together.
const GROUPS: usize = 8;

/// What comes first where it is known.
const ORDER: [Trait; 3] = [Trait::Sector, Trait::Region, Trait::Organisation];

/// Who talked with whom, by groups of one trait.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The trait.
    pub what: Trait,
    /// The largest groups; if there are more, the last one is the number of all others.
    pub groups: Vec<Group>,
    /// The wish for this very trait, which is what such conversations ask after; then nothing is
    /// compared.
    pub wished: Option<Wish>,
    /// Connections that met between two groups, and how many chance would give; the groups in
    /// ascending order.
    pub cells: BTreeMap<(usize, usize), Mixed>,
}

/// A group of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is called; `None` stands for several small ones together.
    pub name: Option<String>,
    /// How many people of it ever had a partner.
    pub people: usize,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mixed {
    /// Connections that met.
    pub met: usize,
    /// How many chance would give on average.
    pub chance: f64,
}

type Couples = BTreeMap<(usize, usize), f64>;

impl Matrix {
    /// The matrix of the trait that tells most; `None` when nobody met, or there is one group only.
    /// Cost n log n in people and connections.
    pub(super) fn of(
        history: &History<'_>,
        groups: &Groups<'_>,
        rounds: &[Met],
        in_force: &[Wish],
    ) -> Option<Self> {
        let several = |what: &Trait| groups.names(*what).len() > 2;
        let what = ORDER.into_iter().find(several)?;
        let (named, place) = largest(history, groups, what);
        let place_of = |person: Person| place[person.index()];
        let mut cells: BTreeMap<(usize, usize), Mixed> = BTreeMap::new();
        for met in rounds {
            let given: Vec<&[u32]> =
                met.given.iter().filter(|one| **one != what).map(|one| groups.by(*one)).collect();
            let is_known = |person| place_of(person).is_some();
            let known = Known::of(&met.connections, is_known, place.len());
            add(&known, &given, place_of, &mut cells);
        }
        let wished = in_force.iter().find(|wish| wish.compares() == Some(what)).cloned();
        (!cells.is_empty() && named.len() > 1).then_some(Self {
            what,
            groups: named,
            wished,
            cells,
        })
    }
}

/// The groups that stand by themselves, and everybody's place among them.
fn largest(
    history: &History<'_>,
    groups: &Groups<'_>,
    what: Trait,
) -> (Vec<Group>, Vec<Option<usize>>) {
    let (numbers, called) = (groups.by(what), groups.names(what));
    let mut people = vec![0; called.len()];
    for (number, presence) in numbers.iter().zip(&history.presence) {
        people[*number as usize] += usize::from(presence.first().is_some());
    }
    let mut order: Vec<usize> = (1..called.len()).filter(|&group| people[group] > 0).collect();
    order.sort_by_key(|&group| (std::cmp::Reverse(people[group]), called[group]));
    let alone = if order.len() > GROUPS + 1 { GROUPS } else { order.len() };
    let mut place_of = vec![None; called.len()];
    for (at, &group) in order.iter().enumerate() {
        place_of[group] = Some(at.min(alone));
    }
    let mut named: Vec<_> = order[..alone]
        .iter()
        .map(|&group| Group { name: Some(called[group].to_owned()), people: people[group] })
        .collect();
    let rest: usize = order[alone..].iter().map(|&group| people[group]).sum();
    if rest > 0 {
        named.push(Group { name: None, people: rest });
    }
    (named, numbers.iter().map(|&number| place_of[number as usize]).collect())
}

/// Adds the connections of a round and what chance makes of them.
fn add(
    known: &Known,
    given: &[&[u32]],
    place: impl Fn(Person) -> Option<usize>,
    cells: &mut BTreeMap<(usize, usize), Mixed>,
) {
    let mut by_pattern = vec![0.0; 1 << given.len()];
    for &[a, b] in &known.connections {
        if let Some((one, other)) = place(a).zip(place(b)) {
            cells.entry((one.min(other), one.max(other))).or_default().met += 1;
            by_pattern[mixing::pattern(given, a, b)] += 1.0;
        }
    }
    let alike: Vec<Couples> =
        (0..by_pattern.len()).map(|mask| couples(&known.people, given, mask, &place)).collect();
    for (mask, connections) in by_pattern.into_iter().enumerate().filter(|(_, some)| *some > 0.0) {
        let exact = exactly(&alike, mask);
        let all: f64 = exact.values().sum();
        for (cell, couples) in exact.into_iter().filter(|_| all > 0.0) {
            cells.entry(cell).or_default().chance += connections * couples / all;
        }
    }
}

/// Couples of two groups who are the same in these given traits alone, by inclusion and exclusion.
fn exactly(alike: &[Couples], mask: usize) -> Couples {
    let mut exact = Couples::new();
    for (wider, couples) in alike.iter().enumerate().filter(|(wider, _)| wider & mask == mask) {
        let even = (wider ^ mask).count_ones().is_multiple_of(2);
        for (cell, some) in couples {
            *exact.entry(*cell).or_default() += if even { *some } else { -some };
        }
    }
    exact
}

/// Couples of two groups who are known to be the same in the given traits of a mask at least.
fn couples(
    people: &[Person],
    given: &[&[u32]],
    mask: usize,
    place: impl Fn(Person) -> Option<usize>,
) -> Couples {
    let chosen: Vec<_> = given
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1)
        .map(|(_, all)| all)
        .collect();
    // One number for each combination of groups; unknown is alike with nobody.
    let joint = |&person: &Person| {
        let numbers = chosen.iter().map(|all| all[person.index()]);
        let key = numbers.clone().fold(0, |key, one| key << 21 | u64::from(one));
        (numbers.clone().all(|one| one != 0)).then_some((key, place(person)?))
    };
    let mut keys: Vec<_> = people.iter().filter_map(joint).collect();
    keys.sort_unstable();
    let mut couples = Couples::new();
    for same in keys.chunk_by(|one, next| one.0 == next.0) {
        let sizes: Vec<(usize, f64)> = same
            .chunk_by(|one, next| one.1 == next.1)
            .map(|own| (own[0].1, own.len() as f64))
            .collect();
        for (at, &(one, size)) in sizes.iter().enumerate() {
            *couples.entry((one, one)).or_default() += size * (size - 1.0) / 2.0;
            for &(other, larger) in &sizes[at + 1..] {
                *couples.entry((one, other)).or_default() += size * larger;
            }
        }
    }
    couples
}
