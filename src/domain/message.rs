//! What was sent, or made to be sent: the log by which nobody gets a message twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use super::ids::{PairId, Person, RoundNumber};
use super::programme::Programme;
use super::roster::Roster;
use super::round::{Pair, Round};
use super::token::Letters;

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    /// Who the partner is, or why somebody sits out.
    Introduction,
    /// Halfway, to those who have not answered.
    Reminder,
    /// At the end: did you meet?
    Question,
    /// Before the next round: in or out?
    Invitation,
    /// To somebody whom the organiser names.
    KindWord,
    /// To somebody whose conversation did not happen: what came in between?
    AskWhy,
}

impl MessageKind {
    /// All of them, in the order of a month.
    pub const ALL: [Self; 6] = [
        Self::Introduction,
        Self::Reminder,
        Self::Question,
        Self::Invitation,
        Self::KindWord,
        Self::AskWhy,
    ];

    /// The word on the command line and in `messages.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Reminder => "reminder",
            Self::Question => "question",
            Self::Invitation => "invitation",
            Self::KindWord => "kind-word",
            Self::AskWhy => "ask-why",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the answer to it counts.
    pub fn asks(self) -> bool {
        matches!(self, Self::Question | Self::Invitation)
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It went into a file for the organiser's own mail program.
    Made,
    /// It was about to leave; nothing else is known.
    Trying,
    /// The mail server took it.
    Accepted,
    /// It has not left.
    Refused,
    /// It may have left or not.
    Unknown,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Made, Self::Trying, Self::Accepted, Self::Refused, Self::Unknown];

    /// The word in `messages.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Trying => "trying",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.word() == word)
    }

    /// Whether the person has it, or may have it.
    pub fn may_have_arrived(self) -> bool {
        self != Self::Refused
    }

    /// Whether nobody knows if it has left.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Trying | Self::Unknown)
    }
}

/// What a message says of whom: two that are alike in this say the same. Eight hexadecimal digits
/// in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct About(pub u32);

impl About {
    /// About the place that somebody has in a round: their pair, sitting out, or none.
    pub fn place(roster: &Roster, round: &Round, person: Person) -> Self {
        let mut text = format!("{} {}", round.number(), Letters::of(round));
        if let Some(pair) = round.pair_of(person) {
            Self::pair(roster, round, pair)
        } else {
            let out = round.sitting_out().iter().any(|out| out.person == person);
            text += if out { " sits out" } else { " is not in it" };
            Self::hash(&text)
        }
    }

    /// About a pair of a round.
    pub fn pair(roster: &Roster, round: &Round, pair: &Pair) -> Self {
        let mut text = format!("{} {} {}", round.number(), Letters::of(round), pair.number());
        let mut ids: Vec<&str> =
            pair.members().iter().map(|&member| roster.get(member).id.as_str()).collect();
        ids.sort_unstable();
        for id in ids {
            text.push(' ');
            text += id;
        }
        Self::hash(&text)
    }

    /// About a round that is still to come.
    pub fn to_come(round: RoundNumber, letters: Letters) -> Self {
        Self::hash(&format!("{round} {letters} is to come"))
    }

    /// What was about each pair of somebody, and what is now that their id is another one.
    pub fn renamed(before: &Programme, after: &Roster, person: Person) -> HashMap<Self, Self> {
        let pairs = before.rounds().iter().filter_map(|round| {
            let pair = round.pair_of(person)?;
            let about = |roster| Self::pair(roster, round, pair);
            Some((about(&before.roster), about(after)))
        });
        pairs.collect()
    }

    fn hash(text: &str) -> Self {
        Self(crc32fast::hash(text.as_bytes()))
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What it was for.
    pub kind: MessageKind,
    /// The round.
    pub round: RoundNumber,
    /// The pair, where it was about one.
    pub pair: Option<PairId>,
    /// To whom: an id of the roster.
    pub participant: String,
    /// What became of it.
    pub fate: Fate,
    /// The day.
    pub on: NaiveDate,
    /// By which way: a file or a command.
    pub how: String,
    /// The running number among the messages of this kind to this person about this round.
    pub number: u32,
    /// What it said.
    pub about: About,
}

impl Sent {
    /// Leaves nothing in it of somebody who is forgotten: their id becomes the new one, and the
    /// name of a file may tell who it was for.
    pub fn forget(&mut self, [old, new]: [&str; 2], renamed: &HashMap<About, About>) {
        self.about = renamed.get(&self.about).copied().unwrap_or(self.about);
        if self.participant == old {
            self.participant = new.into();
            self.how.clear();
        }
    }
}

/// Everything that was sent, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentLog(pub Vec<Sent>);

impl SentLog {
    /// The messages of a kind about a round, the last word on each: by person and running number,
    /// in the order in which they were begun.
    pub fn of(&self, kind: MessageKind, round: RoundNumber) -> Vec<&Sent> {
        let mut last: Vec<&Sent> = Vec::new();
        let mut at = HashMap::new();
        for sent in self.0.iter().filter(|sent| sent.kind == kind && sent.round == round) {
            match at.entry((sent.participant.as_str(), sent.number)) {
                Entry::Occupied(there) => last[*there.get()] = sent,
                Entry::Vacant(free) => {
                    free.insert(last.len());
                    last.push(sent);
                }
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, programme};
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        assert!(MessageKind::ALL.iter().all(|&k| MessageKind::from_word(k.word()) == Some(k)));
        assert!(Fate::ALL.iter().all(|&fate| Fate::from_word(fate.word()) == Some(fate)));
    }

    #[test]
    fn the_last_word_on_a_message_stands() {
        let sent = |participant: &str, fate, number| Sent {
            kind: MessageKind::Question,
            round: RoundNumber::FIRST,
            pair: None,
            participant: participant.into(),
            fate,
            on: NaiveDate::MIN,
            how: String::new(),
            number,
            about: About(1),
        };
        let log = SentLog(vec![
            sent("P0001", Fate::Trying, 1),
            sent("P0002", Fate::Trying, 1),
            sent("P0001", Fate::Accepted, 1),
            sent("P0002", Fate::Made, 2),
        ]);
        let last: Vec<_> = log.of(MessageKind::Question, RoundNumber::FIRST);
        let fates: Vec<_> = last.iter().map(|one| one.fate).collect();
        assert_eq!(fates, [Fate::Accepted, Fate::Trying, Fate::Made]);
        assert_eq!(log.of(MessageKind::Reminder, RoundNumber::FIRST), Vec::<&Sent>::new());
    }

    #[test]
    fn a_place_in_a_round_is_known_again() {
        let mut programme = programme(5);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4]]);
        let round = &programme.rounds()[0];
        let about = |person| About::place(&programme.roster, round, Person(person));
        assert_eq!(about(0), about(1));
        assert!(about(0) != about(2) && about(0) != about(4));
    }
}
