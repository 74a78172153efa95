//! A trio beyond the sizes that are counted: by local search, and exactly by branching over trios.
//!
//! Putting a left-over vertex into one given optimal pairing is optimal in little more than half of the cases, so the
//! trio has to be chosen with the pairs. Lower bound: give the vertices three more places that go with everybody at no
//! cost; the optimum L of that pairing leaves three vertices over, at best. By its dual values a trio {a, b, c} costs
//! at least L + slack(a) + slack(b) + slack(c) + its own three pairs and burden, where slack(v) is that of v with the
//! cheapest of the extra places (reduced costs). Trios are tried in the order of that bound until it reaches the best
//! round found.

use super::Edge;
use super::costs::{Costs, NONE, Round};
use super::exact::{Exact, Places};
use super::local;
use super::problem::Problem;
use super::random::Random;

/// How many trios the local search tries, and how many among many vertices, where each try takes long.
const TRIES: u32 = 24;
const TRIES_OF_MANY: u32 = 3;
const MANY: u32 = 2_000;
/// Trios that are listed with their bounds at most.
const LISTED: usize = 300_000;
/// Vertices squared times trios that are solved at most.
const WORK: u64 = 30_000_000;
/// Optimal trios among which chance chooses.
const CHOICE: usize = 12;
const CHOICE_OF_MANY: usize = 2;

/// A good round with a trio: random trios of the least burdened, the rest by local search. Linear in the number of
/// vertices; `None` if none was found that keeps the hard rules.
pub fn search(problem: &Problem, costs: &Costs, random: &mut Random) -> Option<Round> {
    let mut candidates = by_burden(costs, random);
    let mut best: Option<(i128, Round)> = None;
    let tries = if costs.n() > MANY { TRIES_OF_MANY } else { TRIES };
    for _ in 0..tries {
        let Some((_, trio)) = cheapest_of(costs, &mut candidates, random) else { break };
        let mut round =
            Round { mate: local::start(problem, costs.size(), &trio, random), trio: Some(trio) };
        local::improve(costs, &mut round, random);
        if let Some(cost) = costs.round(&round) {
            if cost == 0 || local::is_proven(costs, &round) {
                return Some(round);
            }
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, round));
            }
        }
    }
    best.map(|(_, round)| round)
}

/// An optimal round, the pairing of the rest with its certificate, and whether the limits allowed to prove it.
#[derive(Debug)]
pub struct Solved {
    /// The round.
    pub round: Round,
    /// The pairing beside the trio.
    pub rest: Exact,
    /// Whether no trio was left that could be better.
    pub proven: bool,
}

/// The optimum with a trio; `None` if there is no round or too many vertices. `known` is a round to surpass.
///
/// Two to some thousand times the engine; the limits keep it to seconds.
pub fn solve(costs: &Costs, known: Option<&Round>, random: &mut Random) -> Option<Solved> {
    let ceiling = known.and_then(|round| costs.round(round)).unwrap_or(i128::MAX);
    let mut sample = Vec::new();
    let (bounds, least) = vertex_bounds(costs, known, &mut sample, random)?;
    let (trios, complete) = candidates(costs, &bounds, least, ceiling, random);
    let n = u64::from(costs.n());
    let kinds = costs.kinds();
    let mut budget = (WORK / (n * n)).max(24);
    let mut best = ceiling;
    let mut found: Vec<(i128, [u32; 3], Exact)> = Vec::new();
    let mut proven = complete;
    for (bound, trio) in trios {
        let choice = if costs.n() > MANY { CHOICE_OF_MANY } else { CHOICE };
        let enough = found.iter().filter(|(cost, ..)| *cost == best).count() >= choice;
        // A trio whose bound is below the best may still be better, however many are equally good.
        if bound > best || (bound == best && enough) {
            break;
        }
        if budget == 0 {
            // Trios that could only be equally good may be left out, better ones not.
            proven &= bound >= best;
            break;
        }
        budget -= 1;
        let pair = |u: u32, v: u32| costs.pair(u, v);
        let usual = |u: u32, v: u32| Some(costs.usual(u, v));
        let places = Places { kinds: &kinds, without: &trio, pair: &pair, usual: &usual };
        if let (Ok(rest), Some(own)) = (places.solve(&mut sample, random), costs.trio(trio)) {
            let cost = rest.cost + own;
            if cost <= best {
                best = cost;
                found.push((cost, trio, rest));
            }
        }
    }
    found.retain(|(cost, ..)| *cost == best);
    let at = random.below(u32::try_from(found.len()).unwrap_or(u32::MAX)) as usize;
    let (_, trio, rest) = found.into_iter().nth(at)?;
    Some(Solved { round: rest.round(Some(trio)), rest, proven })
}

