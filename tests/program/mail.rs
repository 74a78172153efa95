//! Messages: who gets what, once, by every way out.

#[cfg(unix)]
mod killed;
mod read_back;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::folder::{Folder, Said};

/// A programme of this many people on 1 June 2026, with somebody who sends.
fn begun(people: u32) -> Folder {
    let folder = Folder::new();
    let mut sheet = String::from("name,email,organisation,role\n");
    for number in 1..=people {
        sheet += &format!("Person {number},p{number}@north.example,Org {number},role {number}\n");
    }
    folder.write("people.csv", sheet);
    folder.run("init --participants people.csv").ok();
    folder.edit("unmentor.toml", |text| {
        text.replace(
            "# organiser = \"Ada Penhale <coffee@north.example>\"",
            "organiser = \"Ada Penhale <coffee@north.example>\"",
        )
    });
    folder
}

/// On another day.
fn on(folder: &Folder, day: &str, line: &str) -> Said {
    folder.run_on(day, line)
}

fn list(folder: &Folder, line: &str) -> Vec<Value> {
    folder.json(line).as_array().unwrap().clone()
}

/// To whom the messages of an mbox go.
fn addressees(mbox: &str) -> Vec<String> {
    let to = mbox.lines().filter(|line| line.starts_with("To: "));
    to.map(|line| line.split(['<', '>']).nth(1).unwrap().to_owned()).collect()
}

