//! What has changed, by name.

use serde_json::{Value, json};

use crate::domain::Participant;
use crate::domain::changes::{Changed, What};
use crate::domain::difference::{Difference, WholeRound};
use crate::text::{excerpt, words};

/// How many are named where nobody asked for all.
pub const NAMED: usize = 20;

/// New people in one line, and a line for each whose cells have changed; at most `most` of each,
/// and the rest counted, with the command that lists them.
pub fn lines(changes: &[Changed], most: usize, lists_them: &str) -> Vec<String> {
    let is_new = |one: &&Changed| matches!(one.what, What::New { .. });
    let (new, cells): (Vec<_>, Vec<_>) = changes.iter().partition(is_new);
    let mut lines = Vec::new();
    if !new.is_empty() {
        let names = named(new.iter().map(|one| who(one)), most, lists_them);
        lines.push(format!("new: {names}"));
    }
    let people: Vec<_> = cells.chunk_by(|one, other| one.id == other.id).collect();
    for cells in people.iter().take(most) {
        let first = cells.first().map_or(String::new(), |one| who(one));
        let cells: Vec<_> = cells.iter().filter_map(|one| cell(one)).collect();
        lines.push(format!("{first}: {}", said_once(&cells).join(", ")));
    }
    if people.len() > most {
        lines.push(format!("and {} more: `{lists_them}`", words::number(people.len() - most)));
    }
    lines
}

/// People in one line, at most so many, with the command that lists all.
pub fn people(people: &[&Participant], most: usize, lists_them: &str) -> String {
    let label = |one: &&Participant| format!("{} {}", one.id, excerpt(one.shown_name()));
    named(people.iter().map(label), most, lists_them)
}

fn named(
    mut names: impl ExactSizeIterator<Item = String>,
    most: usize,
    lists_them: &str,
) -> String {
    let shown = names.by_ref().take(most).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => shown,
        more if lists_them.is_empty() => format!("{shown} and {} more", words::number(more)),
        more => format!("{shown} and {} more: `{lists_them}`", words::number(more)),
    }
}

/// What differs between two states of a programme, a line for each thing: what goes, what comes
/// and what is another; at most `most` of each, and the rest counted.
pub fn differences(difference: &Difference, most: usize) -> Vec<String> {
    let round = |round: &WholeRound, what: &str| {
        let WholeRound { number, date, pairs, people, .. } = round;
        let (pairs, people) = (words::count(*pairs, "pair"), words::people(*people));
        format!("round {number} of {date} {what}: {people} in {pairs}")
    };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(difference.rounds_gone.iter().map(|one| round(one, "goes")));
    lines.extend(difference.rounds_new.iter().map(|one| round(one, "comes back")));
    for (number, others) in &difference.rounds_mended {
        let together = |pair: &Vec<String>| {
            words::list(&pair.iter().map(|name| excerpt(name)).collect::<Vec<_>>())
        };
        let pairs: Vec<_> = others.iter().map(together).collect();
        lines.push(format!(
            "round {number} has other pairs again: {}",
            named(pairs.into_iter(), most, "")
        ));
    }
    for (people, one, many) in [
        (&difference.people_gone, "goes", "go"),
        (&difference.people_new, "comes back", "come back"),
    ] {
        let names: Vec<_> =
            people.iter().map(|(id, name)| format!("{id} {}", excerpt(name))).collect();
        let what = if names.len() == 1 { one } else { many };
        if !names.is_empty() {
            lines.push(format!("{} {what}", named(names.into_iter(), most, "")));
        }
    }
    for (exclusions, what) in [
        (&difference.exclusions_gone, "no longer kept apart"),
        (&difference.exclusions_new, "kept apart again"),
    ] {
        let shown = |[one, other]: &[String; 2]| format!("{} and {}", excerpt(one), excerpt(other));
        let pairs: Vec<_> = exclusions.iter().map(shown).collect();
        if !pairs.is_empty() {
            lines.push(format!("{what}: {}", named(pairs.into_iter(), most, "")));
        }
    }
    for one in difference.cells.iter().take(most) {
        lines.extend(cell(one).map(|cell| format!("{}: {cell}", who(one))));
    }
    if let Some(more) = difference.cells.len().checked_sub(most).filter(|&more| more > 0) {
        lines.push(format!("and {} more", words::count(more, "cell")));
    }
    lines
}

/// Cells of one person: the pair that several begin with is said with the first of them.
fn said_once(cells: &[String]) -> Vec<&str> {
    let pair = |cell: &str| cell.split_once(' ').map(|(pair, _)| pair.to_owned());
    let mut before = None;
    let short = cells.iter().map(|cell| {
        let again = cell.starts_with('r') && pair(cell) == before;
        before = pair(cell);
        if again { cell.split_once(' ').map_or(cell.as_str(), |(_, cell)| cell) } else { cell }
    });
    short.collect()
}

/// A changed cell, in words.
fn cell(one: &Changed) -> Option<String> {
    let What::Cell { column, before, after } = &one.what else { return None };
    let (before, after) = (shown(before), shown(after));
    Some(format!("{} {before} -> {after}", excerpt(column)))
}

fn who(one: &Changed) -> String {
    format!("{} {}", one.id, excerpt(&one.name))
}

fn shown(cell: &str) -> String {
    if cell.is_empty() { "nothing".into() } else { excerpt(cell) }
}

/// The same as records: new people, and changed cells.
pub fn records(changes: &[Changed]) -> (Vec<Value>, Vec<Value>) {
    let (mut new, mut cells) = (Vec::new(), Vec::new());
    for Changed { id, name, what } in changes {
        let id = id.as_str();
        match what {
            What::New { email } => new.push(json!({ "id": id, "name": name, "email": email })),
            What::Cell { column, before, after } => cells.push(json!({
                "id": id, "name": name, "column": column, "before": before, "after": after,
            })),
        }
    }
    (new, cells)
}
