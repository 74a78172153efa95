//! Commands in a random order, some of them killed: what was promised holds after each.
//!
//! The ordinary test runs a few dozen commands. For a long run, which also kills commands:
//!
//! ```text
//! UNMENTOR_COMMANDS=10000 cargo test --release --test all sequence -- --ignored --nocapture
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::Value;

use crate::support::folder::{Folder, TODAY};

type Bytes = Vec<(std::path::PathBuf, Vec<u8>)>;

/// A programme, and what is known of it.
struct Trial {
    folder: Folder,
    random: TestRng,
    /// Every id that anybody ever had, with the name of its first owner.
    owners: BTreeMap<String, String>,
    /// The files before each change that can be taken back, the latest last.
    past: Vec<Bytes>,
    /// Commands run, changes made, commands killed, changes taken back to the byte.
    figures: [usize; 4],
    people: usize,
}

impl Trial {
    fn new(seed: u64) -> Self {
        let folder = Folder::new();
        folder.write(
            "unmentor-sheet.csv",
            "name,email\nAda Ames,p1@a.example\nBen Bo,p2@a.example\n\
             Cai Cole,p3@a.example\nDee Dorn,p4@a.example\nEve Ell,p5@a.example\n",
        );
        folder.run("init --participants unmentor-sheet.csv").ok();
        folder.edit("unmentor.toml", |text| {
            text.replace("# purge_after_months = 24", "purge_after_months = 0")
        });
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let (owners, past) = (BTreeMap::new(), Vec::new());
        Self { folder, random, owners, past, figures: [0; 4], people: 5 }
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.random.next_u32() as usize) % limit.max(1)
    }

    /// The numbers of the rounds, ascending.
    fn rounds(&self) -> Vec<usize> {
        let Ok(rounds) = fs::read_dir(self.folder.path().join("rounds")) else { return vec![] };
        let name = |one: fs::DirEntry| one.file_name().into_string().unwrap();
        let mut rounds: Vec<_> = rounds.map(|one| name(one.unwrap()).parse().unwrap()).collect();
        rounds.sort_unstable();
        rounds
    }

    /// Adds somebody, changes a detail or keeps two apart, as an organiser does in an editor. It
    /// stands in no copy, so there is nothing to take back from here on.
    fn edit_by_hand(&mut self) {
        self.people += 1;
        let n = self.people;
        let folder = &self.folder;
        folder.edit("participants.csv", |text| {
            let cells = text.lines().next().unwrap().split(',').count();
            let row = format!(",New N{n},p{n}@a.example{}\n", ",".repeat(cells - 3));
            text.replacen(",active,", ",paused,", 1) + &row
        });
        let exclusions = folder.path().join("exclusions.csv");
        let kept = fs::read_to_string(&exclusions).unwrap_or("a,b,why\n".into());
        fs::write(exclusions, kept + &format!("P0001,p{n}@a.example,by hand\n")).unwrap();
        self.past.clear();
        self.forget_copies();
    }

    /// How many conversations took place in each round, by number.
    fn met(&self) -> BTreeMap<u64, u64> {
        let list = self.folder.json("rounds list --json");
        let met = |round: &Value| Some((round["round"].as_u64()?, round["met"].as_u64()?));
        list.as_array().unwrap().iter().map(|round| met(round).unwrap()).collect()
    }

    /// A command line, and whether the change that it makes can be taken back.
    fn command(&mut self) -> (String, bool) {
        let (rounds, id) = (self.rounds(), format!("P{:04}", 1 + self.below(self.people)));
        let round = *rounds.get(self.below(rounds.len())).unwrap_or(&1);
        let last = *rounds.last().unwrap_or(&0);
        let pair = format!("r{round:02}-{:03}", 1 + self.below(3));
        let answer = ["yes", "no", "not-yet", "none"][self.below(4)];
        let line = match self.below(17) {
            0 | 1 => {
                self.people += 1;
                let n = self.people;
                let row = format!("name,email\nNew N{n},p{n}@a.example\n");
                self.folder.write("unmentor-sheet.csv", row);
                "participants import unmentor-sheet.csv".into()
            }
            2 | 3 if rounds.len() < 12 => format!("pair --force --seed {}", self.below(100)),
            4..=6 => format!("outcomes set {pair} {answer}"),
            7 => {
                let date = TODAY;
                let sheet =
                    format!("round,participant,answer,answered_on\n{round},{id},yes,{date}\n");
                self.folder.write("unmentor-sheet.csv", sheet);
                "outcomes import unmentor-sheet.csv".into()
            }
            8 => format!("participants set {id} rhythm={}", 1 + self.below(3)),
            9 => format!("participants set {id} status={}", ["left", "active"][self.below(2)]),
            10 if last > 0 => format!("rounds amend {last} --out {id}"),
            11 if self.below(8) == 0 => return (format!("participants forget {id} --yes"), false),
            12 if self.below(4) == 0 => return ("check --purge --yes".into(), false),
            13 => "check --accept".into(),
            14 if (1..60).contains(&last) => {
                // It leaves a gap in the numbers.
                let (a, b) = (1 + self.below(5), 6 + self.below(5));
                let sheet = format!("round,date,a,b\n{},{TODAY},P{a:04},P{b:04}\n", 20 + last);
                self.folder.write("unmentor-sheet.csv", sheet);
                "rounds import unmentor-sheet.csv".into()
            }
            _ => "undo --yes".into(),
        };
        (line, true)
    }

    /// Runs one command, kills it if `kill` says after how long, and looks at what is there.
    fn step(&mut self, may_kill: bool) {
        if self.below(20) == 0 {
            self.edit_by_hand();
        }
        let (line, can_go_back) = self.command();
        let (before, met) = (self.programme(), self.met());
        let kill = (may_kill && self.below(3) == 0).then(|| self.below(30_000));
        self.figures[0] += 1;
        let done = match kill {
            None => {
                let said = self.folder.run(&line);
                // Somebody or something that is not there is a refusal; a wrong word is a wrong test.
                assert!(!said.err.contains("try '--help'"), "`{line}` is no command: {said:#?}");
                Some(said.code == 0)
            }
            Some(micros) => {
                let mut child = Command::new(env!("CARGO_BIN_EXE_unmentor"))
                    .args(["--today", TODAY])
                    .args(line.split(' '))
                    .current_dir(self.folder.path())
                    .env_clear()
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                std::thread::sleep(Duration::from_micros(micros as u64));
                let _ = child.kill();
                self.figures[2] += 1;
                child.wait().unwrap().code().map(|code| code == 0)
            }
        };
        let said = self.folder.run("check");
        assert_eq!((said.code, said.out.as_str()), (0, ""), "after `{line}`: {said:#?}");
        let after = self.programme();
        let changed = after != before;
        assert!(done != Some(false) || !changed, "`{line}` failed and changed something");
        self.figures[1] += usize::from(changed);
        self.ids_stay();
        if !["outcomes", "undo"].iter().any(|word| line.starts_with(word)) {
            let now = self.met();
            let kept = met.iter().all(|(round, met)| now.get(round) == Some(met));
            assert!(kept, "`{line}` makes of {met:?} {now:?}");
        }
        if line == "undo --yes" {
            if changed {
                let expected = self.past.pop().unwrap();
                assert_eq!(after, expected, "undo gives other bytes back");
                self.figures[3] += 1;
            }
        } else if changed && can_go_back {
            self.past.push(before);
        } else if !can_go_back && (changed || done == Some(true)) {
            self.past.clear();
            self.forget_copies();
        }
        if self.past.is_empty() {
            self.forget_copies();
        }
    }

    /// The files of the programme itself.
    fn programme(&self) -> Bytes {
        let mut files = self.folder.files();
        files.retain(|(path, _)| path != std::path::Path::new("unmentor-sheet.csv"));
        files
    }

    /// From here on there is nothing to take back, so that every undo has a known result.
    fn forget_copies(&self) {
        let _ = fs::remove_dir_all(self.folder.path().join(".unmentor/undo"));
    }

    /// An id belongs to the same person for ever, or to nobody any more.
    fn ids_stay(&mut self) {
        let list = self.folder.json("participants list --json");
        let mut ids = BTreeSet::new();
        for person in list.as_array().unwrap() {
            let [id, name] = ["id", "name"].map(|key| person[key].as_str().unwrap().to_owned());
            assert!(ids.insert(id.clone()), "{id} is there twice");
            let owner = self.owners.entry(id.clone()).or_insert_with(|| name.clone());
            assert!(name.is_empty() || *owner == name, "{id} was {owner}, is {name}");
        }
        self.owners.retain(|id, _| ids.contains(id));
    }
}

#[test]
fn after_every_command_of_a_random_row_all_promises_hold() {
    let mut trial = Trial::new(1);
    for _ in 0..80 {
        trial.step(false);
    }
    let [commands, changes, _, back] = trial.figures;
    assert!(commands == 80 && changes > 20 && back > 2, "{:?}", trial.figures);
}

#[test]
#[ignore = "as long as it is told to take"]
fn killed_commands_break_no_promise() {
    let commands = std::env::var("UNMENTOR_COMMANDS").map_or(1000, |many| many.parse().unwrap());
    let mut figures = [0; 4];
    for seed in 0.. {
        let mut trial = Trial::new(seed);
        for _ in 0..200 {
            trial.step(true);
        }
        figures = std::array::from_fn(|i| figures[i] + trial.figures[i]);
        let [run, changes, killed, back] = figures;
        println!("{run} commands, {changes} changes, {killed} killed, {back} taken back");
        if run >= commands {
            return;
        }
    }
}
