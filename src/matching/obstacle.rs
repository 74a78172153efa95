//! Why there is no round: a Tutte set and the pieces that compete for it, in the problem's own numbers.

use super::costs::{Costs, NONE};
use super::exact::{Failure, Places};
use super::problem::{Impossible, What};
use super::random::Random;

/// Explains why the pairs that are allowed give no round.
///
/// With a trio, three more places that go with everybody stand for it: if even then nothing can be matched, the reason
/// is a barrier as well; else see [`without_trio`].
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
        Ok(_) => return without_trio(costs),
        Err(Failure::Barrier(barrier)) => barrier,
        Err(Failure::Limit) => Vec::new(),
    };
    let real: Vec<u32> = barrier.into_iter().filter(|&u| u < n).collect();
    Impossible::NoPairing { stranded: odd_pieces(costs, &real), barrier: real }
}

/// Where three places more would help: somebody may be with nobody at all, or several odd pieces are
/// apart, of which a trio could mend one; else no three leave pairs for all others.
fn without_trio(costs: &Costs) -> Impossible {
    let stranded = odd_pieces(costs, &[]);
    match &stranded[..] {
        [one] if one.len() > 1 => Impossible::NoTrio,
        [] => Impossible::NoTrio,
        _ => Impossible::NoPairing { barrier: Vec::new(), stranded },
    }
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
