//! The manual keeps its word: every command in it runs, in the order in which it stands there, and
//! says what it is said to say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::asked::asked;
use crate::support::folder::Folder;
use crate::support::golden;

/// A page, by its name below the root of the project.
fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

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

/// Puts the sample sheets into a folder, as they come from forms.
fn fetch_sheets(folder: &Folder) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in ["signup.csv", "history.csv", "feedback-round-04.csv", "feedback-round-05.csv"] {
        fs::copy(data.join(name), folder.path().join(name)).unwrap();
    }
}

/// Everybody who is asked says yes, in a mailbox.
fn answer(folder: &Folder) {
    let mut mailbox = String::new();
    for one in asked(folder, "question") {
        mailbox += &format!("From x\n{}\n", one.reply("Mon, 1 Jun 2026 10:00:00", "Yes"));
    }
    folder.write("replies.mbox", mailbox);
}

/// Types the blocks of a page in an empty folder with the sample sheets.
fn type_page(name: &str) {
    let folder = Folder::new();
    fetch_sheets(&folder);
    let mut commands = 0;
    for block in blocks(&page(name), "console") {
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
    assert!(commands >= 6, "{name} shows only {commands} commands");
}

#[test]
fn every_command_of_the_readme_says_what_the_readme_says() {
    type_page("README.md");
}

#[test]
fn every_command_of_the_page_on_moving_runs() {
    type_page("docs/moving.md");
}

/// The other pages with such blocks are typed where what they tell of is tested.
#[test]
fn no_page_shows_commands_that_nobody_types() {
    let typed = ["README.md", "docs/moving.md", "docs/month.md", "docs/interval.md"];
    for name in manual() {
        let shows = !blocks(&page(&name), "console").is_empty();
        assert!(!shows || typed.contains(&name.as_str()), "{name}");
    }
}

/// The pages that organisers read.
fn manual() -> Vec<String> {
    let docs = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap();
    let paths = docs.map(|entry| entry.unwrap().path());
    let pages = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let pages = pages.map(|path| format!("docs/{}", path.file_name().unwrap().display()));
    pages.chain(["README.md".to_owned()]).collect()
}

/// A command as a page has it within a sentence, with an example in each place that is to be filled.
fn filled(written: &str) -> String {
    let file = match written {
        all if all.contains("participants import") => "signup.csv",
        all if all.contains("rounds import") => "history.csv",
        _ => "feedback-round-05.csv",
    };
    let first_of_several = |word: &str| word.split('|').next().unwrap_or(word).to_owned();
    let words: Vec<_> = written.split(' ').map(first_of_several).collect();
    words
        .join(" ")
        .replace("COMMAND", "pair")
        .replace("WHO", "P0013")
        .replace("OTHER", "P0002")
        .replace("PAIR", "r05-001")
        .replace("FILE", file)
        .replace("FOLDER", "made")
        .replace("ANSWER", "yes")
        .replace("--rounds K", "--rounds 2 --repeat 2")
        .replace("PART", "growth")
        .replace("RANGE RANGE", "4..5 1..3")
        .replace("ADDRESS", "new@north.example")
        .replace("YYYY-MM-DD", "2027-01-01")
        .replace('…', "x")
}

/// What is typed in the midst of sentences, once each.
fn commands_in_sentences() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for name in manual() {
        let text = page(&name);
        let spans = text.lines().filter(|line| !line.starts_with('$')).flat_map(|line| {
            line.split('`').skip(1).step_by(2).filter_map(|span| span.strip_prefix("unmentor "))
        });
        all.extend(spans.map(String::from));
    }
    all
}

#[test]
fn every_command_in_a_sentence_is_one() {
    let tree = unmentor::cli::command();
    let is_name = |words: &str| {
        let mut names = words.split(' ').filter(|&word| word != "…");
        names.try_fold(&tree, |at, word| at.find_subcommand(word)).is_some()
    };
    let all = commands_in_sentences();
    assert!(all.len() > 50, "{all:?}");
    let demo = Folder::with_demo();
    fetch_sheets(&demo);
    demo.write("why.xlsx", "");
    demo.edit("unmentor.toml", |text| {
        let settings = "purge_after_months = 24\norganiser = \"Ada <coffee@north.example>\"";
        format!("{settings}\n{text}\n[mail]\ncommand = \"true\"\n")
    });
    let mut wrong = Vec::new();
    for written in all.iter().filter(|written| !is_name(written)) {
        let folder = demo.copy();
        let said = folder.run(&filled(written));
        // Some need an answer first, or find nothing to do in the sample; none is a usage error.
        if said.code == 1 || said.code == 2 {
            wrong.push(format!("`unmentor {written}`\n{said:#?}"));
        }
    }
    assert_eq!(wrong, [""; 0], "{}", wrong.join("\n"));
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let folder = Folder::with_demo();
    folder.run("network --round 5 -o round-05.svg").ok();
    golden::check("../../docs/round-05.svg", &folder.read("round-05.svg"));
}
