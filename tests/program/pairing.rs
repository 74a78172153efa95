//! `pair` round after round: fixed cohorts to the end of what is possible, and folders that leave no round.
//!
//! `UNMENTOR_LONG=1 cargo test --release --test all pairing` runs all 100 seeds of every size.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::folder::Folder;

/// A programme of so many people, each with the given rest of a row: organisation, region.
fn programme(people: u32, settings: &str, place: impl Fn(u32) -> String) -> Folder {
    let folder = Folder::new();
    let rows = (1..=people).map(|n| format!("Person {n},p{n}@sample.example,{}", place(n)));
    let sheet: Vec<_> = ["name,email,organisation,region".into()].into_iter().chain(rows).collect();
    folder.write("signup.csv", sheet.join("\n"));
    folder.run("init --participants signup.csv").ok();
    if !settings.is_empty() {
        folder.edit("unmentor.toml", |text| {
            let key = settings.split_once(' ').unwrap().0;
            let old = text.lines().find(|line| line.starts_with(key)).unwrap();
            text.replacen(old, settings, 1)
        });
    }
    folder
}

/// The groups of a round that `pair` draws, as ids, and who sits out.
fn drawn(folder: &Folder, seed: u64) -> (Vec<Vec<String>>, Vec<String>) {
    let said = folder.run(&format!("-q pair --force --json --seed {seed}"));
    assert_eq!(said.err, "");
    let json: Value = serde_json::from_str(&said.ok()).unwrap();
    let id = |member: &Value| member["id"].as_str().unwrap().to_owned();
    let ids = |members: &Value| members.as_array().unwrap().iter().map(id).collect::<Vec<_>>();
    let pairs = json["pairs"].as_array().unwrap().iter().map(|pair| ids(&pair["members"]));
    (pairs.collect(), ids(&json["sitting_out"]))
}

/// Every two of each group, the lower one first.
fn connections(groups: &[Vec<String>]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for group in groups {
        for (at, a) in group.iter().enumerate() {
            for b in &group[at + 1..] {
                all.push((a.min(b).clone(), a.max(b).clone()));
            }
        }
    }
    all
}

/// How many seeds are tried: one or none, or as many as were promised.
fn seeds(few: u64) -> u64 {
    if std::env::var_os("UNMENTOR_LONG").is_some() { 100 } else { few }
}

#[test]
fn an_even_cohort_gets_all_its_rounds_without_a_repeat_from_every_seed() {
    for (people, few) in [(6, 1), (8, 1), (10, 0), (12, 0), (14, 1), (20, 1)] {
        for seed in 1..=seeds(few) {
            let folder = programme(people, "", |_| ",".into());
            let mut met = BTreeSet::new();
            for round in 1..people {
                let (pairs, out) = drawn(&folder, seed * 1_000 + u64::from(round));
                assert!(out.is_empty() && pairs.len() == people as usize / 2);
                for two in connections(&pairs) {
                    assert!(met.insert(two), "{people} people, seed {seed}, round {round}");
                }
            }
            let (pairs, _) = drawn(&folder, seed);
            assert!(connections(&pairs).iter().all(|two| met.contains(two)));
            assert_eq!(folder.run("check").ok(), "");
        }
    }
}

