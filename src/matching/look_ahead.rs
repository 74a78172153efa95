//! Keeps the future open: among rounds that are equally good so far, one after which as many disjoint repeat-free
//! rounds remain as the least number of free partners allows.
//!
//! Draw, accept if what remains splits, else draw again: this keeps the draw uniform among the rounds that pass. A
//! split is looked for only where something is at stake, when somebody has few free partners left, because a dense
//! remainder always splits (Csaba, Kühn, Lo, Osthus and Treglown 2016 prove it from half the vertices on). If no draw
//! passes, the free pairs as a whole are split, and one of the parts becomes the round: the others are its future.
//! Only then do the wishes give way, and after them the number of rounds kept open.

use super::costs::{Costs, Round};
use super::pool::Pool;
use super::problem::{LookAhead, Problem};
use super::random::Random;
use super::split::split;
use super::turns;

/// With more free partners than this for everybody nothing is at stake yet.
const NEAR: u32 = 8;
/// Beyond this number of places the pairs left are too many to be listed.
const LISTED: u32 = 1_000;
/// Draws with all wishes, and draws without them.
const DRAWS: u32 = 24;
/// Splits of all free pairs that are tried when no draw passed.
const PLANS: u32 = 8;
/// Rounds without wishes that the best one is chosen from.
const CHOICE: usize = 6;

/// A round that keeps the future open, what was found about it, and whether the wishes had to give way.
#[derive(Debug)]
pub struct Chosen {
    /// The round.
    pub round: Round,
    /// `None` if nothing was at stake.
    pub look_ahead: Option<LookAhead>,
    /// Whether its wishes may be more than the least possible.
    pub wishes_gave_way: bool,
}

/// Draws from `pool` with a view to the future.
///
/// At most some 60 draws and as many splits, each with limits of its own.
pub fn choose(problem: &Problem, costs: &Costs, pool: &mut Pool, random: &mut Random) -> Chosen {
    let mut round = pool.draw(random);
    if problem.look_ahead && costs.has_trio() {
        round = turns::keep_open(costs, pool, round, random);
    }
    let free = match stake(costs, &round) {
        Some(free) if problem.look_ahead => free,
        _ => return Chosen { round, look_ahead: None, wishes_gave_way: false },
    };
    let at_most = least_degree(&free, costs.n()) - 1;
    let kept = |found| Some(LookAhead { found, at_most });
    let mut draws = vec![round];
    for at in 0..DRAWS as usize {
        if at == draws.len() {
            draws.push(pool.draw(random));
        }
        if split(&without(&free, &draws[at]), at_most, random).is_some() {
            return Chosen {
                round: draws.swap_remove(at),
                look_ahead: kept(at_most),
                wishes_gave_way: false,
            };
        }
    }
    if let Some(round) = plan_without_wishes(problem, costs, &free, at_most, &draws[0], random) {
        let wishes_gave_way = costs.round(&round) != costs.round(&draws[0]);
        return Chosen { round, look_ahead: kept(at_most), wishes_gave_way };
    }
    // What was hoped for seems to be impossible: the draw that keeps most open.
    for found in (1..at_most).rev() {
        for at in 0..draws.len().min(8) {
            if split(&without(&free, &draws[at]), found, random).is_some() {
                return Chosen {
                    round: draws.swap_remove(at),
                    look_ahead: kept(found),
                    wishes_gave_way: false,
                };
            }
        }
    }
    Chosen { round: draws.swap_remove(0), look_ahead: kept(0), wishes_gave_way: false }
}

/// The free pairs as lists, if this round's draw can matter for the rounds after it.
fn stake(costs: &Costs, round: &Round) -> Option<Vec<Vec<u32>>> {
    let size = costs.size();
    if costs.has_trio() || !(4..=LISTED).contains(&size) || costs.totals(round).repeats != [0; 3] {
        return None;
    }
    let free = free_lists(costs);
    let least = least_degree(&free, costs.n());
    (2..=NEAR + 1).contains(&least).then_some(free)
}

/// The free partners of each place.
///
/// The place of the one who sits out is free for the least burdened; if these are fewer than the rounds in view, also
/// for those next in line, as their turn comes within the view.
fn free_lists(costs: &Costs) -> Vec<Vec<u32>> {
    let n = costs.n();
    let mut lists: Vec<Vec<u32>> = (0..n)
        .map(|u| (0..n).filter(|&v| v != u && costs.exception(u, v).is_none()).collect())
        .collect();
    if costs.has_gap() {
        let least = (0..n).map(|u| costs.burden(u)).min().unwrap_or(0);
        let up_to = |most| (0..n).filter(|&u| costs.burden(u) <= most).collect::<Vec<u32>>();
        let mut turn = up_to(least);
        if turn.len() < least_degree(&lists, n) as usize {
            turn = up_to(least.saturating_add(1));
        }
        for &u in &turn {
            lists[u as usize].push(n);
        }
        lists.push(turn);
    }
    lists
}

/// The least number of free partners of a real vertex.
fn least_degree(lists: &[Vec<u32>], n: u32) -> u32 {
    let least = lists.iter().take(n as usize).map(Vec::len).min().unwrap_or(0);
    u32::try_from(least).unwrap_or(u32::MAX)
}

/// The lists without the pairs of `round`.
fn without(lists: &[Vec<u32>], round: &Round) -> Vec<Vec<u32>> {
    let keep = |row: &Vec<u32>, mate: u32| row.iter().copied().filter(|&v| v != mate).collect();
    lists.iter().zip(&round.mate).map(|(row, &mate)| keep(row, mate)).collect()
}

/// A round that is optimal but for the wishes and keeps the whole future open; of those found the one that meets the
/// wishes best.
fn plan_without_wishes(
    problem: &Problem,
    costs: &Costs,
    free: &[Vec<u32>],
    at_most: u32,
    optimal: &Round,
    random: &mut Random,
) -> Option<Round> {
    let plain = Costs::new(problem, false);
    let least = plain.round(optimal);
    let mut passed: Vec<Round> = Vec::new();
    if costs.has_wishes()
        && let Ok(mut pool) = Pool::new(problem, &plain, random)
    {
        for _ in 0..DRAWS {
            let round = pool.draw(random);
            if split(&without(free, &round), at_most, random).is_some() {
                passed.push(round);
                if passed.len() == CHOICE {
                    break;
                }
            }
        }
    }
    for _ in 0..if passed.is_empty() { PLANS } else { 1 } {
        if let Some(parts) = split(free, at_most + 1, random) {
            let rounds = parts.into_iter().map(|mate| Round { mate, trio: None });
            passed.extend(rounds.filter(|round| plain.round(round) == least));
        }
    }
    random.shuffle(&mut passed);
    passed.into_iter().min_by_key(|round| costs.round(round))
}
