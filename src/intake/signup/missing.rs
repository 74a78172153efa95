//! Who of the roster stands no longer in a full list.

use std::collections::HashSet;

use crate::domain::{Participant, Person, Status};

use super::Before;
use super::entry::Entry;

/// Those who take part and do not stand in the sheet, if it seems to be a list of everybody: at
/// least half of those who take part are in it, or it had more of them when it was read before.
pub fn missing(entries: &[(Entry, usize)], known: &Before<'_>) -> Vec<Person> {
    let here: HashSet<Person> =
        entries.iter().filter_map(|(entry, _)| known.person(entry)).collect();
    let takes_part =
        |somebody: &Participant| somebody.status != Status::Left && !somebody.is_forgotten();
    let everybody: Vec<_> =
        known.roster.iter().filter(|(_, one)| takes_part(one)).map(|(person, _)| person).collect();
    let (there, missing): (Vec<_>, Vec<_>) =
        everybody.iter().partition(|person| here.contains(person));
    let of_sheet =
        |person: &&Person| known.sheet.recall.about(&known.roster.get(**person).id).is_some();
    let (stayed, gone) =
        (there.iter().filter(of_sheet).count(), missing.iter().filter(of_sheet).count());
    if there.len() * 2 >= everybody.len() || stayed * 2 >= gone && stayed > 0 {
        missing
    } else {
        Vec::new()
    }
}
