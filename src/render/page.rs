//! What the report says in words, before it is set for a terminal or as Markdown.
//!
//! Every text is cleaned: nothing that came from a file commands a terminal. Quoting for a format
//! is the work of its writer.

use crate::domain::Standing;
use crate::report::OutcomeCounts;
use crate::text::words::number;

use super::Part;

/// A report in words.
#[derive(Debug)]
pub struct Page {
    /// The name of the scheme.
    pub title: String,
    /// What it is and of which day.
    pub subtitle: String,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section: one part of the report.
#[derive(Debug)]
pub struct Section {
    /// The part; absent for the summary, which stands in the whole report alone.
    pub part: Option<Part>,
    /// The one sentence for those who read no further.
    pub headline: String,
    /// The rest.
    pub blocks: Vec<Block>,
}

impl Section {
    /// The heading.
    pub fn title(&self) -> &'static str {
        self.part.map_or("Summary", Part::title)
    }
}

/// A piece of a section.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A table.
    Table(Table),
    /// The meaning of these signs in bars.
    Legend(Vec<Ink>),
}

/// A table; every row has a cell for each column.
#[derive(Debug)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The heading; a line break shows where it may be broken.
    pub heading: &'static str,
    /// Whether it holds numbers, which stand to the right.
    pub numbers: bool,
    /// Whether it goes first where there is too little room for all.
    pub spare: bool,
}

impl Column {
    /// The same, but it may go first.
    pub fn spare(self) -> Self {
        Self { spare: true, ..self }
    }
}

/// A cell of a table.
#[derive(Debug)]
pub enum Cell {
    /// Words or figures.
    Text(String),
    /// A bar.
    Bar(Bar),
}

/// A bar of some parts beside each other.
#[derive(Debug)]
pub struct Bar {
    /// The parts, from the left.
    pub parts: Vec<(Ink, usize)>,
    /// How much the full width stands for, 1 or more.
    pub full: usize,
}

/// What a part of a bar is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Not confirmed.
    NotConfirmed,
    /// Waiting for an answer.
    Waiting,
    /// Nobody was ever asked.
    NotCollected,
    /// People, where outcomes do not matter.
    People,
}

impl From<Standing> for Ink {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Met => Self::Met,
            Standing::NotMet => Self::NotMet,
            Standing::NotConfirmed => Self::NotConfirmed,
            Standing::Waiting => Self::Waiting,
            Standing::NotCollected => Self::NotCollected,
        }
    }
}

impl Ink {
    /// What it stands for.
    pub fn words(self) -> &'static str {
        match self {
            Self::Met => Standing::Met.words(),
            Self::NotMet => Standing::NotMet.words(),
            Self::NotConfirmed => Standing::NotConfirmed.words(),
            Self::Waiting => Standing::Waiting.words(),
            Self::NotCollected => Standing::NotCollected.words(),
            Self::People => "people",
        }
    }

    /// The inks of some pairs: those of the three outcomes, and of whatever else is there.
    pub fn of(counts: OutcomeCounts) -> Vec<Self> {
        counts.seen().map(Self::from).collect()
    }
}

/// A column of words.
pub fn words(heading: &'static str) -> Column {
    Column { heading, numbers: false, spare: false }
}

/// A column of numbers.
pub fn numbers(heading: &'static str) -> Column {
    Column { heading, numbers: true, spare: false }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Text(number(count))
    }
}

/// A section of a programme that has not begun.
pub fn no_rounds(part: Part) -> Section {
    let headline = "There are no rounds yet.".into();
    Section { part: Some(part), headline, blocks: Vec::new() }
}
