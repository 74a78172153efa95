//! A walk among all optimal rounds by alternating loops: uniform in the limit, close to it after a few dozen loops.
//!
//! A loop opens a random pair (v0, u) and leaves a hole at u. The hole chooses a uniformly random neighbour x among
//! the pairs that an optimal round can contain, u-x becomes a pair, and the hole moves on to x's former mate, until x
//! is v0 and the loop closes. It is undone if the round is no longer optimal. The way back visits the same holes, so
//! both directions have the same probability and the uniform distribution stays as it is (the "worm" of Prokof'ev and
//! Svistunov 2001, on perfect matchings). A loop takes about as many steps as there are vertices.
//!
//! With a trio there is a second kind of loop: a member c changes places with an outsider y, the hole is at c and the
//! loop closes at y's former mate. Forth and back differ only in the first step, 1/degree(c) against 1/degree(y), which
//! the acceptance makes up for (Metropolis and others 1953, Hastings 1970). On its way the walk may pass through rounds
//! whose trio contains faulty pairs, each making them a third as likely, or else it could not get from one good trio to
//! a very different one; it is drawn from only where the trio is without fault.

use super::classes::{Classes, Test};
use super::costs::{Costs, NONE, Round};
use super::random::Random;

/// Loops between two draws: 8 to 16 were enough from a fixed start on every enumerable case.
pub const LOOPS: u32 = 32;
/// Above this number of places a draw gets fewer loops; its start was random already.
const MANY: u32 = 200_000;
/// Below it a trio gets more: most of its swaps fail.
const FEW: u32 = 1_000;

/// Swaps of a member of the trio after each loop; one among many vertices.
const SWAPS: u32 = 6;
/// How often the walk looks for a trio without fault at the end of a draw.
const LOOKS: u32 = 500;

/// The pairs that optimal rounds consist of.
pub enum Neighbours<'a> {
    /// Listed for each place.
    Lists(Vec<Vec<u32>>),
    /// Found by the classes of places.
    Classes(Classes<'a>),
    /// Found by trying: most places are neighbours.
    Test(Test<'a>),
}

impl std::fmt::Debug for Neighbours<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Lists(lists) => f.debug_tuple("Lists").field(lists).finish(),
            Self::Classes(_) => f.write_str("Classes(..)"),
            Self::Test(_) => f.write_str("Test(..)"),
        }
    }
}

/// A place among the optimal rounds, to be moved on from.
#[derive(Debug)]
pub struct Walk<'a> {
    costs: &'a Costs<'a>,
    neighbours: Neighbours<'a>,
    round: Round,
    /// Whether a closed loop may have changed the cost.
    may_leave: bool,
    /// Whether the trio may change: only where all neighbours are free of cost.
    trio_moves: bool,
    trail: Vec<(u32, u32)>,
}

impl<'a> Walk<'a> {
    /// Starts at an optimal `round`. `may_leave`: whether loops over `neighbours` can leave the optimum.
    pub fn new(
        costs: &'a Costs<'a>,
        neighbours: Neighbours<'a>,
        round: Round,
        may_leave: bool,
    ) -> Self {
        let trio_moves = round.trio.is_some() && costs.round(&round) == Some(0);
        Self { costs, neighbours, round, may_leave, trio_moves, trail: Vec::new() }
    }

    /// Goes on from another optimal round.
    pub fn restart(&mut self, round: Round) {
        self.round = round;
    }

    /// Walks on and returns where it got to.
    pub fn draw(&mut self, random: &mut Random) -> Round {
        let loops = match self.costs.size() {
            size if size > MANY => 3,
            size if size < FEW && self.trio_moves => 4 * LOOPS,
            _ => LOOPS,
        };
        let start = self.round.clone();
        self.turns(loops, random);
        // Looking again only after some loops, not at the first chance, leaves the distribution as it is.
        for _ in 0..LOOKS {
            if !self.trio_moves || self.faults() == 0 {
                return self.round.clone();
            }
            self.turns(4, random);
        }
        self.round = start;
        self.round.clone()
    }

    fn turns(&mut self, times: u32, random: &mut Random) {
        for _ in 0..times {
            self.turn(random);
            if self.trio_moves {
                self.swap_members(random);
            }
        }
    }

    /// Number of pairs of the trio that optimal rounds do not contain.
    fn faults(&self) -> u32 {
        self.round.trio.map_or(0, |trio| self.faults_of(trio))
    }

    fn faults_of(&self, [a, b, c]: [u32; 3]) -> u32 {
        [(a, b), (a, c), (b, c)]
            .map(|(u, v)| u32::from(self.costs.pair(u, v) != Some(0)))
            .iter()
            .sum()
    }

    fn swap_members(&mut self, random: &mut Random) {
        let swaps = if self.costs.size() < FEW { SWAPS } else { 1 };
        for _ in 0..swaps {
            if let Some(trio) = self.round.trio {
                self.swap_member(trio, random);
            }
        }
    }

