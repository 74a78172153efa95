//! `participants list`: everybody, or those with one status.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::session::Session;
use crate::domain::{Participant, Status};
use crate::render::{people, records};

/// Arguments of `participants list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only those with this status
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusWord>,
    /// A list of objects with the roster's columns
    #[arg(long)]
    json: bool,
}

/// The words of the roster's status column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusWord {
    Active,
    Paused,
    Left,
}

impl ListArgs {
    /// Lists them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let roster = &loaded.programme.roster;
        let wanted = |participant: &&Participant| match self.status {
            None => true,
            Some(StatusWord::Active) => participant.status == Status::Active,
            Some(StatusWord::Paused) => matches!(participant.status, Status::Paused { .. }),
            Some(StatusWord::Left) => participant.status == Status::Left,
        };
        let chosen: Vec<_> =
            roster.iter().map(|(_, participant)| participant).filter(wanted).collect();
        if self.json {
            let all: Vec<_> = chosen.iter().map(|p| records::participant(roster, p)).collect();
            records::write_json(&all, session.terminal.data())?;
        } else {
            let style = session.style();
            people::list(&chosen, roster.len(), style, session.terminal.data())?;
        }
        Ok(())
    }
}
