//! `experiment.toml`: an experiment, sealed, so that nobody changes what was asked when the answer
//! is near.

use std::fmt::Write;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::domain::experiment::{Arm, Drawn, LONGEST, Primary, SHORTEST, WHOLE};
use crate::domain::{Experiment, Finding, FindingKind, Roster, RoundNumber};

use super::interval::{self, INTERVAL, INTERVAL_MONTHS};
use super::notes::Notes;
use super::seen::people;
use super::toml::{Section, day, parse, seed};
use crate::store::paths::EXPERIMENT;

const KEYS: [&str; 14] = [
    "question",
    "design",
    "drawn",
    "seed",
    "first_round",
    "rounds",
    INTERVAL_MONTHS,
    INTERVAL,
    "figures",
    "change",
    "level",
    "checksum",
    "arms",
    "joined",
];
const DESIGN: &str = "crossover";
/// The primary figures: both are read, and no other.
const FIGURES: [&str; 2] =
    ["share of pairs that met", "conversations per person and month of everybody who was drawn"];
const PREFACE: &str = "\
# An experiment: would a longer interval help? Written before its first round.
# It is sealed: `unmentor check` tells when somebody has changed it.
";

/// Reads the file; `None` when it says no experiment.
pub fn read(text: &str, roster: &Roster, notes: &mut Notes) -> Option<Experiment> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = parse(EXPERIMENT, text, notes)?;
    let whole = Section::whole(EXPERIMENT, &document);
    whole.refuse_others(&KEYS, notes);
    let number = |key: &str, within, notes: &mut Notes| {
        let number = whole.number(key, within, notes);
        whole.needed(key, number, notes)
    };
    let first = number("first_round", 1..=u32::MAX, notes).and_then(RoundNumber::new);
    let rounds = number("rounds", SHORTEST..=LONGEST, notes);
    let is_design = |word: &str| (word == DESIGN).then_some(());
    whole.word("design", is_design, "`crossover`", notes);
    let is_figure = |word: &str| FIGURES.contains(&word).then_some(());
    let figures =
        whole.words("figures", is_figure, "one of the two figures of an experiment", notes);
    let figures = whole.needed("figures", figures, notes).map_or(0, |figures| figures.len());
    let drawn_on = whole.date("drawn", notes);
    let interval = interval::read(&whole, 1200, notes);
    let interval =
        if whole.has(INTERVAL) { interval } else { whole.needed(INTERVAL_MONTHS, interval, notes) };
    let change = share(&whole, "change", notes);
    let level = share(&whole, "level", notes);
    let (question, seed) = (whole.text("question", notes), whole.seed("seed", notes));
    let experiment = Experiment {
        question: question.unwrap_or_default(),
        seed: whole.needed("seed", seed, notes)?,
        drawn_on: whole.needed("drawn", drawn_on, notes)?,
        first: first?,
        rounds: rounds.filter(|rounds| rounds.is_multiple_of(WHOLE))?,
        interval: interval?,
        primary: if figures == 1 { Primary::Conversations } else { Primary::Both },
        change: change?,
        level: level?,
        arms: arms(&whole, first?, roster, notes),
    };
    let sum = whole.text("checksum", notes);
    let sum = whole.needed("checksum", sum, notes);
    if sum.is_some_and(|sum| sum != checksum(roster, &experiment)) {
        let message = "this is not the experiment that was sealed before its first round";
        let finding = Finding::new(FindingKind::BrokenSeal, whole.place("checksum"), message);
        notes.lost(finding.hint("bring back a sound copy, or do without it: delete the file"));
    }
    Some(experiment)
}

fn share(whole: &Section<'_>, key: &str, notes: &mut Notes) -> Option<f64> {
    let read = |item: &Item| item.as_float().filter(|share| share.abs() < 1.0 && *share != 0.0);
    let share = whole.value(key, read, "a share such as 0.1", notes);
    whole.needed(key, share, notes)
}

