//! `mail`: messages, ready to send.

mod batch;
mod place;
mod send;

use std::mem;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use self::batch::{Batch, texts_of};
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::message::MessageKind;
use crate::domain::{PairId, Programme, RoundNumber};
use crate::messages::due::{Due, due};
use crate::messages::{Message, Post, Texts};
use crate::render::mail::listing;
use crate::text::words;

/// Arguments of `mail`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without KIND: what is due now, and why. Without -o or --send: how many messages to\n\
                  how many people, the first one in full, and the ways out. Nobody gets a message\n\
                  twice: what was made or sent stands in messages.csv, and a second run makes only\n\
                  what is new. WHO is an id, an e-mail or an unambiguous name.\n\n\
                  Examples:\n  unmentor mail introduction -o round-06-introduction.xlsx\n  \
                  unmentor mail question --send"
)]
#[expect(clippy::struct_excessive_bools, reason = "one for each option")]
pub struct MailArgs {
    /// What they are for
    #[arg(value_enum)]
    kind: Option<Purpose>,
    /// About this round [default: the latest]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    /// To these people only
    #[arg(long, value_name = "WHO", num_args = 1..)]
    only: Vec<String>,
    /// A message for each person, or one for each pair (introductions only)
    #[arg(long, value_enum, default_value = "person")]
    rows: RowsFor,
    /// Write them to a .xlsx, .csv, .html, .txt or .mbox file, or to a folder of drafts
    #[arg(short = 'o', long = "output", value_name = "PLACE")]
    place: Option<PathBuf>,
    /// Put the file in place of an existing one
    #[arg(long, requires = "place")]
    force: bool,
    /// Show what the people of a pair get, in full
    #[arg(long, value_name = "PAIR", conflicts_with_all = ["place", "send"])]
    preview: Option<PairId>,
    /// Put the texts into templates/, to be edited
    #[arg(long, conflicts_with_all = ["kind", "place", "send", "preview", "json"])]
    templates: bool,
    /// Make those too that were made before
    #[arg(long)]
    again: bool,
    /// Send them by the command in unmentor.toml
    #[arg(long, conflicts_with_all = ["place", "json"])]
    send: bool,
    /// Send them without being asked
    #[arg(long, requires = "send")]
    yes: bool,
    /// A list of objects; it marks nothing as made
    #[arg(long, conflicts_with = "place")]
    json: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

/// What messages are for, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Purpose {
    /// Who the partner is, or why somebody sits out; after a change, to those concerned
    Introduction,
    /// Halfway, to those without an answer: there is still time
    Reminder,
    /// At the end, to those without an answer: did you meet?
    Question,
    /// Before the next round: in or out?
    Invitation,
    /// To those whom you name
    KindWord,
    /// To those whom you name: what got in the way?
    AskWhy,
}

/// For whom a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowsFor {
    /// One person
    Person,
    /// A pair
    Pair,
}

impl From<Purpose> for MessageKind {
    fn from(word: Purpose) -> Self {
        match word {
            Purpose::Introduction => Self::Introduction,
            Purpose::Reminder => Self::Reminder,
            Purpose::Question => Self::Question,
            Purpose::Invitation => Self::Invitation,
            Purpose::KindWord => Self::KindWord,
            Purpose::AskWhy => Self::AskWhy,
        }
    }
}

