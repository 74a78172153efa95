//! What a command works with: the folder, the day, the terminal.

use std::mem;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use chrono::{DateTime, Local, NaiveDate, SecondsFormat};

use super::command_line::CommandLine;
use super::failure::{Exit, Failure};
use super::options::{DryRun, Global};
use super::terminal::Terminal;
use crate::domain::check::gap;
use crate::domain::memory::Memory;
use crate::domain::{Finding, Programme, RoundNumber, Wish};
use crate::render::Style;
use crate::store::{
    Change, Changed, Folder, InFiles, Loaded, Lock, Resaved, Settle, Settled, StoreError,
    TracesBeside,
};
use crate::text::dates::DateOrder;
use crate::text::{quote, words};

/// One run of the program.
pub struct Session {
    /// The day on which the organiser acts.
    pub today: NaiveDate,
    /// Where everything is said.
    pub terminal: Terminal,
    dir: PathBuf,
    /// Whether the programme folder may also be one above.
    above: bool,
    /// Day and time, as changes are marked with them.
    moment: String,
    /// Why what was shown is not the whole.
    unsound: Option<StoreError>,
}

/// Whether a change is made or only told.
pub(super) enum Intent {
    /// A dry run, without a lock.
    Tell,
    Make(Lock),
}

/// A folder that is loaded and sound, and locked unless this is a dry run: what a change starts
/// from.
pub struct Work {
    title: String,
    pub(super) folder: Folder,
    pub(super) intent: Intent,
    pub(super) loaded: Loaded,
}

impl Work {
    /// The programme as the folder has it.
    pub fn programme(&self) -> &Programme {
        &self.loaded.programme
    }

    /// The files that another program has saved.
    pub fn resaved(&self) -> &[Resaved] {
        &self.loaded.resaved
    }

    /// What lies beside the files, looks like them, and is not read.
    pub fn beside(&self) -> &[String] {
        &self.loaded.beside
    }

    /// Whether an undo copy holds what was answered in one of these rounds.
    pub fn keeps_answers_of(&self, rounds: &[RoundNumber]) -> Result<bool> {
        Ok(self.folder.keeps_answers_of(rounds)?)
    }

    /// What lies beside the files and names somebody.
    pub fn traces_beside(&self, name: &str, address: &str) -> Result<TracesBeside> {
        Ok(self.folder.traces_beside(name, address)?)
    }