/// Twice what each vertex adds to the bound when it is in the trio, and the bound without additions. The sample of pairs
/// that sufficed is kept.
fn vertex_bounds(
    costs: &Costs,
    known: Option<&Round>,
    sample: &mut Vec<Edge<i128>>,
    random: &mut Random,
) -> Option<(Vec<i128>, i128)> {
    let n = costs.n();
    let with_extra = |u: u32, v: u32, both: &dyn Fn(u32, u32) -> Option<i128>| match (u < n, v < n)
    {
        (true, true) => both(u, v),
        (false, false) => None,
        _ => Some(0),
    };
    let pair = |u: u32, v: u32| with_extra(u, v, &|u, v| costs.pair(u, v));
    let usual = |u: u32, v: u32| with_extra(u, v, &|u, v| Some(costs.usual(u, v)));
    let mut kinds = costs.kinds();
    let extra = kinds.iter().max().map_or(0, |last| last + 1);
    kinds.extend([extra; 3]);
    let places = Places { kinds: &kinds, without: &[], pair: &pair, usual: &usual };
    let mate = known.map(|round| {
        let mut mate = round.mate.clone();
        mate.resize(kinds.len(), NONE);
        for (&u, place) in round.trio.iter().flatten().zip(n..) {
            mate[u as usize] = place;
        }
        mate
    });
    *sample = places.sample(mate.as_deref(), random);
    let found = places.solve(sample, random).ok()?;
    let slack = |u: u32| (n..n + 3).map(|place| found.slack(u, place, 0)).min().unwrap_or(0);
    Some(((0..n).map(slack).collect(), found.cost))
}

/// The trios whose bound is below or at `ceiling`, best first, equals in random order; and whether these are all.
fn candidates(
    costs: &Costs,
    bounds: &[i128],
    least: i128,
    ceiling: i128,
    random: &mut Random,
) -> (Vec<(i128, [u32; 3])>, bool) {
    let mut order: Vec<u32> = (0..costs.n()).collect();
    random.shuffle(&mut order);
    // In ascending order of what a vertex adds at least, the loops can stop early.
    let adds = |u: u32| bounds[u as usize] + 2 * costs.burden_cost(u);
    order.sort_by_key(|&u| adds(u));
    let floor = least - costs.least_burden_cost();
    let mut trios = Vec::new();
    for (i, &a) in order.iter().enumerate() {
        for (j, &b) in order.iter().enumerate().skip(i + 1) {
            let mut any = false;
            for &c in &order[j + 1..] {
                let bound = floor + (adds(a) + adds(b) + adds(c) + 1) / 2;
                if bound > ceiling {
                    break;
                }
                any = true;
                let mut trio = [a, b, c];
                trio.sort_unstable();
                if let Some(own) = costs.trio(trio) {
                    let burden = [a, b, c].map(|u| costs.burden_cost(u)).iter().sum::<i128>();
                    let bound = bound + own - (burden - costs.least_burden_cost());
                    if bound <= ceiling {
                        trios.push((bound, trio));
                    }
                }
            }
            if trios.len() > LISTED {
                random.shuffle(&mut trios);
                trios.sort_by_key(|&(bound, _)| bound);
                return (trios, false);
            }
            if !any {
                break;
            }
        }
    }
    random.shuffle(&mut trios);
    trios.sort_by_key(|&(bound, _)| bound);
    (trios, true)
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
