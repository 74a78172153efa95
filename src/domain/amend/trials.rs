//! The search against every way there is, on small problems.

use std::collections::BTreeSet;

use super::groups::{Group, Groups, Rank};
use super::search::Found;
use crate::matching::{Exception, Odd, Problem, Random, Totals, What, Wish};

/// A way to mend: everybody in a pair, a trio, or alone.
type Way = BTreeSet<Vec<u32>>;

/// Every way for these people with at most one odd role if their number is odd.
fn ways(people: &[u32], odd_left: bool) -> Vec<Way> {
    let Some((&first, rest)) = people.split_first() else {
        return if odd_left { vec![] } else { vec![Way::new()] };
    };
    let mut all = Vec::new();
    let mut with = |others: &[u32], odd_left: bool| {
        let remaining: Vec<u32> = rest.iter().copied().filter(|u| !others.contains(u)).collect();
        let members: Vec<u32> = [first].into_iter().chain(others.iter().copied()).collect();
        for mut way in ways(&remaining, odd_left) {
            way.insert(members.clone());
            all.push(way);
        }
    };
    for (at, &second) in rest.iter().enumerate() {
        with(&[second], odd_left);
        if odd_left {
            for &third in &rest[at + 1..] {
                with(&[second, third], false);
            }
        }
    }
    if odd_left {
        with(&[], false);
    }
    all
}

/// The fewest broken groups with the least rank, and how many ways reach them; `None` when there
/// is no way. Written from the rules, without a look at the search.
fn by_hand(problem: &Problem, groups: &[Option<Group>]) -> Option<(usize, Rank, u128)> {
    let people: Vec<u32> = (0..problem.n).collect();
    let given: Vec<&Group> = groups.iter().flatten().collect();
    let mut best: Option<(usize, Rank, u128)> = None;
    for way in ways(&people, people.len() % 2 == 1) {
        let fits = way.iter().all(|together| match (together.len(), problem.odd) {
            (1, Odd::Trio) => problem.n == 1,
            // A trio that is there already may stay whatever the settings say now.
            (3, Odd::SitOut) => given.iter().any(|group| group.members == *together),
            _ => true,
        });
        let Some(totals) = totals(problem, &way).filter(|_| fits) else { continue };
        let broken: Vec<_> = given.iter().filter(|g| !way.contains(&g.members)).collect();
        let answered = broken.iter().filter(|group| group.answered).count();
        let rank = Rank { answered, totals };
        match &mut best {
            Some((fewest, least, count)) if (*fewest, &*least) == (broken.len(), &rank) => {
                *count += 1;
            }
            Some((fewest, least, _)) if (*fewest, &*least) < (broken.len(), &rank) => {}
            _ => best = Some((broken.len(), rank, 1)),
        }
    }
    best
}

/// What a way costs; `None` when two are together who must never be.
fn totals(problem: &Problem, way: &Way) -> Option<Totals> {
    let mut totals = Totals { wishes: vec![0; problem.wishes.len()], ..Totals::default() };
    for together in way {
        if together.len() != 2 {
            totals.burden +=
                together.iter().map(|&u| u64::from(problem.burden[u as usize])).sum::<u64>();
        }
        for (at, &u) in together.iter().enumerate() {
            for &v in &together[..at] {
                let against = problem.exceptions.iter();
                let all = against.filter(|e| (e.u, e.v) == (u, v) || (e.v, e.u) == (u, v));
                match all.map(|e| e.what).max() {
                    Some(What::Never) => return None,
                    Some(What::Repeat(tiers)) => {
                        for (total, tier) in totals.repeats.iter_mut().zip(tiers) {
                            *total += u64::from(tier);
                        }
                    }
                    None => {}
                }
                for (total, wish) in totals.wishes.iter_mut().zip(&problem.wishes) {
                    *total += u64::from(wish.penalty(u, v));
                }
            }
        }
    }
    Some(totals)
}

/// What was found, as a way and its number of broken groups.
fn as_way(found: &Found, groups: &[Option<Group>]) -> (Way, usize) {
    let kept = groups.iter().zip(&found.kept).filter(|(_, kept)| **kept);
    let kept = kept.filter_map(|(group, _)| Some(group.as_ref()?.members.clone()));
    let alone = found.sits_out.map(|person| vec![person]);
    let way = kept.chain(found.pairs.iter().cloned()).chain(alone).collect();
    let broken = groups.iter().zip(&found.kept).filter(|(group, kept)| group.is_some() && !**kept);
    (way, broken.count())
}

