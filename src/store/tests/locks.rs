//! Who waits for whom, and what the files are to others.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::super::safe::access::Like;
use super::super::safe::disk::{Disk, Kind, Stamp};
use super::super::safe::real::RealDisk;
use super::super::{Change, Folder, StoreError};
use super::sample::{answered, programme};

#[test]
fn a_second_change_is_told_who_is_at_it_while_readers_go_on() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let (lock, _) = folder.read_to_change("pair").unwrap();
    let start = Instant::now();
    let Err(error) = folder.read_to_change("undo") else { panic!("two at a time") };
    assert!(start.elapsed() >= Duration::from_secs(1));
    let holder = format!("(process {}, `pair`)", std::process::id());
    assert_eq!(error.to_string(), format!("another run is changing this programme {holder}"));
    assert_eq!(folder.read().unwrap().findings, []);
    drop(lock);
    assert!(folder.read_to_change("undo").is_ok());
}

#[test]
fn nothing_is_changed_in_a_folder_with_findings() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    std::fs::write(temp.path().join("participants.csv"), "id,name,email,rhythm\nP0001,A,a@b.c,4\n")
        .unwrap();
    let (lock, loaded) = folder.read_to_change("pair").unwrap();
    let refused = folder.commit(&loaded, &Change::titled("x"), lock);
    assert!(matches!(refused, Err(StoreError::Unsound(_))), "{refused:?}");
}

#[test]
fn a_programme_is_found_from_below_and_made_only_once() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().join("new/programme");
    Folder::create(&root, &programme()).unwrap();
    assert_eq!(Folder::find(&root.join("rounds/01")).unwrap().root(), root);
    assert!(matches!(Folder::find(temp.path()), Err(StoreError::NoProgramme(_))));
    assert!(matches!(Folder::create(&root, &programme()), Err(StoreError::AlreadyThere(_))));
}

#[cfg(unix)]
#[test]
fn files_are_private_where_they_are_new_and_keep_their_mode_where_they_are_not() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().join("programme");
    let folder = Folder::create(&root, &programme()).unwrap();
    let mode = |path: &str| metadata(root.join(path)).unwrap().permissions().mode() & 0o7777;
    assert_eq!([mode(""), mode("rounds"), mode("rounds/01"), mode(".unmentor")], [0o700; 4]);
    assert_eq!([mode("unmentor.toml"), mode("rounds/02/outcomes.csv")], [0o600; 2]);

    let path = root.join("rounds/02/outcomes.csv");
    set_permissions(&path, Permissions::from_mode(0o664)).unwrap();
    let (lock, loaded) = folder.read_to_change("x").unwrap();
    let change = Change { rounds: vec![answered(2)], ..Change::titled("x") };
    assert_eq!(folder.commit(&loaded, &change, lock).unwrap().files.len(), 1);
    assert_eq!(mode("rounds/02/outcomes.csv"), 0o664);
    folder.undo(folder.lock("undo").unwrap()).unwrap();
    assert_eq!(mode("rounds/02/outcomes.csv"), 0o664);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_replaced_by_a_file() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let (path, elsewhere) = (temp.path().join("unmentor.toml"), temp.path().join("elsewhere"));
    std::fs::rename(&path, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    let (lock, loaded) = folder.read_to_change("x").unwrap();
    let mut settings = loaded.programme.settings.clone();
    settings.name = "x".into();
    let change = Change { settings: Some(settings), ..Change::titled("x") };
    let refused = folder.commit(&loaded, &change, lock);
    assert!(matches!(refused, Err(StoreError::Unsound(1))), "{refused:?}");
    assert!(path.is_symlink());
}

#[test]
fn making_a_programme_a_second_time_sweeps_what_the_first_left() {
    let temp = tempfile::tempdir().unwrap();
    Folder::create(temp.path(), &programme()).unwrap();
    let trash = temp.path().join(".unmentor/trash");
    std::fs::create_dir(&trash).unwrap();
    let again = Folder::create(temp.path(), &programme());
    assert!(matches!(again, Err(StoreError::AlreadyThere(_))));
    assert!(!trash.exists());
}

