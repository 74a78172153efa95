//! The fewest groups to break: none, then each one, then each two …, until a valid round exists.
//!
//! What remains beside the groups that are kept is a small problem of pairing, solved exactly by
//! [`draw_round`]. With the fewest broken groups no way brings a broken group back, so the ways of
//! different choices are different, their numbers add up, and drawing a choice by its number of
//! ways makes the whole draw as uniform as that of a round.

use super::super::pairing::Proof;
use super::groups::{Groups, Rank};
use crate::matching::{Drawn, Impossible, Random, draw_round};

/// Work that may be spent before the search gives way to a shorter one; some seconds.
const WORK: u64 = 4_000_000;

/// How a round is mended.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// For each group that was given, whether it is kept.
    pub kept: Vec<bool>,
    /// New pairs and trios.
    pub pairs: Vec<Vec<u32>>,
    /// Who sits out.
    pub sits_out: Option<u32>,
    /// Whether no better way exists for certain.
    pub proven: bool,
    /// How many ways are just as good, where it is known.
    pub equally_good: Option<u128>,
}

/// The choices that are best so far.
#[derive(Debug, Default)]
struct Best {
    rank: Option<Rank>,
    choices: Vec<(Vec<usize>, Option<u128>)>,
    unproven: bool,
}

impl Groups<'_> {
    /// The best way; the same seed gives the same.
    pub fn run(&self, seed: u64) -> Result<Found, Impossible> {
        // With all groups broken there is a way, or there is none at all; but for a trio that is
        // there and that the settings would not make.
        let anew = draw_round(self.problem, seed);
        if !self.has_trio() {
            anew.as_ref().map_err(Clone::clone)?;
        }
        let mut random = Random::new(seed);
        let mut work = WORK;
        for broken in 0..=self.keepable.len() {
            let mut best = Best::default();
            let searched = each_choice(&self.keepable, broken, &mut |choice| {
                self.look_at(choice, &mut best, &mut work)
            });
            if !searched {
                break;
            }
            if best.rank.is_some() {
                return self.draw(best, &mut random);
            }
        }
        anew?;
        let mut best = Best { unproven: true, ..Best::default() };
        work = u64::MAX;
        self.look_at(&self.some_choice(&mut random), &mut best, &mut work);
        self.draw(best, &mut random)
    }

    /// Weighs a choice of groups to break; false when there is no time left for it.
    fn look_at(&self, choice: &[usize], best: &mut Best, work: &mut u64) -> bool {
        let Some(rest) = self.rest(choice) else { return true };
        let Some(left) = work.checked_sub(effort(rest.len())) else { return false };
        *work = left;
        let Ok(drawn) = draw_round(&self.part(&rest), 0) else { return true };
        best.unproven |= matches!(drawn.proof, Proof::Unproven | Proof::RepeatsOnly);
        let rank = self.rank(choice, &drawn.totals);
        match &best.rank {
            Some(least) if *least < rank => return true,
            Some(least) if *least == rank => {}
            _ => best.choices.clear(),
        }
        best.rank = Some(rank);
        let ways = if rest.is_empty() { Some(1) } else { drawn.equally_good };
        best.choices.push((choice.to_vec(), ways));
        true
    }

    /// Draws one of the best choices, and one of its ways.
    fn draw(&self, best: Best, random: &mut Random) -> Result<Found, Impossible> {
        let equally_good = best.choices.iter().map(|(_, ways)| *ways).sum::<Option<u128>>();
        let ways = |known: Option<u128>| known.filter(|_| equally_good.is_some()).unwrap_or(1);
        let all = best.choices.iter().map(|&(_, known)| ways(known)).sum::<u128>();
        let mut ticket = random.below_wide(all.max(1));
        let chosen = best.choices.into_iter().find(|&(_, known)| {
            let hit = ticket < ways(known);
            ticket = ticket.saturating_sub(ways(known));
            hit
        });
        let choice = chosen.map_or_else(|| self.keepable.clone(), |(choice, _)| choice);
        let rest = self.rest(&choice).unwrap_or_default();
        let part = self.part(&rest);
        let seed = u64::try_from(random.below_wide(1 << 64)).unwrap_or(0);
        let first = draw_round(&part, 0)?;
        let drawn = draw_round(&part, seed).ok().filter(|drawn| drawn.totals <= first.totals);
        let Drawn { pairs, trio, sits_out, .. } = drawn.unwrap_or(first);
        let together = pairs.iter().map(<[u32; 2]>::as_slice);
        let trio = trio.as_ref().map(<[u32; 3]>::as_slice);
        let person = |&vertex: &u32| rest[vertex as usize];
        let pairs = together.chain(trio).map(|all| all.iter().map(person).collect());
        Ok(Found {
            kept: self.kept(&choice),
            pairs: pairs.collect(),
            sits_out: sits_out.as_ref().map(person),
            proven: !best.unproven,
            equally_good,
        })
    }

    /// A choice that leads to a round, found by breaking more and more groups at random and then
    /// sparing each that can be spared.
    fn some_choice(&self, random: &mut Random) -> Vec<usize> {
        let mut order = self.keepable.clone();
        random.shuffle(&mut order);
        let leads = |choice: &[usize]| {
            self.rest(choice).is_some_and(|rest| draw_round(&self.part(&rest), 0).is_ok())
        };
        let mut size = 1;
        while size < order.len() && !leads(&order[..size]) {
            size *= 2;
        }
        let mut choice = order[..size.min(order.len())].to_vec();
        for at in (0..choice.len()).rev() {
            let spared = choice.swap_remove(at);
            if !leads(&choice) {
                choice.push(spared);
            }
        }
        choice
    }
}

/// Calls `look` with every choice of this many items, until it returns false; whether it never did.
fn each_choice(items: &[usize], count: usize, look: &mut impl FnMut(&[usize]) -> bool) -> bool {
    fn fill(
        items: &[usize],
        count: usize,
        chosen: &mut Vec<usize>,
        look: &mut impl FnMut(&[usize]) -> bool,
    ) -> bool {
        if count == 0 {
            return look(chosen);
        }
        let last = items.len().saturating_sub(count - 1);
        (0..last).all(|at| {
            chosen.push(items[at]);
            let go_on = fill(&items[at + 1..], count - 1, chosen, look);
            chosen.pop();
            go_on
        })
    }
    fill(items, count, &mut Vec::with_capacity(count), look)
}

/// What pairing this many costs, roughly, in microseconds: up to 24 every round is counted.
fn effort(people: usize) -> u64 {
    let people = people as u64;
    match u32::try_from(people) {
        Ok(few @ ..=24) => 3 + 3_u64.pow(few) / (8 << few),
        _ => people.saturating_mul(people),
    }
}
