//! The program is killed, or the power goes: nobody gets two copies of a message, and nobody none.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::sent::{KEEP, kept, with_command_for};
use super::{begun, drops_out, some_answer};
use crate::support::aloud;
use crate::support::folder::Folder;

const SEND: &str = "mail introduction --send --yes";

/// Sends what has not left, and asserts of everybody that they have one copy, or that they are the
/// one of whom it is said that nobody knows.
fn nobody_has_two_and_nobody_none(folder: &Folder, people: usize, after: &str) {
    let said = folder.run(SEND);
    assert_eq!(said.code, 0, "{after}: {said:?}");
    let kept = kept(folder);
    assert!(kept.iter().all(|name| !name.contains(".twice")), "{after}: {kept:?}");
    let unknown = said.err.matches(" has left is unknown").count();
    assert!(unknown <= 1, "{after}: {}", said.err);
    for number in 1..=people {
        let has_it = kept.contains(&format!("p{number}@north.example"));
        assert!(has_it || said.err.contains(&format!("P{number:04}")), "{after}: {kept:?}");
    }
    assert!(kept.len() + unknown >= people, "{after}: {kept:?} {}", said.err);
}

/// What has happened up to a moment is the beginning of the log and the messages that were begun in
/// it, of which the last one may have arrived or not: each of these states, torn rows included.
#[test]
fn whatever_has_reached_the_disk_nobody_gets_two_and_nobody_none() {
    let people = 4;
    let before = with_command_for(4, KEEP);
    let whole = before.copy();
    whole.run(SEND).ok();
    let log = whole.read("messages.csv");
    let bounds: Vec<usize> = log.match_indices('\n').map(|(at, _)| at + 1).collect();
    assert_eq!(bounds.len(), 1 + 2 * people, "{log}");
    for cut in 0..=log.len() {
        let near = bounds.iter().any(|&bound| bound.abs_diff(cut) < 3);
        if !near && cut % 11 > 0 {
            continue;
        }
        let rows: Vec<Vec<&str>> =
            log[..cut].split_inclusive('\n').map(|row| row.split(',').collect()).collect();
        let is_torn = !log[..cut].ends_with('\n');
        let complete = &rows[..rows.len() - usize::from(is_torn && !rows.is_empty())];
        let begun = complete.iter().filter(|row| row.get(4) == Some(&"trying"));
        let begun: Vec<&str> = begun.map(|row| row[3]).collect();
        let done = complete.iter().filter(|row| row.get(4) == Some(&"accepted")).count();
        // A result is written down when the message has gone.
        let had_gone = begun.len() > done && is_torn;
        for has_gone in [false, true] {
            if had_gone && !has_gone {
                continue;
            }
            let folder = before.copy();
            folder.write("messages.csv", &log[..cut]);
            for (at, id) in begun.iter().enumerate() {
                if at < done || has_gone {
                    let number: u32 = id[1..].parse().unwrap();
                    folder.write(&format!("box/p{number}@north.example"), "a message");
                }
            }
            nobody_has_two_and_nobody_none(&folder, people, &format!("{cut}, {has_gone}"));
        }
    }
}

/// What changes something, starts something or waits for it; each as far as the machine has it.
const CALLS: [&str; 22] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "rmdir",
    "fchmod",
    "clone",
    "clone3",
    "vfork",
    "fork",
    "wait4",
    "waitid",
];

/// Runs a command line in a copy of a folder for each time that it makes one of these calls, kills
/// it as it enters the call, and gives what is left to `look`. Says how many times that was.
fn killed_at_every_call(before: &Folder, line: &str, look: impl Fn(&Folder, &str)) -> u32 {
    let mut kills = 0;
    for call in CALLS {
        for time in 1.. {
            let folder = before.copy();
            if killed_at(&folder, call, time, line).success() {
                break;
            }
            look(&folder, &format!("{line}: {call} {time}"));
            kills += 1;
        }
    }
    aloud(&format!("killed {kills} times: {line}\n"));
    kills
}

