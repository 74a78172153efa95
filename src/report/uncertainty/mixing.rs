//! Whether conversations cross the borders of organisations, sectors and regions more or less than
//! chance would do: the people who met in the same round, with random partners among them.

use std::collections::HashMap;

use crate::domain::{Person, Trait, Wish};

use super::super::groups::Groups;
use super::super::history::{History, PastRound};
use super::quantile::Level;
use super::{FEWEST_CONNECTIONS, FEWEST_EXPECTED};

/// Connections across the groups of a trait, and by chance.
#[derive(Debug, Clone, PartialEq)]
pub struct MixingByChance {
    /// The wishes by traits that were in force in any round, the most important first.
    pub given: Vec<Wish>,
    /// The wish for this very trait, which is what such connections ask after; then nothing is
    /// compared.
    pub wished: Option<Wish>,
    /// Connections that met, of people of whom the trait is known.
    pub connections: usize,
    /// Those between different groups.
    pub across: usize,
    /// How many of them chance would give on average, and its standard deviation; absent where
    /// the trait was wished for.
    pub chance: Option<Chance>,
    /// The share across that chance would give if no wish had been in force.
    pub chance_without_wishes: Option<f64>,
    /// What may be said.
    pub verdict: Mixed,
}

/// What chance gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The share across.
    pub share: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// How many deviations there are in truth; absent below the guards.
    pub z: Option<f64>,
}

/// What may be said of a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mixed {
    /// Fewer than [`FEWEST_CONNECTIONS`], or [`FEWEST_EXPECTED`] on either side: nothing.
    TooFew,
    /// A wish asks for it.
    AsWished,
    /// Within what chance gives.
    NoClearDifference,
    /// More across than by chance.
    More,
    /// Less.
    Less,
}

/// The connections that are new in a round.
pub(super) struct Met {
    /// The two people of each.
    pub connections: Vec<[Person; 2]>,
    /// The traits that were wished for in this round.
    pub given: Vec<Trait>,
}

impl MixingByChance {
    /// Every trait; cost linear in people and connections.
    pub(super) fn of<'g>(
        rounds: &[Met],
        given: &[Wish],
        groups: &'g Groups<'g>,
    ) -> Vec<(Trait, Self)> {
        let mut groups = Joint::new(groups);
        Trait::ALL.map(|what| (what, Self::by(what, rounds, given, &mut groups))).into()
    }

    fn by(what: Trait, rounds: &[Met], given: &[Wish], groups: &mut Joint<'_>) -> Self {
        let (mut chance, mut without) = (Counted::default(), Counted::default());
        for met in rounds {
            let own = groups.groups.by(what);
            let known = Known::of(&met.connections, |person| own[person.index()] != 0, own.len());
            without.add(groups, what, &[], &known);
            chance.add(groups, what, &met.given, &known);
        }
        let wished = given.iter().find(|wish| wish.compares() == Some(what)).cloned();
        let compared = chance.chance().filter(|_| wished.is_none());
        let verdict = match (&wished, compared.and_then(|chance| chance.z)) {
            (Some(_), _) => Mixed::AsWished,
            (None, None) => Mixed::TooFew,
            (None, Some(z)) if z > Level::P99.normal() => Mixed::More,
            (None, Some(z)) if z < -Level::P99.normal() => Mixed::Less,
            (None, Some(_)) => Mixed::NoClearDifference,
        };
        Self {
            given: given.to_vec(),
            wished,
            connections: chance.connections,
            across: chance.across,
            chance: compared,
            chance_without_wishes: without.chance().map(|chance| chance.share),
            verdict,
        }
    }
}

/// The wishes by traits that were in force in any closed round, each once.
pub(super) fn given(history: &History<'_>) -> Vec<Wish> {
    let mut given: Vec<Wish> = Vec::new();
    for wish in history.rounds.iter().filter(|past| past.is_closed()).flat_map(wishes) {
        if !given.contains(&wish) {
            given.push(wish);
        }
    }
    given
}

/// The wishes by traits that were in force in a round.
fn wishes(past: &PastRound<'_>) -> Vec<Wish> {
    let drawn = past.round.head.draw.iter().flat_map(|draw| &draw.wishes);
    drawn.filter(|wish| wish.compares().is_some()).cloned().collect()
}

/// What is new in each closed round.
pub(super) fn met(history: &History<'_>) -> Vec<Met> {
    let rounds = history.rounds.iter().zip(history.first_met());
    let closed = rounds.filter(|(past, _)| past.is_closed());
    let given = |past| wishes(past).into_iter().filter_map(|wish| wish.compares()).collect();
    closed.map(|(past, connections)| Met { connections, given: given(past) }).collect()
}

/// Connections of people of whom a trait is known.
pub(super) struct Known {
    /// The two people of each.
    pub connections: Vec<[Person; 2]>,
    /// Their people, each once.
    pub people: Vec<Person>,
}

impl Known {
    /// Those of some connections, of a roster of this size.
    pub(super) fn of(
        connections: &[[Person; 2]],
        is_known: impl Fn(Person) -> bool,
        roster: usize,
    ) -> Self {
        let known = connections.iter().filter(|[a, b]| is_known(*a) && is_known(*b));
        let connections: Vec<_> = known.copied().collect();
        let mut seen = vec![false; roster];
        let is_new = |person: &Person| !std::mem::replace(&mut seen[person.index()], true);
        let people = connections.iter().flatten().copied().filter(is_new).collect();
        Self { connections, people }
    }
}

