//! The network that the conversations have made: who is connected with whom, and how closely.
//!
//! Nodes are people who ever had a partner; edges are different connections that met (or, for
//! the network *offered*, that were put together). A trio gives three edges.

mod centrality;
mod distances;
mod mixing;
mod shape;

use crate::domain::{Person, RoundNumber, Trait};

use super::graph::Graph;
use super::history::{Connection, History};

pub use centrality::{GoBetween, MOST_NODES};
pub use distances::{Basis, Distances, MOST_EXACT, SOURCES};
pub use mixing::Mixing;
pub use shape::Shape;

use shape::Growing;

/// The network report.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkFigures {
    /// Everything that met so far.
    pub met: Shape,
    /// How far people are apart in it.
    pub distances: Distances,
    /// Connections without which a part would fall apart.
    pub bridges: usize,
    /// People without whom a part would fall apart.
    pub articulation_points: usize,
    /// Those through whom most shortest ways lead, the first ten; empty above [`MOST_NODES`].
    pub go_betweens: Vec<GoBetween>,
    /// Whether people with many connections have met others with many: the correlation of the
    /// numbers of connections at both ends (M. E. J. Newman, "Assortative mixing in networks",
    /// Physical Review Letters 89, 2002); absent when they are all equal.
    pub degree_assortativity: Option<f64>,
    /// Whether conversations cross the borders of organisations, sectors and regions.
    pub mixing: Vec<(Trait, Mixing)>,
    /// Everything that was put together, whether it met or not.
    pub offered: Shape,
    /// What had met after each round.
    pub rounds: Vec<RoundNetwork>,
}

/// The network of everything that had met after a round.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundNetwork {
    /// The round.
    pub number: RoundNumber,
    /// The network after it.
    pub met: Shape,
    /// How far people were apart; not measured before the last round in a large network.
    pub distances: Distances,
}

impl NetworkFigures {
    /// The network of a programme.
    ///
    /// Cost nearly linear in the connections, and in the people times the number of rounds, plus
    /// the searches that [`Distances`] and [`GoBetween`] describe.
    pub(super) fn of(history: &History<'_>) -> Self {
        let (people, graph) = after(history, history.latest().unwrap_or(0));
        let rounds = rounds(history, &people, &graph);
        let (met, distances) = match rounds.last() {
            Some(last) => (last.met.clone(), last.distances),
            None => (Shape::of(&graph), Distances::of(&graph)),
        };
        let (bridges, articulation_points) = centrality::cuts(&graph);
        Self {
            met,
            distances,
            bridges,
            articulation_points,
            go_betweens: centrality::go_betweens(&graph, &people),
            degree_assortativity: mixing::degree_assortativity(&graph),
            mixing: Trait::ALL.map(|t| (t, Mixing::of(t, history, &people, &graph))).into(),
            offered: Shape::of(&graph_of(history, &people, |_| true)),
            rounds,
        }
    }
}

/// What had met after each round; `people` and `graph` are those after the last.
fn rounds(history: &History<'_>, people: &[Person], graph: &Graph) -> Vec<RoundNetwork> {
    let node = positions(history, people);
    let first: Vec<_> = people.iter().map(|p| history.presence[p.index()].first()).collect();
    let mut growing = Growing::into(graph);
    let mut rounds = Vec::with_capacity(history.rounds.len());
    for (round, met) in (0u32..).zip(history.first_met()) {
        for [a, b] in met {
            growing.add(node[a.index()], node[b.index()]);
        }
        let there = |&node: &u32| first[node as usize].is_some_and(|first| first <= round);
        let shape = growing.shape(graph.nodes().filter(there));
        let distances = if round as usize + 1 == history.rounds.len() {
            Distances::of(graph)
        } else if shape.largest_component <= MOST_EXACT {
            Distances::of(&after(history, round as usize).1)
        } else {
            Distances::UNMEASURED
        };
        let number = history.rounds[round as usize].round.number();
        rounds.push(RoundNetwork { number, met: shape, distances });
    }
    rounds
}

/// The people who had a partner up to a round, in the order of the roster, and what had met.
fn after(history: &History<'_>, round: usize) -> (Vec<Person>, Graph) {
    let there = |first: u32| first as usize <= round;
    let came = |person: &Person| history.presence[person.index()].first().is_some_and(there);
    let people: Vec<_> = history.participants().filter(came).collect();
    let graph = graph_of(history, &people, |connection| connection.met.is_some_and(there));
    (people, graph)
}

/// Some connections as edges between positions in a list of people.
fn graph_of(
    history: &History<'_>,
    people: &[Person],
    wanted: impl Fn(&Connection) -> bool,
) -> Graph {
    let position = positions(history, people);
    let wanted = history.connections.iter().filter(|&connection| wanted(connection));
    let edge =
        |one: &Connection| one.people.members().map(|person| position[person.index()]).into();
    Graph::new(people.len(), wanted.map(edge))
}

/// For each person of the roster the position in a list of people.
fn positions(history: &History<'_>, people: &[Person]) -> Vec<u32> {
    let mut position = vec![0; history.presence.len()];
    for (node, person) in (0..).zip(people) {
        position[person.index()] = node;
    }
    position
}