#[test]
fn in_an_odd_cohort_the_odd_role_goes_round() {
    for (people, few) in [(7, 1), (11, 1), (21, 0)] {
        for sit_out in [false, true] {
            for seed in 1..=seeds(few) {
                let odd = if sit_out { "odd = \"sit-out\"" } else { "" };
                let folder = programme(people, odd, |_| ",".into());
                let (mut turns, mut met) = (BTreeMap::new(), BTreeSet::new());
                for round in 1..=people {
                    let (pairs, out) = drawn(&folder, seed * 1_000 + u64::from(round));
                    assert_eq!(out.len(), usize::from(sit_out));
                    let trio = pairs.iter().find(|pair| pair.len() == 3);
                    for id in out.iter().chain(trio.into_iter().flatten()) {
                        *turns.entry(id.clone()).or_insert(0) += 1;
                    }
                    let most = turns.values().max().unwrap();
                    let least = if turns.len() < people as usize {
                        &0
                    } else {
                        turns.values().min().unwrap()
                    };
                    assert!(most - least <= 1, "{people} people, seed {seed}, round {round}");
                    for two in connections(&pairs) {
                        let new = met.insert(two);
                        assert!(new || !sit_out, "{people} people, seed {seed}, round {round}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_large_organisation_and_two_wishes_leave_a_proven_round() {
    // 1,020 of 1,700 are in one organisation: 170 pairs at least are within it, and in each of the five regions an
    // even number of people can be put together.
    let place = |n: u32| {
        let organisation = if n <= 1_020 { 0 } else { n % 30 + 1 };
        format!("Organisation {organisation},Region {}", n % 5)
    };
    let wishes = "wishes = [\"apart:organisation\", \"together:region\"]";
    let folder = programme(1_700, wishes, place);
    for seed in 1..=2 {
        let said = folder.run(&format!("pair --force --seed {seed}"));
        assert!(!said.err.contains("not proven"), "{said:?}");
        let shown = said.ok();
        assert!(shown.contains("nobody meets an earlier partner again"), "{shown}");
        assert!(
            shown.contains("The wish apart:organisation could not be kept for 170 pairs.\n"),
            "{shown}"
        );
        assert!(!shown.contains("together:region"), "{shown}");
    }
}

#[test]
fn what_leaves_no_round_is_refused_with_a_reason_and_changes_nothing() {
    let never = |pairs: &[(u32, u32)]| -> String {
        let rows = pairs.iter().map(|(a, b)| format!("P{a:04},P{b:04},\n"));
        "a,b,why\n".to_owned() + &rows.collect::<String>()
    };
    let across = |half: u32| -> Vec<(u32, u32)> {
        (1..=half).flat_map(|a| (half + 1..=2 * half).map(move |b| (a, b))).collect()
    };
    let all: Vec<(u32, u32)> = (1..=6).flat_map(|b| (1..b).map(move |a| (a, b))).collect();
    let alone: Vec<(u32, u32)> = (2..=6).map(|b| (1, b)).collect();
    let star: Vec<(u32, u32)> = all.iter().copied().filter(|&(a, _)| a > 1).collect();
    let paused = "participants set P0001 status=paused";
    for (people, exclusions, commands, words) in [
        (6, never(&all), vec![], "Person 1"),
        (6, never(&alone), vec![], "Person 1"),
        (6, never(&star), vec![], "Person 1"),
        (6, never(&across(3)), vec![], "Person 1"),
        (1, never(&[]), vec![], "only one person"),
        (0, never(&[]), vec![], "nobody"),
        (2, never(&[]), vec![paused, "participants set P0002 until=2099-01-01"], "nobody"),
        (3, never(&[(1, 2), (1, 3), (2, 3)]), vec![], "Person 1"),
        (7, never(&(2..=7).map(|b| (1, b)).collect::<Vec<_>>()), vec![], "Person 1"),
        (5, never(&[(1, 2), (1, 3), (2, 3), (2, 4), (1, 4), (1, 5)]), vec![], "Person 1"),
    ] {
        let folder = programme(people, "", |_| ",".into());
        folder.write("exclusions.csv", exclusions);
        for command in commands {
            folder.run(command).ok();
        }
        let before = folder.files();
        let said = folder.run("pair --seed 1").refused(4);
        assert!(said.contains(words), "{words}: {said}");
        assert!(said.contains("hint: "), "{said}");
        assert_eq!(folder.files(), before);
    }
    // Two cliques of an even size do have rounds.
    let folder = programme(8, "", |_| ",".into());
    folder.write("exclusions.csv", never(&across(4)));
    let (pairs, _) = drawn(&folder, 1);
    assert!(
        pairs.iter().all(|pair| (pair[0].as_str() <= "P0004") == (pair[1].as_str() <= "P0004"))
    );
}

#[test]
fn a_round_years_ahead_is_taken_for_a_slip_of_the_pen() {
    let folder = programme(4, "", |_| "North,East".into());
    folder.run("pair --date 2026-01-01").ok();
    let ahead = "pair --date 2028-01-03";
    let said = folder.run(ahead).refused(5);
    assert!(
        said.contains("2028-01-03 is more than two years after round 1 on 2026-01-01"),
        "{said}"
    );
    folder.run("pair -n --date 2028-01-02").ok();
    folder.run(&format!("{ahead} --force")).ok();
}

#[test]
fn a_wish_can_name_any_column_and_says_when_it_is_empty() {
    let folder = Folder::new();
    let rows: Vec<String> = (1..=8)
        .map(|at| {
            let (zone, floor) = (["CET", "gmt"][at % 2], ["red", "blue"][at / 5]);
            format!("Person {at},p{at}@x.example,{zone},{floor}\n")
        })
        .collect();
    folder.write("people.csv", format!("Name,Email,Time zone,Floor\n{}", rows.concat()));
    folder.run("init --participants people.csv").ok();
    let wishes = |list: &str| {
        folder.edit("unmentor.toml", |text| {
            let lines = text.lines().map(|line| {
                if line.starts_with("wishes =") {
                    format!("wishes = [{list}]")
                } else {
                    line.into()
                }
            });
            lines.collect::<Vec<_>>().join("\n") + "\n"
        });
    };
    wishes("\"together:time zone\", \"apart:floor\"");
    let said = folder.run("pair --seed 3 --json").ok();
    let round: serde_json::Value = serde_json::from_str(&said).unwrap();
    for pair in round["pairs"].as_array().unwrap() {
        let number = |at: usize| {
            let id = pair["members"][at]["id"].as_str().unwrap();
            id.trim_start_matches("P000").parse::<usize>().unwrap()
        };
        let (a, b) = (number(0), number(1));
        assert_eq!(a % 2, b % 2, "one time zone: {pair}");
        assert_ne!(a / 5, b / 5, "two floors: {pair}");
    }
    assert!(folder.read("rounds/01/round.toml").contains("together:time zone"));
    folder.run("check").ok();
    wishes("\"together:langauge\", \"mix:newcomers\"");
    let said = folder.run("pair --seed 3 --date 2026-08-01").err;
    assert!(said.contains("the wish `together:langauge` changes nothing: langauge is"), "{said}");
    wishes("\"apart:email\"");
    let said = folder.run("check");
    assert!((said.out + &said.err).contains("a heading of your own behind it"));
}

#[test]
fn a_team_beside_an_organisation_is_a_column_of_its_own_that_a_wish_can_name() {
    let folder = Folder::new();
    let rows = (1..=12).map(|n| {
        let (team, language) = (["Red", "Blue"][n % 2], ["Welsh", "English"][n / 2 % 2]);
        format!("Person {n},p{n}@x.example,Council,{team},{language}\n")
    });
    let sheet = format!("Name,Email,Organisation,Team,Language\n{}", rows.collect::<String>());
    folder.write("signup.csv", sheet);
    folder.run("init --participants signup.csv").ok();
    folder.edit("unmentor.toml", |text| {
        text.replace("[\"apart:organisation\"]", "[\"apart:team\", \"together:language\"]")
    });
    let people = folder.json("participants list --json");
    let of = |id: &str, column: &str| {
        let mut all = people.as_array().unwrap().iter();
        all.find(|one| one["id"] == id).unwrap()[column].to_string()
    };
    let (pairs, _) = drawn(&folder, 1);
    assert_eq!(pairs.len(), 6);
    for pair in &pairs {
        assert_ne!(of(&pair[0], "Team"), of(&pair[1], "Team"), "{pair:?}");
        assert_eq!(of(&pair[0], "Language"), of(&pair[1], "Language"), "{pair:?}");
        assert_eq!(of(&pair[0], "organisation"), "\"Council\"");
    }
}
