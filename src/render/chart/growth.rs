//! The growth chart: the people of each round as a line on a time axis, who came and who stayed
//! away, and what became of the pairs.

use std::fmt::Write as _;

use crate::domain::{Outcome, Standing};
use crate::render::phrases::short_rate;
use crate::report::growth::RoundGrowth;
use crate::report::rounds::RoundOutcomes;
use crate::report::{OutcomeCounts, Report};
use crate::text::words::number;

use super::canvas::{Anchor, Canvas, Paint, Pen};
use super::notes::{self, LINE, Note};
use super::time::Axis;
use super::words::{across, wrapped};

/// From the highest to the lowest point that the line of people could have.
const PEOPLE: f64 = 150.0;
/// Bars of people who came, and of people who stayed away, are at most this high.
const FLOW: f64 = 34.0;
/// The height of a whole share.
const WHOLE: f64 = 78.0;
/// The widest bar.
const BAR: f64 = 64.0;
/// Rounds that have less width than this get no points on the line.
const CROWDED: f64 = 16.0;
/// A share of fewer pairs has no bracket.
const FEW: usize = 10;

/// A narrower bar has no bracket.
const NARROW: f64 = 13.0;

/// The chart at a width.
pub struct Chart<'r> {
    rounds: Vec<(&'r RoundGrowth, &'r RoundOutcomes)>,
    axis: Axis,
    width: f64,
    /// The most people of a round.
    most: usize,
    notes: Vec<Note>,
    /// The highest point of the line.
    top: f64,
}

impl<'r> Chart<'r> {
    /// Prepares the chart of a report with rounds.
    pub fn of(report: &'r Report, width: f64) -> Self {
        let rounds: Vec<_> = report.growth.rounds.iter().zip(&report.rounds.rounds).collect();
        let most = rounds.iter().map(|(growth, _)| growth.participants).max().unwrap_or(0).max(1);
        let dates: Vec<_> = rounds.iter().map(|(growth, _)| growth.date).collect();
        let side = if width < 600.0 { 30.0 } else { 48.0 };
        let axis = Axis::new(&dates, side, width);
        let marked = rounds
            .iter()
            .enumerate()
            .filter_map(|(at, (growth, _))| Some((at, axis.places[at], growth.mark.as_deref()?)));
        let (notes, rows) = notes::place(marked, width);
        let top = 48.0 + LINE * rows as f64;
        Self { rounds, axis, width, most, notes, top }
    }

    /// Whether the places are those of the dates.
    pub fn is_by_date(&self) -> bool {
        self.axis.by_date
    }

    /// Whether anybody came or stayed away after the first round.
    pub fn has_flows(&self) -> bool {
        self.rounds.iter().skip(1).any(|(growth, _)| came(growth) + growth.lapsed > 0)
    }

    /// Whether the share of any round has a bracket.
    pub fn has_brackets(&self) -> bool {
        let drawn = |(at, (_, outcomes)): (usize, &(_, &RoundOutcomes))| {
            self.bar(at) >= NARROW && limits(outcomes.counts).is_some()
        };
        self.rounds.iter().enumerate().any(drawn)
    }

    /// Draws it from y = 0; returns its height.
    pub fn draw(&self, canvas: &mut Canvas) -> f64 {
        canvas.text(Pen::Quiet, Anchor::Start, (0.0, 14.0), "People in each round");
        self.line(canvas);
        self.people(canvas);
        let mut y = self.base();
        if self.has_flows() {
            y = self.flows(y + 34.0, canvas);
        }
        y = self.shares(y + 34.0, canvas);
        self.days(y, canvas)
    }

    /// Where the line of people would be 0.
    fn base(&self) -> f64 {
        self.top + PEOPLE
    }

    fn y(&self, people: usize) -> f64 {
        self.base() - PEOPLE * people as f64 / self.most as f64
    }

    /// How wide the bars of a round are.
    fn bar(&self, at: usize) -> f64 {
        (self.axis.room(at) * 0.62).clamp(1.2, BAR.min(self.axis.side * 2.0))
    }

    /// The line of people, broken where it leads into or out of a marked round.
    fn line(&self, canvas: &mut Canvas) {
        let at = |at: usize| {
            format!("{:.1} {:.1}", self.axis.places[at], self.y(self.rounds[at].0.participants))
        };
        let all: Vec<_> = (0..self.rounds.len()).map(at).collect();
        let (first, last) = (self.axis.places[0], self.axis.places[all.len() - 1]);
        let (base, whole) = (self.base(), all.join("L"));
        canvas.path(Paint::Area, &format!("M{whole}L{last:.1} {base}L{first:.1} {base}Z"));
        canvas.path(Paint::Axis, &format!("M0 {base}H{}", self.width));
        let (mut solid, mut broken) = (String::new(), String::new());
        for (one, two) in all.windows(2).zip(self.rounds.windows(2)) {
            let marked = two.iter().any(|(growth, _)| growth.mark.is_some());
            let course = if marked { &mut broken } else { &mut solid };
            // A line that goes on where the last one ended is one line, so that its dashes are.
            if !course.ends_with(&one[0]) {
                let _ = write!(course, "M{}", one[0]);
            }
            let _ = write!(course, "L{}", one[1]);
        }
        for (paint, course) in [(Paint::Curve, solid), (Paint::Broken, broken)] {
            if !course.is_empty() {
                canvas.path(paint, &course);
            }
        }
    }

