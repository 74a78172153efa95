//! What an experiment showed: three sentences, a table, JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{months, paragraphs, standing};
use crate::domain::Experiment;
use crate::domain::experiment::Primary;
use crate::render::Style;
use crate::render::grid::{Align, Grid};
use crate::render::phrases::{percent, points, points_between};
use crate::render::records::write_json;
use crate::render::uncertainty;
use crate::report::experiment::Reading;
use crate::report::experiment::drawn::DrawnDifference;
use crate::report::experiment::reading::WindowFigures;
use crate::report::experiment::standing::ArmStanding;
use crate::report::uncertainty::{FEWEST_PAIRS, FEWEST_PEOPLE, Verdict};
use crate::text::clean;
use crate::text::words::{count, number};

/// The reading in three sentences and a table.
pub fn write(
    experiment: &Experiment,
    reading: &Reading,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let question = clean(&experiment.question).into_owned();
    paragraphs(
        &[question, share(experiment, reading), drawn(reading), there(reading)],
        style,
        out,
    )?;
    writeln!(out)?;
    table(experiment, reading).write(style, out)
}

/// The first sentence: the share of pairs that met.
fn share(experiment: &Experiment, reading: &Reading) -> String {
    let [shorter, longer] = &reading.windows;
    if experiment.primary == Primary::Conversations {
        return "The share of pairs that met was not asked: the plan did not promise it.".into();
    }
    let each = |one: &WindowFigures| {
        format!("{} of {}", percent(one.rate), count(one.counts.pairs, "pair"))
    };
    let both = format!(
        "{} met with the longer interval, {} with the shorter",
        each(longer),
        each(shorter)
    );
    let Some(found) = reading.share else {
        return format!("{both}: too few to read ({TOO_FEW}).");
    };
    let apart = format!(
        "{}, {} by chance",
        points(found.difference),
        points_between(found.low, found.high)
    );
    match reading.verdict {
        Verdict::Higher => {
            format!("With the longer interval a higher share of pairs meets: {both} ({apart}).")
        }
        Verdict::Lower => {
            format!("With the longer interval a lower share of pairs meets: {both} ({apart}).")
        }
        Verdict::AnswersDiffer => format!(
            "{both} ({apart}), but more people said nothing with one interval than with the other, \
             and that alone may be the difference: nothing can be said."
        ),
        _ => format!(
            "No clear difference in the shares: {both} ({apart}), which does not mean that there \
             is none."
        ),
    }
}

const TOO_FEW: &str = "it takes 20 people and 30 pairs with each interval";
const _: () = assert!(FEWEST_PEOPLE == 20 && FEWEST_PAIRS == 30);

/// The second sentence: conversations of everybody who was drawn.
fn drawn(reading: &Reading) -> String {
    let [shorter, longer] = &reading.windows;
    let both = format!(
        "everybody who was drawn had {:.1} conversations a year with the longer interval, {:.1} \
         with the shorter",
        longer.per_year, shorter.per_year
    );
    let Some(DrawnDifference { low, high, .. }) = reading.drawn else {
        return format!("{}: too few to read ({TOO_FEW}).", sentence(&both));
    };
    let apart = format!("the difference is {low:+.1} to {high:+.1} by chance");
    match reading.drawn_verdict {
        Verdict::Higher => format!("More conversations: {both} ({apart})."),
        Verdict::Lower => format!("Fewer conversations: {both} ({apart})."),
        Verdict::AnswersDiffer => format!(
            "{} ({apart}), but more people said nothing with one interval than with the other: \
             nothing can be said.",
            sentence(&both)
        ),
        _ => format!("No clear difference in the conversations: {both} ({apart})."),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The third sentence: who is still there.
fn there(reading: &Reading) -> String {
    let there = standing::still_there(reading.arms);
    if ArmStanding::are_far_apart(reading.arms) {
        format!(
            "{there} They differ by more than 10 points, so the shares are of different people; \
             the conversations stand."
        )
    } else {
        there
    }
}

fn table(experiment: &Experiment, reading: &Reading) -> Grid {
    let [shorter, longer] = [1, 2].map(|times| experiment.interval.times(times).to_string());
    let mut grid =
        Grid::new(&[("", Align::Left), (&shorter, Align::Right), (&longer, Align::Right)]);
    let mut row = |what: &str, cell: &dyn Fn(&WindowFigures) -> String| {
        grid.row([what.to_owned(), cell(&reading.windows[0]), cell(&reading.windows[1])]);
    };
    row("pairs", &|one| number(one.counts.pairs));
    row("met", &|one| number(one.counts.met));
    row("not met", &|one| number(one.counts.not_met));
    row("not confirmed", &|one| number(one.counts.not_confirmed));
    row("share that met", &|one| percent(one.rate));
    row("conversations", &|one| number(format_args!("{:.0}", one.conversations)));
    row("months of everybody drawn", &|one| number(format_args!("{:.0}", one.months)));
    row("conversations per person and year", &|one| format!("{:.1}", one.per_year));
    grid
}

/// The figures, with the names of the report's uncertainty.
pub fn json(experiment: &Experiment, reading: &Reading, out: &mut dyn Write) -> io::Result<()> {
    let window = |one: &WindowFigures, times: u32| {
        json!({
            "interval_months": months(experiment.interval.times(times)),
            "people": one.people,
            "pairs": one.counts.pairs,
            "met": one.counts.met,
            "not_met": one.counts.not_met,
            "not_confirmed": one.counts.not_confirmed,
            "rate": one.rate,
            "conversations": one.conversations,
            "planned_months": one.months,
            "per_year": one.per_year,
        })
    };
    let [shorter, longer] = &reading.windows;
    let found = |one: &Option<_>| one.as_ref().map(uncertainty::difference);
    let document = json!({
        "question": experiment.question,
        "change": experiment.change,
        "level": experiment.level,
        "shorter": window(shorter, 1),
        "longer": window(longer, 2),
        "by_people": found(&reading.share),
        "by_people_upper": found(&reading.share_upper),
        "silence": found(&reading.silence),
        "verdict": match experiment.primary {
            Primary::Both => Some(uncertainty::word(reading.verdict)),
            Primary::Conversations => None,
        },
        "drawn": reading.drawn.as_ref().map(conversations),
        "drawn_upper": reading.drawn_upper.as_ref().map(conversations),
        "drawn_verdict": uncertainty::more_or_fewer(reading.drawn_verdict),
        "arms": standing::arms(reading.arms),
    });
    write_json(&document, out)
}

fn conversations(found: &DrawnDifference) -> Value {
    json!({
        "per_year": found.per_year,
        "difference_per_year": found.difference,
        "se_per_year": found.se,
        "t": found.t,
        "low": found.low,
        "high": found.high,
    })
}