/// A problem of this many people with history, exclusions, a wish, and groups of which some are gone.
fn invented(n: u32, random: &mut Random) -> (Problem, Vec<Option<Group>>) {
    let mut exceptions = Vec::new();
    let (never, repeats) = (random.below(50), random.below(60));
    for u in 0..n {
        for v in 0..u {
            let what = match random.below(100) {
                dice if dice < never => What::Never,
                dice if dice < never + repeats => {
                    let recent = 1 + u16::from(dice % 2 == 0);
                    What::Repeat([1, u16::from(random.below(2) == 0), recent])
                }
                _ => continue,
            };
            exceptions.push(Exception { u, v, what });
        }
    }
    let problem = Problem {
        n,
        exceptions,
        wishes: vec![Wish::Apart((0..n).map(|_| Some(random.below(3))).collect())],
        odd: if random.below(2) == 0 { Odd::Trio } else { Odd::SitOut },
        burden: (0..n).map(|_| random.below(3)).collect(),
        look_ahead: false,
    };
    let mut people: Vec<u32> = (0..n).collect();
    random.shuffle(&mut people);
    let mut groups = Vec::new();
    let first = if random.below(2) == 0 { 3 } else { 2 };
    let (start, rest) = people.split_at(first.min(people.len()));
    for members in [start].into_iter().chain(rest.chunks_exact(2)) {
        let mut members = members.to_vec();
        members.sort_unstable();
        let gone = random.below(4) == 0 || members.len() < 2;
        groups.push((!gone).then(|| Group { members, answered: random.below(4) == 0 }));
    }
    (problem, groups)
}

#[test]
fn no_way_is_better_and_all_equally_good_ones_are_counted() {
    let mut random = Random::new(1);
    let (mut mended, mut impossible, mut several) = (0, 0, 0);
    for case in 0..1_200 {
        let (problem, groups) = invented(2 + case % 8, &mut random);
        let found = Groups::new(&problem, groups.iter().cloned()).run(u64::from(case));
        // A group of two who must never be together counts as gone.
        let never = |group: &Group| totals(&problem, &[group.members.clone()].into()).is_none();
        let groups: Vec<_> =
            groups.into_iter().map(|group| group.filter(|group| !never(group))).collect();
        let Some((fewest, rank, count)) = by_hand(&problem, &groups) else {
            // A trio that is there may be the only one that the rules allow; anew, there is none.
            assert!(found.is_err(), "case {case}: {found:?}");
            impossible += 1;
            continue;
        };
        let Ok(found) = found else {
            panic!("case {case}: there is a way that breaks {fewest}: {problem:?} {groups:?}")
        };
        let (way, broken) = as_way(&found, &groups);
        assert_eq!(broken, fewest, "case {case}");
        assert_eq!(totals(&problem, &way), Some(rank.totals), "case {case}");
        assert_eq!(found.equally_good, Some(count), "case {case}");
        assert!(found.proven);
        let mut everybody: Vec<u32> = way.into_iter().flatten().collect();
        everybody.sort_unstable();
        assert_eq!(everybody, (0..problem.n).collect::<Vec<_>>(), "case {case}");
        mended += 1;
        several += usize::from(count > 1);
    }
    assert!(mended > 600 && impossible > 20 && several > 100, "{mended} {impossible} {several}");
}

#[test]
fn every_best_way_is_drawn_about_as_often() {
    // Somebody is left alone and joins one of four pairs: four ways, equally good.
    let problem = Problem { n: 9, ..Problem::default() };
    let group = |at: u32| Some(Group { members: vec![2 * at, 2 * at + 1], answered: false });
    let groups: Vec<_> = (0..4).map(group).collect();
    let mut drawn = [0_u32; 4];
    for seed in 0..800 {
        let found = Groups::new(&problem, groups.iter().cloned()).run(seed).unwrap();
        let broken = found.kept.iter().position(|kept| !kept).unwrap();
        assert_eq!((found.pairs.len(), found.equally_good), (1, Some(4)));
        drawn[broken] += 1;
    }
    assert!(drawn.iter().all(|&times| (150..250).contains(&times)), "{drawn:?}");
}
