//! Who shares people with whom: the sum behind every variance here.

use crate::domain::Person;

/// What some units (pairs, trios, people who sat out) have in common.
#[derive(Debug)]
pub struct Sharing {
    couples: Groups,
    threes: Groups,
}

/// A number for each unit, and their sums for each person of the roster.
#[derive(Debug, Clone)]
pub struct Weights {
    units: Vec<f64>,
    people: Vec<f64>,
}

impl Weights {
    /// 0 for every unit.
    pub fn new(units: usize, roster: usize) -> Self {
        Self { units: vec![0.0; units], people: vec![0.0; roster] }
    }

    /// The number for a unit of some people.
    pub fn put(&mut self, unit: usize, members: &[Person], number: f64) {
        self.units[unit] = number;
        for member in members {
            self.people[member.index()] += number;
        }
    }
}

/// Units in groups. Nearly all groups have one unit, since hardly anybody has anybody twice.
#[derive(Debug, Default)]
struct Groups {
    /// In how many groups each unit is alone.
    alone: Vec<u8>,
    /// The units of the other groups, one group after another.
    units: Vec<u32>,
    ends: Vec<u32>,
}

impl Sharing {
    /// The units with these people; cost n log n.
    pub fn of<'a>(units: impl Iterator<Item = &'a [Person]> + Clone) -> Self {
        let all: usize =
            units.clone().map(|unit| unit.len() * unit.len().saturating_sub(1) / 2).sum();
        let (mut couples, mut threes, mut count) = (Vec::with_capacity(all), Vec::new(), 0);
        for (unit, members) in (0u32..).zip(units) {
            count += 1;
            for (at, &one) in members.iter().enumerate() {
                couples.extend(members[at + 1..].iter().map(|&two| (in_order([one, two]), unit)));
            }
            if let &[a, b, c] = members {
                threes.push((in_order([a, b, c]), unit));
            }
        }
        Self { couples: Groups::of(couples, count), threes: Groups::of(threes, count) }
    }

    /// The sum of `one[p] * other[q]` over all ordered couples of units p, q that share at least
    /// one person, each unit with itself included. Cost linear in the units and the roster.
    ///
    /// Units with m people in common are counted m times by the sums over people; the sums over
    /// twos and threes of people put that right by inclusion and exclusion (P. M. Aronow, C. Samii
    /// and V. A. Assenova, "Cluster-robust variance estimation for dyadic data", Political Analysis
    /// 23, 2015).
    pub fn sum(&self, one: &Weights, other: &Weights) -> f64 {
        let people: f64 =
            one.people.iter().zip(&other.people).map(|(one, other)| one * other).sum();
        let alike = |groups: &Groups| groups.sum(&one.units, &other.units);
        people - alike(&self.couples) + alike(&self.threes)
    }
}

/// The same people, the lowest first.
fn in_order<const N: usize>(mut people: [Person; N]) -> [Person; N] {
    people.sort_unstable();
    people
}

impl Groups {
    /// Those with the same key together; within a group in the order of the units, so that the
    /// last digits never change.
    fn of<K: Ord>(mut keyed: Vec<(K, u32)>, units: usize) -> Self {
        keyed.sort_unstable();
        let mut groups = Self { alone: vec![0; units], ..Self::default() };
        for same in keyed.chunk_by(|one, next| one.0 == next.0) {
            if let &[(_, unit)] = same {
                groups.alone[unit as usize] += 1;
                continue;
            }
            groups.units.extend(same.iter().map(|&(_, unit)| unit));
            groups.ends.push(u32::try_from(groups.units.len()).unwrap_or(u32::MAX));
        }
        groups
    }

    fn sum(&self, one: &[f64], other: &[f64]) -> f64 {
        let products = one.iter().zip(other).map(|(one, other)| one * other);
        let alone = products.zip(&self.alone).map(|(own, &times)| own * f64::from(times));
        let (mut total, mut start) = (alone.sum::<f64>(), 0);
        for &end in &self.ends {
            let (mut first, mut second) = (0.0, 0.0);
            for &unit in &self.units[start..end as usize] {
                first += one[unit as usize];
                second += other[unit as usize];
            }
            total += first * second;
            start = end as usize;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_over_all_couples_that_share_somebody() {
        let units: [&[u32]; 7] = [&[0, 1], &[2, 3], &[0, 2, 1], &[1, 0], &[3], &[4, 2, 0], &[5]];
        let units = units.map(|unit| unit.iter().copied().map(Person).collect::<Vec<_>>());
        let one = [0.5, -1.0, 2.0, 0.25, 3.0, -0.75, 1.5];
        let other = [1.0, 0.0, -2.0, 4.0, 0.5, 1.25, -1.0];
        let mut expected = 0.0;
        for (p, first) in units.iter().enumerate() {
            for (q, second) in units.iter().enumerate() {
                if first.iter().any(|person| second.contains(person)) {
                    expected += one[p] * other[q];
                }
            }
        }
        let weights = |numbers: [f64; 7]| {
            let mut weights = Weights::new(units.len(), 6);
            for (unit, number) in numbers.into_iter().enumerate() {
                weights.put(unit, &units[unit], number);
            }
            weights
        };
        let sharing = Sharing::of(units.iter().map(Vec::as_slice));
        let sum = sharing.sum(&weights(one), &weights(other));
        assert!((sum - expected).abs() < 1e-12);
    }
}
