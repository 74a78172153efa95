//! `participants import`: a sign-up sheet taken into the roster.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::failure::Failure;
use crate::cli::options::importing::Taking;
use crate::cli::session::Session;
use crate::cli::taking_in;
use crate::domain::{Programme, Roster, Round, SheetKind};
use crate::intake::{self, Options, Sheet, Tally};
use crate::store::Change;

/// Arguments of `participants import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The sign-up sheet: CSV, xlsx, ods or xls
    file: PathBuf,
    /// Take yes and no, or a status, as being in or out of the next round only
    #[arg(long = "for", value_name = "WHEN", value_enum)]
    span: Option<Span>,
    /// Take the good rows and leave the defective ones
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    taking: Taking,
}

/// What a sheet speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Span {
    /// The next round only
    Next,
}

impl ImportArgs {
    /// Takes the sheet in.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let sheet = self.taking.importing.sheet(&self.file)?;
        let title = format!("participants import {}", sheet.name);
        let work = session.begin(&title, self.taking.dry_run)?;
        let (settings, kind) = (&work.programme().settings, SheetKind::Signup);
        let options = self.taking.importing.options(session.today, settings, kind)?;
        let past = self.taking.past(work.memory()?)?;
        let options = intake::Options {
            partial: self.partial,
            for_next: self.span.is_some(),
            next_round: work.programme().next_number(),
            past,
            ..options
        };
        session.terminal.show_all_problems(self.taking.importing.all_problems);
        let (roster, tally) = signup(&sheet, &work.programme().roster, &options)?;
        let open = work.programme().open_round(session.today).map(Round::number);
        let next = match open {
            Some(number) => format!("unmentor rounds amend {number} --in WHO…"),
            None if roster.len() < 2 => "unmentor participants import FILE".into(),
            None => "unmentor pair".into(),
        };
        let idle = Programme::idle_wishes(&work.programme().settings, &roster);
        let change = Change { roster: Some(roster), ..Change::default() };
        taking_in::take_in(session, work, change, &self.taking.importing, kind, &tally)?;
        if tally.new > 0 {
            session.note_idle(&idle);
        }
        if open.is_none() || tally.new > 0 {
            session.terminal.next(next);
        }
        Ok(())
    }
}

/// Reads a sheet; a refusal says whether `--partial` would take the rest.
pub fn signup(
    sheet: &Sheet,
    roster: &Roster,
    options: &Options,
) -> Result<(Roster, Tally), Failure> {
    intake::signup(sheet, roster, options).map_err(|refused| {
        let partial = Options { partial: true, ..options.clone() };
        let rest = || intake::signup(sheet, roster, &partial).ok();
        let otherwise = rest().filter(|(_, tally)| tally.rows > tally.rows_set_aside());
        taking_in::refused(refused, otherwise.map(|_| "add `--partial` to take the good rows"))
    })
}
