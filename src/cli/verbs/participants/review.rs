//! `participants review`: whose conversations have failed for some time, and what may help.

use anyhow::Result;
use clap::Args;

use crate::cli::session::Session;
use crate::domain::review::review;
use crate::render::{records, review as shown};
use crate::text::words;

/// Arguments of `participants review`.
#[derive(Debug, Args)]
#[command(
    after_help = "It proposes, and does nothing. Rounds that somebody was not in, that are still\n\
                        open, or of which nobody was asked do not count."
)]
pub struct ReviewArgs {
    /// How many rounds in a row without a confirmed conversation [default: as the settings say]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=24))]
    rounds: Option<u32>,
    /// A list of objects
    #[arg(long)]
    json: bool,
}

impl ReviewArgs {
    /// Lists them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let rounds = self.rounds.unwrap_or(programme.settings.review_after);
        let found = review(programme, session.today, rounds as usize);
        if self.json {
            let all: Vec<_> = found.iter().map(|one| shown::record(programme, *one)).collect();
            return Ok(records::write_json(&all, session.terminal.data())?);
        }
        if found.is_empty() {
            session.terminal.note(format_args!(
                "nobody has had {} in a row without a confirmed conversation",
                words::count(rounds as usize, "round")
            ));
            return Ok(());
        }
        let style = session.style();
        shown::write(programme, &found, style, session.terminal.data())?;
        session.terminal.note("Nothing has been changed: you know these people, and choose.");
        Ok(())
    }
}
