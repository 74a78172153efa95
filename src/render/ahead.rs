//! The next rounds as they might be: a table, what is assumed, and JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Style;
use super::experiment::paragraphs;
use super::grid::{Align, Grid};
use super::phrases::{percent, points};
use super::records::write_json;
use crate::domain::{Interval, OptIn};
use crate::report::ahead::{Asked, Assumed, Simulated, Spread};
use crate::text::words::{count, number, people};

/// The figures, and what they rest on.
pub fn write(simulated: &Simulated, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let Asked { rounds, interval, repeat, seed, .. } = simulated.asked;
    let head = format!(
        "{} to come, one every {}, {} times over (seed {seed}):",
        count(rounds as usize, "round"),
        every(interval),
        number(repeat)
    );
    paragraphs(&[head], style, out)?;
    writeln!(out)?;
    table(simulated).write(style, out)?;
    writeln!(out)?;
    paragraphs(&[assumed(simulated)], style, out)
}

/// `month`, `2 weeks`.
fn every(interval: Interval) -> String {
    let words = interval.to_string();
    words.strip_prefix("1 ").map_or(words.clone(), String::from)
}

fn table(simulated: &Simulated) -> Grid {
    let mut grid = Grid::new(&[
        ("", Align::Left),
        ("median", Align::Right),
        ("nine of ten within", Align::Right),
    ]);
    let mut row = |what: &str, spread: Spread, digits: usize| {
        let figure = |value: f64| match digits {
            0 => number(format!("{value:.0}")),
            digits => format!("{value:.digits$}"),
        };
        let within = format!("{} to {}", figure(spread.low), figure(spread.high));
        grid.row([what.to_owned(), figure(spread.median), within]);
    };
    row("participants of a round", simulated.participants, 0);
    row("participants of the last round", simulated.last, 0);
    row("conversations per participant and year", simulated.per_year, 1);
    row("repeats in all rounds", simulated.repeats, 0);
    row("rounds without a repeat left, at most", simulated.runway, 0);
    grid
}

/// What is assumed, in words.
fn assumed(simulated: &Simulated) -> String {
    let Assumed { rounds, met, silence, leaves, skips, joins, says_in, people: here } =
        simulated.assumed;
    let Asked { change, opt_in, .. } = simulated.asked;
    let met = if change == 0.0 {
        format!("{} of pairs meet, whatever the interval", percent(met))
    } else {
        let then = (met + change).clamp(0.0, 1.0);
        let by = points(change.abs()).replace('+', "");
        let more = if change > 0.0 { "more" } else { "fewer" };
        format!("{} of pairs meet, {by} {more} than until now", percent(then))
    };
    let asked = match (opt_in, says_in) {
        (OptIn::Ask, Some(share)) => format!(
            "; of those who are asked {} say that they are in, as many as answer afterwards",
            percent(share)
        ),
        (OptIn::Ask, None) => "; as many say that they are in as until now".into(),
        (OptIn::Assume, _) => String::new(),
    };
    format!(
        "Assumed, from {} of your own: {} who take part now; {met}, each person as often as they \
         usually do; nobody says anything of {} of the others; within a month {} leave and {joins:.1} \
         join, and {} of those there skip a round{asked}. It shows what follows from that, not what \
         will be.",
        count(rounds, "closed round"),
        people(here),
        percent(silence),
        percent(leaves),
        percent(skips),
    )
}

/// The figures.
pub fn json(simulated: &Simulated, out: &mut dyn Write) -> io::Result<()> {
    let Simulated { asked, assumed, .. } = simulated;
    let document = json!({
        "rounds": asked.rounds,
        "interval": asked.interval.to_string(),
        "interval_months": asked.interval.months(),
        "opt_in": asked.opt_in.word(),
        "change": asked.change,
        "repeat": asked.repeat,
        "seed": asked.seed,
        "assumed": {
            "closed_rounds": assumed.rounds,
            "people": assumed.people,
            "met": assumed.met,
            "silent_of_not_met": assumed.silence,
            "leave_per_month": assumed.leaves,
            "skip_a_round": assumed.skips,
            "join_per_month": assumed.joins,
            "say_in": assumed.says_in,
        },
        "participants": spread(simulated.participants),
        "last_round": spread(simulated.last),
        "conversations_per_year": spread(simulated.per_year),
        "repeats": spread(simulated.repeats),
        "runway_at_most": spread(simulated.runway),
    });
    write_json(&document, out)
}

fn spread(spread: Spread) -> Value {
    json!({ "median": spread.median, "low": spread.low, "high": spread.high })
}
