//! Optimal rounds, to be drawn again and again: counted, walked among, or fixed, as the size allows.

use std::rc::Rc;

use super::classes::Classes;
use super::costs::{Costs, NONE, Round};
use super::exact::{Exact, Places};
use super::problem::{Drawn, Impossible, Problem, Proof};
use super::random::Random;
use super::subsets::{COUNTABLE, Table};
use super::walk::{Neighbours, Walk};
use super::{bound, local, obstacle, trio};

/// Up to this many places the neighbours of a walk are listed; beyond, they are drawn by their classes.
const LISTED: u32 = 3_000;

/// Something that optimal rounds can be drawn from again and again.
#[derive(Debug)]
pub struct Pool<'a> {
    problem: &'a Problem,
    costs: &'a Costs<'a>,
    source: Source<'a>,
    proof: Proof,
}

#[derive(Debug)]
enum Source<'a> {
    Counted(Table),
    Walk(Walk<'a>),
    Fixed(Round),
}

impl<'a> Pool<'a> {
    /// Finds the optimum.
    pub fn new(
        problem: &'a Problem,
        costs: &'a Costs<'a>,
        random: &mut Random,
    ) -> Result<Self, Impossible> {
        let countable = costs.size() <= COUNTABLE - u32::from(costs.has_trio());
        if !countable {
            return Self::search(problem, costs, random);
        }
        let table = Table::new(costs).ok_or_else(|| obstacle::find(costs))?;
        Ok(Self { problem, costs, source: Source::Counted(table), proof: Proof::Counted })
    }

    /// Finds the optimum without counting.
    pub fn search(
        problem: &'a Problem,
        costs: &'a Costs<'a>,
        random: &mut Random,
    ) -> Result<Self, Impossible> {
        let found = if costs.has_trio() {
            trio::search(problem, costs, random)
        } else {
            local::search(problem, costs, random)
        };
        let pool = |round: Round, exact: Option<Exact>, proof| {
            let walk = match exact {
                _ if costs.round(&round) == Some(0) => {
                    Walk::new(costs, free_pairs(costs), round, false)
                }
                Some(exact) => {
                    // Blossoms allow loops without slack that are not optimal all the same.
                    Walk::new(costs, tight_pairs(costs, exact), round, true)
                }
                None => return Self { problem, costs, source: Source::Fixed(round), proof },
            };
            Self { problem, costs, source: Source::Walk(walk), proof }
        };
        if let Some(round) = found.as_ref().filter(|round| costs.round(round) == Some(0)) {
            return Ok(pool(round.clone(), None, Proof::Nothing));
        }
        let met = |round: &Round| bound::is_met(problem, &costs.totals(round));
        if costs.has_trio() {
            if let Some(round) = found.as_ref().filter(|round| met(round)) {
                return Ok(pool(round.clone(), None, Proof::Bound));
            }
            if let Some(solved) = trio::solve(costs, found.as_ref(), random) {
                let proof = if solved.proven || met(&solved.round) {
                    Proof::Bound
                } else {
                    Proof::Unproven
                };
                return Ok(pool(solved.round, Some(solved.rest), proof));
            }
        } else {
            let pair = |u: u32, v: u32| costs.pair(u, v);
            let usual = |u: u32, v: u32| Some(costs.usual(u, v));
            let kinds = costs.kinds();
            let places = Places { kinds: &kinds, without: &[], pair: &pair, usual: &usual };
            let mut sample = places.sample(found.as_ref().map(|round| &*round.mate), random);
            if let Ok(exact) = places.solve(&mut sample, random) {
                return Ok(pool(exact.round(None), Some(exact), Proof::Certificate));
            }
        }
        let round = found.ok_or_else(|| obstacle::find(costs))?;
        let proof = if met(&round) { Proof::Bound } else { Proof::Unproven };
        Ok(pool(round, None, proof))
    }

    /// One of the optimal rounds.
    pub fn draw(&mut self, random: &mut Random) -> Round {
        match &mut self.source {
            Source::Counted(table) => table.draw(random),
            Source::Walk(walk) => {
                // Walks hardly ever get from one trio to a very different one; a new start does.
                if self.costs.has_trio()
                    && let Some(round) = trio::search(self.problem, self.costs, random)
                    && self.costs.round(&round) == Some(0)
                {
                    walk.restart(round);
                }
                walk.draw(random)
            }
            Source::Fixed(round) => round.clone(),
        }
    }

    /// Dresses `round` as an answer.
    pub fn drawn(&self, round: &Round) -> Drawn {
        let costs = self.costs;
        let optimum = match &self.source {
            Source::Counted(table) => table.optimum(),
            _ => None,
        };
        let mut pairs = Vec::with_capacity(round.mate.len() / 2);
        let mut sits_out = None;
        for (u, &v) in (0..).zip(&round.mate) {
            if v != NONE && u < v {
                if v >= costs.n() {
                    sits_out = Some(u);
                } else {
                    pairs.push([u, v]);
                }
            }
        }
        let free = costs.round(round) == Some(0);
        Drawn {
            pairs,
            trio: round.trio,
            sits_out,
            totals: costs.totals(round),
            proof: if free { Proof::Nothing } else { self.proof },
            equally_good: optimum.map(|best| best.ways),
            look_ahead: None,
        }
    }
}

/// The pairs that an optimum can contain by its dual values.
fn tight_pairs<'a>(costs: &'a Costs<'a>, exact: Exact) -> Neighbours<'a> {
    let exact = Rc::new(exact);
    let priced = Rc::clone(&exact);
    let tight =
        move |u: u32, v: u32| costs.pair(u, v).is_some_and(|cost| priced.slack(u, v, cost) == 0);
    if costs.size() <= LISTED {
        return listed(costs.size(), tight);
    }
    let keys = (0..).zip(costs.kinds()).map(|(u, kind)| (kind, exact.standing(u)));
    let usually = |u, v| exact.slack(u, v, costs.usual(u, v)) == 0;
    Classes::new(keys, usually, |u| costs.others(u), Box::new(tight))
        .map_or_else(Neighbours::Test, Neighbours::Classes)
}

/// The pairs that cost nothing.
pub fn free_pairs<'a>(costs: &'a Costs<'a>) -> Neighbours<'a> {
    let free = |u: u32, v: u32| costs.pair(u, v) == Some(0);
    if costs.size() <= LISTED {
        return listed(costs.size(), free);
    }
    let usually = |u, v| costs.usual(u, v) == 0;
    // Exceptions never make a pair cheaper.
    Classes::new(costs.kinds().into_iter(), usually, |_| Vec::new(), Box::new(free))
        .map_or_else(Neighbours::Test, Neighbours::Classes)
}

fn listed(size: u32, test: impl Fn(u32, u32) -> bool) -> Neighbours<'static> {
    let row = |u: u32| (0..size).filter(|&v| v != u && test(u, v)).collect();
    Neighbours::Lists((0..size).map(row).collect())
}
