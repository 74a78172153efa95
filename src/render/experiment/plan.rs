//! What an experiment could find.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{months, paragraphs};
use crate::domain::Interval;
use crate::domain::experiment::Primary;
use crate::render::Style;
use crate::render::phrases::{percent, points};
use crate::render::records::write_json;
use crate::report::experiment::{Advice, Design, Plan, Planned};
use crate::text::words::{count, number, people};

/// The plan in words.
pub fn write(planned: &Planned, style: Style, out: &mut dyn Write) -> io::Result<()> {
    paragraphs(&sentences(planned), style, out)
}

fn sentences(planned: &Planned) -> Vec<String> {
    let (basis, plan) = (&planned.basis, planned.best());
    let asked = plan.asked;
    let half = asked.interval.times(asked.rounds / 2);
    let every = |interval: Interval| {
        let interval = interval.to_string();
        format!("every {}", interval.strip_prefix("1 ").unwrap_or(&interval))
    };
    let [shorter, longer] = [1, 2].map(|times| every(asked.interval.times(times)));
    let then = basis.rate + asked.change;
    let mut all = vec![
        format!(
            "{}, drawn into two halves: one is paired {shorter} for {half} and then {longer} for \
             {half}, the other the reverse. That gives about {:.0} pairs with the shorter interval \
             and {:.0} with the longer.",
            people(asked.people),
            plan.pairs[0],
            plan.pairs[1],
        ),
        format!(
            "Looked for: {} of the share of pairs that meet, {} instead of {}. The experiment \
             finds that with a probability of {}, and a change of {} in four cases of five.",
            points(asked.change),
            percent(then.clamp(0.0, 1.0)),
            percent(basis.rate),
            percent(plan.power),
            points(plan.detectable.copysign(asked.change)),
        ),
        format!(
            "Conversations per person and year would be {:.1} instead of {:.1}; the experiment \
             finds that with a probability of {}.",
            plan.per_year[1],
            plan.per_year[0],
            percent(plan.power_meetings),
        ),
    ];
    if !plan.promises(Primary::Both) {
        all.push(format!("Refused: {}. {}", why_refused(planned), what_would_do(planned)));
    }
    all.push(format!(
        "This rests on {} of {} in {} of your own: how many met, how alike the pairs of one person \
         are ({:.2}), and how many stay ({} from one round to the next).",
        count(basis.pairs, "pair"),
        people(basis.people),
        count(basis.rounds, "closed round"),
        basis.likeness,
        percent(basis.stays(1)),
    ));
    all
}

/// Why an experiment promises nothing.
pub fn why_refused(planned: &Planned) -> String {
    let plan = planned.best();
    if plan.is_promising() {
        return format!(
            "with {} it would find the change of the conversations in {} of all cases only",
            people(plan.asked.people),
            percent(plan.power_meetings)
        );
    }
    format!(
        "with {} in {} it would miss a change of {} more often than find it",
        people(plan.asked.people),
        plan.asked.interval.times(plan.asked.rounds),
        points(plan.asked.change),
    )
}

/// What would do instead.
pub fn what_would_do(planned: &Planned) -> String {
    let Advice { rounds, people: enough, change, conversations } = planned.advice;
    let asked = planned.best().asked;
    let longer = rounds.map(|rounds| {
        format!("{} ({})", asked.interval.times(rounds), typed(rounds, asked.interval))
    });
    let more = enough.map(|enough| format!("{} people", number(enough)));
    let larger = change
        .map(|change| format!("looking for {} (--change {:.0})", points(change), change * 100.0));
    let ways: Vec<String> = [longer, more, larger].into_iter().flatten().collect();
    let ways = match ways.as_slice() {
        [] => "Nothing would do by itself".to_owned(),
        [one] => format!("This would do: {one}"),
        several => format!("One of these would do: {}", several.join(", or ")),
    };
    if conversations {
        format!(
            "{ways}. Conversations per person can be read as it is: `unmentor experiment start \
             --conversations-only`."
        )
    } else {
        format!("{ways}.")
    }
}

/// The plan with what it rests on.
pub fn json(planned: &Planned, out: &mut dyn Write) -> io::Result<()> {
    let (basis, best) = (&planned.basis, planned.best());
    let Advice { rounds, people, change, conversations } = planned.advice;
    let asked = best.asked;
    let plans: Map<String, Value> =
        planned.plans.iter().map(|plan| (key(plan), figures(plan))).collect();
    let document = json!({
        "people": asked.people,
        "months": months(asked.interval.times(asked.rounds)),
        "rounds": asked.rounds,
        "change": asked.change,
        "likeness": basis.likeness,
        "couples": basis.couples,
        "rate": basis.rate,
        "stay": basis.stay,
        "past_pairs_per_person": basis.past_pairs,
        "pairs": basis.pairs,
        "people_in_pairs": basis.people,
        "closed_rounds": basis.rounds,
        "power": best.power,
        "detectable_80": best.detectable,
        "power_meetings": best.power_meetings,
        "refused": !best.promises(Primary::Both),
        "would_do": {
            "months": rounds.map(|rounds| months(asked.interval.times(rounds))),
            "rounds": rounds,
            "people": people,
            "change": change,
            "conversations_only": conversations,
        },
        "plans": plans,
    });
    write_json(&document, out)
}

/// The option that asks for so many rounds: in months where these are whole.
pub fn typed(rounds: u32, interval: Interval) -> String {
    match interval.times(rounds).whole_months() {
        Some(months) => format!("--months {months}"),
        None => format!("--rounds {rounds}"),
    }
}

/// `crossover 60 12 +0.10`.
fn key(plan: &Plan) -> String {
    let design = match plan.design {
        Design::Crossover => "crossover",
        Design::ByPair => "pairs",
        Design::Parallel => "parallel",
    };
    let asked = plan.asked;
    let months = asked.interval.times(asked.rounds).months();
    format!("{design} {} {months:.0} {:+.2}", asked.people, asked.change)
}

fn figures(plan: &Plan) -> Value {
    json!({
        "pairs": plan.pairs,
        "se": plan.se,
        "power": plan.power,
        "detectable_80": plan.detectable,
        "meetings_per_year": plan.per_year,
        "se_meetings_per_year": plan.se_per_year,
        "power_meetings": plan.power_meetings,
    })
}
