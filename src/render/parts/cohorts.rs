//! How many of those who began together are still with us.

use serde_json::{Value, json};

use super::{Chapter, growth};
use crate::report::{Cohort, Report, Share, share};

use crate::render::Part;
use crate::render::fields::{Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Block, Cell, Section, Table, no_rounds, numbers};
use crate::render::phrases::{rate, short_rate};
use crate::text::words::{number, people};

/// Rounds after the first that a long table shows; a short one shows the first six.
const LATER: [usize; 6] = [1, 2, 3, 6, 12, 23];

const HEADINGS: [&str; 24] = [
    "",
    "1 round\nlater",
    "2\nlater",
    "3\nlater",
    "4\nlater",
    "5\nlater",
    "6\nlater",
    "",
    "",
    "",
    "",
    "",
    "12\nlater",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "23\nlater",
];

/// What is written of it.
pub const CHAPTER: Chapter = Chapter { section: |report, _, _| section(report), entries, rows };

fn section(report: &Report) -> Section {
    let Some(first) = report.cohorts.first() else {
        return no_rounds(Part::Cohorts);
    };
    let later = first.active.len() - 1;
    let columns: Vec<usize> = if later <= 6 {
        (1..=later).collect()
    } else {
        LATER.into_iter().filter(|&after| after <= later).collect()
    };
    let mut blocks = vec![Block::Table(table(&report.cohorts, &columns))];
    let excused = |cohort: &Cohort| cohort.excused.iter().flatten().any(|&excused| excused > 0);
    if report.cohorts.iter().any(excused) {
        blocks.push(Block::Text(
            "Percentages are of those who could be there: those known to be paused, out or not \
            due are left out of them."
                .into(),
        ));
    }
    Section { part: Some(Part::Cohorts), headline: headline(first), blocks }
}

fn headline(first: &Cohort) -> String {
    match first.active.split_last() {
        Some((&still, [_, ..])) => {
            let share = due(first, first.active.len() - 1, still);
            let verb = if still == 1 { "was" } else { "were" };
            let of = match share.n {
                few if few < share::TOO_FEW => String::new(),
                all if all == first.size => format!(" ({})", rate(share)),
                all => format!(" ({} of the {} who could be)", rate(share), number(all)),
            };
            format!(
                "Of {} who began in round {}, {} {verb} in the latest round{of}.",
                people(first.size),
                first.first,
                number(still)
            )
        }
        _ => format!(
            "{} began in round {}; there is no later round yet.",
            people(first.size),
            first.first
        ),
    }
}

fn table(cohorts: &[Cohort], later: &[usize]) -> Table {
    let mut columns = vec![numbers("began in\nround"), numbers("people")];
    columns.extend(later.iter().map(|&after| numbers(HEADINGS[after])));
    let rows = cohorts.iter().map(|cohort| {
        let mut row = vec![Cell::Text(cohort.first.to_string()), cohort.size.into()];
        row.extend(later.iter().map(|&after| Cell::Text(still(cohort, after))));
        row
    });
    Table { rows: rows.collect(), columns }
}

/// Those who were there, of those who could be: who pauses, is out or is not due is no loss.
fn due(cohort: &Cohort, after: usize, active: usize) -> Share {
    let excused = cohort.excused.get(after).copied().flatten().unwrap_or(0);
    Share::of(active, cohort.size.saturating_sub(excused).max(active))
}

/// How many were there some rounds later; a percentage only for enough people.
fn still(cohort: &Cohort, after: usize) -> String {
    match cohort.active.get(after) {
        None => String::new(),
        Some(&active) if cohort.size >= share::TOO_FEW => {
            format!("{}\u{a0}({})", number(active), short_rate(due(cohort, after, active)))
        }
        Some(&active) => number(active),
    }
}

fn entries<'a>(report: &'a Report, _: Names<'a>) -> Fields<'a> {
    let cohorts = report.cohorts.iter().map(|cohort| {
        let Cohort { first, size, active, excused } = cohort;
        (first.to_string(), json!({"size": size, "active": active, "excused": excused}))
    });
    let cohorts = Value::Object(cohorts.collect());
    growth::retention(report).and(fields! { "cohorts": cohorts })
}

/// A row for each cohort and each round from its first one on.
fn rows<'a>(report: &'a Report, _: Names<'a>) -> Rows<'a> {
    Box::new(report.cohorts.iter().flat_map(|cohort| {
        let Cohort { first, size, active, excused } = cohort;
        active.iter().zip(excused).enumerate().map(|(later, (active, excused))| {
            fields! {
                "first_round": *first,
                "size": *size,
                "rounds_later": later,
                "active": *active,
                "excused": *excused,
            }
        })
    }))
}
