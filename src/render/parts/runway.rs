//! Rounds without a repeat that are left.

use crate::report::Report;

use crate::render::Part;
use crate::render::page::{Block, Section};
use crate::render::phrases::{count, people, percent};

pub fn section(report: &Report) -> Section {
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
