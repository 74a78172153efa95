//! Two organisers of one group: whoever runs a command, with whatever umask, both can go on.
//!
//! Only the administrator can be somebody else; without these rights the tests say that they are
//! skipped.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use crate::support::folder::{Folder, Said, TODAY};

/// Two people and their group: numbers that nobody has.
const ANNA: u32 = 54_321;
const BEN: u32 = 54_322;
const GROUP: u32 = 54_300;

/// Whether this test may be other people.
#[expect(clippy::print_stderr, reason = "nothing is skipped in silence")]
fn may_be_others() -> bool {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let can = is_root && Command::new("setpriv").arg("--version").output().is_ok();
    if !can {
        eprintln!("skipped: only the administrator of a system with setpriv can be two people");
    }
    can
}

/// A programme in a folder that a group shares.
fn shared() -> (tempfile::TempDir, Folder) {
    let above = tempfile::tempdir().unwrap();
    fs::set_permissions(above.path(), Permissions::from_mode(0o755)).unwrap();
    let folder = Folder::with_demo();
    share(folder.path());
    (above, folder)
}

fn share(path: &Path) {
    chown(path, Some(ANNA), Some(GROUP)).unwrap();
    let is_folder = path.is_dir();
    fs::set_permissions(path, Permissions::from_mode(if is_folder { 0o2770 } else { 0o660 }))
        .unwrap();
    if is_folder {
        for entry in fs::read_dir(path).unwrap() {
            share(&entry.unwrap().path());
        }
    }
}

/// Runs a command line as somebody, with a umask. The program is one that everybody may run.
fn run_as(user: u32, umask: &str, program: &Path, folder: &Folder, line: &str) -> Said {
    let (user, group) = (user.to_string(), GROUP.to_string());
    let words = format!("umask {umask}; exec \"$0\" --today {TODAY} -C \"$1\" {line}");
    let output = Command::new("setpriv")
        .args(["--reuid", &user, "--regid", &group, "--clear-groups", "--inh-caps=-all"])
        .args(["sh", "-c", &words])
        .arg(program)
        .arg(folder.path())
        .current_dir("/")
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .output()
        .unwrap();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program where everybody may run it.
fn program(above: &Path) -> std::path::PathBuf {
    let program = above.join("unmentor");
    fs::copy(env!("CARGO_BIN_EXE_unmentor"), &program).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    program
}

/// A month of work, in turn.
const TEN: [&str; 10] = [
    "participants set P0003 rhythm=2",
    "pair --seed 1",
    "outcomes set r06-001 yes",
    "participants forget P0007 --yes",
    "undo",
    "participants set P0004 region=North",
    "undo",
    "outcomes set r05-002 no",
    "check",
    "report",
];

#[test]
fn two_people_of_one_group_work_in_turn() {
    if !may_be_others() {
        return;
    }
    for umask in ["002", "077"] {
        let (above, folder) = shared();
        let program = program(above.path());
        for (turn, line) in TEN.into_iter().chain(TEN).enumerate() {
            let user = if turn % 2 == 0 { ANNA } else { BEN };
            let said = run_as(user, umask, &program, &folder, line);
            let again = turn >= TEN.len();
            // The second time the round is open, and there may be nothing to take back.
            let allowed = if again || line == "undo" { vec![0, 2, 5] } else { vec![0] };
            assert!(allowed.contains(&said.code), "{umask} {user} {line}: {said:#?}");
            for reader in [ANNA, BEN] {
                let said = run_as(reader, umask, &program, &folder, "participants list");
                assert_eq!(said.code, 0, "{umask}: {reader} reads after {line}: {said:#?}");
            }
        }
    }
}

#[test]
fn a_round_that_may_not_be_written_to_keeps_nobody_from_reading_and_nothing_is_half_done() {
    if !may_be_others() {
        return;
    }
    for umask in ["002", "077"] {
        let (above, folder) = shared();
        let program = program(above.path());
        let closed = folder.path().join("rounds/03");
        fs::set_permissions(&closed, Permissions::from_mode(0o2550)).unwrap();
        let before = folder.files();
        for (user, line) in [
            (ANNA, "participants forget P0003 --yes"),
            (BEN, "participants forget P0003 --yes"),
            (BEN, "outcomes set P0003 no --round 3"),
        ] {
            let said = run_as(user, umask, &program, &folder, line);
            assert_ne!(said.code, 0, "{umask} {line}: {said:#?}");
            assert!(folder.files() == before, "{umask} {line}: something was changed");
            for reader in [ANNA, BEN] {
                let said = run_as(reader, umask, &program, &folder, "report");
                assert_eq!(said.code, 0, "{umask}: {reader} reads after {line}: {said:#?}");
            }
        }
        fs::set_permissions(&closed, Permissions::from_mode(0o2770)).unwrap();
        for user in [BEN, ANNA] {
            let said = run_as(user, umask, &program, &folder, "participants set P0003 rhythm=2");
            assert_eq!(said.code, 0, "{umask}: {said:#?}");
        }
    }
}
