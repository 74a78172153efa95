//! The programme folder: find it, read it, change it.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::domain::Programme;
use crate::domain::memory::Memory;
use crate::text::dates::DateOrder;

use super::change::{Change, Changed, describe, plan};
use super::error::StoreError;
use super::files::notes::Notes;
use super::files::{roster, roster_write, settings};
use super::load::{Loaded, load_with};
use super::memory;
use super::paths::{HOME, IMPORTS, ROSTER, ROUNDS, SETTINGS};
use super::safe::access::Like;
use super::safe::disk::{Disk, Kind};
use super::safe::journal::{Journal, Target};
use super::safe::lock::{self, Entered, Lock};
use super::safe::real::RealDisk;
use super::safe::record::Copies;
use super::safe::settle::{Settle, Settled};
use super::safe::tree::{Content, Tree};
use super::safe::watch::Watch;
use super::traces::Traces;

/// Keeps the program's own folder out of repositories.
const IGNORE: &str = ".gitignore";

/// A programme folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    disk: Box<dyn Disk>,
    moment: String,
    /// The order of days in files that another program has saved, if somebody said it.
    dates: Option<DateOrder>,
}

/// A change that was made, and is safe on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The files that became different, by path; none when nothing did.
    pub files: Vec<Changed>,
}

impl Folder {
    /// The nearest programme folder above `start`, by the shortest path from there. Where there is
    /// none, the error says where it was looked for.
    pub fn above(start: &Path) -> Result<Self, StoreError> {
        let whole = start.canonicalize().map_err(StoreError::on("look at", start))?;
        let mut path = PathBuf::new();
        for _ in whole.ancestors().skip(1) {
            path.push("..");
            let root = start.join(&path);
            let root = root.strip_prefix(".").unwrap_or(&root);
            if let Ok(folder) = Self::at(root) {
                return Ok(folder);
            }
        }
        Err(StoreError::NoProgramme(whole))
    }

    /// The programme folder at `start`, or the nearest one above it.
    pub fn find(start: &Path) -> Result<Self, StoreError> {
        for root in start.ancestors() {
            let folder = Self::on(Box::new(RealDisk::around(root)), root);
            if folder.is_programme()? {
                return Ok(folder);
            }
        }
        Err(StoreError::NoProgramme(start.into()))
    }

    /// The programme folder at `root`, and no other.
    pub fn at(root: &Path) -> Result<Self, StoreError> {
        let folder = Self::on(Box::new(RealDisk::around(root)), root);
        if folder.is_programme()? {
            return Ok(folder);
        }
        let has = |name| Ok(folder.kind(name)?.is_some());
        let settings_lost = has(ROSTER)? && has(ROUNDS)?;
        Err(if settings_lost {
            StoreError::SettingsMissing(root.join(SETTINGS))
        } else {
            StoreError::NoProgramme(root.into())
        })
    }

    /// Makes a new programme folder in one commit: settings, roster and, if there are any,
    /// exclusions and rounds.
    ///
    /// The folder is created where it does not exist, and may have other files in it. A
    /// `participants.csv` that stands there already becomes the roster as it is, to the byte, if it
    /// can be read and the programme brings nobody along; otherwise it is refused.
    pub fn create(root: &Path, programme: &Programme) -> Result<Self, StoreError> {
        let folder = Self::on(Box::new(RealDisk::around(root)), root);
        folder.create_here(programme, Memory::default())?;
        Ok(folder)
    }

    /// The same, with what is remembered of the sheet it began with.
    pub fn create_with(
        root: &Path,
        programme: &Programme,
        memory: Memory,
    ) -> Result<Self, StoreError> {
        let folder = Self::on(Box::new(RealDisk::around(root)), root);
        folder.create_here(programme, memory)?;
        Ok(folder)
    }

    pub(super) fn on(disk: Box<dyn Disk>, root: &Path) -> Self {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Self { root: root.into(), disk, moment: String::new(), dates: None }
    }

    /// The same folder, changed at a moment: day and time, as those read it who look at changes
    /// later.
    #[must_use]
    pub fn at_moment(self, moment: String) -> Self {
        Self { moment, ..self }
    }

    /// The same folder, of which days that could be two are read in this order.
    #[must_use]
    pub fn with_dates(self, dates: Option<DateOrder>) -> Self {
        Self { dates, ..self }
    }

