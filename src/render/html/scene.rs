//! What the pictures of the page share: who stands where, and the lines of each round.

use chrono::NaiveDate;

use crate::domain::RoundNumber;
use crate::render::layout::Point;
use crate::render::network::{Drawing, Look, MOST, svg};
use crate::report::picture::{Line, Network, Node, Picture};
use crate::report::{OutcomeCounts, Report};

/// With more lines than this everybody stands at a whole pixel.
const MANY: usize = 1_000;
/// Small pictures of more lines than this, of all rounds together, show those of their own round
/// alone.
const CROWDED: usize = 400;

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
    /// What became of all its pairs.
    pub counts: OutcomeCounts,
    /// The rounds.
    pub rounds: Vec<RoundScene<'n>>,
}

/// One round of the page.
pub struct RoundScene<'n> {
    /// Its number.
    pub number: RoundNumber,
    /// The day people were introduced.
    pub date: NaiveDate,
    /// What became of its pairs, as the report has it.
    pub counts: OutcomeCounts,
    /// Its lines, each with its course.
    pub lines: Vec<(&'n Line, String)>,
}

impl<'n> Scene<'n> {
    /// Places everybody; `None` when nobody was ever in a pair, or when there are too many.
    pub fn of(report: &Report, network: &'n Network<'n>) -> Option<Self> {
        let crowd = network.members.len().max(network.lines.len());
        if network.lines.is_empty() || crowd > MOST {
            return None;
        }
        let drawing = Drawing::new(network, Look::default());
        let layout = drawing.layout();
        // Among many lines a whole pixel is as fine as anybody sees, and keeps the page small.
        let grain = |x: f64| if network.lines.len() > MANY { x.round() } else { x };
        let shifted =
            |&Point { x, y }: &Point| Point { x: grain(x + MARGIN), y: grain(y + MARGIN) };
        let places: Vec<Point> = layout.points.iter().map(shifted).collect();
        let all: Vec<&Line> = network.lines.iter().collect();
        let bends = svg::bends(&all);
        let mut drawn = network.lines.iter().zip(bends).map(|(line, bend)| {
            let [from, to] = <[u32; 2]>::from(line.ends).map(|end| places[end as usize]);
            (line, svg::course(from, to, bend))
        });
        let rounds = report.growth.rounds.iter().zip(&report.rounds.rounds);
        let rounds = rounds.map(|(growth, outcomes)| RoundScene {
            number: growth.number,
            date: growth.date,
            counts: outcomes.counts,
            lines: drawn.by_ref().take(network.lines_of(growth.number).len()).collect(),
        });
        let rounds = rounds.collect();
        Some(Self {
            network,
            width: layout.width + 2.0 * MARGIN,
            height: layout.height + 2.0 * MARGIN,
            people: drawing.labels(),
            places,
            counts: report.overall.all.counts,
            rounds,
        })
    }

    /// Whether earlier lines would drown those of a round in a small picture.
    pub fn is_crowded(&self) -> bool {
        self.network.lines.len() > CROWDED
    }

    /// Everybody as they stood in a round, in the order of the members.
    pub fn nodes(&self, round: RoundNumber) -> Vec<Node> {
        let picture = self.network.picture(round);
        picture.map(|Picture { nodes, .. }| nodes).unwrap_or_default()
    }
}
