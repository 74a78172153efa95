//! `participants show`: everything that is known of one person.

use anyhow::Result;
use clap::Args;

use crate::cli::find;
use crate::cli::session::Session;
use crate::render::{people, records};

/// Arguments of `participants show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// An id, an e-mail address or an unambiguous name
    who: String,
    /// One object with the roster's columns and the rounds
    #[arg(long)]
    json: bool,
}

impl ShowArgs {
    /// Shows the person.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let person = find::person(programme, &self.who)?;
        if self.json {
            let record = records::person(programme, person, session.today);
            records::write_json(&record, session.terminal.data())?;
        } else {
            let (today, style) = (session.today, session.style());
            people::show(programme, person, today, style, session.terminal.data())?;
        }
        Ok(())
    }
}
