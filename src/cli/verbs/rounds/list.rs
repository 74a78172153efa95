//! `rounds list`: all rounds, a line each.

use anyhow::Result;
use clap::Args;

use crate::cli::session::Session;
use crate::render::records::write_json;
use crate::render::rounds;

/// Arguments of `rounds list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// A list of objects
    #[arg(long)]
    json: bool,
}

impl ListArgs {
    /// Lists them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        if self.json {
            write_json(&rounds::summaries(programme, session.today), session.terminal.data())?;
        } else {
            let (today, style) = (session.today, session.style());
            rounds::list(programme, today, style, session.terminal.data())?;
        }
        Ok(())
    }
}
