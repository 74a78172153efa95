//! Rounds without a repeat that are left.

use crate::report::Report;

use super::super::phrases::{count, people, percent};
use super::{Block, Section};

pub fn section(report: &Report) -> Section {
    let runway = report.runway;
    let among = format!("Among the {} who take part now,", people(runway.active));
    let headline = match (runway.at_least, runway.at_most) {
        (_, 0) => format!("{among} every further round would have a repeat."),
        (0, most) => format!(
            "{among} at most {} without a repeat are left; this quick look cannot promise one.",
            count(most, "round")
        ),
        (least, most) if least == most => {
            format!("{among} {} without a repeat are left.", count(least, "round"))
        }
        (least, most) => format!(
            "{among} at least {least} and at most {} without a repeat are left.",
            count(most, "round")
        ),
    };
    let used = runway.used_share.map(|used| {
        format!(
            "{} of all connections among them are used up; nobody has more than {}.",
            percent(used),
            count(runway.most_partners, "former partner")
        )
    });
    Section { title: "Runway", headline, blocks: used.map(Block::Text).into_iter().collect() }
}
