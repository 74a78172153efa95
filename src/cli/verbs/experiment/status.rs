//! `experiment status`: how far it has come.

use anyhow::Result;
use clap::Args;

use super::experiment;
use crate::cli::session::Session;
use crate::render::experiment::standing;
use crate::report::History;
use crate::report::experiment::Standing;

/// Arguments of `experiment status`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is said of the two intervals before the planned end: whoever looks \
                        every\nmonth sees a difference where there is none three times as often."
)]
pub struct StatusArgs {
    /// Print the counts as JSON
    #[arg(long)]
    json: bool,
}

impl StatusArgs {
    /// Says how an experiment stands.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let experiment = experiment(programme)?;
        let history = History::of(programme, session.today);
        let found = Standing::of(&history, experiment);
        if self.json {
            standing::json(experiment, &found, session.terminal.data())?;
        } else {
            let style = session.style();
            standing::write(experiment, &found, style, session.terminal.data())?;
        }
        if found.is_over() {
            session.terminal.next("unmentor experiment read");
        }
        Ok(())
    }
}
