//! Replies by mail: what counts, what is told, and what changes nothing.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::aloud;
use crate::support::asked::{Asked, asked};
use crate::support::folder::{Folder, Said};

/// A programme of this many people in a round since 1 May, with somebody who sends.
fn begun(people: u32) -> Folder {
    let folder = Folder::new();
    let mut sheet = String::from("name,email,organisation\n");
    for number in 1..=people {
        writeln!(sheet, "Person {number},p{number}@north.example,Org {number}").unwrap();
    }
    folder.write("people.csv", sheet);
    folder.run("init --participants people.csv").ok();
    folder.edit("unmentor.toml", |text| text.replace("# organiser = ", "organiser = "));
    folder.run_on("2026-05-01", "pair --seed 7").ok();
    folder
}

fn answers(folder: &Folder) -> Vec<String> {
    let file = folder.read("rounds/01/outcomes.csv");
    file.lines().skip(1).map(|line| line.split(',').skip(4).collect::<Vec<_>>().join(",")).collect()
}

fn counts(said: &Said) -> &str {
    said.out.lines().last().unwrap_or_default()
}

#[test]
fn replies_of_a_mailbox_become_answers_and_a_fuller_one_changes_nothing() {
    let folder = begun(4);
    let questions = asked(&folder, "question");
    let mut mailbox = String::new();
    for (one, words) in
        questions.iter().zip(["Yes!\n\nGreat chat.", "No, couldn't find a time", "Not yet"])
    {
        let reply = one.reply("Wed, 20 May 2026 10:00:00", words);
        writeln!(mailbox, "From x Wed May 20 10:00:00 2026\n{reply}").unwrap();
    }
    folder.write("replies.mbox", &mailbox);
    let before = folder.files();
    let said = folder.run("outcomes import replies.mbox");
    assert_eq!(
        (said.code, counts(&said)),
        (0, "3 replies read: 3 new, 0 changed, 0 unchanged, 0 set aside"),
        "{said:#?}"
    );
    let mut all = answers(&folder);
    all.sort();
    assert_eq!(
        all,
        [
            ",,,,,",
            "no,2026-05-20,busy,couldn't find a time,,",
            "not yet,2026-05-20,,,,",
            "yes,2026-05-20,,,,Great chat."
        ]
    );
    let after = folder.files();
    folder.write(
        "more.mbox",
        mailbox.clone() + &mailbox + "From x\nSubject: lunch\nFrom: p1@north.example\n\nYes\n",
    );
    let said = folder.run("outcomes import more.mbox");
    assert_eq!(
        counts(&said),
        "6 replies read: 0 new, 0 changed, 6 unchanged, 0 set aside",
        "{said:#?}"
    );
    assert_eq!(folder.files().len(), after.len() + 1);
    assert_eq!(answers(&folder).len(), 4);
    folder.run("undo").ok();
    let mut undone = folder.files();
    undone.retain(|(name, _)| !name.ends_with("more.mbox"));
    assert_eq!(undone, before);
    let said = folder.run("outcomes import replies.mbox");
    assert_eq!(
        counts(&said),
        "3 replies read: 3 new, 0 changed, 0 unchanged, 0 set aside",
        "{said:#?}"
    );
}

