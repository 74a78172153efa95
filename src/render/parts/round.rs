//! The row of a round: its growth and its outcomes, which two parts share.

use crate::render::phrases::in_months;
use serde_json::json;

use crate::domain::Outcome;
use crate::render::fields::{Fields, Rows, Value, fields};
use crate::report::growth::{AbsentCounts, RoundGrowth, Said};
use crate::report::rounds::RoundOutcomes;
use crate::report::{OutcomeCounts, Report};
use crate::text::clean;

/// The columns of its growth as CSV.
pub const GROWTH: [&str; 17] = [
    "round",
    "date",
    "participants",
    "sitting_out",
    "joiners",
    "returners",
    "retained",
    "lapsed",
    "not_due",
    "out",
    "paused",
    "silent",
    "asked",
    "in",
    "ever_participated",
    "growth_pct",
    "mark",
];

/// The columns of its outcomes as CSV.
pub const OUTCOMES: [&str; 19] = [
    "round",
    "open",
    "pairs",
    "trios",
    "met",
    "not_met",
    "not_confirmed",
    "waiting",
    "not_collected",
    "met_of_all",
    "met_of_confirmed",
    "answers",
    "response_rate",
    "disagreements",
    "connections",
    "repeats",
    "new_connections",
    "cumulative_connections",
    "cumulative_offered",
];

/// Every round with some of its fields, as CSV has them.
pub fn rows<'a>(report: &'a Report, columns: &'static [&'static str]) -> Rows<'a> {
    Box::new(all(report).map(move |round| round.pick(columns)))
}

/// The rows of growth and of outcomes side by side.
pub fn side_by_side(report: &Report) -> Rows<'_> {
    let columns = [&GROWTH[..], &OUTCOMES[1..]].concat();
    Box::new(all(report).map(move |round| round.pick(&columns)))
}

/// All rounds as a list in the JSON document, with all their fields.
pub fn list(report: &Report) -> Value<'_> {
    Value::Rows(Box::new(|| Box::new(all(report))))
}

fn all(report: &Report) -> impl Iterator<Item = Fields<'_>> {
    let growth = report.growth.rounds.iter();
    growth.zip(&report.rounds.rounds).map(|(growth, outcomes)| round(growth, outcomes))
}

/// All fields of a round: what is new in its figures does not compile before it has a name here.
fn round<'a>(growth: &'a RoundGrowth, outcomes: &RoundOutcomes) -> Fields<'a> {
    let RoundGrowth {
        number,
        date,
        interval,
        participants,
        sitting_out,
        joiners,
        returners,
        retained,
        lapsed,
        excused: _,
        absent,
        ever,
        growth_pct,
        mark,
    } = growth;
    fields! {
        "round": *number,
        "date": date.to_string(),
        "interval_months": interval.map(in_months),
        "interval": interval.map(|interval| interval.to_string()),
        "open": outcomes.open,
        "mark": mark.as_deref().map(clean),
        "participants": *participants,
        "pairs": outcomes.counts.pairs,
        "trios": outcomes.trios,
        "sitting_out": *sitting_out,
        "joiners": *joiners,
        "returners": *returners,
        "retained": *retained,
        "lapsed": *lapsed,
    }
    .and(of_absent(*absent))
    .and(of_said(growth.said()))
    .and(fields! {
        "ever_participated": *ever,
        "growth_pct": *growth_pct,
    })
    .and(of_outcomes(outcomes))
}

/// What became of a round, but for what stands at its head.
fn of_outcomes<'a>(outcomes: &RoundOutcomes) -> Fields<'a> {
    let &RoundOutcomes {
        number: _,
        open: _,
        counts,
        trios: _,
        answers,
        response_rate,
        disagreements,
        connections,
        repeats,
        repeat_share,
        new_connections,
        cumulative_connections,
        cumulative_offered,
    } = outcomes;
    of_pairs(counts).and(fields! {
        "answers": answers,
        "response_rate": response_rate,
        "disagreements": disagreements,
        "connections": connections,
        "repeats": repeats,
        "repeat_share": repeat_share,
        "new_connections": new_connections,
        "cumulative_connections": cumulative_connections,
        "cumulative_offered": cumulative_offered,
    })
}

/// Who of the scheme had no place in it.
fn of_absent<'a>(absent: Option<AbsentCounts>) -> Fields<'a> {
    fields! {
        "not_due": absent.map(|absent| absent.not_due),
        "out": absent.map(|absent| absent.out),
        "paused": absent.map(|absent| absent.paused),
        "silent": absent.map(|absent| absent.silent),
    }
}

/// What those said whose turn it was.
fn of_said<'a>(said: Option<Said>) -> Fields<'a> {
    fields! { "asked": said.map(|said| said.asked), "in": said.map(|said| said.came) }
}

/// What became of its pairs, and the shares of that.
fn of_pairs<'a>(counts: OutcomeCounts) -> Fields<'a> {
    let OutcomeCounts { pairs: _, met, not_met, not_confirmed: _, waiting, not_collected } = counts;
    fields! {
        "met": met,
        "not_met": not_met,
        "not_confirmed": counts.without_word(),
        "waiting": waiting,
        "not_collected": not_collected,
        "red_lines": counts.red(),
        "met_of_all": counts.of_all(Outcome::Met),
        "met_of_confirmed": counts.met_of_confirmed(),
        "not_confirmed_of_all": counts.of_all(Outcome::NotConfirmed),
        "not_met_of_all": counts.of_all(Outcome::NotMet),
        "met_rate_bounds": counts.bounds().map(|(least, most)| json!([least, most])),
    }
}
