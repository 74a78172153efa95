//! Whatever somebody plants in a programme folder, no command writes outside of it, reads what is
//! none of the programme's, or waits for ever.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, Mode, mkfifoat};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::folder::{Folder, TODAY};

/// How each command is typed, those that read first. What a later version may have stands here as
/// well.
const LINES: &[(&str, &[&str])] = &[
    ("check", &["check", "check --accept", "check --settle finish", "check --settle drop"]),
    ("status", &["status"]),
    ("participants list", &["participants list"]),
    ("participants show", &["participants show P0002"]),
    ("rounds list", &["rounds list"]),
    ("rounds show", &["rounds show"]),
    ("outcomes waiting", &["outcomes waiting"]),
    ("exclusions list", &["exclusions list"]),
    ("experiment status", &["experiment status"]),
    ("experiment read", &["experiment read"]),
    ("report", &["report"]),
    ("compare", &["compare 4..5 1..3"]),
    ("runway", &["runway"]),
    ("simulate", &["simulate"]),
    ("calendar", &["calendar"]),
    ("form", &["form feedback"]),
    ("network", &["network --format csv"]),
    ("undo", &["undo --list", "undo -n", "undo --yes"]),
    ("redo", &["redo --yes"]),
    ("completions", &["completions bash"]),
    ("man", &["man"]),
    ("init", &["init"]),
    ("demo", &["demo"]),
    ("participants import", &["participants import sheet.csv"]),
    ("participants set", &["participants set P0001 sector=x"]),
    ("participants add", &["participants add Oona oona@north.example"]),
    ("participants review", &["participants review"]),
    ("participants ask-why", &["participants ask-why"]),
    ("exclusions add", &["exclusions add P0001 P0002"]),
    ("exclusions remove", &["exclusions remove P0001 P0002"]),
    ("mail", &["mail"]),
    ("experiment plan", &["experiment plan"]),
    ("experiment start", &["experiment start"]),
    ("outcomes import", &["outcomes import answers.csv"]),
    ("outcomes set", &["outcomes set r05-002 no"]),
    ("outcomes sheet", &["outcomes sheet -o sheet.xlsx --force"]),
    ("rounds import", &["rounds import old.csv"]),
    ("rounds amend", &["rounds amend --out P0002"]),
    ("pair", &["pair --seed 1 --force"]),
    ("participants forget", &["participants forget P0003 --yes"]),
];

/// The commands of the program, each with all its words.
fn commands() -> Vec<String> {
    fn below(command: &clap::Command, words: &str, all: &mut Vec<String>) {
        for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
            let words = format!("{words} {}", verb.get_name()).trim().to_owned();
            if verb.has_subcommands() {
                below(verb, &words, all);
            } else {
                all.push(words);
            }
        }
    }
    let mut all = Vec::new();
    below(&unmentor::cli::command(), "", &mut all);
    all
}

/// A programme with something to undo and sheets to import, and another folder beside it.
fn scene() -> (Folder, TempDir) {
    let folder = Folder::with_demo();
    folder.write("sheet.csv", "name,email\nNia Quaye,nia@quay.example\n");
    folder.write("old.csv", "round,date,a,b\n9,2026-07-01,P0001,P0002\n");
    folder.write("answers.csv", "round,participant,answer\n5,P0001,no\n");
    folder.run("participants set P0001 sector=first").ok();
    folder.run("outcomes set r05-003 no").ok();
    let outside = TempDir::new().unwrap();
    for file in ["participants.csv", "outcomes.csv", "old/1", "record", "0001/record"] {
        let path = outside.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "id,name,email\nP0001,SECRET,secret@elsewhere.example\n").unwrap();
    }
    (folder, outside)
}

fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>, u32)> {
    use std::os::unix::fs::PermissionsExt;

    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mode = path.symlink_metadata().unwrap().permissions().mode();
        if path.is_dir() {
            all.extend(snapshot(&path));
            all.push((path, Vec::new(), mode));
        } else {
            all.push((path.clone(), fs::read(&path).unwrap(), mode));
        }
    }
    all.sort();
    all
}

