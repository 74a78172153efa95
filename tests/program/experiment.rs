//! A fair trial of a longer interval, from the plan to the reading.

use serde_json::Value;

use crate::support::folder::Folder;

/// The day of a round of the experiment: one every 30 days.
fn day(round: u64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    (first + chrono::Days::new(30 * (round - 1))).to_string()
}

fn begun() -> Folder {
    let folder = Folder::with_demo();
    let start = "experiment start --months 8 --conversations-only --seed 7 --question \"Help?\"";
    folder.run_on(&day(1), start).ok();
    folder
}

fn pair(folder: &Folder, month: u64) -> Value {
    let line = format!("pair --seed {month} --json");
    serde_json::from_str(&folder.run_on(&day(month), &line).ok()).unwrap()
}

/// The arm of everybody, by id.
fn arms(folder: &Folder) -> [String; 2] {
    let text = folder.read("experiment.toml");
    let list = |arm: &str| {
        let lines = text.lines();
        let own: Vec<_> = lines.filter(|line| line.starts_with(arm)).collect();
        own.join(" ")
    };
    ["shorter-first", "longer-first"].map(list)
}

#[test]
fn a_plan_is_refused_that_promises_nothing_and_says_what_would_do() {
    let folder = Folder::with_demo();
    let plan = folder.run("experiment plan").ok();
    assert!(plan.contains("Refused"), "{plan}");
    let figures = folder.json("experiment plan --json");
    assert!(figures["power"].as_f64().unwrap() < 0.5);
    let before = folder.files();
    let said = folder.run("experiment start --seed 1").refused(5);
    assert!(said.contains("not begun"), "{said}");
    assert_eq!(folder.files(), before);
    // What is said to do does.
    let would = &figures["would_do"];
    for (option, value) in [("people", &would["people"]), ("months", &would["months"])] {
        let enough = folder.json(&format!("experiment plan --json --{option} {value}"));
        assert!(enough["power"].as_f64().unwrap() >= 0.5, "{option}");
    }
    let points = would["change"].as_f64().unwrap() * 100.0;
    let larger = folder.json(&format!("experiment plan --json --change {points:.0}"));
    assert!(larger["power"].as_f64().unwrap() >= 0.5);
    for (line, says) in [
        ("experiment plan --months 7", "--months 12"),
        ("experiment plan --change 0", "points of a per cent"),
        ("experiment start --months 10 --conversations-only", "--months 12"),
        ("experiment status", "unmentor experiment plan"),
        ("experiment read", "unmentor experiment plan"),
    ] {
        let said = folder.run(line).refused(2);
        assert!(said.contains(says), "{line}: {said}");
    }
}

#[test]
fn an_experiment_runs_to_its_end_and_is_read_then() {
    let folder = begun();
    folder.run("check").ok();
    assert!(
        folder.run("experiment start --conversations-only").refused(5).contains("rounds 6 to 13")
    );
    for month in 1..=8 {
        if month == 3 {
            let add = "participants add \"Zoe Zorn\" zoe@new.example";
            folder.run_on(&day(month), add).ok();
            folder.run_on(&day(month), "participants set P0001 status=left").ok();
        }
        pair(&folder, month);
        let said = folder.run_on(&day(month), "experiment read").refused(5);
        assert!(said.contains("until then nothing can be said"), "{said}");
        folder.run_on(&day(month), "check").ok();
    }
    let status = folder.run_on(&day(8), "experiment status").ok();
    assert!(status.contains("8 of 8 rounds are drawn"), "{status}");
    assert!(folder.read("experiment.toml").contains("[[joined]]"));
    let after = day(11);
    let read = folder.run_on(&after, "experiment read --json").ok();
    let read: Value = serde_json::from_str(&read).unwrap();
    assert_eq!(read["verdict"], Value::Null, "only conversations were asked");
    assert!(read["shorter"]["pairs"].as_u64().unwrap() > read["longer"]["pairs"].as_u64().unwrap());
    let drawn: u64 =
        read["arms"].as_array().unwrap().iter().map(|arm| arm["drawn"].as_u64().unwrap()).sum();
    // Each is planned for eight months in all, who joined in round 8 for two months less.
    let text = folder.read("experiment.toml");
    let late = text.split("[[joined]]").skip(1).map(|joined| {
        let line = |key: &str| joined.lines().find_map(|line| line.strip_prefix(key)).unwrap();
        let round: u64 = line("round = ").parse().unwrap();
        (round - 6) * (line("people = ").matches('"').count() as u64 / 2)
    });
    let late: u64 = late.sum();
    assert!(late >= 2, "{text}");
    let months = |which: &str| read[which]["planned_months"].as_f64().unwrap();
    assert!((months("shorter") + months("longer") - (drawn * 8 - late) as f64).abs() < 1e-9);
    let words = folder.run_on(&after, "experiment read").ok();
    assert!(words.starts_with("Help?\n") && words.contains("Still there"), "{words}");
    // Afterwards everybody is due again, and a new one may begin.
    let next = pair(&folder, 10);
    assert!(next["pairs"].as_array().unwrap().len() > 10);
}

