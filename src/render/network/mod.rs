//! The pictures with the red lines, and the network in the formats of other programs.
//!
//! Pictures (SVG, PNG, DOT) show a round with everything before it. The other formats hold the lines of
//! one round or of all rounds, for programs that draw or count for themselves.

mod attributes;
mod csv;
mod dot;
mod gexf;
mod graphml;
mod json;
mod names;
pub mod svg;
pub mod theme;

use std::cell::OnceCell;
use std::io::{self, Write};

use crate::domain::RoundNumber;
use crate::render::layout::{Layout, lay_out};
use crate::render::png;
use crate::report::picture::{Line, Network, Picture};

use names::Names;
pub use theme::Theme;

/// The file formats of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A picture for pages and documents.
    Svg,
    /// A picture for blogs that take no SVG; only with the feature `png`.
    Png,
    /// A picture for Graphviz.
    Dot,
    /// Nodes and edges for yEd, igraph, networkx.
    Graphml,
    /// Nodes and edges for Gephi, with the rounds as time.
    Gexf,
    /// The lines alone, for spreadsheets and Kumu.
    Csv,
    /// Nodes and edges with the fields that most libraries expect.
    Json,
}

impl Format {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 7] =
        [Self::Svg, Self::Png, Self::Dot, Self::Graphml, Self::Gexf, Self::Csv, Self::Json];

    /// The name on the command line, and the end of the file's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Dot => "dot",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// What part of the network is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One round.
    Round(RoundNumber),
    /// All rounds; a picture then shows the latest.
    All,
}

/// More people or lines than this are a picture that nobody reads on a page.
pub const MOST: usize = 5_000;

/// What a picture should look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Write names beside people. A picture without labels holds no names at all.
    pub labels: bool,
    /// Light lines on a dark ground.
    pub dark: bool,
    /// The width of a PNG in pixels; absent: 1600, or more where the drawing is wider.
    pub width: Option<u32>,
}

/// A network that is written, perhaps several times: the layout is made once, when first needed.
///
/// ```
/// use unmentor::domain::Programme;
/// use unmentor::render::network::{Drawing, Format, Look, Scope};
/// use unmentor::report::picture::Network;
///
/// let programme = Programme::default();
/// let network = Network::of(&programme, chrono::NaiveDate::MAX);
/// let drawing = Drawing::new(&network, Look { dark: true, ..Look::default() });
/// let mut file = Vec::new();
/// drawing.write(Scope::All, Format::Json, &mut file)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Drawing<'n> {
    network: &'n Network<'n>,
    look: Look,
    names: Names<'n>,
    /// Whether exports say organisation, sector, region, number met and status.
    attributes: bool,
    layout: OnceCell<Layout>,
}

impl<'n> Drawing<'n> {
    /// Prepares a network for writing.
    pub fn new(network: &'n Network<'n>, look: Look) -> Self {
        let (names, attributes) = (Names::new(network), !network.anonymous);
        Self { network, look, names, attributes, layout: OnceCell::new() }
    }

    /// The same, but exports say organisation, sector, region, number met and status even where
    /// names are hidden; elsewhere they always do.
    #[must_use]
    pub fn with_attributes(self) -> Self {
        Self { attributes: true, ..self }
    }

    /// Where everybody stands, in every round; one place for each member of the network.
    pub fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| {
            let links: Vec<(u32, u32)> = self.network.lines.iter().map(|line| line.ends).collect();
            lay_out(self.network.members.len(), &links)
        })
    }

    /// Writes the network; nothing but the bytes of the file, a text ending with a newline.
    ///
    /// A round that is not there is an error of the kind `NotFound`, a format that was not built
    /// in one of the kind `Unsupported`; other errors come from `out`.
    pub fn write(&self, scope: Scope, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Svg => svg::write(self, &self.picture(scope)?, out),
            Format::Png => {
                let mut drawn = Vec::new();
                svg::write(self, &self.picture(scope)?, &mut drawn)?;
                png::write(&drawn, self.look.width, out)
            }
            Format::Dot => dot::write(self, &self.picture(scope)?, out),
            Format::Graphml => graphml::write(self, &self.selection(scope)?, out),
            Format::Gexf => gexf::write(self, &self.selection(scope)?, out),
            Format::Csv => csv::write(self, &self.selection(scope)?, out),
            Format::Json => json::write(self, &self.selection(scope)?, out),
        }
    }

    /// Writes the people of the network as a table of their own, which belongs beside the lines as
    /// CSV.
    pub fn write_people(&self, scope: Scope, out: &mut dyn Write) -> io::Result<()> {
        csv::write_people(self, &self.selection(scope)?, out)
    }

    /// What each member is called so that no two are called the same.
    pub fn labels(&self) -> Vec<String> {
        self.names.labels()
    }

    fn picture(&self, scope: Scope) -> io::Result<Picture<'n>> {
        let number = match scope {
            Scope::Round(number) => Some(number),
            Scope::All => self.network.rounds.last().map(|round| round.number),
        };
        number.and_then(|number| self.network.picture(number)).ok_or_else(no_such_round)
    }

    /// The rounds, people and lines that are meant.
    fn selection(&self, scope: Scope) -> io::Result<Selection<'n>> {
        let (lines, rounds) = match scope {
            Scope::All => (self.network.lines.as_slice(), 0..self.network.rounds.len()),
            Scope::Round(number) => {
                let at = self.network.rounds.iter().position(|round| round.number == number);
                let at = at.ok_or_else(no_such_round)?;
                (self.network.lines_of(number), at..at + 1)
            }
        };
        let mut present = vec![scope == Scope::All; self.network.members.len()];
        for end in lines.iter().flat_map(|line| <[u32; 2]>::from(line.ends)) {
            present[end as usize] = true;
        }
        let members = (0..).zip(present).filter_map(|(member, present)| present.then_some(member));
        Ok(Selection { rounds, members: members.collect(), lines })
    }
}

/// What an export holds.
struct Selection<'n> {
    /// Positions in the rounds of the network.
    rounds: std::ops::Range<usize>,
    /// Positions in the members of the network.
    members: Vec<u32>,
    lines: &'n [Line],
}

/// A name for each line: that of its pair, with a letter for each line of a trio.
fn edge_ids(lines: &[Line]) -> impl Iterator<Item = (String, &Line)> {
    let mut of_trio = 0;
    lines.iter().map(move |line| {
        if !line.trio {
            return (line.pair.to_string(), line);
        }
        let letter = ["a", "b", "c"][of_trio % 3];
        of_trio += 1;
        (format!("{}{letter}", line.pair), line)
    })
}

fn no_such_round() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "the programme has no such round")
}