/// Runs a command that must end within a minute; all that it said.
fn said(folder: &Folder, line: &str) -> String {
    let out = folder.path().join("said");
    let file = fs::File::create(&out).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_unmentor"))
        .args(["--today", TODAY])
        .args(line.split(' '))
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(file.try_clone().unwrap())
        .stderr(file)
        .spawn()
        .unwrap();
    let start = Instant::now();
    loop {
        if child.try_wait().unwrap().is_some() {
            return String::from_utf8_lossy(&fs::read(&out).unwrap()).into_owned();
        }
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            child.wait().unwrap();
            return "it does not end".into();
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Puts something in the place of what stands at a path, which stays there if it cannot be done.
fn replace(place: &Path, put: impl FnOnce(&Path)) {
    let _ = fs::remove_dir_all(place);
    let _ = fs::remove_file(place);
    if place.parent().is_some_and(Path::is_dir) {
        put(place);
    }
}

/// Where things are planted, and what of the outside a link there leads to.
const PLACES: [(&str, &str); 20] = [
    (".unmentor", ""),
    (".unmentor/lock", "outcomes.csv"),
    (".unmentor/gate", "outcomes.csv"),
    (".unmentor/contents", "outcomes.csv"),
    (".unmentor/imports", "outcomes.csv"),
    (".unmentor/undo", ""),
    (".unmentor/undo/0002", "0001"),
    (".unmentor/undo/0002/record", "record"),
    (".unmentor/undo/0002/old", "old"),
    (".unmentor/staging", ""),
    (".unmentor/trash", ""),
    (".unmentor/refused", ""),
    (".unmentor/commit", ""),
    ("rounds", ""),
    ("rounds/05", ""),
    ("rounds/06", ""),
    ("participants.csv", "participants.csv"),
    ("exclusions.csv", "outcomes.csv"),
    ("rounds/05/outcomes.csv", "outcomes.csv"),
    ("rounds/05/round.toml", "outcomes.csv"),
];

type Plant = Box<dyn Fn(&Path, &Path)>;

/// A link, a second name and a pipe at each place, and changes that lead out through a link.
fn plants() -> Vec<(String, Plant)> {
    let mut all: Vec<(String, Plant)> = Vec::new();
    for (place, to) in PLACES {
        all.push((
            format!("a link at {place}"),
            Box::new(move |root, outside| {
                replace(&root.join(place), |place| symlink(outside.join(to), place).unwrap());
            }),
        ));
        if Path::new(to).extension().is_some_and(|ending| ending == "csv") {
            all.push((
                format!("a second name at {place}"),
                Box::new(move |root, outside| {
                    let outside = outside.join(to);
                    replace(&root.join(place), |place| fs::hard_link(outside, place).unwrap());
                }),
            ));
        }
        all.push((
            format!("a pipe at {place}"),
            Box::new(move |root, _| {
                replace(&root.join(place), |place| {
                    mkfifoat(CWD, place, Mode::RUSR | Mode::WUSR).unwrap();
                });
            }),
        ));
    }
    for first_form in [true, false] {
        for link in ["rounds", "rounds/05", "elsewhere"] {
            all.push((
                format!("a change that leads through {link}, first form: {first_form}"),
                Box::new(move |root, outside| plant_change(root, outside, link, first_form)),
            ));
        }
    }
    all
}

/// A change that waits, as whole as one of the program's own, whose files lie behind a link.
fn plant_change(root: &Path, outside: &Path, link: &str, first_form: bool) {
    replace(&root.join(link), |place| symlink(outside, place).unwrap());
    let commit = root.join(".unmentor/commit");
    let _ = fs::remove_dir_all(&commit);
    if fs::create_dir_all(commit.join("new")).is_err() {
        return;
    }
    let _ = fs::create_dir(commit.join("old"));
    let machine = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let sum = |bytes: &[u8]| {
        let sum = Sha256::new_with_prefix("file\n").chain_update(bytes).finalize();
        let half = sum.first_chunk::<16>().unwrap();
        format!("{:032x}", u128::from_be_bytes(*half))
    };
    let theirs = fs::read(outside.join("outcomes.csv")).unwrap();
    let mut text = if first_form {
        "unmentor change 1\ntitle planted\ncopies keep\n".to_owned()
    } else {
        format!("unmentor change 2\ntitle planted\ncopies keep\nmachine {machine}\nmoment \n")
    };
    for (number, deed, name) in
        [(1, "replace", "outcomes.csv"), (2, "create", "planted.csv"), (3, "remove", "record")]
    {
        fs::write(commit.join(format!("new/{number}")), "planted").unwrap();
        let (before, after) = (sum(&theirs), sum(b"planted"));
        let sums = match deed {
            _ if first_form => String::new(),
            "replace" => format!("{before} {after} "),
            "create" => format!("- {after} "),
            _ => format!("{before} - "),
        };
        text += &format!("{number} {deed} {sums}{link}/{name}\n");
    }
    text += &format!("end {:08x}\n", crc32fast::hash(text.as_bytes()));
    fs::write(commit.join("record"), text).unwrap();
}

#[test]
fn no_command_leaves_the_folder_whatever_is_planted_in_it() {
    every_plant_against(6);
}

#[test]
#[ignore = "long: every command against everything that is planted"]
fn no_command_leaves_the_folder_at_all() {
    every_plant_against(1);
}

/// Each plant against one in so many commands, others each time.
fn every_plant_against(one_in: usize) {
    let commands = commands();
    let missing: Vec<_> =
        commands.iter().filter(|command| !LINES.iter().any(|(name, _)| name == command)).collect();
    assert!(missing.is_empty(), "say above how these are typed: {missing:?}");
    let lines: Vec<&str> = LINES
        .iter()
        .filter(|(name, _)| commands.iter().any(|command| command == name))
        .flat_map(|(_, lines)| lines.iter().copied())
        .collect();
    let mut wrong = Vec::new();
    for (turn, (what, plant)) in plants().into_iter().enumerate() {
        let (folder, outside) = scene();
        let before = snapshot(outside.path());
        for line in lines.iter().skip(turn % one_in).step_by(one_in) {
            plant(folder.path(), outside.path());
            let said = said(&folder, line);
            let after = snapshot(outside.path());
            if after != before {
                wrong.push(format!("{what}: `{line}` writes outside: {said}"));
                break;
            }
            for bad in ["panicked", "it does not end", "SECRET"] {
                // A second name is the file itself.
                if said.contains(bad) && !(bad == "SECRET" && what.contains("second name")) {
                    wrong.push(format!("{what}: `{line}`: {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
