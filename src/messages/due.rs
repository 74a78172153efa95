//! Which messages it is time for, and why.

use chrono::{Days, NaiveDate};

use super::Post;
use super::recipients::{Told, recipients};
use crate::domain::RoundNumber;
use crate::domain::message::MessageKind;
use crate::domain::month::Month;

/// Messages that it is time for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What they are for.
    pub kind: MessageKind,
    /// The round that they are about.
    pub round: RoundNumber,
    /// How many people have not been sent one.
    pub people: usize,
    /// Why it is time.
    pub why: Why,
}

/// Why it is time for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A round was drawn.
    Drawn,
    /// Half of its time is over.
    Halfway(NaiveDate),
    /// Its last day has come.
    Closes(NaiveDate),
    /// The next round begins within a week.
    NextRound(NaiveDate),
}

/// What is due on a day, in the order of a month. A message that was made before is not due again.
pub fn due(post: Post<'_>) -> Vec<Due> {
    let Some(month) = Month::of(post.programme, post.today) else { return Vec::new() };
    let today = post.today;
    let drawn = post.programme.latest().is_some_and(|round| round.head.draw.is_some());
    let week_before = month.next_round.checked_sub_days(Days::new(7)).unwrap_or(month.next_round);
    // Later nobody remembers, and the next round is near.
    let fortnight = month.closes.checked_add_days(Days::new(14)).unwrap_or(month.closes);
    let open = today <= month.closes;
    let halfway = drawn && open && today >= month.reminder && today < month.closes;
    let over = drawn && today >= month.closes && today <= fortnight;
    let times = [
        (MessageKind::Introduction, Why::Drawn, drawn && open),
        (MessageKind::Reminder, Why::Halfway(month.reminder), halfway),
        (MessageKind::Question, Why::Closes(month.closes), over),
        (MessageKind::Invitation, Why::NextRound(month.next_round), today >= week_before),
    ];
    let times = times.into_iter().filter(|(_, _, is_time)| *is_time);
    let due = times.filter_map(|(kind, why, _)| {
        let people = outstanding(post, kind);
        let round = match kind {
            MessageKind::Invitation => post.programme.next_number(),
            _ => month.round,
        };
        (people > 0).then_some(Due { kind, round, people, why })
    });
    due.collect()
}

/// How many people have not been sent a message of a kind about the latest round.
fn outstanding(post: Post<'_>, kind: MessageKind) -> usize {
    let programme = post.programme;
    let round = programme.latest();
    let number = match (kind, round) {
        (MessageKind::Invitation, _) | (_, None) => programme.next_number(),
        (_, Some(round)) => round.number(),
    };
    let told = Told::of(post, kind, number);
    let all = recipients(post, kind, round, &[]);
    let is_new = |one: &&super::Recipient<'_>| {
        let id = programme.roster.get(one.person).id.as_str();
        let before = told.known(id, one.about, false).before;
        before.is_none_or(|sent| !sent.fate.may_have_arrived())
    };
    all.iter().filter(is_new).count()
}
