//! `participants`: the roster.

mod add;
mod ask_why;
mod forget;
pub mod import;
mod list;
mod review;
mod set;
mod show;

use anyhow::Result;
use clap::Subcommand;

use crate::cli::session::Session;
use crate::domain::{PairId, ParticipantId};

/// What to do with the roster.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add one person by hand
    Add(add::AddArgs),
    /// Take a sign-up sheet into the roster
    Import(import::ImportArgs),
    /// Everybody, or those with one status
    List(list::ListArgs),
    /// Everything that is known of one person
    Show(show::ShowArgs),
    /// Whose conversations have failed for some time, and what may help
    Review(review::ReviewArgs),
    /// Whom to ask why their conversations did not happen, chosen by lot
    AskWhy(ask_why::AskWhyArgs),
    /// Change what is known of one person
    Set(set::SetArgs),
    /// Erase what is known of one person, and keep the figures
    Forget(forget::ForgetArgs),
}

impl Verb {
    /// Runs one of them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match self {
            Self::Add(args) => args.run(session),
            Self::Import(args) => args.run(session),
            Self::List(args) => args.run(session),
            Self::Show(args) => args.run(session),
            Self::Review(args) => args.run(session),
            Self::AskWhy(args) => args.run(session),
            Self::Set(args) => args.run(session),
            Self::Forget(args) => args.run(session),
        }
    }
}

/// Says that somebody who goes leaves a partner waiting, in a pair of the open round.
fn tell_of_partner(session: &mut Session, pair: PairId, id: &ParticipantId) {
    let round = pair.round;
    session.terminal.note(format_args!("{id} is in {pair}, and round {round} is still open"));
    session.terminal.next(format_args!("unmentor rounds amend {round} --out {id}"));
}
