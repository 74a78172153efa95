//! `init`: a new programme folder.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::cli::importing::{self, Importing};
use crate::cli::session::{DryRun, Session, quoted, stopped};
use crate::domain::{Programme, Settings, SheetKind};
use crate::intake;
use crate::render::phrases;
use crate::store::Folder;

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
    let mut programme = Programme::default();
    if let Some(name) = &args.name {
        programme.settings = Settings { name: name.clone(), ..Settings::default() };
    }
    let folder = args.new_dir.as_ref().map_or(session.dir().into(), |dir| session.below(dir));
    // A sheet that is called participants.csv and lies there already is the roster.
    let foreign = args.participants.as_ref().filter(|file| !Folder::is_roster(&folder, file));
    let sheet = foreign.map(|file| args.importing.sheet(file)).transpose()?;
    let (mut taken_in, mut remembered) = (None, None);
    if let Some(sheet) = sheet {
        let options = args.importing.options(session, &programme.settings, SheetKind::Signup)?;
        let options = intake::Options { partial: args.partial, ..options };
        let taken = intake::signup(&sheet, &programme.roster, &options);
        let (roster, tally) = taken.map_err(importing::refused)?;
        (programme.roster, taken_in) = (roster, Some(tally));
        remembered = args.importing.remember(&programme.settings, SheetKind::Signup);
        programme.settings = remembered.clone().unwrap_or(programme.settings);
    }
    session.create(&folder, &programme, args.dry_run)?;
    if let Some(tally) = taken_in {
        importing::say_remembered(session, &args.importing, remembered.as_ref());
        importing::say(session, &tally)?;
    }
    let there = if folder == Path::new(".") {
        String::new()
    } else {
        format!("cd {} && ", quoted(&folder))
    };
    let people = if args.dry_run.dry_run || !programme.roster.is_empty() {
        programme.roster.len()
    } else {
        let adopted = Folder::at(&folder).and_then(|folder| folder.read());
        let people = adopted.map_err(|error| stopped(&error))?.programme.roster.len();
        if people > 0 {
            session
                .terminal
                .note(format_args!("participants.csv stays as it is: {}", phrases::people(people)));
        }
        people
    };
    if people == 0 {
        session.terminal.next(format_args!("{there}unmentor participants import signup.csv"));
    } else {
        session.terminal.next(format_args!("{there}unmentor pair"));
    }
    Ok(())
}
