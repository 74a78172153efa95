//! Keeps the trios of the next rounds open.
//!
//! The odd role goes round: the next trios have to come from those who have borne it least. If the last of them were
//! together before, a repeat is forced however many free partners there are. So among rounds that are equally good one
//! is taken after which the least burdened still fall into trios without a repeat.

use super::costs::{Costs, NONE, Round};
use super::pool::Pool;
use super::random::Random;

/// With more least burdened vertices than this there is always a way.
const NEAR: usize = 15;
/// Draws until one is taken as it is.
const DRAWS: u32 = 24;
/// Random partitions looked at for each draw.
const PARTITIONS: u32 = 300;

/// `round`, or a later draw from `pool` that keeps the next trios open.
pub fn keep_open(costs: &Costs, pool: &mut Pool, round: Round, random: &mut Random) -> Round {
    let mut draw = round.clone();
    for _ in 0..DRAWS {
        if falls_into_trios(costs, &draw, random) {
            return draw;
        }
        draw = pool.draw(random);
    }
    round
}

/// Whether the least burdened who are not in the trio of `round` can form trios of free pairs, the last one perhaps
/// with others.
fn falls_into_trios(costs: &Costs, round: &Round, random: &mut Random) -> bool {
    let trio = round.trio.unwrap_or([NONE; 3]);
    let rest = || (0..costs.n()).filter(|u| !trio.contains(u));
    let least = rest().map(|u| costs.burden(u)).min().unwrap_or(0);
    let mut turn: Vec<u32> = rest().filter(|&u| costs.burden(u) == least).collect();
    if turn.len() > NEAR {
        return true;
    }
    let free = |u: u32, v: u32| costs.exception(u, v).is_none() && round.mate[u as usize] != v;
    (0..PARTITIONS).any(|_| {
        random.shuffle(&mut turn);
        turn.chunks(3)
            .all(|trio| (1..trio.len()).all(|at| trio[..at].iter().all(|&u| free(u, trio[at]))))
    })
}
