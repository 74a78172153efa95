//! Bars of characters.

use super::page::{Bar, Ink};

/// The lengths of the parts of a bar in whole cells, none of them gone that is not nothing.
///
/// The whole bar is as long as its share of the full width, rounded; its parts get whole cells by
/// largest remainders, after one for each part that is there.
pub fn lengths(bar: &Bar, width: usize) -> Vec<(Ink, usize)> {
    let total: usize = bar.parts.iter().map(|&(_, count)| count).sum();
    let there = bar.parts.iter().filter(|&&(_, count)| count > 0).count();
    if total == 0 {
        return Vec::new();
    }
    let full = bar.full.max(1);
    let cells = ((2 * total * width + full) / (2 * full)).clamp(there, width.max(there));
    let spare = cells - there;
    let mut lengths: Vec<_> = bar
        .parts
        .iter()
        .filter(|&&(_, count)| count > 0)
        .map(|&(ink, count)| (ink, 1 + count * spare / total, count * spare % total))
        .collect();
    let mut left = cells - lengths.iter().map(|&(_, length, _)| length).sum::<usize>();
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(lengths[at].2));
    for at in order {
        if left > 0 {
            lengths[at].1 += 1;
            left -= 1;
        }
    }
    lengths.into_iter().map(|(ink, length, _)| (ink, length)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(met: usize, not_met: usize, not_confirmed: usize, full: usize) -> Vec<usize> {
        let inks = [Ink::Met, Ink::NotMet, Ink::NotConfirmed];
        let parts = inks.into_iter().zip([met, not_met, not_confirmed]).collect();
        lengths(&Bar { parts, full }, 10).into_iter().map(|(_, length)| length).collect()
    }

    #[test]
    fn every_part_that_is_there_can_be_seen() {
        assert_eq!(of(10, 10, 0, 20), [5, 5]);
        assert_eq!(of(998, 1, 1, 1000), [8, 1, 1]);
        assert_eq!(of(1, 1, 1, 1000), [1, 1, 1]);
        assert_eq!(of(0, 0, 0, 5), [0; 0]);
        assert_eq!(of(5, 0, 0, 10), [5]);
    }
}
