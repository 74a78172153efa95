//! The messages of one kind, and what is to be said about them.

use std::collections::BTreeMap;

use super::RowsFor;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::Session;
use crate::domain::mailing::Language;
use crate::domain::message::{Fate, MessageKind};
use crate::domain::{Field, Person, Programme, Round};
use crate::messages::{Composer, Faulty, Message, Post, Texts, odd_language};
use crate::render::mail::address;
use crate::text::{quote, words};

/// Messages of one kind.
pub struct Batch {
    /// What they are for.
    pub kind: MessageKind,
    /// All of them, those made before too.
    pub messages: Vec<Message>,
    welsh_draft: bool,
}

impl Batch {
    /// Makes them; nothing is written yet.
    pub fn new(
        post: Post<'_>,
        texts: &Texts,
        kind: MessageKind,
        round: Option<&Round>,
        only: &[Person],
        (rows, again): (RowsFor, bool),
    ) -> Result<Self, Failure> {
        let usage = |message: &str| Failure::new(Exit::Usage, message);
        if kind == MessageKind::KindWord && only.is_empty() {
            return Err(usage("a kind word goes to those whom you name")
                .hint("unmentor mail kind-word --only WHO"));
        }
        if kind == MessageKind::AskWhy && only.is_empty() {
            return Err(usage("why is asked of those whom you name")
                .hint("`unmentor participants ask-why` chooses some by lot"));
        }
        if rows == RowsFor::Pair && kind != MessageKind::Introduction {
            return Err(usage("only an introduction can go to both of a pair")
                .hint("the answer to anything else is nobody else's business: --rows person"));
        }
        known_columns(post.programme)?;
        let composer = Composer::new(post, texts, kind, round, again);
        let messages = match rows {
            RowsFor::Person => composer.messages(only),
            RowsFor::Pair => composer.for_pairs(only),
        };
        let messages = messages.map_err(|fault| failure(&fault))?;
        let language = post.programme.settings.mailing.language;
        let welsh_draft = language != Language::English && texts.is_welsh_draft(kind.word());
        Ok(Self { kind, messages, welsh_draft })
    }

    /// Those that were not made before.
    pub fn new_ones(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| message.is_new())
    }

    /// Those of which nobody knows whether they have left.
    pub fn unknown(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| message.before.is_some_and(Fate::is_open))
    }

    /// `60 introductions about round 6, 2 of them new.`
    pub fn sentence(&self) -> String {
        let what = self.kind.word().replace('-', " ");
        let count = words::count(self.messages.len(), &what);
        let Some(first) = self.messages.first() else {
            return format!("Nobody gets a message of this kind now ({what}).");
        };
        let new = self.new_ones().count();
        let new = match new {
            0 => ", all made before".to_owned(),
            all if all == self.messages.len() => String::new(),
            some => format!(", {} of them new", words::number(some)),
        };
        format!("{count} about round {}{new}.", first.round)
    }

    /// A name for a file, the same at every run.
    pub fn proposed_name(&self) -> String {
        let round = self.messages.first().map_or(0, |message| message.round.get());
        format!("round-{round:02}-{}", self.kind.word())
    }

    /// Says who cannot be written to, and what else an organiser should know.
    pub fn warn(&self, session: &mut Session, programme: &Programme) {
        let unreachable: Vec<&Message> = self
            .messages
            .iter()
            .filter(|message| message.to.iter().any(|&person| !has_address(programme, person)))
            .collect();
        tell(session, programme, &unreachable, "has no address");
        self.warn_of_texts(session, programme);
    }

    /// Says what is odd about the words.
    pub fn warn_of_texts(&self, session: &mut Session, programme: &Programme) {
        for &person in self.messages.iter().flat_map(|message| &message.to) {
            if let Some(language) = odd_language(programme, person) {
                session.terminal.note(format_args!(
                    "note: {} has the language {}, which is none of en, cy, both; the usual one is \
                     taken",
                    programme.roster.get(person).label(),
                    quote(&language)
                ));
            }
        }
        if self.welsh_draft {
            session.terminal.note(
                "note: the Welsh text is a draft; let a Welsh speaker read it: unmentor mail \
                 --templates",
            );
        }
    }

    /// Those that a road can carry; the others are named.
    pub fn carried<'b>(
        &'b self,
        session: &mut Session,
        programme: &Programme,
        by_post: bool,
    ) -> Vec<&'b Message> {
        let (can, cannot): (Vec<&Message>, Vec<&Message>) = self.new_ones().partition(|message| {
            message.to.iter().all(|&person| {
                let address = &programme.roster.get(person).email;
                if by_post { address::carried(address).is_some() } else { !address.is_empty() }
            })
        });
        let (without, odd): (Vec<&Message>, Vec<&Message>) = cannot
            .into_iter()
            .partition(|message| message.to.iter().any(|&one| !has_address(programme, one)));
        tell(session, programme, &without, "has no address and is left out");
        let what = "has an address that this road cannot carry, and is left out";
        tell(session, programme, &odd, what);
        can
    }
}

fn has_address(programme: &Programme, person: Person) -> bool {
    !programme.roster.get(person).email.is_empty()
}

/// Names the people of some messages, with their partners.
fn tell(session: &mut Session, programme: &Programme, messages: &[&Message], what: &str) {
    for message in messages {
        let names = message.to.iter().map(|&person| programme.roster.get(person).label());
        let names = names.collect::<Vec<_>>().join(" and ");
        let partner = match message.facts.partner_name.as_str() {
            "" => String::new(),
            partner => format!("; partner: {partner}"),
        };
        let message = format!("{names} {what}{partner}");
        session.terminal.warning(&Failure::new(Exit::Data, message));
    }
}

/// Refuses a column of `show` that the roster has not.
fn known_columns(programme: &Programme) -> Result<(), Failure> {
    let own = programme.roster.further_columns();
    let is_known = |heading: &&String| {
        Field::ALL.iter().any(|field| field.word() == heading.as_str())
            || own.iter().any(|one| one.trim().eq_ignore_ascii_case(heading.trim()))
    };
    match programme.settings.mailing.show.iter().find(|heading| !is_known(heading)) {
        None => Ok(()),
        Some(stranger) => {
            let fields = Field::ALL.iter().map(|field| field.word().to_owned());
            let known: Vec<_> = fields.chain(own.iter().cloned()).collect();
            let message = format!(
                "`show` in unmentor.toml names `{stranger}`, which is no column of participants.csv"
            );
            Err(Failure::new(Exit::Data, message)
                .hint(format!("the columns are: {}", known.join(", "))))
        }
    }
}

/// The texts of a programme, or a failure that names the file and the line.
pub fn texts_of(own: &BTreeMap<String, String>) -> Result<Texts, Failure> {
    Texts::new(own).map_err(|fault| failure(&fault))
}

fn failure(fault: &Faulty) -> Failure {
    let Faulty { file, line, what } = fault;
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    let hint = format!("a text can say: {}", Texts::names().join(", "));
    Failure::new(Exit::Data, format!("{file}{line}: {what}; no message was made")).hint(hint)
}
