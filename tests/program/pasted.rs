//! Every command that a `next:` or a `hint:` names works when it is pasted into a shell.

use std::fs;
use std::path::Path;

use crate::support::folder::{Folder, TODAY};

/// What stands for something of the organiser's own, with what it is in these folders.
const STAND_INS: [(&str, &str); 16] = [
    ("WHO OTHER", "P0003 P0007"),
    ("--in WHO", "--in 'Mair Pugh'"),
    ("--by WHO", "--by P0001"),
    ("NAME ADDRESS", "'New Person' new@north.example"),
    ("KEY=VALUE", "region=South"),
    ("RANGE RANGE", "4..5 1..3"),
    ("DAY", "2027-01-05"),
    ("signup.csv", "people.csv"),
    ("outcomes import FILE --round", "outcomes import answers.csv --round"),
    ("outcomes import FILE", "outcomes import rounds.csv"),
    ("participants import FILE", "participants import people.csv"),
    ("rounds import FILE", "rounds import history.csv"),
    ("FILE", "people.csv"),
    ("PLACE", "out.csv"),
    ("ANSWER", "yes"),
    ("WHO", "P0003"),
];

/// Words of commands that say no on purpose, with the exit code that says so: something is broken,
/// or has to be confirmed.
const MAY_REFUSE: [(&str, i32); 3] = [("check", 3), ("forget", 5), ("amend", 5)];

/// What stands in lines whose commands cannot be typed as they are: a word that was mistyped, or a
/// command whose further words are still to come.
const NOT_TO_TYPE: [&str; 2] = ["error: there is no command", "did you mean"];

/// The commands in what a run said, or in a stored text.
fn commands(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if NOT_TO_TYPE.iter().any(|not| line.contains(not)) && !line.contains("type `") {
            continue;
        }
        let quoted = line.split('`').skip(1).step_by(2);
        all.extend(quoted.filter(|one| one.starts_with("unmentor ")).map(str::to_owned));
        let said = line.strip_prefix("next: ").or_else(|| line.strip_prefix("hint: "));
        let Some(bare) = said.filter(|said| !said.contains("`unmentor")) else { continue };
        let mut rest = bare;
        while let Some(at) = rest.find("unmentor ") {
            let (command, after) = rest[at..].split_once("; ").unwrap_or((&rest[at..], ""));
            let command = command.split("   (").next().unwrap_or(command);
            let cd = rest[..at].rfind("cd ").filter(|_| rest[..at].ends_with("&& "));
            all.push(cd.map_or_else(|| command.into(), |cd| format!("{}{command}", &rest[cd..at])));
            rest = after;
        }
    }
    all
}

/// Types a command into a shell, in a copy of the folder.
fn paste(folder: &Folder, day: &str, command: &str) -> Result<(), String> {
    let copy = folder.copy();
    let pair = latest_pair(&copy);
    let mut typed = command.trim_end_matches(['…', '.']).replace('…', "");
    for (word, one) in STAND_INS {
        typed = typed.replace(word, one);
    }
    typed = typed.replace("PAIR", &pair);
    let program = Path::new(env!("CARGO_BIN_EXE_unmentor")).parent().unwrap();
    let script = format!("unmentor() {{ command unmentor --today {day} \"$@\"; }}\n{typed}");
    let output = std::process::Command::new("/bin/sh")
        .args(["-c", &script])
        .current_dir(copy.path())
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let on_purpose =
        MAY_REFUSE.into_iter().find(|(word, _)| typed.split(' ').any(|one| one == *word));
    match output.status.code() {
        Some(0) => Ok(()),
        code if code.is_some() && code == on_purpose.map(|(_, code)| code) => Ok(()),
        code => Err(format!("{typed}\n  -> {code:?} {}", String::from_utf8_lossy(&output.stderr))),
    }
}

fn latest_pair(folder: &Folder) -> String {
    let latest = (1..30).rev().find(|n| folder.path().join(format!("rounds/{n:02}")).exists());
    format!("r{:02}-001", latest.unwrap_or(1))
}

/// What is wrong with the commands in a text.
pub fn faults(folder: &Folder, day: &str, said: &str, typed: &str, all: &mut Vec<String>) -> usize {
    let commands = commands(said);
    for command in &commands {
        if let Err(why) = paste(folder, day, command) {
            all.push(format!("`{typed}` says {command}:\n  {why}"));
        }
    }
    commands.len()
}

pub fn with_sheets(folder: &Folder) {
    folder.write("people.csv", "name,email\nMair Pugh,mair@council.example\n");
    folder.write("answers.csv", "participant,answer\nP0003,yes\n");
    folder.write("rounds.csv", "round,participant,answer\n1,P0001,yes\n");
    folder.write("history.csv", "round,date,a,b\n1,2026-01-05,P0001,P0002\n");
}

