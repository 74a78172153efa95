//! Rounds without a repeat that are left.

use serde_json::json;

use super::Chapter;
use crate::domain::runway::Runway as Known;
use crate::report::{Report, Runway};

use crate::render::Part;
use crate::render::fields::{Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Block, Section};
use crate::render::phrases::percent;
use crate::render::runway::sentences;
use crate::text::words::count;

/// The columns as CSV.
const COLUMNS: [&str; 8] = [
    "active",
    "at_least",
    "at_most",
    "max_previous_partners_among_active",
    "used_share_of_possible",
    "found_at_least",
    "found_at_most",
    "if_nobody_sits_out_twice",
];

/// What is written of it.
pub const CHAPTER: Chapter = Chapter { section: |report, _, _| section(report), entries, rows };

/// Says what the command `runway` says, and how much is used up.
fn section(report: &Report) -> Section {
    let runway = report.runway;
    let said = sentences(runway.known, runway.interval);
    let mut said = said.lines();
    let headline = said.next().unwrap_or_default().to_owned();
    let used = runway.used_share.map(|used| match runway.most_partners {
        0 => "No two of them were together before.".into(),
        _ => format!(
            "{} of all connections among them are used up; nobody has more than {}.",
            percent(used),
            count(runway.most_partners, "former partner")
        ),
    });
    let rest: Vec<_> = said.map(str::to_owned).chain(used).collect();
    let blocks = (!rest.is_empty()).then(|| Block::Text(rest.join(" "))).into_iter().collect();
    Section { part: Some(Part::Runway), headline, blocks }
}

fn entries<'a>(report: &'a Report, _: Names<'a>) -> Fields<'a> {
    let (at_least, at_most, condition) = known(report.runway.known);
    let found = json!({
        "at_least": at_least,
        "at_most": at_most,
        "if_nobody_sits_out_twice": condition,
    });
    let runway = bounds(report.runway).and(fields! { "found": found });
    fields! { "runway": json!(runway) }
}

fn rows<'a>(report: &'a Report, _: Names<'a>) -> Rows<'a> {
    let (at_least, at_most, condition) = known(report.runway.known);
    let found = fields! {
        "found_at_least": at_least,
        "found_at_most": at_most,
        "if_nobody_sits_out_twice": condition,
    };
    Box::new(std::iter::once(bounds(report.runway).and(found).pick(&COLUMNS)))
}

fn known(known: Known) -> (u32, u32, bool) {
    let Known { people: _, at_least, at_most, sitting_out_once } = known;
    (at_least, at_most, sitting_out_once)
}

fn bounds<'a>(runway: Runway) -> Fields<'a> {
    let Runway {
        active,
        most_partners,
        at_least,
        at_most,
        used_share,
        // How long they last, and what is known beside them, have places of their own.
        interval: _,
        known: _,
    } = runway;
    fields! {
        "active": active,
        "max_previous_partners_among_active": most_partners,
        "at_least": at_least,
        "at_most": at_most,
        "used_share_of_possible": used_share,
    }
}
