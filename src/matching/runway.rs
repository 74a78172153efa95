//! How many rounds without a repeat are left among a set of vertices: a lower bound that was found or is a theorem,
//! and an upper bound that is a theorem.

use super::costs::Costs;
use super::draw::draw_round;
use super::problem::{Exception, Problem, What};
use super::random::Random;
use super::split::split;
use super::{Edge, MatchingError, minimum_cost_perfect};

/// Up to this many places the disjoint rounds themselves are looked for.
const LISTED: u32 = 200;
/// Up to this many vertices rounds with a trio are drawn one after the other.
const PLAYED: u32 = 60;
/// No more rounds than this are found by splitting; those before them are drawn.
const SPLIT: u32 = 8;
/// Attempts at each search.
const TRIES: u32 = 4;

/// Rounds without a repeat that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runway {
    /// That many certainly exist.
    pub at_least: u32,
    /// More cannot exist.
    pub at_most: u32,
}

/// The bounds for the vertices, exceptions and odd role of `problem`; wishes do not matter. A pair that must never be
/// counts as used up. If one sits out, nobody does so twice within the runway.
///
/// Lower bound: disjoint rounds that were found, up to 200 vertices; Dirac (*Some theorems on abstract graphs*, 1952)
/// beyond: a graph whose degrees are at least half its order has a perfect matching. Upper bound: the least number of
/// free partners, the free pairs divided by the pairs of a round, and up to 200 vertices without a trio the factors
/// that there are. Ends after limited work; beyond 200 vertices
/// O(n + exceptions · log).
pub fn runway(problem: &Problem, seed: u64) -> Runway {
    let plain = Problem { wishes: Vec::new(), look_ahead: true, ..problem.clone() };
    let costs = Costs::new(&plain, false);
    let n = costs.n();
    if n < 2 {
        return Runway { at_least: 0, at_most: 0 };
    }
    let former = distinct_exceptions(&costs);
    let most_former = former.iter().copied().max().unwrap_or(0);
    let free_ends = former.iter().map(|&used| u64::from(n - 1 - used)).sum::<u64>();
    let mut random = Random::new(seed);
    if costs.has_trio() {
        let by_ends = u32::try_from(free_ends / (u64::from(n) + 3)).unwrap_or(u32::MAX);
        let at_most = by_ends.min(n - 1 - most_former);
        let found = if n <= PLAYED { play(&mut plain.clone(), at_most, &mut random) } else { 0 };
        return Runway {
            at_least: found.max(dirac_with_trio(n, most_former)).min(at_most),
            at_most,
        };
    }
    let mut at_most = most_rounds(&costs);
    let theorem = (costs.size() / 2).saturating_sub(most_former);
    let mut found = 0;
    if costs.size() <= LISTED {
        for _ in 0..TRIES {
            found = find(plain.clone(), at_most, &mut random).max(found);
            if found == at_most {
                break;
            }
        }
    }
    let at_least = found.max(theorem);
    if costs.size() <= LISTED {
        // That many disjoint rounds would be a factor of that degree, and so would any number of them.
        let lists = free_lists(&costs);
        let missing = (at_least + 1..=at_most).find(|&degree| has_no_factor(&lists, degree));
        at_most = missing.map_or(at_most, |degree| degree - 1);
    }
    Runway { at_least, at_most }
}

/// The free partners of each place, ascending; nobody sits out twice.
fn free_lists(costs: &Costs) -> Vec<Vec<u32>> {
    let n = costs.n();
    let free = |u: u32, v: u32| u == n || v == n || costs.exception(u, v).is_none();
    let row = |u| (0..costs.size()).filter(|&v| u != v && free(u, v)).collect();
    (0..costs.size()).map(row).collect()
}

