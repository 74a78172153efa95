//! What a kind of sheet understands of headings.

use crate::domain::{Field, Finding, SheetKind};
use crate::sheets::{Sheet, Table, Vocabulary};
use crate::text::plain_words;

use super::Options;
use super::headings::meaning_of;
use super::meaning::Meaning;
use super::values::is_address;

/// Reads a sheet of a kind; `Err` holds everything that makes it no table.
pub fn read_table(
    sheet: &Sheet,
    kind: SheetKind,
    options: &Options,
) -> Result<Table, Vec<Finding>> {
    Table::read(sheet, &Headings { kind, options }, &options.reading)
}

/// The headings of a kind of sheet, and those that the organiser named.
struct Headings<'o> {
    kind: SheetKind,
    options: &'o Options,
}

impl Vocabulary for Headings<'_> {
    type Meaning = Meaning;

    fn meaning(&self, heading: &str) -> Option<Meaning> {
        meaning_of(self.kind, heading).map(|(meaning, _)| meaning)
    }

    fn is_named(&self, heading: &str) -> bool {
        self.options.named().any(|(_, named)| plain_words(named) == plain_words(heading))
    }

    fn is_datum(&self, cell: &str) -> bool {
        cell.contains('@') && is_address(cell)
    }

    fn example(&self) -> &'static str {
        match self.kind {
            SheetKind::Signup => "name,email,organisation",
            SheetKind::History => "round,date,a,b",
            SheetKind::Feedback => "email,answer,reason",
        }
    }

    fn suffices(&self, header: &[&str]) -> bool {
        let is_there = |named: &str| {
            header.iter().any(|cell| {
                plain_words(cell) == plain_words(named) && !plain_words(cell).is_empty()
            })
        };
        let named = |wanted| {
            let mut named = self.options.named().filter(|&(meaning, _)| meaning == wanted);
            named.any(|(_, heading)| is_there(heading))
        };
        let understood: Vec<_> = header.iter().filter_map(|cell| self.meaning(cell)).collect();
        let has = |meaning| understood.contains(&meaning) || named(meaning);
        match self.kind {
            SheetKind::Signup => {
                has(Meaning::Of(Field::Email))
                    && (has(Meaning::Of(Field::Name))
                        || has(Meaning::FirstName)
                        || has(Meaning::LastName))
            }
            SheetKind::History => has(Meaning::A) && has(Meaning::B),
            SheetKind::Feedback => {
                has(Meaning::Answer)
                    && (has(Meaning::Participant)
                        || has(Meaning::Of(Field::Email))
                        || has(Meaning::Of(Field::Name)))
            }
        }
    }
}
