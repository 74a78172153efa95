//! Changes over several rounds, read from `round.toml` and held against what is here.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Finding, FindingKind, Place, Roster, RoundNumber};
use crate::store::paths::{ROSTER, RoundFile, round_folder};

use super::notes::Notes;
use super::stamp::{KEY, Stamp, WORDS_GONE, spans, sum};
use super::toml::Section;

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

/// Notes that a file of the stamped round is still what it was before the change.
pub fn compare_file(
    stamp: &Stamp,
    round: RoundNumber,
    file: RoundFile,
    text: &str,
    notes: &mut Notes,
) {
    if stamp.before.get(file.name()).is_some_and(|before| *before == sum(text.as_bytes())) {
        let message = format!("this file is still as it was before a change of {}", stamp.which());
        notes.half.insert(round);
        notes.edit(half(file.of(round), message));
    }
}

/// Notes that somebody is still there whom the change has forgotten.
fn compare_roster(stamp: &Stamp, roster: &Roster, notes: &mut Notes) {
    let Some(id) = &stamp.forgotten else { return };
    let is_gone = roster.by_id(id).is_some_and(|person| roster.get(person).is_forgotten());
    if !is_gone && !notes.blinded {
        notes.half.extend(&stamp.rounds);
        let message = format!("`{id}` is still here, whom a change of {} forgot", stamp.which());
        notes.edit(half(ROSTER.into(), message));
    }
}

/// Notes that words are there which the change has taken away.
pub fn compare_words(stamp: &Stamp, round: RoundNumber, has_words: bool, notes: &mut Notes) {
    if stamp.words_gone && has_words {
        let message = format!("here are words that a change of {} took away", stamp.which());
        notes.half.insert(round);
        notes.edit(half(RoundFile::Outcomes.of(round), message));
    }
}

/// Reports each change of which some rounds know and others do not. Returns what the rounds say.
pub fn compare(roster: &Roster, notes: &mut Notes) -> BTreeMap<RoundNumber, Stamp> {
    let stamps = std::mem::take(&mut notes.stamps);
    let mut told = BTreeSet::new();
    for stamp in stamps.values() {
        if !told.insert((stamp.number, &stamp.mark)) {
            continue;
        }
        compare_roster(stamp, roster, notes);
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
    stamps
}

fn half(path: String, message: String) -> Finding {
    Finding::new(FindingKind::HalfChange, Place::file(path), message).hint(
        "wait until all files have come, or bring the others here; if it is right as it is: \
         unmentor check --accept",
    )
}
