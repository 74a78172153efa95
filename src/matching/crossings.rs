//! A round that costs nothing among very many: shuffle, look through the exceptions and the wishes once, cross what was
//! hit with random other pairs, look through the exceptions again.
//!
//! This is the switching method (B. D. `McKay` and N. C. Wormald, *Uniform generation of random regular graphs of
//! moderate degree*, 1990) with all switchings at once: every hit pair a-b is crossed with a random ordered pair c-d
//! into a-c and b-d that no wish is against and no other switching touches, and the whole draw is thrown away if an
//! exception is hit anew. The number of ways back then differs little between rounds, and so do the probabilities:
//! through exceptions between mates of exceptions relatively by K²/E for K past rounds and E exceptions (a few in
//! 100,000 where this is used), through wishes by how often mates of equals are equals.
//!
//! O(n + exceptions) time, O(n) memory: no history graph is built.

use super::problem::{Drawn, Odd, Problem, Proof, Totals};
use super::random::Random;

/// Fewer vertices than this are drawn exactly uniformly or by a walk.
pub const MANY: u32 = 20_000;
/// Exceptions per vertex beyond which nearly every draw would be thrown away.
const EXCEPTIONS: usize = 64;
/// If more than one pair in this many is hit, there may be no round without cost.
const HIT: usize = 6;
/// Other pairs looked at for a switching.
const TRIES: u32 = 64;
/// Draws thrown away before the general way takes over.
const DRAWS: u32 = 12;

const NONE: u32 = u32::MAX;

/// A round that costs nothing at all; `None` if this is not the way to find one.
pub fn draw(problem: &Problem, random: &mut Random) -> Option<Drawn> {
    let sparse = problem.exceptions.len() / (problem.n.max(1) as usize) <= EXCEPTIONS;
    if problem.n < MANY || !sparse {
        return None;
    }
    (0..DRAWS).find_map(|_| attempt(problem, random))
}

/// Whether no wish is against a pair.
pub fn is_wished(problem: &Problem, u: u32, v: u32) -> bool {
    problem.wishes.iter().all(|wish| wish.penalty(u, v) == 0)
}

fn attempt(problem: &Problem, random: &mut Random) -> Option<Drawn> {
    let odd_ones = bear_the_odd_role(problem, random)?;
    let mut order: Vec<u32> = (0..problem.n).filter(|u| !odd_ones.contains(u)).collect();
    random.shuffle(&mut order);
    let mut mate = vec![NONE; problem.n as usize];
    for pair in order.chunks_exact(2) {
        mate[pair[0] as usize] = pair[1];
        mate[pair[1] as usize] = pair[0];
    }
    drop(order);
    let mut hit = hits(problem, &odd_ones, &mate)?;
    hit.extend(pairs(&mate).filter(|&[u, v]| !is_wished(problem, u, v)));
    if hit.len() > mate.len() / 2 / HIT {
        return None;
    }
    if !hit.is_empty() {
        hit.sort_unstable();
        hit.dedup();
        let mut touched = vec![false; mate.len()];
        for &u in hit.iter().flatten().chain(&odd_ones) {
            touched[u as usize] = true;
        }
        for [a, b] in hit {
            let (c, d) = (0..TRIES).find_map(|_| {
                let c = random.below(problem.n);
                let d = mate[c as usize];
                let fits = !touched[c as usize] && is_wished(problem, a, c);
                (fits && is_wished(problem, b, d)).then_some((c, d))
            })?;
            for (u, v) in [(a, c), (b, d)] {
                mate[u as usize] = v;
                mate[v as usize] = u;
                touched[u as usize] = true;
                touched[v as usize] = true;
            }
        }
        if !hits(problem, &odd_ones, &mate)?.is_empty() {
            return None;
        }
    }
    Some(without_cost(problem, &odd_ones, &mate))
}

/// The round of these mates, which costs nothing but the burden of the odd ones.
pub fn without_cost(problem: &Problem, odd_ones: &[u32], mate: &[u32]) -> Drawn {
    let burden = |&u: &u32| u64::from(problem.burden.get(u as usize).copied().unwrap_or(0));
    Drawn {
        pairs: pairs(mate).collect(),
        trio: <[u32; 3]>::try_from(odd_ones).ok(),
        sits_out: if odd_ones.len() == 1 { odd_ones.first().copied() } else { None },
        totals: Totals {
            burden: odd_ones.iter().map(burden).sum(),
            wishes: vec![0; problem.wishes.len()],
            ..Totals::default()
        },
        proof: Proof::Nothing,
        equally_good: None,
        look_ahead: None,
    }
}

/// Each pair once, by its smaller end.
pub fn pairs(mate: &[u32]) -> impl Iterator<Item = [u32; 2]> {
    (0..).zip(mate).filter(|&(u, &v)| v != NONE && u < v).map(|(u, &v)| [u, v])
}

