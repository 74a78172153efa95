//! `rounds`: past rounds.

mod amend;
mod import;
mod list;
mod show;

use anyhow::Result;
use clap::Subcommand;

use crate::cli::session::Session;

/// What to do with past rounds.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// All rounds, a line each
    List(list::ListArgs),
    /// The pairs of one round and what they said
    Show(show::ShowArgs),
    /// Mend a round when somebody drops out or joins late
    Amend(amend::AmendArgs),
    /// Bring the history of an old scheme in, from one sheet
    Import(import::ImportArgs),
}

impl Verb {
    /// Runs one of them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match self {
            Self::List(args) => args.run(session),
            Self::Show(args) => args.run(session),
            Self::Amend(args) => args.run(session),
            Self::Import(args) => args.run(session),
        }
    }
}
