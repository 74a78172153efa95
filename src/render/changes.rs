//! What has changed, by name.

use serde_json::{Value, json};

use crate::domain::Participant;
use crate::domain::changes::{Changed, What};
use crate::text::{excerpt, words};

/// How many are named where nobody asked for all.
pub const NAMED: usize = 20;

/// New people in one line, and a line for each changed cell; at most `most` of each, and the rest
/// counted, with the command that lists them.
pub fn lines(changes: &[Changed], most: usize, lists_them: &str) -> Vec<String> {
    let is_new = |one: &&Changed| matches!(one.what, What::New { .. });
    let (new, cells): (Vec<_>, Vec<_>) = changes.iter().partition(is_new);
    let mut lines = Vec::new();
    if !new.is_empty() {
        let names = new.iter().map(|one| who(one)).collect::<Vec<_>>();
        lines.push(format!("new: {}", named(&names, most, lists_them)));
    }
    for one in cells.iter().take(most) {
        if let What::Cell { column, before, after } = &one.what {
            let (before, after) = (shown(before), shown(after));
            lines.push(format!("{}: {} {before} -> {after}", who(one), excerpt(column)));
        }
    }
    if cells.len() > most {
        lines.push(format!("and {} more: `{lists_them}`", words::number(cells.len() - most)));
    }
    lines
}

/// People in one line, at most so many, with the command that lists all.
pub fn people(people: &[&Participant], most: usize, lists_them: &str) -> String {
    let label = |one: &&Participant| format!("{} {}", one.id, excerpt(one.shown_name()));
    named(&people.iter().map(label).collect::<Vec<_>>(), most, lists_them)
}

fn named(names: &[String], most: usize, lists_them: &str) -> String {
    let shown = names.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {} more: `{lists_them}`", words::number(more)),
    }
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
