//! Experiments on invented programmes, many times over: how often a reading cries wolf where nothing
//! happens, and whether a plan's power is what comes out.
//!
//! The heavy ones are run with `cargo test --release --test all trials -- --ignored --nocapture`.

use unmentor::domain::experiment::{Arm, Primary, Window};
use unmentor::domain::{
    Answer, Collection, Experiment, Interval, Pair, Participant, ParticipantId, Person, Programme,
    Response, Round, RoundHead, RoundNumber, Status,
};
use unmentor::report::History;
use unmentor::report::experiment::{Asked, Basis, Design, Plan, Reading};
use unmentor::report::uncertainty::quantile::Level;
use unmentor::report::uncertainty::{Units, Verdict};

use crate::support::programmes::day;

/// What of a programme and its experiment is invented.
#[derive(Clone, Copy)]
struct Invented {
    people: usize,
    rounds: u32,
    /// What the longer interval adds to the share that meets.
    effect: f64,
    /// Of the people, the share that is replaced between two rounds.
    leaves: f64,
    /// Whether a fifth of the pairs says nothing, and seasons go up and down.
    untidy: bool,
}

/// So many programmes for each line of a heavy trial: a share of 6 % is then known to a quarter of a
/// point, one of 60 % to half a point.
const TIMES: u64 = 8000;
const RATE: f64 = 0.55;
/// People differ by so much in either direction.
const APART: f64 = 0.14;

/// Numbers between 0 and 1 from a seed.
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) >> 11
    }

    fn next(&mut self) -> f64 {
        self.bits() as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound as u64).unwrap()
    }
}

fn add(programme: &mut Programme) -> Person {
    let number = u32::try_from(programme.roster.len()).unwrap() + 1;
    let new = Participant::new(ParticipantId::numbered(number), "Somebody", "s@north.example");
    programme.roster.add(new).unwrap()
}

/// One experiment, read at its end.
fn read(invented: Invented, seed: u64) -> Reading {
    let mut chance = Chance(seed);
    let mut programme = Programme::default();
    let first = RoundNumber::FIRST;
    let mut experiment = Experiment {
        question: String::new(),
        seed,
        drawn_on: day("2025-01-01"),
        first,
        rounds: invented.rounds,
        interval: Interval::MONTH,
        primary: Primary::Both,
        change: 0.1,
        level: 0.95,
        arms: [Vec::new(), Vec::new()],
    };
    let mut here: Vec<Person> = (0..invented.people).map(|_| add(&mut programme)).collect();
    experiment.draw(here.iter().copied(), first);
    // What a month adds; the longer interval has two of them to meet in.
    let month = |chance: &mut Chance| {
        if invented.untidy { 0.12 * (chance.next() - 0.5) * 1.7 } else { 0.0 }
    };
    let mut months = [month(&mut chance); 2];
    for slot in 0..invented.rounds {
        let number = first.plus(slot);
        months = [months[1], month(&mut chance)];
        for one in &mut here {
            if slot > 0 && chance.next() < invented.leaves {
                programme.roster.edit(*one, |gone| gone.status = Status::Left);
                *one = add(&mut programme);
                experiment.draw([*one], number);
            }
        }
        let arms = experiment.arms_of(programme.roster.len());
        let (mut pairs, mut said) = (Vec::new(), Vec::new());
        for arm in Arm::ALL.into_iter().filter(|&arm| experiment.is_due(arm, slot)) {
            let longer = experiment.window(arm, slot) == Window::Longer;
            let [this, next] = months;
            let (season, effect) =
                if longer { (f64::midpoint(this, next), invented.effect) } else { (this, 0.0) };
            let share = RATE + season + effect;
            let due = here.iter().copied().filter(|one| arms[one.index()] == Some(arm));
            draw(due.collect(), share, invented.untidy, &mut chance, &mut pairs, &mut said);
        }
        let head = RoundHead {
            number,
            date: day("2025-01-01") + chrono::Months::new(slot),
            closes: Some(day("2025-01-01") + chrono::Months::new(slot)),
            interval: Some(Interval::MONTH),
            answers: Collection::Asked,
            draw: None,
        };
        let mut round = Round::new(head, pairs, vec![]).unwrap();
        round.respond_all(said).unwrap();
        programme.put_round(round);
    }
    let programme = programme.with_experiment(Some(experiment));
    let history = History::of(&programme, day("2040-01-01"));
    Reading::of(&Units::of(&history), programme.experiment.as_ref().unwrap())
}

