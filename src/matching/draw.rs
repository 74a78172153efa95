//! From a problem to a round: the one entry, and which way is taken at which size.
//!
//! | places | optimum | draw |
//! |---|---|---|
//! | up to 24 | counted | exactly uniform |
//! | any, if a round without cost is found | needs no proof | alternating loops; independent crossings if huge |
//! | up to 50,000 | exact matching with certificate | alternating loops among its tight pairs |
//! | beyond | local search against a lower bound | as found |

use super::costs::Costs;
use super::pool::Pool;
use super::problem::{Drawn, Impossible, Problem, Proof};
use super::random::Random;
use super::{crossings, look_ahead, quick};

/// Draws a round of least cost, close to uniformly among all of them; the same seed gives the same round.
///
/// Ends for every input. O(n + exceptions) at any size if a round without cost exists and is not hidden; up to
/// 50,000 vertices the exact matching decides. Without vertices the round is empty.
pub fn draw_round(problem: &Problem, seed: u64) -> Result<Drawn, Impossible> {
    let mut random = Random::new(seed);
    if let Some(drawn) = crossings::draw(problem, &mut random) {
        return Ok(drawn);
    }
    let costs = Costs::new(problem, true);
    let mut pool = Pool::new(problem, &costs, &mut random)?;
    let chosen = look_ahead::choose(problem, &costs, &mut pool, &mut random);
    let mut drawn = pool.drawn(&chosen.round);
    drawn.look_ahead = chosen.look_ahead;
    let wishes_may_be_more = chosen.wishes_gave_way || !costs.weighs_all();
    if wishes_may_be_more && drawn.proof != Proof::Unproven {
        drawn.proof = Proof::RepeatsOnly;
    }
    Ok(drawn)
}

/// A round for trying out what may come: as [`draw_round`], but where a round without cost is one of
/// very many it is found by a few changes of a random one, and not walked on from.
pub fn draw_quickly(problem: &Problem, seed: u64) -> Result<Drawn, Impossible> {
    let drawn = quick::draw(problem, &mut Random::new(seed));
    drawn.map_or_else(|| draw_round(problem, seed), Ok)
}
