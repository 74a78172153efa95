//! A disk that fails, or a program that dies, at every single operation: old or new, never between.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::super::safe::access::Like;
use super::super::safe::disk::{Disk, Kind, Stamp};
use super::super::safe::real::RealDisk;
use super::super::{Change, Folder, StoreError, Traces};
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::memory::Memory;

/// What happens at the chosen operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It fails once.
    Once,
    /// It and everything later fails, and of a write only half arrives: a kill, or a full disk.
    FromThenOn,
    /// It is done, and everything later fails.
    After,
}

/// Counts operations that write, and spoils one.
#[derive(Debug, Clone)]
struct Spoiled {
    fault: Fault,
    at: usize,
    real: Arc<RealDisk>,
    count: Arc<AtomicUsize>,
    /// Whether files can change places at one stroke.
    exchanges: bool,
    /// In place of a fault: a file that somebody saves, by a new file and a renaming.
    save: Option<(PathBuf, String, Arc<AtomicBool>)>,
    /// The same by writing into the file as it was when it was opened, as some editors do.
    open: Option<Arc<std::fs::File>>,
}

impl Spoiled {
    fn by(fault: Fault, at: usize, root: &Path) -> Self {
        let real = Arc::new(RealDisk::around(root));
        Self { fault, at, real, count: Arc::default(), exchanges: true, save: None, open: None }
    }

    /// A disk that never fails, and is quick as it never syncs.
    fn never(root: &Path) -> Self {
        Self::by(Fault::Once, usize::MAX, root)
    }

    /// Whether an operation is carried out; `Err` when it is seen to fail.
    fn step<T>(&self, real: impl FnOnce() -> io::Result<T>, half: impl FnOnce()) -> io::Result<T> {
        let now = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some((path, text, saved)) = &self.save {
            if now == self.at
                && let Some(file) = &self.open
            {
                file.set_len(0)?;
                (&**file).write_all(text.as_bytes())?;
                saved.store(true, Ordering::Relaxed);
            } else if now == self.at {
                let new = path.with_extension("saved");
                std::fs::write(&new, text)?;
                std::fs::rename(&new, path)?;
                saved.store(true, Ordering::Relaxed);
            }
            return real();
        }
        let fails = match self.fault {
            Fault::Once => now == self.at,
            Fault::FromThenOn => now >= self.at,
            Fault::After => now > self.at,
        };
        if !fails {
            return real();
        }
        if now == self.at {
            half();
        }
        Err(io::Error::other("spoiled"))
    }
}

impl Disk for Spoiled {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.real.kind(path)
    }
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        self.real.stamp(path)
    }
    fn read(&self, path: &Path, into: &mut Vec<u8>) -> io::Result<()> {
        self.real.read(path, into)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.real.list(folder)
    }
    fn may_change(&self, folder: &Path) -> io::Result<()> {
        self.real.may_change(folder)
    }
    fn write(&self, path: &Path, bytes: &[u8], like: Like<'_>) -> io::Result<()> {
        // Without the sync, which costs time and shows nothing to a process.
        let write = |bytes: &[u8]| {
            let mut file = self.real.create(path, like)?;
            file.write_all(bytes)
        };
        self.step(|| write(bytes), || write(&bytes[..bytes.len() / 2]).unwrap())
    }
    fn create_folder(&self, path: &Path, like: &Path) -> io::Result<()> {
        self.step(|| self.real.create_folder(path, like), || {})
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(|| folder.metadata().map(|_| ()), || {})
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| self.real.rename(from, to), || {})
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.step(|| self.real.exchange(one, other), || {})
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(|| self.real.remove_file(path), || {})
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| self.real.remove_folder(path), || {})
    }
}

/// A disk on which somebody saves a file before the chosen operation, anew or into it, and whether
/// they did.
pub(super) fn saving(
    at: usize,
    exchanges: bool,
    root: &Path,
    (path, into_it): (&Path, bool),
    text: &str,
) -> (impl Disk + use<>, Arc<AtomicBool>) {
    let open = into_it.then(|| Arc::new(std::fs::File::options().write(true).open(path).unwrap()));
    let saved = Arc::default();
    let save = Some((path.into(), text.into(), Arc::clone(&saved)));
    (Spoiled { exchanges, save, open, ..Spoiled::by(Fault::Once, at, root) }, saved)
}

/// A disk on which a program dies after so many operations, and how many it has seen.
pub(super) fn dying(
    at: usize,
    exchanges: bool,
    root: &Path,
) -> (impl Disk + use<>, impl Fn() -> usize + use<>) {
    let disk = Spoiled { exchanges, ..Spoiled::by(Fault::After, at, root) };
    let count = Arc::clone(&disk.count);
    (disk, move || count.load(Ordering::Relaxed))
}

