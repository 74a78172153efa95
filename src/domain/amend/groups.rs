//! A round that is to be mended, in numbers: which of its groups can stay, and what it means to
//! break some of them.

use std::collections::HashMap;

use crate::matching::{Exception, Odd, Problem, REPEAT_TIERS, Totals, What, Wish};

/// People who are together already and may stay so.
#[derive(Debug, Clone)]
pub struct Group {
    /// Two or three.
    pub members: Vec<u32>,
    /// Whether somebody has answered; such a group is broken last.
    pub answered: bool,
}

/// What a choice of groups to break leads to; less is better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Broken groups of whom somebody has answered.
    pub answered: usize,
    /// The rules of pairing over the whole round.
    pub totals: Totals,
}

/// All people of the mended round, and the groups that could stay.
#[derive(Debug)]
pub struct Groups<'a> {
    /// The problem of pairing all of them anew.
    pub problem: &'a Problem,
    /// The positions of the groups that can be kept.
    pub keepable: Vec<usize>,
    against: HashMap<(u32, u32), What>,
    /// As many as were given; `None` for those that cannot be kept.
    given: Vec<Option<Group>>,
    /// Those of the keepable that are trios.
    trios: Vec<usize>,
    /// Those in no group that can be kept.
    free: Vec<u32>,
    /// What all that can be kept cost together.
    cost: Totals,
}

impl<'a> Groups<'a> {
    /// `None` stands for a group that has lost a member; one that holds two who must never be
    /// together cannot be kept, either.
    pub fn new(problem: &'a Problem, groups: impl Iterator<Item = Option<Group>>) -> Self {
        let mut against: HashMap<(u32, u32), What> = HashMap::new();
        for &Exception { u, v, what } in &problem.exceptions {
            let entry = against.entry((u.min(v), u.max(v))).or_insert(what);
            *entry = what.max(*entry);
        }
        let may_stay = |group: &Group| {
            connections(&group.members).all(|two| against.get(&two) != Some(&What::Never))
        };
        let groups: Vec<_> = groups.map(|group| group.filter(may_stay)).collect();
        let mut free = vec![true; problem.n as usize];
        for &member in groups.iter().flatten().flat_map(|group| &group.members) {
            free[member as usize] = false;
        }
        let is_trio = |at: &usize| groups[*at].as_ref().is_some_and(|g| g.members.len() == 3);
        let mut all = Self {
            problem,
            keepable: (0..groups.len()).filter(|&at| groups[at].is_some()).collect(),
            trios: (0..groups.len()).filter(is_trio).collect(),
            free: (0..problem.n).filter(|&u| free[u as usize]).collect(),
            cost: Totals::default(),
            against,
            given: groups,
        };
        let mut cost = all.nothing();
        for group in all.given.iter().flatten() {
            all.add(&mut cost, &group.members);
        }
        all.cost = cost;
        all
    }

    /// Whether there is a trio that can be kept.
    pub fn has_trio(&self) -> bool {
        !self.trios.is_empty()
    }

    /// For each group that was given, whether it is kept when these are broken.
    pub fn kept(&self, broken: &[usize]) -> Vec<bool> {
        let each = self.given.iter().enumerate();
        each.map(|(at, group)| group.is_some() && !broken.contains(&at)).collect()
    }

    /// Those who need a new partner when these groups are broken; `None` when the numbers of the
    /// round would not come out right.
    pub fn rest(&self, broken: &[usize]) -> Option<Vec<u32>> {
        let members = broken.iter().filter_map(|&at| self.given[at].as_ref());
        let mut rest = self.free.clone();
        rest.extend(members.flat_map(|group| &group.members));
        rest.sort_unstable();
        if rest.len().is_multiple_of(2) {
            return Some(rest);
        }
        // Somebody has the odd role, so nobody else may have it, and a trio takes three.
        let kept_trio = self.trios.iter().any(|at| !broken.contains(at));
        let enough = rest.len() >= 3 || self.problem.odd == Odd::SitOut;
        (enough && !kept_trio).then_some(rest)
    }

    /// The problem of pairing only these.
    pub fn part(&self, rest: &[u32]) -> Problem {
        let mut exceptions = Vec::new();
        for (u, &a) in (0..).zip(rest) {
            for (v, &b) in (0..u).zip(rest) {
                let what = self.against.get(&(b, a));
                exceptions.extend(what.map(|&what| Exception { u: v, v: u, what }));
            }
        }
        let labels = |all: &[Option<u32>]| -> Vec<Option<u32>> {
            rest.iter().map(|&u| all.get(u as usize).copied().flatten()).collect()
        };
        let wish = |wish: &Wish| match wish {
            Wish::Apart(all) => Wish::Apart(labels(all)),
            Wish::Together(all) => Wish::Together(labels(all)),
            Wish::Table { class, penalty } => Wish::Table {
                class: rest.iter().map(|&u| class.get(u as usize).copied().unwrap_or(0)).collect(),
                penalty: penalty.clone(),
            },
        };
        Problem {
            n: u32::try_from(rest.len()).unwrap_or(u32::MAX),
            exceptions,
            wishes: self.problem.wishes.iter().map(wish).collect(),
            odd: self.problem.odd,
            burden: rest.iter().map(|&u| self.burden(u)).collect(),
            look_ahead: false,
        }
    }

    fn nothing(&self) -> Totals {
        Totals { wishes: vec![0; self.problem.wishes.len()], ..Totals::default() }
    }

    fn burden(&self, vertex: u32) -> u32 {
        self.problem.burden.get(vertex as usize).copied().unwrap_or(0)
    }

    /// The rank of the whole round: what the rest costs and what the groups that are kept cost.
    pub fn rank(&self, broken: &[usize], rest: &Totals) -> Rank {
        let mut totals = self.cost.clone();
        let mut gone = self.nothing();
        let mut answered = 0;
        for group in broken.iter().filter_map(|&at| self.given[at].as_ref()) {
            self.add(&mut gone, &group.members);
            answered += usize::from(group.answered);
        }
        totals.burden = totals.burden + rest.burden - gone.burden;
        let repeats = rest.repeats.iter().zip(gone.repeats);
        for (total, (rest, gone)) in totals.repeats.iter_mut().zip(repeats) {
            *total = *total + rest - gone;
        }
        let wishes = rest.wishes.iter().zip(gone.wishes);
        for (total, (rest, gone)) in totals.wishes.iter_mut().zip(wishes) {
            *total = *total + rest - gone;
        }
        Rank { answered, totals }
    }

    /// Adds what a pair or trio costs.
    fn add(&self, totals: &mut Totals, members: &[u32]) {
        if members.len() == 3 {
            totals.burden += members.iter().map(|&u| u64::from(self.burden(u))).sum::<u64>();
        }
        for (u, v) in connections(members) {
            let tiers = match self.against.get(&(u, v)) {
                Some(What::Repeat(tiers)) => *tiers,
                _ => [0; REPEAT_TIERS],
            };
            for (total, tier) in totals.repeats.iter_mut().zip(tiers) {
                *total += u64::from(tier);
            }
            for (total, wish) in totals.wishes.iter_mut().zip(&self.problem.wishes) {
                *total += u64::from(wish.penalty(u, v));
            }
        }
    }
}

/// Every two of a pair or trio, the lower one first.
fn connections(members: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let each = members.iter().enumerate();
    each.flat_map(move |(at, &u)| members[..at].iter().map(move |&v| (u.min(v), u.max(v))))
}
