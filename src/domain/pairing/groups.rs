//! Groups of people that are drawn one after the other, since nobody may be together with somebody
//! of another group.

use chrono::NaiveDate;

use super::super::history::Together;
use super::super::ids::Person;
use super::super::programme::Programme;
use super::super::round::{Pair, SatOut};
use super::{NoRound, Table};
use crate::matching::{Drawn, Impossible, Problem, Proof};

/// What draws a round of numbers.
pub type Engine = fn(&Problem, u64) -> Result<Drawn, Impossible>;

/// What was drawn for all groups.
pub struct Groups {
    pub pairs: Vec<Pair>,
    pub sitting_out: Vec<SatOut>,
    /// For each wish, what it costs.
    pub unmet: Vec<u64>,
    /// What is proven of the group of which least is.
    pub proof: Proof,
    /// How many rounds are just as good, where the number is known of every group.
    pub equally_good: Option<u128>,
}

impl Groups {
    /// Draws each group by itself; with a single one, as if there were no groups.
    pub fn draw(
        programme: &Programme,
        history: &[Together],
        groups: &[Vec<Person>],
        (day, seed, engine): (NaiveDate, u64, Engine),
    ) -> Result<Self, NoRound> {
        let mut all = Self {
            pairs: Vec::new(),
            sitting_out: Vec::new(),
            unmet: vec![0; programme.settings.wishes.len()],
            proof: Proof::Nothing,
            equally_good: Some(1),
        };
        for (which, group) in (0..).zip(groups) {
            let table = Table::new(programme, group);
            let problem = table.problem(programme, history, day);
            let drawn = engine(&problem, of_group(seed, which));
            let drawn = drawn.map_err(|why| table.explain(why))?;
            let last = all.pairs.last().map_or(0, Pair::number);
            let (pairs, sits_out) = table.drawn(&drawn, last + 1);
            all.pairs.extend(pairs);
            all.sitting_out.extend(sits_out);
            for (all, own) in all.unmet.iter_mut().zip(&drawn.totals.wishes) {
                *all += own;
            }
            if doubt(drawn.proof) > doubt(all.proof) {
                all.proof = drawn.proof;
            }
            let good = all.equally_good.zip(drawn.equally_good);
            all.equally_good = good.and_then(|(all, own)| all.checked_mul(own));
        }
        Ok(all)
    }
}

/// The seed of a group; the first has that of the round.
fn of_group(seed: u64, which: u64) -> u64 {
    // The fraction of the golden ratio, so that seeds of neighbouring rounds do not come back.
    seed.wrapping_add(which.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// How much is left open by a proof.
fn doubt(proof: Proof) -> u8 {
    match proof {
        Proof::Nothing => 0,
        Proof::Counted => 1,
        Proof::Certificate => 2,
        Proof::Bound => 3,
        Proof::RepeatsOnly => 4,
        Proof::Unproven => 5,
    }
}