/// Spoils `work` at every operation in every way; `prepare` fills an empty folder first.
fn at_every_operation(
    prepare: impl Fn(&Path),
    work: impl Fn(&Folder) -> Result<(), StoreError>,
    hold: impl Fn(&Path),
) {
    let fresh = || {
        let temp = tempfile::tempdir().unwrap();
        prepare(temp.path());
        temp
    };
    let temp = fresh();
    let folder = quick(temp.path());
    let old = files(temp.path());
    work(&folder).unwrap();
    let new = files(temp.path());
    assert_ne!(old, new);
    for (fault, exchanges) in [Fault::Once, Fault::FromThenOn, Fault::After]
        .into_iter()
        .flat_map(|fault| [(fault, true), (fault, false)])
    {
        for at in 1.. {
            let temp = fresh();
            let spoiled = Spoiled { exchanges, ..Spoiled::by(fault, at, temp.path()) };
            let count = Arc::clone(&spoiled.count);
            let folder = Folder::on(Box::new(spoiled), temp.path());
            let done = work(&folder);
            if count.load(Ordering::Relaxed) < at {
                break;
            }
            let healthy = quick(temp.path());
            drop(healthy.lock("recover").unwrap());
            let now = files(temp.path());
            let at = format!("{fault:?} at {at}: {done:?}");
            match done {
                Ok(()) | Err(StoreError::Unfinished(_)) => assert_eq!(now, new, "{at}"),
                Err(_) => assert!(now == old || now == new, "{at}: {now:#?}"),
            }
            hold(temp.path());
            if now == old {
                work(&healthy).unwrap();
                assert_eq!(files(temp.path()), new, "{at}: again");
            }
            let own = std::fs::read_dir(temp.path().join(".unmentor")).unwrap();
            let mut own: Vec<_> =
                own.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
            let kept = ["lock", "gate", "undo", "contents", "imports", ".gitignore"];
            own.retain(|name| !kept.contains(&name.as_str()));
            assert_eq!(own, Vec::<String>::new(), "{at}: leftovers");
        }
    }
}

fn change(folder: &Folder) -> Result<(), StoreError> {
    let (lock, loaded) = folder.read_to_change("test")?;
    let mut settings = loaded.programme.settings.clone();
    settings.name = "new".into();
    let rounds = vec![answered(2), round(6)];
    let change = Change { settings: Some(settings), rounds, ..Change::titled("test") };
    folder.commit(&loaded, &change, lock).map(|_| ())
}

pub(super) fn quick(root: &Path) -> Folder {
    Folder::on(Box::new(Spoiled::never(root)), root)
}

pub(super) fn prepared(root: &Path) {
    quick(root).create_here(&programme(), Memory::default()).unwrap();
}

fn readable(root: &Path) {
    let loaded = quick(root).read().unwrap();
    assert_eq!(loaded.findings, []);
}

#[test]
fn a_change_of_several_files_happens_or_not() {
    at_every_operation(prepared, change, readable);
}

#[test]
fn a_first_round_happens_or_not() {
    let bare = || programme().with_rounds([]);
    let prepare = |root: &Path| quick(root).create_here(&bare(), Memory::default()).unwrap();
    let work = |folder: &Folder| {
        let (lock, loaded) = folder.read_to_change("pair")?;
        let change = Change { rounds: vec![round(1)], ..Change::titled("pair") };
        folder.commit(&loaded, &change, lock).map(|_| ())
    };
    at_every_operation(prepare, work, readable);
}

#[test]
fn init_happens_or_not() {
    let work = |folder: &Folder| folder.create_here(&programme(), Memory::default());
    at_every_operation(|_| {}, work, |_| {});
}

#[test]
fn undo_happens_or_not() {
    let prepare = |root: &Path| {
        prepared(root);
        change(&quick(root)).unwrap();
    };
    let work = |folder: &Folder| folder.undo(folder.lock("undo")?).map(|_| ());
    at_every_operation(prepare, work, readable);
}

