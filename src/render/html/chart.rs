//! The growth chart: the people of each round as a line, and below it what became of its pairs.
//!
//! It is drawn twice, for wide and for narrow pages; the style sheet shows one of the two.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::domain::{Outcome, Standing};
use crate::render::network::svg::Tenth;
use crate::render::page::Ink;
use crate::render::phrases::short_rate;
use crate::render::xml::Text;
use crate::report::Report;
use crate::report::growth::RoundGrowth;
use crate::report::rounds::RoundOutcomes;
use crate::text::words::number;

use super::bars::swatches;
use super::style::class;

/// Where the line of people has its highest point.
const TOP: f64 = 34.0;
/// Where it would be 0.
const BASE: f64 = 190.0;
/// The upper edge of the shares.
const SHARES: f64 = 248.0;
/// The height of a whole share.
const WHOLE: f64 = 78.0;
/// Left and right of the rounds, so that the words of the outer ones have room.
const SIDE: f64 = 12.0;
/// Rounds that have less width than this get no points on the line.
const CROWDED: f64 = 24.0;

/// Writes the chart, at both widths.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.growth.rounds.is_empty() {
        return Ok(());
    }
    writeln!(out, "<figure class=\"chart\">")?;
    for (name, width) in [("wide", 1080.0), ("narrow", 340.0)] {
        Chart::of(report, width).write(name, out)?;
    }
    let all = report.overall.all.counts;
    let open = report.rounds.rounds.iter().any(|round| round.open);
    let open = if open { "* Answers are still awaited. " } else { "" };
    writeln!(
        out,
        "<figcaption>Above: people with a partner in each round. Below: the shares of its pairs. \
         {open}{}</figcaption>\n</figure>",
        swatches(&Ink::of(all))
    )
}

struct Chart<'r> {
    rounds: Vec<(&'r RoundGrowth, &'r RoundOutcomes)>,
    width: f64,
    /// The width of a round.
    slot: f64,
    /// The most people of a round.
    most: usize,
}

impl<'r> Chart<'r> {
    fn of(report: &'r Report, width: f64) -> Self {
        let rounds: Vec<_> = report.growth.rounds.iter().zip(&report.rounds.rounds).collect();
        let most = rounds.iter().map(|(growth, _)| growth.participants).max().unwrap_or(0).max(1);
        Self { slot: (width - 2.0 * SIDE) / rounds.len() as f64, rounds, width, most }
    }

    fn x(&self, at: usize) -> f64 {
        SIDE + self.slot * (at as f64 + 0.5)
    }

    fn y(&self, people: usize) -> f64 {
        BASE - (BASE - TOP) * people as f64 / self.most as f64
    }

    /// Whether a round has room for words that need this many pixels; the last one always has.
    fn has_room(&self, at: usize, pixels: f64) -> bool {
        let all = self.rounds.len();
        let every = (1..all).find(|&every| every as f64 * self.slot >= pixels).unwrap_or(all);
        (self.rounds.len() - 1 - at).is_multiple_of(every)
    }

    fn write(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        let height = if self.is_wordy() { 390.0 } else { 352.0 };
        writeln!(
            out,
            "<svg class=\"{name}\" viewBox=\"0 0 {} {height}\" role=\"img\" aria-label=\"{}\">",
            self.width,
            Text(&self.words())
        )?;
        self.line(out)?;
        for (at, &(growth, outcomes)) in self.rounds.iter().enumerate() {
            self.people(at, growth, out)?;
            self.shares(at, outcomes, out)?;
            if self.is_wordy() {
                let words = format!(
                    "{} joined, {} back, {} away",
                    number(growth.joiners),
                    number(growth.returners),
                    number(growth.lapsed)
                );
                self.text(at, 374.0, "quiet", &words, out)?;
            }
        }
        writeln!(out, "</svg>")
    }

    /// Whether there is room for those who joined and stayed away.
    fn is_wordy(&self) -> bool {
        self.slot >= 190.0
    }

