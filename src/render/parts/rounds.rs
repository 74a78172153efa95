//! What became of the pairs.

use serde_json::{Value, json};

use super::{Chapter, round, summary};
use crate::domain::{AnswerRule, Outcome, Standing};
use crate::report::rounds::{Interval, RoundOutcomes};
use crate::report::uncertainty::FEWEST_PEOPLE;
use crate::report::{Comparison, OutcomeCounts, Overall, Report, Rounds};

use crate::render::compare::{meetings, months, shares};
use crate::render::fields::{Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Bar, Block, Cell, Ink, Section, Table, no_rounds, numbers, words};
use crate::render::phrases::{in_months, rate_with_limits, short_rate};
use crate::render::{Part, uncertainty};
use crate::text::words::{count, number, people};

/// What is written of it.
pub const CHAPTER: Chapter = Chapter { section: |report, _, _| section(report), entries, rows };

fn section(report: &Report) -> Section {
    let rounds = &report.rounds.rounds;
    let Some((latest, growth)) = rounds.last().zip(report.growth.rounds.last()) else {
        return no_rounds(Part::Rounds);
    };
    let notes = [
        rounds
            .iter()
            .any(|round| round.open)
            .then(|| "* Still open: pairs that wait for an answer count in no rate.".into()),
        not_collected(report),
        rounds.iter().any(|round| !round.open && has_limits(round.counts)).then(|| {
            "Brackets: where the share may lie by chance alone (95\u{a0}% interval).".into()
        }),
        Some(repeats(rounds)),
        disagreements(&report.overall),
    ];
    let all = report.overall.all.counts;
    let mut blocks = vec![Block::Legend(Ink::of(all)), Block::Table(table(rounds, all))];
    blocks.push(Block::Text(notes.into_iter().flatten().collect::<Vec<String>>().join(" ")));
    if let intervals @ [_, _, ..] = report.rounds.intervals.as_slice() {
        blocks.push(Block::Table(interval_table(intervals)));
    }
    if let Some(compared) = &report.intervals {
        blocks.push(Block::Text(interval_words(compared)));
    }
    Section { part: Some(Part::Rounds), headline: headline(latest, growth.participants), blocks }
}

fn headline(latest: &RoundOutcomes, participants: usize) -> String {
    let counts = latest.counts;
    let trios = match latest.trios {
        0 => String::new(),
        some => format!(" ({} of them a trio)", number(some)),
    };
    let who = format!("{} in {}{trios}", people(participants), count(counts.pairs, "pair"));
    if counts.not_collected > 0 {
        let unknown = "Whether they met was not collected.";
        return format!("Round {}: {who}. {unknown}", latest.number);
    }
    if latest.open {
        return format!(
            "Round {} is still open: {who}. {} met so far, {} did not, {} waiting for an answer.",
            latest.number,
            number(counts.met),
            number(counts.not_met),
            number(counts.waiting)
        );
    }
    format!("Round {}: {who}. {}", latest.number, summary::met_sentence(counts))
}

/// Rounds of which nobody was ever asked, said once.
fn not_collected(report: &Report) -> Option<String> {
    let rounds = &report.overall.not_collected;
    let (first, last) = (rounds.first()?, rounds.last()?);
    let of = match rounds.len() {
        1 => format!("round {first}"),
        some if last.get() - first.get() + 1 == u32::try_from(some).ok()? => {
            format!("rounds {first} to {last}")
        }
        some => format!("{} (the first is round {first})", count(some, "round")),
    };
    Some(format!("Of {of} it was not collected who met: they count in no rate."))
}

fn table(rounds: &[RoundOutcomes], all: OutcomeCounts) -> Table {
    let full = rounds.iter().map(|round| round.counts.pairs).max().unwrap_or(0).max(1);
    let mut columns = vec![
        numbers("round"),
        numbers("pairs"),
        words(""),
        numbers("met"),
        numbers("not\nmet"),
        numbers("not\nconfirmed"),
    ];
    columns.extend((all.waiting > 0).then(|| numbers("waiting")));
    columns.extend([numbers("met of\nall pairs"), numbers("people\nanswered").spare()]);
    let rows = rounds.iter().map(|round| {
        let counts = round.counts;
        let mut row = vec![
            Cell::Text(format!("{}{}", round.number, if round.open { "*" } else { "" })),
            counts.pairs.into(),
            Cell::Bar(Bar { parts: bar(counts), full }),
        ];
        row.extend(Outcome::ALL.map(|outcome| match counts.not_collected {
            0 => counts.count(outcome).into(),
            _ => Cell::Text("-".into()),
        }));
        row.extend((all.waiting > 0).then(|| counts.waiting.into()));
        row.push(if round.open { Cell::Text("-".into()) } else { of_all(counts).into() });
        row.push(if round.open {
            format!("{} so far", number(round.answers)).into()
        } else {
            short_rate(round.response_rate).into()
        });
        row
    });
    Table { rows: rows.collect(), columns }
}

