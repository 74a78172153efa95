//! A plain undirected graph of numbers, packed for quick walks.

use std::ops::Range;

/// Nodes `0..len`, each with its neighbours in ascending order.
#[derive(Debug)]
pub struct Graph {
    /// Where the neighbours of each node begin; one entry more than there are nodes.
    starts: Vec<usize>,
    neighbours: Vec<u32>,
}

impl Graph {
    /// A graph from edges in ascending order, each once, the lower node first. They are gone
    /// through three times.
    pub fn new<E>(nodes: usize, edges: E) -> Self
    where
        E: IntoIterator<Item = (u32, u32), IntoIter: Clone>,
    {
        let edges = edges.into_iter();
        let mut starts = vec![0; nodes + 1];
        for (a, b) in edges.clone() {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; starts[nodes]];
        let mut put = |at: u32, neighbour: u32| {
            neighbours[next[at as usize]] = neighbour;
            next[at as usize] += 1;
        };
        // Lower neighbours first, then higher ones: with ascending edges both come in order.
        for (a, b) in edges.clone() {
            put(b, a);
        }
        for (a, b) in edges {
            put(a, b);
        }
        Self { starts, neighbours }
    }

    /// A graph from links in any order, some of them perhaps twice; loops are ignored.
    ///
    /// # Panics
    /// When a link names a node that is not there.
    pub fn of_links(nodes: usize, links: &[(u32, u32)]) -> Self {
        let links = links.iter().filter(|(a, b)| a != b);
        let mut edges: Vec<_> = links.map(|&(a, b)| (a.min(b), a.max(b))).collect();
        edges.sort_unstable();
        edges.dedup();
        Self::new(nodes, edges.iter().copied())
    }

    /// How many nodes.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many edges.
    pub fn edge_count(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// The neighbours of a node, ascending.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        &self.neighbours[self.places(node)]
    }

    /// Where the neighbours of a node stand among those of all nodes.
    pub fn places(&self, node: u32) -> Range<usize> {
        let node = node as usize;
        self.starts[node]..self.starts[node + 1]
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: u32) -> usize {
        self.neighbours(node).len()
    }

    /// All nodes.
    pub fn nodes(&self) -> impl Iterator<Item = u32> + use<> {
        (0u32..).take(self.len())
    }

    /// All edges, the lower node first.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> {
        self.nodes()
            .flat_map(|a| self.neighbours(a).iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
    }

    /// The connected parts, the largest first, equal ones by their lowest node; nodes ascending.
    pub fn parts(&self) -> Vec<Vec<u32>> {
        let mut placed = vec![false; self.len()];
        let mut search = Search::new(self);
        let mut parts = Vec::new();
        for start in self.nodes() {
            if placed[start as usize] {
                continue;
            }
            search.from(start, self);
            let mut part = search.reached.clone();
            for &node in &part {
                placed[node as usize] = true;
            }
            part.sort_unstable();
            parts.push(part);
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    /// A connected part as a graph of its own, its nodes numbered in the order given.
    ///
    /// `position` is scratch space, as long as the graph.
    #[must_use]
    pub fn part(&self, nodes: &[u32], position: &mut [u32]) -> Self {
        for (new, &old) in (0..).zip(nodes) {
            position[old as usize] = new;
        }
        let mut starts = vec![0];
        let mut neighbours = Vec::new();
        for &old in nodes {
            neighbours.extend(self.neighbours(old).iter().map(|&to| position[to as usize]));
            starts.push(neighbours.len());
        }
        Self { starts, neighbours }
    }
}

/// A search outwards from one node after another, which reuses its memory.
#[derive(Debug)]
pub struct Search {
    /// The steps to each node, [`Search::UNREACHED`] for those in other parts.
    pub steps: Vec<u32>,
    /// The nodes reached, nearest first.
    pub reached: Vec<u32>,
}

impl Search {
    /// Stands for the distance of what cannot be reached.
    pub const UNREACHED: u32 = u32::MAX;

    /// Ready for a graph.
    pub fn new(graph: &Graph) -> Self {
        Self { steps: vec![Self::UNREACHED; graph.len()], reached: Vec::new() }
    }

    /// Breadth first from a source; cost linear in the part that is reached.
    pub fn from(&mut self, source: u32, graph: &Graph) {
        for node in self.reached.drain(..) {
            self.steps[node as usize] = Self::UNREACHED;
        }
        self.steps[source as usize] = 0;
        self.reached.push(source);
        let mut next = 0;
        while let Some(&node) = self.reached.get(next) {
            next += 1;
            let steps = self.steps[node as usize] + 1;
            for &neighbour in graph.neighbours(node) {
                let known = &mut self.steps[neighbour as usize];
                if *known == Self::UNREACHED {
                    *known = steps;
                    self.reached.push(neighbour);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_largest_first_and_keep_their_links() {
        let graph = Graph::of_links(7, &[(0, 6), (5, 2), (2, 3), (3, 2), (4, 4)]);
        let parts = graph.parts();
        assert_eq!(parts, [vec![2, 3, 5], vec![0, 6], vec![1], vec![4]]);
        let part = graph.part(&parts[0], &mut [0; 7]);
        assert_eq!(part.edges().collect::<Vec<_>>(), [(0, 1), (0, 2)]);
        let mut search = Search::new(&part);
        search.from(1, &part);
        assert_eq!(search.steps, [1, 0, 2]);
        let mut search = Search::new(&graph);
        search.from(1, &graph);
        assert_eq!(search.steps[0], Search::UNREACHED);
    }
}
