//! A programme becomes messages: who gets what, in which words.
//!
//! `recipients` says who gets a message of a kind, `facts` what there is to say to each,
//! `texts` holds the words, and `compose` puts them together as a [`Message`]. Nothing is sent
//! or written here, and nothing is marked: that two runs make no message twice follows from the log
//! ([`SentLog`]) that comes in with the programme.
//!
//! - [`due`]: which messages it is time for
//! - [`form`]: questions for a form tool

mod compose;
mod dates;
pub mod due;
mod facts;
pub mod form;
mod recipients;
mod texts;

use chrono::NaiveDate;

use crate::domain::message::{About, Fate, MessageKind, Sent, SentLog};
use crate::domain::token::Token;
use crate::domain::{PairId, Person, Programme, RoundNumber};

pub use compose::{Composer, sender_domain};
pub use facts::{Facts, odd_language};
pub use recipients::{Place, Recipient, recipients};
pub use texts::{Faulty, Texts};

/// What messages are made of.
#[derive(Debug, Clone, Copy)]
pub struct Post<'p> {
    /// The programme.
    pub programme: &'p Programme,
    /// What was sent before.
    pub log: &'p SentLog,
    /// The day.
    pub today: NaiveDate,
}

/// A message that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it is for.
    pub kind: MessageKind,
    /// The round.
    pub round: RoundNumber,
    /// The pair, where it is about one.
    pub pair: Option<PairId>,
    /// To whom: one person, or both of a pair.
    pub to: Vec<Person>,
    /// One line.
    pub subject: String,
    /// The text, with `\n` between its lines and at its end.
    pub text: String,
    /// The Message-ID without its angle brackets.
    pub id: String,
    /// The Message-ID of the message that it belongs to.
    pub in_reply_to: Option<String>,
    /// What an answer is known by; only where there is a question.
    pub token: Option<Token>,
    /// Whom an answer reaches: these, or without any the organiser.
    pub reply_to: Vec<Person>,
    /// The running number among the messages of its kind to this person about this round.
    pub number: u32,
    /// What it says.
    pub about: About,
    /// The day on which it was first made.
    pub date: NaiveDate,
    /// What became of it, if it was made before.
    pub before: Option<Fate>,
    /// What a merge sheet has beside subject and text.
    pub facts: Facts,
}

impl Message {
    /// Whether it was not made before, so that it is to be made now.
    pub fn is_new(&self) -> bool {
        self.before.is_none_or(|fate| !fate.may_have_arrived())
    }

    /// The lines of the log that say what became of it.
    pub fn logged<'a>(
        &'a self,
        programme: &'a Programme,
        fate: Fate,
        on: NaiveDate,
        how: &'a str,
    ) -> impl Iterator<Item = Sent> + 'a {
        self.to.iter().map(move |&person| Sent {
            kind: self.kind,
            round: self.round,
            pair: self.pair,
            participant: programme.roster.get(person).id.to_string(),
            fate,
            on,
            how: how.into(),
            number: self.number,
            about: self.about,
        })
    }
}