/// Pairs of which a share says where others like it may lie: those of [`FEWEST_PEOPLE`].
fn has_limits(counts: OutcomeCounts) -> bool {
    2 * counts.counted() >= FEWEST_PEOPLE
}

/// The share that met; of one round, so that chance alone can be told, but not of very few.
fn of_all(counts: OutcomeCounts) -> String {
    let share = counts.of_all(Outcome::Met);
    if has_limits(counts) { rate_with_limits(share) } else { short_rate(share) }
}

fn bar(counts: OutcomeCounts) -> Vec<(Ink, usize)> {
    Standing::ALL.map(|standing| (standing.into(), counts.standing(standing))).into()
}

fn repeats(rounds: &[RoundOutcomes]) -> String {
    let repeats: usize = rounds.iter().map(|round| round.repeats).sum();
    let connections: usize = rounds.iter().map(|round| round.connections).sum();
    if repeats == 0 {
        return "No two people were put together twice.".into();
    }
    let lately = rounds.last().map_or(0, |round| round.repeats);
    format!(
        "{} of {} were repeats, {} of them in the latest round.",
        number(repeats),
        count(connections, "connection"),
        number(lately)
    )
}

/// What became of the pairs by the months that they had.
fn interval_table(intervals: &[Interval]) -> Table {
    let whole = intervals.iter().all(|one| one.length.whole_months().is_some());
    let columns = vec![
        numbers(if whole { "months\nto meet" } else { "time\nto meet" }),
        numbers("rounds"),
        numbers("pairs"),
        numbers("met"),
        numbers("met of\nall pairs"),
        numbers("conversations per\nperson and year"),
    ];
    let rows = intervals.iter().map(|interval| {
        vec![
            Cell::Text(if whole {
                in_months(interval.length).to_string()
            } else {
                interval.length.to_string()
            }),
            interval.rounds.into(),
            interval.counts.pairs.into(),
            interval.counts.met.into(),
            // Over several rounds the plain limits would be too narrow.
            short_rate(interval.counts.of_all(Outcome::Met)).into(),
            Cell::Text(format!("{:.1}", interval.per_year)),
        ]
    });
    Table { rows: rows.collect(), columns }
}

/// Whether the latest interval went with more meetings than the one before, and what that does not
/// show.
fn interval_words(compared: &Comparison) -> String {
    let (now, before) = (months(&compared.now.intervals), months(&compared.before.intervals));
    format!(
        "With {now} to meet now, {before} before. {} {} The season, a trend, and the leaving of \
         those who seldom meet stand beside every difference. More: `unmentor compare --intervals`.",
        shares(&compared.spans),
        meetings(&compared.spans)
    )
}

/// What would change under another rule; nothing when nobody disagrees.
fn disagreements(overall: &Overall) -> Option<String> {
    let some = overall.answers.disagreements;
    if some == 0 {
        return None;
    }
    let reading = match overall.rule {
        AnswerRule::AnyYes => "met",
        AnswerRule::AnyNo => "not met",
        AnswerRule::Strict => "not confirmed",
    };
    let who = match some {
        1 => "In 1 pair people disagree whether they met: it counts".into(),
        some => format!("In {} people disagree whether they met: these count", count(some, "pair")),
    };
    Some(format!("{who} as {reading} (rule {}).", overall.rule.word()))
}

fn entries<'a>(report: &'a Report, _: Names<'a>) -> Fields<'a> {
    let Rounds { rounds: _, intervals } = &report.rounds;
    let intervals = intervals.iter().map(|interval| {
        let Interval { length, rounds, counts, met_per_month, per_year } = interval;
        json!(fields! {
            "interval_months": in_months(*length),
            "interval": length.to_string(),
            "rounds": *rounds,
            "pairs": counts.pairs,
            "met": counts.met,
            "met_of_all": counts.of_all(Outcome::Met),
            "met_per_month": *met_per_month,
            "conversations_per_year": *per_year,
        })
    });
    fields! { "rounds": round::list(report) }.and(summary::entries(&report.overall)).and(fields! {
        "intervals": intervals.collect::<Value>(),
        "uncertainty": uncertainty::entry(&report.uncertainty),
    })
}

fn rows<'a>(report: &'a Report, _: Names<'a>) -> Rows<'a> {
    round::rows(report, &round::OUTCOMES)
}
