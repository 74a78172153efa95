//! What is said of cells in which a sheet and the roster differ.

use crate::domain::{Field, Finding, FindingKind, Participant, Place};
use crate::text::{excerpt, quote, shell_word};

use super::cells::Cell;
use super::row_of::RowOf;

/// A cell in which the sheet and the roster differ.
pub struct Difference<'a> {
    /// The cell.
    pub cell: Cell,
    /// What people call the column.
    pub column: &'a str,
    /// What the roster has.
    pub held: &'a str,
    /// What the sheet says.
    pub value: &'a str,
}

impl Difference<'_> {
    /// The finding for a cell where what was changed by hand stands.
    pub fn hand_stands(&self, known: &Participant, place: Place) -> Finding {
        let Self { column, held, value, .. } = self;
        let (held, value) = (shown(held), shown(value));
        let message = format!(
            "{} {}: {column} is {held} by hand, which stands; the sheet says {value} now",
            known.id,
            excerpt(&known.name),
        );
        Finding::new(FindingKind::HandStands, place, message).hint(self.command(known))
    }

    /// The finding for another name behind a known address.
    pub fn other_name(&self, known: &Participant, place: Place) -> Finding {
        let message = format!(
            "the address of {} stands here with the name {}; the roster's name is kept",
            known.label(),
            quote(self.value),
        );
        let name = shell_word(&format!("name={}", excerpt(self.value)));
        Finding::new(FindingKind::OtherName, place, message)
            .hint(format!("`unmentor participants set {} {name}`", known.id))
    }

    /// The finding for a change that is not made, since nobody knows which is newer.
    pub fn open(&self, known: &Participant, place: Place) -> Finding {
        let Self { column, held, value, .. } = self;
        let (held, value) = (shown(held), shown(value));
        let message = format!(
            "{} {}: {column} {held} -> {value} is not done",
            known.id,
            excerpt(&known.name)
        );
        Finding::new(FindingKind::MemoryLost, place, message).hint(
            "what was read before is not remembered; add `--take` to take what the sheet says",
        )
    }

    fn command(&self, known: &Participant) -> String {
        let set = |key: &str, value: &str| {
            let word = shell_word(&format!("{key}={value}"));
            format!("`unmentor participants set {} {word}` takes the sheet's", known.id)
        };
        match (self.cell, self.value.split_once(' ')) {
            (Cell::Of(Field::Status), Some((word, until))) => {
                set("status", &format!("{word} until={until}")).replace('\'', "")
            }
            _ => set(self.column, self.value),
        }
    }
}

fn shown(value: &str) -> String {
    if value.is_empty() { "empty".into() } else { excerpt(value) }
}

/// The finding for a new row of somebody who has left.
pub fn signed_up_again(row: &RowOf, known: &Participant, place: Place) -> Finding {
    let time = row.stamp.map_or(String::new(), |time| format!(" on {}", time.date()));
    let message = format!("{} has left and signs up again{time}", known.label());
    Finding::new(FindingKind::SignedUpAgain, place, message)
        .hint(format!("`unmentor participants set {} status=active`", known.id))
}