#[test]
fn a_change_that_waits_is_finished_before_it_is_shown_as_the_last() {
    let mut waited = 0;
    for at in 1.. {
        let temp = tempfile::tempdir().unwrap();
        prepared(temp.path());
        let spoiled = Spoiled::by(Fault::FromThenOn, at, temp.path());
        let count = Arc::clone(&spoiled.count);
        let done = change(&Folder::on(Box::new(spoiled), temp.path()));
        if count.load(Ordering::Relaxed) < at {
            break;
        }
        if matches!(done, Err(StoreError::Unfinished(_))) {
            waited += 1;
            let undoable = quick(temp.path()).preview_undo().unwrap();
            assert!(!undoable.files.is_empty(), "{at}");
            assert!(temp.path().join("rounds/06").exists(), "{at}");
        }
    }
    assert!(waited > 2, "{waited}");
}

#[test]
fn forgetting_happens_or_not_and_leaves_no_copies() {
    let prepare = |root: &Path| {
        prepared(root);
        change(&quick(root)).unwrap();
    };
    let work = |folder: &Folder| {
        let (lock, loaded) = folder.read_to_change("forget")?;
        let mut roster = loaded.programme.roster.clone();
        roster.edit(crate::domain::Person(0), |p| p.name.clear());
        let rounds = loaded.programme.rounds().to_vec();
        let change =
            Change { roster: Some(roster), rounds, traces: Traces::Forgotten, ..Change::default() };
        folder.commit(&loaded, &change, lock).map(|_| ())
    };
    at_every_operation(prepare, work, |root| {
        let forgotten = !files(root)["participants.csv"].contains("Ada Ames");
        assert!(!forgotten || !root.join(".unmentor/undo").exists());
    });
}

/// A command that dies is finished by the next; that one may die as well, at any operation.
#[test]
fn recovery_may_die_too() {
    for first in 1..200 {
        for second in 1..60 {
            let temp = tempfile::tempdir().unwrap();
            prepared(temp.path());
            let old = files(temp.path());
            let spoiled = |at| Spoiled::by(Fault::After, at, temp.path());
            let dying = spoiled(first);
            let count = Arc::clone(&dying.count);
            let _ = change(&Folder::on(Box::new(dying), temp.path()));
            if count.load(Ordering::Relaxed) <= first {
                return;
            }
            let dying = spoiled(second);
            let count = Arc::clone(&dying.count);
            let _ = Folder::on(Box::new(dying), temp.path()).lock("recover");
            readable(temp.path());
            let now = files(temp.path());
            assert!(now == old || now["unmentor.toml"].contains("\"new\""), "{first} {second}");
            drop(quick(temp.path()).lock("recover").unwrap());
            assert_eq!(files(temp.path()), now);
            if count.load(Ordering::Relaxed) <= second {
                break;
            }
        }
    }
}

/// What is only remembered goes in beside every undo step: the old memory, the new one, or none.
#[test]
fn what_is_remembered_is_old_or_new_or_lost_and_the_programme_is_as_it_was() {
    use crate::domain::SheetKind;
    use crate::domain::memory::{Shape, SheetMemory};
    use crate::text::keyed::Key;

    let memory = |rows: usize| {
        let shape = Shape::of(SheetKind::Signup, &["Name".into()]);
        let sheet = SheetMemory { rows, ..SheetMemory::new(shape, Key([3; 16])) };
        Memory { sheets: vec![sheet], lost: false }
    };
    let note = |folder: &Folder, rows: usize| {
        let (lock, loaded) = folder.read_to_change("note")?;
        let change = Change { memory: Some(memory(rows)), ..Change::titled("note") };
        folder.commit(&loaded, &change, lock).map(|_| ())
    };
    let cases = [Fault::Once, Fault::FromThenOn, Fault::After];
    for (fault, exchanges) in cases.into_iter().flat_map(|fault| [(fault, true), (fault, false)]) {
        for at in 1.. {
            let temp = tempfile::tempdir().unwrap();
            prepared(temp.path());
            note(&quick(temp.path()), 1).unwrap();
            let old = files(temp.path());
            let spoiled = Spoiled { exchanges, ..Spoiled::by(fault, at, temp.path()) };
            let count = Arc::clone(&spoiled.count);
            let done = note(&Folder::on(Box::new(spoiled), temp.path()), 2);
            if count.load(Ordering::Relaxed) < at {
                break;
            }
            let healthy = quick(temp.path());
            drop(healthy.lock("recover").unwrap());
            let at = format!("{fault:?} at {at}, {exchanges}: {done:?}");
            assert_eq!(files(temp.path()), old, "{at}: the programme itself");
            let remembered = healthy.memory().unwrap();
            let rows: Vec<_> = remembered.sheets.iter().map(|sheet| sheet.rows).collect();
            let whole = rows == [1] || rows == [2];
            assert!(whole || remembered.lost && !exchanges, "{at}: {remembered:?}");
            note(&healthy, 2).unwrap();
        }
    }
}
