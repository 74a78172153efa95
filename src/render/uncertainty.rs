//! The figures of uncertainty as JSON, by the names of `docs/report-json.md`. What a guard forbids
//! is `null`.

use serde_json::{Map, Value, json};

use crate::report::Uncertainty;
use crate::report::uncertainty::forecast::Ahead;
use crate::report::uncertainty::meetings::{MeetingsDifference, YEAR};
use crate::report::uncertainty::shares::Difference;
use crate::report::uncertainty::spans::Side;
use crate::report::uncertainty::{
    Forecast, Latest, MeetingsFigures, Mixed, MixingByChance, PooledShare, Spans, Unusual, Verdict,
};

use super::fields::{Fields, fields};

/// The entry `uncertainty` of the report.
pub fn entry<'a>(uncertainty: &Uncertainty) -> Fields<'a> {
    // The matrix is for the page.
    let Uncertainty { pooled, latest, meetings, mixing, matrix: _, forecast } = uncertainty;
    let mixing: Map<_, _> =
        mixing.iter().map(|(what, mixing)| (what.word().to_owned(), by_chance(mixing))).collect();
    fields! {
        "pooled": pooled.map(|pooled| pooled_share(&pooled)),
        "latest": latest.map(|latest| self::latest(&latest)),
        "meetings": meetings.map(|meetings| self::meetings(&meetings)),
        "mixing": Value::Object(mixing),
        "forecast": forecast.as_ref().map(self::forecast),
    }
}

fn pooled_share(pooled: &PooledShare) -> Value {
    let PooledShare { people, counts, rate, variance, naive_variance, certainty } = pooled;
    let sure = certainty.as_ref();
    json!({
        "people": people,
        "pairs": counts.pairs,
        "met": counts.met,
        "not_met": counts.not_met,
        "not_confirmed": counts.not_confirmed,
        "rate": rate,
        "variance": variance,
        "naive_variance": naive_variance,
        "wilson": sure.map(|sure| sure.wilson),
        "t": sure.map(|sure| sure.t),
        "se": sure.map(|sure| sure.se),
        "design_effect": sure.map(|sure| sure.design_effect),
        "interval": sure.map(|sure| sure.interval),
        "plain_interval": sure.map(|sure| sure.plain_interval),
        "bounds": counts.bounds(),
        "design_effect_upper": sure.map(|sure| sure.design_effect_upper),
        "chance_and_silence": sure.map(|sure| sure.chance_and_silence),
    })
}

fn latest(latest: &Latest) -> Value {
    let limits = latest.limits.as_ref();
    json!({
        "round": latest.round.get(),
        "pairs": latest.pairs,
        "met": latest.met,
        "rate": latest.rate(),
        "rounds_before": latest.rounds_before,
        "pairs_before": latest.pairs_before,
        "met_before": latest.met_before,
        "difference": latest.difference.as_ref().map(difference),
        "difference_upper": latest.difference_upper.as_ref().map(difference),
        "mean": limits.map(|limits| limits.mean),
        "spread": limits.and_then(|limits| limits.spread),
        "t": limits.map(|limits| limits.t),
        "limits": limits.map(|limits| [limits.low, limits.high]),
        "outside": limits.map(|limits| limits.outside),
        "earlier_rounds_as_low": latest.as_low,
        "earlier_rounds_as_high": latest.as_high,
        "verdict": match latest.verdict {
            Unusual::TooFew => "too_few",
            Unusual::TooFewRounds => "too_few_rounds",
            Unusual::AsUsual => "as_usual",
            Unusual::Low => "unusually_low",
            Unusual::High => "unusually_high",
        },
    })
}

/// A difference of two shares.
pub fn difference(found: &Difference) -> Value {
    let Difference { df, t, correlation, difference, low, high } = found;
    json!({
        "df": df,
        "t": t,
        "correlation": correlation,
        "difference": difference,
        "low": low,
        "high": high,
    })
}

fn meetings(meetings: &MeetingsFigures) -> Value {
    let MeetingsFigures { conversations, participant_months, per_month, people, per_year } =
        meetings;
    json!({
        "conversations": conversations,
        "participant_months": participant_months,
        "per_month": per_month,
        "per_year": per_month * YEAR,
        "se_per_year": per_year.map(|(se, _)| se),
        "interval_per_year": per_year.map(|(_, interval)| interval),
        "people": people,
    })
}

