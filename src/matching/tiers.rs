//! Costs of several tiers, compared one after the other, as one integer.

use super::engine::{MatchingError, Optimum, minimum_cost_perfect};
use super::graph::Edge;

/// How tuples of costs become single integers.
///
/// A matching's total is taken tier by tier and totals are compared lexicographically: the first
/// tier matters most, and no gain in a later one makes up for any loss in an earlier one. With at
/// most `n / 2` pairs and at most `largest[i]` per pair, the total of tier `i` is a digit below
/// `n / 2 * largest[i] + 1`; the packed cost is a number in this mixed base. The order of packed
/// totals is then exactly the order of the tuples. All arithmetic is checked.
///
/// ```
/// use unmentor::matching::Tiers;
///
/// // Ten vertices make five pairs; the second tier goes up to 3 a pair, so up to 15 in all.
/// let tiers = Tiers::new(10, &[1, 3])?;
/// assert_eq!(tiers.pack(&[1, 0])?, 16);
/// assert_eq!(tiers.pack(&[0, 3])?, 3);
/// assert_eq!(tiers.totals(2 * 16 + 7), [2, 7]);
/// # Ok::<(), unmentor::matching::TierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiers {
    largest: Vec<u32>,
    /// What one unit of each tier weighs.
    weight: Vec<i128>,
    /// Whether sums of the engine are sure to stay within 64 bits.
    narrow: bool,
}

/// Why tuples cannot be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TierError {
    /// The packed costs would not fit into 128 bits with the room that the engine needs.
    #[error("too many or too large tiers of cost for exact arithmetic in 128 bits")]
    TooLarge,
    /// A tuple has another number of tiers.
    #[error("expected {expected} tiers of cost, found {found}")]
    Count {
        /// The number of tiers.
        expected: usize,
        /// The length of the tuple.
        found: usize,
    },
    /// A value above the largest that was announced for its tier.
    #[error("the cost {value} in tier {tier} is above the largest announced, {largest}")]
    AboveLargest {
        /// The tier, from 0.
        tier: usize,
        /// The value.
        value: u32,
        /// The largest announced value.
        largest: u32,
    },
}

/// Edges whose tuples of costs have been packed into the narrowest integers that will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackedEdges {
    /// The usual case.
    Narrow(Vec<Edge<i64>>),
    /// Many tiers, or very many vertices.
    Wide(Vec<Edge<i128>>),
}

impl Tiers {
    /// The packing for matchings of `n` vertices with the given largest value of each tier, most
    /// important first. A tier of which the largest value is 0 costs no room.
    pub fn new(n: usize, largest: &[u32]) -> Result<Self, TierError> {
        let pairs = i128::try_from(n / 2).map_err(|_| TierError::TooLarge)?;
        let mut weight = vec![0; largest.len()];
        let mut base: i128 = 1;
        for (weight, &largest) in weight.iter_mut().zip(largest).rev() {
            *weight = base;
            base = pairs
                .checked_mul(i128::from(largest))
                .and_then(|total| total.checked_add(1))
                .and_then(|digit| base.checked_mul(digit))
                .ok_or(TierError::TooLarge)?;
        }
        // `base` is above any total. The engine doubles costs and its duals may pile up along a
        // path of all vertices, so it wants room for some hundred times that.
        let room = base.checked_mul(512).ok_or(TierError::TooLarge)?;
        Ok(Self { largest: largest.to_vec(), weight, narrow: room <= i128::from(i64::MAX) })
    }

    /// The packed cost of one pair.
    pub fn pack(&self, values: &[u32]) -> Result<i128, TierError> {
        let (expected, found) = (self.largest.len(), values.len());
        if expected != found {
            return Err(TierError::Count { expected, found });
        }
        let mut cost = 0;
        for (tier, (&value, &largest)) in values.iter().zip(&self.largest).enumerate() {
            if value > largest {
                return Err(TierError::AboveLargest { tier, value, largest });
            }
            // At most `base` in all.
            cost += self.weight[tier] * i128::from(value);
        }
        Ok(cost)
    }