/// Whether it is proven that no choice of pairs gives everybody exactly this many partners.
///
/// Such a choice is a perfect matching of another graph (Tutte, *A short proof of the factor theorem for finite
/// graphs*, 1954): each place becomes one port for each of its pairs, and as many absorbers as pairs must be left out.
fn has_no_factor(lists: &[Vec<u32>], degree: u32) -> bool {
    let mut first = vec![0_u32];
    for row in lists {
        let ports = u32::try_from(row.len()).unwrap_or(u32::MAX);
        let Some(absorbers) = ports.checked_sub(degree) else { return true };
        first.push(first[first.len() - 1] + ports + absorbers);
    }
    let mut edges: Vec<Edge<i64>> = Vec::new();
    for (u, row) in (0_u32..).zip(lists) {
        let start = first[u as usize];
        let absorbers = start + u32::try_from(row.len()).unwrap_or(0)..first[u as usize + 1];
        for (port, &v) in (start..).zip(row) {
            edges.extend(absorbers.clone().map(|absorber| Edge::new(port, absorber, 0)));
            let back = lists[v as usize].binary_search(&u).ok().filter(|_| u < v);
            let other = back.and_then(|at| u32::try_from(at).ok()).map(|at| first[v as usize] + at);
            edges.extend(other.map(|other| Edge::new(port, other, 0)));
        }
    }
    let count = first[first.len() - 1] as usize;
    match minimum_cost_perfect(count, &edges) {
        Err(MatchingError::Infeasible(none)) => none.verify(count, &edges).is_ok(),
        _ => false,
    }
}

/// Disjoint rounds that were found: rounds drawn one after the other with a view to the future as long as there are
/// many partners left, then a split of what remains.
fn find(mut problem: Problem, at_most: u32, random: &mut Random) -> u32 {
    let wanted = at_most.saturating_sub(SPLIT);
    let played = play(&mut problem, wanted, random);
    if played < wanted {
        return played;
    }
    let costs = Costs::new(&problem, false);
    let n = costs.n();
    let free = |u: u32, v: u32| match (u == n, v == n) {
        (true, _) => costs.burden(v) == 0,
        (_, true) => costs.burden(u) == 0,
        _ => costs.exception(u, v).is_none(),
    };
    let row = |u| (0..costs.size()).filter(|&v| u != v && free(u, v)).collect();
    let lists: Vec<Vec<u32>> = (0..costs.size()).map(row).collect();
    let mut found = |&count: &u32| (0..TRIES).any(|_| split(&lists, count, random).is_some());
    let least = lists.iter().map(Vec::len).min().unwrap_or(0);
    let rest = (1..=u32::try_from(least).unwrap_or(u32::MAX)).rev().find(&mut found).unwrap_or(0);
    played + rest
}

/// One less than the number of places, less the most former partners.
fn most_rounds(costs: &Costs) -> u32 {
    costs.size() - 1 - distinct_exceptions(costs).into_iter().max().unwrap_or(0)
}

/// How many rounds can be drawn one after the other until one has a repeat; they become part of the history.
fn play(problem: &mut Problem, at_most: u32, random: &mut Random) -> u32 {
    problem.burden = vec![0; problem.n as usize];
    for round in 0..at_most {
        let seed = u64::try_from(random.below_wide(1 << 64)).unwrap_or(0);
        let Ok(drawn) = draw_round(problem, seed) else { return round };
        if drawn.totals.repeats != [0; 3] {
            return round;
        }
        let trio = drawn.trio.map(|[a, b, c]| [[a, b], [a, c], [b, c]]);
        for &[u, v] in drawn.pairs.iter().chain(trio.iter().flatten()) {
            problem.exceptions.push(Exception { u, v, what: What::Repeat([1, 0, 0]) });
        }
        for &u in drawn.trio.iter().flatten().chain(&drawn.sits_out) {
            problem.burden[u as usize] += 1;
        }
    }
    at_most
}

/// Dirac's bound when each round takes two partners from three vertices and one from each other: after k rounds a trio
/// and a perfect matching of the rest are certain as long as
/// `n - 1 - most_former - 2k - 3 >= (n - 3) / 2`.
fn dirac_with_trio(n: u32, most_former: u32) -> u32 {
    match (n.saturating_sub(5) / 2).checked_sub(most_former) {
        Some(spare) if n >= 5 => spare / 2 + 1,
        _ => 0,
    }
}