    /// One loop that leaves the trio alone.
    fn turn(&mut self, random: &mut Random) {
        let first = random.below(self.costs.size());
        let hole = self.round.mate[first as usize];
        if hole == NONE {
            return;
        }
        let trio = self.round.trio.unwrap_or([NONE; 3]);
        let closed = self.close(
            first,
            hole,
            |x, _| if trio.contains(&x) { Pick::Again } else { Pick::Take },
            random,
        );
        let worse = |walk: &Self| walk.may_leave && walk.change() != Some(0);
        if !closed || worse(self) {
            self.undo();
        }
        self.trail.clear();
    }

    /// One loop in which a member of the trio leaves and an outsider with the same burden joins.
    fn swap_member(&mut self, trio: [u32; 3], random: &mut Random) {
        let place = random.below(3) as usize;
        let (leaver, joiner) = (trio[place], random.below(self.costs.n()));
        if trio.contains(&joiner) || self.costs.burden(leaver) != self.costs.burden(joiner) {
            return;
        }
        let mut next = trio;
        next[place] = joiner;
        next.sort_unstable();
        let last = self.round.mate[joiner as usize];
        self.set(joiner, NONE);
        // Without these, a loop could go where the loop back cannot: through the leaver or the joiner a second time.
        let shut = |x, next| {
            let barred = trio.contains(&x) || x == joiner || next == leaver;
            if barred { Pick::Never } else { Pick::Take }
        };
        let closed = self.close(last, leaver, shut, random);
        let faults = (self.faults_of(trio), self.faults_of(next));
        if closed && self.accepts(leaver, joiner, faults, random) {
            self.round.trio = Some(next);
        } else {
            self.undo();
        }
        self.trail.clear();
    }

    /// Metropolis: degree(leaver) / degree(joiner), and a third for every fault that is new; at most 1.
    fn accepts(
        &self,
        leaver: u32,
        joiner: u32,
        (before, after): (u32, u32),
        random: &mut Random,
    ) -> bool {
        let degree = |u: u32| match &self.neighbours {
            Neighbours::Lists(lists) => u32::try_from(lists[u as usize].len()).unwrap_or(u32::MAX),
            // Among many vertices nearly all are neighbours of either, and the quotient is 1 but for a trifle.
            Neighbours::Classes(_) | Neighbours::Test(_) => 1,
        };
        let scaled = |u, faults| degree(u).saturating_mul(3_u32.pow(faults));
        random.below(scaled(joiner, after)) < scaled(leaver, before)
    }

    /// Moves the hole until it closes at `first`; false if it got lost.
    fn close(
        &mut self,
        first: u32,
        hole: u32,
        judge: impl Fn(u32, u32) -> Pick,
        random: &mut Random,
    ) -> bool {
        let mut hole = hole;
        let patience = 64 * u64::from(self.costs.size()) + 1_000;
        let mut steps = 0;
        while steps < patience {
            steps += 1;
            let Some(x) = self.neighbour(hole, random) else { return false };
            let next = self.round.mate[x as usize];
            match judge(x, next) {
                Pick::Never => return false,
                Pick::Again => continue,
                Pick::Take => {}
            }
            self.set(hole, x);
            self.set(x, hole);
            if x == first {
                return true;
            }
            hole = next;
        }
        false
    }

    fn neighbour(&self, u: u32, random: &mut Random) -> Option<u32> {
        let size = self.costs.size();
        match &self.neighbours {
            Neighbours::Lists(lists) => {
                let row = &lists[u as usize];
                let at = random.below(u32::try_from(row.len()).unwrap_or(u32::MAX));
                row.get(at as usize).copied()
            }
            Neighbours::Classes(classes) => classes.draw(u, random),
            Neighbours::Test(test) => {
                let fits = |&x: &u32| x != u && test(u, x);
                let lucky = (0..64).map(|_| random.below(size)).find(fits);
                lucky.or_else(|| {
                    let row: Vec<u32> = (0..size).filter(fits).collect();
                    let at = random.below(u32::try_from(row.len()).unwrap_or(u32::MAX));
                    row.get(at as usize).copied()
                })
            }
        }
    }

    fn set(&mut self, u: u32, v: u32) {
        self.trail.push((u, self.round.mate[u as usize]));
        self.round.mate[u as usize] = v;
    }

    fn undo(&mut self) {
        while let Some((u, v)) = self.trail.pop() {
            self.round.mate[u as usize] = v;
        }
    }

    /// By how much the trail has changed the cost of the pairs.
    fn change(&self) -> Option<i128> {
        let mut touched: Vec<(u32, u32)> = self.trail.clone();
        // The stable sort keeps each vertex's oldest entry, its mate before the loop, in front.
        touched.sort_by_key(|&(u, _)| u);
        touched.dedup_by_key(|&mut (u, _)| u);
        let mut twice = 0;
        for (u, before) in touched {
            twice +=
                self.costs.pair(u, self.round.mate[u as usize])? - self.costs.pair(u, before)?;
        }
        Some(twice)
    }
}

/// What to do with a neighbour that chance picked.
enum Pick {
    Take,
    Again,
    Never,
}
