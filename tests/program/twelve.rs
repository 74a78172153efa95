//! The month in the manual, typed line by line for 61 people.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::support::asked::asked;
use crate::support::folder::Folder;

const FIRST: [&str; 8] = ["Ada", "Bran", "Cai", "Dee", "Eluned", "Finn", "Greta", "Huw"];
const LAST: [&str; 8] =
    ["Penhale", "Morgan", "Okafor", "Brill", "Larkin", "Voss", "Pryor", "Tamblyn"];
/// Those whom the manual calls by name.
const NAMED: [&str; 5] =
    ["Imogen Quill", "Tobias Marsh", "Nerys Bowen", "Bryn Harker", "Elin Harker"];

fn name(number: usize) -> String {
    NAMED.get(number).map_or_else(
        || format!("{} {}", FIRST[number % 8], LAST[number / 8]),
        |name| (*name).to_owned(),
    )
}

fn address(number: usize) -> String {
    format!("{}@council.example", name(number).to_lowercase().replace(' ', "."))
}

/// The sheet of the sign-up form with so many rows.
fn sign_ups(people: usize) -> String {
    let mut sheet = String::from("Timestamp,Your name,Email address,Where do you work?\n");
    for number in 0..people {
        let place = ["North Council", "South Health", "West Housing"][number % 3];
        let day = 1 + number % 28;
        writeln!(sheet, "{day:02}/04/2026 09:00:00,{},{},{place}", name(number), address(number))
            .unwrap();
    }
    sheet
}

/// The answers of two in three to the first round.
fn feedback(folder: &Folder) -> String {
    let round = folder.json("rounds show 1 --json");
    let mut sheet = String::from("Timestamp,Email address,Did you meet?,If not why?\n");
    let people = round["pairs"].as_array().unwrap().iter().flat_map(|pair| {
        let members = pair["members"].as_array().unwrap().iter();
        members.map(|member: &Value| member["email"].as_str().unwrap().to_owned())
    });
    for (number, email) in people.enumerate().filter(|(number, _)| number % 3 > 0) {
        let said = if number % 5 == 0 { "No,too busy" } else { "Yes," };
        writeln!(sheet, "20/05/2026 10:00:00,{email},{said}").unwrap();
    }
    sheet
}

/// The commands of the manual that stand behind a prompt or, when the answers come back, alone.
pub fn lines(prompt: &str) -> Vec<String> {
    let page = fs::read_to_string(format!("{}/docs/month.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let typed = page.lines().filter_map(|line| line.strip_prefix(prompt));
    typed.map(|line| line.trim().to_owned()).collect()
}

/// The folder as it stands when the month begins, with both sheets.
pub fn month_begins() -> Folder {
    let folder = Folder::new();
    folder.write("sign-ups.csv", sign_ups(55));
    folder.run("init --participants sign-ups.csv").ok();
    folder.run_on("2026-05-01", "pair --seed 1").ok();
    folder.write("sign-ups.csv", sign_ups(61));
    folder.write("feedback.csv", feedback(&folder));
    folder
}

#[test]
fn a_month_of_61_people_takes_twelve_commands_and_no_id() {
    let folder = month_begins();
    let typed = lines("$ unmentor");
    assert_eq!(typed.len(), 12);
    for line in &typed {
        assert!(!line.contains("P0") && !line.contains("r0"), "{line}");
        let said = folder.run(line);
        assert_eq!(said.code, 0, "{line}: {said:#?}");
    }
    assert_eq!(folder.run("check").code, 0);
    let people = folder.json("participants list --json");
    assert_eq!(people.as_array().unwrap().len(), 61);
    assert_eq!(people[2]["until"], "2026-09-01");
    let round = folder.json("rounds show 2 --json");
    let paired = round["pairs"].as_array().unwrap().iter();
    let paired: usize = paired.map(|pair| pair["members"].as_array().unwrap().len()).sum();
    assert_eq!(paired, 59, "all but one who left and one who pauses");
    assert_eq!(folder.json("report --json")["overall"]["left_because"]["moved"], 1);
    for made in ["report.html", "introductions.html", "pictures"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
    answers_come_back(&folder);
}

/// Of those who are asked some reply, some fill in the form, and some are away; how many say yes,
/// no and not yet.
pub fn replies_arrive(folder: &Folder) -> [usize; 3] {
    folder.edit("unmentor.toml", |text| text.replace("# organiser = ", "organiser = "));
    let questions = asked(folder, "question");
    assert_eq!(questions.len(), 59);
    let (mut mailbox, mut form) = (String::new(), folder.read("feedback.csv"));
    let when = "Sat, 27 Jun 2026 10:00:00";
    let mut expected = [0; 3];
    for (number, one) in questions.iter().enumerate() {
        let (words, answer) = match number % 6 {
            0 => ("Yes, great chat", Some(0)),
            1 => ("No\n\nNo time, sorry.", Some(1)),
            2 => ("Yes please pause me", None),
            3 => {
                writeln!(form, "27/06/2026 11:00:00,{},Yes,", one.to).unwrap();
                expected[0] += 1;
                continue;
            }
            4 => ("Not yet", Some(2)),
            _ => continue,
        };
        writeln!(mailbox, "From x\n{}", one.reply(when, words)).unwrap();
        if let Some(answer) = answer {
            expected[answer] += 1;
        }
    }
    folder.write("replies.mbox", mailbox);
    folder.write("feedback.csv", form);
    expected
}

/// The month goes on, and its commands work.
fn answers_come_back(folder: &Folder) {
    let expected = replies_arrive(folder);
    let typed = lines("unmentor ");
    assert_eq!(typed.len(), 4);
    for line in &typed {
        let said = folder.run_on("2026-06-29", line);
        assert_eq!(said.code, 0, "{line}: {said:#?}");
        let proposed = said.err.matches("status=paused").count();
        assert_eq!(proposed > 0, line.contains("replies"), "{line}: {said:#?}");
    }
    let file = folder.read("rounds/02/outcomes.csv");
    let said =
        |word: &str| file.lines().filter(|line| line.split(',').nth(4) == Some(word)).count();
    assert_eq!(["yes", "no", "not yet"].map(said), expected);
    let before = folder.read("rounds/02/outcomes.csv");
    folder.run_on("2026-06-30", "outcomes import replies.mbox").ok();
    assert_eq!(folder.read("rounds/02/outcomes.csv"), before);
    assert_eq!(folder.run("check").code, 0);
}