/// How many others each vertex has something against.
fn distinct_exceptions(costs: &Costs) -> Vec<u32> {
    let count = |u| {
        let row = costs.row(u);
        let doubled = row.windows(2).filter(|two| two[0].0 == two[1].0).count();
        u32::try_from(row.len() - doubled).unwrap_or(u32::MAX)
    };
    (0..costs.n()).map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Odd;

    #[test]
    fn a_fresh_cohort_has_the_rounds_that_theory_promises() {
        for n in [2, 4, 6, 10, 20, 30, 50] {
            let problem = Problem { n, ..Problem::default() };
            assert_eq!(runway(&problem, 1), Runway { at_least: n - 1, at_most: n - 1 });
        }
        for n in [3, 7, 11, 21] {
            let problem = Problem { n, odd: Odd::SitOut, ..Problem::default() };
            assert_eq!(runway(&problem, 1), Runway { at_least: n, at_most: n });
        }
    }

    #[test]
    fn nobody_and_one_alone_have_no_rounds() {
        for n in [0, 1] {
            let problem = Problem { n, ..Problem::default() };
            assert_eq!(runway(&problem, 1), Runway { at_least: 0, at_most: 0 });
        }
    }

    #[test]
    fn the_bounds_enclose_what_two_cliques_allow() {
        // Two cliques of five: without a pair across there is no round.
        let pairs = (0..5).flat_map(|u| (5..10).map(move |v| (u, v)));
        let exceptions = pairs.map(|(u, v)| Exception { u, v, what: What::Never }).collect();
        let problem = Problem { n: 10, exceptions, ..Problem::default() };
        assert_eq!(runway(&problem, 1), Runway { at_least: 0, at_most: 0 });
    }

    #[test]
    fn the_upper_bound_is_never_below_what_all_small_histories_allow() {
        let mut random = Random::new(3);
        let (mut exact, mut sharper) = (0, 0);
        for _ in 0..200 {
            let n = 4 + 2 * random.below(2);
            let mut problem = Problem { n, ..Problem::default() };
            let density = random.below(8);
            for (u, v) in (0..n).flat_map(|u| (u + 1..n).map(move |v| (u, v))) {
                if random.below(10) < density {
                    problem.exceptions.push(Exception { u, v, what: What::Never });
                }
            }
            let costs = Costs::new(&problem, false);
            let most = most_disjoint(&free_lists(&costs));
            let found = runway(&problem, 1);
            assert!(
                found.at_least <= most && most <= found.at_most,
                "{most} {found:?} {problem:?}"
            );
            exact += u32::from(found.at_least == found.at_most);
            sharper += u32::from(found.at_most < most_rounds(&costs));
        }
        assert!(exact > 195 && sharper > 2, "{exact} {sharper}");
    }

    /// The greatest number of disjoint perfect matchings, by trying all.
    fn most_disjoint(lists: &[Vec<u32>]) -> u32 {
        fn matchings(lists: &[Vec<u32>], free: &[u32], pairs: &mut Vec<(u32, u32)>) -> u32 {
            let Some((&u, rest)) = free.split_first() else {
                let left = |(u, row): (u32, &Vec<u32>)| -> Vec<u32> {
                    let used = |&v: &u32| pairs.contains(&(u.min(v), u.max(v)));
                    row.iter().copied().filter(|v| !used(v)).collect()
                };
                let left: Vec<Vec<u32>> = (0..).zip(lists).map(left).collect();
                return 1 + most_disjoint(&left);
            };
            let mut most = 0;
            for &v in rest.iter().filter(|v| lists[u as usize].contains(v)) {
                pairs.push((u, v));
                let others: Vec<u32> = rest.iter().copied().filter(|&w| w != v).collect();
                most = most.max(matchings(lists, &others, pairs));
                pairs.pop();
            }
            most
        }
        matchings(lists, &(0..).take(lists.len()).collect::<Vec<u32>>(), &mut Vec::new())
    }

    #[test]
    fn trios_have_an_honest_runway() {
        for n in [3, 5, 7, 9, 11, 101] {
            let problem = Problem { n, ..Problem::default() };
            let Runway { at_least, at_most } = runway(&problem, 1);
            assert!(1 <= at_least && at_least <= at_most && at_most < n, "n = {n}");
            assert!(at_most <= n * (n - 1) / (n + 3));
        }
    }
}
