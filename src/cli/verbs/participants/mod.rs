//! `participants`: the roster.

mod find;
mod forget;
mod set;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};

pub use find::find;

use crate::cli::importing::{self, Importing};
use crate::cli::session::{DryRun, Session};
use crate::domain::{PairId, Participant, ParticipantId, Round, SheetKind, Status};
use crate::intake;
use crate::render::{people, records};
use crate::store::Change;

/// What to do with the roster.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Take a sign-up sheet into the roster
    Import(ImportArgs),
    /// Everybody, or those with one status
    List(ListArgs),
    /// Everything that is known of one person
    Show(ShowArgs),
    /// Change what is known of one person
    Set(set::SetArgs),
    /// Erase what is known of one person, and keep the figures
    Forget(forget::ForgetArgs),
}

/// Arguments of `participants import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The sign-up sheet: CSV, xlsx, ods or xls
    file: PathBuf,
    /// Take the good rows and leave the defective ones
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    importing: Importing,
    #[command(flatten)]
    dry_run: DryRun,
}

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

/// Arguments of `participants show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// An id, an e-mail address or an unambiguous name
    who: String,
    /// One object with the roster's columns and the rounds
    #[arg(long)]
    json: bool,
}

/// Runs one of them.
pub fn run(session: &mut Session, verb: Verb) -> Result<()> {
    match verb {
        Verb::Import(args) => import(session, &args),
        Verb::List(args) => list(session, &args),
        Verb::Show(args) => show(session, &args),
        Verb::Set(args) => set::run(session, &args),
        Verb::Forget(args) => forget::run(session, &args),
    }
}

fn import(session: &mut Session, args: &ImportArgs) -> Result<()> {
    let sheet = args.importing.sheet(&args.file)?;
    let title = format!("participants import {}", sheet.name);
    let work = session.begin(&title, args.dry_run)?;
    let (settings, kind) = (&work.programme().settings, SheetKind::Signup);
    let options = args.importing.options(session, settings, kind)?;
    let options = intake::Options { partial: args.partial, ..options };
    let taken = intake::signup(&sheet, &work.programme().roster, &options);
    let (roster, tally) = taken.map_err(importing::refused)?;
    let open = work.programme().open_round(session.today).map(Round::number);
    let next = match open {
        Some(number) => format!("rounds amend {number} --in WHO…"),
        None if roster.len() < 2 => "participants import FILE".into(),
        None => "pair".into(),
    };
    let change = Change { roster: Some(roster), ..Change::default() };
    importing::take_in(session, work, change, &args.importing, kind, &tally)?;
    if open.is_none() || tally.new > 0 {
        session.next(next);
    }
    Ok(())
}

/// Says that somebody who goes leaves a partner waiting, in a pair of the open round.
fn tell_of_partner(session: &mut Session, pair: PairId, id: &ParticipantId) {
    let round = pair.round;
    session.terminal.note(format_args!("{id} is in {pair}, and round {round} is still open"));
    session.next(format!("rounds amend {round} --out {id}"));
}

fn list(session: &mut Session, args: &ListArgs) -> Result<()> {
    let loaded = session.load()?;
    let roster = &loaded.programme.roster;
    let wanted = |participant: &&Participant| match args.status {
        None => true,
        Some(StatusWord::Active) => participant.status == Status::Active,
        Some(StatusWord::Paused) => matches!(participant.status, Status::Paused { .. }),
        Some(StatusWord::Left) => participant.status == Status::Left,
    };
    let chosen: Vec<_> = roster.iter().map(|(_, participant)| participant).filter(wanted).collect();
    if args.json {
        let all: Vec<_> = chosen.iter().map(|p| records::participant(roster, p)).collect();
        records::write_json(&all, session.terminal.data())?;
    } else {
        let style = session.style();
        people::list(&chosen, roster.len(), style, session.terminal.data())?;
    }
    Ok(())
}

fn show(session: &mut Session, args: &ShowArgs) -> Result<()> {
    let loaded = session.load()?;
    let programme = &loaded.programme;
    let person = find(programme, &args.who)?;
    if args.json {
        records::write_json(&records::person(programme, person), session.terminal.data())?;
    } else {
        let style = session.style();
        people::show(programme, person, style, session.terminal.data())?;
    }
    Ok(())
}
