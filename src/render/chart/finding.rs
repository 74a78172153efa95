//! What a chart of growth shows, as its title: facts about counts, and a verdict on the latest
//! round only where its figures carry one.

use crate::report::{Course, Report};
use crate::text::words::{count, number, people};

use crate::render::parts::summary;

/// The title of the growth chart; nothing before the first round.
pub fn title(report: &Report) -> Option<String> {
    let course = Course::of(&report.growth.rounds)?;
    let Course { latest, before, most, fewest, row, rounds } = course;
    let Some(before) = before else {
        return Some(format!("Round {} brought {} together", latest.round, people(latest.people)));
    };
    let now = format!("{} in round {}", people(latest.people), latest.round);
    if course.is_level() {
        return Some(format!(
            "As many people in each of {}: {}",
            count(rounds, "round"),
            number(latest.people)
        ));
    }
    let in_a_row = row.unsigned_abs();
    let row = (in_a_row > 1).then(|| format!("{in_a_row} rounds in a row"));
    let extreme = course.is_extreme() && rounds > 2;
    let rising = latest.people > before.people;
    Some(match (extreme, row) {
        (true, row) => {
            let row = row.map_or(String::new(), |row| {
                format!(", {} {row}", if rising { "up" } else { "down" })
            });
            let what = if rising { "More" } else { "Fewer" };
            format!("{what} people than ever: {}{row}", now.replacen(" people", "", 1))
        }
        (false, Some(row)) => {
            let (way, end) = if rising { ("Up", most) } else { ("Down", fewest) };
            let which = if rising { "the most so far were" } else { "the fewest so far were" };
            let end = if end.people == latest.people {
                String::new()
            } else {
                format!("; {which} {} in round {}", number(end.people), end.round)
            };
            format!("{way} {row}, to {now}{end}")
        }
        (false, None) => {
            let apart = number(latest.people.abs_diff(before.people));
            let against = match latest.people.cmp(&before.people) {
                std::cmp::Ordering::Less => format!("{apart} fewer than in"),
                std::cmp::Ordering::Equal => "as many as in".into(),
                std::cmp::Ordering::Greater => format!("{apart} more than in"),
            };
            let most = match rounds {
                ..3 => String::new(),
                _ if most.people == latest.people => "; there were never more".into(),
                _ => format!("; the most were {} in round {}", number(most.people), most.round),
            };
            format!("{now}, {against} round {}{most}", before.round)
        }
    })
}

/// What stands below the title: what became of the pairs of the latest closed round, against the
/// rounds before it.
pub fn standfirst(report: &Report) -> Option<String> {
    summary::trend(report)
}
