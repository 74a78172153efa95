//! `rounds import`: the history of an old scheme, from its sheets.

use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use crate::cli::options::importing::Importing;
use crate::cli::options::{DryRun, day};
use crate::cli::session::Session;
use crate::cli::taking_in;
use crate::domain::SheetKind;
use crate::intake;
use crate::store::Change;

/// Arguments of `rounds import`.
#[derive(Debug, Args)]
#[command(after_help = "A sheet has a row for each pair: round,date,[closes],[interval_months],\n\
                        [pair],a,b,[c],[met],[reason]. People are named by id, e-mail or\n\
                        unambiguous name; a row with only `a` is somebody who sat out. A month\n\
                        counts as a date, rounds without a number are counted by date, and a\n\
                        file may say its round or its day by its name, such as round_3.csv.")]
pub struct ImportArgs {
    /// The sheets: CSV, xlsx, ods or xls
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Bring people in who are not in the roster, as having left
    #[arg(long)]
    add_missing: bool,
    /// The first day of the first round, where neither the sheets nor their names say it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
    #[command(flatten)]
    importing: Importing,
    #[command(flatten)]
    dry_run: DryRun,
}

impl ImportArgs {
    /// Takes the sheet in.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let sheets = self.files.iter().map(|file| self.importing.sheet(file));
        let sheets = sheets.collect::<Result<Vec<_>, _>>()?;
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let title = format!("rounds import {}", names.join(" "));
        let work = session.begin(&title, self.dry_run)?;
        let (settings, kind) = (&work.programme().settings, SheetKind::History);
        let options = self.importing.options(session.today, settings, kind)?;
        let options = intake::Options { add_missing: self.add_missing, date: self.date, ..options };
        session.terminal.show_all_problems(self.importing.all_problems);
        let taken = intake::histories(&sheets, work.programme(), &options);
        let (roster, rounds, tally) = taken.map_err(|refused| taking_in::refused(refused, None))?;
        let change = Change { roster, rounds, ..Change::default() };
        taking_in::take_in(session, work, change, &self.importing, kind, &tally)?;
        session.terminal.next("unmentor outcomes import FILE…");
        Ok(())
    }
}
