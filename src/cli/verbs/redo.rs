//! `redo`: brings back what `undo` took back.

use anyhow::Result;
use clap::Args;

use super::undo::step;
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::store::Way;

/// Arguments of `redo`.
#[derive(Debug, Args)]
#[command(after_help = "It goes forward as `unmentor undo` went back, change by change, until\n\
                        another change is made. What was edited by hand before it was taken\n\
                        back comes back as it was edited.")]
pub struct RedoArgs {
    /// Do it although people may have been told of a round that goes
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

impl RedoArgs {
    /// Brings back what was taken back last.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        step(session, Way::Forth, self.yes, self.dry_run)
    }
}
