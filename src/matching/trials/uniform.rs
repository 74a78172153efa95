//! Draws are close to uniform: distance from uniform over all optimal rounds, on cases small enough to list them.

use std::collections::BTreeMap;

use super::brute::{Plain, optimal_rounds, plain};
use super::some_problem;
use crate::matching::costs::Costs;
use crate::matching::pool::Pool;
use crate::matching::{Odd, Problem, Random};

/// Draws per case.
const DRAWS: u32 = 5_000;

/// Total variation distance that this many perfectly uniform draws over `kinds` rounds would show on average.
fn floor(kinds: f64) -> f64 {
    0.5 * kinds
        * (2.0 / kinds * (1.0 - 1.0 / kinds) / (std::f64::consts::PI * f64::from(DRAWS))).sqrt()
}

/// Total variation distance of the draws of `pool` from the uniform distribution over `all`.
fn distance(problem: &Problem, counted: bool, all: &std::collections::BTreeSet<Plain>) -> f64 {
    let mut random = Random::new(99);
    let costs = Costs::new(problem, true);
    let mut pool = if counted {
        Pool::new(problem, &costs, &mut random).unwrap()
    } else {
        Pool::search(problem, &costs, &mut random).unwrap()
    };
    let mut seen: BTreeMap<Plain, u32> = all.iter().map(|round| (round.clone(), 0)).collect();
    for _ in 0..DRAWS {
        let round = pool.draw(&mut random);
        *seen.get_mut(&plain(&pool.drawn(&round))).expect("an optimal round") += 1;
    }
    let expected = f64::from(DRAWS) / all.len() as f64;
    seen.values().map(|&times| (f64::from(times) - expected).abs()).sum::<f64>()
        / (2.0 * f64::from(DRAWS))
}

/// Cases with between 3 and 400 optimal rounds: even, odd with a trio and odd with one sitting out.
fn cases(
    wanted: usize,
    fits: impl Fn(&Problem) -> bool,
) -> Vec<(Problem, std::collections::BTreeSet<Plain>)> {
    let mut random = Random::new(2);
    let mut cases = Vec::new();
    while cases.len() < wanted {
        let n = 6 + random.below(5);
        let odd = if random.below(2) == 0 { Odd::Trio } else { Odd::SitOut };
        let problem = some_problem(n, odd, &mut random);
        let (_, best) = optimal_rounds(&problem);
        if (3..=400).contains(&best.len()) && fits(&problem) {
            cases.push((problem, best));
        }
    }
    cases
}

#[test]
fn counted_draws_are_uniform() {
    for (problem, all) in cases(24, |_| true) {
        let (found, floor) = (distance(&problem, true, &all), floor(all.len() as f64));
        assert!(found <= 2.0 * floor, "{found} {floor} {problem:?}");
    }
}

#[test]
#[ignore = "takes minutes unless optimised; the gate runs it so"]
fn walks_are_close_to_uniform() {
    for (problem, all) in cases(24, free_of_cost) {
        let (found, floor) = (distance(&problem, false, &all), floor(all.len() as f64));
        println!("{} {:?} {} {found:.4} {floor:.4}", problem.n, problem.odd, all.len());
        assert!(found <= 2.0 * floor, "{found} {floor} {problem:?}");
    }
}

#[test]
#[ignore = "takes minutes unless optimised; the gate runs it so"]
fn walks_among_tight_pairs_are_close_to_uniform() {
    let even = |problem: &Problem| problem.n.is_multiple_of(2) || problem.odd == Odd::SitOut;
    for (problem, all) in cases(24, |problem| even(problem) && !free_of_cost(problem)) {
        let (found, floor) = (distance(&problem, false, &all), floor(all.len() as f64));
        println!("{} {:?} {} {found:.4} {floor:.4}", problem.n, problem.odd, all.len());
        assert!(found <= 2.0 * floor, "{found} {floor} {problem:?}");
    }
}

/// `cargo test --release --lib many_cases -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn many_cases_stay_close_to_uniform() {
    let even = |problem: &Problem| problem.n.is_multiple_of(2) || problem.odd == Odd::SitOut;
    let tight = |problem: &Problem| even(problem) && !free_of_cost(problem);
    let kinds: [(&str, bool, Vec<_>); 3] = [
        ("counted", true, cases(100, |_| true)),
        ("walk, free of cost", false, cases(100, free_of_cost)),
        ("walk, tight pairs", false, cases(100, tight)),
    ];
    for (name, counted, cases) in kinds {
        let count = cases.len() as f64;
        let (mut found, mut expected, mut worst) = (0.0, 0.0, 0.0_f64);
        for (problem, all) in cases {
            let (distance, floor) = (distance(&problem, counted, &all), floor(all.len() as f64));
            found += distance;
            expected += floor;
            worst = worst.max(distance / floor);
        }
        println!(
            "{name}: distance {:.4}, of perfect draws {:.4}, worst ratio {worst:.2}",
            found / count,
            expected / count
        );
        assert!(found <= 1.25 * expected, "{name}");
    }
}

/// Whether some optimal round costs nothing. With a trio the walk is for histories, not for the tight wishes of a
/// handful of vertices, which are always counted.
fn free_of_cost(problem: &Problem) -> bool {
    if problem.odd == Odd::Trio && problem.n % 2 == 1 && !problem.wishes.is_empty() {
        return false;
    }
    let costs = Costs::new(problem, true);
    crate::matching::subsets::Table::new(&costs)
        .and_then(|table| table.optimum())
        .is_some_and(|best| best.cost == 0)
}
