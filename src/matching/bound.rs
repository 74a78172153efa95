//! Quick lower bounds by counting labels, for rounds beyond the reach of the exact engine.

use std::collections::BTreeMap;

use super::problem::{Odd, Problem, REPEAT_TIERS, Totals, Wish};

/// Whether a round with these totals meets its lower bound in every tier, which makes it optimal. O(n · wishes).
pub fn is_met(problem: &Problem, totals: &Totals) -> bool {
    let repeats = totals.repeats == [0; REPEAT_TIERS];
    let wishes = problem.wishes.iter().zip(&totals.wishes);
    repeats
        && totals.burden == least_burden(problem)
        && wishes.into_iter().all(|(wish, &total)| total == least_penalty(problem, wish))
}

/// The least sum of burdens of those who bear the odd role.
fn least_burden(problem: &Problem) -> u64 {
    let concerned = match (problem.n % 2, problem.odd) {
        (0, _) => 0,
        (_, Odd::SitOut) => 1,
        (_, Odd::Trio) => 3,
    };
    let burden = |u: u32| u64::from(problem.burden.get(u as usize).copied().unwrap_or(0));
    let mut burdens: Vec<u64> = (0..problem.n).map(burden).collect();
    burdens.sort_unstable();
    burdens.iter().take(concerned).sum()
}

/// No round can have less of this penalty.
///
/// Apart: of a label that more than half bear, those without a mate of another kind are left to each other. Together:
/// every label with an odd number of bearers leaves one over; those without a label can take one each. The odd role
/// takes one off in both cases.
fn least_penalty(problem: &Problem, wish: &Wish) -> u64 {
    let (Wish::Apart(labels) | Wish::Together(labels)) = wish else { return 0 };
    let n = u64::from(problem.n);
    let mut bearers: BTreeMap<u32, u64> = BTreeMap::new();
    for &label in labels.iter().take(problem.n as usize).flatten() {
        *bearers.entry(label).or_default() += 1;
    }
    let labelled: u64 = bearers.values().sum();
    let needed = if matches!(wish, Wish::Apart(_)) {
        (2 * bearers.values().max().copied().unwrap_or(0)).saturating_sub(n)
    } else {
        let odd = bearers.values().filter(|&&count| count % 2 == 1).count() as u64;
        odd.saturating_sub(n - labelled)
    };
    needed.saturating_sub(n % 2).div_ceil(2)
}
