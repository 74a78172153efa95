//! Rounds, retention and trends in the JSON document.

use serde_json::{Map, Value, json};

use crate::domain::Outcome;
use crate::report::growth::RoundGrowth;
use crate::report::rounds::RoundOutcomes;
use crate::report::{Comparison, Difference, Report};
use crate::text::clean;

use super::share;

/// One object for each round: growth and outcomes together.
pub fn rounds(report: &Report) -> Vec<Value> {
    let growth = report.growth.rounds.iter();
    growth.zip(&report.rounds.rounds).map(|(growth, outcomes)| round(growth, outcomes)).collect()
}

fn round(growth: &RoundGrowth, outcomes: &RoundOutcomes) -> Value {
    let counts = outcomes.counts;
    json!({
        "round": growth.number.get(),
        "date": growth.date.to_string(),
        "interval_months": growth.interval_months,
        "open": outcomes.open,
        "mark": growth.mark.as_deref().map(clean),
        "participants": growth.participants,
        "pairs": counts.pairs,
        "trios": outcomes.trios,
        "sitting_out": growth.sitting_out,
        "joiners": growth.joiners,
        "returners": growth.returners,
        "retained": growth.retained,
        "lapsed": growth.lapsed,
        "ever_participated": growth.ever,
        "growth_pct": growth.growth_pct,
        "met": counts.met,
        "not_met": counts.not_met,
        "not_confirmed": counts.not_confirmed,
        "red_lines": counts.red(),
        "met_of_all": share(counts.of_all(Outcome::Met)),
        "met_of_confirmed": share(counts.met_of_confirmed()),
        "not_confirmed_of_all": share(counts.of_all(Outcome::NotConfirmed)),
        "not_met_of_all": share(counts.of_all(Outcome::NotMet)),
        "met_rate_bounds": counts.bounds().map(|(least, most)| [least, most]),
        "answers": outcomes.response_rate.k,
        "response_rate": share(outcomes.response_rate),
        "disagreements": outcomes.disagreements,
        "connections": outcomes.connections,
        "repeats": outcomes.repeats,
        "repeat_share": outcomes.repeat_share,
        "new_connections": outcomes.new_connections,
        "cumulative_connections": outcomes.cumulative_connections,
        "cumulative_offered": outcomes.cumulative_offered,
    })
}

/// Rates of those who stayed, and their mean without marked rounds.
pub fn retention(report: &Report) -> Map<String, Value> {
    let growth = &report.growth;
    let rates: Vec<_> = growth.retention.iter().map(|r| r.share.rate).collect();
    let mut retention = Map::new();
    retention.insert("round_to_round_retention".into(), json!(rates));
    retention.insert("mean_retention".into(), json!(growth.mean_retention));
    retention
}

/// Participants to expect.
pub fn forecast(report: &Report) -> Value {
    let forecast = report.growth.forecast.iter();
    forecast
        .map(|ahead| {
            json!({
                "h": ahead.ahead,
                "mean": ahead.mean,
                "sd": ahead.sd,
                "low": ahead.low,
                "high": ahead.high,
            })
        })
        .collect()
}

/// The latest closed round against those before it.
pub fn latest_comparison(report: &Report) -> Value {
    let Some((round, compared)) = report.rounds.comparison else {
        return Value::Null;
    };
    let mut fields = Map::new();
    fields.insert("round".into(), json!(round.get()));
    fields.insert("met_of_all".into(), share(compared.now));
    fields.insert("met_of_all_before".into(), share(compared.before));
    fields.extend(comparison(compared));
    Value::Object(fields)
}

/// What each interval came to, and how it compares with the next shorter one.
pub fn intervals(report: &Report) -> Value {
    let intervals = report.rounds.intervals.iter().map(|interval| {
        json!({
            "interval_months": interval.months,
            "rounds": interval.rounds,
            "pairs": interval.counts.pairs,
            "met": interval.counts.met,
            "met_of_all": share(interval.counts.of_all(Outcome::Met)),
            "met_per_month": interval.met_per_month,
            "against_shorter": interval.comparison.map(comparison),
        })
    });
    intervals.collect()
}

/// A difference and what may be said of it.
fn comparison(comparison: Comparison) -> Map<String, Value> {
    let difference = comparison
        .difference
        .map(|(middle, low, high)| json!({"rate": middle, "low": low, "high": high}));
    let verdict = match comparison.verdict {
        Difference::TooFew => "too_few_pairs",
        Difference::NotClear => "no_clear_difference",
        Difference::Higher => "higher",
        Difference::Lower => "lower",
    };
    let fields = [("difference", json!(difference)), ("verdict", json!(verdict))];
    fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
}
