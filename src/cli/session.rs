//! What a command works with: the folder, the day, the terminal.

use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::{Local, NaiveDate};
use clap::Args;

use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use super::tree::Global;
use crate::domain::check::gap;
use crate::domain::{Finding, Programme, RoundNumber};
use crate::render::Style;
use crate::store::{Change, Changed, Folder, InFiles, Loaded, Lock, StoreError, in_words, remedy};

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
    /// Why what was shown is not the whole.
    unsound: Option<StoreError>,
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

    /// Whether an undo copy holds what was answered in one of these rounds.
    pub fn keeps_answers_of(&self, rounds: &[RoundNumber]) -> Result<bool> {
        self.folder.keeps_answers_of(rounds).map_err(|error| stopped(&error).into())
    }

    /// The first gap in the history of the folder, with its place.
    pub fn gap(&self) -> Option<Finding> {
        let places = InFiles { folder: &self.folder, programme: &self.loaded.programme };
        gap(&self.loaded.programme, &places)
    }
}

impl Session {
    /// Reads the clock and looks at the terminal; the folder is not touched.
    pub fn new(global: &Global) -> Self {
        Self {
            today: global.today.unwrap_or_else(|| Local::now().date_naive()),
            terminal: Terminal::new(global.color, global.quiet),
            dir: global.dir.clone().unwrap_or_else(|| PathBuf::from(".")),
            unsound: None,
        }
    }

    /// The programme folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A folder to be made, as it can be typed: below the programme folder if one was named.
    pub fn below(&self, new: &Path) -> PathBuf {
        if self.dir == Path::new(".") { new.into() } else { self.dir.join(new) }
    }

    /// How data is laid out for the terminal.
    pub fn style(&self) -> Style {
        Style { width: self.terminal.width(), colour: self.terminal.colour() }
    }

    /// Reads the programme for showing. When something in it could not be read, the rest is shown,
    /// and [`Session::finish`] says so.
    pub fn load(&mut self) -> Result<Loaded> {
        let (_, loaded) = self.open()?;
        self.unsound = loaded.sound().err();
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
        // The program ends soon; giving a million people back piece by piece takes time.
        mem::forget(loaded);
        Ok(())
    }

    /// Takes what was edited by hand as it stands, or says what that would change.
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
        self.free(file, force)?;
        put(file, written).map_err(|cause| failed("write", file, &cause))?;
        self.terminal.note(format_args!("written: {}", file.display()));
        Ok(())
    }

    /// What the organiser probably wants to type next, with the folder they are working on.
    pub fn next(&mut self, command: impl Display) {
        let dir = match self.dir.as_path() {
            here if here == Path::new(".") => String::new(),
            dir => format!(" -C {}", quoted(dir)),
        };
        self.terminal.next(format_args!("unmentor{dir} {command}"));
    }

    /// Refuses a file of the programme itself always, and one that is there already unless it may
    /// be replaced.
    pub fn free(&self, file: &Path, force: bool) -> Result<(), Failure> {
        if Folder::owns(&self.dir, file) {
            let message = format!("`{}` belongs to the programme", file.display());
            return Err(Failure::new(Exit::Usage, message).hint("choose another name for -o"));
        }
        if !file.exists() || force {
            return Ok(());
        }
        Err(Failure::new(Exit::Unconfirmed, format!("`{}` exists", file.display()))
            .hint("--force puts the new one in its place"))
    }

    /// Sends off everything that was said; a failure when it was not the whole of the programme.
    pub fn finish(&mut self) -> Result<()> {
        self.terminal.flush().context("cannot write to standard output")?;
        match self.unsound.take() {
            None => Ok(()),
            Some(error) => Err(stopped(&error).into()),
        }
    }
}

/// A path as it can be typed.
pub fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+~:\\".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// Puts a file in place whole: anybody who looks sees the old one or the new one.
fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) || file.is_symlink() {
        // A device, a pipe, or a link that somebody set up on purpose: written to, not replaced.
        return fs::write(file, bytes);
    }
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

/// What the operating system refused on a file outside of the programme, and what to do.
pub fn failed(doing: &str, file: &Path, cause: &io::Error) -> Failure {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let failure = |cause: &str| {
        Failure::new(Exit::Failure, format!("cannot {doing} `{}`: {cause}", file.display()))
    };
    match folder {
        Some(folder) => failure(&format!("there is no folder `{}`", folder.display()))
            .hint(format!("mkdir -p {}   (or choose another folder)", quoted(folder))),
        None => failure(&in_words(cause)).hint(remedy(cause, file)),
    }
}

/// A failure of the store, with its exit code and what to type.
pub fn stopped(error: &StoreError) -> Failure {
    let exit = match error {
        StoreError::NoProgramme(_) | StoreError::NothingToUndo => Exit::Usage,
        StoreError::AlreadyThere(_) | StoreError::RosterThere(_) => Exit::Unconfirmed,
        StoreError::LaterFormat { .. }
        | StoreError::Unsound(_)
        | StoreError::SettingsMissing(_) => Exit::Data,
        StoreError::Busy(_) | StoreError::Saved(_) => Exit::Busy,
        _ => Exit::Failure,
    };
    let failure = Failure::new(exit, error.to_string());
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
