//! A good round by local search: linear in the number of places, for every size. The start of everything that is not
//! counted, and at sizes beyond the exact engine the answer, judged by a lower bound.
//!
//! The vertices are shuffled, gathered by the labels of the `Together` wishes, paired along the list, and then every
//! pair that costs something is crossed with random others as long as the two together do not get dearer.

use super::bound;
use super::costs::{Costs, NONE, Round};
use super::problem::{Problem, Wish};
use super::random::Random;

/// How often each costly pair looks for another to cross with, per pass.
const TRIES: u32 = 48;
/// Passes without any gain after which the search may end.
const PATIENCE: u32 = 6;
/// No more passes than this, gain or not.
const PASSES: u32 = 2_000;

/// A pair that must never be costs more than anything else, so that the search can start from anywhere.
const FORBIDDEN: i128 = 1 << 123;

/// A round without a trio, and whether it keeps the hard rules; `size` must be even.
pub fn search(problem: &Problem, costs: &Costs, random: &mut Random) -> Option<Round> {
    let mut round = Round { mate: start(problem, costs.size(), &[], random), trio: None };
    improve(costs, &mut round, random);
    costs.round(&round).map(|_| round)
}

/// Pairs along a shuffled list, gathered by the labels of the `Together` wishes; `without` stay without a mate.
pub fn start(problem: &Problem, size: u32, without: &[u32], random: &mut Random) -> Vec<u32> {
    let mut order: Vec<u32> = (0..size).filter(|u| !without.contains(u)).collect();
    random.shuffle(&mut order);
    let gathered: Vec<&Vec<Option<u32>>> = problem
        .wishes
        .iter()
        .filter_map(|wish| match wish {
            Wish::Together(labels) => Some(labels),
            _ => None,
        })
        .collect();
    if !gathered.is_empty() {
        order.sort_by_cached_key(|&u| {
            gathered
                .iter()
                .map(|labels| labels.get(u as usize).copied().flatten())
                .collect::<Vec<_>>()
        });
    }
    let mut mate = vec![NONE; size as usize];
    for pair in order.chunks_exact(2) {
        mate[pair[0] as usize] = pair[1];
        mate[pair[1] as usize] = pair[0];
    }
    mate
}

/// Crosses costly pairs with others as long as something is gained. Members of a trio are left alone.
pub fn improve(costs: &Costs, round: &mut Round, random: &mut Random) {
    let price = |u: u32, v: u32| costs.pair(u, v).unwrap_or(FORBIDDEN);
    let mut costly: Vec<u32> =
        (0..costs.size()).filter(|&u| is_costly(u, &round.mate, &price)).collect();
    let (mut idle, mut tries) = (0, 0_usize);
    for _ in 0..PASSES {
        let mut gained = false;
        tries += costly.len() * TRIES as usize;
        for &u in &costly {
            gained |= is_costly(u, &round.mate, &price)
                && cross_one(u, costs.size(), &mut round.mate, &price, random);
        }
        // Crossing without a gain may have moved the cost to vertices that were free of it before.
        costly = costly
            .iter()
            .flat_map(|&u| [u, round.mate[u as usize]])
            .filter(|&u| u != NONE)
            .collect();
        costly.sort_unstable();
        costly.dedup();
        costly.retain(|&u| is_costly(u, &round.mate, &price));
        if costly.is_empty() {
            break;
        }
        if gained {
            (idle, tries) = (0, 0);
            continue;
        }
        idle += 1;
        // When few pairs are left that cost something, what helps one of them may be rare, and looking is cheap.
        let looked_enough = idle >= PATIENCE && tries >= 4 * costs.size() as usize;
        if looked_enough || (idle == 1 && is_proven(costs, round)) {
            break;
        }
    }
}

/// Whether a lower bound says that nothing is left to gain.
fn is_proven(costs: &Costs, round: &Round) -> bool {
    costs.round(round).is_some() && bound::is_met(costs.problem(), &costs.totals(round))
}

fn is_costly(u: u32, mate: &[u32], price: &impl Fn(u32, u32) -> i128) -> bool {
    let v = mate[u as usize];
    v != NONE && price(u, v) > 0
}

/// Looks for a pair to cross `u`'s pair with; true if that made the round cheaper.
fn cross_one(
    u: u32,
    size: u32,
    mate: &mut [u32],
    price: &impl Fn(u32, u32) -> i128,
    random: &mut Random,
) -> bool {
    let before = price(u, mate[u as usize]);
    let mut sideways = None;
    for _ in 0..TRIES {
        let x = random.below(size);
        let (v, y) = (mate[u as usize], mate[x as usize]);
        if x == u || x == v || y == NONE {
            continue;
        }
        let now = before + price(x, y);
        let then = price(u, x) + price(v, y);
        if then < now {
            cross(u, x, mate);
            return true;
        }
        if then == now && sideways.is_none() {
            sideways = Some(x);
        }
    }
    if let Some(x) = sideways {
        cross(u, x, mate);
    }
    false
}

/// Pairs `u` with `x`, and their mates with each other.
fn cross(u: u32, x: u32, mate: &mut [u32]) {
    let (v, y) = (mate[u as usize], mate[x as usize]);
    for (a, b) in [(u, x), (v, y)] {
        mate[a as usize] = b;
        mate[b as usize] = a;
    }
}
