//! `init`: a new programme folder.

use std::mem;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::cli::command_line::{CommandLine, typed};
use crate::cli::failure::{Exit, Failure};
use crate::cli::options::DryRun;
use crate::cli::options::importing::Importing;
use crate::cli::session::Session;
use crate::cli::taking_in::{self, News};
use crate::cli::verbs::participants::import;
use crate::domain::memory::Memory;
use crate::domain::{Programme, Settings, SheetKind};
use crate::intake;
use crate::store::Folder;
use crate::text::words;

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

impl InitArgs {
    /// Makes the folder.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let mut programme = Programme::default();
        if let Some(name) = &self.name {
            programme.settings = Settings { name: name.clone(), ..Settings::default() };
        }
        // Older folders go on as they were; a new one has nothing that could change.
        programme.settings.spread_rhythms = true;
        let folder = self.new_dir.as_ref().map_or(session.dir().into(), |dir| session.below(dir));
        not_a_sheet(&folder)?;
        // A sheet that is called participants.csv and lies there already is the roster.
        let foreign = self.participants.as_ref().filter(|file| !Folder::is_roster(&folder, file));
        let sheet = foreign.map(|file| self.importing.sheet(file)).transpose()?;
        let (mut taken_in, mut remembered) = (None, None);
        let mut memory = Memory::default();
        if let Some(sheet) = sheet {
            let options =
                self.importing.options(session.today, &programme.settings, SheetKind::Signup)?;
            let past = Importing::first()?;
            let options = intake::Options { partial: self.partial, past, ..options };
            session.terminal.show_all_problems(self.importing.all_problems);
            let (roster, mut tally) = import::signup(&sheet, &programme.roster, &options)?;
            memory.sheets = mem::take(&mut tally.memory);
            (programme.roster, taken_in) = (roster, Some(tally));
            let headings = &taken_in.as_ref().map_or(Vec::new(), |tally| tally.headings.clone());
            remembered = self.importing.remember(&programme.settings, SheetKind::Signup, headings);
            programme.settings = remembered.clone().unwrap_or(programme.settings);
        }
        session.create(&folder, &programme, memory, self.dry_run)?;
        if let Some(tally) = taken_in {
            taking_in::say_remembered(session, &self.importing, remembered.as_ref());
            let there = CommandLine::in_folder(&folder);
            let lists_them = there.complete("unmentor participants list");
            let news = News::of_new_folder(&programme, self.dry_run.dry_run, lists_them);
            taking_in::say(session, &self.importing, &tally, Some(&news))?;
            session.note_idle(&Programme::idle_wishes(&programme.settings, &programme.roster));
        }
        let people = if self.dry_run.dry_run || !programme.roster.is_empty() {
            programme.roster.len()
        } else {
            adopted(session, &folder)?
        };
        if people > 0 {
            session.terminal.note(super::status::OLD_HISTORY);
        }
        let next =
            if people == 0 { "unmentor participants import signup.csv" } else { "unmentor pair" };
        session.terminal.next_in(&folder, next);
        Ok(())
    }
}

/// How many people a roster holds that lay there already.
fn adopted(session: &mut Session, folder: &Path) -> Result<usize> {
    let people = Folder::at(folder)?.read()?.programme.roster.len();
    if people > 0 {
        let people = words::people(people);
        session.terminal.note(format_args!("participants.csv stays as it is: {people}"));
    }
    Ok(people)
}

/// The sheet to begin with is easily named in the place of the folder.
fn not_a_sheet(folder: &Path) -> Result<()> {
    if !folder.is_file() {
        return Ok(());
    }
    let message = format!("`{}` is a file, and a programme is a folder", folder.display());
    let hint = format!("unmentor init --participants {}", typed(folder));
    Err(Failure::new(Exit::Usage, message).hint(hint).into())
}