    pub(super) fn create_here(
        &self,
        programme: &Programme,
        memory: Memory,
    ) -> Result<(), StoreError> {
        if self.kind(SETTINGS)?.is_some() {
            // An earlier run may have died after its change was made, and left things to sweep.
            if self.kind(HOME)?.is_some() {
                drop(self.lock("init"));
            }
            return Err(StoreError::AlreadyThere(self.root.clone()));
        }
        let adopted = self.kind(ROSTER)?.is_some();
        if adopted && !(programme.roster.is_empty() && self.has_sound_roster()) {
            return Err(StoreError::RosterThere(self.root.join(ROSTER)));
        }
        self.create_folders()?;
        let lock = self.lock("init")?;
        if self.kind(SETTINGS)?.is_some() {
            return Err(StoreError::AlreadyThere(self.root.clone()));
        }
        let change = Change {
            title: "init".into(),
            exclusions: Some(programme.exclusions.clone()),
            experiment: programme.experiment.clone(),
            rounds: programme.rounds().to_vec(),
            roster: Some(programme.roster.clone()),
            memory: Some(memory),
            ..Change::default()
        };
        let mut targets = plan(self.tree(), &self.root, &Loaded::default(), &change)?;
        let there: Vec<_> = targets.iter().map(|target| target.path.clone()).collect();
        let mut add = |path: &str, bytes: Vec<u8>| {
            let content = Some(Content::File(bytes));
            targets.retain(|target| target.path != path);
            targets.push(Target { path: path.into(), content });
        };
        add(SETTINGS, settings::write(None, &programme.settings));
        // What was read of a sheet brings its own.
        if !there.contains(&IMPORTS.to_owned()) {
            add(IMPORTS, memory::REMEMBERS.into());
        }
        if programme.roster.is_empty() && !adopted {
            add(ROSTER, roster_write::write_new(&programme.roster));
        }
        self.journal().commit("init", Copies::Erase, targets, &lock.watch)
    }

    /// Whether `participants.csv` can be read as it stands.
    fn has_sound_roster(&self) -> bool {
        let mut notes = Notes::default();
        let Some(text) = self.text(Path::new(ROSTER)) else { return false };
        roster::read(&text, || 0, &mut notes);
        notes.losses == 0
    }

    /// Whether a file is the roster of the folder at `root`.
    pub fn is_roster(root: &Path, file: &Path) -> bool {
        let same = |roster: PathBuf| file.canonicalize().is_ok_and(|file| file == roster);
        root.join(ROSTER).canonicalize().is_ok_and(same)
    }

