//! `rounds import`: the history of an old scheme, from one sheet.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::options::DryRun;
use crate::cli::options::importing::Importing;
use crate::cli::session::Session;
use crate::cli::taking_in;
use crate::domain::SheetKind;
use crate::intake;
use crate::store::Change;

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

impl ImportArgs {
    /// Takes the sheet in.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let sheet = self.importing.sheet(&self.file)?;
        let title = format!("rounds import {}", sheet.name);
        let work = session.begin(&title, self.dry_run)?;
        let (settings, kind) = (&work.programme().settings, SheetKind::History);
        let options = self.importing.options(session.today, settings, kind)?;
        session.terminal.show_all_problems(self.importing.all_problems);
        let taken = intake::history(&sheet, work.programme(), &options);
        let (rounds, tally) = taken.map_err(|refused| taking_in::refused(refused, None))?;
        let change = Change { rounds, ..Change::default() };
        taking_in::take_in(session, work, change, &self.importing, kind, &tally)?;
        session.terminal.next("unmentor outcomes import FILE…");
        Ok(())
    }
}
