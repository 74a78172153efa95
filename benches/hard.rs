//! The whole program on programmes that leave the pairing little room: `cargo bench --bench hard [WORD]`. With a
//! word only the cases with that word in their name.
//!
//! Each case is a folder of 10,000 people after 40 rounds; `pair` runs in it as an organiser would run it.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark says what it found")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{Months, NaiveDate};
use unmentor::domain::pairing::next_round;
use unmentor::domain::{
    Answer, Collection, Interval, Odd, Pair, Participant, ParticipantId, Person, Programme,
    Response, Round, RoundHead, Status, Wish,
};
use unmentor::matching::Random;
use unmentor::store::Folder;

const ROUNDS: u32 = 40;
const AWAY: Status = Status::Paused { until: None };
const SEEDS: u64 = 3;

/// A programme to be made.
struct Case {
    name: &'static str,
    people: u32,
    /// How many tenths of the people the large organisations have; everybody else is in one of 200.
    large: &'static [u32],
    wishes: &'static [&'static str],
    odd: Odd,
    /// Whether the past rounds were drawn by the program; else they are random.
    drawn: bool,
    /// How many people have been in no round.
    new: u32,
}

const APART: &str = "apart:organisation";
const REGION: &str = "together:region";
const SECTOR: &str = "apart:sector";
/// Over columns of an organiser's own, and over how long people have been there.
const THREE: [&str; 3] = ["apart:team", "together:language", "mix:newcomers"];

const PLAIN: Case = Case {
    name: "",
    people: 10_000,
    large: &[6],
    wishes: &[APART],
    odd: Odd::Trio,
    drawn: false,
    new: 0,
};

const CASES: [Case; 14] = [
    Case { name: "no wishes", wishes: &[], ..PLAIN },
    Case { name: "60 % in one, random rounds", ..PLAIN },
    Case { name: "60 % in one, drawn rounds", drawn: true, ..PLAIN },
    Case { name: "60 % in one, odd, trio", people: 10_001, ..PLAIN },
    Case { name: "60 % in one, odd, sitting out", people: 10_001, odd: Odd::SitOut, ..PLAIN },
    Case { name: "three of 30 %", large: &[3, 3, 3], ..PLAIN },
    Case { name: "60 % in one, then one region", wishes: &[APART, REGION], ..PLAIN },
    Case { name: "60 % in one, then sectors apart", wishes: &[APART, SECTOR], ..PLAIN },
    Case { name: "60 % in one, then a second chance", wishes: &[APART, "second-chance"], ..PLAIN },
    Case { name: "one region", wishes: &[REGION], ..PLAIN },
    Case { name: "one region, odd, trio", people: 10_001, wishes: &[REGION], ..PLAIN },
    Case { name: "three wishes, some are new", wishes: &THREE, new: 700, ..PLAIN },
    Case { name: "three wishes, drawn rounds", wishes: &THREE, new: 700, drawn: true, ..PLAIN },
    Case { name: "three wishes, odd, trio", people: 10_001, wishes: &THREE, new: 700, ..PLAIN },
];

fn main() {
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    println!("{:<36} {:>9} {:>9} {:>8}  not kept", "case", "median", "slowest", "proven");
    for case in CASES.iter().filter(|case| case.name.contains(&word)) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("programme");
        Folder::create(&root, &case.programme()).unwrap();
        let mut runs: Vec<Run> = (1..=SEEDS).map(|seed| run(&root, seed)).collect();
        runs.sort_by_key(|run| run.took);
        let proven = runs.iter().filter(|run| run.proven).count();
        println!(
            "{:<36} {:>7.2} s {:>7.2} s {proven:>4} of {SEEDS}  {}",
            case.name,
            runs[runs.len() / 2].took.as_secs_f64(),
            runs[runs.len() - 1].took.as_secs_f64(),
            runs[0].unmet,
        );
    }
}

/// What there is to say about one run of `pair`.
struct Run {
    took: Duration,
    proven: bool,
    /// What the program says of wishes that are not kept.
    unmet: String,
}

fn run(root: &Path, seed: u64) -> Run {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_unmentor"))
        .args(["-C", root.to_str().unwrap(), "--today", "2030-01-01", "pair", "-n", "--seed"])
        .arg(seed.to_string())
        .output()
        .unwrap();
    let took = start.elapsed();
    let (said, notes) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{notes}");
    let unmet: Vec<&str> = said.lines().filter(|line| line.contains("wish")).collect();
    Run { took, proven: !notes.contains("not proven"), unmet: unmet.join(" ") }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Case {
    fn programme(&self) -> Programme {
        let mut random = Random::new(7);
        let mut programme = Programme::default();
        programme.settings.wishes =
            self.wishes.iter().map(|words| Wish::from_words(words).unwrap()).collect();
        for heading in ["Team", "Language"] {
            programme.roster.add_further_column(heading);
        }
        programme.settings.odd = self.odd;
        for number in 1..=self.people {
            let mail = format!("p{number}@sample.example");
            let id = ParticipantId::numbered(number);
            let mut person = Participant::new(id, &format!("Person {number}"), &mail);
            let tenth = random.below(10);
            let mut upper = 0;
            let large = self.large.iter().position(|&tenths| {
                upper += tenths;
                tenth < upper
            });
            person.organisation = match large {
                Some(large) => format!("Large {large}"),
                None => format!("Small {}", random.below(200)),
            };
            person.sector = format!("Sector {}", random.below(4));
            person.region = format!("Region {}", random.below(9));
            let team = format!("Team {}", random.below(60));
            // Half of them have the most common language.
            let language = format!("Language {}", random.below(6) * random.below(2));
            person.further = vec![team, language];
            person.status = if number + self.new > self.people { AWAY } else { Status::Active };
            programme.roster.add(person).unwrap();
        }
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for number in 0..ROUNDS {
            let date = first + Months::new(number);
            let mut round = if self.drawn {
                next_round(&programme, date, u64::from(number)).unwrap().round
            } else {
                self.random_round(&programme, date, &mut random)
            };
            let people: Vec<Person> = round.people().collect();
            let answers = people.into_iter().map(|person| {
                let said = [Some(Answer::Yes), Some(Answer::No), None][random.below(3) as usize];
                Response { answer: said, ..Response::silent(person) }
            });
            round.respond_all(answers.collect()).unwrap();
            programme.put_round(round);
        }
        for person in (self.people - self.new..self.people).map(Person) {
            programme.roster.edit(person, |one| one.status = Status::Active);
        }
        programme
    }

    fn random_round(&self, programme: &Programme, date: NaiveDate, random: &mut Random) -> Round {
        let mut order: Vec<u32> = (0..self.people - self.new).collect();
        random.shuffle(&mut order);
        let pairs = (1..)
            .zip(order.chunks_exact(2))
            .map(|(number, two)| Pair::new(number, Person(two[0]), Person(two[1]), None).unwrap());
        let number = programme.next_number();
        let head = RoundHead {
            number,
            date,
            closes: None,
            interval: Some(Interval::MONTH),
            answers: Collection::Asked,
            draw: None,
        };
        Round::new(head, pairs.collect(), Vec::new()).unwrap()
    }
}
