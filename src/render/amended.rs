//! A round that was mended: the new pairs, and who is to be told what.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::records::RoundRecord;
use super::{Style, prose, rounds};
use crate::domain::amend::{Amended, Changed};
use crate::domain::{Pair, Person, Programme};
use crate::text::words;

/// Up to this many changed people are listed; beyond, only the figures are.
const LISTED: usize = 120;

/// What changed in a round; everybody else has nothing to be told.
pub fn show(
    programme: &Programme,
    amended: &Amended,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let round = &amended.round;
    let kept = round.pairs().len() - amended.added.len();
    let head = format!(
        "Round {} of {}, amended: {} broken up, {} new, {} as before.",
        round.number(),
        round.head.date,
        words::count(amended.broken.len(), "pair"),
        words::number(amended.added.len()),
        words::number(kept),
    );
    prose::write("", &head, style, out)?;
    if !amended.added.is_empty() && amended.changed.len() <= LISTED {
        let grid = rounds::introduced(programme, "new pair", round, &amended.added);
        grid.write(style, out)?;
    }
    let remark = if amended.proven { ", unavoidable with so few changes" } else { "" };
    rounds::repeats(programme, &amended.repeats, ("", remark), style, out)?;
    if amended.changed.len() <= LISTED {
        writeln!(out, "To be told:")?;
        for changed in &amended.changed {
            prose::write("  ", &sentence(programme, changed), style, out)?;
        }
    } else {
        let changed = words::people(amended.changed.len());
        writeln!(out, "{changed} have other partners than before.")?;
    }
    rounds::equally_good(amended.equally_good, "way", out)
}

/// What changed in a round, for scripts: the round as it is now, the names of the pairs that are no more and of those
/// that are new, and everybody with other partners than before. Partners are ids, `null` outside of the round.
pub fn record(programme: &Programme, amended: &Amended, today: NaiveDate) -> Value {
    let round = &amended.round;
    let names = |pairs: &[Pair]| -> Vec<String> {
        pairs.iter().map(|pair| pair.id(round.number()).to_string()).collect()
    };
    let id = |person: &Person| programme.roster.get(*person).id.as_str();
    let ids = |people: &Option<Vec<Person>>| {
        people.as_ref().map(|people| people.iter().map(id).collect::<Vec<_>>())
    };
    let changed = amended.changed.iter().map(|changed| {
        json!({
            "id": id(&changed.person),
            "before": ids(&changed.before),
            "now": ids(&changed.now),
        })
    });
    json!({
        "round": RoundRecord::new(programme, round, today),
        "broken": names(&amended.broken),
        "answers_lost": names(&amended.answered),
        "added": names(&amended.added),
        "changed": changed.collect::<Vec<_>>(),
        "proven": amended.proven,
    })
}

/// `Ada Penhale: now with Cai Brill, no longer with Bran Morgan`.
fn sentence(programme: &Programme, changed: &Changed) -> String {
    let Changed { person, before, now } = changed;
    let list = |people: &[Person]| rounds::people(programme, people);
    let before = before.as_deref();
    let gone: Vec<Person> = before
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(|partner| !now.as_ref().is_some_and(|now| now.contains(partner)))
        .collect();
    let no_longer = match gone.as_slice() {
        [] => String::new(),
        gone => format!(", no longer with {}", list(gone)),
    };
    let now = match now.as_deref() {
        None => "no longer in this round".into(),
        Some([]) if before.is_none() => "in this round, but sits out".into(),
        Some([]) => format!("sits out{no_longer}"),
        Some(partners) => match before {
            None => format!("in this round, with {}", list(partners)),
            Some([]) => format!("no longer sits out, but talks with {}", list(partners)),
            Some(_) => format!("now with {}{no_longer}", list(partners)),
        },
    };
    format!("{}: {now}", list(&[*person]))
}