/// What is typed in the sample programme, each line by itself.
const ALONE: [&str; 58] = [
    "",
    "status",
    "report",
    "report --all",
    "report round 9",
    "report rounds -o rounds.png",
    "report reasons -o reasons.png",
    "report -o report.png",
    "report -o report.svg",
    "report participants",
    "report participants -o people.html",
    "report -o report.html --with-people",
    "report growth -o growth.pdf",
    "report nothing",
    "compare 3",
    "compare",
    "compare 9..10 1..2",
    "runway",
    "network --width 900",
    "network --round 9",
    "pair -n",
    "pair",
    "pair --date 2020-01-01",
    "rounds list",
    "rounds show 9",
    "rounds show nothing",
    "rounds amend --out P0001",
    "rounds amend 5 --out P0001 --force",
    "rounds amend 5 --together P0001 P0001 --force",
    "rounds amend 9 --out P0001",
    "rounds import history.csv",
    "rounds import people.csv",
    "participants list --lapsed",
    "participants show nobody",
    "participants show Mo",
    "participants set P0001 status=left",
    "participants set P0001 until=2027-01-05",
    "participants set P0001 until=2020-01-05",
    "participants set P0001 email=nowhere",
    "participants set P0001 shoes=43",
    "participants forget P0001",
    "participants add \"Mair Pugh\" mair@council.example",
    "participants import people.csv",
    "participants import answers.csv",
    "exclusions list",
    "exclusions add P0001 P0005",
    "exclusions remove P0001 P0005",
    "outcomes waiting",
    "outcomes set P0001 yes",
    "outcomes set r05-002 no",
    "outcomes set r09-002 no",
    "outcomes set r05-002 perhaps",
    "outcomes import answers.csv",
    "outcomes sheet",
    "mail",
    "mail introduction",
    "check --purge",
    "undo",
];

#[test]
fn what_the_sample_programme_says_can_be_pasted() {
    let mut wrong = Vec::new();
    let mut typed = 0;
    let demo = Folder::with_demo();
    with_sheets(&demo);
    let open = demo.copy();
    open.run("pair --seed 1").ok();
    for (folder, state) in [(&demo, "closed"), (&open, "open")] {
        for line in ALONE {
            let folder = folder.copy();
            let said = folder.run(line);
            let all = said.out + &said.err;
            typed += faults(&folder, TODAY, &all, &format!("{state}: {line}"), &mut wrong);
        }
    }
    for word in ["add", "export", "pause", "remind", "forget", "exclude", "picture", "answers"] {
        typed += faults(&open, TODAY, &open.run(word).err, word, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of {typed}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(typed > 40, "{typed}");
}

#[test]
fn what_a_month_says_can_be_pasted() {
    let mut wrong = Vec::new();
    let folder = Folder::new();
    with_sheets(&folder);
    let mut run = |day: &str, line: &str| {
        let said = folder.run_on(day, line);
        faults(&folder, day, &(said.out + &said.err), line, &mut wrong);
    };
    let outside = ["", "report", "check", "pair", "participants list"];
    let empty = ["init", "", "pair", "report", "rounds show", "network", "mail", "outcomes sheet"];
    for line in outside.into_iter().chain(empty) {
        run("2026-01-02", line);
    }
    run("2026-01-02", "participants import people.csv");
    run("2026-01-02", "");
    for number in 2..10 {
        run("2026-01-02", &format!("participants add \"Person {number}\" p{number}@a.example"));
    }
    for line in ["", "pair --seed 1", "", "mail", "mail introduction -o first.xlsx", ""] {
        run("2026-01-05", line);
    }
    for day in ["2026-01-18", "2026-01-28", "2026-02-06", "2026-03-05"] {
        for line in ["", "outcomes waiting", "report", "mail", "rounds list", "compare"] {
            run(day, line);
        }
    }
    for line in ["outcomes import answers.csv", "", "outcomes sheet -o sheet.csv", "pair", ""] {
        run("2026-03-05", line);
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The people and rounds of the sheets in `tests/intake/sheets`.
fn nine() -> Folder {
    let folder = Folder::new();
    folder.write(
        "nine.csv",
        "id,name,email,status\nP0001,Éabha de Búrca,eabha@north.example,\n\
         P0002,Jo Smith,jo@north.example,\nP0003,Jo Smith,jo.smith@south.example,\n\
         P0004,Caoimhe O’Shea,oshea@south.example,\nP0005,Łukasz Żak,lukasz@east.example,\n\
         P0006,Pat Hughes-Wray,pat@east.example,\nP0007,Nia Rhys,nia@west.example,\n\
         P0008,Sam Sullivan,sam@west.example,\nP0009,Kim Gone,kim@west.example,left\n",
    );
    folder.write(
        "past.csv",
        "round,date,a,b,c\n1,2026-01-05,P0001,P0002,\n1,2026-01-05,P0004,P0005,\n\
         1,2026-01-05,P0006,P0007,\n2,2026-02-02,P0001,P0004,\n2,2026-02-02,P0002,P0005,P0006\n\
         2,2026-02-02,P0007,P0008,\n",
    );
    folder.run("init --participants nine.csv").ok();
    folder.run("rounds import past.csv").ok();
    with_sheets(&folder);
    folder
}

#[test]
fn what_is_said_of_every_stored_sheet_can_be_pasted() {
    let sheets = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/sheets");
    let folder = nine();
    let mut all: Vec<_> = fs::read_dir(sheets)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .flat_map(|path| {
            let name = path.file_stem().unwrap().display().to_string();
            let said = commands(&fs::read_to_string(path).unwrap());
            said.into_iter().map(move |one| (one, name.clone())).collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all.dedup_by(|one, other| one.0 == other.0);
    assert!(all.len() > 12, "{}", all.len());
    let mut wrong = Vec::new();
    for (command, sheet) in &all {
        if let Err(why) = paste(&folder, TODAY, command) {
            wrong.push(format!("{sheet}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}