/// Those who were drawn at the beginning, and those who joined.
fn arms(
    whole: &Section<'_>,
    first: RoundNumber,
    roster: &Roster,
    notes: &mut Notes,
) -> [Vec<Drawn>; 2] {
    let mut arms = [Vec::new(), Vec::new()];
    if let Some(lists) = whole.section("arms", notes) {
        for arm in Arm::ALL {
            let people = people(&lists, arm.word(), roster, notes);
            arms[arm.index()]
                .extend(people.into_iter().map(|person| Drawn { person, from: first }));
        }
    }
    for joined in whole.sections("joined", notes) {
        let from = joined.number("round", 1..=u32::MAX, notes).and_then(RoundNumber::new);
        let from = joined.needed("round", from, notes);
        let arm = joined.word("arm", Arm::from_word, "`shorter-first` or `longer-first`", notes);
        let arm = joined.needed("arm", arm, notes);
        let (Some(from), Some(arm)) = (from, arm) else { continue };
        let people = people(&joined, "people", roster, notes);
        arms[arm.index()].extend(people.into_iter().map(|person| Drawn { person, from }));
    }
    arms
}

/// The file, with its seal.
pub fn write(roster: &Roster, experiment: &Experiment) -> Vec<u8> {
    let mut document = DocumentMut::new();
    let mut put = |key: &str, value: Value| document.insert(key, Item::Value(value));
    put("question", experiment.question.as_str().into());
    put("design", DESIGN.into());
    put("drawn", day(experiment.drawn_on));
    put("seed", seed(experiment.seed));
    put("first_round", i64::from(experiment.first.get()).into());
    put("rounds", i64::from(experiment.rounds).into());
    let (key, interval) = interval::write(experiment.interval);
    put(key, interval);
    let figures = figures(experiment.primary);
    put("figures", figures.iter().copied().collect::<Array>().into());
    put("change", experiment.change.into());
    put("level", experiment.level.into());
    put("checksum", checksum(roster, experiment).into());
    let id = |drawn: &Drawn| roster.get(drawn.person).id.as_str();
    let mut arms = Table::new();
    let mut joined = ArrayOfTables::new();
    for arm in Arm::ALL {
        let drawn = &experiment.arms[arm.index()];
        let (at_first, later): (Vec<_>, Vec<_>) =
            drawn.iter().partition(|drawn| drawn.from == experiment.first);
        let people: Array = at_first.into_iter().map(id).collect();
        arms.insert(arm.word(), people.into());
        for together in later.chunk_by(|one, next| one.from == next.from) {
            let mut entry = Table::new();
            entry.insert("round", i64::from(together[0].from.get()).into());
            entry.insert("arm", arm.word().into());
            entry.insert("people", together.iter().copied().map(id).collect::<Array>().into());
            joined.push(entry);
        }
    }
    document.insert("arms", Item::Table(arms));
    if !joined.is_empty() {
        document.insert("joined", Item::ArrayOfTables(joined));
    }
    format!("{PREFACE}{document}").into_bytes()
}

fn figures(primary: Primary) -> &'static [&'static str] {
    match primary {
        Primary::Both => &FIGURES,
        Primary::Conversations => &FIGURES[1..],
    }
}

/// Eight digits for all that the file says: the CRC-32 of a line for each thing and each person.
/// How the file is written makes no difference.
fn checksum(roster: &Roster, experiment: &Experiment) -> String {
    let Experiment { question, seed, drawn_on, first, rounds, .. } = experiment;
    let Experiment { interval, primary, change, level, arms, .. } = experiment;
    let mut lines = String::new();
    // Writing to a string cannot fail.
    let interval = interval.whole_months().map_or_else(|| interval.to_string(), |m| m.to_string());
    let _ =
        writeln!(lines, "{question}\n{DESIGN}\n{seed}\n{drawn_on}\n{first}\n{rounds}\n{interval}");
    let _ = writeln!(lines, "{change:?}\n{level:?}\n{}", figures(*primary).join("\n"));
    for arm in Arm::ALL {
        for drawn in &arms[arm.index()] {
            let id = &roster.get(drawn.person).id;
            let _ = writeln!(lines, "{},{},{id}", arm.word(), drawn.from);
        }
    }
    format!("{:08x}", crc32fast::hash(lines.as_bytes()))
}