    fn people(&self, canvas: &mut Canvas) {
        for note in &self.notes {
            note.draw(20.0, self.y(self.rounds[note.at].0.participants), canvas);
        }
        let changes = self.axis.least_room() >= 90.0;
        let people = |at: &usize| self.rounds[*at].0.participants;
        let last = self.rounds.len() - 1;
        let all = 0..=last;
        let highest = all.clone().rev().max_by_key(people).unwrap_or(0);
        let lowest = all.clone().min_by_key(people).unwrap_or(0);
        let important = [last, highest, lowest, 0];
        let wide = if changes { 0.0 } else { across(&number(self.most)) + 8.0 };
        let labelled = self.axis.labelled(wide, &important);
        for at in all {
            let (growth, _) = self.rounds[at];
            let (x, y) = (self.axis.places[at], self.y(growth.participants));
            if growth.mark.is_some() {
                canvas.point(Paint::Marked, x, y);
            } else if self.axis.least_room() >= CROWDED {
                canvas.point(Paint::Point, x, y);
            }
            if labelled[at] {
                let words =
                    if changes { self.with_change(at) } else { number(growth.participants) };
                // In a valley there is room below only.
                let valley = at > 0
                    && [at - 1, (at + 1).min(last)]
                        .iter()
                        .all(|beside| people(beside) > people(&at));
                let y = if valley && growth.mark.is_none() { y + 21.0 } else { y - 11.0 };
                self.text(canvas, Pen::Strong, (x, y), &words);
            }
        }
    }

    /// What a part of the chart shows; returns where its last line stands.
    fn title(&self, y: f64, words: &str, canvas: &mut Canvas) -> f64 {
        let mut last = y;
        for (line, row) in wrapped(words, self.width).iter().zip(0..) {
            last = y + LINE * f64::from(row);
            canvas.text(Pen::Quiet, Anchor::Start, (0.0, last), line);
        }
        last
    }

