//! `outcomes import`: feedback forms and filled-in sheets.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::find;
use crate::cli::options::importing::Taking;
use crate::cli::session::Session;
use crate::cli::taking_in;
use crate::domain::{RoundNumber, SheetKind};
use crate::intake;
use crate::store::Change;

/// Arguments of `outcomes import`.
#[derive(Debug, Args)]
#[command(after_help = "A file is either the export of a feedback form for one round (people by\n\
                        e-mail, partner by name) or a sheet over several rounds with\n\
                        round,[pair],participant,answer,answered_on,reason,reason_text,rating,\n\
                        comment. Rows that cannot be attributed are set aside and reported.")]
pub struct ImportArgs {
    /// The files: CSV, xlsx, ods or xls
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The round that the answers are about [default: found from the partners named]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    /// Refuse the files when a row cannot be attributed
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    taking: Taking,
}

impl ImportArgs {
    /// Takes the files in, all or none.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let sheets = self
            .files
            .iter()
            .map(|file| self.taking.importing.sheet(file))
            .collect::<Result<Vec<_>, _>>()?;
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let title = format!("outcomes import {}", names.join(" "));
        let work = session.begin(&title, self.taking.dry_run)?;
        if let Some(number) = self.round {
            find::round(work.programme(), number)?;
        }
        let (settings, kind) = (&work.programme().settings, SheetKind::Feedback);
        let options = self.taking.importing.options(session.today, settings, kind)?;
        let past = self.taking.past(work.memory()?)?;
        let options = intake::Options { strict: self.strict, past, ..options };
        session.terminal.show_all_problems(self.taking.importing.all_problems);
        let taken = intake::feedback(&sheets, work.programme(), self.round, &options);
        let (rounds, tally) = taken.map_err(|refused| {
            let rest = self.strict.then_some("leave out `--strict` to take the other rows");
            taking_in::refused(refused, rest)
        })?;
        let change = Change { rounds, ..Change::default() };
        taking_in::take_in(session, work, change, &self.taking.importing, kind, &tally)?;
        session.terminal.next("unmentor report");
        Ok(())
    }
}
