//! Whose conversations keep failing, and asking some of them why.

use serde_json::Value;

use crate::support::folder::Folder;

/// Three rounds of eight people, in which nobody met but P0001 and their partners.
fn unlucky() -> Folder {
    let folder = Folder::new();
    let people: Vec<_> = (1..=8).map(|at| format!("Person {at},p{at}@x.example\n")).collect();
    folder.write("people.csv", format!("Name,Email\n{}", people.concat()));
    folder.run("init --participants people.csv").ok();
    for (number, day) in [(1, "2026-01-05"), (2, "2026-02-05"), (3, "2026-03-09")] {
        folder.run_on(day, "pair --seed 1").ok();
        folder.run_on(day, &format!("outcomes set P0001 yes --round {number}")).ok();
    }
    folder
}

#[test]
fn a_review_proposes_and_does_nothing() {
    let folder = unlucky();
    let before = folder.files();
    let met: Vec<_> = (1..=3)
        .map(|round| {
            let pairs = folder.json(&format!("rounds show {round} --json"));
            let pairs = pairs["pairs"].as_array().unwrap().clone();
            let pair = pairs.into_iter().find(|pair| pair["outcome"] == "met").unwrap();
            pair["members"].to_string()
        })
        .collect();
    let found = folder.json("participants review --json");
    let found: Vec<_> = found.as_array().unwrap().iter().map(|one| one["id"].to_string()).collect();
    for person in 1..=8 {
        let id = format!("\"P000{person}\"");
        let ever = met.iter().any(|pair| pair.contains(&id));
        assert_eq!(found.contains(&id), !ever, "{id}");
    }
    assert!(!found.is_empty());
    let said = folder.run("participants review");
    assert!(said.err.contains("Nothing has been changed"), "{said:?}");
    let id = found[0].trim_matches('"');
    for line in [
        format!("  a slower rhythm: unmentor participants set {id} rhythm=2\n"),
        format!("  a pause: unmentor participants set {id} status=paused\n"),
        format!("  asking why: unmentor mail ask-why --only {id}\n"),
    ] {
        assert!(said.out.contains(&line), "{said:?}");
    }
    assert_eq!(folder.files(), before);
    folder.run(&format!("participants set {id} status=paused")).ok();
    assert!(!folder.run("participants review").ok().contains(id), "who pauses is left alone");
    let said = folder.run("participants review --rounds 4").err;
    assert!(said.contains("nobody has had 4 rounds in a row"), "{said}");
    folder.edit("unmentor.toml", |text| text.replace("# review_after = 3", "review_after = 4"));
    assert!(folder.run("participants review").err.contains("nobody has had 4 rounds"));
}

#[test]
fn whom_to_ask_is_chosen_by_the_seed_and_what_they_say_comes_back_as_reasons() {
    let folder = unlucky();
    let ask = "participants ask-why --people 3 --seed 4";
    let chosen = folder.json(&format!("{ask} --json"));
    let again = folder.json(&format!("{ask} --json"));
    assert_eq!(chosen, again, "the same seed asks the same people");
    let ids = |chosen: &Value| -> Vec<String> {
        let all = chosen.as_array().unwrap().iter();
        all.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let chosen = ids(&chosen);
    assert_eq!(chosen.len(), 3);
    let said = folder.run(&format!("{ask} -o why.csv"));
    let typed = format!("next: unmentor mail ask-why --round 3 --only {}", chosen.join(" "));
    assert!(said.err.contains(&typed), "{said:?}");
    let messages =
        folder.json(&format!("mail ask-why --round 3 --only {} --json", chosen.join(" ")));
    let messages = messages.as_array().unwrap();
    assert_eq!(messages.len(), 3);
    let text = messages[0]["text"].as_str().unwrap();
    assert!(text.contains("In round 3 you were put together with Person"), "{text}");
    assert!(messages.iter().all(|one| one["token"].is_null()), "a reply to it counts as no answer");

    let sheet = folder.read("why.csv");
    assert_eq!(sheet.lines().count(), 4, "{sheet}");
    // The first says why, the second only in their own words, the third that they did meet.
    let mut lines = sheet.lines();
    let header = lines.next().unwrap();
    let filled =
        lines.zip([("no", "busy", ""), ("no", "", "we never found a date"), ("yes", "", "")]);
    let filled: Vec<_> = filled
        .map(|(line, (answer, reason, text))| {
            let known: Vec<_> = line.split(',').take(4).collect();
            format!("{},{answer},,{reason},{text},,\n", known.join(","))
        })
        .collect();
    folder.write("why.csv", format!("{header}\n{}", filled.concat()));
    folder.run("outcomes import why.csv").ok();
    folder.run("check").ok();
    let reasons = folder.json("report --json")["reasons"].to_string();
    assert!(reasons.contains("busy"), "{reasons}");
    let outcomes = folder.read("rounds/03/outcomes.csv");
    assert!(outcomes.contains("we never found a date"), "{outcomes}");
    // Those who have said why are another kind from the silent now.
    let now = folder.json("participants ask-why --people 8 --seed 1 --json");
    let kinds: Vec<_> = now.as_array().unwrap().iter().map(|one| one["said"].to_string()).collect();
    assert!(kinds.iter().any(|kind| kind.contains("time")), "{kinds:?}");
    assert!(folder.run("mail ask-why").refused(2).contains("chooses some by lot"));
}

#[test]
fn nobody_is_asked_before_a_round_has_closed() {
    let folder = Folder::new();
    folder.write("people.csv", "Name,Email\nAnn Ash,ann@x.example\nBo Birch,bo@x.example\n");
    folder.run("init --participants people.csv").ok();
    folder.run("pair --seed 1").ok();
    assert!(folder.run("participants ask-why").refused(3).contains("no round has closed yet"));
}
