//! What the pictures of the page share: who stands where, and the lines of each round.

use crate::domain::RoundNumber;
use crate::render::layout::Point;
use crate::render::names::Names;
use crate::render::network::{Drawing, Look, svg};
use crate::report::picture::{Line, Network, Node, Picture, RoundCounts};

/// Around the drawing, in pixels.
const MARGIN: f64 = 14.0;
/// More people or lines than this are a picture that nobody reads on a page.
const MOST: usize = 5_000;

/// The network of the page: people in the order of the page, everything in its coordinates.
pub struct Scene<'n> {
    /// The network.
    pub network: &'n Network<'n>,
    /// The width of the drawing.
    pub width: f64,
    /// The height of the drawing.
    pub height: f64,
    /// What people are called.
    pub people: Vec<String>,
    /// The place of each person.
    pub places: Vec<Point>,
    /// The rounds.
    pub rounds: Vec<RoundScene<'n>>,
    /// The position on the page of each member of the network.
    position: Vec<usize>,
}

/// One round of the page.
pub struct RoundScene<'n> {
    /// Its counts.
    pub counts: RoundCounts,
    /// Its lines, each with its course.
    pub lines: Vec<(&'n Line, String)>,
}

impl<'n> Scene<'n> {
    /// Places everybody; `None` when nobody was ever in a pair, or when there are too many.
    pub fn of(network: &'n Network<'n>, names: Names<'_>) -> Option<Self> {
        let crowd = network.members.len().max(network.lines.len());
        if network.lines.is_empty() || crowd > MOST {
            return None;
        }
        let drawing = Drawing::new(network, Look::default());
        let layout = drawing.layout();
        let place = |member: usize| {
            let Point { x, y } = layout.points[member];
            Point { x: x + MARGIN, y: y + MARGIN }
        };
        let everybody = network.members.iter().enumerate().collect();
        let order = names.in_order(everybody, |(_, member)| member.person);
        let mut position = vec![0; order.len()];
        for (at, &(member, _)) in order.iter().enumerate() {
            position[member] = at;
        }
        let all: Vec<&Line> = network.lines.iter().collect();
        let bends = svg::bends(&all);
        let mut drawn = network.lines.iter().zip(bends).map(|(line, bend)| {
            let [from, to] = <[u32; 2]>::from(line.ends).map(|end| place(end as usize));
            (line, svg::course(from, to, bend))
        });
        let rounds = network.rounds.iter().map(|&counts| {
            let lines = drawn.by_ref().take(network.lines_of(counts.number).len()).collect();
            RoundScene { counts, lines }
        });
        Some(Self {
            network,
            width: layout.width + 2.0 * MARGIN,
            height: layout.height + 2.0 * MARGIN,
            people: order.iter().map(|(_, one)| names.name(one.person).into_owned()).collect(),
            places: order.iter().map(|&(member, _)| place(member)).collect(),
            rounds: rounds.collect(),
            position,
        })
    }

    /// Where a member of the network stands on the page.
    pub fn position(&self, member: u32) -> usize {
        self.position[member as usize]
    }

    /// Everybody as they stood in a round, in the order of the page.
    pub fn nodes(&self, round: RoundNumber) -> Vec<Node> {
        let nodes = self.network.picture(round).map(|Picture { nodes, .. }| nodes);
        let mut nodes = nodes.unwrap_or_default();
        nodes.sort_by_key(|node| self.position(node.member));
        nodes
    }
}
