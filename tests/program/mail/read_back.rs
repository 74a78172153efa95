//! What is written, read back by programs that know nothing of ours.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::aloud;
use crate::support::folder::Folder;

/// Names that have broken other programs.
const NASTY: [&str; 23] = [
    "Éabha de Búrca",
    "Penhale, Ada",
    "A \"Quote\" B",
    "O'Shea & <b>Co</b>",
    "=?utf-8?q?fake?=",
    "=SUM(A1)",
    "=HYPERLINK(\"http://x.example\",\"x\")",
    "+44 20",
    "@all +1 -2",
    "06",
    "1E5",
    "TRUE",
    "From Person",
    "# Heading",
    "Łukasz Żółć-Ślęzak with a very long name that is not ASCII and goes on and on ąęśćż",
    "عبد الرحمن القحطاني",
    "Left \u{202e}Right\u{200f} Left",
    "田中 太郎",
    "back\\slash; semi: colon (round) [square]",
    "Jo ((placeholder)) {{ name }} {% raw %}",
    "Two\nlines\r\nof a name",
    "_x0041_x000D_ _X0041_",
    "<r><t>rich</t></r>",
];

/// Every kind, with the people to whom it goes.
const KINDS: [&str; 6] = [
    "introduction",
    "reminder",
    "question",
    "invitation",
    "kind-word --only N0 N1 N2 N3 N4 N5 N15 N16 N20 N21 N22 N23 N24",
    "ask-why --only N0 N1 N2 N3 N4 N5 N15 N16 N20 N21 N22 N23 N24",
];

const PLACES: [&str; 6] = ["KIND.mbox", "KIND.csv", "KIND.xlsx", "KIND.txt", "KIND.html", "KIND"];

/// A programme of people with nasty names, in its first round.
fn nasty() -> Folder {
    let folder = Folder::new();
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let mut sheet = String::from("id,name,email,organisation\n");
    let long = ["X".repeat(200), "Ŵ ".repeat(100)];
    for (number, name) in NASTY.iter().copied().chain(long.iter().map(String::as_str)).enumerate() {
        let domain = if number == 0 { "bücher.example" } else { "north.example" };
        sheet += &format!("N{number},{},p{number}@{domain},Org\n", quoted(name));
    }
    folder.run("init").ok();
    folder.write("participants.csv", sheet);
    folder.edit("unmentor.toml", |text| {
        format!("organiser = \"Penhale, Áda <coffee@north.example>\"\nname = \"From here. =?x?q?y?=\"\n{text}")
            .replacen("\nname = \"Random conversations\"", "", 1)
    });
    folder.run("pair --seed 1").ok();
    folder
}

/// Makes the messages of every kind at every place, as if none had been made before.
fn everything(folder: &Folder) {
    for kind in KINDS {
        let word = kind.split(' ').next().unwrap();
        for place in PLACES {
            let place = place.replace("KIND", word);
            let said = folder.run(&format!("mail {kind} -o {place}"));
            assert_eq!(said.code, 0, "{kind} {place}: {said:?}");
            std::fs::remove_file(folder.path().join("messages.csv")).unwrap();
        }
    }
}

#[test]
fn every_kind_gives_the_same_bytes_at_every_place_and_every_run() {
    let first = nasty();
    let second = first.copy();
    let begun = Instant::now();
    everything(&first);
    // No file may hold the moment at which it was made.
    sleep(Duration::from_millis(2_100).saturating_sub(begun.elapsed()));
    everything(&second);
    let (first, second) = (first.files(), second.files());
    assert!(first.len() > KINDS.len() * 20, "{}", first.len());
    for (one, other) in first.iter().zip(&second) {
        assert!(one == other, "{} is another one", one.0.display());
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn other_programs_read_names_addresses_and_texts_exactly() {
    let folder = nasty();
    for kind in KINDS {
        let word = kind.split(' ').next().unwrap();
        folder.write(&format!("{word}.json"), folder.run(&format!("mail {kind} --json")).ok());
    }
    everything(&folder);
    office(&folder);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/mail/read_back.py");
    match Command::new("python3").arg(script).current_dir(folder.path()).output() {
        Err(_) => aloud("SKIPPED: no python3 here to read the messages back\n"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{said}{wrong}");
            aloud(&said);
        }
    }
}

/// Lets LibreOffice open the merge sheets, every column of plain text as text, and save them.
fn office(folder: &Folder) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let texts: Vec<_> = (1..=15).map(|column| format!("{column}/2")).collect();
    let as_text = format!("CSV:44,34,76,1,{}", texts.join("/"));
    for (ending, filter) in [("xlsx", "Calc Office Open XML"), ("csv", &as_text)] {
        let run = Command::new("soffice")
            .args([&profile, "--headless", &format!("--infilter={filter}"), "--convert-to"])
            .args(["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true", "--outdir"])
            .arg(format!("office-{ending}"))
            .args(KINDS.map(|kind| format!("{}.{ending}", kind.split(' ').next().unwrap())))
            .current_dir(folder.path())
            .output();
        match run {
            Err(_) => return aloud("SKIPPED: no LibreOffice here to open the merge sheets\n"),
            Ok(output) => {
                let saved = folder.path().join(format!("office-{ending}/question.csv"));
                assert!(output.status.success() && saved.is_file(), "{output:?}");
            }
        }
    }
}
