//! `experiment start`: draw the arms and seal the plan.

use anyhow::Result;
use clap::Args;

use super::{LookedFor, basis, entrants, whole_rounds};
use crate::cli::failure::{Exit, Failure};
use crate::cli::options::DryRun;
use crate::cli::options::seed::Seed;
use crate::cli::session::Session;
use crate::domain::experiment::Primary;
use crate::domain::history::records;
use crate::domain::{Experiment, Person, Programme};
use crate::render::experiment::plan;
use crate::report::experiment::Planned;
use crate::report::experiment::usually::Usually;
use crate::store::Change;
use crate::text::plain;
use crate::text::words::people;

/// Arguments of `experiment start`.
#[derive(Debug, Args)]
#[command(after_help = "Everybody who takes part in every round is drawn into one of two halves, \
                        in twos of\npeople who have met about as often. Who joins later is drawn \
                        by `unmentor pair`;\npeople with a rhythm of their own are in neither \
                        half and are paired among\nthemselves. The plan stands in \
                        `experiment.toml`, sealed.\n\nExample:\n  unmentor experiment start \
                        --months 12 --change 10 --question \"Do more of us meet?\"")]
pub struct StartArgs {
    #[command(flatten)]
    looked_for: LookedFor,
    /// What you want to know, in your own words
    #[arg(long, value_name = "TEXT", default_value = "Would a longer interval help?")]
    question: String,
    /// Read conversations per person only, where the share promises nothing
    #[arg(long)]
    conversations_only: bool,
    #[command(flatten)]
    seed: Seed,
    #[command(flatten)]
    dry_run: DryRun,
}

impl StartArgs {
    /// Draws the arms and writes the plan.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("experiment start", self.dry_run)?;
        let programme = work.programme();
        none_yet(programme)?;
        let entrants = entrants(programme, session);
        let asked = self.looked_for.asked(programme, entrants.len())?;
        let rounds = whole_rounds(&asked);
        if rounds != asked.rounds {
            let message = "each half of the time must hold an even number of rounds";
            let hint = plan::typed(rounds, asked.interval);
            return Err(Failure::new(Exit::Usage, message).hint(hint).into());
        }
        let planned = Planned::of(basis(programme, session)?, asked);
        let primary = if self.conversations_only { Primary::Conversations } else { Primary::Both };
        promising(&planned, primary)?;
        let mut experiment = Experiment {
            question: plain(&self.question),
            seed: self.seed.number()?,
            drawn_on: session.today,
            first: programme.next_number(),
            rounds: asked.rounds,
            interval: asked.interval,
            primary,
            change: asked.change,
            level: 0.95,
            arms: [Vec::new(), Vec::new()],
        };
        let ranked = ranked(programme, entrants, session);
        experiment.draw(ranked, experiment.first);
        let halves = experiment.arms.each_ref().map(Vec::len);
        let (first, last) = (experiment.first, experiment.last());
        session.commit(work, Change { experiment: Some(experiment), ..Change::default() })?;
        let drawn = if self.dry_run.dry_run { "would be drawn" } else { "are drawn" };
        session.terminal.note(format_args!(
            "{} {drawn}: {} have the shorter interval first, {} the longer; rounds {first} to {last}",
            people(halves.iter().sum()),
            halves[0],
            halves[1],
        ));
        if !self.dry_run.dry_run {
            session.terminal.next("unmentor pair");
        }
        Ok(())
    }
}

/// Refuses what promises nothing.
fn promising(planned: &Planned, primary: Primary) -> Result<(), Failure> {
    if planned.best().promises(primary) {
        return Ok(());
    }
    let message = format!("not begun: {}", plan::why_refused(planned));
    Err(Failure::new(Exit::Unconfirmed, message).hint(plan::what_would_do(planned)))
}

/// Refuses a second experiment beside one that is not over.
fn none_yet(programme: &Programme) -> Result<(), Failure> {
    match &programme.experiment {
        Some(now) if programme.next_number() <= now.last() => {
            let message = format!("an experiment has rounds {} to {}", now.first, now.last());
            Err(Failure::new(Exit::Unconfirmed, message).hint(
                "`unmentor experiment status` shows it; to give it up, delete experiment.toml and \
                 type `unmentor check --accept`",
            ))
        }
        _ => Ok(()),
    }
}

/// People by how often they usually meet, so that neighbours are alike.
fn ranked(programme: &Programme, mut people: Vec<Person>, session: &Session) -> Vec<Person> {
    let records = records(programme, session.today);
    let usually = Usually::of(&records);
    let estimate = |person: &Person| usually.estimate(records[person.index()]);
    people.sort_by(|one, other| estimate(other).total_cmp(&estimate(one)));
    people
}
