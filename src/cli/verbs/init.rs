//! `init`: a new programme folder.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::importing::{Importing, sheet, taken};
use crate::cli::session::{DryRun, Session};
use crate::domain::{Programme, Settings};
use crate::intake;

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to make [default: the current one]
    #[arg(value_name = "NEW-DIR")]
    new_dir: Option<PathBuf>,
    /// The sign-up sheet to begin with: CSV, xlsx, ods or xls
    #[arg(long, value_name = "FILE")]
    participants: Option<PathBuf>,
    /// The name of the scheme, shown above reports
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Take the good rows of the sheet and leave the defective ones
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    importing: Importing,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Makes the folder.
pub fn run(session: &mut Session, args: &InitArgs) -> Result<()> {
    let sheet = args.participants.as_ref().map(|file| sheet(file)).transpose()?;
    let mut programme = Programme::default();
    if let Some(name) = &args.name {
        programme.settings = Settings { name: name.clone(), ..Settings::default() };
    }
    if let Some(sheet) = sheet {
        let options = intake::Options { partial: args.partial, ..args.importing.options(session) };
        let roster = intake::signup(&sheet, &programme.roster, &options);
        let roster = taken(session, roster)?;
        programme.roster = roster;
    }
    let folder = args.new_dir.as_ref().map_or(session.dir().into(), |dir| session.dir().join(dir));
    session.create(&folder, &programme, args.dry_run)?;
    let go = args.new_dir.as_ref().map_or(String::new(), |dir| format!("cd {} && ", dir.display()));
    if programme.roster.is_empty() {
        session.terminal.next(format_args!("{go}unmentor participants import signup.csv"));
    } else {
        session.terminal.next(format_args!("{go}unmentor pair"));
    }
    Ok(())
}
