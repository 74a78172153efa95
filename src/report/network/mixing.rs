//! Whether conversations cross the borders of organisations, sectors and regions.

use std::collections::HashMap;

use crate::domain::{Person, Trait};

use super::super::graph::Graph;
use super::super::history::History;
use super::super::share::ratio;

/// Connections within and across the groups of one trait. People of whom the trait is not known,
/// and their connections, are left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mixing {
    /// Connections between different groups.
    pub external: usize,
    /// Connections within one group.
    pub internal: usize,
    /// External less internal, of all: -1 is only within, 1 is only across (D. Krackhardt and
    /// R. N. Stern, "Informal networks and organizational crises", Social Psychology Quarterly
    /// 51, 1988).
    pub ei_index: Option<f64>,
    /// The index that random pairing of these people would give on average.
    pub expected: Option<f64>,
    /// The same as a correlation: 1 is only within, 0 is as by chance (M. E. J. Newman, "Mixing
    /// patterns in networks", Physical Review E 67, 2003, equation 2).
    pub assortativity: Option<f64>,
}

impl Mixing {
    /// The mixing of a network by a trait; cost linear in people and connections.
    pub(super) fn of(what: Trait, history: &History<'_>, people: &[Person], graph: &Graph) -> Self {
        let roster = &history.programme.roster;
        let mut numbers = HashMap::new();
        let group = |person: &Person| match what.of(roster.get(*person)) {
            "" => None,
            name => {
                let next = numbers.len();
                Some(*numbers.entry(name).or_insert(next))
            }
        };
        let groups: Vec<Option<usize>> = people.iter().map(group).collect();
        let mut sizes = vec![0usize; numbers.len()];
        groups.iter().flatten().for_each(|&group| sizes[group] += 1);
        let mut ends = vec![0usize; numbers.len()];
        let (mut external, mut internal) = (0, 0);
        for (a, b) in graph.edges() {
            if let (Some(a), Some(b)) = (groups[a as usize], groups[b as usize]) {
                *(if a == b { &mut internal } else { &mut external }) += 1;
                ends[a] += 1;
                ends[b] += 1;
            }
        }
        let inside = ratio(internal, internal + external);
        Self {
            external,
            internal,
            ei_index: inside.map(|inside| 1.0 - 2.0 * inside),
            expected: expected(&sizes),
            assortativity: inside.and_then(|inside| assortativity(inside, &ends)),
        }
    }
}

/// 1 - 2 Σ s(s-1) / n(n-1) over groups of s people, n in all.
fn expected(sizes: &[usize]) -> Option<f64> {
    let couples = |count: usize| count * count.saturating_sub(1);
    let within = ratio(sizes.iter().copied().map(couples).sum(), couples(sizes.iter().sum()));
    within.map(|within| 1.0 - 2.0 * within)
}

/// From the share of connections within groups and the connections that end in each group.
fn assortativity(inside: f64, ends: &[usize]) -> Option<f64> {
    let all = ends.iter().sum::<usize>() as f64;
    let chance: f64 = ends.iter().map(|&ends| (ends * ends) as f64).sum::<f64>() / (all * all);
    let room = 1.0 - chance;
    (room > 1e-12).then(|| (inside - chance) / room)
}

/// The correlation of the degrees at both ends of the edges, each taken in both directions.
pub(super) fn degree_assortativity(graph: &Graph) -> Option<f64> {
    let degree = |node| graph.degree(node) as f64;
    let ends = 2.0 * graph.edge_count() as f64;
    let sum: f64 = graph.nodes().map(|node| degree(node) * degree(node)).sum();
    let squares: f64 = graph.nodes().map(|node| degree(node) * degree(node) * degree(node)).sum();
    let products: f64 = graph.edges().map(|(a, b)| 2.0 * degree(a) * degree(b)).sum();
    if ends == 0.0 {
        return None;
    }
    let mean = sum / ends;
    let variance = squares / ends - mean * mean;
    (variance > 1e-12).then(|| (products / ends - mean * mean) / variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_mixing_of_two_equal_groups() {
        assert_eq!(expected(&[2, 2]), Some(1.0 - 2.0 * 4.0 / 12.0));
        assert_eq!(expected(&[1]), None);
        assert_eq!(assortativity(1.0, &[4]), None);
        assert_eq!(assortativity(0.0, &[2, 2]), Some(-1.0));
    }

    #[test]
    fn a_star_joins_the_popular_with_the_others() {
        let star = Graph::new(4, [(0, 1), (0, 2), (0, 3)]);
        assert!((degree_assortativity(&star).unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(degree_assortativity(&Graph::new(2, [(0, 1)])), None);
    }
}
