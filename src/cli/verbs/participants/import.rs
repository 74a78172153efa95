//! `participants import`: a sign-up sheet taken into the roster.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::options::DryRun;
use crate::cli::options::importing::Importing;
use crate::cli::session::Session;
use crate::cli::taking_in;
use crate::domain::{Round, SheetKind};
use crate::intake;
use crate::store::Change;

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

impl ImportArgs {
    /// Takes the sheet in.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let sheet = self.importing.sheet(&self.file)?;
        let title = format!("participants import {}", sheet.name);
        let work = session.begin(&title, self.dry_run)?;
        let (settings, kind) = (&work.programme().settings, SheetKind::Signup);
        let options = self.importing.options(session.today, settings, kind)?;
        let options = intake::Options { partial: self.partial, ..options };
        let taken = intake::signup(&sheet, &work.programme().roster, &options);
        let (roster, tally) = taken.map_err(taking_in::refused)?;
        let open = work.programme().open_round(session.today).map(Round::number);
        let next = match open {
            Some(number) => format!("unmentor rounds amend {number} --in WHO…"),
            None if roster.len() < 2 => "unmentor participants import FILE".into(),
            None => "unmentor pair".into(),
        };
        let change = Change { roster: Some(roster), ..Change::default() };
        taking_in::take_in(session, work, change, &self.importing, kind, &tally)?;
        if open.is_none() || tally.new > 0 {
            session.terminal.next(next);
        }
        Ok(())
    }
}
