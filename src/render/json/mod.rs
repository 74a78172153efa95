//! The report as JSON; `docs/report-json.md` is its description.

mod network;
mod participants;
mod rounds;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::domain::{Family, Outcome, Reason};
use crate::report::reasons::{ReasonCounts, ReasonTally};
use crate::report::{Cohort, Overall, Pooled, Reasons, Report, Share};
use crate::text::clean;

use super::Part;
use super::names::Names;
use participants::ParticipantsJson;

pub use participants::code as suggestion_code;

/// The document. What a part does not ask for is left out.
#[derive(Serialize)]
struct Document<'a> {
    programme: &'a str,
    today: String,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rounds: Option<Vec<Value>>,
    #[serde(flatten)]
    rest: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participants: Option<ParticipantsJson<'a>>,
}

/// Writes the document, indented by two spaces, with a final newline.
pub fn write(
    report: &Report,
    part: Option<Part>,
    names: Names<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wanted = |which: &[Part]| part.is_none_or(|part| which.contains(&part));
    let mut rest = Map::new();
    if wanted(&[Part::Rounds]) {
        rest.insert("overall".into(), overall(&report.overall));
        rest.insert("answers".into(), answers(&report.overall));
        rest.insert("totals_by_rule".into(), totals_by_rule(&report.overall));
        rest.insert("comparison".into(), rounds::latest_comparison(report));
        rest.insert("intervals".into(), rounds::intervals(report));
    }
    if wanted(&[Part::Growth, Part::Cohorts]) {
        rest.extend(rounds::retention(report));
    }
    if wanted(&[Part::Growth]) {
        rest.insert("forecast_drift".into(), rounds::forecast(report));
    }
    if wanted(&[Part::Reasons]) {
        rest.insert("reasons".into(), reasons(&report.reasons));
    }
    if wanted(&[Part::Cohorts]) {
        rest.insert("cohorts".into(), cohorts(&report.cohorts));
    }
    if wanted(&[Part::Network]) {
        rest.extend(network::network(report, names));
    }
    if wanted(&[Part::Runway]) {
        rest.insert("runway".into(), runway(report));
    }
    let programme = clean(&report.programme);
    let document = Document {
        programme: &programme,
        today: report.today.to_string(),
        rule: report.overall.rule.word(),
        rounds: wanted(&[Part::Growth, Part::Rounds]).then(|| rounds::rounds(report)),
        rest,
        participants: wanted(&[Part::Participants]).then(|| ParticipantsJson::of(report, names)),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// A share with its limits.
fn share(share: Share) -> Value {
    let Share { k, n, rate, low, high } = share;
    json!({"k": k, "n": n, "rate": rate, "low": low, "high": high})
}

fn overall(overall: &Overall) -> Value {
    let mut all = json!({
        "registered": overall.registered,
        "ever_participated": overall.ever_participated,
        "never_participated": overall.registered - overall.ever_participated,
        "status_counts": {
            "active": overall.status.active,
            "paused": overall.status.paused,
            "left": overall.status.left,
        },
    });
    let (pooled, mut closed) = (pooled(&overall.all), pooled(&overall.closed));
    if let (Some(all), Value::Object(pooled)) = (all.as_object_mut(), pooled) {
        all.extend(pooled);
        if let (Some(closed), Some((open, awaited))) = (closed.as_object_mut(), overall.open) {
            closed.insert("open_round".into(), json!(open.get()));
            closed.insert("awaited".into(), json!(awaited));
        }
        all.insert("closed".into(), closed);
    }
    all
}

/// The pairs of several rounds together.
fn pooled(pooled: &Pooled) -> Value {
    let counts = pooled.counts;
    json!({
        "rounds": pooled.rounds,
        "pairs": counts.pairs,
        "met": counts.met,
        "not_met": counts.not_met,
        "not_confirmed": counts.not_confirmed,
        "met_of_all": share(counts.of_all(Outcome::Met)),
        "met_of_confirmed": share(counts.met_of_confirmed()),
        "met_rate_bounds": counts.bounds().map(|(least, most)| [least, most]),
        "met_of_all_dyadic": pooled.dyadic.map(|dyadic| json!({
            "rate": dyadic.rate,
            "se": dyadic.se,
            "low": dyadic.low,
            "high": dyadic.high,
            "naive_se": dyadic.naive_se,
            "design_effect": dyadic.design_effect,
        })),
    })
}

fn answers(overall: &Overall) -> Value {
    let answers = overall.answers;
    json!({
        "rows": answers.response_rate.k,
        "persons_paired": answers.response_rate.n,
        "pairs_with_any": answers.pairs_with_any,
        "pairs_with_two_or_more": answers.pairs_with_two,
        "disagreements": answers.disagreements,
        "disagreement_rate_of_two_or_more": answers.disagreement_rate,
        "response_rate": share(answers.response_rate),
    })
}

fn totals_by_rule(overall: &Overall) -> Value {
    let totals = overall.by_rule.iter().map(|(rule, counts)| {
        let totals = Outcome::ALL.map(|o| (o.code().to_owned(), counts.count(o).into()));
        (rule.word().to_owned(), Value::Object(totals.into_iter().collect()))
    });
    Value::Object(totals.collect())
}

fn reasons(reasons: &Reasons) -> Value {
    let rounds = reasons.rounds.iter().map(|(number, counts)| {
        let mut round = Map::from_iter([("round".to_owned(), number.get().into())]);
        round.extend(reason_counts(counts));
        Value::Object(round)
    });
    let rounds = Value::Array(rounds.collect());
    let mut all = reason_counts(&reasons.overall);
    all.insert("rounds".into(), rounds);
    Value::Object(all)
}

fn reason_counts(counts: &ReasonCounts) -> Map<String, Value> {
    let codes = |tally: &ReasonTally| {
        let named = Reason::ALL.into_iter().filter(|&reason| tally.count(reason) > 0);
        named.map(|r| (r.code().to_owned(), tally.count(r).into())).collect::<Map<_, _>>()
    };
    let families = |tally: &ReasonTally| {
        Family::ALL.map(|f| (f.word().to_owned(), tally.family(f).into())).into_iter().collect()
    };
    let entries: [(&str, Value); 6] = [
        ("by_answer", Value::Object(codes(&counts.answers))),
        ("missing_answers", counts.answers_without.into()),
        ("by_pair", Value::Object(codes(&counts.pairs))),
        ("missing_pairs", counts.pairs_without.into()),
        ("families_by_answer", Value::Object(families(&counts.answers))),
        ("families_by_pair", Value::Object(families(&counts.pairs))),
    ];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn cohorts(cohorts: &[Cohort]) -> Value {
    let cohorts = cohorts.iter().map(|cohort| {
        (cohort.first.to_string(), json!({"size": cohort.size, "active": cohort.active}))
    });
    Value::Object(cohorts.collect())
}

fn runway(report: &Report) -> Value {
    let runway = report.runway;
    json!({
        "active": runway.active,
        "max_previous_partners_among_active": runway.most_partners,
        "at_least": runway.at_least,
        "at_most": runway.at_most,
        "used_share_of_possible": runway.used_share,
    })
}
