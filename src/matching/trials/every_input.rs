//! Every input ends with a round that keeps the hard rules, or with a reason.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::matching::{Exception, Impossible, Odd, Problem, What, Wish, draw_round, runway};

fn whats() -> impl Strategy<Value = What> {
    prop_oneof![
        2 => Just(What::Never),
        3 => any::<[u16; 3]>().prop_map(What::Repeat),
        3 => (0..4_u16).prop_map(|recency| What::Repeat([1, 1, recency])),
    ]
}

fn wishes() -> impl Strategy<Value = Wish> {
    let labels = || prop::collection::vec(prop::option::of(0..4_u32), 0..40);
    prop_oneof![
        labels().prop_map(Wish::Apart),
        labels().prop_map(Wish::Together),
        (
            prop::collection::vec(any::<u16>(), 0..40),
            prop::collection::vec(prop::collection::vec(any::<u16>(), 0..3), 0..3),
        )
            .prop_map(|(class, penalty)| Wish::Table { class, penalty }),
    ]
}

fn problems() -> impl Strategy<Value = Problem> {
    (0..34_u32).prop_flat_map(|n| {
        // A few exceptions name vertices that do not exist, or a vertex twice.
        let exception =
            (0..n + 2, 0..n + 2, whats()).prop_map(|(u, v, what)| Exception { u, v, what });
        let most = (n * n) as usize + 1;
        (
            prop::collection::vec(exception, 0..most),
            prop::collection::vec(wishes(), 0..4),
            any::<bool>(),
            prop::collection::vec(prop_oneof![0..3_u32, any::<u32>()], 0..40),
            any::<bool>(),
        )
            .prop_map(move |(exceptions, wishes, trio, burden, look_ahead)| Problem {
                n,
                exceptions,
                wishes,
                odd: if trio { Odd::Trio } else { Odd::SitOut },
                burden,
                look_ahead,
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "takes minutes unless optimised; the gate runs it so"]
    fn every_input_ends_with_a_valid_round_or_a_reason(problem in problems(), seed: u64) {
        let never: BTreeSet<(u32, u32)> = problem
            .exceptions
            .iter()
            .filter(|exception| exception.what == What::Never)
            .map(|exception| (exception.u.min(exception.v), exception.u.max(exception.v)))
            .collect();
        match draw_round(&problem, seed) {
            Ok(drawn) => {
                let pairs = drawn.pairs.iter().flatten();
                let mut all: Vec<u32> = pairs.chain(drawn.trio.iter().flatten()).copied().collect();
                all.extend(drawn.sits_out);
                all.sort_unstable();
                prop_assert_eq!(all, (0..problem.n).collect::<Vec<u32>>());
                let trio = drawn.trio.map(|[a, b, c]| [[a, b], [a, c], [b, c]]);
                for &[u, v] in drawn.pairs.iter().chain(trio.iter().flatten()) {
                    prop_assert!(u < v && !never.contains(&(u, v)));
                }
                prop_assert_eq!(&drawn, &draw_round(&problem, seed).unwrap());
            }
            Err(Impossible::NoPairing { barrier, stranded }) => {
                prop_assert!(barrier.len() < stranded.len());
            }
            Err(Impossible::NoTrio) => prop_assert!(problem.n % 2 == 1),
        }
        let bounds = runway(&problem, seed);
        prop_assert!(bounds.at_least <= bounds.at_most);
    }
}

#[test]
fn the_smallest_numbers_of_vertices_have_their_rounds() {
    for odd in [Odd::Trio, Odd::SitOut] {
        let draw = |n| draw_round(&Problem { n, odd, ..Problem::default() }, 1).unwrap();
        assert_eq!((draw(0).pairs.len(), draw(0).trio, draw(0).sits_out), (0, None, None));
        assert_eq!((draw(1).pairs.len(), draw(1).trio, draw(1).sits_out), (0, None, Some(0)));
        assert_eq!(draw(2).pairs, [[0, 1]]);
        assert_eq!(draw(3).trio.is_some(), odd == Odd::Trio);
        assert_eq!(draw(3).sits_out.is_some(), odd == Odd::SitOut);
    }
}

#[test]
fn two_odd_cliques_are_named_as_the_reason() {
    for n in [10, 30, 58, 1_602] {
        let half = n / 2;
        let across = (0..half).flat_map(|u| (half..n).map(move |v| (u, v)));
        let exceptions = across.map(|(u, v)| Exception { u, v, what: What::Never }).collect();
        let problem = Problem { n, exceptions, ..Problem::default() };
        let stranded = vec![(0..half).collect(), (half..n).collect()];
        assert_eq!(
            draw_round(&problem, 1),
            Err(Impossible::NoPairing { barrier: vec![], stranded })
        );
    }
}

#[test]
fn three_who_may_only_be_with_the_same_one_are_named_as_the_reason() {
    for n in [30, 2_000, 20_000] {
        let mut exceptions = Vec::new();
        for u in 0..3 {
            for v in (0..n).filter(|&v| v != u && v != 29) {
                exceptions.push(Exception { u, v, what: What::Never });
            }
        }
        let problem = Problem { n, exceptions, odd: Odd::SitOut, ..Problem::default() };
        let Err(Impossible::NoPairing { barrier, stranded }) = draw_round(&problem, 1) else {
            panic!("there is no round");
        };
        assert_eq!(barrier, [29]);
        assert_eq!(stranded[..3], [vec![0], vec![1], vec![2]]);
    }
}
