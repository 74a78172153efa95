//! `participants ask-why`: whom to ask why their conversations did not happen, chosen by lot.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::command_line::typed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::seed::Seed;
use crate::cli::session::Session;
use crate::cli::verbs::outcomes::sheet::by_ending;
use crate::domain::ask_why::{sample, whom};
use crate::domain::{Programme, Round, RoundNumber};
use crate::render::{ask_why as shown, outcome_sheet, records};
use crate::text::words;

/// Arguments of `participants ask-why`.
#[derive(Debug, Args)]
#[command(
    after_help = "Families of reasons, those who gave none and the silent take turns; within each\n\
                  everybody is as likely as everybody else. The same seed gives the same people.\n\
                  `mail ask-why` makes the message. What they say goes into the sheet, and the\n\
                  sheet comes back: unmentor outcomes import FILE"
)]
pub struct AskWhyArgs {
    /// How many people
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    people: usize,
    /// Of this round [default: the latest that has closed]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    #[command(flatten)]
    seed: Seed,
    /// Write the sheet for what they say: a .csv or .xlsx file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put the file in place of an existing one
    #[arg(long, requires = "output")]
    force: bool,
    /// A list of objects
    #[arg(long, conflicts_with = "output")]
    json: bool,
}

impl AskWhyArgs {
    /// Chooses them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let round = self.round(programme, session)?;
        let all = whom(programme, round, session.today);
        let seed = self.seed.number()?;
        let chosen = sample(&all, self.people, seed);
        if self.json {
            let list: Vec<_> = chosen.iter().map(|one| shown::record(programme, one)).collect();
            return Ok(records::write_json(&list, session.terminal.data())?);
        }
        let number = round.number();
        shown::write(programme, &chosen, session.terminal.data())?;
        session.terminal.note(format_args!(
            "{} of {} whose conversation of round {number} did not happen; seed {seed}",
            words::number(chosen.len()),
            words::people(all.len())
        ));
        if let Some(file) = &self.output {
            let only: Vec<_> = chosen.iter().map(|one| one.person).collect();
            let mut written = Vec::new();
            outcome_sheet::write(programme, round, &only, by_ending(file)?, &mut written)?;
            session.deliver(&written, Some(file), self.force)?;
            session.terminal.note(session.terminal.complete(&format!(
                "What they say goes into the sheet, and comes back: unmentor outcomes import {}",
                typed(file)
            )));
        }
        let ids = chosen.iter().map(|one| programme.roster.get(one.person).id.as_str());
        if !chosen.is_empty() {
            let ids = ids.collect::<Vec<_>>().join(" ");
            session
                .terminal
                .next(format_args!("unmentor mail ask-why --round {number} --only {ids}"));
        }
        Ok(())
    }

    fn round<'p>(&self, programme: &'p Programme, session: &Session) -> Result<&'p Round, Failure> {
        if let Some(number) = self.round {
            return find::round(programme, number);
        }
        let closed = |round: &&Round| {
            round.is_collected() && round.last_day(&programme.settings) < session.today
        };
        programme.rounds().iter().rev().find(closed).ok_or_else(|| {
            Failure::new(Exit::Data, "no round has closed yet, so nobody can be asked why")
                .hint("--round 1 takes one that is still open")
        })
    }
}
