//! What the pictures of the page share: who stands where, and the lines of each round.

use crate::domain::RoundNumber;
use crate::render::layout::Point;
use crate::render::names::Names;
use crate::render::network::{Drawing, Look, MOST, svg};
use crate::report::picture::{Line, Network, Node, Picture, RoundCounts};

/// Around the drawing, in pixels.
const MARGIN: f64 = 14.0;

/// The network of the page: everybody and everything in its coordinates.
pub struct Scene<'n> {
    /// The network.
    pub network: &'n Network<'n>,
    /// The width of the drawing.
    pub width: f64,
    /// The height of the drawing.
    pub height: f64,
    /// What each member of the network is called.
    pub people: Vec<String>,
    /// Where each of them stands.
    pub places: Vec<Point>,
    /// The rounds.
    pub rounds: Vec<RoundScene<'n>>,
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
        let shifted = |&Point { x, y }: &Point| Point { x: x + MARGIN, y: y + MARGIN };
        let places: Vec<Point> = layout.points.iter().map(shifted).collect();
        let all: Vec<&Line> = network.lines.iter().collect();
        let bends = svg::bends(&all);
        let mut drawn = network.lines.iter().zip(bends).map(|(line, bend)| {
            let [from, to] = <[u32; 2]>::from(line.ends).map(|end| places[end as usize]);
            (line, svg::course(from, to, bend))
        });
        let rounds = network.rounds.iter().map(|&counts| {
            let lines = drawn.by_ref().take(network.lines_of(counts.number).len()).collect();
            RoundScene { counts, lines }
        });
        let rounds = rounds.collect();
        let people = network.members.iter().map(|one| names.name(one.person).into_owned());
        Some(Self {
            network,
            width: layout.width + 2.0 * MARGIN,
            height: layout.height + 2.0 * MARGIN,
            people: people.collect(),
            places,
            rounds,
        })
    }

    /// Everybody as they stood in a round, in the order of the members.
    pub fn nodes(&self, round: RoundNumber) -> Vec<Node> {
        let picture = self.network.picture(round);
        picture.map(|Picture { nodes, .. }| nodes).unwrap_or_default()
    }
}
