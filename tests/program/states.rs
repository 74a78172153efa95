//! In whatever state a programme is, the first screen says what is next, and that can be typed.

use super::aftermath::pending;
use super::pasted::{faults, with_sheets};
use crate::support::folder::Folder;

/// A folder of nine people and what came before, as an organiser has them.
fn begun() -> Folder {
    let folder = Folder::new();
    with_sheets(&folder);
    let people =
        (1..10).map(|number| format!("P{number:04},Person {number},p{number}@a.example\n"));
    folder.write("nine.csv", format!("id,name,email\n{}", people.collect::<String>()));
    folder.run_on("2026-01-02", "init --participants nine.csv").ok();
    folder
}

/// A first round of the fifth of January, which closes on the second of February.
fn paired() -> Folder {
    let folder = begun();
    folder.run_on("2026-01-05", "pair --seed 1").ok();
    folder
}

/// The same, and everybody has answered.
fn answered() -> Folder {
    let folder = paired();
    let mut sheet = String::from("participant,answer\n");
    sheet.extend((1..10).map(|number| format!("P{number:04},yes\n")));
    folder.write("all.csv", sheet);
    folder.run_on("2026-01-20", "outcomes import all.csv --round 1").ok();
    folder
}

fn set(folder: Folder, setting: &str) -> Folder {
    let key = setting.split(' ').next().unwrap();
    folder.edit("unmentor.toml", |text| {
        let lines = text.lines().map(|line| {
            let bare = line.trim_start_matches("# ");
            if bare.starts_with(&format!("{key} =")) { setting } else { line }
        });
        lines.flat_map(|line| [line, "\n"]).collect()
    });
    folder
}

/// A name, a folder, a day, and what the first screen has to say of it.
type State = (&'static str, Folder, &'static str, &'static str);

const ANSWERS: &str = "next: unmentor outcomes import FILE --round 1";
const REMIND: &str = "9 people can be reminded.\nnext: unmentor outcomes waiting";

/// The states that an organiser goes through in the first months.
fn usual() -> Vec<State> {
    let empty = Folder::new();
    with_sheets(&empty);
    empty.run("init").ok();
    let imported = begun();
    let old = "round,date,a,b\n1,2025-10-01,P0001,P0002\n1,2025-10-01,P0003,P0004\n";
    imported.write("old.csv", old);
    imported.run_on("2026-01-02", "rounds import old.csv").ok();
    let mailed = paired();
    mailed.run_on("2026-01-05", "mail introduction -o first.html").ok();
    let reminded = paired();
    reminded.run_on("2026-01-20", "mail reminder -o reminder.html").ok();
    let demo = Folder::with_demo();
    with_sheets(&demo);
    let bring = "bring them in first: unmentor rounds import FILE\nnext: unmentor pair";
    let silent = "nobody has answered.\nnext: unmentor outcomes import FILE --round 1";
    let whole = "Everybody has answered about round 1.\nnext: unmentor report";
    let closed = "Round 1 has closed.\nnext: unmentor pair";
    vec![
        ("after init", empty, "2026-01-02", "next: unmentor participants import signup.csv"),
        ("people and no rounds", begun(), "2026-01-02", bring),
        ("a history without answers", imported, "2026-01-10", closed),
        ("just paired", paired(), "2026-01-05", ANSWERS),
        ("introduced", mailed, "2026-01-06", ANSWERS),
        ("nothing is due", paired(), "2026-01-12", ANSWERS),
        ("a reminder is due", paired(), "2026-01-22", REMIND),
        ("reminded", reminded, "2026-01-23", "next: unmentor mail introduction"),
        ("a question is due", paired(), "2026-02-02", REMIND),
        ("closed without an answer", paired(), "2026-02-04", silent),
        ("everybody has answered", answered(), "2026-01-25", whole),
        ("closed", answered(), "2026-02-10", closed),
        ("five rounds", demo, "2026-07-15", "Round 5 has closed.\nnext: unmentor pair"),
    ]
}

/// Those of a folder to which something happened, or that is set otherwise.
fn unusual() -> Vec<State> {
    let broken = paired();
    broken.edit("participants.csv", |text| text.replace(",active,", ",aktiv,"));
    let twice = paired();
    twice.edit("rounds/01/pairings.csv", |text| text.replace("P0003", "P0001"));
    let copied = paired();
    let copy = "participants (Jo's conflicted copy 2026-05-02).csv";
    copied.write(copy, copied.read("participants.csv"));
    let waiting = paired();
    pending(&waiting, "outcomes import answers.csv --round 1");
    let gone = answered();
    gone.edit("participants.csv", |text| text.replace(",active,", ",paused,"));
    let planned = Folder::with_demo();
    with_sheets(&planned);
    let start = "experiment start --months 8 --conversations-only --seed 7 --question \"Help?\"";
    planned.run_on("2026-11-03", start).ok();
    let running = planned.copy();
    running.run_on("2026-11-03", "pair --seed 1").ok();
    let asks = set(begun(), "opt_in = \"ask\"");
    let asks_later = set(answered(), "opt_in = \"ask\"");
    let answers = "next: unmentor outcomes import FILE --round 6";
    let nobody = "Nobody is due for round 2.\nnext: unmentor participants list";
    vec![
        ("a broken roster", broken, "2026-01-12", "hint: unmentor check\n"),
        ("a person twice in a round", twice, "2026-01-12", "hint: unmentor check\n"),
        ("a copy of a sync program", copied, "2026-01-12", "`unmentor check` says what to do"),
        ("a change that is waiting", waiting, "2026-01-12", ANSWERS),
        ("everybody pauses", gone, "2026-02-10", nobody),
        ("an experiment is planned", planned, "2026-11-03", "next: unmentor pair"),
        ("an experiment is running", running, "2026-11-10", answers),
        ("who is in is asked", asks, "2026-01-02", "next: unmentor mail invitation"),
        ("it is asked after a round", asks_later, "2026-02-10", "next: unmentor mail invitation"),
    ]
}

#[test]
fn in_every_state_what_is_next_is_said_and_can_be_typed() {
    let mut wrong = Vec::new();
    for (state, folder, day, next) in usual().into_iter().chain(unusual()) {
        for line in ["", "mail"] {
            let said = folder.copy().run_on(day, line);
            let commands = faults(&folder, day, &(said.out.clone() + &said.err), state, &mut wrong);
            if line.is_empty() {
                if !said.err.contains(next) {
                    wrong.push(format!("{state}: not `{next}`, but {said:#?}"));
                }
                assert!(commands > 0, "{state}: {said:#?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
