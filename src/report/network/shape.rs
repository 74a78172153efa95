//! The size of a network, the parts it falls into, and how close-knit it is.

use petgraph::unionfind::UnionFind;

use super::super::share::{mean, ratio};
use super::graph::Graph;

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
        let nodes = graph.len();
        let degrees = degrees(graph);
        let isolates = degrees.first().copied().unwrap_or(0);
        let component_sizes = component_sizes(graph);
        let alone = usize::from(nodes > 0);
        let largest_component = component_sizes.first().copied().unwrap_or(alone);
        let triangles = triangles(graph);
        let around = |node: u32| possible(graph.degree(node));
        let local = graph.nodes().zip(&triangles);
        let local: Vec<_> =
            local.map(|(node, &closed)| ratio(closed, around(node)).unwrap_or(0.0)).collect();
        Self {
            nodes,
            edges: graph.edge_count(),
            isolates,
            components: isolates + component_sizes.len(),
            component_sizes,
            largest_component,
            largest_share: ratio(largest_component, nodes),
            density: ratio(graph.edge_count(), possible(nodes)),
            mean_degree: ratio(2 * graph.edge_count(), nodes),
            degrees,
            clustering: mean(&local),
            transitivity: ratio(triangles.iter().sum(), graph.nodes().map(around).sum()),
        }
    }

    /// The most connections of one person.
    pub fn max_degree(&self) -> usize {
        self.degrees.len().saturating_sub(1)
    }
}

/// How many couples there are among some.
fn possible(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

fn degrees(graph: &Graph) -> Vec<usize> {
    let mut counts = Vec::new();
    for node in graph.nodes() {
        let degree = graph.degree(node);
        if counts.len() <= degree {
            counts.resize(degree + 1, 0);
        }
        counts[degree] += 1;
    }
    counts
}

fn component_sizes(graph: &Graph) -> Vec<usize> {
    let mut parts = UnionFind::<u32>::new(graph.len());
    for (a, b) in graph.edges() {
        parts.union(a, b);
    }
    let mut sizes = vec![0; graph.len()];
    for part in parts.into_labeling() {
        sizes[part as usize] += 1;
    }
    sizes.retain(|&size| size > 1);
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes
}

/// The closed triangles around each node: for each node its neighbours are marked, and those of
/// its neighbours are looked up among the marks.
fn triangles(graph: &Graph) -> Vec<usize> {
    let mut corners = vec![0; graph.len()];
    let mut marked = vec![u32::MAX; graph.len()];
    for a in graph.nodes() {
        let neighbours = graph.neighbours(a);
        for &b in neighbours {
            marked[b as usize] = a;
        }
        // Only corners in ascending order, so that each triangle is found once.
        for &b in neighbours.iter().filter(|&&b| b > a) {
            for &c in graph.neighbours(b).iter().rev().take_while(|&&c| c > b) {
                if marked[c as usize] == a {
                    for corner in [a, b, c] {
                        corners[corner as usize] += 1;
                    }
                }
            }
        }
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail_and_a_loner() {
        let graph = Graph::new(5, &[(0, 1), (0, 2), (1, 2), (2, 3)]);
        let shape = Shape::of(&graph);
        assert_eq!((shape.isolates, shape.components, shape.largest_component), (1, 2, 4));
        assert_eq!(shape.degrees, [1, 1, 2, 1]);
        assert_eq!(shape.clustering, Some((1.0 + 1.0 + 1.0 / 3.0) / 5.0));
        assert_eq!(shape.transitivity, Some(3.0 / 5.0));
        assert_eq!(shape.density, Some(0.4));
    }

    #[test]
    fn a_network_of_nobody_has_no_rates() {
        let shape = Shape::of(&Graph::new(0, &[]));
        assert_eq!((shape.components, shape.largest_component, shape.max_degree()), (0, 0, 0));
        assert_eq!((shape.density, shape.clustering, shape.largest_share), (None, None, None));
    }
}
