//! Why there is no round: a Tutte set and the pieces that compete for it, in the problem's own numbers.

use super::costs::{Costs, NONE};
use super::exact::{Failure, Places};
use super::problem::{Impossible, What};
use super::random::Random;

/// Explains why the pairs that are allowed give no round.
///
/// With a trio, three more places that go with everybody stand for it: if even then nothing can be matched, the reason
/// is a barrier as well; else it is that no three who are left over may be together.
pub fn find(costs: &Costs) -> Impossible {
    let (n, size) = (costs.n(), costs.size());
    let extra = if costs.has_trio() { 3 } else { 0 };
    let allowed = |u: u32, v: u32| match (u < n, v < n) {
        (true, true) => (costs.exception(u, v) != Some(What::Never)).then_some(0),
        (false, false) => None,
        _ => Some(0),
    };
    // Whether two may be together is a matter of whether they are real.
    let kinds: Vec<u32> = (0..size + extra).map(|u| u32::from(u >= n)).collect();
    let usual = |u: u32, v: u32| (u < n || v < n).then_some(0);
    let places = Places { kinds: &kinds, without: &[], pair: &allowed, usual: &usual };
    let mut random = Random::new(0);
    let mut sample = places.sample(None, &mut random);
    let barrier = match places.solve(&mut sample, &mut random) {
        Ok(_) => return Impossible::NoTrio,
        Err(Failure::Barrier(barrier)) => barrier,
        Err(Failure::Limit) => Vec::new(),
    };
    let real: Vec<u32> = barrier.into_iter().filter(|&u| u < n).collect();
    Impossible::NoPairing { stranded: odd_pieces(costs, &real), barrier: real }
}

/// The odd pieces into which the allowed pairs fall without `barrier`, smallest first.
///
/// Breadth first over the complement of the hard exceptions: a vertex that is reached leaves the list, and one that is
/// not costs an exception, so the whole is O(n + exceptions).
fn odd_pieces(costs: &Costs, barrier: &[u32]) -> Vec<Vec<u32>> {
    let mut unreached: Vec<u32> = (0..costs.n()).filter(|u| !barrier.contains(u)).collect();
    let mut barred_by = vec![NONE; costs.n() as usize];
    let mut pieces = Vec::new();
    while let Some(first) = unreached.pop() {
        let mut piece = vec![first];
        let mut at = 0;
        while let Some(&u) = piece.get(at) {
            for &(v, what) in costs.row(u) {
                if what == What::Never {
                    barred_by[v as usize] = u;
                }
            }
            let (kept, reached): (Vec<u32>, Vec<u32>) =
                unreached.iter().partition(|&&v| barred_by[v as usize] == u);
            unreached = kept;
            piece.extend(reached);
            at += 1;
        }
        piece.sort_unstable();
        if piece.len() % 2 == 1 {
            pieces.push(piece);
        }
    }
    pieces.sort_by_key(|piece| (piece.len(), piece.first().copied()));
    pieces
}
