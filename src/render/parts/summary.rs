//! The programme as a whole.

use crate::domain::Outcome;
use crate::report::{Difference, Overall, Report, compare};

use crate::render::page::{Block, Section};
use crate::render::phrases::{NO_BREAK, between, count, count_is, number, people, percent, rate};

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
        super::rounds::met_sentence(closed.counts)
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
