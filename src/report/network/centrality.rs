//! Who and what holds a network together.

use crate::domain::Person;

use super::super::graph::{Graph, Search};

/// Up to this many people the shortest ways are counted: the cost grows with their square.
pub const MOST_NODES: usize = 4096;

/// How many of them are named.
const NAMED: usize = 10;

/// Somebody through whom shortest ways between others lead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoBetween {
    /// Who.
    pub person: Person,
    /// The share of the shortest ways between two others that lead through them, summed over all
    /// two others and divided by the number of these: betweenness, between 0 and 1.
    pub betweenness: f64,
}

/// The connections and the people without which a part would fall apart, counted.
///
/// One search that goes as deep as it can, and notes how far back each branch leads (J. Hopcroft
/// and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", Communications of
/// the ACM 16, 1973).
pub(super) fn cuts(graph: &Graph) -> (usize, usize) {
    let mut deep = Deep { entered: vec![0; graph.len()], back: vec![0; graph.len()], count: 0 };
    let (mut bridges, mut is_cut) = (0, vec![false; graph.len()]);
    for root in graph.nodes() {
        if deep.entered[root as usize] > 0 {
            continue;
        }
        // The way to where the search is, with how many neighbours of each were looked at.
        let (mut way, mut branches) = (vec![(deep.enter(root), 0)], 0);
        while let Some((node, looked)) = way.last_mut() {
            let node = *node;
            if let Some(&next) = graph.neighbours(node).get(*looked) {
                *looked += 1;
                let from = way.len().checked_sub(2).map(|above| way[above].0);
                if deep.entered[next as usize] == 0 {
                    branches += usize::from(node == root);
                    way.push((deep.enter(next), 0));
                } else if Some(next) != from {
                    deep.leads_back(node, deep.entered[next as usize]);
                }
                continue;
            }
            way.pop();
            if let Some(&(above, _)) = way.last() {
                let (back, entered) = (deep.back[node as usize], deep.entered[above as usize]);
                deep.leads_back(above, back);
                bridges += usize::from(back > entered);
                is_cut[above as usize] |= above != root && back >= entered;
            }
        }
        is_cut[root as usize] = branches > 1;
    }
    (bridges, is_cut.into_iter().filter(|&is_cut| is_cut).count())
}

/// When a search entered each node, from 1, and the earliest node that a branch below it leads to.
struct Deep {
    entered: Vec<u32>,
    back: Vec<u32>,
    count: u32,
}

impl Deep {
    fn enter(&mut self, node: u32) -> u32 {
        self.count += 1;
        self.entered[node as usize] = self.count;
        self.back[node as usize] = self.count;
        node
    }

    fn leads_back(&mut self, node: u32, to: u32) {
        let back = &mut self.back[node as usize];
        *back = to.min(*back);
    }
}

/// Those with the greatest betweenness, greatest first, then in the order of the roster; people
/// with none are left out, and so is everybody in a network above [`MOST_NODES`].
///
/// U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology
/// 25, 2001. Cost: people times connections.
pub(super) fn go_betweens(graph: &Graph, people: &[Person]) -> Vec<GoBetween> {
    if graph.len() > MOST_NODES || graph.len() < 3 {
        return Vec::new();
    }
    let others = (graph.len() - 1) as f64 * (graph.len() - 2) as f64;
    let mut all: Vec<_> = people
        .iter()
        .zip(shortest_ways(graph))
        .filter(|&(_, ways)| ways > 0.0)
        .map(|(&person, ways)| GoBetween { person, betweenness: ways / others })
        .collect();
    all.sort_by(|one, other| other.betweenness.total_cmp(&one.betweenness));
    all.truncate(NAMED);
    all
}

/// For each node the shares of shortest ways through it, summed over ordered couples of others.
fn shortest_ways(graph: &Graph) -> Vec<f64> {
    let mut through = vec![0.0; graph.len()];
    let mut search = Search::new(graph);
    let (mut ways, mut share) = (vec![0.0; graph.len()], vec![0.0; graph.len()]);
    for source in graph.nodes() {
        search.from(source, graph);
        for &node in &search.reached {
            (ways[node as usize], share[node as usize]) = (0.0, 0.0);
        }
        ways[source as usize] = 1.0;
        for &node in &search.reached {
            for next in further(graph, &search, node) {
                ways[next] += ways[node as usize];
            }
        }
        for &node in search.reached.iter().rev() {
            for next in further(graph, &search, node) {
                share[node as usize] += ways[node as usize] / ways[next] * (1.0 + share[next]);
            }
            if node != source {
                through[node as usize] += share[node as usize];
            }
        }
    }
    through
}

/// The neighbours of a node that are one step further from the source.
fn further<'a>(
    graph: &'a Graph,
    search: &'a Search,
    node: u32,
) -> impl Iterator<Item = usize> + use<'a> {
    let steps = search.steps[node as usize];
    let next = graph.neighbours(node).iter().map(|&next| next as usize);
    next.filter(move |&next| search.steps[next] > steps)
}

#[cfg(test)]
mod tests {
    use petgraph::algo::{articulation_points::articulation_points, bridges::bridges};
    use petgraph::graph::UnGraph;
    use rand::rngs::ChaCha8Rng;
    use rand::{RngExt, SeedableRng};

    use super::*;

    #[test]
    fn the_middle_of_a_path_is_the_go_between() {
        let people = [Person(4), Person(7), Person(9)];
        let graph = Graph::new(3, [(0, 1), (1, 2)]);
        let found = go_betweens(&graph, &people);
        assert_eq!(found, [GoBetween { person: Person(7), betweenness: 1.0 }]);
        assert_eq!(cuts(&graph), (2, 1));
    }

    #[test]
    fn cuts_are_those_that_a_library_finds() {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        for nodes in (1..60).chain([400]) {
            for links in [nodes / 2, nodes, nodes * 3 / 2] {
                let mut node = || random.random_range(0..nodes);
                let links: Vec<_> = (0..links).map(|_| (node(), node())).collect();
                let graph = Graph::of_links(nodes as usize, &links);
                let plain = UnGraph::<(), ()>::from_edges(graph.edges());
                let expected = (bridges(&plain).count(), articulation_points(&plain).len());
                assert_eq!(cuts(&graph), expected, "{links:?}");
            }
        }
    }
}
