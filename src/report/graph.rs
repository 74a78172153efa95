//! A plain undirected graph of numbers, packed for quick walks.

/// Nodes `0..len`, each with its neighbours in ascending order.
#[derive(Debug)]
pub struct Graph {
    /// Where the neighbours of each node begin; one entry more than there are nodes.
    starts: Vec<usize>,
    neighbours: Vec<u32>,
}

impl Graph {
    /// A graph from edges in ascending order, each once, the lower node first.
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for &(a, b) in edges {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; edges.len() * 2];
        let mut put = |at: u32, neighbour: u32| {
            neighbours[next[at as usize]] = neighbour;
            next[at as usize] += 1;
        };
        // Lower neighbours first, then higher ones: with ascending edges both come in order.
        for &(a, b) in edges {
            put(b, a);
        }
        for &(a, b) in edges {
            put(a, b);
        }
        Self { starts, neighbours }
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
        let node = node as usize;
        &self.neighbours[self.starts[node]..self.starts[node + 1]]
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
