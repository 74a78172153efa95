//! `calendar`: the organiser's days, for a calendar program.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::cli::failure::{Exit, Failure};
use crate::cli::session::Session;
use crate::domain::calendar::{Entry, calendar};
use crate::render::{ics, records};

/// Arguments of `calendar`.
#[derive(Debug, Args)]
#[command(
    after_help = "The days to invite, to pair, to remind and to ask, as `interval`, `next_round`\n\
                  and `closes_after_days` in unmentor.toml plan them. A later file moves what an\n\
                  earlier one brought in.\n\nExample:\n  unmentor calendar -o rounds.ics"
)]
pub struct CalendarArgs {
    /// How many rounds to come
    #[arg(long, value_name = "NUMBER", default_value_t = 6,
          value_parser = clap::value_parser!(u32).range(1..=60))]
    rounds: u32,
    /// Write to this .ics file instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put the file in place of an existing one
    #[arg(long, requires = "output")]
    force: bool,
    /// A list of objects
    #[arg(long, conflicts_with = "output")]
    json: bool,
}

impl CalendarArgs {
    /// Writes the days.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let entries = calendar(&loaded.programme, session.today, self.rounds);
        if self.json {
            let record = |&entry: &Entry| {
                let (what, command) = ics::in_words(entry);
                json!({
                    "day": entry.day,
                    "round": entry.round.get(),
                    "task": ics::word(entry.task),
                    "what": what,
                    "command": command,
                })
            };
            let all: Vec<_> = entries.iter().map(record).collect();
            return Ok(records::write_json(&all, session.terminal.data())?);
        }
        if entries.is_empty() {
            let hint = "set `next_round` in unmentor.toml, or pair the first round: unmentor pair";
            return Err(Failure::new(Exit::Data, "no day is planned yet").hint(hint).into());
        }
        let mut written = Vec::new();
        ics::write(&loaded.programme, &entries, session.today, &mut written)?;
        session.deliver(&written, self.output.as_deref(), self.force)
    }
}
