//! Why a round is as it is, in plain English. Nothing is claimed that is not proven.

use std::io::{self, Write};

use serde::Serialize;

use super::records::RoundRecord;
use super::{Style, prose, rounds};
use crate::domain::due::Absence;
use crate::domain::explain::{Explanation, OddOnes};
use crate::domain::pairing::{NextRound, Proof};
use crate::domain::{Couple, Person, Programme, Wish};
use crate::text;
use crate::text::words;

/// At most this many people or pairs are named in a sentence; the others are counted.
const NAMED: usize = 40;

/// A round with its reasons, for scripts.
#[derive(Debug, Serialize)]
pub struct Explained<'a> {
    /// The round.
    #[serde(flatten)]
    pub round: RoundRecord<'a>,
    /// The sentences of [`sentences`].
    pub why: Vec<String>,
}

/// A sentence or a few on each repeat, the odd one, each wish that is not kept, and those absent.
pub fn sentences(programme: &Programme, next: &NextRound, why: &Explanation) -> Vec<String> {
    let mut all = repeats(programme, next, why);
    all.extend(why.odd.as_ref().map(|odd| odd_one(programme, next, why, odd)));
    all.extend(why.unmet.iter().map(|(wish, pairs)| unmet(programme, next.proof, wish, pairs)));
    if all.is_empty() {
        all.push("Nothing had to give way: no repeats, nobody left over, every wish kept.".into());
    }
    all.extend(absent(programme, &next.absent));
    all
}

/// Writes the sentences under a heading, each indented.
pub fn write(sentences: &[String], style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nWhy:")?;
    sentences.iter().try_for_each(|sentence| prose::write("  ", sentence, style, out))
}

fn repeats(programme: &Programme, next: &NextRound, why: &Explanation) -> Vec<String> {
    if next.repeats.is_empty() {
        return Vec::new();
    }
    let turn =
        if why.odd.is_some() { "With the odd role where its turn is, every" } else { "Every" };
    let least = format!(
        "{turn} round among these {} repeats at least {}",
        words::people(why.people),
        words::count(next.repeats.len(), "earlier pair"),
    );
    let had_met = next.repeats.iter().filter(|repeat| repeat.met).count();
    let then = format!(
        "Among such rounds none repeats fewer pairs that had met (here {had_met}), and after that \
         none has its repeats longer ago, taken together."
    );
    let mut all = match (next.proof, why.weighed) {
        (Proof::Unproven, _) => {
            vec!["This is the best round found; that none has fewer repeats is not proven.".into()]
        }
        (_, Some(ways)) => {
            let ways = usize::try_from(ways).map_or(ways.to_string(), words::number);
            vec![format!("{least}: all {ways} ways to put them together were weighed."), then]
        }
        (Proof::Certificate, _) => {
            vec![format!("{least}: the best pairing was computed, and its proof checked."), then]
        }
        _ => vec![format!("{least}: that is proven by a bound that holds for all rounds."), then],
    };
    all.extend(next.repeats.iter().take(NAMED).map(|repeat| {
        let both = repeat.people.members().into_iter();
        let exhausted = both.filter(|person| why.exhausted.contains(person));
        let exhausted: Vec<String> = exhausted.map(|person| name(programme, person)).collect();
        let any = match exhausted.len() {
            0 => String::new(),
            some => format!(
                "; {} {} been with everybody else here, or must never be",
                words::list(&exhausted),
                if some == 1 { "has" } else { "have" }
            ),
        };
        format!("{}{any}.", rounds::repeat_in_words(programme, repeat))
    }));
    all
}

fn odd_one(programme: &Programme, next: &NextRound, why: &Explanation, odd: &OddOnes) -> String {
    let names: Vec<String> = odd.turns.iter().map(|turn| name(programme, turn.0)).collect();
    let names = words::list(&names);
    let who = if next.round.sitting_out().is_empty() {
        format!("The trio {names}: {} are due, an odd number.", words::people(why.people))
    } else {
        format!("{names} sits out: {} are due, an odd number.", words::people(why.people))
    };
    let turns = odd.turns.iter().map(|&(person, had, took_part)| {
        let rounds = words::count(took_part as usize, "round");
        format!("{} in {had} of {rounds}", name(programme, person))
    });
    let turns = words::list(&turns.collect::<Vec<_>>());
    let least = match (odd.least, next.proven()) {
        (true, _) => "No others have had the odd role less often for the rounds they were in",
        (false, true) => {
            "Others have had the odd role less often, but no round that keeps the exclusions gives \
             it to them"
        }
        (false, false) => {
            "Others have had the odd role less often; that no round could give it to them is not \
             proven"
        }
    };
    format!("{who} {least} (so far {turns}).")
}

fn unmet(programme: &Programme, proof: Proof, wish: &Wish, pairs: &[Couple]) -> String {
    let names = pairs
        .iter()
        .map(|couple| couple.members().map(|person| name(programme, person)).join(" & "));
    let proven = match proof {
        Proof::Unproven | Proof::RepeatsOnly => {
            "that no round as good by the rules before it keeps it for more is not proven"
        }
        _ => "no round as good by the rules before it keeps it for more",
    };
    format!("The wish {wish} is not kept for {}: {proven}.", shortened(names))
}

/// Who of the roster is not in the round, and until when; those who left are only counted.
fn absent(programme: &Programme, absent: &[(Person, Absence)]) -> Option<String> {
    let left = absent.iter().filter(|(_, why)| *why == Absence::Left).count();
    let here = absent.iter().filter_map(|&(person, why)| {
        let until = match why {
            Absence::Left => return None,
            Absence::Paused(Some(day)) => format!("paused until {day}"),
            Absence::Silent => "silent: said neither in nor out".into(),
            Absence::Out => "out of this round at their own wish".into(),
            Absence::Paused(None) => "paused until further notice".into(),
            Absence::NotDue { until } => format!("due again in round {until} by their rhythm"),
        };
        Some(format!("{} ({until})", name(programme, person)))
    });
    let here = shortened(here);
    let left = (left > 0).then(|| format!("{} who left", words::people(left)));
    let both: Vec<String> = (!here.is_empty()).then_some(here).into_iter().chain(left).collect();
    (!both.is_empty()).then(|| format!("Not in this round: {}.", both.join("; ")))
}

/// `a, b and 12 more`.
pub fn shortened(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    if items.len() > NAMED {
        let more = items.len() - NAMED;
        items.truncate(NAMED);
        items.push(format!("{} more", words::number(more)));
    }
    words::list(&items)
}

/// The name of somebody, to be shown.
pub fn name(programme: &Programme, person: Person) -> String {
    text::clean(&programme.roster.get(person).name).into_owned()
}