    /// Words at a place, kept within the drawing.
    fn text(&self, canvas: &mut Canvas, pen: Pen, (x, y): (f64, f64), words: &str) {
        let half = across(words) / 2.0;
        match x {
            _ if x - half < 0.0 => canvas.text(pen, Anchor::Start, (0.0, y), words),
            _ if x + half > self.width => canvas.text(pen, Anchor::End, (self.width, y), words),
            _ => canvas.text(pen, Anchor::Middle, (x, y), words),
        }
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

    /// Who came and who stayed away, above and below an axis; returns the lower edge. In the first
    /// round everybody is new, which is no change.
    fn flows(&self, title: f64, canvas: &mut Canvas) -> f64 {
        let words = "Joined (filled) or came back (tinted); below: stayed away";
        let title = self.title(title, words, canvas);
        let later = || self.rounds[1..].iter().map(|(growth, _)| *growth);
        let most = later().map(|growth| came(growth).max(growth.lapsed)).max().unwrap_or(0).max(1);
        let zero = title + 24.0 + FLOW;
        let high = |people: usize| FLOW * people as f64 / most as f64;
        canvas.path(Paint::Axis, &format!("M0 {zero}H{}", self.width));
        let widest = later().map(|growth| came(growth).max(growth.lapsed)).max().unwrap_or(0);
        let labelled = self.axis.labelled(across(&number(widest)) + 16.0, &[]);
        for (at, growth) in (1..).zip(later()) {
            let (x, wide) = (self.axis.places[at], self.bar(at));
            let left = x - wide / 2.0;
            let (joined, back) = (high(growth.joiners), high(growth.returners));
            let bars = [
                (Paint::Joined, zero - joined, joined),
                (Paint::Back, zero - joined - back, back),
                (Paint::Away, zero, high(growth.lapsed)),
            ];
            for (paint, y, high) in bars.into_iter().filter(|(.., high)| *high > 0.0) {
                canvas.rect(paint, (left, y), (wide, high));
            }
            let (up, down) = (zero - joined - back - 5.0, zero + high(growth.lapsed) + 15.0);
            let signed = [("+", came(growth), up), ("\u{2212}", growth.lapsed, down)];
            for (sign, some, y) in signed.into_iter().filter(|one| labelled[at] && one.1 > 0) {
                self.text(canvas, Pen::Plain, (x, y), &format!("{sign}{}", number(some)));
            }
        }
        canvas.flush();
        zero + FLOW + 16.0
    }

    /// A column of shares for each round, met at the bottom, with the bracket of what met; returns
    /// the lower edge.
    fn shares(&self, title: f64, canvas: &mut Canvas) -> f64 {
        let title = self.title(title, "Shares of the pairs; per cent: met, of all", canvas);
        let base = title + 12.0 + WHOLE;
        let met = |outcomes: &RoundOutcomes| {
            // While answers are awaited there is no rate.
            if outcomes.open {
                "-*".into()
            } else {
                short_rate(outcomes.counts.of_all(Outcome::Met))
            }
        };
        let widest = self.rounds.iter().map(|(_, outcomes)| across(&met(outcomes)));
        let labelled = self.axis.labelled(widest.fold(0.0, f64::max) + 8.0, &[]);
        for (at, (_, outcomes)) in self.rounds.iter().enumerate() {
            let (x, wide) = (self.axis.places[at], self.bar(at));
            let counts = outcomes.counts;
            let mut bottom = base;
            for standing in Standing::ALL {
                let count = counts.standing(standing);
                if count > 0 {
                    let high = WHOLE * count as f64 / counts.pairs as f64;
                    bottom -= high;
                    let size = (wide, (high - 1.0).max(0.5));
                    canvas.rect(Paint::Pairs(standing), (x - wide / 2.0, bottom + 0.5), size);
                }
            }
            if labelled[at] {
                self.text(canvas, Pen::Plain, (x, base + 18.0), &met(outcomes));
            }
        }
        canvas.flush();
        for (at, (_, outcomes)) in self.rounds.iter().enumerate() {
            if self.bar(at) >= NARROW {
                bracket(self.axis.places[at], base, outcomes.counts, canvas);
            }
        }
        canvas.flush();
        base + 18.0
    }

    /// The numbers of the rounds, and when they were; returns the lower edge.
    fn days(&self, y: f64, canvas: &mut Canvas) -> f64 {
        let room = self.axis.least_room();
        let round = if room >= 64.0 { "Round " } else { "" };
        let last = self.rounds.len() - 1;
        let number = |at: usize| format!("{round}{}", self.rounds[at].0.number);
        let labelled = self.axis.labelled(across(&number(last)) + 8.0, &[last, 0]);
        let day = if room >= 90.0 { "%-d %b %Y" } else { "%b %Y" };
        let date = |at: usize| self.rounds[at].0.date.format(day).to_string();
        let dated = self.axis.labelled(across(&date(last)) + 6.0, &[last, 0]);
        for at in 0..self.rounds.len() {
            let x = self.axis.places[at];
            if labelled[at] {
                self.text(canvas, Pen::Quiet, (x, y + 20.0), &number(at));
            }
            if dated[at] {
                self.text(canvas, Pen::Quiet, (x, y + 37.0), &date(at));
            }
        }
        y + 42.0
    }

    /// What somebody hears who does not see the chart; the tables have all of it.
    pub fn words(&self) -> String {
        let people: Vec<_> = self
            .rounds
            .iter()
            .map(|(growth, outcomes)| {
                let met = if outcomes.open {
                    "still open".into()
                } else {
                    short_rate(outcomes.counts.of_all(Outcome::Met)) + " met"
                };
                format!("round {}: {}, {met}", growth.number, number(growth.participants))
            })
            .collect();
        format!("People in each round, and the share of pairs that met. {}.", people.join("; "))
    }
}

/// People who were not in the round before.
fn came(growth: &RoundGrowth) -> usize {
    growth.joiners + growth.returners
}

/// Draws where the share that met may lie by chance; nothing of few pairs, or while some wait.
fn bracket(x: f64, base: f64, counts: OutcomeCounts, canvas: &mut Canvas) {
    let Some((low, high)) = limits(counts) else { return };
    let (low, high, left, cap) = (base - WHOLE * low, base - WHOLE * high, x - 3.0, 6.0);
    let course =
        format!("M{x:.1} {low:.1}V{high:.1}M{left:.1} {low:.1}h{cap}M{left:.1} {high:.1}h{cap}");
    canvas.later(Paint::Halo, &course);
    canvas.later(Paint::Whisker, &course);
}

fn limits(counts: OutcomeCounts) -> Option<(f64, f64)> {
    let share = counts.of_all(Outcome::Met);
    let whole = counts.counted() == counts.pairs && counts.pairs >= FEW;
    share.low.zip(share.high).filter(|_| whole)
}