#[cfg(unix)]
#[test]
fn in_a_folder_of_a_group_everything_new_is_for_the_group() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    for (of_root, folders, files) in [
        (0o2770, 0o2770, 0o660),
        (0o770, 0o770, 0o660),
        (0o775, 0o770, 0o660),
        (0o750, 0o700, 0o600),
        (0o755, 0o700, 0o600),
        (0o777, 0o700, 0o600),
    ] {
        let temp = tempfile::tempdir().unwrap();
        set_permissions(temp.path(), Permissions::from_mode(of_root)).unwrap();
        let folder = Folder::create(temp.path(), &programme()).unwrap();
        let (lock, loaded) = folder.read_to_change("x").unwrap();
        let change = Change { rounds: vec![answered(2), answered(3)], ..Change::titled("x") };
        folder.commit(&loaded, &change, lock).unwrap();
        let mode =
            |path: &str| metadata(temp.path().join(path)).unwrap().permissions().mode() & 0o7777;
        for path in ["rounds", "rounds/03", ".unmentor", ".unmentor/undo", ".unmentor/undo/0001"] {
            assert_eq!(mode(path), folders, "{path} in {of_root:o}");
        }
        for path in ["unmentor.toml", "rounds/03/outcomes.csv", ".unmentor/gate", ".unmentor/lock"]
        {
            assert_eq!(mode(path), files, "{path} in {of_root:o}");
        }
    }
}

/// A disk without locks, or without room.
#[derive(Debug)]
struct Poor {
    real: RealDisk,
    /// What a lock says.
    lock: Option<i32>,
    room: u64,
}

impl Disk for Poor {
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
        self.real.write(path, bytes, like)
    }
    fn create_folder(&self, path: &Path, like: &Path) -> io::Result<()> {
        self.real.create_folder(path, like)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.real.sync_folder(folder)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.real.rename(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.real.exchange(one, other)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.real.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.real.remove_folder(path)
    }
    fn try_lock(&self, _: &File, _: bool) -> Result<(), TryLockError> {
        let refusal = |code| TryLockError::Error(io::Error::from_raw_os_error(code));
        self.lock.map_or(Ok(()), |code| Err(refusal(code)))
    }
    fn room(&self, _: &Path) -> io::Result<Option<u64>> {
        Ok(Some(self.room))
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_there_are_no_locks_reading_goes_on_and_changing_says_why_not() {
    let temp = tempfile::tempdir().unwrap();
    Folder::create(temp.path(), &programme()).unwrap();
    let before = super::files(temp.path());
    // No locks are left, not supported, no such call.
    for code in [37, 95, 38] {
        let real = RealDisk::around(temp.path());
        let disk = Poor { real, lock: Some(code), room: u64::MAX };
        let folder = Folder::on(Box::new(disk), temp.path());
        let loaded = folder.read().unwrap();
        assert!(loaded.unlocked && loaded.findings.is_empty());
        assert_eq!(loaded.programme.rounds().len(), 2);
        let refused = folder.read_to_change("pair").map(|_| ()).unwrap_err();
        assert!(refused.to_string().contains("a file system without locks"), "{refused}");
        assert!(refused.hint().unwrap().contains("reading works"));
    }
    assert_eq!(super::files(temp.path()), before);
    assert!(!Folder::at(temp.path()).unwrap().read().unwrap().unlocked);
}

#[test]
fn a_full_disk_is_seen_before_a_change_is_decided() {
    let temp = tempfile::tempdir().unwrap();
    Folder::create(temp.path(), &programme()).unwrap();
    let before = super::files(temp.path());
    let disk = Poor { real: RealDisk::around(temp.path()), lock: None, room: 1000 };
    let folder = Folder::on(Box::new(disk), temp.path());
    let (lock, loaded) = folder.read_to_change("x").unwrap();
    let change = Change { rounds: vec![answered(2)], ..Change::titled("x") };
    let refused = folder.commit(&loaded, &change, lock).unwrap_err();
    assert!(refused.to_string().ends_with("the disk is full"), "{refused}");
    assert_eq!(super::files(temp.path()), before);
    assert!(folder.read().unwrap().findings.is_empty());
}

#[test]
fn the_programs_own_folder_keeps_itself_out_of_repositories() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::create(temp.path(), &programme()).unwrap();
    let ignore = temp.path().join(".unmentor/.gitignore");
    assert_eq!(std::fs::read_to_string(&ignore).unwrap(), "*\n");
    std::fs::remove_file(&ignore).unwrap();
    drop(folder.lock("x").unwrap());
    assert!(ignore.exists());
    std::fs::remove_dir_all(temp.path().join(".unmentor")).unwrap();
    folder.read().unwrap();
    assert!(ignore.exists());
}
