//! The totals are the least there are, and the count is right.

use super::brute::{optimal_rounds, plain};
use super::some_problem;
use crate::matching::costs::Costs;
use crate::matching::pool::Pool;
use crate::matching::subsets::Table;
use crate::matching::{Odd, Proof, Random, draw_round};

#[test]
fn small_rounds_have_the_least_totals_and_the_right_count() {
    let mut random = Random::new(1);
    for case in 0..400 {
        let n = case % 10;
        let odd = if random.below(2) == 0 { Odd::Trio } else { Odd::SitOut };
        let problem = some_problem(n, odd, &mut random);
        let (least, best) = optimal_rounds(&problem);
        match draw_round(&problem, u64::from(case)) {
            Ok(drawn) => {
                assert_eq!(drawn.totals, least, "{problem:?}");
                assert_eq!(drawn.equally_good, Some(best.len() as u128), "{problem:?}");
                assert!(best.contains(&plain(&drawn)), "{problem:?}\n{drawn:?}");
            }
            Err(_) => assert!(best.is_empty(), "{problem:?}"),
        }
    }
}

#[test]
#[ignore = "takes minutes unless optimised; the gate runs it so"]
fn searching_and_counting_agree_on_the_optimum() {
    let mut random = Random::new(11);
    for case in 0..120 {
        let n = 10 + case % 8;
        let odd = if random.below(2) == 0 { Odd::Trio } else { Odd::SitOut };
        let problem = some_problem(n, odd, &mut random);
        let costs = Costs::new(&problem, true);
        let counted = Table::new(&costs).and_then(|table| table.optimum());
        match Pool::search(&problem, &costs, &mut random) {
            Ok(mut pool) => {
                for _ in 0..3 {
                    let round = pool.draw(&mut random);
                    assert_eq!(costs.round(&round), counted.map(|best| best.cost), "{problem:?}");
                    assert_ne!(pool.drawn(&round).proof, Proof::Unproven, "{problem:?}");
                }
            }
            Err(_) => assert_eq!(counted, None, "{problem:?}"),
        }
    }
}
