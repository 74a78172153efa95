//! `outcomes`: what people said of their conversations.

mod import;
mod set;
pub mod sheet;
mod waiting;

use anyhow::Result;
use clap::Subcommand;

use crate::cli::session::Session;

/// What to do with outcomes.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Take feedback forms or a filled-in sheet in
    Import(import::ImportArgs),
    /// Record by hand what one pair said
    Set(set::SetArgs),
    /// Who has not answered yet, with addresses
    Waiting(waiting::WaitingArgs),
    /// Make a spreadsheet of a round to fill in, with drop-downs
    Sheet(sheet::SheetArgs),
}

impl Verb {
    /// Runs one of them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match self {
            Self::Import(args) => args.run(session),
            Self::Set(args) => args.run(session),
            Self::Waiting(args) => args.run(session),
            Self::Sheet(args) => args.run(session),
        }
    }
}
