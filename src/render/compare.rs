//! Two spans of rounds side by side: in words and a table, as CSV and as JSON.

use crate::render::phrases::in_months;
use std::io::{self, Write};

use serde_json::json;

use crate::domain::{Interval, Outcome, RoundNumber};
use crate::report::Comparison;
use crate::report::compare::{Both, RoundsOf};
use crate::report::uncertainty::meetings::MeetingsDifference;
use crate::report::uncertainty::shares::Difference;
use crate::report::uncertainty::spans::Side;
use crate::report::uncertainty::{FEWEST_PAIRS, FEWEST_PEOPLE, FEWEST_ROUNDS, Spans, Verdict};
use crate::text::clean;
use crate::text::words::{NO_BREAK, count, list, number, people};

use super::fields::{Fields, fields};
use super::page::{Block, Cell, Page, Section, Table, numbers, words};
use super::phrases::{percent, percents, points, points_between};
use super::records::write_json;
use super::{Style, markdown, spreadsheet, terminal, uncertainty};

/// What a comparison is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sentences and a table for a terminal.
    Table,
    /// A row for each span.
    Csv,
    /// The figures with their intervals.
    Json,
    /// GitHub's Markdown.
    Markdown,
}

/// Writes a comparison of a programme; the style is that of a terminal.
pub fn write(
    programme: &str,
    comparison: &Comparison,
    (kind, style): (Kind, Style),
    out: &mut dyn Write,
) -> io::Result<()> {
    match kind {
        Kind::Table => terminal::write(&page(programme, comparison), style, out),
        Kind::Csv => spreadsheet::table(Box::new(rows(comparison).into_iter()), out),
        Kind::Json => write_json(&document(comparison), out),
        Kind::Markdown => markdown::write(&page(programme, comparison), &[], out),
    }
}

/// One entry of spans, with what a reader asks next.
fn document(comparison: &Comparison) -> Fields<'static> {
    let Comparison { now, before, spans, both } = comparison;
    let side = |side: &Side, rounds: &RoundsOf| uncertainty::side(side).and(further(rounds));
    let Both { people, now: now_per_year, before: before_per_year } = both;
    fields! { "now": side(&spans.now, now), "before": side(&spans.before, before) }
        .and(uncertainty::spans(spans))
        .and(fields! {
            "in_both": json!({
                "people": people,
                "now_per_year": now_per_year,
                "before_per_year": before_per_year,
            }),
        })
}

fn further(rounds: &RoundsOf) -> Fields<'static> {
    let numbers: Vec<_> = rounds.numbers.iter().map(|number| number.get()).collect();
    fields! {
        "participants_per_round": rounds.participants_per_round(),
        "round_numbers": json!(numbers),
        "interval_months": json!(rounds.intervals.iter().copied().map(in_months).collect::<Vec<_>>()),
    }
}

/// Both spans, the later one first.
fn rows(comparison: &Comparison) -> [Fields<'static>; 2] {
    let Comparison { now, before, spans, .. } = comparison;
    let row = |span: &'static str, rounds: &RoundsOf, side: &Side| {
        let limits = fields! {
            "participants_per_round": rounds.participants_per_round(),
            "round_numbers": numbers_of(&rounds.numbers),
        };
        fields! { "span": span }.and(uncertainty::side(side)).and(limits)
    };
    [row("now", now, &spans.now), row("before", before, &spans.before)]
}

fn page(programme: &str, comparison: &Comparison) -> Page {
    let Comparison { now, before, spans, both } = comparison;
    let mut blocks = vec![Block::Table(table(comparison))];
    blocks.push(Block::Text(meetings(spans)));
    blocks.push(Block::Text(who(comparison, *both)));
    blocks.extend(interval(comparison).map(Block::Text));
    blocks.push(Block::Text(CAUTION.into()));
    Page {
        title: clean(programme).into_owned(),
        subtitle: format!(
            "{} (now) against {} (before)",
            rounds(&now.numbers),
            rounds(&before.numbers).to_lowercase()
        ),
        sections: vec![Section { part: None, headline: shares(spans), blocks }],
    }
}

