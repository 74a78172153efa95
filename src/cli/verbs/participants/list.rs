//! `participants list`: everybody, or those with one status.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::session::Session;
use crate::domain::changes::in_roster;
use crate::domain::due::lapsed;
use crate::domain::{Participant, Status};
use crate::render::{changes, people, prose, records};

/// Arguments of `participants list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only those with this status
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusWord>,
    /// Those who have been in a round, were not in the latest, and have neither paused nor left
    #[arg(long, conflicts_with = "status")]
    lapsed: bool,
    /// What the last change of the roster changed, by name
    #[arg(long, conflicts_with_all = ["status", "json", "lapsed"])]
    changed: bool,
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
        if self.changed {
            return changed(session);
        }
        let loaded = session.load()?;
        let roster = &loaded.programme.roster;
        let wanted = |participant: &&Participant| match self.status {
            None => true,
            Some(StatusWord::Active) => participant.status == Status::Active,
            Some(StatusWord::Paused) => matches!(participant.status, Status::Paused { .. }),
            Some(StatusWord::Left) => participant.status == Status::Left,
        };
        let chosen: Vec<_> = if self.lapsed {
            let lapsed = lapsed(&loaded.programme);
            lapsed.into_iter().map(|person| roster.get(person)).collect()
        } else {
            roster.iter().map(|(_, participant)| participant).filter(wanted).collect()
        };
        if self.json {
            let all: Vec<_> = chosen.iter().map(|p| records::participant(roster, p)).collect();
            records::write_json(&all, session.terminal.data())?;
        } else {
            let style = session.style();
            let list = if self.lapsed { people::to_invite } else { people::list };
            list(&chosen, roster.len(), style, session.terminal.data())?;
        }
        Ok(())
    }
}

/// Lists what the last change of the roster changed.
fn changed(session: &mut Session) -> Result<()> {
    let (folder, loaded) = session.open()?;
    let before = folder.roster_before()?;
    let changed = before.map(|before| in_roster(&before, &loaded.programme.roster));
    let lines = changes::lines(&changed.unwrap_or_default(), usize::MAX, "");
    if lines.is_empty() {
        session.terminal.note("no change of the roster is remembered that `undo` could take back");
    }
    let style = session.style();
    for line in lines {
        prose::write("", &line, style, session.terminal.data())?;
    }
    Ok(())
}
