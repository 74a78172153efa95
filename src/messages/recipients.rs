//! Who gets a message of a kind.

use std::collections::{HashMap, HashSet};

use super::Post;
use crate::domain::due::unheard;
use crate::domain::message::{About, MessageKind, Sent};
use crate::domain::schedule::next_day;
use crate::domain::token::Letters;
use crate::domain::{Pair, Person, Round, SatOut};

/// Where somebody stands in the round that a message is about.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// In a pair.
    Pair(&'p Round, &'p Pair),
    /// Without a partner.
    SitsOut(&'p Round, &'p SatOut),
    /// They were told of it and are not in it any more.
    NoLonger(&'p Round),
    /// The round is still to come.
    ToCome,
}

/// Somebody who gets a message.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'p> {
    /// Who.
    pub person: Person,
    /// Where they stand.
    pub place: Place<'p>,
    /// What the message says.
    pub about: About,
}

/// Everybody to whom a message of a kind goes, whether they had one before or not: for an
/// introduction in the order of the round, with those who were told of the round and are in it no
/// longer at the end. A kind word goes to those named and to nobody else.
pub fn recipients<'p>(
    post: Post<'p>,
    kind: MessageKind,
    round: Option<&'p Round>,
    named: &[Person],
) -> Vec<Recipient<'p>> {
    let mut all = match (kind, round) {
        (MessageKind::Introduction, Some(round)) => introduced(post, round),
        (MessageKind::Reminder | MessageKind::Question, Some(round)) => {
            let paired = |(pair, person)| in_pair(post, round, pair, person);
            round.silent().map(paired).collect()
        }
        (MessageKind::KindWord | MessageKind::AskWhy, round) => {
            let one = |&person: &Person| standing(post, round, person);
            named.iter().map(one).collect()
        }
        (MessageKind::Invitation, _) => invited(post),
        (_, None) => Vec::new(),
    };
    // There is a conversation to ask about only where somebody had a partner.
    let asks_why = kind == MessageKind::AskWhy;
    all.retain(|one| !asks_why || matches!(one.place, Place::Pair(..)));
    if !named.is_empty() {
        all.retain(|one| named.contains(&one.person));
    }
    // Nobody can write to somebody who was forgotten.
    all.retain(|one| !post.programme.roster.get(one.person).is_forgotten());
    all
}

fn in_pair<'p>(post: Post<'p>, round: &'p Round, pair: &'p Pair, person: Person) -> Recipient<'p> {
    let about = About::pair(&post.programme.roster, round, pair);
    Recipient { person, place: Place::Pair(round, pair), about }
}

fn introduced<'p>(post: Post<'p>, round: &'p Round) -> Vec<Recipient<'p>> {
    let roster = &post.programme.roster;
    let mut all = Vec::with_capacity(round.responses().len());
    for pair in round.pairs() {
        let about = About::pair(roster, round, pair);
        let place = Place::Pair(round, pair);
        all.extend(pair.members().iter().map(|&person| Recipient { person, place, about }));
    }
    let about = |person| About::place(roster, round, person);
    all.extend(round.sitting_out().iter().map(|out| Recipient {
        person: out.person,
        place: Place::SitsOut(round, out),
        about: about(out.person),
    }));
    let there: HashSet<Person> = round.everybody().collect();
    let mut gone = HashSet::new();
    for sent in post.log.of(MessageKind::Introduction, round.number()) {
        let Some(person) = roster.by_id(&sent.participant) else { continue };
        if sent.fate.may_have_arrived() && !there.contains(&person) && gone.insert(person) {
            all.push(Recipient { person, place: Place::NoLonger(round), about: about(person) });
        }
    }
    all
}

fn standing<'p>(post: Post<'p>, round: Option<&'p Round>, person: Person) -> Recipient<'p> {
    let Some(round) = round else {
        return Recipient { person, place: Place::ToCome, about: to_come(post) };
    };
    if let Some(pair) = round.pair_of(person) {
        return in_pair(post, round, pair, person);
    }
    let about = About::place(&post.programme.roster, round, person);
    Recipient { person, place: Place::NoLonger(round), about }
}

fn invited(post: Post<'_>) -> Vec<Recipient<'_>> {
    let programme = post.programme;
    let number = programme.next_number();
    let day = next_day(programme, post.today);
    let about = to_come(post);
    let one = |person| Recipient { person, place: Place::ToCome, about };
    unheard(programme, number, day).into_iter().map(one).collect()
}

fn to_come(post: Post<'_>) -> About {
    let letters = Letters::to_come(post.programme);
    About::to_come(post.programme.next_number(), letters)
}

/// What was sent to each person, of one kind about one round, the oldest first.
pub struct Told<'p>(HashMap<&'p str, Vec<&'p Sent>>);

/// What is known of a message before it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'p> {
    /// Its running number.
    pub number: u32,
    /// Its last line in the log, if it was begun before.
    pub before: Option<&'p Sent>,
    /// Whether something else was said before, so that it corrects that.
    pub corrects: bool,
}

impl<'p> Told<'p> {
    /// What the log says.
    pub fn of(post: Post<'p>, kind: MessageKind, round: crate::domain::RoundNumber) -> Self {
        let mut all: HashMap<&str, Vec<&Sent>> = HashMap::new();
        for sent in post.log.of(kind, round) {
            all.entry(&sent.participant).or_default().push(sent);
        }
        Self(all)
    }

    /// What it says of a message to somebody; `again` asks for another one like it.
    pub fn known(&self, participant: &str, about: About, again: bool) -> Known<'p> {
        let all = self.0.get(participant).map(Vec::as_slice).unwrap_or_default();
        let arrived = all.iter().rev().find(|sent| sent.fate.may_have_arrived());
        let last = all.last().filter(|last| last.about == about);
        let same = arrived.filter(|sent| sent.about == about).or(last).filter(|_| !again);
        let next = all.iter().map(|sent| sent.number).max().unwrap_or(0).saturating_add(1);
        Known {
            number: same.map_or(next, |sent| sent.number),
            before: same.copied(),
            corrects: arrived.is_some_and(|sent| sent.about != about)
                || same.is_some_and(|same| {
                    let earlier = all.iter().filter(|sent| sent.number < same.number);
                    earlier.clone().any(|sent| sent.fate.may_have_arrived())
                }),
        }
    }
}
