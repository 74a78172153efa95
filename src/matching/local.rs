//! A good round by local search: linear in the number of places, for every size. The start of everything that is not
//! counted, and at sizes beyond the exact engine the answer, judged by a lower bound.
//!
//! The vertices are shuffled, gathered by the labels of the `Together` wishes, paired along the list, and then every
//! pair that costs something is crossed with the best of some random others as long as the two do not get dearer.

use super::bound;
use super::costs::{Costs, NONE, Round};
use super::exact::PRICED;
use super::problem::{Problem, Wish};
use super::random::Random;

/// How often each costly pair looks for another to cross with, per pass.
const TRIES: u32 = 48;
/// Passes without any gain after which the search may end.
const PATIENCE: u32 = 6;
/// No more passes than this, gain or not.
const PASSES: u32 = 2_000;

/// Attempts at sizes beyond the exact engine.
const ATTEMPTS: u32 = 4;

/// A pair that must never be costs more than anything else, so that the search can start from anywhere.
const FORBIDDEN: i128 = 1 << 123;

/// A round without a trio; `None` if none was found that keeps the hard rules. The number of places must be even.
///
/// Where the exact engine cannot follow, the best of a few attempts.
pub fn search(problem: &Problem, costs: &Costs, random: &mut Random) -> Option<Round> {
    let attempts = if costs.size() > PRICED { ATTEMPTS } else { 1 };
    let mut best: Option<(i128, Round)> = None;
    for _ in 0..attempts {
        let mate = start(problem, costs.size(), &[], random);
        let mut round = Round { mate, trio: None };
        improve(costs, &mut round, random);
        let Some(cost) = costs.round(&round) else { continue };
        let finished = cost == 0 || is_proven(costs, &round);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, round));
        }
        if finished {
            break;
        }
    }
    best.map(|(_, round)| round)
}

/// Pairs along a shuffled list; `without` stay without a mate.
///
/// If there are `Together` wishes, equals are paired with each other, those left over with vertices that have no label,
/// and what then remains along the list.
pub fn start(problem: &Problem, size: u32, without: &[u32], random: &mut Random) -> Vec<u32> {
    let mut order: Vec<u32> = (0..size).filter(|u| !without.contains(u)).collect();
    random.shuffle(&mut order);
    let labels: Vec<&Vec<Option<u32>>> = problem.wishes.iter().filter_map(labels_of).collect();
    let key = |&u: &u32| -> Vec<Option<u32>> {
        labels.iter().map(|labels| labels.get(u as usize).copied().flatten()).collect()
    };
    if !labels.is_empty() {
        order.sort_by_cached_key(key);
        let indifferent = order.partition_point(|u| key(u).first() == Some(&None));
        let mut spare = order[..indifferent].to_vec();
        let (mut paired, mut left_over) = (Vec::with_capacity(order.len()), Vec::new());
        for equals in order[indifferent..].chunk_by(|u, v| key(u) == key(v)) {
            let (pairs, one) = equals.split_at(equals.len() / 2 * 2);
            paired.extend_from_slice(pairs);
            left_over.extend_from_slice(one);
        }
        while left_over.len() > 1 || !spare.is_empty() {
            let Some(u) = left_over.pop().or_else(|| spare.pop()) else { break };
            paired.push(u);
            paired.extend(spare.pop().or_else(|| left_over.pop()));
        }
        paired.extend(left_over);
        order = paired;
    }
    let mut mate = vec![NONE; size as usize];
    for pair in order.chunks_exact(2) {
        mate[pair[0] as usize] = pair[1];
        mate[pair[1] as usize] = pair[0];
    }
    mate
}

fn labels_of(wish: &Wish) -> Option<&Vec<Option<u32>>> {
    match wish {
        Wish::Together(labels) => Some(labels),
        _ => None,
    }
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
        idle = if gained { 0 } else { idle + 1 };
        if gained {
            tries = 0;
        }
        // When few pairs are left that cost something, what helps one of them may be rare, and looking is cheap.
        let looked_enough = idle >= PATIENCE && tries >= 4 * costs.size() as usize;
        let worth_a_look = idle == 1 || costly.len() > costs.size() as usize / 20;
        if looked_enough || (worth_a_look && is_proven(costs, round)) {
            break;
        }
    }
}

/// Whether a lower bound says that nothing is left to gain.
pub fn is_proven(costs: &Costs, round: &Round) -> bool {
    costs.round(round).is_some() && bound::is_met(costs.problem(), &costs.totals(round))
}

fn is_costly(u: u32, mate: &[u32], price: &impl Fn(u32, u32) -> i128) -> bool {
    let v = mate[u as usize];
    v != NONE && price(u, v) > 0
}

/// Crosses `u`'s pair with the best of some random others; true if that made the round cheaper.
///
/// The first that helps would often mend one tier by spoiling the next.
fn cross_one(
    u: u32,
    size: u32,
    mate: &mut [u32],
    price: &impl Fn(u32, u32) -> i128,
    random: &mut Random,
) -> bool {
    let before = price(u, mate[u as usize]);
    let mut best: Option<(i128, u32)> = None;
    for _ in 0..TRIES {
        let x = random.below(size);
        let (v, y) = (mate[u as usize], mate[x as usize]);
        if x == u || x == v || y == NONE {
            continue;
        }
        let gain = before + price(x, y) - price(u, x) - price(v, y);
        if gain >= 0 && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, x));
            if gain >= before {
                break;
            }
        }
    }
    let Some((gain, x)) = best else { return false };
    cross(u, x, mate);
    gain > 0
}

/// Pairs `u` with `x`, and their mates with each other.
fn cross(u: u32, x: u32, mate: &mut [u32]) {
    let (v, y) = (mate[u as usize], mate[x as usize]);
    for (a, b) in [(u, x), (v, y)] {
        mate[a as usize] = b;
        mate[b as usize] = a;
    }
}
