//! The programme as a whole.

use serde_json::{Value, json};

use crate::domain::{AnswerRule, Outcome};
use crate::render::fields::{Fields, fields};
use crate::report::overall::{Answers, StatusCounts};
use crate::report::{Difference, Dyadic, OutcomeCounts, Overall, Pooled, Report, compare};

use crate::render::page::{Block, Section};
use crate::render::phrases::{between, percent, rate};
use crate::text::words::{NO_BREAK, count, count_is, number, people};

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
            "The roster has {}: {} active, {} paused, {} left.",
            people(all),
            number(status.active),
            number(status.paused),
            number(status.left)
        ),
    };
    if report.growth.rounds.is_empty() {
        let headline = "There are no rounds yet.".into();
        return Section { part: None, headline, blocks: vec![Block::Text(roster)] };
    }
    if closed.rounds == 0 {
        let (pairs, all) = (count(overall.all.counts.pairs, "pair"), overall.all.counts);
        let everybody = people(overall.ever_participated);
        let headline = format!(
            "The first round is still open: {everybody} in {pairs}, {} met so far.",
            number(all.met)
        );
        return Section { part: None, headline, blocks: vec![Block::Text(roster)] };
    }
    let headline = format!(
        "{}, {}, {}. {}",
        count(closed.rounds, "round"),
        people(overall.ever_participated),
        count(closed.counts.pairs, "pair"),
        met_sentence(closed.counts)
    );
    let mut blocks = vec![Block::Text(roster)];
    blocks.extend(overall.open.map(|(round, awaited)| {
        let pairs = count(awaited, "pair");
        Block::Text(format!("Round {round} is still open: {pairs} awaited, not counted here."))
    }));
    blocks.extend(certainty(overall).map(Block::Text));
    blocks.extend(trend(report).map(Block::Text));
    Section { part: None, headline, blocks }
}

/// `20 met: 54 % of all 37 pairs, 65 % of the 31 confirmed.`; without percentages where they
/// would say less than the counts.
pub fn met_sentence(counts: OutcomeCounts) -> String {
    let (all, confirmed) = (counts.of_all(Outcome::Met), counts.met_of_confirmed());
    if counts.pairs < FEW {
        return format!(
            "{} met, {} did not, {} not confirmed.",
            number(counts.met),
            number(counts.not_met),
            number(counts.not_confirmed)
        );
    }
    let pairs = count(counts.pairs, "pair");
    let of = match confirmed.n {
        0 => format!("{} of {pairs}, none confirmed", rate(all)),
        some if some == counts.pairs => format!("{} of {pairs}, all confirmed", rate(all)),
        some => format!(
            "{} of all {pairs}, {} of the {} confirmed",
            rate(all),
            rate(confirmed),
            number(some)
        ),
    };
    format!("{} met: {of}.", number(counts.met))
}

/// How sure the pooled rate is.
fn certainty(overall: &Overall) -> Option<String> {
    let counts = overall.closed.counts;
    let (least, most) = counts.bounds()?;
    let dyadic = overall.closed.dyadic?;
    if counts.pairs < compare::TOO_FEW {
        return Some("So few pairs say little about the next ones.".into());
    }
    let rate = percent(least);
    let unknown = match counts.not_confirmed {
        0 => String::new(),
        some => format!(
            "{} not confirmed: if none of these met, {rate} of all did; if all of them met, {}. ",
            count_is(some, "pair"),
            percent(most)
        ),
    };
    let plain = counts.of_all(Outcome::Met);
    let (robust, plain) =
        (between(&(dyadic.low..=dyadic.high)), between(&(plain.low?..=plain.high?)));
    let otherwise =
        if robust == plain { String::new() } else { format!("; {plain} if they did not") };
    Some(format!(
        "{unknown}Allowing for chance, {rate} may stand for anything from {robust} \
         (95{NO_BREAK}% interval, which knows that people stand in several pairs{otherwise})."
    ))
}

/// The latest closed round against the ones before it.
fn trend(report: &Report) -> Option<String> {
    let (round, compared) = report.rounds.comparison?;
    let before = format!("{} in the rounds before", rate(compared.before));
    let now = format!("{} of {}", rate(compared.now), count(compared.now.n, "pair"));
    Some(match compared.verdict {
        Difference::TooFew => format!(
            "Round {round} ({now} met, {before}): too few pairs to tell a difference from chance."
        ),
        Difference::NotClear => format!(
            "Round {round} ({now} met, {before}): no clear difference, which does not mean that \
             there is none."
        ),
        Difference::Higher => {
            format!("Round {round} went better: {now} met, {before}; more than chance would do.")
        }
        Difference::Lower => {
            format!("Round {round} went worse: {now} met, {before}; more than chance would do.")
        }
    })
}

/// What the JSON document says of the programme as a whole.
pub fn entries(overall: &Overall) -> Fields<'_> {
    let Overall {
        registered,
        ever_participated,
        status: StatusCounts { active, paused, left },
        all,
        closed,
        open,
        // It stands at the head of the document.
        rule: _,
        by_rule,
        answers: said,
    } = overall;
    let mut closed = pooled(closed);
    if let Some((open, awaited)) = open {
        closed = closed.and(fields! { "open_round": *open, "awaited": *awaited });
    }
    let whole = fields! {
        "registered": *registered,
        "ever_participated": *ever_participated,
        "never_participated": registered - ever_participated,
        "status_counts": json!({"active": active, "paused": paused, "left": left}),
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
    let OutcomeCounts { pairs, met, not_met, not_confirmed } = counts;
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
        "not_confirmed": not_confirmed,
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
