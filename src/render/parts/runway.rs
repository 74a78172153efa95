//! Rounds without a repeat that are left.

use serde_json::json;

use super::Chapter;
use crate::report::{Report, Runway};

use crate::render::Part;
use crate::render::fields::{Fields, Rows, fields};
use crate::render::names::Names;
use crate::render::page::{Block, Section};
use crate::render::phrases::percent;
use crate::text::words::{count, people};

/// The columns as CSV.
const COLUMNS: [&str; 5] = [
    "active",
    "at_least",
    "at_most",
    "max_previous_partners_among_active",
    "used_share_of_possible",
];

/// What is written of it.
pub const CHAPTER: Chapter = Chapter { section: |report, _, _| section(report), entries, rows };

fn section(report: &Report) -> Section {
    let runway = report.runway;
    let among = format!("Among the {} who take part now,", people(runway.active));
    let headline = match (runway.at_least, runway.at_most) {
        (_, 0) => format!("{among} every further round would have a repeat."),
        (0, most) => {
            format!("{among} {} left; this quick look cannot promise one.", left("at most", most))
        }
        (least, most) if least == most => format!("{among} {} left.", left("exactly", least)),
        (least, most) => {
            format!("{among} at least {least} and {} left.", left("at most", most))
        }
    };
    let used = runway.used_share.map(|used| {
        format!(
            "{} of all connections among them are used up; nobody has more than {}.",
            percent(used),
            count(runway.most_partners, "former partner")
        )
    });
    Section {
        part: Some(Part::Runway),
        headline,
        blocks: used.map(Block::Text).into_iter().collect(),
    }
}

/// `at most 63 rounds without a repeat are`.
fn left(how: &str, rounds: usize) -> String {
    let verb = if rounds == 1 { "is" } else { "are" };
    format!("{how} {} without a repeat {verb}", count(rounds, "round"))
}

fn entries<'a>(report: &'a Report, _: Names<'a>) -> Fields<'a> {
    fields! { "runway": json!(bounds(report.runway)) }
}

fn rows<'a>(report: &'a Report, _: Names<'a>) -> Rows<'a> {
    Box::new(std::iter::once(bounds(report.runway).pick(&COLUMNS)))
}

fn bounds<'a>(runway: Runway) -> Fields<'a> {
    let Runway { active, most_partners, at_least, at_most, used_share } = runway;
    fields! {
        "active": active,
        "max_previous_partners_among_active": most_partners,
        "at_least": at_least,
        "at_most": at_most,
        "used_share_of_possible": used_share,
    }
}
