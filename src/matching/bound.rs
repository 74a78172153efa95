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
/// Apart: of a label that more than half bear, those without a mate of another kind are left to each other; a trio of
/// two of them and another costs what it saves. Together: every label with an odd number of bearers leaves one over;
/// those without a label can take one each, and the odd role takes one.
fn least_penalty(problem: &Problem, wish: &Wish) -> u64 {
    let (Wish::Apart(labels) | Wish::Together(labels)) = wish else { return 0 };
    let n = u64::from(problem.n);
    let mut bearers: BTreeMap<u32, u64> = BTreeMap::new();
    for &label in labels.iter().take(problem.n as usize).flatten() {
        *bearers.entry(label).or_default() += 1;
    }
    let labelled: u64 = bearers.values().sum();
    if matches!(wish, Wish::Apart(_)) {
        let most = bearers.values().max().copied().unwrap_or(0);
        let left = (2 * most).saturating_sub(n);
        match problem.odd {
            Odd::Trio if n > 2 => left.div_ceil(2),
            _ => left.saturating_sub(n % 2).div_ceil(2),
        }
    } else {
        let odd = bearers.values().filter(|&&count| count % 2 == 1).count() as u64;
        odd.saturating_sub(n - labelled).saturating_sub(n % 2).div_ceil(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::draw_round;

    #[test]
    fn no_small_round_is_below_the_bounds_and_those_of_apart_are_reached() {
        for odd in [Odd::Trio, Odd::SitOut] {
            for n in 2..12 {
                for most in 0..=n {
                    let labels: Vec<Option<u32>> = (0..n)
                        .map(|u| if u < most { Some(0) } else { (u % 5 > 0).then_some(1 + u % 3) })
                        .collect();
                    for wish in [Wish::Apart(labels.clone()), Wish::Together(labels.clone())] {
                        let least = least_penalty(&Problem { n, odd, ..Problem::default() }, &wish);
                        let wishes = vec![wish];
                        let problem = Problem { n, wishes, odd, ..Problem::default() };
                        let drawn = draw_round(&problem, 1).unwrap();
                        let reached = drawn.totals.wishes[0];
                        let apart = matches!(problem.wishes[0], Wish::Apart(_)) && most < n;
                        assert!(least == reached || (least < reached && !apart), "{problem:?}");
                    }
                }
            }
        }
    }
}