#[test]
fn an_introduction_says_who_writes_first_to_both_and_each_is_made_once() {
    let folder = begun(6);
    folder.run("pair --seed 1").ok();
    let all = list(&folder, "mail introduction --json");
    assert_eq!(all.len(), 6);
    let rounds = folder.json("rounds show --json");
    for message in &all {
        let pair = message["pair"].as_str().unwrap();
        let of = |one: &&Value| one["pair"] == *pair;
        let pair = rounds["pairs"].as_array().unwrap().iter().find(of).unwrap().clone();
        let text = message["text"].as_str().unwrap();
        let is_first = pair["first"] == message["to"][0]["id"];
        assert_eq!(text.contains("Please write first, by Thursday 4 June"), is_first, "{text}");
        assert!(message.get("token").is_none() && text.contains("nothing to sell"));
        let words = text.split_whitespace().count();
        assert!((90..150).contains(&words), "{words} words");
    }
    let status = folder.run("");
    assert!(status.err.contains("next: unmentor mail introduction"), "{}", status.err);
    let said = folder.run("mail introduction -o round-01-introduction.mbox");
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{said:?}");
    assert_eq!(addressees(&folder.read("round-01-introduction.mbox")).len(), 6);
    let log = folder.read("messages.csv");
    assert_eq!(log.lines().next(), Some("kind,round,pair,participant,state,on,how"));
    assert_eq!(log.matches(",made,2026-06-01,round-01-introduction.mbox [1 ").count(), 6, "{log}");
    let said = folder.run("mail introduction -o again.mbox");
    assert_eq!(said.code, 0);
    assert!(said.err.contains("all made before. Nothing was written."), "{}", said.err);
    assert!(!folder.path().join("again.mbox").exists());
    folder.run("mail introduction --again -o again.mbox").ok();
    assert!(folder.read("again.mbox").contains(".introduction.2."));
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn what_is_missing_is_said_and_nothing_is_made() {
    let folder = begun(4);
    folder.edit("unmentor.toml", |text| text.replace("\norganiser =", "\n# organiser ="));
    folder.run("pair --seed 1").ok();
    for place in ["x.mbox", "drafts"] {
        let said = folder.run(&format!("mail introduction -o {place}")).refused(2);
        assert!(said.contains("organiser = "), "{said}");
    }
    let said = folder.run("mail introduction --send --yes").refused(2);
    assert!(said.contains("organiser"), "{said}");
    folder.run("mail kind-word").refused(2);
    folder.run("mail question --rows pair").refused(2);
    folder.run("mail introduction -o x.docx").refused(2);
    let templates = folder.run("mail --templates").ok();
    assert_eq!(templates.lines().count(), 18);
    folder.edit("templates/introduction.txt", |text| text.replace("partner.email", "partner.mail"));
    let said = folder.run("mail introduction -o x.txt").refused(3);
    assert!(said.contains("templates/introduction.txt:"), "{said}");
    folder.edit("templates/introduction.txt", |text| text.replace("month", "mnth"));
    let said = folder.run("mail introduction").refused(3);
    assert!(said.contains("templates/introduction.txt:1: `mnth`"), "{said}");
    assert!(!folder.path().join("messages.csv").exists());
    assert!(!folder.path().join("x.txt").exists());
}

#[test]
fn questions_carry_a_token_and_a_link_for_each() {
    let folder = begun(4);
    folder.edit("unmentor.toml", |text| {
        format!(
            "feedback_url = \"https://f.example/?p=%7Bpair%7D&w={{person}}&n={{partner}}\"\n{text}"
        )
    });
    folder.run("pair --seed 1").ok();
    let all = list(&folder, "mail question --json");
    assert_eq!(all.len(), 4);
    for one in &all {
        let (text, token) = (one["text"].as_str().unwrap(), one["token"].as_str().unwrap());
        assert!(one["subject"].as_str().unwrap().ends_with(token) && text.contains(token));
        let (pair, person) = (one["pair"].as_str().unwrap(), one["to"][0]["id"].as_str().unwrap());
        let link = format!("https://f.example/?p={pair}&w={person}&n=Person%20");
        assert!(text.contains(&link), "{text}");
    }
    folder.run("outcomes set r01-001 yes").ok();
    let left = list(&folder, "mail question --json");
    let waiting = list(&folder, "outcomes waiting --json");
    let ids = |all: &[Value], of: &dyn Fn(&Value) -> String| all.iter().map(of).collect::<Vec<_>>();
    assert_eq!(
        ids(&left, &|one| one["to"][0]["id"].to_string()),
        ids(&waiting, &|one| one["id"].to_string())
    );
    assert_eq!(left.len(), 3);
    let next = list(&folder, "mail invitation --json");
    assert_eq!(next.len(), 4);
    assert!(next[0]["token"].as_str().unwrap().starts_with("[r02-"));
    // Drawn anew, the round has other tokens.
    folder.run("undo").ok();
    folder.run("undo --yes").ok();
    folder.run("pair --seed 2").ok();
    let anew = list(&folder, "mail question --json");
    assert!(anew.iter().all(|one| all.iter().all(|old| old["token"] != one["token"])));
}

/// The addresses of those whom it concerns that somebody drops out of round 1.
fn drops_out(folder: &Folder) -> BTreeSet<String> {
    let said = on(folder, "2026-06-03", "rounds amend 1 --out P0007 --json --seed 4").ok();
    let amended: Value = serde_json::from_str(&said).unwrap();
    let number = |one: &Value| one["id"].as_str().unwrap()[1..].parse::<u32>().unwrap();
    let changed = amended["changed"].as_array().unwrap().iter();
    changed.map(|one| format!("p{}@north.example", number(one))).collect()
}

/// The addresses of those who have not answered when ten pairs have.
fn some_answer(folder: &Folder) -> BTreeSet<String> {
    let round = folder.json("rounds show 1 --json");
    for pair in round["pairs"].as_array().unwrap().iter().take(10) {
        folder.run(&format!("outcomes set {} yes", pair["pair"].as_str().unwrap())).ok();
    }
    let waiting = list(folder, "outcomes waiting --json");
    waiting.iter().map(|one| one["email"].as_str().unwrap().to_owned()).collect()
}

/// Everybody gets exactly the messages that they should, each once.
#[test]
fn a_month_of_61_people() {
    let folder = begun(61);
    let mut got: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut post = |folder: &Folder, day: &str, kind: &str, name: &str| -> BTreeSet<String> {
        let line = format!("mail {kind} -o {name}");
        let file = |name: &str| std::fs::read(folder.path().join(name)).ok();
        let log_before = file("messages.csv");
        assert_eq!(on(folder, day, &line).code, 0);
        if file(name).is_some() {
            // Killed before it could mark them: the same again makes none of them twice.
            let after = (file(name), file("messages.csv"));
            match log_before {
                Some(log) => folder.write("messages.csv", log),
                None => std::fs::remove_file(folder.path().join("messages.csv")).unwrap(),
            }
            assert_eq!(on(folder, day, &line).code, 0);
            assert!((file(name), file("messages.csv")) == after, "{kind}");
        }
        // Whatever is repeated: the second time nothing is made.
        on(folder, day, &format!("mail {kind} -o second-{name}")).ok();
        assert!(!folder.path().join(format!("second-{name}")).exists());
        if !folder.path().join(name).exists() {
            return BTreeSet::new();
        }
        let to = addressees(&folder.read(name));
        for one in &to {
            *got.entry((kind.to_owned(), one.clone())).or_default() += 1;
        }
        to.into_iter().collect()
    };
    on(&folder, "2026-06-01", "pair --seed 3").ok();
    assert_eq!(post(&folder, "2026-06-01", "introduction", "a.mbox").len(), 61);
    // Somebody drops out: those concerned are told, and nobody else.
    let concerned = drops_out(&folder);
    assert!(concerned.len() < 8 && concerned.contains("p7@north.example"), "{concerned:?}");
    let corrected = post(&folder, "2026-06-03", "introduction", "b.mbox");
    assert_eq!(corrected, concerned);
    let text = folder.read("b.mbox");
    assert_eq!(text.matches("There has been a change").count(), concerned.len());
    // The change is taken back, and back again: they are told each time.
    folder.run("undo").ok();
    assert_eq!(post(&folder, "2026-06-03", "introduction", "c.mbox"), concerned);
    folder.run("redo").ok();
    assert_eq!(post(&folder, "2026-06-04", "introduction", "d.mbox"), concerned);
    // Some answer; the others are reminded, once.
    let waiting = some_answer(&folder);
    let reminded = post(&folder, "2026-06-15", "reminder", "e.mbox");
    assert_eq!(reminded, waiting);
    assert_eq!(reminded.len(), 50);
    let questioned = post(&folder, "2026-06-29", "question", "f.mbox");
    assert_eq!(questioned, reminded);
    assert_eq!(post(&folder, "2026-06-29", "invitation", "g.mbox").len(), 61);
    for ((kind, who), times) in got {
        let expected = if kind == "introduction" && concerned.contains(&who) { 4 } else { 1 };
        assert_eq!(times, expected, "{kind} {who}");
    }
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn a_pair_gets_one_message_unless_one_of_them_has_had_it_alone() {
    let folder = begun(6);
    folder.run("pair --seed 1").ok();
    let all = list(&folder, "mail introduction --rows pair --json");
    assert!(all.len() == 3 && all.iter().all(|one| one["to"].as_array().unwrap().len() == 2));
    folder.run("mail introduction --only P0001 -o one.mbox").ok();
    folder.run("mail introduction --rows pair -o rest.mbox").ok();
    let rest = folder.read("rest.mbox");
    assert!(!rest.contains("\nTo: Person 1 <"), "{rest}");
    let to = rest.matches("@north.example>,\n Person ").count();
    // Two pairs, in To and in Reply-To, and the partner of the first one alone.
    assert_eq!((to, rest.matches("Message-ID:").count()), (4, 3), "{rest}");
    let said = folder.run("mail introduction --rows pair -o none.mbox");
    assert!(said.err.contains("Nothing was written"), "{}", said.err);
    let log = folder.read("messages.csv");
    assert_eq!(log.lines().count(), 7, "{log}");
    folder.run("mail introduction --rows pair --again -o sheet.csv").ok();
    let sheet = folder.read("sheet.csv");
    assert!(sheet.starts_with("to,names,write first,closes,round,pair,subject,message,sent\n"));
}

#[test]
fn forgetting_somebody_reaches_the_log_and_tells_nobody_else() {
    let folder = Folder::new();
    folder.write(
        "people.csv",
        "id,name,email\nada.penhale,Ada Penhale,ada@n.example\nP0002,Bo,bo@n.example\n",
    );
    folder.run("init --participants people.csv").ok();
    folder.run("pair --seed 1").ok();
    folder.run("mail introduction -o ada-penhale.txt").ok();
    std::fs::remove_file(folder.path().join("ada-penhale.txt")).unwrap();
    folder.run("participants forget ada.penhale --yes").ok();
    let log = folder.read("messages.csv");
    let rows: Vec<_> = log.lines().filter(|row| row.contains("P0003")).collect();
    assert!(rows.len() == 1 && !rows[0].contains("ada"), "{log}");
    assert!(!log.contains(",ada.penhale,"), "{log}");
    let all = list(&folder, "mail introduction --json");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["state"], "made");
}

#[test]
fn languages_come_from_the_settings_and_the_row() {
    let folder = Folder::new();
    folder.write(
        "people.csv",
        "name,email,language\nAnn,ann@n.example,cy\nBo,bo@n.example,both\nCy,cy@n.example,\nDi,di@n.example,en\n",
    );
    folder.run("init --participants people.csv").ok();
    folder.run("pair --seed 1").ok();
    let text = |folder: &Folder, who: &str| -> String {
        let all = list(folder, &format!("mail introduction --json --only {who}"));
        all[0]["text"].as_str().unwrap().to_owned()
    };
    assert!(
        text(&folder, "Ann").starts_with("Annwyl Ann") && !text(&folder, "Ann").contains("Dear")
    );
    let both = text(&folder, "Bo");
    assert!(both.find("Annwyl Bo").unwrap() < both.find("Dear Bo").unwrap());
    assert!(text(&folder, "Cy").starts_with("Dear Cy"));
    folder.edit("unmentor.toml", |text| format!("language = \"cy\"\n{text}"));
    assert!(text(&folder, "Cy").starts_with("Annwyl Cy"));
    assert!(text(&folder, "Di").starts_with("Dear Di"));
    folder.run("participants set Di language=both").ok();
    assert!(text(&folder, "Di").starts_with("Annwyl Di"));
}

#[cfg(unix)]
mod sent {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A programme whose messages go to a script; what it takes stands in `box`, one file each.
    fn with_command(script: &str) -> Folder {
        with_command_for(8, script)
    }

    /// The same for so many people; a copy of the folder has a script and a `box` of its own.
    pub fn with_command_for(people: u32, script: &str) -> Folder {
        let folder = begun(people);
        fs::create_dir(folder.path().join("box")).unwrap();
        let path = folder.path().join("post");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        folder.edit("unmentor.toml", |text| {
            text + "\n[mail]\ncommand = \"./post -t\"\npause_seconds = 0\ntimeout_seconds = 1\n"
        });
        folder.run("pair --seed 1").ok();
        folder
    }

    /// Keeps the message under the address to which it goes; a second one gets another name.
    pub const KEEP: &str = "m=$(/bin/cat); \
        to=$(printf '%s\\n' \"$m\" | /bin/sed -n 's/^To: .*<\\(.*\\)>$/\\1/p'); \
        d=${0%/*}/box; if [ -e \"$d/$to\" ]; then to=$to.twice; fi; printf '%s' \"$m\" > \"$d/$to\"";

    pub fn kept(folder: &Folder) -> BTreeSet<String> {
        let all = fs::read_dir(folder.path().join("box")).unwrap();
        all.map(|one| one.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// The last state of everybody.
    fn states(folder: &Folder) -> BTreeMap<String, String> {
        let log = folder.read("messages.csv");
        let rows = log.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
        rows.map(|row| (row[3].to_owned(), row[4].to_owned())).collect()
    }

    #[test]
    fn each_leaves_once_and_off_a_terminal_only_when_told_to() {
        let folder = with_command(KEEP);
        let said = folder.run("mail introduction --send");
        assert_eq!(said.code, 5, "{said:?}");
        assert!(said.err.contains("--yes") && kept(&folder).is_empty());
        assert_eq!(folder.run("mail introduction --send -n").code, 0);
        assert!(kept(&folder).is_empty() && !folder.path().join("messages.csv").exists());
        let said = folder.run("mail introduction --send --yes");
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.err.contains("sent: 8 of 8"), "{}", said.err);
        assert_eq!(kept(&folder).len(), 8);
        assert!(states(&folder).values().all(|state| state == "accepted"));
        let mode = fs::metadata(folder.path().join("messages.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        folder.run("mail introduction --send --yes").ok();
        folder.run("mail introduction -o x.mbox").ok();
        assert_eq!(kept(&folder).len(), 8);
        assert!(!folder.path().join("x.mbox").exists());
        let one = fs::read_to_string(folder.path().join("box/p1@north.example")).unwrap();
        assert!(
            !one.contains("X-Unsent") && !one.contains('\r') && one.contains("\nMessage-ID: <r01-")
        );
    }

    #[test]
    fn exit_codes_say_whether_it_has_left() {
        for (code, state) in [
            (0, "accepted"),
            (64, "refused"),
            (65, "refused"),
            (66, "refused"),
            (68, "refused"),
            (69, "refused"),
            (70, "refused"),
            (71, "refused"),
            (75, "refused"),
            (77, "refused"),
            (78, "refused"),
            (74, "unknown"),
            (76, "unknown"),
            (1, "unknown"),
            (127, "unknown"),
        ] {
            let folder =
                with_command(&format!("/bin/cat > /dev/null; echo 'no: such' >&2; exit {code}"));
            let said = folder.run("mail introduction --send --yes --only P0001 P0002");
            assert_eq!(said.code, i32::from(code != 0), "{code} {said:?}");
            assert_eq!(states(&folder).len(), 2, "{code}");
            assert!(states(&folder).values().all(|one| one == state), "{code}");
            assert_eq!(said.err.contains("no: such"), code != 0, "{}", said.err);
            // What has not left is sent; what may have left is not.
            fs::write(folder.path().join("post"), format!("#!/bin/sh\n{KEEP}\n")).unwrap();
            let said = folder.run("mail introduction --send --yes --only P0001 P0002");
            let sent = if state == "refused" { 2 } else { 0 };
            assert_eq!((said.code, kept(&folder).len()), (0, sent), "{code} {said:?}");
            assert_eq!(said.err.contains("is unknown"), state == "unknown", "{}", said.err);
            folder.run("mail introduction --send --yes --again --only P0001").ok();
            assert_eq!(kept(&folder).len(), sent.max(1) + usize::from(sent == 2), "{code}");
        }
    }

    #[test]
    fn a_command_that_hangs_or_is_killed_or_is_not_there_leaves_nobody_in_doubt() {
        let folder = with_command("exec /bin/sleep 30");
        let said = folder.run("mail introduction --send --yes --only P0001");
        assert_eq!((said.code, states(&folder)["P0001"].as_str()), (1, "unknown"), "{said:?}");
        let folder = with_command("kill -9 $$");
        folder.run("mail introduction --send --yes --only P0001");
        assert_eq!(states(&folder)["P0001"], "unknown");
        let folder = with_command("exit 0");
        fs::remove_file(folder.path().join("post")).unwrap();
        let said = folder.run("mail introduction --send --yes");
        assert_eq!((said.code, states(&folder).len()), (1, 1), "{said:?}");
        assert!(states(&folder).values().all(|state| state == "refused"));
    }
}

/// What a form asks, filled in by this many people; `answer` has the place of a question and of a
/// person.
fn export(folder: &Folder, form: &str, answer: impl Fn(&Value, usize) -> String) -> String {
    let questions = list(folder, &format!("form {form} --json"));
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |cells: Vec<String>| cells.iter().map(|one| cell(one)).collect::<Vec<_>>().join(",");
    let text = |one: &Value| one["question"].as_str().unwrap().to_owned();
    let mut rows = vec![row(questions.iter().map(text).collect())];
    for person in 1..=4 {
        rows.push(row(questions.iter().map(|one| answer(one, person)).collect()));
    }
    rows.join("\n") + "\n"
}

/// A choice of a question for a person, or what people type.
fn chosen(question: &Value, person: usize) -> String {
    let choices = question["choices"].as_array().unwrap();
    if !choices.is_empty() {
        return choices[person % choices.len()].as_str().unwrap().to_owned();
    }
    match question["question"].as_str().unwrap() {
        "Name" | "Enw" => format!("Person {person}"),
        "Email address" | "Cyfeiriad e-bost" => format!("p{person}@north.example"),
        "Pair" => format!("r01-00{}", person.div_ceil(2)),
        "Organisation" | "Sefydliad" => format!("Org {person}"),
        _ => "North".into(),
    }
}

#[test]
fn what_comes_of_our_own_forms_is_understood_in_both_languages() {
    for language in ["en", "cy"] {
        let folder = Folder::new();
        let sheet = export(&folder, &format!("sign-up --language {language}"), chosen);
        folder.write("signup.csv", &sheet);
        let said = folder.run("init --participants signup.csv");
        assert_eq!(said.code, 0, "{said:?}");
        let people = folder.json("participants list --json");
        let of = |field: &str| -> Vec<Value> {
            people.as_array().unwrap().iter().map(|one| one[field].clone()).collect()
        };
        assert_eq!(of("email")[3], "p4@north.example");
        assert_eq!(of("organisation")[0], "Org 1", "{language}: {sheet}");
        assert_eq!(of("region")[0], "North");
        assert_eq!(of("sector")[0], "North");
        let rhythms = of("rhythm");
        assert_eq!(rhythms, [2, 3, 1, 2].map(Value::from), "{language}: {sheet}");
        for number in 1..=4 {
            folder.run(&format!("participants set P000{number} rhythm=1")).ok();
        }
        let sheet = export(&folder, &format!("this-month --language {language}"), chosen);
        folder.write("month.csv", &sheet);
        let said = folder.run("participants import month.csv --for next");
        assert_eq!(said.code, 0, "{language} {said:?}");
        let people = folder.json("participants list --json");
        let next: Vec<_> =
            people.as_array().unwrap().iter().map(|one| one["next"].clone()).collect();
        assert_eq!(next, ["1 out", "1 in", "1 out", "1 in"].map(Value::from), "{language}");
        for number in 1..=4 {
            folder.run(&format!("participants set P000{number} next=")).ok();
        }
        folder.run("pair --seed 1").ok();
        let round = folder.json("rounds show 1 --json");
        let pair_of = |person: usize| {
            let id = format!("P000{person}");
            let pairs = round["pairs"].as_array().unwrap();
            let has = |one: &&Value| one["members"].to_string().contains(&id);
            pairs.iter().find(has).unwrap().clone()
        };
        let sheet =
            export(&folder, &format!("feedback --language {language}"), |question, person| {
                let pair = pair_of(person);
                let other = pair["members"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|one| one["id"] != format!("P000{person}"));
                match question["filled"].as_str() {
                    Some("{pair}") => pair["pair"].as_str().unwrap().to_owned(),
                    Some("{partner}") => other.unwrap()["name"].as_str().unwrap().to_owned(),
                    _ => chosen(question, person),
                }
            });
        folder.write("feedback.csv", &sheet);
        let said = folder.run("outcomes import feedback.csv");
        assert_eq!(said.code, 0, "{language} {said:?}\n{sheet}");
        let rows = folder.read("rounds/01/outcomes.csv");
        for (person, answer) in [(1, "no"), (2, "not yet"), (3, "yes"), (4, "no")] {
            let row = rows.lines().find(|row| row.contains(&format!("P000{person}"))).unwrap();
            assert_eq!(row.split(',').nth(4), Some(answer), "{language}: {rows}\n{sheet}");
        }
        assert!(rows.contains(",North"), "{language}: comments: {rows}");
    }
}
