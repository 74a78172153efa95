//! A round in one paragraph, to paste into a message or a blog: without names, and without a
//! verdict, for which one round is too little.

use crate::domain::{Family, Outcome, RoundNumber};
use crate::report::growth::RoundGrowth;
use crate::report::reasons::ReasonCounts;
use crate::report::rounds::RoundOutcomes;
use crate::report::{OutcomeCounts, Report, share};
use crate::text::words::{NO_BREAK, count, list, number, people};

use super::parts::reasons::about;
use super::phrases::percent;

/// A share of fewer pairs is not said in per cent.
const FEW: usize = 20;

/// Who took part, who met, the red lines, a sentence on growth and one on reasons; `None` when
/// there is no such round.
///
/// ```
/// use unmentor::domain::{Programme, RoundNumber};
/// use unmentor::{render::paragraph, report::Report};
/// let report = Report::of(&Programme::default(), chrono::NaiveDate::MAX);
/// assert_eq!(paragraph::of(&report, RoundNumber::FIRST), None);
/// ```
pub fn of(report: &Report, round: RoundNumber) -> Option<String> {
    let at = report.growth.rounds.iter().position(|one| one.number == round)?;
    let (growth, outcomes) = (&report.growth.rounds[at], report.rounds.rounds.get(at)?);
    let before = at.checked_sub(1).map(|before| &report.growth.rounds[before]);
    let reasons = report.reasons.rounds.iter().find(|(one, _)| *one == round);
    let sentences = [
        Some(who(growth, outcomes)),
        Some(met(outcomes)),
        Some(growing(growth, before)),
        reasons.and_then(|(_, counts)| why(outcomes.counts.red(), counts)),
    ];
    let sentences: Vec<_> = sentences.into_iter().flatten().collect();
    Some(sentences.join(" ").replace(NO_BREAK, " "))
}

fn who(growth: &RoundGrowth, outcomes: &RoundOutcomes) -> String {
    let trios = match outcomes.trios {
        0 => String::new(),
        1 => ", one of them a trio".into(),
        some => format!(", {} of them trios", number(some)),
    };
    let verb = if growth.participants == 1 { "was" } else { "were" };
    format!(
        "In round {} ({}) {} {verb} introduced to each other in {}{trios}.",
        growth.number,
        growth.date.format("%-d %B %Y"),
        people(growth.participants),
        count(outcomes.counts.pairs, "pair")
    )
}

fn met(outcomes: &RoundOutcomes) -> String {
    let counts = outcomes.counts;
    let OutcomeCounts { met, not_met, not_confirmed, waiting, .. } = counts;
    if counts.not_collected == counts.pairs {
        return "Whether they met was not collected.".into();
    }
    if outcomes.open {
        return format!(
            "The round is still open: so far {} met, {} did not, and {} waiting for an answer.",
            number(met),
            number(not_met),
            match waiting {
                1 => "1 pair is".into(),
                some => format!("{} are", count(some, "pair")),
            }
        );
    }
    let pairs = counts.counted();
    let rate = counts.of_all(Outcome::Met).rate.filter(|_| pairs >= FEW);
    let share = rate.map_or(String::new(), |rate| format!(" ({})", percent(rate)));
    let red = match counts.red() {
        0 => return format!("All {} met.", count(pairs, "pair")),
        red => count(red, "red line"),
    };
    let unconfirmed = match not_confirmed {
        0 => String::new(),
        1 => " and 1 was not confirmed".into(),
        some => format!(" and {} were not confirmed", number(some)),
    };
    let not_met = number(not_met);
    format!(
        "{} of {} met{share}; {not_met} did not{unconfirmed}: {red}.",
        number(met),
        count(pairs, "pair")
    )
}

fn growing(growth: &RoundGrowth, before: Option<&RoundGrowth>) -> String {
    let Some(before) = before else {
        return "It was the first round, and everybody in it was new.".into();
    };
    let apart = number(growth.participants.abs_diff(before.participants));
    let against = match growth.participants.cmp(&before.participants) {
        std::cmp::Ordering::Less => format!("{apart} fewer"),
        std::cmp::Ordering::Equal => "as many".into(),
        std::cmp::Ordering::Greater => format!("{apart} more"),
    };
    let than = if growth.participants == before.participants { "as" } else { "than" };
    format!(
        "That is {against} people {than} in round {}: {} joined, {} came back, {} stayed away.",
        before.number,
        number(growth.joiners),
        number(growth.returners),
        number(growth.lapsed)
    )
}

/// What the red pairs said; nothing where there are none.
fn why(red: usize, counts: &ReasonCounts) -> Option<String> {
    let (pairs, given) = (&counts.pairs, counts.pairs.total());
    let of = match red {
        0 => return None,
        1 if given == 0 => return Some("The red line came without a reason.".into()),
        _ if given == 0 => return Some("Nobody gave a reason for the red lines.".into()),
        1 => "The red line came with a reason".into(),
        red => format!("{} of the {} red pairs gave a reason", number(given), number(red)),
    };
    let leading = pairs.leading().filter(|_| given >= share::TOO_FEW);
    let alone = |family: Family| {
        let most = pairs.family(family);
        Family::ALL.into_iter().filter(|one| pairs.family(*one) == most).count() == 1
    };
    if let Some(family) = leading.filter(|family| alone(*family)) {
        let most = number(pairs.family(family));
        return Some(format!("{of}, most often about {} ({most}).", about(family)));
    }
    // What was said is a fact; what matters most is not yet to be told.
    let said = Family::ALL.into_iter().filter(|family| pairs.family(*family) > 0);
    let said = said.map(|one| format!("{} about {}", number(pairs.family(one)), about(one)));
    Some(match said.collect::<Vec<_>>().as_slice() {
        [_] if given > 1 => {
            let all = if given == 2 { "both" } else { "all" };
            format!("{of}, {all} about {}.", pairs.leading().map_or("", about))
        }
        several => format!("{of}: {}.", list(several)),
    })
}