/// Pairs people by chance, and lets them meet or not.
fn draw(
    mut due: Vec<Person>,
    share: f64,
    untidy: bool,
    chance: &mut Chance,
    pairs: &mut Vec<Pair>,
    said: &mut Vec<Response>,
) {
    for last in (1..due.len()).rev() {
        due.swap(last, chance.below(last + 1));
    }
    let own = |one: Person| if one.0.is_multiple_of(2) { APART } else { -APART };
    for two in due.chunks_exact(2) {
        let number = u32::try_from(pairs.len()).unwrap() + 1;
        pairs.push(Pair::new(number, two[0], two[1], None).unwrap());
        let met = chance.next() < share + own(two[0]) + own(two[1]);
        let silent = untidy && chance.next() < if met { 0.08 } else { 0.36 };
        let answer = match (silent, met) {
            (true, _) => None,
            (false, true) => Some(Answer::Yes),
            (false, false) => Some(Answer::No),
        };
        said.extend(two.iter().map(|&one| Response { answer, ..Response::silent(one) }));
    }
}

/// The share of experiments that see a difference of the shares, in per cent.
fn found(invented: Invented, times: u64) -> f64 {
    let seen = (0..times).filter(|seed| {
        let reading = read(invented, 1_000_003 * (seed + 1));
        matches!(reading.verdict, Verdict::Higher | Verdict::Lower)
    });
    100.0 * seen.count() as f64 / times as f64
}

/// The power that the plan has for it, in per cent.
fn planned(invented: Invented) -> f64 {
    let stay =
        (0..invented.rounds).map(|k| (1.0 - invented.leaves).powi(k.try_into().unwrap())).collect();
    let basis = Basis {
        rate: RATE,
        pairs: 100,
        people: invented.people,
        rounds: 12,
        likeness: APART * APART / (RATE * (1.0 - RATE)),
        couples: 1.0,
        stay,
        past_pairs: 6.0,
    };
    let asked = Asked {
        people: invented.people,
        rounds: invented.rounds,
        interval: Interval::MONTH,
        change: invented.effect,
        level: Level::P95,
    };
    100.0 * Plan::of(&basis, Design::Crossover, asked).power
}

#[test]
fn a_reading_finds_what_is_there_and_seldom_what_is_not() {
    let none = Invented { people: 60, rounds: 12, effect: 0.0, leaves: 0.05, untidy: true };
    let large = Invented { effect: 0.3, untidy: false, ..none };
    let (wolf, large) = (found(none, 100), found(large, 20));
    assert!(wolf <= 13.0, "{wolf} % cry wolf");
    assert!(large >= 90.0, "{large} % find 30 points");
    let plan = planned(Invented { effect: 0.3, untidy: false, ..none });
    assert!(plan > 95.0, "{plan}");
}

#[test]
#[ignore = "takes a minute with optimisation, and twenty without"]
fn trials_of_experiments_seldom_cry_wolf() {
    for people in [60, 100, 200, 400] {
        for untidy in [false, true] {
            let none = Invented { people, rounds: 12, effect: 0.0, leaves: 0.05, untidy };
            let wolf = found(none, TIMES);
            println!("{people} people, untidy {untidy}: {wolf:.1} % cry wolf");
            assert!((3.0..=7.0).contains(&wolf), "{people} people: {wolf}");
        }
    }
}

#[test]
#[ignore = "takes a minute with optimisation, and twenty without"]
fn trials_of_experiments_have_the_power_of_the_plan() {
    for people in [60, 100, 200, 400] {
        for effect in [0.1, 0.15] {
            let one = Invented { people, rounds: 12, effect, leaves: 0.05, untidy: false };
            let (found, planned) = (found(one, TIMES), planned(one));
            println!("{people} people, {effect}: found {found:.1}, planned {planned:.1}");
            assert!((found - planned).abs() <= 4.0, "{people} people, {effect}");
        }
    }
}