/// The kinds of what an import sets aside or notes, as `kind place`, in the order of their places.
fn told(folder: &Folder, line: &str) -> Vec<(String, String, String)> {
    let said = folder.run(&format!("{line} --json"));
    let json: Value = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{said:#?}"));
    let lists = ["set_aside", "noted"].map(|key| json[key].as_array().unwrap().clone());
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let one = |one: &Value| (text(one, "kind"), text(one, "message"), text(one, "hint"));
    lists.iter().flatten().map(one).collect()
}

fn kinds(told: &[(String, String, String)]) -> Vec<&str> {
    told.iter().map(|(kind, ..)| kind.as_str()).collect()
}

const MAY: &str = "Wed, 20 May 2026 10:00:00";

#[test]
fn what_is_no_certain_answer_is_told_with_what_to_type_and_changes_nothing() {
    let folder = begun(6);
    let questions = asked(&folder, "question");
    let introductions = asked(&folder, "introduction");
    let [yes, wish, unclear, forwarded, empty, _] = &questions[..] else { panic!("not six") };
    let other = questions.iter().find(|one| one.pair != forwarded.pair).unwrap();
    let forwarded = forwarded.reply(MAY, "Yes").replace(&forwarded.to, &other.to);
    let stranger = yes.reply(MAY, "No").replace(&yes.to, "somebody@else.example");
    std::fs::create_dir_all(folder.path().join("mail/deeper")).unwrap();
    for (name, text) in [
        ("1.eml", yes.reply(MAY, "Yes")),
        ("2.eml", wish.reply(MAY, "Yes\n\nPlease pause me")),
        ("3.eml", unclear.reply(MAY, "No problem, we met!")),
        ("4.eml", forwarded),
        ("5.eml", stranger),
        ("6.eml", empty.reply(MAY, "")),
        ("7.eml", introductions[5].reply(MAY, "Yes, lovely!")),
        ("deeper/8.msg", "not read".into()),
        ("deeper/notes.txt", "Yes".into()),
    ] {
        folder.write(&format!("mail/{name}"), text);
    }
    let all = told(&folder, "outcomes import mail --dry-run");
    assert_eq!(
        kinds(&all),
        [
            "reply-wish",
            "reply-unclear",
            "reply-from-stranger",
            "reply-from-stranger",
            "reply-unclear",
            "reply-to-no-question",
            "unread-mail"
        ],
        "{all:#?}"
    );
    let typed = format!(
        "`unmentor participants set {} status=paused`, `unmentor outcomes set {} yes --by {}`",
        wish.id, wish.pair, wish.id
    );
    assert_eq!(all[0].2, typed);
    assert!(all[1].2.contains(&format!("outcomes set {} yes --by {}", unclear.pair, unclear.id)));
    let said = folder.run("outcomes import mail");
    assert_eq!(counts(&said), "7 replies read: 1 new, 0 changed, 0 unchanged, 6 set aside");
    assert!(said.err.contains("`No problem, we met!`") || said.err.contains("No problem, we met!"));
    assert_eq!(answers(&folder).iter().filter(|one| *one != ",,,,,").count(), 1);
    assert!(!folder.read("participants.csv").contains("paused"));
    // Nothing that went in: the organiser shall not take it for done.
    folder.write("one.eml", unclear.reply(MAY, "Lovely!"));
    assert_eq!(folder.run("outcomes import one.eml").code, 3);
    for (file, word) in [("mail/deeper/8.msg", "Outlook"), ("a.pst", "Outlook")] {
        folder.write("a.pst", "!BDN");
        let said = folder.run(&format!("outcomes import {file}"));
        assert!(
            said.code == 3 && said.err.contains(word) && said.err.contains("hint:"),
            "{said:?}"
        );
    }
    folder
        .write("out.csv", "Subject,Body,From: (Name),From: (Address)\nRe,Yes,P,p1@north.example\n");
    assert!(folder.run("outcomes import out.csv").err.contains("save the replies as .eml"));
}

#[test]
fn programs_and_servers_are_heard_first_and_never_answer() {
    let folder = begun(4);
    let questions = asked(&folder, "question");
    let with = |at: usize, header: &str| {
        questions[at].reply(MAY, "Yes").replacen("To: ", &format!("{header}\nTo: "), 1)
    };
    let bounce = format!(
        "From: Mail Delivery System <mailer-daemon@north.example>\nSubject: Undelivered Mail\n\
         Message-ID: <b@x>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\n\nYes\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n\
         Final-Recipient: rfc822; {}\nAction: failed\nStatus: 5.1.1\n--b--\n",
        questions[2].to
    );
    let late = bounce
        .replace("Action: failed", "Action: delayed")
        .replace(&questions[2].to, &questions[3].to);
    for (name, text) in [
        ("1.eml", with(0, "Auto-Submitted: auto-replied")),
        ("2.eml", with(1, "X-Apple-Action: VACATION")),
        ("3.eml", with(0, "Return-Path: <>")),
        (
            "4.eml",
            with(1, "X-Auto-Response-Suppress: All").replace("Re: Did", "Automatic reply: Did"),
        ),
        ("5.eml", bounce),
        ("6.eml", late),
    ] {
        std::fs::create_dir_all(folder.path().join("mail")).unwrap();
        folder.write(&format!("mail/{name}"), text);
    }
    let all = told(&folder, "outcomes import mail");
    assert_eq!(kinds(&all), ["automatic-reply", "automatic-reply", "bounced"], "{all:#?}");
    assert!(all[2].1.contains(&questions[2].to) && all[2].2.contains("email=ADDRESS"), "{all:#?}");
    assert!(answers(&folder).iter().all(|one| one == ",,,,,"));
}

#[test]
fn a_pair_that_was_taken_back_or_mended_is_not_answered_for() {
    let folder = begun(6);
    let before = asked(&folder, "question");
    folder.run("mail question -o q.mbox").ok();
    folder.run("undo --yes").ok();
    folder.run("participants add \"Another One\" another@north.example").ok();
    folder.run("participants add \"Somebody Else\" else@north.example").ok();
    folder.run_on("2026-05-01", "pair --seed 7").ok();
    std::fs::create_dir_all(folder.path().join("mail")).unwrap();
    let now = asked(&folder, "question");
    let mut gone = 0;
    for (at, old) in before.iter().enumerate() {
        let same = now.iter().find(|one| one.to == old.to).unwrap();
        if same.subject != old.subject {
            gone += 1;
            folder.write(&format!("mail/{at}.eml"), old.reply(MAY, "No"));
        }
    }
    assert!(gone > 2, "{gone}");
    let said = folder.run("outcomes import mail");
    assert_eq!(said.code, 3, "{said:#?}");
    assert!(answers(&folder).iter().all(|one| one == ",,,,,"));
}

#[test]
fn an_old_mail_never_overrules_a_later_hand_and_a_later_one_counts() {
    let folder = begun(4);
    let questions = asked(&folder, "question");
    let [one, two, three, four] = &questions[..] else { panic!("not four") };
    let set = |day: &str, who: &Asked, word: &str| {
        folder.run_on(day, &format!("outcomes set {} {word} --by {}", who.pair, who.id)).ok()
    };
    set("2026-05-21", one, "yes");
    set("2026-05-20", two, "yes");
    set("2026-05-19", three, "yes");
    let mut mailbox = String::new();
    for who in [one, two, three, four] {
        writeln!(mailbox, "From x\n{}", who.reply(MAY, "No")).unwrap();
    }
    folder.write("replies.mbox", &mailbox);
    let all = told(&folder, "outcomes import replies.mbox");
    assert_eq!(kinds(&all), ["reply-order", "older-answer"], "{all:#?}");
    let said = |who: &Asked| {
        let file = folder.read("rounds/01/outcomes.csv");
        let line = file.lines().find(|line| line.contains(&format!(",{},", who.id))).unwrap();
        line.split(',').nth(4).unwrap().to_owned()
    };
    assert_eq!([one, two, three, four].map(said), ["yes", "yes", "no", "no"]);
    // Of one person the later of two mails of a day counts, whenever it comes to hand.
    let later = four.reply("Wed, 20 May 2026 17:00:00", "Yes");
    let earlier = four.reply("Wed, 20 May 2026 08:00:00", "Not yet");
    writeln!(mailbox, "From x\n{later}\nFrom x\n{earlier}").unwrap();
    folder.write("replies.mbox", &mailbox);
    let all = told(&folder, "outcomes import replies.mbox");
    assert!(kinds(&all).contains(&"disagreement"), "{all:#?}");
    assert_eq!(said(four), "yes");
    set("2026-05-30", four, "no");
    folder.run("outcomes import replies.mbox").ok();
    assert_eq!(said(four), "no");
}

#[test]
fn an_invitation_is_answered_for_the_next_round_only() {
    let folder = begun(6);
    folder.run_on("2026-05-28", "rounds show 1").ok();
    let invitations: Vec<Asked> = asked(&folder, "invitation");
    assert_eq!(invitations.len(), 6);
    let words =
        ["in", "Out, on holiday", "pause me", "yes please", "Yes, we met", "not this month"];
    let mut mailbox = String::new();
    for (one, words) in invitations.iter().zip(words) {
        writeln!(mailbox, "From x\n{}", one.reply("Fri, 29 May 2026 10:00:00", words)).unwrap();
    }
    folder.write("replies.mbox", &mailbox);
    let all = told(&folder, "outcomes import replies.mbox");
    assert_eq!(kinds(&all), ["reply-wish", "reply-unclear", "reply-wish"], "{all:#?}");
    let people = folder.json("participants list --json");
    let next = |at: usize| {
        let of = |one: &&Value| one["id"] == invitations[at].id.as_str();
        people.as_array().unwrap().iter().find(of).unwrap()["next"]
            .as_str()
            .unwrap_or("")
            .to_owned()
    };
    assert_eq!([0, 1, 2, 3, 4, 5].map(next), ["2 in", "2 out", "", "2 in", "", ""]);
    let said = folder.run("outcomes import replies.mbox");
    assert_eq!(
        counts(&said),
        "6 replies read: 0 new, 0 changed, 3 unchanged, 3 set aside",
        "{said:?}"
    );
    folder.run("undo").ok();
    assert!(!folder.read("participants.csv").contains("2 in"));
}

#[test]
fn replies_that_python_writes_as_five_mail_programs_come_back() {
    let folder = begun(40);
    folder.run_on("2026-05-19", "mail question -o questions.mbox").ok();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/answer_questions.py");
    let python = std::process::Command::new("python3")
        .args([script, "questions.mbox", "replies.mbox"])
        .current_dir(folder.path())
        .output();
    let Ok(output) = python else {
        return aloud("SKIPPED: no python3 here to reply to questions\n");
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut expected: Vec<_> = printed.lines().filter(|line| !line.ends_with('-')).collect();
    expected.sort_unstable();
    let before = folder.read("rounds/01/outcomes.csv");
    folder.run("outcomes import half-replies.mbox").ok();
    let half = folder.read("rounds/01/outcomes.csv");
    let said = folder.run("outcomes import replies.mbox");
    assert_eq!(counts(&said), "40 replies read: 15 new, 0 changed, 15 unchanged, 10 set aside");
    let round = folder.json("rounds show 1 --json");
    let addresses = round["pairs"].as_array().unwrap().iter().flat_map(|pair| {
        let own = |id: &Value| {
            let members = pair["members"].as_array().unwrap();
            members.iter().find(|one| one["id"] == *id).unwrap()["email"].as_str().unwrap()
        };
        let answers = pair["answers"].as_array().unwrap().iter();
        answers.map(move |one| format!("{} {}", own(&one["id"]), one["answer"].as_str().unwrap()))
    });
    let mut found: Vec<_> = addresses.collect();
    found.sort_unstable();
    assert_eq!(found, expected);
    let whole = folder.read("rounds/01/outcomes.csv");
    let said = folder.run("outcomes import replies.mbox");
    assert_eq!(counts(&said), "40 replies read: 0 new, 0 changed, 30 unchanged, 10 set aside");
    assert_eq!(folder.read("rounds/01/outcomes.csv"), whole);
    for back in [half, before] {
        folder.run("undo").ok();
        assert_eq!(folder.read("rounds/01/outcomes.csv"), back);
    }
}