/// What stands beside every verdict on two spans.
pub const CAUTION: &str = "This compares these rounds, it does not say why they differ: the season, \
    a trend, and the leaving of those who seldom meet (which alone raises the share by some points) \
    stand beside every difference. Conversations per participant are those of everybody in a pair, \
    sitting out or known not to be due; who paused, skipped a round or had left is not in them. Open \
    and marked rounds are left out.";

/// The verdict on the shares, with the figures that it rests on.
pub fn shares(spans: &Spans) -> String {
    let Spans { now, before, .. } = spans;
    let Some(by_people) = spans.by_people else {
        return format!(
            "{} of {} met, {} of {} before: too few to compare (it takes {FEWEST_PEOPLE} people \
             and {FEWEST_PAIRS} pairs on each side).",
            number(now.counts.met),
            count(now.counts.pairs, "pair"),
            number(before.counts.met),
            count(before.counts.pairs, "pair")
        );
    };
    let both = format!(
        "{} of {} met, {} of {} before",
        percent(now.rate),
        count(now.counts.pairs, "pair"),
        percent(before.rate),
        count(before.counts.pairs, "pair")
    );
    let found = spans.by_rounds.map_or(by_people, |found| found.met);
    let apart = difference(&found);
    match spans.verdict {
        Verdict::TooFew | Verdict::TooFewRounds => format!(
            "{both}: {apart}; months differ as well. With fewer than {FEWEST_ROUNDS} rounds on a \
             side there is no verdict."
        ),
        Verdict::NoClearDifference => format!(
            "No clear difference: {both} ({apart}), which does not mean that there is none."
        ),
        Verdict::AnswersDiffer => format!(
            "{both} ({apart}), but people answered differently from before, and that alone may be \
             the difference: nothing can be said."
        ),
        Verdict::Higher => format!("A higher share met: {both} ({apart})."),
        Verdict::Lower => format!("A lower share met: {both} ({apart})."),
    }
}

/// `+4 points, -10 to +17 points by chance`.
fn difference(found: &Difference) -> String {
    let Difference { difference, low, high, .. } = *found;
    format!("{}, {} by chance", points(difference), points_between(low, high))
}

/// Conversations per participant and year, with the verdict on them.
pub fn meetings(spans: &Spans) -> String {
    let (now, before) = (spans.now.per_year, spans.before.per_year);
    let each = format!("Each participant had {now:.1} conversations a year, {before:.1} before");
    let by_rounds = spans.by_rounds.map(|found| found.meetings);
    let Some([found, _]) = by_rounds.or(spans.meetings) else {
        return format!("{each}.");
    };
    let times = ratio(&found).map_or_else(String::new, |ratio| format!(": {ratio}"));
    match spans.meetings_verdict {
        Verdict::TooFew | Verdict::TooFewRounds => format!("{each}{times}; no verdict."),
        Verdict::NoClearDifference => format!("{each}{times}; no clear difference."),
        Verdict::AnswersDiffer => {
            format!("{each}{times}; but people answered differently: nothing can be said.")
        }
        Verdict::Higher => format!("{each}{times}; that is clearly more."),
        Verdict::Lower => format!("{each}{times}; that is clearly fewer."),
    }
}

/// `40 % fewer (28 to 50 %)`, or with limits on both sides `5 % more (19 % fewer to 38 % more)`.
fn ratio(found: &MeetingsDifference) -> Option<String> {
    let (ratio, low, high) = found.ratio?;
    let change = |ratio: f64| percent((ratio - 1.0).abs());
    let way = |ratio: f64| if ratio < 1.0 { "fewer" } else { "more" };
    let (least, most) = if ratio < 1.0 { (high, low) } else { (low, high) };
    Some(if way(low) == way(high) {
        let least = change(least).replace(&format!("{NO_BREAK}%"), "");
        format!("{} {} ({least} to {})", change(ratio), way(ratio), change(most))
    } else {
        format!("{} {} ({} fewer to {} more)", change(ratio), way(ratio), change(low), change(high))
    })
}

/// A mean number of people.
fn whole(people: f64) -> String {
    number(format!("{people:.0}"))
}