    /// Packs the costs of all edges.
    pub fn pack_edges<'a>(
        &self,
        edges: impl IntoIterator<Item = (u32, u32, &'a [u32])>,
    ) -> Result<PackedEdges, TierError> {
        let packed =
            edges.into_iter().map(|(u, v, values)| Ok(Edge::new(u, v, self.pack(values)?)));
        if !self.narrow {
            return Ok(PackedEdges::Wide(packed.collect::<Result<_, TierError>>()?));
        }
        let narrow = packed.map(|edge| {
            let Edge { u, v, cost } = edge?;
            let cost = i64::try_from(cost).map_err(|_| TierError::TooLarge)?;
            Ok(Edge::new(u, v, cost))
        });
        Ok(PackedEdges::Narrow(narrow.collect::<Result<_, TierError>>()?))
    }

    /// The totals of the tiers of a matching, from its packed cost.
    pub fn totals(&self, mut cost: i128) -> Vec<i128> {
        let mut totals = Vec::with_capacity(self.weight.len());
        for &weight in &self.weight {
            totals.push(cost / weight);
            cost %= weight;
        }
        totals
    }

    /// Whether packed costs fit into `i64` with the room that the engine needs.
    pub fn is_narrow(&self) -> bool {
        self.narrow
    }
}

impl PackedEdges {
    /// Finds a perfect matching of least cost; see [`minimum_cost_perfect`].
    pub fn minimum_cost_perfect(&self, n: usize) -> Result<Optimum, MatchingError> {
        match self {
            Self::Narrow(edges) => minimum_cost_perfect(n, edges),
            Self::Wide(edges) => minimum_cost_perfect(n, edges),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_totals_are_ordered_as_the_tuples_are() {
        let tiers = Tiers::new(4, &[1, 2, 3]).unwrap();
        let mut totals = Vec::new();
        for a in 0..=2 {
            for b in 0..=4 {
                for c in 0..=6 {
                    totals.push([a, b, c]);
                }
            }
        }
        totals.sort_unstable();
        let packed: Vec<i128> =
            totals.iter().map(|t| t.iter().zip(&tiers.weight).map(|(t, w)| t * w).sum()).collect();
        assert!(packed.is_sorted_by(|a, b| a < b));
        for (total, packed) in totals.iter().zip(packed) {
            assert_eq!(tiers.totals(packed), total);
        }
    }

    #[test]
    fn three_yes_or_no_tiers_of_a_thousand_vertices_are_narrow_and_seven_are_wide() {
        assert!(Tiers::new(1_000, &[1; 3]).unwrap().is_narrow());
        assert!(!Tiers::new(1_000, &[1; 7]).unwrap().is_narrow());
    }

    #[test]
    fn more_than_128_bits_are_refused() {
        assert_eq!(Tiers::new(1_500_000, &[1; 7]), Err(TierError::TooLarge));
        assert_eq!(Tiers::new(usize::MAX, &[u32::MAX; 2]), Err(TierError::TooLarge));
    }

    #[test]
    fn values_that_were_not_announced_are_refused() {
        let tiers = Tiers::new(10, &[1, 3]).unwrap();
        assert_eq!(
            tiers.pack(&[0, 4]),
            Err(TierError::AboveLargest { tier: 1, value: 4, largest: 3 })
        );
        assert_eq!(tiers.pack(&[0]), Err(TierError::Count { expected: 2, found: 1 }));
    }

    #[test]
    fn a_matching_of_packed_edges_is_lexicographically_least() {
        let tiers = Tiers::new(4, &[1, 9]).unwrap();
        let edges: [(u32, u32, &[u32]); 4] =
            [(0, 1, &[0, 9]), (2, 3, &[0, 9]), (0, 2, &[1, 0]), (1, 3, &[0, 0])];
        let optimum = tiers.pack_edges(edges).unwrap().minimum_cost_perfect(4).unwrap();
        assert_eq!(tiers.totals(optimum.cost), [0, 18]);
    }

    #[test]
    fn no_tiers_and_no_vertices_are_fine() {
        let tiers = Tiers::new(0, &[]).unwrap();
        assert_eq!(tiers.pack(&[]), Ok(0));
        assert_eq!(tiers.totals(0), Vec::<i128>::new());
    }
}