impl MailArgs {
    /// Shows, writes or sends messages.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        if self.templates {
            return self.put_templates(session);
        }
        if self.place.is_some() || self.send {
            return self.make(session);
        }
        let loaded = session.load()?;
        let folder = session.folder()?;
        let (log, odd) = folder.messages(&loaded.programme.roster)?;
        session.terminal.remark(&odd);
        let texts = texts_of(&folder.templates()?)?;
        let programme = &loaded.programme;
        let post = Post { programme, log: &log, today: session.today };
        if let Some(pair) = self.preview {
            return self.preview(session, post, &texts, pair);
        }
        match self.kind {
            Some(kind) => {
                let batch = self.batch(post, &texts, kind.into())?;
                if self.json {
                    let all: Vec<&Message> = batch.messages.iter().collect();
                    return Ok(listing::json(programme, &all, session.terminal.data())?);
                }
                Self::show(session, programme, &batch)
            }
            None => self.show_due(session, post, &texts),
        }
    }

    fn batch(&self, post: Post<'_>, texts: &Texts, kind: MessageKind) -> Result<Batch> {
        let only = find::people(post.programme, &self.only)?;
        let round = match (kind, self.round) {
            (MessageKind::Invitation, _) => None,
            (MessageKind::KindWord, None) => post.programme.latest(),
            (_, number) => Some(find::round_or_latest(post.programme, number)?),
        };
        Ok(Batch::new(post, texts, kind, round, &only, (self.rows, self.again))?)
    }

    /// What is due, and why.
    fn show_due(&self, session: &mut Session, post: Post<'_>, texts: &Texts) -> Result<()> {
        let all = due(post);
        if self.json {
            let mut messages = Vec::new();
            for one in &all {
                let batch = self.batch(post, texts, one.kind)?;
                messages.extend(batch.messages.into_iter().filter(Message::is_new));
            }
            let messages: Vec<&Message> = messages.iter().collect();
            return Ok(listing::json(post.programme, &messages, session.terminal.data())?);
        }
        if all.is_empty() {
            session.terminal.note("No message is due. A kind that is named is always made.");
            return Ok(());
        }
        let style = session.style();
        listing::due(&all, style, session.terminal.data())?;
        if let Some(first) = all.first() {
            session.terminal.next(format_args!("unmentor mail {}", first.kind.word()));
        }
        Ok(())
    }

    /// How many, to whom, the first one, and the ways out.
    fn show(session: &mut Session, programme: &Programme, batch: &Batch) -> Result<()> {
        batch.warn(session, programme);
        let new: Vec<&Message> = batch.new_ones().collect();
        let head = batch.sentence();
        writeln!(session.terminal.data(), "{head}")?;
        let first = new.first().copied().or(batch.messages.first());
        if let Some(first) = first {
            writeln!(session.terminal.data(), "The first one:\n")?;
            let style = session.style();
            listing::whole(programme, first, style, session.terminal.data())?;
        }
        if batch.messages.is_empty() {
            return Ok(());
        }
        let kind = batch.kind.word();
        let file = batch.proposed_name();
        session.terminal.note(
            "The ways out: .xlsx or .csv for a mail merge, .html to copy from or with a link for \
             each, .txt to paste, .mbox or a folder of drafts for a mail program, --send for a \
             command.",
        );
        session.terminal.next(format_args!("unmentor mail {kind} -o {file}.xlsx"));
        Ok(())
    }

    fn preview(
        &self,
        session: &mut Session,
        post: Post<'_>,
        texts: &Texts,
        id: PairId,
    ) -> Result<()> {
        let pair = find::pair(post.programme, id)?;
        let round = Some(find::round(post.programme, id.round)?);
        let kind = self.kind.map_or(MessageKind::Introduction, MessageKind::from);
        let batch = Batch::new(post, texts, kind, round, pair.members(), (self.rows, self.again))?;
        let messages: Vec<&Message> = batch.messages.iter().collect();
        if self.json {
            return Ok(listing::json(post.programme, &messages, session.terminal.data())?);
        }
        for (at, message) in messages.iter().enumerate() {
            if at > 0 {
                writeln!(session.terminal.data(), "\n---\n")?;
            }
            let style = session.style();
            listing::whole(post.programme, message, style, session.terminal.data())?;
        }
        if messages.is_empty() {
            session.terminal.note(format_args!("Nobody of {id} gets a {}.", kind.word()));
        }
        Ok(())
    }

    /// Writes them to a place, or sends them.
    fn make(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("mail", self.dry_run)?;
        let (log, odd) = work.messages()?;
        if !odd.is_empty() {
            let message = "no message was made: messages.csv does not say who has had one";
            return Err(Failure::new(Exit::Data, message).findings(odd).into());
        }
        let texts = texts_of(&work.folder().templates()?)?;
        let post = Post { programme: work.programme(), log: &log, today: session.today };
        let kind = match self.kind {
            Some(kind) => kind.into(),
            None => only_one(&due(post))?,
        };
        let batch = self.batch(post, &texts, kind)?;
        let done = match &self.place {
            Some(place) => place::write(session, &work, &batch, place, self.force),
            None => send::send(session, &work, &batch, self.yes),
        };
        // The program ends soon; giving a hundred thousand texts back piece by piece takes time.
        mem::forget(batch);
        done
    }

    fn put_templates(&self, session: &mut Session) -> Result<()> {
        let folder = session.folder()?;
        let all = Texts::built_in();
        if self.dry_run.dry_run {
            session.terminal.note(format_args!("would put {} texts into templates/", all.len()));
            return Ok(());
        }
        let lock = folder.lock("mail --templates")?;
        let added = folder.add_templates(all)?;
        drop(lock);
        for name in &added {
            writeln!(session.terminal.data(), "{name}")?;
        }
        let kept = all.len() - added.len();
        if kept > 0 {
            let texts = words::count(kept, "text");
            session.terminal.note(format_args!("{texts} already there stayed as they were"));
        }
        session.terminal.note(
            "Edit them in any editor. The Welsh ones, *.cy.txt, are drafts: to be read by a Welsh \
             speaker before they are sent.",
        );
        session.terminal.next("unmentor mail introduction");
        Ok(())
    }
}

/// The one kind that is due, or a failure that asks which.
fn only_one(all: &[Due]) -> Result<MessageKind, Failure> {
    match all {
        [one] => Ok(one.kind),
        [] => Err(Failure::new(Exit::Usage, "no message is due")
            .hint("name a kind: unmentor mail introduction, reminder, question, invitation")),
        several => {
            let words: Vec<_> = several.iter().map(|due| due.kind.word().to_owned()).collect();
            Err(Failure::new(Exit::Usage, format!("several are due: {}", words::list(&words)))
                .hint(format!("name one: unmentor mail {}", words[0])))
        }
    }
}

/// What bare `unmentor` says is next, where messages come first: only of a scheme that sends its
/// messages by this program.
pub fn first(
    session: &Session,
    programme: &Programme,
    next: (String, String),
) -> Result<(String, String)> {
    let (log, _) = session.folder()?.messages(&programme.roster)?;
    if log.0.is_empty() && programme.settings.mailing.organiser.is_none() {
        return Ok(next);
    }
    let post = Post { programme, log: &log, today: session.today };
    let due = due(post).into_iter().find(|due| due.kind != MessageKind::Invitation);
    Ok(due.map_or(next, |due| (format!("mail {}", due.kind.word()), listing::sentence(&due))))
}