    /// The text of one of the files, when there is one and it can be read.
    pub(super) fn text(&self, file: &Path) -> Option<String> {
        let bytes = self.tree().read(&self.root.join(file)).ok().flatten()?;
        Notes::default().text(&file.to_string_lossy(), &bytes).map(String::from)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads the programme, at a moment at which nobody is changing it.
    ///
    /// Findings are part of the answer; `Err` only when the folder cannot be read at all. Costs
    /// about as much as reading the files.
    pub fn read(&self) -> Result<Loaded, StoreError> {
        if self.make_home().is_err() {
            // A folder that this user may only read.
            return self.load();
        }
        let mut waiting = None;
        loop {
            let gate = lock::enter(self.disk.as_ref(), &self.own("gate"), &self.root)?;
            if waiting.is_some() || !self.journal().is_waiting()? {
                let mut loaded = self.load()?;
                loaded.unlocked = matches!(gate, Entered::Unlocked);
                drop(gate);
                loaded.waiting = waiting;
                return Ok(loaded);
            }
            // A command died in the middle of its change; or, without a gate, is in it just now.
            drop(gate);
            waiting = self.lock("finish a change").err();
        }
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        load_with(self.tree(), &self.root, self.dates)
    }

    /// What is remembered of the sheets that were taken in. It is lost where nothing says that the
    /// folder remembers; nothing is lost where nobody is on the roster yet, which the caller knows.
    pub fn memory(&self) -> Result<Memory, StoreError> {
        memory::read(self.tree(), &self.root)
    }

    /// Takes the right to change the programme, finishes what a command that died left behind,
    /// and reads. The right lasts as long as the [`Lock`] is kept; others go on reading meanwhile.
    pub fn read_to_change(&self, command: &str) -> Result<(Lock, Loaded), StoreError> {
        let lock = self.lock(command)?;
        let loaded = self.load()?;
        Ok((lock, loaded))
    }

    /// Makes a change: all of it, or none when an error comes back.
    ///
    /// `loaded` is what was read under this lock. Refused with [`StoreError::Saved`] when somebody
    /// saved one of the files since. Only files whose bytes become different are
    /// written. Afterwards the change is safe on disk; only then is the lock given back.
    /// [`StoreError::Unfinished`] is the one error after which the change will still be made, by
    /// the next command.
    pub fn commit(
        &self,
        loaded: &Loaded,
        change: &Change,
        lock: Lock,
    ) -> Result<Committed, StoreError> {
        let targets = plan(self.tree(), &self.root, loaded, change)?;
        let copies = match change.traces {
            Traces::Kept => Copies::Keep,
            Traces::Erased | Traces::Forgotten => Copies::Erase,
        };
        let committed = self.carry_out(&change.title, copies, targets, &lock)?;
        drop(lock);
        Ok(committed)
    }

    /// What [`Folder::commit`] would do, without touching the folder.
    pub fn preview(&self, loaded: &Loaded, change: &Change) -> Result<Vec<Changed>, StoreError> {
        let targets = plan(self.tree(), &self.root, loaded, change)?;
        describe(self.tree(), &self.root, &targets)
    }

    pub(super) fn carry_out(
        &self,
        title: &str,
        copies: Copies,
        targets: Vec<Target>,
        lock: &Lock,
    ) -> Result<Committed, StoreError> {
        let files = describe(self.tree(), &self.root, &targets)?;
        // What is only remembered is no step that somebody would take back.
        if copies == Copies::Keep && targets.iter().all(|target| memory::holds(&target.path)) {
            self.journal().note(targets, memory::whole())?;
            return Ok(Committed { files });
        }
        // Without a change there is nothing to take back; but erasing also means earlier copies.
        if !targets.is_empty() || copies == Copies::Erase {
            self.journal().commit(title, copies, targets, &lock.watch)?;
        }
        Ok(Committed { files })
    }

    /// Takes the right to change the programme, waiting about two seconds, and puts the folder in
    /// order, without reading it.
    pub fn lock(&self, command: &str) -> Result<Lock, StoreError> {
        let held = self.hold(command)?;
        self.journal().recover()?;
        let watch = Watch::begin(self.tree(), &self.root)?;
        Ok(Lock { _held: held, watch })
    }

    /// Decides on a change that waits and that nobody may finish unasked.
    pub fn settle(&self, how: Settle) -> Result<Settled, StoreError> {
        let _held = self.hold("check --settle")?;
        self.journal().settle(how)
    }

    /// Keeps others from changing the programme, waiting about two seconds.
    fn hold(&self, command: &str) -> Result<File, StoreError> {
        self.make_home()?;
        lock::to_change(self.disk.as_ref(), &self.own("lock"), &self.root, command)
    }

    /// Makes the program's own folder where there is none. Nothing in it belongs into a repository.
    fn make_home(&self) -> Result<(), StoreError> {
        let home = self.root.join(HOME);
        if self.kind(HOME)?.is_none() {
            match self.disk.create_folder(&home, &self.root) {
                Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => {
                    return Err(StoreError::on("create", &home)(e));
                }
                _ => {}
            }
        }
        let ignore = self.own(IGNORE);
        if self.tree().kind(&ignore)?.is_none() {
            // It only helps: whoever may not write here does without.
            let _ = self.disk.write(&ignore, b"*\n", Like::Folder(&self.root));
        }
        Ok(())
    }

    /// Finishes what a command that died had decided, if there is such a thing.
    pub(super) fn recover(&self) -> Result<(), StoreError> {
        if self.journal().is_waiting()? {
            drop(self.lock("finish a change")?);
        }
        Ok(())
    }

    pub(super) fn journal(&self) -> Journal<'_> {
        Journal::new(self.disk.as_ref(), &self.root, &self.moment)
    }

    pub(super) fn tree(&self) -> Tree<'_> {
        Tree(self.disk.as_ref())
    }

    fn is_programme(&self) -> Result<bool, StoreError> {
        Ok(self.kind(SETTINGS)?.is_some() || self.journal().is_waiting()?)
    }

    /// Creates the folder and those above it, and makes sure that their names last.
    fn create_folders(&self) -> Result<(), StoreError> {
        let missing = |path: &&Path| matches!(self.disk.kind(path), Ok(None));
        let above: Vec<&Path> =
            self.root.ancestors().filter(|p| !p.as_os_str().is_empty()).collect();
        let mut create: Vec<&Path> = above.into_iter().take_while(missing).collect();
        create.reverse();
        for folder in create {
            let parent = match folder.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
            self.tree().create_folder(folder, parent)?;
            self.tree().sync(parent)?;
        }
        Ok(())
    }

    fn own(&self, name: &str) -> PathBuf {
        self.root.join(HOME).join(name)
    }

    fn kind(&self, name: &str) -> Result<Option<Kind>, StoreError> {
        self.tree().kind(&self.root.join(name))
    }
}
