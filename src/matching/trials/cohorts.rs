//! Fixed cohorts round after round: the theoretical number of repeat-free rounds, and a fair odd role.

use crate::matching::{Drawn, Exception, Odd, Problem, Proof, What, draw_round};

/// A cohort that meets again and again.
struct Cohort {
    problem: Problem,
    rounds: u16,
}

impl Cohort {
    fn new(n: u32, odd: Odd) -> Self {
        let problem = Problem { n, odd, look_ahead: true, ..Problem::default() };
        Self { problem: Problem { burden: vec![0; n as usize], ..problem }, rounds: 0 }
    }

    fn next(&mut self, seed: u64) -> Drawn {
        let drawn = draw_round(&self.problem, seed).unwrap();
        self.rounds += 1;
        let trio = drawn.trio.map(|[a, b, c]| [[a, b], [a, c], [b, c]]);
        for &[u, v] in drawn.pairs.iter().chain(trio.iter().flatten()) {
            let what = What::Repeat([1, 1, self.rounds]);
            self.problem.exceptions.push(Exception { u, v, what });
        }
        for &u in drawn.trio.iter().flatten().chain(&drawn.sits_out) {
            self.problem.burden[u as usize] += 1;
        }
        drawn
    }

    fn spread(&self) -> u32 {
        self.problem.burden.iter().max().unwrap() - self.problem.burden.iter().min().unwrap()
    }
}

#[test]
#[ignore = "takes minutes unless optimised; the gate runs it so"]
fn an_even_cohort_gets_one_round_less_than_its_number_without_a_repeat() {
    for (n, seeds) in [
        (2, 3),
        (4, 100),
        (6, 100),
        (8, 100),
        (10, 100),
        (12, 100),
        (14, 40),
        (20, 4),
        (30, 8),
        (50, 3),
    ] {
        for seed in 0..seeds {
            let mut cohort = Cohort::new(n, Odd::Trio);
            for round in 1..n {
                let drawn = cohort.next(seed * 1_000 + u64::from(round));
                assert_eq!(drawn.totals.repeats, [0; 3], "n = {n}, seed {seed}, round {round}");
            }
            assert!(cohort.next(seed).totals.repeats[0] > 0);
        }
    }
}

/// `cargo test --release --lib a_hundred_seeds -- --ignored`
#[test]
#[ignore = "takes minutes"]
fn a_hundred_seeds_of_the_larger_cohorts_keep_every_promise() {
    for n in [30, 50, 100] {
        for seed in 0..100 {
            let mut cohort = Cohort::new(n, Odd::Trio);
            for round in 1..n {
                let drawn = cohort.next(seed * 1_000 + u64::from(round));
                assert_eq!(drawn.totals.repeats, [0; 3], "n = {n}, seed {seed}, round {round}");
            }
        }
    }
    for (n, odd) in [(21, Odd::SitOut), (21, Odd::Trio), (51, Odd::SitOut), (51, Odd::Trio)] {
        for seed in 0..if n == 21 { 100 } else { 20 } {
            let mut cohort = Cohort::new(n, odd);
            for round in 1..=n {
                let drawn = cohort.next(seed * 1_000 + u64::from(round));
                let what = format!("n = {n}, {odd:?}, seed {seed}, round {round}");
                assert_ne!(drawn.proof, Proof::Unproven, "{what}");
                assert!(odd == Odd::Trio || drawn.totals.repeats == [0; 3], "{what}");
                assert!(cohort.spread() <= 1, "{what}");
            }
        }
    }
}

#[test]
#[ignore = "takes minutes unless optimised; the gate runs it so"]
fn an_odd_cohort_of_small_size_sits_out_in_turn_and_meets_everybody() {
    for (n, seeds) in [(3, 20), (5, 50), (7, 50), (11, 20), (21, 3), (51, 2)] {
        for seed in 0..seeds {
            let mut cohort = Cohort::new(n, Odd::SitOut);
            for round in 1..=n {
                let drawn = cohort.next(seed * 1_000 + u64::from(round));
                assert_eq!(drawn.totals.repeats, [0; 3], "n = {n}, seed {seed}, round {round}");
                assert!(cohort.spread() <= 1);
            }
            assert_eq!(cohort.spread(), 0);
        }
    }
}

#[test]
#[ignore = "takes minutes unless optimised; the gate runs it so"]
fn an_odd_cohort_forms_trios_in_turn_and_never_repeats_more_than_it_must() {
    for (n, seeds) in [(3, 5), (5, 20), (7, 20), (11, 10), (21, 1), (51, 1)] {
        for seed in 0..seeds {
            let mut cohort = Cohort::new(n, Odd::Trio);
            for round in 1..=n {
                let drawn = cohort.next(seed * 1_000 + u64::from(round));
                assert_ne!(drawn.proof, Proof::Unproven, "n = {n}, seed {seed}, round {round}");
                assert!(cohort.spread() <= 1);
            }
        }
    }
}

#[test]
fn trios_in_turn_do_not_use_up_the_rounds_without_a_repeat() {
    // Without a view to the next trios the last one of the first turn is often a forced repeat.
    for (n, wanted) in [(15, 5), (27, 9)] {
        for seed in 0..3 {
            let mut cohort = Cohort::new(n, Odd::Trio);
            for round in 1..=wanted {
                let drawn = cohort.next(seed * 1_000 + round);
                assert_eq!(drawn.totals.repeats, [0; 3], "n = {n}, seed {seed}, round {round}");
            }
        }
    }
}
