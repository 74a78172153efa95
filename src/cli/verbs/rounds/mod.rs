//! `rounds`: past rounds.

mod amend;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::failure::{Exit, Failure};
use crate::cli::importing::{self, Importing};
use crate::cli::session::{DryRun, Session};
use crate::domain::{Programme, Round, RoundNumber, SheetKind};
use crate::intake;
use crate::render::records::{RoundRecord, write_json};
use crate::render::rounds;
use crate::store::Change;

/// What to do with past rounds.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// All rounds, a line each
    List(ListArgs),
    /// The pairs of one round and what they said
    Show(ShowArgs),
    /// Mend a round when somebody drops out or joins late
    Amend(amend::AmendArgs),
    /// Bring the history of an old scheme in, from one sheet
    Import(ImportArgs),
}

/// Arguments of `rounds list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// A list of objects
    #[arg(long)]
    json: bool,
}

/// Arguments of `rounds show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The number of the round
    #[arg(value_name = "ROUND")]
    number: RoundNumber,
    /// One object with pairs, outcomes and answers
    #[arg(long)]
    json: bool,
}

/// Arguments of `rounds import`.
#[derive(Debug, Args)]
#[command(
    after_help = "The sheet has a row for each pair: round,date,[closes],[interval_months],\n\
                        [pair],a,b,[c]. People are named by id, e-mail or unambiguous name; a\n\
                        row with only `a` is somebody who sat out."
)]
pub struct ImportArgs {
    /// The sheet: CSV, xlsx, ods or xls
    file: PathBuf,
    #[command(flatten)]
    importing: Importing,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Runs one of them.
pub fn run(session: &mut Session, verb: Verb) -> Result<()> {
    match verb {
        Verb::List(args) => list(session, &args),
        Verb::Show(args) => show(session, &args),
        Verb::Amend(args) => amend::run(session, &args),
        Verb::Import(args) => import(session, &args),
    }
}

fn list(session: &mut Session, args: &ListArgs) -> Result<()> {
    let loaded = session.load()?;
    let programme = &loaded.programme;
    if args.json {
        write_json(&rounds::summaries(programme), session.terminal.data())?;
    } else {
        let style = session.style();
        rounds::list(programme, style, session.terminal.data())?;
    }
    Ok(())
}

fn show(session: &mut Session, args: &ShowArgs) -> Result<()> {
    let loaded = session.load()?;
    let round = existing(&loaded.programme, args.number)?;
    if args.json {
        write_json(&RoundRecord::new(&loaded.programme, round), session.terminal.data())?;
    } else {
        let style = session.style();
        rounds::show(&loaded.programme, round, style, session.terminal.data())?;
    }
    Ok(())
}

fn import(session: &mut Session, args: &ImportArgs) -> Result<()> {
    let sheet = args.importing.sheet(&args.file)?;
    let title = format!("rounds import {}", sheet.name);
    let work = session.begin(&title, args.dry_run)?;
    let (settings, kind) = (&work.programme().settings, SheetKind::History);
    let options = args.importing.options(session, settings, kind)?;
    let taken = intake::history(&sheet, work.programme(), &options);
    let (rounds, tally) = taken.map_err(importing::refused)?;
    let change = Change { rounds, ..Change::default() };
    importing::take_in(session, work, change, &args.importing, kind, &tally)?;
    session.next("outcomes import FILE…");
    Ok(())
}

/// The round with a number, or a failure that names those there are.
pub fn existing(programme: &Programme, number: RoundNumber) -> Result<&Round, Failure> {
    programme.round(number).ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, format!("there is no round {number}"));
        match (programme.rounds.first(), programme.latest()) {
            (Some(first), Some(last)) => {
                failure.hint(format!("the rounds are {} to {}", first.number(), last.number()))
            }
            _ => failure.hint("there are no rounds yet: unmentor pair"),
        }
    })
}
