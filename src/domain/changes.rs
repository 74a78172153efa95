//! What has changed in a roster or in answers, by name.

use super::field::Field;
use super::ids::ParticipantId;
use super::outcome::{Answer, Reason, Response};
use super::programme::Programme;
use super::roster::{Participant, Roster};
use super::round::Round;

/// One thing that has changed about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Whose.
    pub id: ParticipantId,
    /// Their name.
    pub name: String,
    /// What.
    pub what: What,
}

/// What has changed about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// They are new.
    New {
        /// Their address.
        email: String,
    },
    /// A cell.
    Cell {
        /// The column, or the pair and the column.
        column: String,
        /// What stood there.
        before: String,
        /// What stands there now.
        after: String,
    },
}

/// What has changed in a roster whose people stand in the same order, new ones behind them.
pub fn in_roster(before: &Roster, after: &Roster) -> Vec<Changed> {
    let mut all = Vec::new();
    for (person, now) in after.iter() {
        if person.index() >= before.len() {
            all.push(changed(now, What::New { email: now.email.clone() }));
            continue;
        }
        let was = before.get(person);
        if was == now {
            continue;
        }
        all.extend(in_person((before, was), (after, now)));
    }
    all
}

/// What has changed about somebody who stands in two rosters.
pub(super) fn in_person<'a>(
    (before, was): (&'a Roster, &'a Participant),
    (after, now): (&'a Roster, &'a Participant),
) -> impl Iterator<Item = Changed> + 'a {
    let cells = Field::ALL.into_iter().map(|field| {
        (field.word().to_owned(), field.get(was).into_owned(), field.get(now).into_owned())
    });
    let own = after.further_columns().iter().map(|heading| {
        let cell = |roster: &Roster, one: &Participant| {
            let at = roster.further_columns().iter().position(|other| other == heading);
            at.and_then(|at| one.further.get(at)).cloned().unwrap_or_default()
        };
        (heading.clone(), cell(before, was), cell(after, now))
    });
    let different = cells.chain(own).filter(|(_, before, after)| before != after);
    different.map(|(column, before, after)| changed(now, What::Cell { column, before, after }))
}

/// What has changed in the answers of some rounds.
pub fn in_answers(before: &Programme, rounds: &[Round]) -> Vec<Changed> {
    let mut all = Vec::new();
    for round in rounds {
        let Some(was) = before.round(round.number()) else { continue };
        for now in round.responses() {
            let before_now = was.responses().iter().find(|said| said.person == now.person);
            let (Some(was), Some(pair)) = (before_now, round.pair_of(now.person)) else { continue };
            let person = before.roster.get(now.person);
            let different = cells(was).into_iter().zip(cells(now));
            all.extend(different.filter(|(was, now)| was != now).map(
                |((column, before), (_, after))| {
                    let column = format!("{} {column}", pair.id(round.number()));
                    changed(person, What::Cell { column, before, after })
                },
            ));
        }
    }
    all
}

pub(super) fn changed(participant: &Participant, what: What) -> Changed {
    Changed { id: participant.id.clone(), name: participant.shown_name().into(), what }
}

/// The cells of an answer, in the order of its columns.
pub fn cells(said: &Response) -> [(&'static str, String); 5] {
    [
        ("answer", said.answer.map_or(String::new(), |answer: Answer| answer.word().into())),
        ("reason", said.reason.map_or(String::new(), |reason: Reason| reason.code().into())),
        ("reason_text", said.reason_text().into()),
        ("rating", said.rating.map_or(String::new(), |rating| rating.to_string())),
        ("comment", said.comment().into()),
    ]
}
