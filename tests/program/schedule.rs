//! The time between rounds and the day of the next one.

use crate::support::folder::Folder;

const PEOPLE: &str = "Name,Email\nAnn Ash,ann@x.example\nBo Birch,bo@x.example\n\
                      Cy Cole,cy@x.example\nDi Dunn,di@x.example\n";

/// Four people, with a line of the settings in place of the interval.
fn every(line: &str) -> Folder {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    folder.run("init --participants people.csv").ok();
    if line != "interval = \"1 month\"" {
        folder.edit("unmentor.toml", |text| text.replace("interval = \"1 month\"", line));
    }
    folder
}

#[test]
fn figures_per_month_and_year_are_right_for_weeks_days_and_months() {
    for (line, months, key) in [
        ("interval = \"1 month\"", 1.0, "interval_months = 1\n"),
        ("interval = \"2 months\"", 2.0, "interval_months = 2\n"),
        ("interval_months = 3", 3.0, "interval_months = 3\n"),
        ("interval = \"2 weeks\"", 14.0 / 30.4375, "interval = \"2 weeks\"\n"),
        ("interval = \"10 days\"", 10.0 / 30.4375, "interval = \"10 days\"\n"),
    ] {
        let folder = every(line);
        for (day, met) in [("2026-01-05", "yes"), ("2026-03-05", "no")] {
            folder.run_on(day, "pair --seed 1").ok();
            for pair in ["001", "002"] {
                let round = if met == "yes" { "01" } else { "02" };
                let answer = if pair == "001" { "yes" } else { met };
                folder.run_on(day, &format!("outcomes set r{round}-{pair} {answer}")).ok();
            }
        }
        assert!(folder.read("rounds/02/round.toml").contains(key), "{line}");
        folder.run("check").ok();
        let report = folder.json("report --json");
        let close = |found: &serde_json::Value, wanted: f64| {
            let found = found.as_f64().unwrap();
            assert!((found - wanted).abs() < 1e-9, "{line}: {found} and not {wanted}");
        };
        // Three of four pairs met: six conversations of eight in two rounds of four people.
        let meetings = &report["uncertainty"]["meetings"];
        close(&meetings["participant_months"], 8.0 * months);
        close(&meetings["per_month"], 6.0 / (8.0 * months));
        close(&report["intervals"][0]["conversations_per_year"], 12.0 * 6.0 / (8.0 * months));
        close(&report["intervals"][0]["met_per_month"], 3.0 / (2.0 * months));
        close(&report["intervals"][0]["interval_months"], months);
        close(&report["rounds"][0]["interval_months"], months);
    }
}

#[test]
fn bare_unmentor_and_the_invitation_say_when_the_next_round_is() {
    for (line, status, message) in [
        ("interval = \"2 weeks\"", "2026-06-15  in 14 days, by the interval", "Monday 15 June"),
        (
            "interval = \"1 month\"\nnext_round = \"first Monday\"",
            "2026-07-06  in 35 days, the first Monday",
            "Monday 6 July",
        ),
        (
            "interval = \"1 month\"\nnext_round = 2026-09-07",
            "2026-09-07  in 98 days, as chosen",
            "Monday 7 September",
        ),
    ] {
        let folder = every(line);
        folder.run("pair --seed 1").ok();
        let said = folder.run("").ok();
        assert!(said.contains(&format!("  round 2     {status}\n")), "{said}");
        let day = status.split_once(' ').unwrap().0;
        assert_eq!(folder.json("--json")["next_round_on"], day);
        let messages = folder.json("mail invitation --json");
        let text = messages[0]["text"].as_str().unwrap();
        assert!(text.contains(&format!("The next round begins on {message}.")), "{text}");
    }
}

#[test]
fn the_first_round_can_have_a_day_too() {
    let folder = every("interval = \"1 month\"\nnext_round = \"last Friday\"");
    let said = folder.run("").ok();
    assert!(said.contains("  round 1     2026-06-26  in 25 days\n"), "{said}");
    assert_eq!(folder.json("--json")["next_round_on"], "2026-06-26");
    assert!(every("interval = \"1 month\"").json("--json")["next_round_on"].is_null());
}

