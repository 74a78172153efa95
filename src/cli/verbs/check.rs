//! `check`: every promise that the folder makes.

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{DryRun, Session};
use crate::domain;
use crate::render::phrases;
use crate::render::records::write_json;
use crate::store::InFiles;

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Silent, and exit code 0, when all is well; exit code 3 and one entry for\n\
                        each finding otherwise."
)]
pub struct CheckArgs {
    /// A list of objects
    #[arg(long)]
    json: bool,
    /// Take pairs that were edited by hand as they stand
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Checks the folder.
pub fn run(session: &mut Session, args: &CheckArgs) -> Result<()> {
    if args.accept {
        session.accept(args.dry_run)?;
    }
    let (folder, loaded) = session.open()?;
    let places = InFiles { folder: &folder, programme: &loaded.programme };
    let mut findings = domain::check::check(&loaded.programme, &places);
    findings.extend(loaded.findings);
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    if args.json {
        let all: Vec<_> = findings
            .iter()
            .map(|finding| {
                json!({
                    "name": finding.name,
                    "file": finding.place.file,
                    "line": finding.place.line,
                    "column": finding.place.column,
                    "message": finding.message,
                    "hint": finding.hint,
                })
            })
            .collect();
        write_json(&all, session.terminal.data())?;
    }
    if findings.is_empty() {
        return Ok(());
    }
    let message = format!("{} in this programme", phrases::count(findings.len(), "finding"));
    let failure = Failure::new(Exit::Data, message)
        .hint("mend the files in any editor, then `unmentor check` again");
    Err(if args.json { failure } else { failure.findings(findings) }.into())
}