#[test]
fn the_seal_holds_and_undo_takes_newcomers_out_again() {
    let folder = begun();
    let [shorter, longer] = arms(&folder);
    pair(&folder, 1);
    folder.run_on(&day(2), "participants add \"Zoe Zorn\" zoe@new.example").ok();
    let before = folder.files();
    let sealed = folder.read("experiment.toml");
    pair(&folder, 2);
    assert_ne!(folder.read("experiment.toml"), sealed);
    folder.run_on(&day(2), "undo --yes").ok();
    assert_eq!(folder.files(), before);
    folder.run_on(&day(2), "redo").ok();
    assert!(folder.read("experiment.toml").contains("joined"));
    assert_eq!(arms(&folder), [shorter, longer]);
    folder.run("check").ok();
    // A comment breaks nothing; another seed, another change, another arm does.
    folder.edit("experiment.toml", |text| format!("# mine\n{text}"));
    folder.run("check").ok();
    for (from, to) in [("change = 0.1", "change = 0.2"), ("seed = 7", "seed = 8")] {
        folder.edit("experiment.toml", |text| text.replace(from, to));
        let said = folder.run("check").refused(3);
        assert!(said.contains("not the experiment that was sealed"), "{said}");
        folder.edit("experiment.toml", |text| text.replace(to, from));
    }
    folder.run("check").ok();
    std::fs::remove_file(folder.path().join("experiment.toml")).unwrap();
    assert!(folder.run("check").refused(3).contains("the experiment"));
    folder.run("check --accept").ok();
    folder.run("check").ok();
}

#[test]
fn somebody_is_forgotten_and_the_experiment_stays_whole() {
    let folder = begun();
    pair(&folder, 1);
    folder.run_on(&day(1), "participants forget P0002 --yes").ok();
    folder.run("check").ok();
    let status = folder.run_on(&day(1), "experiment status --json").ok();
    let status: Value = serde_json::from_str(&status).unwrap();
    let there: Vec<_> = status["arms"].as_array().unwrap().iter().collect();
    let gone = there
        .iter()
        .map(|arm| arm["drawn"].as_u64().unwrap() - arm["still_there"].as_u64().unwrap());
    assert_eq!(gone.sum::<u64>(), 1);
    pair(&folder, 2);
}

#[test]
fn what_a_plan_proposes_can_be_begun_and_given_up_again() {
    let folder = Folder::with_demo();
    let proposed = |line: &str| {
        let said = folder.run(line).err;
        let next = said.lines().find_map(|line| line.strip_prefix("next: unmentor "));
        next.map(str::to_owned)
    };
    let first = proposed("experiment plan --months 22 --change 37.5").unwrap();
    assert_eq!(first, "experiment plan --months 24 --change 37.5");
    let second = proposed(&first).unwrap();
    assert_eq!(second, "experiment start --months 24 --change 37.5");
    assert_eq!(proposed("experiment plan --months 24 --change 37.5 --people 500"), None);
    folder.run(&format!("{second} --seed 1")).ok();
    let said = folder.run(&second).refused(5);
    assert!(said.contains("delete experiment.toml and type `unmentor check --accept`"), "{said}");
    std::fs::remove_file(folder.path().join("experiment.toml")).unwrap();
    folder.run("check --accept").ok();
    folder.run(&format!("{second} --seed 2")).ok();
}

#[test]
fn rounds_that_are_weeks_apart_are_planned_in_rounds_and_sealed_in_weeks() {
    let folder = Folder::with_demo();
    folder.edit("unmentor.toml", |text| {
        text.replace("interval = \"1 month\"", "interval = \"2 weeks\"")
    });
    let plan = folder.run("experiment plan").ok();
    // Twelve months have 26 rounds, and each half has whole windows of two.
    let plan = plan.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plan.contains("paired every 2 weeks for 28 weeks and then every 4 weeks"), "{plan}");
    let figures = folder.json("experiment plan --rounds 28 --json");
    assert_eq!(figures["rounds"], 28);
    let months = figures["months"].as_f64().unwrap();
    assert!((months - 28.0 * 14.0 / 30.4375).abs() < 1e-9, "{months}");
    let monthly = Folder::with_demo().json("experiment plan --rounds 28 --json");
    let plans = |figures: &Value, at: &str| {
        let plans = figures["plans"].as_object().unwrap();
        let (_, plan) = plans.iter().find(|(key, _)| key.starts_with("crossover")).unwrap();
        plan.pointer(at).unwrap().as_f64().unwrap()
    };
    assert!((plans(&figures, "/se") - plans(&monthly, "/se")).abs() < 1e-12);
    let ratio = plans(&figures, "/meetings_per_year/0") / plans(&monthly, "/meetings_per_year/0");
    assert!((ratio - 30.4375 / 14.0).abs() < 1e-9, "{ratio}");
    let would = &figures["would_do"]["rounds"];
    let enough = folder.json(&format!("experiment plan --json --rounds {would}"));
    assert!(enough["power"].as_f64().unwrap() >= 0.5);
    for (typed, hint) in [("27", "--rounds 12"), ("26", "--rounds 28")] {
        let line = format!("experiment start --rounds {typed} --conversations-only");
        assert!(folder.run(&line).refused(2).contains(hint), "{typed}");
    }
    folder.run_on(&day(1), "experiment start --rounds 28 --conversations-only --seed 7").ok();
    assert!(folder.read("experiment.toml").contains("interval = \"2 weeks\""));
    folder.run("check").ok();
    let drawn = pair(&folder, 1);
    let round = folder.read("rounds/06/round.toml");
    assert!(
        round.contains("closes = 2026-12-01") && round.contains("closes = 2026-12-15"),
        "{drawn} {round}"
    );
    folder.edit("experiment.toml", |text| text.replace("2 weeks", "3 weeks"));
    assert!(folder.run("check").refused(3).contains("not the experiment that was sealed"));
}
