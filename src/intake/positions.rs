//! Columns by a heading that somebody named.

use crate::domain::{Finding, FindingKind};
use crate::sheets::Table;
use crate::text::{excerpt, plain_words, quote};

use super::meaning::Meaning;

/// The column with a heading, exactly so or in other spelling.
pub fn position(table: &Table, heading: &str) -> Option<usize> {
    positions(table, heading).next()
}

/// All columns with a heading, exactly so or, if none is, in other spelling.
pub fn positions<'t>(table: &'t Table, heading: &'t str) -> impl Iterator<Item = usize> + use<'t> {
    let words = plain_words(heading);
    let exactly = table.header.iter().any(|other| other.trim() == heading.trim());
    let is_it = move |other: &str| {
        if exactly {
            other.trim() == heading.trim()
        } else {
            plain_words(other) == words && !words.is_empty()
        }
    };
    let all = table.header.iter().enumerate();
    all.filter(move |(_, other)| is_it(other)).map(|(at, _)| at)
}

/// Whether two columns with one heading say different things.
pub fn two_differ(table: &Table, heading: &str) -> bool {
    let Some(first) = position(table, heading) else { return false };
    positions(table, heading).any(|other| {
        table.rows().any(|row| {
            let [one, other] = [first, other].map(|at| plain_words(row.cell(at)));
            !other.is_empty() && one != other
        })
    })
}

/// The finding for a column that is named by a heading which two columns have.
pub fn named_alike(table: &Table, meaning: Meaning, heading: &str) -> Finding {
    let message = format!("two columns are called {}, named for `{meaning}`", quote(heading));
    Finding::new(FindingKind::AmbiguousColumn, table.header_place(), message)
        .excerpt(excerpt(&table.header.join(", ")))
        .hint("rename one of the two, or take it out")
}
