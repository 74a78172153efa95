//! The programme as a whole.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::{AnswerRule, Outcome};
use crate::render::fields::{Fields, fields};
use crate::report::overall::{Answers, StatusCounts};
use crate::report::uncertainty::{FEWEST_PEOPLE, Latest, Limits, Unusual};
use crate::report::{Dyadic, OutcomeCounts, Overall, Pooled, Report};

use crate::render::page::{Block, Section};
use crate::render::phrases::{between, percent, points, points_between, rate};
use crate::text::excerpt;
use crate::text::words::{count, number, people};

/// Below this many pairs sentences give counts alone.
const FEW: usize = 10;

/// What is said first: the whole in a sentence, and how sure that is.
pub fn section(report: &Report) -> Section {
    let overall = &report.overall;
    let closed = overall.closed;
    let status = overall.status;
    let roster = match overall.registered {
        0 => "The roster is empty.".into(),
        all => format!(
            "The roster has {}: {} active, {} paused, {} left{}.",
            people(all),
            number(status.active),
            number(status.paused),
            number(status.left),
            left_because(overall)
        ),
    };
    if report.growth.rounds.is_empty() {
        let headline = "There are no rounds yet.".into();
        return Section { part: None, headline, blocks: vec![Block::Text(roster)] };
    }
    if closed.rounds == 0 {
        let (pairs, all) = (count(overall.all.counts.pairs, "pair"), overall.all.counts);
        let everybody = people(overall.ever_participated);
        let (met, waiting) = (number(all.met), number(all.waiting));
        let headline = match overall.all.rounds {
            _ if overall.open.is_empty() => {
                format!("Whether they met was not collected: {everybody} in {pairs}.")
            }
            1 => format!(
                "The first round is still open: {everybody} in {pairs}, {met} met so far, {waiting} \
                 waiting for an answer."
            ),
            _ => format!(
                "No round with answers has closed yet: {everybody} in {pairs}, {met} met so far, \
                 {waiting} waiting for an answer."
            ),
        };
        return Section { part: None, headline, blocks: vec![Block::Text(roster)] };
    }
    let headline = format!(
        "{}, {}, {}. {}",
        count(closed.rounds, "round"),
        people(report.uncertainty.pooled.map_or(overall.ever_participated, |pooled| pooled.people)),
        count(closed.counts.pairs, "pair"),
        met_sentence(closed.counts)
    );
    let mut blocks = vec![Block::Text(roster)];
    blocks.extend(overall.open.iter().map(|&(round, awaited)| {
        let pairs = count(awaited, "pair");
        Block::Text(format!(
            "Round {round} is still open: {pairs} waiting for an answer. It is not counted here."
        ))
    }));
    blocks.extend(certainty(report).map(Block::Text));
    blocks.extend(trend(report).map(Block::Text));
    Section { part: None, headline, blocks }
}
/// `20 met: 54 % of all 37 pairs, 65 % of the 31 confirmed.`; without percentages where they
/// would say less than the counts.
pub fn met_sentence(counts: OutcomeCounts) -> String {
    let (all, confirmed) = (counts.of_all(Outcome::Met), counts.met_of_confirmed());
    if counts.counted() < FEW {
        return format!(
            "{} met, {} did not, {} not confirmed.",
            number(counts.met),
            number(counts.not_met),
            number(counts.not_confirmed)
        );
    }
    let pairs = count(counts.counted(), "pair");
    let of = match confirmed.n {
        0 => format!("{} of {pairs}, none confirmed", rate(all)),
        some if some == counts.counted() => format!("{} of {pairs}, all confirmed", rate(all)),
        some => format!(
            "{} of all {pairs}, {} of the {} confirmed",
            rate(all),
            rate(confirmed),
            number(some)
        ),
    };
    format!("{} met: {of}.", number(counts.met))
}

/// How sure the pooled rate is: chance and silence in one interval.
fn certainty(report: &Report) -> Option<String> {
    let pooled = report.uncertainty.pooled.as_ref()?;
    let Some(sure) = &pooled.certainty else {
        return Some(format!(
            "Fewer than {FEWEST_PEOPLE} people were in pairs: these are counts, which say little \
             about other rounds."
        ));
    };
    let (least, most) = pooled.counts.bounds()?;
    let (low, high) = sure.chance_and_silence;
    let range = between(&(low..=high));
    let said = if pooled.counts.not_confirmed == 0 {
        format!("{} met; by chance {range}", percent(least))
    } else {
        let (least, most) = (percent(least), percent(most));
        format!("At least {least} met, at most {most}; chance and silence together {range}")
    };
    Some(format!(
        "{said}. Another set of people like these would come out in that range in the same months \
         (95\u{a0}%)."
    ))
}

/// The latest closed round against the ones before it.
pub fn trend(report: &Report) -> Option<String> {
    let latest = report.uncertainty.latest.as_ref()?;
    let round = latest.round;
    let pairs = count(latest.pairs, "pair");
    if latest.rounds_before == 0 {
        let of = format!("{} of {pairs} met", number(latest.met));
        return Some(latest.interval.map_or_else(
            || format!("Round {round}: {of}; the rounds before had another interval."),
            |interval| format!("Round {round} is the first with {interval}: {of}."),
        ));
    }
    let now = format!("{} of {pairs} met", percent(latest.rate()));
    let Some(apart) = latest.difference else {
        let before = count(latest.pairs_before, "pair");
        let (met, met_before) = (number(latest.met), number(latest.met_before));
        return Some(format!(
            "Round {round}: {met} of {pairs} met, {met_before} of {before} in the rounds before."
        ));
    };
    let Some(limits) = &latest.limits else {
        return Some(format!(
            "Round {round}: {now}, {} in the rounds before; {} ({}).",
            percent(latest.met_before as f64 / latest.pairs_before as f64),
            points(apart.difference),
            points_between(apart.low, apart.high)
        ));
    };
    Some(unusual(latest, limits, &now))
}

