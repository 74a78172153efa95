//! The portable source of chance: same seed, same draws, on every machine and in every later version.
//!
//! The bits come from `ChaCha8` (D. J. Bernstein, *`ChaCha`, a variant of Salsa20*, 2008), which the
//! `rand` crate keeps stable under its name. Everything made from the bits (bounded numbers, shuffles) is written out
//! here, because the recipes of a library may change where the generator does not. Golden vectors are in the tests.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// A stream of chance that a seed determines completely.
#[derive(Debug)]
pub struct Random {
    stream: ChaCha8Rng,
}

/// What a stream beside the one of the pairs is for; its number is the tenth byte of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Who writes first.
    FirstWriters = 1,
    /// The letters of the tokens in messages.
    Tokens = 2,
    /// The arms of an experiment.
    Arms = 3,
    /// Whom to ask why.
    AskWhy = 4,
    /// People and answers of months to come.
    Futures = 5,
}

impl Random {
    /// The stream of a seed: the key is the seed as eight little-endian bytes followed by 24 zero bytes.
    pub fn new(seed: u64) -> Self {
        Self::keyed(seed, 0)
    }

    /// A stream of the same seed that shares no bits with the one of the pairs: what is drawn from
    /// it changes no pair.
    pub fn apart(seed: u64, stream: Stream) -> Self {
        Self::keyed(seed, stream as u8)
    }

    fn keyed(seed: u64, stream: u8) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[9] = stream;
        Self { stream: ChaCha8Rng::from_seed(key) }
    }

    /// An unbiased whole number in `0..bound`; 0 if `bound` is 0 or 1, without using up any bits.
    ///
    /// Multiply and reject (D. Lemire, *Fast random integer generation in an interval*, 2019).
    pub fn below(&mut self, bound: u32) -> u32 {
        if bound <= 1 {
            return 0;
        }
        let unfair = bound.wrapping_neg() % bound;
        loop {
            let product = u64::from(self.stream.next_u32()) * u64::from(bound);
            let [b0, b1, b2, b3, t0, t1, t2, t3] = product.to_le_bytes();
            if u32::from_le_bytes([b0, b1, b2, b3]) >= unfair {
                return u32::from_le_bytes([t0, t1, t2, t3]);
            }
        }
    }

    /// An unbiased whole number in `0..bound` for bounds beyond 32 bits; 0 if `bound` is 0 or 1.
    ///
    /// Takes just enough bits and rejects what is too large, fewer than two tries on average.
    pub fn below_wide(&mut self, bound: u128) -> u128 {
        if bound <= 1 {
            return 0;
        }
        let mask = u128::MAX >> (bound - 1).leading_zeros();
        loop {
            let low = u128::from(self.stream.next_u64());
            let high =
                if mask > u128::from(u64::MAX) { u128::from(self.stream.next_u64()) } else { 0 };
            let number = ((high << 64) | low) & mask;
            if number < bound {
                return number;
            }
        }
    }

    /// Puts `items` into uniformly random order: Fisher and Yates, from the last place down to the second.
    ///
    /// Slices of more than 2^32 items are shuffled only in their first 2^32 places; nothing here is that long.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        let length = u32::try_from(items.len()).unwrap_or(u32::MAX);
        for place in (1..length).rev() {
            let other = self.below(place + 1);
            items.swap(place as usize, other as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        let mut random = Random::new(42);
        let drawn: Vec<u32> = (0..8).map(|_| random.below(1000)).collect();
        assert_eq!(drawn, GOLDEN_BELOW);
        let mut random = Random::new(42);
        let mut items: Vec<u32> = (0..12).collect();
        random.shuffle(&mut items);
        assert_eq!(items, GOLDEN_SHUFFLE);
        let mut random = Random::new(u64::MAX);
        assert_eq!(random.below_wide(1_000_000_000_000), GOLDEN_WIDE[0]);
        assert_eq!(random.below_wide(u128::MAX), GOLDEN_WIDE[1]);
    }

    const GOLDEN_BELOW: [u32; 8] = [99, 348, 88, 285, 394, 493, 589, 367];
    const GOLDEN_SHUFFLE: [u32; 12] = [4, 9, 5, 8, 11, 6, 7, 10, 2, 0, 3, 1];
    const GOLDEN_WIDE: [u128; 2] =
        [245_390_985_415, 221_421_015_060_114_813_836_159_475_207_304_751_548];

    #[test]
    fn bounded_numbers_are_even_and_stay_below_their_bound() {
        let mut random = Random::new(7);
        let mut seen = [0_u32; 6];
        for _ in 0..60_000 {
            seen[random.below(6) as usize] += 1;
        }
        assert!(seen.iter().all(|&times| (9_600..10_400).contains(&times)), "{seen:?}");
        assert_eq!((random.below(0), random.below(1), random.below_wide(1)), (0, 0, 0));
    }

    #[test]
    fn every_order_of_four_items_is_equally_likely() {
        let mut random = Random::new(3);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut items = [0, 1, 2, 3];
            random.shuffle(&mut items);
            *seen.entry(items).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 24);
        assert!(seen.values().all(|&times| (850..1150).contains(&times)), "{seen:?}");
    }
}
