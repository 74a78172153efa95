//! `rounds show`: the pairs of one round and what they said.

use anyhow::Result;
use clap::Args;

use crate::cli::find;
use crate::cli::session::Session;
use crate::domain::RoundNumber;
use crate::render::records::{RoundRecord, write_json};
use crate::render::rounds;

/// Arguments of `rounds show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The number of the round [default: the latest]
    #[arg(value_name = "ROUND")]
    number: Option<RoundNumber>,
    /// One object with pairs, outcomes and answers
    #[arg(long)]
    json: bool,
}

impl ShowArgs {
    /// Shows the round.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let round = find::round_or_latest(&loaded.programme, self.number)?;
        if self.json {
            let record = RoundRecord::new(&loaded.programme, round, session.today);
            write_json(&record, session.terminal.data())?;
        } else {
            let (today, style) = (session.today, session.style());
            rounds::show(&loaded.programme, round, today, style, session.terminal.data())?;
        }
        Ok(())
    }
}