/// Whether the latest round is unlike the rounds before.
fn unusual(latest: &Latest, limits: &Limits, now: &str) -> String {
    let round = latest.round;
    let range = between(&(limits.low.max(0.0)..=limits.high.min(1.0)));
    let show = match limits.spread {
        Some(_) => {
            format!("rounds of this programme lie between {}", range.replacen(" to ", " and ", 1))
        }
        None => format!(
            "in the {} before it was {}",
            count(latest.rounds_before, "round"),
            percent(limits.mean)
        ),
    };
    let beside = "The season and who came may be why.";
    match latest.verdict {
        Unusual::Low => format!("Round {round} was unusually low: {now}; {show}. {beside}"),
        Unusual::High => format!("Round {round} was unusually high: {now}; {show}. {beside}"),
        _ if limits.outside == 0 => {
            format!("Round {round}: {now}, within what rounds of this programme show ({range}).")
        }
        _ => format!(
            "Round {round}: {now}; {show}. That is no verdict: who was silent or who came could \
             explain it."
        ),
    }
}

/// Why people left, as far as it is noted: ` (2 moved, 1 retired, of 4 it is not noted)`.
fn left_because(overall: &Overall) -> String {
    let noted: usize = overall.left_because.iter().map(|(_, count)| count).sum();
    if noted == 0 {
        return String::new();
    }
    let each = overall.left_because.iter();
    let mut each: Vec<_> =
        each.map(|(why, count)| format!("{} {}", number(*count), excerpt(why))).collect();
    match overall.status.left - noted {
        0 => {}
        rest => each.push(format!("of {} it is not noted", number(rest))),
    }
    format!(" ({})", each.join(", "))
}

/// What the JSON document says of the programme as a whole.
pub fn entries(overall: &Overall) -> Fields<'_> {
    let Overall {
        registered,
        ever_participated,
        status: StatusCounts { active, paused, left },
        left_because,
        all,
        closed,
        open,
        not_collected: _,
        // It stands at the head of the document.
        rule: _,
        by_rule,
        answers: said,
    } = overall;
    let mut closed = pooled(closed);
    if let Some((open, awaited)) = open.last() {
        closed = closed.and(fields! { "open_round": *open, "awaited": *awaited });
    }
    let whole = fields! {
        "registered": *registered,
        "ever_participated": *ever_participated,
        "never_participated": registered - ever_participated,
        "status_counts": json!({"active": active, "paused": paused, "left": left}),
        "left_because": json!(left_because.iter().cloned().collect::<BTreeMap<_, _>>()),
    };
    let whole = whole.and(pooled(all)).and(fields! { "closed": json!(closed) });
    fields! {
        "overall": json!(whole),
        "answers": answers(*said),
        "totals_by_rule": totals_by_rule(by_rule),
    }
}

/// The pairs of several rounds together.
fn pooled<'a>(pooled: &Pooled) -> Fields<'a> {
    let Pooled { rounds, counts, dyadic } = *pooled;
    let OutcomeCounts { pairs, met, not_met, not_confirmed: _, waiting, not_collected } = counts;
    let dyadic = dyadic.map(|dyadic| {
        let Dyadic { rate, se, low, high, naive_se, design_effect } = dyadic;
        json!({
            "rate": rate,
            "se": se,
            "low": low,
            "high": high,
            "naive_se": naive_se,
            "design_effect": design_effect,
        })
    });
    fields! {
        "rounds": rounds,
        "pairs": pairs,
        "met": met,
        "not_met": not_met,
        "not_confirmed": counts.without_word(),
        "waiting": waiting,
        "not_collected": not_collected,
        "met_of_all": counts.of_all(Outcome::Met),
        "met_of_confirmed": counts.met_of_confirmed(),
        "met_rate_bounds": counts.bounds().map(|(least, most)| json!([least, most])),
        "met_of_all_dyadic": dyadic,
    }
}

fn answers(answers: Answers) -> Value {
    let Answers { response_rate, pairs_with_any, pairs_with_two, disagreements, disagreement_rate } =
        answers;
    json!(fields! {
        "rows": response_rate.k,
        "persons_paired": response_rate.n,
        "pairs_with_any": pairs_with_any,
        "pairs_with_two_or_more": pairs_with_two,
        "disagreements": disagreements,
        "disagreement_rate_of_two_or_more": disagreement_rate,
        "response_rate": response_rate,
    })
}

fn totals_by_rule(totals: &[(AnswerRule, OutcomeCounts)]) -> Value {
    let totals = totals.iter().map(|(rule, counts)| {
        let totals = Outcome::ALL.map(|o| (o.code().to_owned(), counts.count(o).into()));
        (rule.word().to_owned(), Value::Object(totals.into_iter().collect()))
    });
    Value::Object(totals.collect())
}