    /// What is remembered of the sheets that were taken in.
    pub fn memory(&self) -> Result<Memory> {
        Ok(self.folder.memory()?)
    }

    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Whether nothing shall change.
    pub fn is_dry(&self) -> bool {
        matches!(self.intent, Intent::Tell)
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
        let dir = global.dir.clone().unwrap_or_else(|| PathBuf::from("."));
        let above = global.dir.is_none();
        let ours = CommandLine::in_folder(&dir);
        Self {
            today: global.today.unwrap_or_else(|| now().date_naive()),
            terminal: Terminal::new(global.color, global.quiet, ours),
            dir,
            above,
            moment: now().to_rfc3339_opts(SecondsFormat::Secs, false),
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
        let (_, mut loaded) = self.open()?;
        self.say_unlocked(&loaded);
        self.say_resaved(&loaded.resaved);
        self.unsound = loaded.sound().err();
        match loaded.waiting.take() {
            Some(taken_back @ StoreError::Refused { .. }) => self.unsound = Some(taken_back),
            Some(waiting) => {
                self.terminal.warning(&waiting.into());
                self.terminal.say_nothing_but_the_cure();
            }
            None => {}
        }
        if self.is_unsound() {
            self.terminal.say_nothing_but_the_cure();
        }
        Ok(loaded)
    }

    /// Whether something of what was loaded could not be read.
    pub fn is_unsound(&self) -> bool {
        self.unsound.is_some()
    }

    /// Says that nobody keeps others from changing what is read.
    pub fn say_unlocked(&mut self, loaded: &Loaded) {
        if loaded.unlocked {
            self.terminal.note(
                "note: this file system has no locks; if a command was changing the folder just \
                 now, type this again",
            );
        }
    }

    /// Says which files another program has saved, which changes nothing of what they mean.
    pub fn say_resaved(&mut self, resaved: &[Resaved]) {
        let files: Vec<_> = resaved.iter().map(|one| quote(&one.file)).collect();
        let files = match &files[..] {
            [] => return,
            [one] => format!("{one} as another program saved it"),
            few @ [_, _, ..] if few.len() < 4 => {
                format!("{} as another program saved them", words::list(few))
            }
            [first, more @ ..] => format!(
                "{first} and {} as another program saved them",
                words::count(more.len(), "file")
            ),
        };
        self.terminal.note(format_args!(
            "note: read {files}; the next change writes what is meant as it should be"
        ));
    }

    /// Warns of what lies in the folder, looks like a file of the programme, and is not read.
    pub fn warn_of(&mut self, beside: &[String]) {
        let Some(first) = beside.first() else { return };
        let (file, look) = (quote(first), if beside.len() == 1 { "looks" } else { "look" });
        let more = match beside.len() - 1 {
            0 => String::new(),
            more => format!(" and {} more", words::number(more)),
        };
        let advice = self.terminal.complete("`unmentor check` says what to do");
        let message = format!("{file}{more} {look} like a file of ours and is not read; {advice}");
        let message =
            if beside.len() == 1 { message } else { message.replace(" is not", " are not") };
        self.terminal.warning(&Failure::new(Exit::Data, message));
    }

    /// Says which wishes change nothing.
    pub fn note_idle(&mut self, wishes: &[Wish]) {
        for wish in wishes {
            let Some(heading) = wish.column() else { continue };
            self.terminal.note(format_args!(
                "note: the wish `{wish}` changes nothing: {} is empty for everybody\n  hint: \
                 fill it, or take the wish out of unmentor.toml",
                crate::text::clean(heading),
            ));
        }
    }

    /// The folder, of which nothing is read.
    pub fn folder(&self) -> Result<Folder, Failure> {
        let folder = match Folder::at(&self.dir) {
            Err(StoreError::NoProgramme(_)) if self.above => Folder::above(&self.dir)?,
            folder => folder?,
        };
        Ok(folder.at_moment(self.moment.clone()))
    }

    /// Opens and reads the folder without a word on what is wrong with it.
    pub fn open(&self) -> Result<(Folder, Loaded)> {
        let folder = self.folder()?;
        let loaded = folder.read()?;
        Ok((folder, loaded))
    }

    /// Locks the folder and reads it for a change; refuses when something in it would be lost by
    /// one. A dry run takes no lock. The title says what is done, to those who wait for the lock
    /// and to those who take the change back; it stays in the folder and must name nobody.
    pub fn begin(&self, title: &str, dry_run: DryRun) -> Result<Work> {
        Self::begin_in(self.folder()?, title, dry_run)
    }

    fn begin_in(folder: Folder, title: &str, dry_run: DryRun) -> Result<Work> {
        let (intent, loaded) = if dry_run.dry_run {
            let mut loaded = folder.read()?;
            if let Some(waiting) = loaded.waiting.take() {
                return Err(Failure::from(waiting).into());
            }
            (Intent::Tell, loaded)
        } else {
            let (lock, loaded) = folder.read_to_change(title)?;
            (Intent::Make(lock), loaded)
        };
        match loaded.sound() {
            Ok(()) => Ok(Work { title: title.into(), folder, intent, loaded }),
            Err(error) => Err(Failure::from(error).findings(loaded.findings).into()),
        }
    }

    /// Makes a change, or says what it would be. Without a title of its own it gets that of the
    /// work.
    pub fn commit(&mut self, work: Work, change: Change) -> Result<()> {
        let Work { title, folder, intent, loaded } = work;
        let change = if change.title.is_empty() { Change { title, ..change } } else { change };
        let (done, files) = match intent {
            Intent::Tell => ("would write", folder.preview(&loaded, &change)?),
            Intent::Make(lock) => {
                let committed = folder.commit(&loaded, &change, lock)?;
                ("written", committed.files)
            }
        };
        self.tell(done, &files);
        if loaded.resaved.iter().any(|one| files.iter().any(|file| file.path == one.file)) {
            self.terminal.note_last(
                "among them what another program had saved, as it should be: nothing of its \
                 meaning changed",
            );
        }
        // The program ends soon; giving a million people back piece by piece takes time.
        mem::forget(loaded);
        Ok(())
    }

    /// Takes what was edited by hand as it stands, or says what that would change.
    pub fn accept(&mut self, dry_run: DryRun) -> Result<()> {
        let folder = self.folder()?;
        let intent = if dry_run.dry_run {
            Intent::Tell
        } else {
            Intent::Make(folder.lock("check --accept")?)
        };
        let loaded = folder.read()?;
        let accepted = match intent {
            Intent::Tell => folder.preview_accept(&loaded).map(|files| ("would write", files)),
            Intent::Make(lock) => {
                folder.accept(&loaded, lock).map(|committed| ("written", committed.files))
            }
        };
        match accepted {
            Ok((done, files)) => self.tell(done, &files),
            Err(error) => return Err(Failure::from(error).findings(loaded.findings).into()),
        }
        Ok(())
    }

    /// Locks and reads the folder to write its files as they should be; where a date could be two
    /// days, in this order.
    pub fn begin_repair(&self, dates: Option<DateOrder>, dry_run: DryRun) -> Result<Work> {
        Self::begin_in(self.folder()?.with_dates(dates), "check --repair", dry_run)
    }

    /// Decides on a change that waits, and says what became of it.
    pub fn settle(&mut self, how: Settle) -> Result<()> {
        match self.folder()?.settle(how)? {
            Settled::Nothing => self.terminal.note("no change is waiting"),
            Settled::Finished => self.terminal.note("the change is finished"),
            Settled::Dropped { aside, left } => {
                self.terminal.note(format_args!(
                    "the change is taken back; what it would have brought lies in {}",
                    aside.display()
                ));
                if !left.is_empty() {
                    let left = left.join(", ");
                    self.terminal.note(format_args!("not as before the change: {left}"));
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, done: &str, files: &[Changed]) {
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        match paths.as_slice() {
            [] => self.terminal.note("nothing changed"),
            few @ ([_] | [_, _] | [_, _, _]) => {
                self.terminal.note_last(format_args!("{done}: {}", few.join(", ")));
            }
            [first, .., last] => {
                self.terminal
                    .note_last(format_args!("{done}: {} files, {first} to {last}", paths.len()));
            }
        }
    }

    /// Makes a new programme folder, with what is remembered of the sheet it began with.
    pub fn create(
        &mut self,
        root: &Path,
        programme: &Programme,
        memory: Memory,
        dry_run: DryRun,
    ) -> Result<()> {
        Self::not_ours(root, "choose another folder")?;
        if dry_run.dry_run {
            self.terminal.note(format_args!("would make the folder {}", root.display()));
            return Ok(());
        }
        Folder::create_with(root, programme, memory)?;
        Ok(())
    }

    /// Sends off everything that was said; a failure when it was not the whole of the programme.
    pub fn finish(&mut self) -> Result<()> {
        self.terminal.flush().context("cannot write to standard output")?;
        match self.unsound.take() {
            None => Ok(()),
            Some(error) => Err(Failure::from(error).into()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn now() -> DateTime<Local> {
    at(SystemTime::now())
}

/// A moment as the clock on the wall shows it, also that of a computer whose clock was lost and
/// stands before 1970.
fn at(moment: SystemTime) -> DateTime<Local> {
    DateTime::<Local>::from(moment)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn a_clock_that_stands_before_1970_is_read() {
        let moment = at(UNIX_EPOCH - Duration::from_secs(400 * 86_400));
        assert_eq!(moment.format("%Y").to_string(), "1968");
    }
}
