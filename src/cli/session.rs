//! What a command works with: the folder, the day, the terminal.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::{Local, NaiveDate};
use clap::Args;

use super::args::Global;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use crate::domain::Programme;
use crate::render::{Style, phrases};
use crate::store::{Change, Changed, Folder, Loaded, Lock, StoreError};

/// The option of every command that changes the folder.
#[derive(Debug, Clone, Copy, Args)]
pub struct DryRun {
    /// Say what would change, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// One run of the program.
pub struct Session {
    /// The day on which the organiser acts.
    pub today: NaiveDate,
    /// Where everything is said.
    pub terminal: Terminal,
    dir: PathBuf,
}

/// A folder that is loaded and sound, and locked unless nothing shall change: what a change starts
/// from.
pub struct Work {
    title: String,
    folder: Folder,
    lock: Option<Lock>,
    loaded: Loaded,
}

impl Work {
    /// The programme as the folder has it.
    pub fn programme(&self) -> &Programme {
        &self.loaded.programme
    }
}

impl Session {
    /// Reads the clock and looks at the terminal; the folder is not touched.
    pub fn new(global: &Global) -> Self {
        Self {
            today: global.today.unwrap_or_else(|| Local::now().date_naive()),
            terminal: Terminal::new(global.color, global.quiet),
            dir: global.dir.clone().unwrap_or_else(|| PathBuf::from(".")),
        }
    }

    /// The programme folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// How data is laid out for the terminal.
    pub fn style(&self) -> Style {
        Style { width: self.terminal.width(), colour: self.terminal.colour() }
    }

    /// Reads the programme for showing; that something is wrong with it is noted.
    pub fn load(&mut self) -> Result<Loaded> {
        let (_, loaded) = self.open()?;
        if !loaded.findings.is_empty() {
            self.terminal.note(format_args!(
                "note: {} in this folder; what could be read is shown. Type: unmentor check",
                phrases::count(loaded.findings.len(), "finding")
            ));
        }
        Ok(loaded)
    }

    /// The folder, of which nothing is read.
    pub fn folder(&self) -> Result<Folder, Failure> {
        Folder::at(&self.dir).map_err(|error| stopped(&error))
    }

    /// Opens and reads the folder without a word on what is wrong with it.
    pub fn open(&self) -> Result<(Folder, Loaded)> {
        let folder = self.folder()?;
        let loaded = folder.read().map_err(|error| stopped(&error))?;
        Ok((folder, loaded))
    }

    /// Locks the folder and reads it for a change; refuses when something in it would be lost by
    /// one. A dry run takes no lock. The title says what is done, to those who wait for the lock
    /// and to those who take the change back; it stays in the folder and must name nobody.
    pub fn begin(&self, title: &str, dry_run: DryRun) -> Result<Work> {
        let folder = self.folder()?;
        let (lock, loaded) = if dry_run.dry_run {
            (None, folder.read().map_err(|error| stopped(&error))?)
        } else {
            let (lock, loaded) = folder.read_to_change(title).map_err(|error| stopped(&error))?;
            (Some(lock), loaded)
        };
        match loaded.sound() {
            Ok(()) => Ok(Work { title: title.into(), folder, lock, loaded }),
            Err(error) => Err(stopped(&error).findings(loaded.findings).into()),
        }
    }

    /// Makes a change, or says what it would be. Without a title of its own it gets that of the
    /// work.
    pub fn commit(&mut self, work: Work, change: Change) -> Result<()> {
        let Work { title, folder, lock, loaded } = work;
        let change = if change.title.is_empty() { Change { title, ..change } } else { change };
        let (done, files) = match lock {
            None => {
                ("would write", folder.preview(&loaded, &change).map_err(|error| stopped(&error))?)
            }
            Some(lock) => {
                let committed =
                    folder.commit(&loaded, &change, lock).map_err(|error| stopped(&error))?;
                ("written", committed.files)
            }
        };
        self.tell(done, &files);
        Ok(())
    }

    /// Takes pairs that were edited by hand as they stand, or says what that would change.
    pub fn accept(&mut self, dry_run: DryRun) -> Result<()> {
        let folder = self.folder()?;
        let lock = if dry_run.dry_run { None } else { Some(folder.lock("check --accept")) };
        let lock = lock.transpose().map_err(|error| stopped(&error))?;
        let done = if lock.is_none() { "would write" } else { "written" };
        let loaded = folder.read().map_err(|error| stopped(&error))?;
        match folder.accept(&loaded, lock) {
            Ok(committed) => self.tell(done, &committed.files),
            Err(error) => return Err(stopped(&error).findings(loaded.findings).into()),
        }
        Ok(())
    }

    fn tell(&mut self, done: &str, files: &[Changed]) {
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        match paths.as_slice() {
            [] => self.terminal.note("nothing changed"),
            few @ ([_] | [_, _] | [_, _, _]) => {
                self.terminal.note(format_args!("{done}: {}", few.join(", ")));
            }
            [first, .., last] => {
                self.terminal
                    .note(format_args!("{done}: {} files, {first} to {last}", paths.len()));
            }
        }
    }

    /// Makes a new programme folder.
    pub fn create(&mut self, root: &Path, programme: &Programme, dry_run: DryRun) -> Result<()> {
        if dry_run.dry_run {
            self.terminal.note(format_args!("would make the folder {}", root.display()));
            return Ok(());
        }
        Folder::create(root, programme).map_err(|error| stopped(&error))?;
        Ok(())
    }

    /// Prints what was written, or puts it into a file that is not there yet.
    pub fn deliver(&mut self, written: &[u8], file: Option<&Path>, force: bool) -> Result<()> {
        let Some(file) = file else {
            self.terminal.data().write_all(written)?;
            return Ok(());
        };
        if file.exists() && !force {
            return Err(Failure::new(Exit::Unconfirmed, format!("`{}` exists", file.display()))
                .hint("--force puts the new one in its place")
                .into());
        }
        put(file, written).with_context(|| format!("cannot write `{}`", file.display()))?;
        self.terminal.note(format_args!("written: {}", file.display()));
        Ok(())
    }

    /// Sends off everything that was said.
    pub fn finish(&mut self) -> Result<()> {
        self.terminal.flush().context("cannot write to standard output")
    }
}

/// Puts a file in place whole: anybody who looks sees the old one or the new one.
fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    if let Ok(there) = fs::metadata(file) {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    temporary.persist(file)?;
    Ok(())
}

/// A failure of the store, with its exit code and what to type.
pub fn stopped(error: &StoreError) -> Failure {
    let exit = match error {
        StoreError::NoProgramme(_) | StoreError::NothingToUndo => Exit::Usage,
        StoreError::AlreadyThere(_) => Exit::Unconfirmed,
        StoreError::LaterFormat { .. } | StoreError::Unsound(_) => Exit::Data,
        StoreError::Busy(_) => Exit::Busy,
        _ => Exit::Failure,
    };
    let failure = Failure::new(exit, error.to_string());
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