fn by_chance(mixing: &MixingByChance) -> Value {
    let MixingByChance { given, wished, connections, across, chance, .. } = mixing;
    let given: Vec<_> = given.iter().map(ToString::to_string).collect();
    let share = (*connections > 0).then(|| *across as f64 / *connections as f64);
    json!({
        "given": if given.is_empty() { "no wish".into() } else { given.join(", ") },
        "wished": wished.as_ref().map(ToString::to_string),
        "connections": connections,
        "across": across,
        "share_across": share,
        "chance_across": chance.map(|chance| chance.share),
        "sd": chance.map(|chance| chance.sd),
        "chance_without_wishes": mixing.chance_without_wishes,
        "z": chance.and_then(|chance| chance.z),
        "verdict": match mixing.verdict {
            Mixed::TooFew => "too_few",
            Mixed::AsWished => "as_wished",
            Mixed::NoClearDifference => "no_clear_difference",
            Mixed::More => "more",
            Mixed::Less => "less",
        },
    })
}

fn forecast(forecast: &Forecast) -> Value {
    let Forecast { changes, mean_change, sd_change, t, ahead } = forecast;
    let ahead = ahead.as_ref().map(|ahead| {
        ahead.map(|Ahead { rounds, mean, sd, low, high }| {
            json!({"rounds": rounds, "mean": mean, "sd": sd, "low": low, "high": high})
        })
    });
    json!({
        "changes": changes,
        "mean_change": mean_change,
        "sd_change": sd_change,
        "t": t,
        "why": ahead.is_none().then_some("fewer than 4 changes"),
        "ahead": ahead,
    })
}

/// Two spans, as `compare --json` has them.
pub fn spans(spans: &Spans) -> Fields<'static> {
    let rounds = spans.by_rounds.as_ref();
    let meetings = spans.meetings.as_ref();
    let later = rounds.map(|found| &found.meetings);
    let Side { variance: v1, .. } = spans.now;
    let Side { variance: v2, .. } = spans.before;
    fields! {
        "covariance": spans.covariance,
        "dyadic_variance_of_the_difference": v1 + v2 - 2.0 * spans.covariance,
        "by_people": spans.by_people.as_ref().map(difference),
        "by_people_upper": spans.by_people_upper.as_ref().map(difference),
        "by_people_and_rounds": rounds.map(|found| difference(&found.met)),
        "by_people_and_rounds_upper": rounds.map(|found| difference(&found.upper)),
        "silence": rounds.map(|found| difference(&found.silence)),
        "verdict": word(spans.verdict),
        "meetings": json!({
            "reported_people": meetings.map(|both| per_year(&both[0])),
            "reported_people_and_rounds": later.map(|both| per_year(&both[0])),
            "upper_people": meetings.map(|both| per_year(&both[1])),
            "upper_people_and_rounds": later.map(|both| per_year(&both[1])),
        }),
        "meetings_verdict": more_or_fewer(spans.meetings_verdict),
    }
}

/// One side of two spans.
pub fn side(side: &Side) -> Fields<'static> {
    let Side { counts, people, rounds, rate, variance, rounds_part, per_year } = *side;
    fields! {
        "met": counts.met,
        "pairs": counts.pairs,
        "not_met": counts.not_met,
        "not_confirmed": counts.not_confirmed,
        "people": people,
        "rounds": rounds,
        "rate": rate,
        "variance": variance,
        "rounds_part": rounds_part,
        "conversations_per_year": per_year,
    }
}

fn per_year(found: &MeetingsDifference) -> Value {
    let MeetingsDifference { df, t, now, before, se, low, high, ratio } = found;
    json!({
        "df": df,
        "t": t,
        "now_per_year": now,
        "before_per_year": before,
        "difference_per_year": now - before,
        "se_per_year": se,
        "low": low,
        "high": high,
        "ratio": ratio.map(|(ratio, _, _)| ratio),
        "ratio_low": ratio.map(|(_, low, _)| low),
        "ratio_high": ratio.map(|(_, _, high)| high),
    })
}

/// The word for a verdict on conversations.
pub fn more_or_fewer(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Higher => "more",
        Verdict::Lower => "fewer",
        other => word(other),
    }
}

/// The word for a verdict on shares.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TooFew => "too_few",
        Verdict::TooFewRounds => "too_few_rounds",
        Verdict::NoClearDifference => "no_clear_difference",
        Verdict::AnswersDiffer => "answers_differ",
        Verdict::Higher => "higher",
        Verdict::Lower => "lower",
    }
}
