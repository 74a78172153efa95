//! Everybody's group by each trait, and who comes from which group round by round.

use std::collections::HashMap;

use crate::domain::{Person, Trait};

use super::history::History;

/// Everybody's group by each trait, as a number; 0 where it is not known.
#[derive(Debug)]
pub struct Groups<'a>(Vec<(Trait, ByTrait<'a>)>);

/// The groups of one trait.
#[derive(Debug)]
pub struct ByTrait<'a> {
    /// The number of the group of each person of the roster.
    pub numbers: Vec<u32>,
    /// What each group is called; the first stands for those of whom it is not known.
    pub names: Vec<&'a str>,
}

impl<'a> Groups<'a> {
    /// The groups of a programme; cost linear in its roster.
    pub fn of(history: &History<'a>) -> Self {
        let by = |what: Trait| {
            let mut known: HashMap<&'a str, u32> = HashMap::new();
            let mut names = vec![""];
            let group = |(_, participant)| match what.of(participant) {
                "" => 0,
                name => *known.entry(name).or_insert_with(|| {
                    names.push(name);
                    u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
                }),
            };
            let numbers = history.programme.roster.iter().map(group).collect();
            (what, ByTrait { numbers, names })
        };
        Self(Trait::ALL.map(by).into())
    }

    /// What each group is called; the first stands for those of whom it is not known.
    pub fn names(&self, what: Trait) -> &[&'a str] {
        let found = self.0.iter().find(|(one, _)| *one == what);
        found.map_or(&[], |(_, groups)| &groups.names)
    }

    /// The number of the group of each person of the roster.
    pub fn by(&self, what: Trait) -> &[u32] {
        let found = self.0.iter().find(|(one, _)| *one == what);
        found.map_or(&[], |(_, groups)| &groups.numbers)
    }
}

/// One group of a trait, such as a sector, round by round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupGrowth {
    /// What it is called; `None` stands for those of whom it is not known.
    pub name: Option<String>,
    /// How many of the roster are of it.
    pub registered: usize,
    /// How many of these ever had a partner.
    pub ever: usize,
    /// How many had a partner in each round.
    pub participants: Vec<usize>,
    /// How many of these had one for the first time.
    pub joiners: Vec<usize>,
}

/// Who came, by each trait that is known of anybody; the largest group of the latest round first,
/// and those of whom it is not known last. Cost linear in the pairs.
pub(super) fn growth(history: &History<'_>, groups: &Groups<'_>) -> Vec<(Trait, Vec<GroupGrowth>)> {
    let known = groups.0.iter().filter(|(_, groups)| groups.names.len() > 1);
    known.map(|(what, groups)| (*what, of_trait(history, groups))).collect()
}

fn of_trait(history: &History<'_>, groups: &ByTrait<'_>) -> Vec<GroupGrowth> {
    let rounds = history.rounds.len();
    let none = |name: &&str| GroupGrowth {
        name: (!name.is_empty()).then(|| (*name).to_owned()),
        registered: 0,
        ever: 0,
        participants: vec![0; rounds],
        joiners: vec![0; rounds],
    };
    let mut all: Vec<_> = groups.names.iter().map(none).collect();
    let of = |person: Person| groups.numbers[person.index()] as usize;
    for (person, presence) in (0..).map(Person).zip(&history.presence) {
        let group = &mut all[of(person)];
        group.registered += 1;
        if let Some(first) = presence.first() {
            group.ever += 1;
            group.joiners[first as usize] += 1;
        }
    }
    for (at, past) in history.rounds.iter().enumerate() {
        for person in past.round.people() {
            all[of(person)].participants[at] += 1;
        }
    }
    all.retain(|group| group.registered > 0);
    all.sort_by(|one, other| {
        let order = |group: &GroupGrowth| {
            let latest = group.participants.last().copied();
            (group.name.is_none(), std::cmp::Reverse((latest, group.ever, group.registered)))
        };
        order(one).cmp(&order(other)).then_with(|| one.name.cmp(&other.name))
    });
    all
}
