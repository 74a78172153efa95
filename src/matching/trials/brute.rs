//! All optimal rounds by listing every round: the yardstick for small problems.

use std::collections::BTreeSet;

use crate::matching::{Drawn, Odd, Problem, Totals, What};

/// Pairs, the trio, the vertex that sits out.
pub type Plain = (Vec<[u32; 2]>, Option<[u32; 3]>, Option<u32>);

/// The least totals and every round that has them; empty if there is no round.
pub fn optimal_rounds(problem: &Problem) -> (Totals, BTreeSet<Plain>) {
    let mut all = Vec::new();
    let free: Vec<u32> = (0..problem.n).collect();
    list(problem, &free, &mut (Vec::new(), None, None), &mut all);
    let least = all.iter().map(|(totals, _)| totals.clone()).min().unwrap_or_default();
    let best = all.into_iter().filter(|(totals, _)| *totals == least).map(|(_, round)| round);
    (least.clone(), best.collect())
}

/// A drawn round in the same form.
pub fn plain(drawn: &Drawn) -> Plain {
    (drawn.pairs.clone(), drawn.trio, drawn.sits_out)
}

fn list(problem: &Problem, free: &[u32], round: &mut Plain, all: &mut Vec<(Totals, Plain)>) {
    let Some((&u, rest)) = free.split_first() else {
        if let Some(totals) = price(problem, round) {
            all.push((totals, round.clone()));
        }
        return;
    };
    let without =
        |out: &[u32]| rest.iter().copied().filter(|v| !out.contains(v)).collect::<Vec<_>>();
    for &v in rest {
        round.0.push([u, v]);
        list(problem, &without(&[v]), round, all);
        round.0.pop();
    }
    if free.len() % 2 == 1 && (problem.odd == Odd::SitOut || problem.n == 1) {
        round.2 = Some(u);
        list(problem, &without(&[]), round, all);
        round.2 = None;
    } else if free.len() % 2 == 1 {
        for (at, &v) in rest.iter().enumerate() {
            for &w in &rest[at + 1..] {
                round.1 = Some([u, v, w]);
                list(problem, &without(&[v, w]), round, all);
                round.1 = None;
            }
        }
    }
}

fn price(problem: &Problem, (pairs, trio, out): &Plain) -> Option<Totals> {
    let mut connections = pairs.clone();
    connections.extend(trio.iter().flat_map(|&[a, b, c]| [[a, b], [a, c], [b, c]]));
    let mut totals = Totals { wishes: vec![0; problem.wishes.len()], ..Totals::default() };
    for u in trio.iter().flatten().chain(out) {
        totals.burden += u64::from(problem.burden.get(*u as usize).copied().unwrap_or(0));
    }
    for [u, v] in connections {
        let against = problem
            .exceptions
            .iter()
            .filter(|e| (e.u, e.v) == (u, v) || (e.u, e.v) == (v, u))
            .map(|e| e.what)
            .max();
        match against {
            Some(What::Never) => return None,
            Some(What::Repeat(tiers)) => {
                for (total, tier) in totals.repeats.iter_mut().zip(tiers) {
                    *total += u64::from(tier);
                }
            }
            None => {}
        }
        for (total, wish) in totals.wishes.iter_mut().zip(&problem.wishes) {
            *total += u64::from(wish.penalty(u, v));
        }
    }
    Some(totals)
}
