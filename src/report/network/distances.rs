//! How far people are apart: over how many others a word would have to travel.

use super::super::graph::Graph;

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
    /// [`MOST_EXACT`] people, else from [`SOURCES`]. Cost: steps times edges for every 64 people
    /// from whom they are measured.
    pub(super) fn of(graph: &Graph) -> Self {
        let parts = graph.parts();
        let largest = parts.first().map_or(&[][..], Vec::as_slice);
        if largest.len() <= MOST_EXACT {
            return Self::exact(graph, &parts);
        }
        let sources: Vec<_> = (0..SOURCES).map(|i| largest[i * largest.len() / SOURCES]).collect();
        let mut ways = Ways::default();
        ways.add_from(&sources, graph);
        Self { mean: ways.mean(), diameter: ways.greatest(), efficiency: None, basis: Basis::Some }
    }

    /// Measured from everybody; of several parts as large, the one in which people are furthest
    /// apart on average.
    fn exact(graph: &Graph, parts: &[Vec<u32>]) -> Self {
        let (mut widest, mut all) = (Ways::default(), Ways::default());
        let mut position = vec![0; graph.len()];
        for nodes in parts.iter().take_while(|nodes| nodes.len() > 1) {
            let part = graph.part(nodes, &mut position);
            let mut ways = Ways::default();
            for sources in part.nodes().collect::<Vec<_>>().chunks(SOURCES) {
                ways.add_from(sources, &part);
            }
            all.add(&ways);
            let width = |ways: &Ways| (ways.steps(), ways.greatest());
            if nodes.len() == parts[0].len() && width(&ways) > width(&widest) {
                widest = ways;
            }
        }
        let possible = graph.len() as f64 * (graph.len() as f64 - 1.0);
        let efficiency = (graph.len() > 1).then(|| all.inverse() / possible);
        Self {
            mean: widest.mean(),
            diameter: widest.greatest(),
            efficiency,
            basis: Basis::Everybody,
        }
    }
}

/// How many ways there are of each length, from 1: from a person to another who can be reached.
#[derive(Debug, Default, PartialEq, Eq)]
struct Ways(Vec<u64>);

impl Ways {
    /// Adds the ways from up to 64 sources.
    ///
    /// One search serves them all: a word holds a bit for each source that has reached a node
    /// (M. Then and others, "The more the merrier: efficient multi-source graph traversal",
    /// Proceedings of the VLDB Endowment 8, 2014).
    fn add_from(&mut self, sources: &[u32], graph: &Graph) {
        let mut spreading = Spreading::from(sources, graph.len());
        for length in 0.. {
            match spreading.step(graph) {
                0 => break,
                ways => self.add_of(length, ways),
            }
        }
    }

    fn add(&mut self, others: &Self) {
        others.0.iter().enumerate().for_each(|(length, &ways)| self.add_of(length, ways));
    }

    /// The lengths are counted from 0 here.
    fn add_of(&mut self, length: usize, ways: u64) {
        self.0.resize(self.0.len().max(length + 1), 0);
        self.0[length] += ways;
    }

    /// The lengths of all together.
    fn steps(&self) -> u64 {
        (1..).zip(&self.0).map(|(length, ways)| length * ways).sum()
    }

    /// The sum of 1/length.
    fn inverse(&self) -> f64 {
        (1u32..).zip(&self.0).map(|(length, &ways)| ways as f64 / f64::from(length)).sum()
    }

    fn mean(&self) -> Option<f64> {
        self.greatest().map(|_| self.steps() as f64 / self.0.iter().sum::<u64>() as f64)
    }

    fn greatest(&self) -> Option<u32> {
        u32::try_from(self.0.len()).ok().filter(|&length| length > 0)
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
    use super::super::super::graph::Search;
    use super::*;

    #[test]
    fn a_path_of_four_beside_a_pair() {
        let distances = Distances::of(&Graph::new(6, [(0, 1), (1, 2), (2, 3), (4, 5)]));
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
        let distances = Distances::of(&Graph::new(5000, edges));
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
        let graph = Graph::new(300, edges);
        let sources: Vec<_> = (0..63).map(|i| i * 4).chain([299]).collect();
        let (mut search, mut singly) = (Search::new(&graph), Ways::default());
        for &source in &sources {
            search.from(source, &graph);
            let steps = search.reached[1..].iter().map(|&node| search.steps[node as usize]);
            steps.for_each(|steps| singly.add_of(steps as usize - 1, 1));
        }
        let mut at_once = Ways::default();
        at_once.add_from(&sources, &graph);
        assert_eq!(at_once, singly);
    }

    #[test]
    fn strangers_have_no_distance() {
        let distances = Distances::of(&Graph::new(3, []));
        assert_eq!((distances.mean, distances.diameter), (None, None));
        assert_eq!(Distances::of(&Graph::new(0, [])).efficiency, None);
    }
}