fn killed_at(folder: &Folder, call: &str, time: u32, line: &str) -> ExitStatus {
    Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "-e", &format!("trace=?{call}"), "-e"])
        .arg(format!("inject=?{call}:signal=KILL:when={time}"))
        .args([env!("CARGO_BIN_EXE_unmentor"), "--today", "2026-06-01"])
        .args(line.split(' '))
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
}

fn can_trace() -> bool {
    let there = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
    let can = there.is_ok_and(|status| status.success());
    if !can {
        aloud("SKIPPED: no strace here to kill the program at every call\n");
    }
    can
}

#[test]
fn killed_at_every_call_while_it_sends() {
    if !can_trace() {
        return;
    }
    let kills = killed_at_every_call(&with_command_for(2, KEEP), SEND, |folder, moment| {
        // What was on its way arrives.
        sleep(Duration::from_millis(100));
        nobody_has_two_and_nobody_none(folder, 2, moment);
    });
    assert!(kills > 20, "{kills}");
}

/// A kill leaves the whole place and all of the log, or the place and none of it, or neither; the
/// same command then makes what is missing and leaves nothing else behind.
#[test]
fn killed_at_every_call_while_it_writes() {
    if !can_trace() {
        return;
    }
    for place in ["x.mbox", "x.xlsx", "x.csv", "drafts", "x.mbox --force"] {
        let before = begun(4);
        before.run("pair --seed 1").ok();
        if place.ends_with("--force") {
            before.write("x.mbox", "an older one");
        }
        let line = format!("mail introduction -o {place}");
        let whole = before.copy();
        whole.run(&line).ok();
        let expected = whole.files();
        let old = before.files();
        let kills = killed_at_every_call(&before, &line, |folder, moment| {
            for file in folder.files() {
                let is_hidden = file.0.to_string_lossy().starts_with('.');
                let is_whole = expected.contains(&file) || old.contains(&file);
                assert!(is_hidden || is_whole, "{moment}: {}", file.0.display());
            }
            folder.run(&line).ok();
            assert_eq!(names(&folder.files()), names(&expected), "{moment}");
            assert!(folder.files() == expected, "{moment}");
        });
        assert!(kills > 10, "{kills}");
    }
}

fn names(files: &[(PathBuf, Vec<u8>)]) -> Vec<&PathBuf> {
    files.iter().map(|(name, _)| name).collect()
}

/// Each step of the month is killed by the very command that has just taken the second message.
#[test]
fn in_a_month_of_61_people_that_is_killed_at_each_step_everybody_gets_what_they_should() {
    let kill = "if [ -e at ] && [ \"$(/bin/ls box | /usr/bin/wc -l)\" -eq \"$(/bin/cat at)\" ]; \
        then /bin/rm at; kill -9 $PPID; fi";
    let folder = with_command_for(61, &format!("{KEEP}; {kill}"));
    let step = |day: &str, kind: &str| {
        for name in kept(&folder) {
            fs::remove_file(folder.path().join("box").join(name)).unwrap();
        }
        folder.write("at", "2");
        let line = format!("mail {kind} --send --yes");
        assert_eq!(folder.run_on(day, &line).code, -1, "{kind} was not killed");
        let said = folder.run_on(day, &line);
        let unknown = said.err.matches(" has left is unknown").count();
        // That of the first introduction stays unknown when there is a second.
        assert!(said.code == 0 && (1..=2).contains(&unknown), "{kind} {unknown}");
        let got = kept(&folder);
        folder.run_on(day, &line).ok();
        assert_eq!(kept(&folder), got, "{kind} twice");
        got
    };
    let everybody: BTreeSet<String> = (1..=61).map(|n| format!("p{n}@north.example")).collect();
    assert_eq!(step("2026-06-01", "introduction"), everybody);
    let concerned = drops_out(&folder);
    assert_eq!(step("2026-06-03", "introduction"), concerned);
    let waiting = some_answer(&folder);
    assert_eq!(waiting.len(), 50);
    assert_eq!(step("2026-06-15", "reminder"), waiting);
    assert_eq!(step("2026-06-29", "question"), waiting);
    assert_eq!(step("2026-06-29", "invitation"), everybody);
    assert_eq!(folder.run("check").ok(), "");
}
