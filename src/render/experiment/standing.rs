//! How an experiment stands while it runs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::paragraphs;
use crate::domain::Experiment;
use crate::domain::experiment::Arm;
use crate::render::Style;
use crate::render::records::write_json;
use crate::report::experiment::Standing;
use crate::report::experiment::standing::ArmStanding;
use crate::text::clean;
use crate::text::words::{count, people};

/// Counts in words, without a word on the difference.
pub fn write(
    experiment: &Experiment,
    standing: &Standing,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let counts = standing.counts;
    let mut all = vec![
        clean(&experiment.question).into_owned(),
        format!("{}.", progress(standing)),
        format!(
            "So far {} in all, of which {} have an answer or have closed.",
            count(counts.pairs, "pair"),
            counts.met + counts.not_met + counts.not_confirmed
        ),
        still_there(standing.arms),
    ];
    if standing.across > 0 {
        all.push(format!(
            "{} across the two halves will not be read.",
            count(standing.across, "pair")
        ));
    }
    all.push(if standing.is_over() {
        "The planned end has come: it can be read.".into()
    } else {
        "Until then nothing can be said.".into()
    });
    paragraphs(&all, style, out)
}

/// `Round 4 of 12 has closed; the last is round 17`.
pub fn progress(standing: &Standing) -> String {
    let Standing { drawn, closed, planned, last, .. } = standing;
    format!(
        "{drawn} of {planned} rounds are drawn and {closed} have closed; the last is round {last}"
    )
}

/// How many of each arm have not left.
pub fn still_there(arms: [ArmStanding; 2]) -> String {
    let [shorter, longer] = arms.map(|arm| format!("{} of {}", arm.still_there, people(arm.drawn)));
    format!(
        "Still there: {shorter} with the shorter interval first, {longer} with the longer first."
    )
}

/// The counts.
pub fn json(experiment: &Experiment, standing: &Standing, out: &mut dyn Write) -> io::Result<()> {
    let document = json!({
        "question": experiment.question,
        "first_round": experiment.first.get(),
        "last_round": standing.last.get(),
        "rounds_planned": standing.planned,
        "rounds_drawn": standing.drawn,
        "rounds_closed": standing.closed,
        "is_over": standing.is_over(),
        "pairs": standing.counts.pairs,
        "pairs_across_arms": standing.across,
        "arms": arms(standing.arms),
    });
    write_json(&document, out)
}

/// Both arms.
pub fn arms(arms: [ArmStanding; 2]) -> Value {
    let each = Arm::ALL.into_iter().zip(arms).map(|(arm, standing)| {
        json!({
            "arm": arm.word(),
            "drawn": standing.drawn,
            "joined_later": standing.joined,
            "still_there": standing.still_there,
        })
    });
    each.collect()
}
