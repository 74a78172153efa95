//! The README keeps its word: every command in it runs, in the order in which it stands there, and
//! says what it is said to say.

use std::fs;
use std::path::Path;

use crate::support::asked::asked;
use crate::support::folder::Folder;
use crate::support::golden;

/// The lines of all blocks of a kind, block by block.
fn blocks(text: &str, kind: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{kind}") {
            all.push(lines.by_ref().take_while(|line| *line != "```").map(String::from).collect());
        }
    }
    all
}

/// Everybody who is asked says yes, in a mailbox.
fn answer(folder: &Folder) {
    let mut mailbox = String::new();
    for one in asked(folder, "question") {
        mailbox += &format!("From x\n{}\n", one.reply("Mon, 1 Jun 2026 10:00:00", "Yes"));
    }
    folder.write("replies.mbox", mailbox);
}

#[test]
fn every_command_of_the_readme_says_what_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let folder = Folder::new();
    for name in ["signup.csv", "history.csv", "feedback-round-04.csv", "feedback-round-05.csv"] {
        fs::copy(root.join("data").join(name), folder.path().join(name)).unwrap();
    }
    let mut commands = 0;
    for block in blocks(&readme, "console") {
        let mut lines = block.iter().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ unmentor").expect("a command stands first");
            let mut shown = Vec::new();
            while let Some(said) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push(said.clone());
            }
            if command.contains("replies.mbox") {
                answer(&folder);
            }
            let said = folder.run(command);
            assert_eq!(said.code, 0, "$ unmentor{command}\n{said:#?}");
            commands += 1;
            if !shown.is_empty() {
                let all = format!("{}{}", said.out, said.err);
                assert_eq!(all.trim_end(), shown.join("\n").trim_end(), "$ unmentor{command}");
            }
        }
    }
    assert!(commands >= 8, "the README shows only {commands} commands");
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let folder = Folder::with_demo();
    folder.run("network --round 5 -o round-05.svg").ok();
    golden::check("../../docs/round-05.svg", &folder.read("round-05.svg"));
}
