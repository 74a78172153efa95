//! Who comes and stays.

use serde_json::json;

use super::{Chapter, round, who};
use crate::report::growth::{Retention, RoundGrowth, Said};
use crate::report::{Growth, Report};

use crate::render::Part;
use crate::render::fields::{Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{
    Bar, Block, Cell, Column, Ink, Section, Table, no_rounds, numbers, words,
};
use crate::render::phrases::{change, percent};
use crate::text::words::{NO_BREAK, count, number, people};

/// What is written of it.
pub const CHAPTER: Chapter = Chapter { section, entries, rows };

fn section(report: &Report, names: Names<'_>, detailed: bool) -> Section {
    let growth = &report.growth;
    let Some(latest) = growth.rounds.last() else {
        return no_rounds(Part::Growth);
    };
    let mut blocks = vec![Block::Table(table(growth))];
    blocks.extend(growth.rounds.iter().filter_map(mark).map(Block::Text));
    blocks.extend(unknown(growth).map(Block::Text));
    blocks.extend(latest.said().and_then(|said| in_or_out(latest, said)).map(Block::Text));
    blocks.extend(outlook(report).map(Block::Text));
    blocks.extend(who::blocks(growth, names, detailed));
    let before = growth.rounds.len().checked_sub(2).map(|before| &growth.rounds[before]);
    Section { part: Some(Part::Growth), headline: headline(latest, before), blocks }
}

fn headline(latest: &RoundGrowth, before: Option<&RoundGrowth>) -> String {
    let came = format!("Round {}: {}", latest.number, people(latest.participants));
    let Some((before, growth)) = before.zip(latest.growth_pct) else {
        return format!("{came}.");
    };
    let difference = latest.participants.abs_diff(before.participants);
    let against = match latest.participants.cmp(&before.participants) {
        std::cmp::Ordering::Less => format!("{} fewer than in round", number(difference)),
        std::cmp::Ordering::Equal => "as many as in round".into(),
        std::cmp::Ordering::Greater => format!("{} more than in round", number(difference)),
    };
    format!(
        "{came}, {against} {} ({}). {} joined, {} came back, {} stayed, {} stayed away.",
        before.number,
        change(growth),
        number(latest.joiners),
        number(latest.returners),
        number(latest.retained),
        number(latest.lapsed)
    )
}

fn table(growth: &Growth) -> Table {
    let full = growth.rounds.iter().map(|round| round.participants).max().unwrap_or(0).max(1);
    let any_out = growth.rounds.iter().any(|round| round.sitting_out > 0);
    let mut columns = vec![
        numbers("round"),
        words("date").spare(),
        numbers("people"),
        words(""),
        words("change"),
        numbers("joined"),
        numbers("came\nback"),
        numbers("stayed"),
        numbers("stayed\naway"),
    ];
    if any_out {
        columns.push(numbers("sat\nout"));
    }
    let any_silent =
        growth.rounds.iter().any(|round| round.absent.is_some_and(|all| all.silent > 0));
    let any_absent = growth.rounds.iter().any(|round| round.absent.is_some());
    if any_absent {
        let absent = [numbers("not\ndue"), numbers("out"), numbers("paused")];
        columns.extend(absent.map(Column::spare));
        columns.extend(any_silent.then(|| numbers("silent").spare()));
    }
    let mut before = None;
    let rows = growth.rounds.iter().map(|round| {
        let mut row = vec![
            Cell::Text(round.number.to_string()),
            round.date.to_string().into(),
            round.participants.into(),
            Cell::Bar(Bar { parts: vec![(Ink::People, round.participants)], full }),
            Cell::Text(arrow(round, before.replace(round.participants))),
            round.joiners.into(),
            round.returners.into(),
            round.retained.into(),
            round.lapsed.into(),
        ];
        if any_out {
            row.push(round.sitting_out.into());
        }
        if any_absent {
            let cell = |count: Option<usize>| count.map_or(Cell::Text("?".into()), Cell::from);
            let absent = round.absent;
            row.extend([absent.map(|all| all.not_due), absent.map(|all| all.out)].map(cell));
            row.push(cell(absent.map(|all| all.paused)));
            row.extend(any_silent.then(|| cell(absent.map(|all| all.silent))));
        }
        row
    });
    Table { rows: rows.collect(), columns }
}

/// Rounds of which nobody knows who was absent, said once and only beside others.
fn unknown(growth: &Growth) -> Option<String> {
    let unknown = growth.rounds.iter().filter(|round| round.absent.is_none()).count();
    (0 < unknown && unknown < growth.rounds.len()).then(|| {
        format!(
            "Those who were paused, out or not due are no loss. It is not known (?) of {}, \
             where \"stayed away\" may hold some of them.",
            count(unknown, "older round")
        )
    })
}

/// What those said whose turn it was in a round, where it is more than that all of them are in.
fn in_or_out(round: &RoundGrowth, said: Said) -> Option<String> {
    let Said { asked, came, out, silent } = said;
    let silent = if silent > 0 { format!(", {} silent", number(silent)) } else { String::new() };
    (came < asked).then(|| {
        format!(
            "Round {}: it was the turn of {}; {} in, {} out{silent}.",
            round.number,
            people(asked),
            number(came),
            number(out)
        )
    })
}

/// Up or down, and by how much.
fn arrow(round: &RoundGrowth, before: Option<usize>) -> String {
    let Some((before, growth)) = before.zip(round.growth_pct) else {
        return String::new();
    };
    let sign = match round.participants.cmp(&before) {
        _ if growth.round() == 0.0 && round.participants != before => return change(growth),
        std::cmp::Ordering::Less => "\u{25bc}",
        std::cmp::Ordering::Equal => return "=".into(),
        std::cmp::Ordering::Greater => "\u{25b2}",
    };
    format!("{sign}{}{}", NO_BREAK, change(growth))
}

fn mark(round: &RoundGrowth) -> Option<String> {
    let note = crate::text::clean(round.mark.as_deref()?);
    Some(format!("Round {} is left out of trends: {note}.", round.number))
}

/// What to expect, said with care.
fn outlook(report: &Report) -> Option<String> {
    let stay = percent(report.growth.mean_retention?);
    let stay = format!("On average {stay} of those in one round are in the next.");
    let forecast = report.uncertainty.forecast.as_ref();
    let Some((changes, ahead)) = forecast.and_then(|found| Some((found.changes, found.ahead?)))
    else {
        return Some(stay);
    };
    // The forecast starts at the latest closed round.
    let open = report.overall.open.len();
    let next = ahead.get(open)?;
    let whole = |people: f64| number(format!("{:.0}", people.round().max(0.0)));
    let (low, high) = (whole(next.low), whole(next.high));
    let range = if low == high {
        String::new()
    } else {
        format!("; anything from {low} to {high} would be no surprise")
    };
    Some(format!(
        "{stay} If people go on coming and going as in the {} so far, the next round has about {} \
         people{range}.",
        count(changes, "change"),
        whole(next.mean)
    ))
}

fn entries<'a>(report: &'a Report, names: Names<'a>) -> Fields<'a> {
    let groups = who::entries(&report.growth, names);
    fields! { "rounds": round::list(report) }
        .and(retention(report))
        .and(fields! { "participants_by": groups })
}

/// Rates of those who stayed, and their mean without marked rounds.
pub fn retention(report: &Report) -> Fields<'_> {
    let Growth { rounds: _, retention, mean_retention, groups: _ } = &report.growth;
    let rate = |&Retention { into: _, share, counts: _ }: &Retention| share.rate;
    let rates: Vec<_> = retention.iter().map(rate).collect();
    fields! { "round_to_round_retention": json!(rates), "mean_retention": *mean_retention }
}

fn rows<'a>(report: &'a Report, names: Names<'a>) -> Rows<'a> {
    let groups = who::columns(&report.growth, names);
    let rounds = round::rows(report, &round::GROWTH);
    Box::new(rounds.zip(groups).map(|(round, groups)| round.and(groups)))
}
