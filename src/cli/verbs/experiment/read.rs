//! `experiment read`: what it showed.

use anyhow::Result;
use clap::Args;

use super::experiment;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::Session;
use crate::render::experiment::{reading, standing};
use crate::report::History;
use crate::report::experiment::{Reading, Standing};
use crate::report::uncertainty::Units;

/// Arguments of `experiment read`.
#[derive(Debug, Args)]
#[command(
    after_help = "Both figures stand side by side: a longer interval may raise the share of \
                        pairs that\nmeet, and nearly always lowers the number of conversations."
)]
pub struct ReadArgs {
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

impl ReadArgs {
    /// Reads an experiment that is over.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let experiment = experiment(programme)?;
        let history = History::of(programme, session.today);
        let found = Standing::of(&history, experiment);
        if !found.is_over() {
            let message = format!("{}: until then nothing can be said", standing::progress(&found));
            let hint = "unmentor experiment status";
            return Err(Failure::new(Exit::Unconfirmed, message).hint(hint).into());
        }
        let reading = Reading::of(&Units::of(&history), experiment);
        if self.json {
            reading::json(experiment, &reading, session.terminal.data())?;
        } else {
            let style = session.style();
            reading::write(experiment, &reading, style, session.terminal.data())?;
        }
        Ok(())
    }
}
