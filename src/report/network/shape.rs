//! The size of a network, the parts it falls into, and how close-knit it is.

use std::ops::Range;

use petgraph::unionfind::UnionFind;

use super::super::graph::Graph;
use super::super::share::{mean, ratio};

/// The plain figures of a network; rates are absent where there is nothing to divide by.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// People.
    pub nodes: usize,
    /// Connections.
    pub edges: usize,
    /// People without any connection.
    pub isolates: usize,
    /// Parts that hang together, isolates included.
    pub components: usize,
    /// The sizes of the parts of at least two people, largest first.
    pub component_sizes: Vec<usize>,
    /// People in the largest part; 1 when nobody is connected, 0 without people.
    pub largest_component: usize,
    /// The largest part, of all people.
    pub largest_share: Option<f64>,
    /// Connections, of all that are possible.
    pub density: Option<f64>,
    /// Connections per person.
    pub mean_degree: Option<f64>,
    /// How many people have 0, 1, 2, … connections.
    pub degrees: Vec<usize>,
    /// The mean over all people of the connections among one's partners, of all that are possible
    /// among them; people with fewer than two partners count as 0 (D. J. Watts and S. H. Strogatz,
    /// "Collective dynamics of small-world networks", Nature 393, 1998).
    pub clustering: Option<f64>,
    /// Closed triangles, of all two connections that meet in a person.
    pub transitivity: Option<f64>,
}

impl Shape {
    /// The figures of a graph; cost nearly linear in the edges while people have tens of
    /// partners.
    pub(super) fn of(graph: &Graph) -> Self {
        let mut growing = Growing::into(graph);
        graph.edges().for_each(|(a, b)| growing.add(a, b));
        growing.shape(graph.nodes())
    }

    /// The most connections of one person.
    pub fn max_degree(&self) -> usize {
        self.degrees.len().saturating_sub(1)
    }
}

/// A network to which one edge after another is added; its shape can be asked for in between.
pub(super) struct Growing<'g> {
    /// What it will be in the end, which tells how much room the neighbours of each node need.
    grown: &'g Graph,
    /// The neighbours of each node in the order in which they came, where they stand in `grown`.
    neighbours: Vec<u32>,
    /// How many each node has by now.
    degrees: Vec<u32>,
    edges: u32,
    /// The closed triangles around each node.
    triangles: Vec<usize>,
    parts: UnionFind<u32>,
    /// The last edge, from 1, at which each node was found beside its first end.
    marked: Vec<u32>,
}

impl<'g> Growing<'g> {
    /// The nodes of a graph without any of its edges.
    pub(super) fn into(grown: &'g Graph) -> Self {
        let nodes = grown.len();
        Self {
            grown,
            neighbours: vec![0; 2 * grown.edge_count()],
            degrees: vec![0; nodes],
            edges: 0,
            triangles: vec![0; nodes],
            parts: UnionFind::new(nodes),
            marked: vec![0; nodes],
        }
    }

    fn degree(&self, node: u32) -> usize {
        self.degrees[node as usize] as usize
    }

    /// Where the neighbours that a node has by now stand.
    fn places(&self, node: u32) -> Range<usize> {
        let start = self.grown.places(node).start;
        start..start + self.degree(node)
    }

    fn add_neighbour(&mut self, node: u32, neighbour: u32) {
        let place = self.places(node).end;
        self.neighbours[place] = neighbour;
        self.degrees[node as usize] += 1;
    }

    /// Adds an edge of the graph that is not there yet, and closes the triangles whose last one it
    /// is: cost linear in the neighbours of its two ends.
    pub(super) fn add(&mut self, a: u32, b: u32) {
        self.edges += 1;
        self.parts.union(a, b);
        let [of_a, of_b] = [a, b].map(|node| self.places(node));
        for &c in &self.neighbours[of_a] {
            self.marked[c as usize] = self.edges;
        }
        for &c in &self.neighbours[of_b] {
            if self.marked[c as usize] == self.edges {
                for corner in [a, b, c] {
                    self.triangles[corner as usize] += 1;
                }
            }
        }
        self.add_neighbour(a, b);
        self.add_neighbour(b, a);
    }

    /// The figures of what is there by now, with `nodes` the ascending ones that count; all
    /// others have no edge yet. Cost nearly linear in the nodes.
    pub(super) fn shape(&self, nodes: impl Iterator<Item = u32>) -> Shape {
        let (mut degrees, mut local, mut around) = (Vec::new(), Vec::new(), 0);
        for node in nodes {
            let degree = self.degree(node);
            if degrees.len() <= degree {
                degrees.resize(degree + 1, 0);
            }
            degrees[degree] += 1;
            around += possible(degree);
            local.push(ratio(self.triangles[node as usize], possible(degree)).unwrap_or(0.0));
        }
        let (nodes, edges) = (local.len(), self.edges as usize);
        let isolates = degrees.first().copied().unwrap_or(0);
        let component_sizes = component_sizes(self.parts.clone());
        let alone = usize::from(nodes > 0);
        let largest_component = component_sizes.first().copied().unwrap_or(alone);
        Shape {
            nodes,
            edges,
            isolates,
            components: isolates + component_sizes.len(),
            component_sizes,
            largest_component,
            largest_share: ratio(largest_component, nodes),
            density: ratio(edges, possible(nodes)),
            mean_degree: ratio(2 * edges, nodes),
            degrees,
            clustering: mean(&local),
            transitivity: ratio(self.triangles.iter().sum(), around),
        }
    }
}

/// How many couples there are among some.
fn possible(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

/// The sizes of the parts of at least two nodes, largest first.
fn component_sizes(parts: UnionFind<u32>) -> Vec<usize> {
    let mut sizes = vec![0; parts.len()];
    for part in parts.into_labeling() {
        sizes[part as usize] += 1;
    }
    sizes.retain(|&size| size > 1);
    sizes.shrink_to_fit();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail_and_a_loner() {
        let graph = Graph::new(5, [(0, 1), (0, 2), (1, 2), (2, 3)]);
        let shape = Shape::of(&graph);
        assert_eq!((shape.isolates, shape.components, shape.largest_component), (1, 2, 4));
        assert_eq!(shape.degrees, [1, 1, 2, 1]);
        assert_eq!(shape.clustering, Some((1.0 + 1.0 + 1.0 / 3.0) / 5.0));
        assert_eq!(shape.transitivity, Some(3.0 / 5.0));
        assert_eq!(shape.density, Some(0.4));
    }

    #[test]
    fn a_network_of_nobody_has_no_rates() {
        let shape = Shape::of(&Graph::new(0, []));
        assert_eq!((shape.components, shape.largest_component, shape.max_degree()), (0, 0, 0));
        assert_eq!((shape.density, shape.clustering, shape.largest_share), (None, None, None));
    }
}