/// How the scheme grew, and who was in both, held apart.
fn who(comparison: &Comparison, both: Both) -> String {
    let Comparison { now, before, spans, .. } = comparison;
    let (later, earlier) = (now.participants_per_round(), before.participants_per_round());
    let grown = format!(
        "A round had {} participants, {} before: the size of the scheme is in none of these shares.",
        whole(later),
        whole(earlier)
    );
    if both.people == 0 {
        return format!("{grown} Nobody was in both.");
    }
    let of = format!("{} of {} were there before", number(both.people), people(spans.now.people));
    format!(
        "{grown} {of}; these had {:.1} conversations a year, {:.1} before.",
        both.now, both.before
    )
}

/// What another interval means; nothing where both spans had the same.
fn interval(comparison: &Comparison) -> Option<String> {
    let (now, before) = (&comparison.now.intervals, &comparison.before.intervals);
    (now != before && !now.is_empty() && !before.is_empty()).then(|| {
        format!(
            "The intervals differ ({} now, {} before): with more time for each pair a larger \
             share meets, while everybody has fewer pairs, so look at both figures. A longer \
             interval by itself is no remedy for lack of time: offer people to skip a round, or \
             a slower rhythm of their own (`unmentor participants set WHO rhythm=2`).",
            months(now),
            months(before)
        )
    })
}

/// `1 month`, `1 or 2 months`.
pub fn months(intervals: &[Interval]) -> String {
    let months: Vec<_> = intervals.iter().filter_map(|one| one.whole_months()).collect();
    match intervals {
        [] => "not known".into(),
        [one] => one.to_string(),
        several if several.len() == months.len() => {
            let all: Vec<_> = months.iter().map(ToString::to_string).collect();
            format!("{} months", list(&all))
        }
        several => list(&several.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

/// `rounds 3 to 5`, `round 4`, `rounds 1, 3 and 7`.
fn rounds(numbers: &[RoundNumber]) -> String {
    let word = if numbers.len() == 1 { "Round" } else { "Rounds" };
    format!("{word} {}", numbers_of(numbers))
}

/// The same without the word.
fn numbers_of(numbers: &[RoundNumber]) -> String {
    let in_a_row = numbers.windows(2).all(|two| two[0].next() == two[1]);
    match numbers {
        [first, .., last] if in_a_row && numbers.len() > 2 => format!("{first} to {last}"),
        some => list(&some.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

fn table(comparison: &Comparison) -> Table {
    let Comparison { now, before, spans, both } = comparison;
    let two = [(&spans.now, now), (&spans.before, before)];
    let row = |what: &str, cell: &dyn Fn(&Side, &RoundsOf) -> String| {
        let cells = two.iter().map(|(side, rounds)| Cell::Text(cell(side, rounds)));
        std::iter::once(Cell::Text(what.into())).chain(cells).collect::<Vec<_>>()
    };
    // The three come to a hundred together.
    let share = |outcome: Outcome, side: &Side| {
        let part = side.counts.count(outcome);
        let parts = percents(&Outcome::ALL.map(|one| side.counts.count(one)));
        let mut parts = Outcome::ALL.into_iter().zip(parts);
        match parts.find(|(one, _)| *one == outcome) {
            Some((_, Some(share))) if side.counts.pairs >= FEWEST_PAIRS => {
                format!("{} ({share})", number(part))
            }
            _ => number(part),
        }
    };
    let mut intervals = now.intervals.iter().chain(&before.intervals);
    let all_months = intervals.all(|interval| interval.whole_months().is_some());
    let heading = if all_months { "months to meet" } else { "time to meet" };
    let rows = vec![
        row("rounds", &|_, rounds| numbers_of(&rounds.numbers)),
        row(heading, &|_, rounds| months(&rounds.intervals)),
        row("participants per round", &|_, rounds| whole(rounds.participants_per_round())),
        row("pairs", &|side, _| number(side.counts.pairs)),
        row("met", &|side, _| share(Outcome::Met, side)),
        row("not met", &|side, _| share(Outcome::NotMet, side)),
        row("not confirmed", &|side, _| share(Outcome::NotConfirmed, side)),
        row("conversations per participant and year", &|side, _| format!("{:.1}", side.per_year)),
        vec![
            Cell::Text(format!("the same of the {} who were in both", number(both.people))),
            Cell::Text(format!("{:.1}", both.now)),
            Cell::Text(format!("{:.1}", both.before)),
        ],
    ];
    Table { columns: vec![words(""), numbers("now"), numbers("before")], rows }
}
