//! How far people are apart: over how many others a word would have to travel.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use super::super::graph::{Graph, Search};

/// Up to this many people in the largest part, distances are measured from every one of them.
pub const MOST_EXACT: usize = 4096;

/// From this many people distances are measured in larger parts.
pub const SOURCES: usize = u64::BITS as usize;

/// Distances within the largest part of a network, in steps; absent when nobody is connected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distances {
    /// The mean over all two people of the largest part, or over those measured.
    pub mean: Option<f64>,
    /// The greatest distance; a lower bound when only some were measured.
    pub diameter: Option<u32>,
    /// The mean over all two people of the whole network of 1/distance, 0 for those who cannot
    /// reach each other (V. Latora and M. Marchiori, "Efficient behavior of small-world
    /// networks", Physical Review Letters 87, 2001); only when measured from everybody.
    pub efficiency: Option<f64>,
    /// From whom distances were measured.
    pub basis: Basis,
}

/// From whom distances were measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// From everybody.
    Everybody,
    /// From [`SOURCES`] people, evenly spaced through the largest part in the order of the
    /// roster, to everybody in it.
    Some,
    /// Not at all.
    Unmeasured,
}

impl Distances {
    /// Nothing is known.
    pub(super) const UNMEASURED: Self =
        Self { mean: None, diameter: None, efficiency: None, basis: Basis::Unmeasured };

    /// The distances of a network, measured from everybody while the largest part has at most
    /// [`MOST_EXACT`] people, else from [`SOURCES`]. Cost: sources times edges, or much
    /// less in the second case.
    pub(super) fn of(graph: &Graph) -> Self {
        let parts = Parts::of(graph);
        if parts.largest <= MOST_EXACT {
            return Self::exact(graph, &parts);
        }
        let one = graph.nodes().find(|&node| parts.is_largest(node)).map(|node| parts.label(node));
        let largest: Vec<_> =
            graph.nodes().filter(|&node| Some(parts.label(node)) == one).collect();
        let sources: Vec<_> = (0..SOURCES).map(|i| largest[i * largest.len() / SOURCES]).collect();
        let sums = Sums::from_each(&sources, graph);
        Self { mean: sums.mean(), diameter: sums.greatest, efficiency: None, basis: Basis::Some }
    }

    /// Measured from everybody; of several parts as large, the one in which people are furthest
    /// apart on average.
    fn exact(graph: &Graph, parts: &Parts) -> Self {
        let mut largest: BTreeMap<u32, Sums> = BTreeMap::new();
        let mut inverse = 0.0;
        let mut search = Search::new(graph);
        for source in graph.nodes().filter(|&node| graph.degree(node) > 0) {
            search.from(source, graph);
            let mut sums = Sums::default();
            sums.add(&search);
            inverse += sums.inverse;
            if parts.is_largest(source) {
                largest.entry(parts.label(source)).or_default().add(&search);
            }
        }
        let widest = largest.into_values().max_by_key(|sums| (sums.steps, sums.greatest));
        let sums = widest.unwrap_or_default();
        let possible = graph.len() as f64 * (graph.len() as f64 - 1.0);
        let efficiency = (graph.len() > 1).then(|| inverse / possible);
        Self { mean: sums.mean(), diameter: sums.greatest, efficiency, basis: Basis::Everybody }
    }
}

/// The parts of a network.
struct Parts {
    labels: Vec<u32>,
    sizes: Vec<usize>,
    /// The size of the largest part.
    largest: usize,
}

impl Parts {
    fn of(graph: &Graph) -> Self {
        let mut parts = UnionFind::<u32>::new(graph.len());
        for (a, b) in graph.edges() {
            parts.union(a, b);
        }
        let labels = parts.into_labeling();
        let mut sizes = vec![0; graph.len()];
        for &part in &labels {
            sizes[part as usize] += 1;
        }
        let largest = sizes.iter().copied().max().unwrap_or(0);
        Self { labels, sizes, largest }
    }

    /// The name of the part of a node.
    fn label(&self, node: u32) -> u32 {
        self.labels[node as usize]
    }

    /// Whether no part is larger than that of a node.
    fn is_largest(&self, node: u32) -> bool {
        self.sizes[self.label(node) as usize] == self.largest
    }
}

/// Sums over ordered couples of different people who can reach each other.
#[derive(Default)]
struct Sums {
    couples: u64,
    steps: u64,
    inverse: f64,
    greatest: Option<u32>,
}

impl Sums {
    /// The sums over all ways from up to 64 sources, but for the inverse distances.
    ///
    /// One search serves them all: a word holds a bit for each source that has reached a node
    /// (M. Then and others, "The more the merrier: efficient multi-source graph traversal",
    /// Proceedings of the VLDB Endowment 8, 2014).
    fn from_each(sources: &[u32], graph: &Graph) -> Self {
        let mut sums = Self::default();
        let mut spreading = Spreading::from(sources, graph.len());
        for steps in 1.. {
            let couples = spreading.step(graph);
            if couples == 0 {
                break;
            }
            sums.couples += couples;
            sums.steps += couples * u64::from(steps);
            sums.greatest = Some(steps);
        }
        sums
    }

