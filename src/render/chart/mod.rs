//! Charts: the growth of a programme on a time axis, and the bars of the tables. On a page they
//! take their colours from its style sheet; as pictures of their own they bring them along.

mod alone;
mod bars;
mod canvas;
mod finding;
mod growth;
mod notes;
mod time;
mod words;

use crate::report::Report;
use crate::text::clean;
use crate::text::words::{list, number};

use super::Part;
use super::names::Names;
use super::page::Ink;
use alone::Frame;
use canvas::{Canvas, Skin};
pub use finding::{standfirst, title};
use growth::Chart;

/// What the brackets of single rounds say.
const BRACKETS: &str =
    "Brackets: where the share that met may lie by chance alone (95\u{a0}% interval).";

/// The parts that have a chart of their own.
pub const CHARTED: [Part; 4] = [Part::Growth, Part::Rounds, Part::Reasons, Part::Participants];

/// The growth chart for a page: its elements, its height, what somebody hears who does not see it.
pub fn on_page(report: &Report, width: f64) -> (String, f64, String) {
    let chart = Chart::of(report, width);
    let mut canvas = Canvas::new(Skin::Page);
    let height = chart.draw(&mut canvas);
    (canvas.drawn, height, chart.words())
}

/// What is to be known to read the growth chart.
pub fn remarks(report: &Report) -> String {
    let rounds = &report.growth.rounds;
    let chart = Chart::of(report, alone::WIDTH);
    let any = |there: bool, words: &'static str| there.then_some(words);
    let remarks = [
        any(
            rounds.iter().any(|round| round.mark.is_some()),
            "Broken line: into and out of a marked round, which is left out of trends.",
        ),
        any(
            chart.has_flows(),
            "Stayed away: there in the round before, and not known to be back later. In the first \
             round everybody is new.",
        ),
        any(chart.has_brackets(), BRACKETS),
        any(report.rounds.rounds.iter().any(|round| round.open), "* Answers are still awaited."),
        any(
            !chart.is_by_date(),
            "The dates of the rounds do not ascend, so they stand equally far apart.",
        ),
    ];
    remarks.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Where the figures come from.
pub fn source(report: &Report) -> String {
    let rounds: Vec<_> = report.growth.rounds.iter().map(|round| round.number).collect();
    let which = match rounds.as_slice() {
        [first, .., last]
            if last.get() - first.get() + 1 == u32::try_from(rounds.len()).unwrap_or(0) =>
        {
            format!("rounds {first} to {last}")
        }
        [one] => format!("round {one}"),
        several => format!("{} rounds", number(several.len())),
    };
    format!(
        "Source: {}, {which}, as of {}; made with unmentor.",
        clean(&report.programme),
        report.today
    )
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPicture {
    /// The part has no chart.
    NotCharted,
    /// The programme has no figures for it yet.
    NothingYet,
}

/// The chart of a part as SVG, a file of its own.
pub fn picture(report: &Report, part: Part, anonymise: bool) -> Result<String, NoPicture> {
    let names = Names { people: &report.people, anonymise, missed: false };
    if !CHARTED.contains(&part) {
        return Err(NoPicture::NotCharted);
    }
    let section = (part.chapter().section)(report, names, false);
    let all = report.overall.all.counts;
    let source = source(report);
    if part == Part::Growth {
        let title = title(report).ok_or(NoPicture::NothingYet)?;
        let chart = Chart::of(report, alone::WIDTH);
        let frame = Frame {
            title,
            standfirst: standfirst(report),
            legend: Ink::of(all),
            notes: remarks(report),
            source,
            words: chart.words(),
        };
        return Ok(alone::picture(&frame, |canvas| chart.draw(canvas)));
    }
    let table = bars::table(&section).ok_or(NoPicture::NothingYet)?;
    let frame = Frame {
        words: section.headline.clone(),
        title: section.headline.clone(),
        standfirst: None,
        legend: if part == Part::Rounds { bars::inks(table.0) } else { Vec::new() },
        notes: if part == Part::Rounds { BRACKETS.into() } else { String::new() },
        source,
    };
    Ok(alone::picture(&frame, |canvas| bars::draw(table, canvas)))
}

/// The parts that have a chart, as they are typed.
pub fn charted() -> String {
    list(&CHARTED.map(|part| part.word().to_owned()))
}