#[test]
fn what_is_no_interval_and_no_day_is_refused_with_what_would_do() {
    let folder = every("interval = \"1 moon\"\nnext_round = \"fifth Monday\"");
    let said = folder.run("check");
    assert_eq!(said.code, 3, "{said:?}");
    let all = said.out + &said.err;
    for part in ["such as \"2 weeks\" or \"1 month\"", "or a date such as \"2026-09-07\""] {
        assert!(all.contains(part), "{all}");
    }
    let folder = every("interval = \"2 weeks\"\ninterval_months = 1");
    let said = folder.run("check");
    let all = said.out + &said.err;
    assert!(all.contains("`interval` and `interval_months` are both there, and differ"), "{all}");
}

/// The events of a calendar file, read by the rules of RFC 5545: CRLF, unfolded, name and value.
fn events(file: &str) -> Vec<Vec<(String, String)>> {
    assert!(file.ends_with("END:VCALENDAR\r\n"), "{file}");
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    let whole = file.replace("\r\n ", "");
    let mut lines = whole.split_terminator("\r\n");
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    let (mut events, mut open) = (Vec::new(), None::<Vec<(String, String)>>);
    for line in lines {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => open = Some(vec![]),
            ("END", "VEVENT") => events.push(open.take().unwrap()),
            _ => open.iter_mut().for_each(|event| event.push((name.into(), value.into()))),
        }
    }
    events
}

#[test]
fn the_calendar_has_every_day_once_and_is_read_by_the_rules() {
    let folder = every("interval = \"1 month\"\nnext_round = \"first Monday\"");
    folder.edit("unmentor.toml", |text| {
        text.replace(
            "Random conversations",
            "Tea, cake; and \\\\ talk: a name that is much longer than a line",
        )
    });
    folder.run("pair --seed 1").ok();
    let said = folder.run("calendar --rounds 2 -o rounds.ics");
    assert!(said.err.contains("written: rounds.ics"), "{said:?}");
    let file = folder.read("rounds.ics");
    let events = events(&file);
    let of = |name: &str| -> Vec<&str> {
        let all = events.iter().flatten().filter(|(one, _)| one == name);
        all.map(|(_, value)| value.as_str()).collect()
    };
    // Of the open round two days, of the two to come four each.
    assert_eq!(events.len(), 10);
    for needed in ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"] {
        assert_eq!(of(needed).len(), 10, "{needed}");
    }
    let mut names = of("UID");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 10, "each has a name of its own");
    let pairs =
        events.iter().filter(|event| event.iter().any(|(_, value)| value == "unmentor pair"));
    let day = |event: &&Vec<(String, String)>| event[2].1.clone();
    assert_eq!(pairs.map(|event| day(&event)).collect::<Vec<_>>(), ["20260706", "20260803"]);
    let wanted = "Tea\\, cake\\; and \\\\ talk: a name that is much longer than a line: Round 2: pair and introduce";
    assert!(of("SUMMARY").contains(&wanted), "{file}");
    assert_eq!(folder.run("calendar --rounds 2").ok(), file, "on the terminal the same");
    let list = folder.json("calendar --rounds 2 --json");
    assert_eq!(list.as_array().unwrap().len(), 10);
    assert_eq!(list[0]["task"], "remind");
    folder.run("calendar --rounds 2 -o rounds.ics").refused(5);
}

#[test]
fn a_calendar_without_a_day_is_not_written() {
    let folder = Folder::new();
    folder.run("init").ok();
    let said = folder.run("calendar -o rounds.ics").refused(3);
    assert!(said.contains("no day is planned yet") && said.contains("unmentor pair"), "{said}");
    assert!(!folder.path().join("rounds.ics").exists());
    assert_eq!(folder.json("calendar --json"), serde_json::json!([]));
}