    fn add(&mut self, search: &Search) {
        for &node in search.reached.iter().skip(1) {
            let steps = search.steps[node as usize];
            self.couples += 1;
            self.steps += u64::from(steps);
            self.inverse += 1.0 / f64::from(steps);
            self.greatest = self.greatest.max(Some(steps));
        }
    }

    fn mean(&self) -> Option<f64> {
        (self.couples > 0).then(|| self.steps as f64 / self.couples as f64)
    }
}

/// Words on their way from up to 64 sources, a bit for each.
struct Spreading {
    /// The bits of all sources.
    all: u64,
    /// What has reached each node, and what of it in the last step.
    seen: Vec<u64>,
    arrived: Vec<u64>,
    /// Those that something reached in the last step.
    front: Vec<u32>,
    /// For the next step; nothing but zeros between steps.
    next: Vec<u64>,
}

impl Spreading {
    fn from(sources: &[u32], nodes: usize) -> Self {
        let mut seen = vec![0u64; nodes];
        for (bit, &source) in sources.iter().enumerate() {
            seen[source as usize] = 1 << bit;
        }
        let all = seen.iter().fold(0, |all, bits| all | bits);
        Self { all, arrived: seen.clone(), seen, front: sources.to_vec(), next: vec![0; nodes] }
    }

    /// One step further, and how many words reached how many nodes by it.
    fn step(&mut self, graph: &Graph) -> u64 {
        // Where many tell, it is less work to ask those who have not heard everything yet
        // (S. Beamer, K. Asanović and D. Patterson, "Direction-optimizing breadth-first search",
        // Supercomputing 2012).
        let many_tell = self.front.len() > graph.len() / 8;
        let front = if many_tell { self.ask(graph) } else { self.tell(graph) };
        std::mem::swap(&mut self.arrived, &mut self.next);
        self.front = front;
        self.front.iter().map(|&node| u64::from(self.arrived[node as usize].count_ones())).sum()
    }

    fn tell(&mut self, graph: &Graph) -> Vec<u32> {
        let mut further = Vec::new();
        for &node in &self.front {
            let here = std::mem::take(&mut self.arrived[node as usize]);
            for &neighbour in graph.neighbours(node) {
                let at = neighbour as usize;
                let new = here & !self.seen[at];
                if new != 0 {
                    if self.next[at] == 0 {
                        further.push(neighbour);
                    }
                    self.next[at] |= new;
                    self.seen[at] |= new;
                }
            }
        }
        further
    }

    fn ask(&mut self, graph: &Graph) -> Vec<u32> {
        let mut further = Vec::new();
        for node in graph.nodes() {
            let at = node as usize;
            let (missing, mut new) = (self.all & !self.seen[at], 0);
            for &neighbour in graph.neighbours(node) {
                if new == missing {
                    break;
                }
                new |= self.arrived[neighbour as usize] & missing;
            }
            if new != 0 {
                further.push(node);
                self.next[at] = new;
                self.seen[at] |= new;
            }
        }
        self.arrived.fill(0);
        further
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_four_beside_a_pair() {
        let distances = Distances::of(&Graph::new(6, &[(0, 1), (1, 2), (2, 3), (4, 5)]));
        assert_eq!(distances.mean, Some(10.0 / 6.0));
        assert_eq!(distances.diameter, Some(3));
        let expected = 2.0 * (3.0 + 2.0 / 2.0 + 1.0 / 3.0 + 1.0) / 30.0;
        assert!((distances.efficiency.unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn a_long_ring_is_measured_from_some_and_says_so() {
        let nodes = 5000u32;
        let mut edges: Vec<_> = (1..nodes).map(|node| (node - 1, node)).collect();
        edges.push((0, nodes - 1));
        edges.sort_unstable();
        let distances = Distances::of(&Graph::new(5000, &edges));
        assert_eq!((distances.basis, distances.diameter), (Basis::Some, Some(2500)));
        assert!((distances.mean.unwrap() - 2500.0 * 2500.0 / 4999.0).abs() < 1e-9);
    }

    #[test]
    fn one_search_from_many_finds_what_many_searches_find() {
        // Everybody beside the next, and beside somebody far away; the last ten are apart.
        let mut edges: Vec<_> =
            (0..290).flat_map(|a| [(a, (a + 1) % 290), (a, a * 37 % 290)]).collect();
        edges.extend((290..299).map(|a| (a, a + 1)));
        edges.retain(|(a, b)| a != b);
        for edge in &mut edges {
            *edge = (edge.0.min(edge.1), edge.0.max(edge.1));
        }
        edges.sort_unstable();
        edges.dedup();
        let graph = Graph::new(300, &edges);
        let sources: Vec<_> = (0..63).map(|i| i * 4).chain([299]).collect();
        let (mut search, mut sums) = (Search::new(&graph), Sums::default());
        for &source in &sources {
            search.from(source, &graph);
            sums.add(&search);
        }
        let at_once = Sums::from_each(&sources, &graph);
        assert_eq!(
            (at_once.couples, at_once.steps, at_once.greatest),
            (sums.couples, sums.steps, sums.greatest)
        );
    }

    #[test]
    fn strangers_have_no_distance() {
        let distances = Distances::of(&Graph::new(3, &[]));
        assert_eq!((distances.mean, distances.diameter), (None, None));
        assert_eq!(Distances::of(&Graph::new(0, &[])).efficiency, None);
    }
}
