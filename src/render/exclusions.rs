//! Who is never put together, as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Style;
use super::grid::{Align, Grid};
use super::records::member;
use crate::domain::{Person, Programme};

/// Each two with their reason, a line each.
pub fn list(programme: &Programme, style: Style, out: &mut dyn Write) -> io::Result<()> {
    if programme.exclusions.is_empty() {
        return writeln!(out, "no exclusions: anybody may be put together with anybody");
    }
    let mut grid = Grid::new(&["never", "with", "why"].map(|name| (name, Align::Left)));
    for exclusion in &programme.exclusions {
        let name = |person: Person| {
            let participant = programme.roster.get(person);
            format!("{} {}", participant.id, participant.shown_name())
        };
        let [a, b] = exclusion.people.members().map(name);
        grid.row([a, b, exclusion.why.clone()]);
    }
    grid.write(style, out)
}

/// A list of objects with `a`, `b` and `why`.
pub fn records(programme: &Programme) -> Vec<Value> {
    let record = |exclusion: &crate::domain::Exclusion| {
        let [a, b] = exclusion.people.members().map(|one| member(&programme.roster, one));
        json!({ "a": a, "b": b, "why": exclusion.why })
    };
    programme.exclusions.iter().map(record).collect()
}
