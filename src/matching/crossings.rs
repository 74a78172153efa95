//! A round without repeats among very many: shuffle, look through the exceptions once, cross what was hit with random
//! other pairs, look through them again.
//!
//! This is the switching method (B. D. `McKay` and N. C. Wormald, *Uniform generation of random regular graphs of
//! moderate degree*, 1990) with all switchings at once: every hit pair a-b is crossed with a random ordered pair c-d
//! into a-c and b-d, and the whole draw is thrown away if two switchings touch each other or a new pair is hit. The
//! number of ways back then differs between rounds only through exceptions between mates of exceptions, relatively
//! K²/E for K past rounds and E exceptions (a few in 100,000 where this is used), and so do the probabilities.
//!
//! O(n + exceptions) time, O(n) memory: no history graph is built.

use super::problem::{Drawn, Odd, Problem, Proof, Totals};
use super::random::Random;

/// Fewer vertices than this are drawn exactly uniformly or by a walk.
pub const MANY: u32 = 20_000;
/// Expected hits beyond which nearly every draw would be thrown away.
const HITS: usize = 64;
/// Draws thrown away before the general way takes over.
const DRAWS: u32 = 12;

const NONE: u32 = u32::MAX;

/// A round that costs nothing at all; `None` if this is not the way to find one.
pub fn draw(problem: &Problem, random: &mut Random) -> Option<Drawn> {
    let sparse = problem.exceptions.len() / (problem.n.max(1) as usize) <= HITS;
    if problem.n < MANY || !problem.wishes.is_empty() || !sparse {
        return None;
    }
    (0..DRAWS).find_map(|_| attempt(problem, random))
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
    if !hit.is_empty() {
        let mut touched: Vec<u32> = hit.iter().flatten().copied().collect();
        for [a, b] in hit.drain(..) {
            let c = random.below(problem.n);
            let d = mate[c as usize];
            if d == NONE || touched.contains(&c) {
                return None;
            }
            touched.extend([c, d]);
            for (u, v) in [(a, c), (b, d)] {
                mate[u as usize] = v;
                mate[v as usize] = u;
            }
        }
        if !hits(problem, &odd_ones, &mate)?.is_empty() {
            return None;
        }
    }
    let pairs = (0..).zip(&mate).filter(|&(u, &v)| v != NONE && u < v).map(|(u, &v)| [u, v]);
    let burden = |&u: &u32| u64::from(problem.burden.get(u as usize).copied().unwrap_or(0));
    Some(Drawn {
        pairs: pairs.collect(),
        trio: <[u32; 3]>::try_from(odd_ones.as_slice()).ok(),
        sits_out: if odd_ones.len() == 1 { odd_ones.first().copied() } else { None },
        totals: Totals { burden: odd_ones.iter().map(burden).sum(), ..Totals::default() },
        proof: Proof::Nothing,
        equally_good: None,
        look_ahead: None,
    })
}

/// The vertices that bear the odd role, ascending: random ones of the least burdened.
fn bear_the_odd_role(problem: &Problem, random: &mut Random) -> Option<Vec<u32>> {
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

/// The pairs of the round that are exceptions, each once; `None` if the trio contains one.
fn hits(problem: &Problem, odd_ones: &[u32], mate: &[u32]) -> Option<Vec<[u32; 2]>> {
    let mut found = Vec::new();
    for exception in &problem.exceptions {
        let (u, v) = (exception.u, exception.v);
        match mate.get(u as usize) {
            Some(&other) if other == v && v != NONE => found.push([u.min(v), u.max(v)]),
            Some(&NONE) if u != v && odd_ones.contains(&u) && odd_ones.contains(&v) => return None,
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Exception, What, draw_round};

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
}