    fn line(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut course = String::new();
        for (at, (growth, _)) in self.rounds.iter().enumerate() {
            let (x, y) = (Tenth(self.x(at)), Tenth(self.y(growth.participants)));
            // A `String` takes everything that is written to it.
            let _ = write!(course, "{}{x} {y}", if at == 0 { "M" } else { "L" });
        }
        let (first, last) = (Tenth(self.x(0)), Tenth(self.x(self.rounds.len() - 1)));
        writeln!(out, "<path class=\"area\" d=\"{course}L{last} {BASE}L{first} {BASE}Z\"/>")?;
        writeln!(out, "<path class=\"axis\" d=\"M0 {BASE}H{}\"/>", self.width)?;
        writeln!(out, "<path class=\"curve\" d=\"{course}\"/>")
    }

    fn people(&self, at: usize, growth: &RoundGrowth, out: &mut dyn Write) -> io::Result<()> {
        let (x, y) = (self.x(at), self.y(growth.participants));
        if growth.mark.is_some() || self.slot >= CROWDED {
            let class = if growth.mark.is_some() { "point marked" } else { "point" };
            let (x, y) = (Tenth(x), Tenth(y));
            writeln!(out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>")?;
        }
        if self.has_room(at, 36.0) {
            let words =
                if self.slot >= 90.0 { self.with_change(at) } else { number(growth.participants) };
            self.text(at, y - 14.0, "strong", &words, out)?;
            let round = if self.slot >= 60.0 { "Round " } else { "" };
            self.text(at, BASE + 20.0, "quiet", &format!("{round}{}", growth.number), out)?;
        }
        Ok(())
    }

    /// `126 (+28)`: people, and how many more than in the round before.
    fn with_change(&self, at: usize) -> String {
        let now = self.rounds[at].0.participants;
        let Some((before, _)) = at.checked_sub(1).map(|before| self.rounds[before]) else {
            return number(now);
        };
        let sign = match now.cmp(&before.participants) {
            std::cmp::Ordering::Less => "\u{2212}",
            std::cmp::Ordering::Equal => "\u{b1}",
            std::cmp::Ordering::Greater => "+",
        };
        format!("{} ({sign}{})", number(now), number(now.abs_diff(before.participants)))
    }

    /// A column of shares: met at the bottom.
    fn shares(&self, at: usize, outcomes: &RoundOutcomes, out: &mut dyn Write) -> io::Result<()> {
        let counts = outcomes.counts;
        let wide = (self.slot * 0.62).min(84.0);
        let mut bottom = SHARES + WHOLE;
        for standing in Standing::ALL {
            let count = counts.standing(standing);
            if count == 0 {
                continue;
            }
            let high = WHOLE * count as f64 / counts.pairs as f64;
            bottom -= high;
            writeln!(
                out,
                "<rect class=\"fill-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                class(standing),
                Tenth(self.x(at) - wide / 2.0),
                Tenth(bottom + 0.5),
                Tenth(wide),
                Tenth((high - 1.0).max(0.5))
            )?;
        }
        if self.has_room(at, 36.0) {
            let met = short_rate(counts.of_all(Outcome::Met));
            let words = if self.slot >= 90.0 { format!("{met} met") } else { met };
            let words = if outcomes.open { format!("{words}*") } else { words };
            self.text(at, SHARES + WHOLE + 20.0, "", &words, out)?;
        }
        Ok(())
    }

    fn text(
        &self,
        at: usize,
        y: f64,
        class: &str,
        words: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (x, y) = (Tenth(self.x(at)), Tenth(y));
        writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", Text(words))
    }

    /// What somebody hears who does not see the chart; the tables have all of it.
    fn words(&self) -> String {
        let people: Vec<_> = self
            .rounds
            .iter()
            .map(|(growth, outcomes)| {
                let met = short_rate(outcomes.counts.of_all(Outcome::Met));
                format!("round {}: {}, {met} met", growth.number, number(growth.participants))
            })
            .collect();
        format!("People in each round, and the share of pairs that met. {}.", people.join("; "))
    }
}
