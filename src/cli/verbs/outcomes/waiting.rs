//! `outcomes waiting`: who has not answered yet.

use anyhow::Result;
use clap::Args;

use crate::cli::find;
use crate::cli::session::Session;
use crate::domain::RoundNumber;
use crate::render::waiting::{self, Kind};

/// Arguments of `outcomes waiting`.
#[derive(Debug, Args)]
pub struct WaitingArgs {
    /// About this round [default: the one that is open]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    /// How it is written
    #[arg(long, value_enum, default_value = "table")]
    format: Kind,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl WaitingArgs {
    /// Lists them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let round = match self.round {
            Some(number) => Some(find::round(programme, number)?),
            None => programme.open_round(session.today),
        };
        let kind = if self.json { Kind::Json } else { self.format };
        let (today, style) = (session.today, session.style());
        waiting::write(programme, round, today, (kind, style), session.terminal.data())?;
        if round.is_none() {
            session.terminal.note("no round is open, so no answer is awaited");
            if let Some(latest) = programme.latest() {
                let latest = latest.number();
                session.terminal.next(format_args!("unmentor outcomes waiting --round {latest}"));
            }
        }
        Ok(())
    }
}