/// Connections, and what chance makes of them.
#[derive(Default)]
struct Counted {
    connections: usize,
    across: usize,
    within: f64,
    variance: f64,
}

impl Counted {
    /// Adds what is new in a round.
    fn add(&mut self, groups: &mut Joint<'_>, what: Trait, given: &[Trait], known: &Known) {
        let own = groups.groups.by(what);
        let given: Vec<Trait> = given.iter().filter(|one| **one != what).copied().collect();
        let shares = within_by_pattern(&known.people, what, &given, groups);
        let given: Vec<&[u32]> = given.iter().map(|one| groups.groups.by(*one)).collect();
        for &[a, b] in &known.connections {
            let share = shares[pattern(&given, a, b)];
            self.connections += 1;
            self.across += usize::from(own[a.index()] != own[b.index()]);
            self.within += share;
            self.variance += share * (1.0 - share);
        }
    }

    fn chance(&self) -> Option<Chance> {
        let all = self.connections as f64;
        let (across, sd) = (all - self.within, self.variance.max(0.0).sqrt());
        let enough = self.connections >= FEWEST_CONNECTIONS
            && across >= FEWEST_EXPECTED
            && self.within >= FEWEST_EXPECTED
            && sd > 0.0;
        (self.connections > 0).then(|| Chance {
            share: across / all,
            sd: sd / all,
            z: enough.then(|| (self.across as f64 - across) / sd),
        })
    }
}

/// In which of the given traits two people are the same, a bit for each; unknown is different.
pub(super) fn pattern(given: &[&[u32]], a: Person, b: Person) -> usize {
    let same = |groups: &[u32]| {
        let (one, other) = (groups[a.index()], groups[b.index()]);
        one != 0 && one == other
    };
    given.iter().enumerate().map(|(bit, groups)| usize::from(same(groups)) << bit).sum()
}

/// Of all couples of some people with a pattern, the share that is of one group.
///
/// Couples that are the same in some traits at least come from the sizes of joint groups; those
/// that are the same in these traits alone follow by inclusion and exclusion. Without traits it is
/// Σ c(c-1) over all(all-1): for pairs, the ends of connections of M. E. J. Newman, "Mixing
/// patterns in networks", Physical Review E 67, 2003.
fn within_by_pattern(
    people: &[Person],
    own: Trait,
    given: &[Trait],
    groups: &mut Joint<'_>,
) -> Vec<f64> {
    let masks = 1usize << given.len();
    let mut at_least = |mask: usize, and_own: Option<Trait>| {
        let chosen = given.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        let chosen: Vec<_> = chosen.map(|(_, one)| *one).chain(and_own).collect();
        groups.couples_alike(people, &chosen)
    };
    let counts: Vec<_> = (0..masks).map(|m| (at_least(m, Some(own)), at_least(m, None))).collect();
    let share = |mask: usize| {
        let (mut within, mut all) = (0.0, 0.0);
        for (wider, &(more_within, more)) in counts.iter().enumerate() {
            if wider & mask == mask {
                let even = (wider ^ mask).count_ones().is_multiple_of(2);
                let sign = if even { 1.0 } else { -1.0 };
                within += sign * more_within;
                all += sign * more;
            }
        }
        if all > 0.0 { within / all } else { 0.0 }
    };
    (0..masks).map(share).collect()
}

/// Groups by several traits at once.
struct Joint<'g> {
    groups: &'g Groups<'g>,
    /// For traits in this order the number of each person of the roster, 0 where one of the traits
    /// is not known, and how many numbers there are.
    known: Vec<(Vec<Trait>, Vec<u32>, usize)>,
}

impl<'g> Joint<'g> {
    fn new(groups: &'g Groups<'g>) -> Self {
        Self { groups, known: Vec::new() }
    }

    /// Couples of people who are known to be the same in all these traits; a whole number.
    fn couples_alike(&mut self, people: &[Person], traits: &[Trait]) -> f64 {
        if traits.is_empty() {
            return couples(people.len());
        }
        let at = self.known.iter().position(|(known, ..)| known == traits);
        let at = at.unwrap_or_else(|| {
            let (numbers, most) = self.joined(traits);
            self.known.push((traits.into(), numbers, most));
            self.known.len() - 1
        });
        let (_, numbers, most) = &self.known[at];
        let mut sizes = vec![0; *most];
        for person in people {
            sizes[numbers[person.index()] as usize] += 1;
        }
        sizes.into_iter().skip(1).map(couples).sum()
    }

    fn joined(&self, traits: &[Trait]) -> (Vec<u32>, usize) {
        let by: Vec<_> = traits.iter().map(|one| self.groups.by(*one)).collect();
        let mut seen: HashMap<Vec<u32>, u32> = HashMap::new();
        let mut most = 1;
        let number = |person: usize| {
            let joint: Vec<_> = by.iter().map(|numbers| numbers[person]).collect();
            if joint.contains(&0) {
                return 0;
            }
            *seen.entry(joint).or_insert_with(|| {
                most += 1;
                most - 1
            })
        };
        let numbers = (0..by.first().map_or(0, |numbers| numbers.len())).map(number).collect();
        (numbers, most as usize)
    }
}

/// Of so many people.
fn couples(people: usize) -> f64 {
    let people = people as f64;
    people * (people - 1.0) / 2.0
}
