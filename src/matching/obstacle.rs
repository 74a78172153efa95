//! Why there is no round: a Tutte set and the pieces that compete for it, in the problem's own numbers.

use super::costs::Costs;
use super::problem::{Impossible, What};

/// Explains why the pairs that are allowed give no round.
pub fn find(costs: &Costs) -> Impossible {
    let barrier: Vec<u32> = Vec::new();
    if costs.has_trio() {
        return Impossible::NoTrio;
    }
    Impossible::NoPairing { stranded: odd_pieces(costs, &barrier), barrier }
}

/// The odd pieces into which the allowed pairs fall without `barrier`, smallest first.
///
/// Breadth first over the complement of the hard exceptions: each vertex leaves the list of the unreached once, so the
/// cost is O(n + exceptions).
fn odd_pieces(costs: &Costs, barrier: &[u32]) -> Vec<Vec<u32>> {
    let mut unreached: Vec<u32> = (0..costs.n()).filter(|u| !barrier.contains(u)).collect();
    let mut pieces = Vec::new();
    while let Some(first) = unreached.pop() {
        let mut piece = vec![first];
        let mut at = 0;
        while let Some(&u) = piece.get(at) {
            let (kept, reached): (Vec<u32>, Vec<u32>) =
                unreached.iter().partition(|&&v| costs.exception(u, v) == Some(What::Never));
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
