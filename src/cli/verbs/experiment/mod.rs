//! `experiment`: a fair trial of a longer interval.

mod plan;
mod read;
mod start;
mod status;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::points;
use crate::cli::session::Session;
use crate::domain::experiment::{LONGEST, SHORTEST, WHOLE};
use crate::domain::running::enters;
use crate::domain::{Experiment, Person, Programme};
use crate::render::experiment::plan as plan_of;
use crate::report::History;
use crate::report::experiment::{Asked, Basis};
use crate::report::uncertainty::Units;
use crate::report::uncertainty::quantile::Level;
use crate::text::words::count;

/// What to do with an experiment.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Half of the people are due in every round for the first half of the time, \
                        and in\nevery second round afterwards; the other half the reverse. Nobody \
                        is paired across\nthe two while it runs. `docs/interval.md` of the project \
                        says why."
)]
pub enum Verb {
    /// What an experiment could find with the people and rates of this programme
    Plan(plan::PlanArgs),
    /// Draw the two halves and seal the plan, before its first round
    Start(start::StartArgs),
    /// How far it has come, and who is still there
    Status(status::StatusArgs),
    /// What it showed; only at its planned end
    Read(read::ReadArgs),
}

impl Verb {
    /// Runs one of them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match self {
            Self::Plan(args) => args.run(session),
            Self::Start(args) => args.run(session),
            Self::Status(args) => args.run(session),
            Self::Read(args) => args.run(session),
        }
    }
}

/// What is looked for, and for how long.
#[derive(Debug, Clone, Copy, Args)]
pub struct LookedFor {
    /// How long it takes, in months
    #[arg(long, value_name = "NUMBER", default_value_t = 12)]
    months: u32,
    /// How long it takes, in rounds instead of months
    #[arg(long, value_name = "NUMBER", conflicts_with = "months")]
    rounds: Option<u32>,
    /// The change that is looked for, in points of a per cent
    #[arg(long, value_name = "POINTS", default_value = "10", value_parser = points::some)]
    #[arg(allow_hyphen_values = true)]
    change: f64,
}

impl LookedFor {
    /// The question in figures, of a programme with so many people.
    fn asked(self, programme: &Programme, people: usize) -> Result<Asked, Failure> {
        let interval = programme.settings.interval;
        let rounds = self.rounds.or_else(|| match interval.whole_months() {
            Some(months) => self.months.is_multiple_of(months).then_some(self.months / months),
            None => Some(nearest(f64::from(self.months) / interval.months())),
        });
        match rounds {
            Some(rounds) if rounds.is_multiple_of(2) && (SHORTEST..=LONGEST).contains(&rounds) => {
                Ok(Asked { people, rounds, interval, change: self.change, level: Level::P95 })
            }
            rounds => {
                let typed = if self.rounds.is_some() { rounds } else { None };
                let asked = typed.map_or_else(
                    || count(self.months as usize, "month"),
                    |rounds| count(rounds as usize, "round"),
                );
                let message = format!(
                    "{asked} is not an even number of rounds between {SHORTEST} and {LONGEST}"
                );
                Err(Failure::new(Exit::Usage, message).hint(plan_of::typed(12, interval)))
            }
        }
    }
}

/// The number of rounds nearest to so many that an experiment can have.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within limits")]
fn nearest(rounds: f64) -> u32 {
    let fours = (rounds / f64::from(WHOLE)).round() as u32;
    (fours * WHOLE).clamp(SHORTEST, LONGEST)
}

/// The rounds that are asked, or the next that make whole windows of two rounds in each half.
fn whole_rounds(asked: &Asked) -> u32 {
    asked.rounds.next_multiple_of(WHOLE)
}

/// Those who would be drawn now.
fn entrants(programme: &Programme, session: &Session) -> Vec<Person> {
    let enter = programme.roster.iter().filter(|(_, one)| enters(one, session.today));
    enter.map(|(person, _)| person).collect()
}

/// The figures that a plan rests on.
fn basis(programme: &Programme, session: &Session) -> Result<Basis, Failure> {
    let history = History::of(programme, session.today);
    Basis::of(&Units::of(&history)).ok_or_else(find::no_rates)
}

/// The experiment of a programme.
fn experiment(programme: &Programme) -> Result<&Experiment, Failure> {
    programme.experiment.as_ref().ok_or_else(|| {
        Failure::new(Exit::Usage, "this programme has no experiment")
            .hint("unmentor experiment plan")
    })
}
