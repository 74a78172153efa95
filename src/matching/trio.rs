//! A trio beyond the sizes that are counted.

use super::costs::{Costs, Round};
use super::local;
use super::problem::Problem;
use super::random::Random;

/// How many trios the local search tries.
const TRIES: u32 = 24;

/// A good round with a trio: random trios of the least burdened, the rest by local search. Linear in the number of
/// vertices; `None` if none was found that keeps the hard rules.
pub fn search(problem: &Problem, costs: &Costs, random: &mut Random) -> Option<Round> {
    let mut candidates = by_burden(costs, random);
    let mut best: Option<(i128, Round)> = None;
    for _ in 0..TRIES {
        let Some((_, trio)) = cheapest_of(costs, &mut candidates, random) else { break };
        let mut round =
            Round { mate: local::start(problem, costs.size(), &trio, random), trio: Some(trio) };
        local::improve(costs, &mut round, random);
        if let Some(cost) = costs.round(&round) {
            if cost == 0 {
                return Some(round);
            }
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, round));
            }
        }
    }
    best.map(|(_, round)| round)
}

/// The vertices by burden, in random order among equals.
fn by_burden(costs: &Costs, random: &mut Random) -> Vec<u32> {
    let mut vertices: Vec<u32> = (0..costs.n()).collect();
    random.shuffle(&mut vertices);
    vertices.sort_by_key(|&u| costs.burden(u));
    vertices
}

/// The cheapest of some random trios of the least burdened vertices; the first one without cost is taken at once.
fn cheapest_of(
    costs: &Costs,
    candidates: &mut [u32],
    random: &mut Random,
) -> Option<(i128, [u32; 3])> {
    let third = costs.burden(*candidates.get(2)?);
    let level = |candidates: &[u32], at| candidates.partition_point(|&u| costs.burden(u) <= at);
    let mut best: Option<(i128, [u32; 3])> = None;
    for attempt in 0..400_u32 {
        // When the least burdened do not go together, the next ones are let in.
        let end = level(candidates, third.saturating_add(attempt / 100)).max(3);
        let fixed = candidates.partition_point(|&u| costs.burden(u) < third);
        let mut trio = [candidates[0], candidates[1], candidates[2]];
        let keep = if attempt < 100 { fixed.min(2) } else { 0 };
        for place in keep..3 {
            let span = u32::try_from(end - place).unwrap_or(u32::MAX);
            candidates.swap(place, place + random.below(span) as usize);
            trio[place] = candidates[place];
        }
        if attempt >= 100 {
            candidates[..end].sort_by_key(|&u| costs.burden(u));
        }
        trio.sort_unstable();
        if let Some(cost) = costs.trio(trio)
            && best.is_none_or(|(least, _)| cost < least)
        {
            best = Some((cost, trio));
            if cost == 0 {
                break;
            }
        }
    }
    best
}
