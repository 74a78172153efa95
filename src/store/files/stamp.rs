//! `[change]` in `round.toml`: the last change over several rounds of which the round was a part.
//! By it a folder is seen into which only a part of the change has come, as with services that keep
//! folders in step file by file.
//!
//! ```toml
//! [change]
//! number = 3                            # one more than any before it
//! mark = "5c1d9a3e"                     # of what was written
//! rounds = ["2..4", "7"]
//! before = ["outcomes.csv 1f2e3d4c"]    # what these files were, so that it is seen if they still are
//! ```

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, Item, Table, Value};

use crate::domain::{Finding, FindingKind, Place, Roster, RoundNumber};
use crate::store::paths::{ROSTER, RoundFile, round_folder};

use super::notes::Notes;
use super::toml::Section;

/// The name of the table.
pub const KEY: &str = "change";

/// What is said of words that were taken away.
const WORDS_GONE: &str = "taken away";

/// A change over several rounds, as each of them says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Ascends from change to change.
    pub number: u32,
    /// Eight digits for what was written.
    pub mark: String,
    /// Of which rounds.
    pub rounds: BTreeSet<RoundNumber>,
    /// The sums of this round's files as they were before.
    pub before: BTreeMap<String, String>,
    /// Nobody's own words were left in these rounds.
    pub words_gone: bool,
    /// The id of somebody who was forgotten by it.
    pub forgotten: Option<String>,
}

/// Reads the table; `None` where there is none.
pub fn read(whole: &Section<'_>, notes: &mut Notes) -> Option<Stamp> {
    let section = whole.section(KEY, notes)?;
    section.refuse_others(&["number", "mark", "rounds", "before", "words", "forgotten"], notes);
    let number = section.number("number", 1..=u32::MAX, notes);
    let number = section.needed("number", number, notes);
    let mark = section.text("mark", notes);
    let mark = section.needed("mark", mark, notes);
    let rounds = section.words("rounds", span, "rounds such as \"2..4\"", notes);
    let rounds = section.needed("rounds", rounds, notes);
    let sum = |text: &str| text.split_once(' ').map(|(file, sum)| (file.into(), sum.into()));
    let before = section.words("before", sum, "a file and its sum", notes).unwrap_or_default();
    let gone = |word: &str| (word == WORDS_GONE).then_some(true);
    let words_gone = section.word("words", gone, "\"taken away\"", notes).unwrap_or_default();
    Some(Stamp {
        number: number?,
        mark: mark?,
        rounds: rounds?.into_iter().flatten().collect(),
        before: before.into_iter().collect(),
        words_gone,
        forgotten: section.text("forgotten", notes),
    })
}

/// The most rounds that a line may stand for.
const MOST: u32 = 100_000;

fn span(text: &str) -> Option<Vec<RoundNumber>> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let sound = first <= last && last - first < MOST;
    sound.then(|| (first..=last).filter_map(RoundNumber::new).collect())
}

impl Stamp {
    /// The table as it is written.
    pub fn to_item(&self) -> Item {
        let mut table = Table::new();
        let mut put = |key: &str, value: Value| table.insert(key, Item::Value(value));
        put("number", i64::from(self.number).into());
        put("mark", self.mark.as_str().into());
        put("rounds", spans(&self.rounds).into_iter().collect::<Array>().into());
        if !self.before.is_empty() {
            let before = self.before.iter().map(|(file, sum)| format!("{file} {sum}"));
            put("before", before.collect::<Array>().into());
        }
        if self.words_gone {
            put("words", WORDS_GONE.into());
        }
        if let Some(id) = &self.forgotten {
            put("forgotten", id.as_str().into());
        }
        Item::Table(table)
    }

    /// Notes that a file of the stamped round is still what it was before the change.
    pub fn compare(&self, round: RoundNumber, file: RoundFile, text: &str, notes: &mut Notes) {
        if self.before.get(file.name()).is_some_and(|before| *before == sum(text.as_bytes())) {
            let message =
                format!("this file is still as it was before a change of {}", self.which());
            notes.half.insert(round);
            notes.edit(half(file.of(round), message));
        }
    }

    /// Notes that somebody is still there whom the change has forgotten.
    fn compare_roster(&self, roster: &Roster, notes: &mut Notes) {
        let Some(id) = &self.forgotten else { return };
        let is_gone = roster.by_id(id).is_some_and(|person| roster.get(person).is_forgotten());
        if !is_gone && !notes.blinded {
            notes.half.extend(&self.rounds);
            let message = format!("`{id}` is still here, whom a change of {} forgot", self.which());
            notes.edit(half(ROSTER.into(), message));
        }
    }

    /// Notes that words are there which the change has taken away.
    pub fn compare_words(&self, round: RoundNumber, has_words: bool, notes: &mut Notes) {
        if self.words_gone && has_words {
            let message = format!("here are words that a change of {} took away", self.which());
            notes.half.insert(round);
            notes.edit(half(RoundFile::Outcomes.of(round), message));
        }
    }

    fn which(&self) -> String {
        format!("rounds {}", spans(&self.rounds).join(", "))
    }
}

/// Eight digits for the content of a file.
pub fn sum(bytes: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(bytes))
}

/// Numbers as people write them: `2..4`, `7`.
fn spans(rounds: &BTreeSet<RoundNumber>) -> Vec<String> {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for number in rounds.iter().map(|round| round.get()) {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => spans.push((number, number)),
        }
    }
    let written = |(first, last): (u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}..{last}") }
    };
    spans.into_iter().map(written).collect()
}

/// Reports each change of which some rounds know and others do not.
pub fn compare(stamps: &BTreeMap<RoundNumber, Stamp>, roster: &Roster, notes: &mut Notes) {
    let mut told = BTreeSet::new();
    for stamp in stamps.values() {
        if !told.insert((stamp.number, &stamp.mark)) {
            continue;
        }
        stamp.compare_roster(roster, notes);
        let lacks = |round: &&RoundNumber| {
            stamps.get(round).is_none_or(|other| {
                let same = (other.number, &other.mark) == (stamp.number, &stamp.mark);
                !same && other.number <= stamp.number
            })
        };
        let lacking: BTreeSet<RoundNumber> = stamp.rounds.iter().filter(lacks).copied().collect();
        let Some(&first) = lacking.first() else { continue };
        let (which, old) = (stamp.which(), spans(&lacking).join(", "));
        let message = format!("of a change of {which} only a part is here: not that of {old}");
        let knows = |(_, other): &(&RoundNumber, &Stamp)| {
            (other.number, &other.mark) == (stamp.number, &stamp.mark)
        };
        let all = stamps.iter().filter(knows).map(|(&round, _)| round);
        notes.half.extend(all);
        notes.edit(half(round_folder(first), message));
    }
}

fn half(path: String, message: String) -> Finding {
    Finding::new(FindingKind::HalfChange, Place::file(path), message).hint(
        "wait until all files have come, or bring the others here; if it is right as it is: \
         unmentor check --accept",
    )
}
