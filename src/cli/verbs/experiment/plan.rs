//! `experiment plan`: what an experiment could find.

use anyhow::Result;
use clap::Args;

use super::{LookedFor, basis, entrants, whole_rounds};
use crate::cli::options::points;
use crate::cli::session::Session;
use crate::domain::experiment::Primary;
use crate::render::experiment::plan;
use crate::report::experiment::Planned;

/// Arguments of `experiment plan`.
#[derive(Debug, Args)]
#[command(
    after_help = "It rests on your own closed rounds: how many met, how much people differ, \
                        how\nmany stay. Nothing is changed.\n\nExamples:\n  unmentor experiment \
                        plan\n  unmentor experiment plan --months 24 --change 15"
)]
pub struct PlanArgs {
    #[command(flatten)]
    looked_for: LookedFor,
    /// With so many people, instead of those who could enter now
    #[arg(long, value_name = "NUMBER")]
    people: Option<usize>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

impl PlanArgs {
    /// Says what an experiment could find.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let people = self.people.unwrap_or_else(|| entrants(programme, session).len());
        let asked = self.looked_for.asked(programme, people)?;
        let planned = Planned::of(basis(programme, session)?, asked);
        if self.json {
            plan::json(&planned, session.terminal.data())?;
        } else {
            let style = session.style();
            plan::write(&planned, style, session.terminal.data())?;
        }
        if self.people.is_none() && planned.best().promises(Primary::Both) {
            let rounds = whole_rounds(&asked);
            let verb = if rounds == asked.rounds { "start" } else { "plan" };
            let long = plan::typed(rounds, asked.interval);
            let change = points::typed(self.looked_for.change);
            session
                .terminal
                .next(format_args!("unmentor experiment {verb} {long} --change {change}"));
        }
        Ok(())
    }
}