/// The vertices that bear the odd role, ascending: random ones of the least burdened.
pub fn bear_the_odd_role(problem: &Problem, random: &mut Random) -> Option<Vec<u32>> {
    let wanted = match (problem.n % 2, problem.odd) {
        (0, _) => return Some(Vec::new()),
        (_, Odd::SitOut) => 1,
        (_, Odd::Trio) => 3,
    };
    let burden = |u: u32| problem.burden.get(u as usize).copied().unwrap_or(0);
    let mut chosen: Vec<u32> = Vec::new();
    let mut level = (0..problem.n).map(burden).min()?;
    while chosen.len() < wanted {
        let mut equals: Vec<u32> = (0..problem.n).filter(|&u| burden(u) == level).collect();
        random.shuffle(&mut equals);
        equals.truncate(wanted - chosen.len());
        chosen.extend(equals);
        if chosen.len() < wanted {
            level = (0..problem.n).map(burden).filter(|&other| other > level).min()?;
        }
    }
    chosen.sort_unstable();
    Some(chosen)
}

/// The pairs of the round that are exceptions; `None` if the trio contains one, or two against whom there is a wish.
fn hits(problem: &Problem, odd_ones: &[u32], mate: &[u32]) -> Option<Vec<[u32; 2]>> {
    if let &[a, b, c] = odd_ones
        && ![(a, b), (a, c), (b, c)].iter().all(|&(u, v)| is_wished(problem, u, v))
    {
        return None;
    }
    let mut found = Vec::new();
    for exception in &problem.exceptions {
        let (u, v) = (exception.u, exception.v);
        match mate.get(u as usize) {
            Some(&other) if other == v && v != NONE => found.push([u.min(v), u.max(v)]),
            Some(&NONE) if u != v && odd_ones.contains(&u) && odd_ones.contains(&v) => return None,
            _ => {}
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::matching::{Exception, What, Wish, draw_round};

    #[test]
    fn many_vertices_get_rounds_without_repeats_and_a_fair_odd_role() {
        for odd in [Odd::Trio, Odd::SitOut] {
            let n = MANY + 1;
            let mut problem = Problem { n, odd, burden: vec![1; n as usize], ..Problem::default() };
            for few in [5, 77, 1_234] {
                problem.burden[few] = 0;
            }
            for round in 1..=8 {
                let drawn = draw_round(&problem, round).unwrap();
                assert_eq!((drawn.totals.repeats, drawn.proof), ([0; 3], Proof::Nothing));
                if round == 1 {
                    assert_eq!(drawn.totals.burden, 0);
                    assert!(drawn.trio.is_none_or(|trio| trio == [5, 77, 1_234]));
                }
                let what = What::Repeat([1, 0, 1]);
                let trio = drawn.trio.map(|[a, b, c]| [[a, b], [a, c], [b, c]]);
                for &[u, v] in drawn.pairs.iter().chain(trio.iter().flatten()) {
                    problem.exceptions.push(Exception { u, v, what });
                }
                for &u in drawn.trio.iter().flatten().chain(&drawn.sits_out) {
                    problem.burden[u as usize] += 1;
                }
            }
        }
    }

    #[test]
    fn wishes_that_few_pairs_break_are_kept() {
        let n = MANY + 2;
        // A quarter has no label; of the others every fifteenth the same, or every third hundred.
        let labels = |kinds: u32| (0..n).map(|u| (u % 4 > 0).then_some(u % kinds)).collect();
        let class = (0..n).map(|u| u16::from(u % 5 == 0)).collect();
        let penalty = vec![vec![0, 0], vec![0, 1]];
        let wishes =
            vec![Wish::Apart(labels(15)), Wish::Apart(labels(301)), Wish::Table { class, penalty }];
        let mut problem = Problem { n, wishes, odd: Odd::SitOut, ..Problem::default() };
        let what = What::Repeat([1, 0, 1]);
        for round in 1..=4 {
            let drawn = draw(&problem, &mut Random::new(round)).unwrap();
            assert!(drawn.pairs.iter().all(|&[u, v]| is_wished(&problem, u, v)));
            assert_eq!(drawn.pairs.len(), problem.n as usize / 2);
            problem.exceptions.extend(drawn.pairs.iter().map(|&[u, v]| Exception { u, v, what }));
        }
        let last: HashSet<_> =
            problem.exceptions.iter().map(|e| (e.u.min(e.v), e.u.max(e.v))).collect();
        assert_eq!(last.len(), problem.exceptions.len(), "a repeat");
        problem.wishes = vec![Wish::Together(labels(15))];
        assert!(draw(&problem, &mut Random::new(1)).is_none(), "nearly every pair breaks this one");
    }
}
