//! A chart as a picture of its own: its finding as title, legend, notes and source, so that it
//! says all that it has to say wherever it is put.

use std::fmt::Write as _;

use crate::render::network::theme::Theme;
use crate::render::page::Ink;
use crate::render::xml::Text;

use super::canvas::{Anchor, Canvas, Paint, Pen, Skin};
use super::words::{across, wrapped};

/// The width of a chart, without the margins.
pub const WIDTH: f64 = 1040.0;
/// Around it.
const MARGIN: f64 = 40.0;
/// How much wider signs of the title are than those of the text.
const LARGER: f64 = 1.75;
/// From line to line of the text.
const LINE: f64 = 19.0;

/// What stands around a chart.
#[derive(Debug)]
pub struct Frame {
    /// What the chart shows.
    pub title: String,
    /// What else there is to say of it.
    pub standfirst: Option<String>,
    /// The inks that need a word.
    pub legend: Vec<Ink>,
    /// What is to be known to read it.
    pub notes: String,
    /// Where the figures come from.
    pub source: String,
    /// What somebody hears who does not see it.
    pub words: String,
}

/// The chart as SVG without style sheet and script; `draw` draws it from 0, 0 and returns its height.
pub fn picture(frame: &Frame, draw: impl FnOnce(&mut Canvas) -> f64) -> String {
    let mut head = Canvas::new(Skin::Alone);
    let mut y = MARGIN;
    for line in wrapped(&frame.title, WIDTH / LARGER) {
        y += 30.0;
        head.text(Pen::Title, Anchor::Start, (0.0, y - 8.0), &line);
    }
    for line in frame.standfirst.iter().flat_map(|words| wrapped(words, WIDTH)) {
        y += LINE;
        head.text(Pen::Plain, Anchor::Start, (0.0, y), &line);
    }
    y += 18.0;
    let mut chart = Canvas::new(Skin::Alone);
    let chart_at = y;
    y += draw(&mut chart) + 14.0;
    let mut foot = Canvas::new(Skin::Alone);
    y = legend(&frame.legend, y, &mut foot);
    for line in wrapped(&frame.notes, WIDTH).into_iter().chain(wrapped(&frame.source, WIDTH)) {
        y += LINE;
        foot.text(Pen::Quiet, Anchor::Start, (0.0, y), &line);
    }
    let (width, height) = (WIDTH + 2.0 * MARGIN, (y + MARGIN * 0.7).ceil());
    let Theme { ground, red, .. } = Theme::LIGHT;
    let mut svg = String::new();
    // A `String` takes everything that is written to it.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"chart-title chart-words\" \
         font-family=\"system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif\">\n\
         <title id=\"chart-title\">{}</title>\n<desc id=\"chart-words\">{}</desc>\n\
         <defs><pattern id=\"stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path d=\"M1.5 0V6\" stroke=\"{red}\" \
         stroke-width=\"3\"/></pattern><pattern id=\"dots\" width=\"5\" height=\"5\" \
         patternUnits=\"userSpaceOnUse\"><circle cx=\"2.5\" cy=\"2.5\" r=\"1.2\" \
         fill=\"{red}\"/></pattern></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{ground}\"/>\n\
         <g transform=\"translate({MARGIN} 0)\">\n{}<g transform=\"translate(0 {chart_at})\">\n{}\
         </g>\n{}</g>\n</svg>",
        Text(&frame.title),
        Text(&frame.words),
        head.drawn,
        chart.drawn,
        foot.drawn,
    );
    svg
}

/// Samples of inks with their words, in a row; returns the lower edge.
fn legend(inks: &[Ink], y: f64, canvas: &mut Canvas) -> f64 {
    if inks.is_empty() {
        return y;
    }
    let mut x = 0.0;
    for ink in inks {
        canvas.rect(paint(*ink), (x + 0.5, y + 4.0), (22.0, 13.0));
        canvas.text(Pen::Plain, Anchor::Start, (x + 30.0, y + 15.0), ink.words());
        x += 30.0 + across(ink.words()) + 22.0;
    }
    canvas.flush();
    y + 22.0
}

/// What an ink is painted with.
pub fn paint(ink: Ink) -> Paint {
    use crate::domain::Standing::{Met, NotCollected, NotConfirmed, NotMet, Waiting};
    match ink {
        Ink::Met => Paint::Pairs(Met),
        Ink::NotMet => Paint::Pairs(NotMet),
        Ink::NotConfirmed => Paint::Pairs(NotConfirmed),
        Ink::Waiting => Paint::Pairs(Waiting),
        Ink::NotCollected => Paint::Pairs(NotCollected),
        Ink::People => Paint::People,
    }
}
