//! `rounds/NN/round.toml`: dates, how the round was drawn, who sits out.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::domain::{
    Amendment, Collection, Draw, Finding, FindingKind, Longer, Odd, Person, Roster, Round,
    RoundHead, RoundNumber, SatOut, Wish,
};

use super::amendments;
use super::called;
use super::interval::{self, INTERVAL, INTERVAL_MONTHS};
use super::notes::Notes;
use super::seal::{Seal, checksum};
use super::seen::{Met, Seen, known, met_again, people};
use super::stamp::{self, Stamp};
use super::stamps;
use super::toml::{Section, day, parse, seed};

/// Everything that the file can say.
/// Whose pairs have more time.
const LONGER: &str = "longer";

const KEYS: [&str; 16] = [
    LONGER,
    "round",
    "date",
    "closes",
    INTERVAL_MONTHS,
    INTERVAL,
    "answers",
    "seed",
    "algorithm",
    "pairs",
    "people",
    "checksum",
    "rules",
    stamp::KEY,
    "sitting_out",
    amendments::KEY,
];

/// What stands in the file.
#[derive(Debug)]
pub struct Read {
    pub head: RoundHead,
    pub sitting_out: Vec<SatOut>,
    /// Whose pairs have more time than the others.
    pub longer: Option<Longer>,
    /// How the round was mended.
    pub amended: Vec<Amendment>,
    pub seal: Seal,
    /// The change over several rounds of which it was a part.
    pub stamp: Option<Stamp>,
}

/// Reads the file; `None` when there is no telling which round it is.
pub fn read(
    file: &str,
    text: &str,
    folder: RoundNumber,
    roster: &Roster,
    seen: &mut Seen,
    notes: &mut Notes,
) -> Option<Read> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = parse(file, text, notes)?;
    let whole = Section::whole(file, &document);
    whole.refuse_others(&KEYS, notes);
    let number = whole.number("round", 1..=u32::MAX, notes);
    let number = whole.needed("round", number, notes);
    if number.is_some_and(|number| number != folder.get()) {
        let message = format!("the folder is that of round {folder}, but the file says otherwise");
        let finding = Finding::new(FindingKind::FolderName, whole.place("round"), message);
        notes.lost(finding.hint(format!("write `round = {folder}`, or rename the folder")));
    }
    let date = whole.date("date", notes);
    let date = whole.needed("date", date, notes);
    let draw = draw(&whole, notes);
    let sitting_out = sitting_out(&whole, folder, roster, seen, notes);
    let head = RoundHead {
        number: folder,
        date: date?,
        closes: whole.date("closes", notes),
        interval: interval::read(&whole, 1200, notes),
        answers: answers(&whole, notes),
        draw,
    };
    let mut count = |key| {
        let count = whole.number(key, 0..=u32::MAX, notes);
        whole.needed(key, count, notes)
    };
    let (pairs, people) = (count("pairs"), count("people"));
    let amended = amendments::read(&whole, roster, notes);
    let seal = Seal { pairs, people, checksum: whole.text("checksum", notes) };
    let stamp = stamps::read(&whole, notes);
    let longer = longer(&whole, roster, notes);
    Some(Read { head, sitting_out, longer, amended, seal, stamp })
}

/// Those whose pairs have more time than the others.
fn longer(whole: &Section<'_>, roster: &Roster, notes: &mut Notes) -> Option<Longer> {
    let section = whole.has(LONGER).then(|| whole.section(LONGER, notes)).flatten()?;
    section.refuse_others(&["closes", "people"], notes);
    let closes = section.date("closes", notes);
    let closes = section.needed("closes", closes, notes)?;
    let mut people = people(&section, "people", roster, notes);
    people.sort_unstable();
    Some(Longer { closes, people })
}

fn sitting_out(
    whole: &Section<'_>,
    round: RoundNumber,
    roster: &Roster,
    seen: &mut Seen,
    notes: &mut Notes,
) -> Vec<SatOut> {
    let mut sitting_out = Vec::new();
    for entry in whole.sections("sitting_out", notes) {
        entry.refuse_others(&["id", "name", "why"], notes);
        let id = entry.text("id", notes);
        let Some(id) = entry.needed("id", id, notes) else { continue };
        let person = known(&id, roster, || entry.place("id"), notes);
        let again = person.and_then(|person| seen.meet(person, Met::SITTING_OUT).err());
        if let Some(before) = again {
            notes.lost(met_again(&id, before, entry.place("id")));
        }
        if let Some(person) = person.filter(|_| again.is_none()) {
            let why = entry.text("why", notes);
            let why = entry.needed("why", why, notes).unwrap_or_default();
            let name = entry.text("name", notes).unwrap_or_default();
            if roster.get(person).is_forgotten() {
                called::note(round, person, name.trim(), roster, || entry.place("name"), notes);
            }
            sitting_out.push(SatOut { person, why });
        } else {
            notes.gaps = true;
        }
    }
    sitting_out
}

/// Whether people were asked; the line stands only where they were not.
fn answers(whole: &Section<'_>, notes: &mut Notes) -> Collection {
    let words = "\"not collected\", or no such line";
    let mark = |word: &str| (word == Collection::NOT_COLLECTED).then_some(Collection::NotCollected);
    whole.word("answers", mark, words, notes).unwrap_or_default()
}

fn draw(whole: &Section<'_>, notes: &mut Notes) -> Option<Draw> {
    let seed = whole.seed("seed", notes)?;
    let algorithm = whole.text("algorithm", notes);
    let algorithm = whole.needed("algorithm", algorithm, notes).unwrap_or_default();
    let rules = whole.section("rules", notes);
    let rules = whole.needed("rules", rules, notes);
    let (mut odd, mut wishes) = (Odd::default(), Vec::new());
    if let Some(rules) = rules {
        rules.refuse_others(&["odd", "wishes"], notes);
        let words = "\"trio\" or \"sit-out\"";
        let word = rules.word("odd", Odd::from_word, words, notes);
        odd = rules.needed("odd", word, notes).unwrap_or_default();
        let words = "wishes as in unmentor.toml";
        let list = rules.words("wishes", Wish::from_words, words, notes);
        wishes = rules.needed("wishes", list, notes).unwrap_or_default();
    }
    Some(Draw { seed, algorithm, odd, wishes })
}

/// The ids of those who sit out, for the search for the highest id.
pub fn ids_in(text: &str) -> Vec<String> {
    let document: Option<DocumentMut> = text.parse().ok();
    let entries = document.as_ref().and_then(|d| d.get("sitting_out")?.as_array_of_tables());
    let id = |entry: &Table| Some(entry.get("id")?.as_str()?.to_owned());
    let mut ids: Vec<_> = entries.into_iter().flatten().filter_map(id).collect();
    ids.extend(document.iter().flat_map(|document| amendments::ids_in(document.as_table())));
    ids
}

/// The file of a round.
pub fn write(roster: &Roster, round: &Round, stamp: Option<&Stamp>) -> Vec<u8> {
    let head = &round.head;
    let mut document = DocumentMut::new();
    let mut put = |key: &str, value: Value| document.insert(key, Item::Value(value));
    put("round", i64::from(head.number.get()).into());
    put("date", day(head.date));
    if let Some(closes) = head.closes {
        put("closes", day(closes));
    }
    if let Some(interval) = head.interval {
        let (key, value) = interval::write(interval);
        put(key, value);
    }
    if !round.is_collected() {
        put("answers", Collection::NOT_COLLECTED.into());
    }
    if let Some(draw) = &head.draw {
        put("seed", seed(draw.seed));
        put("algorithm", draw.algorithm.as_str().into());
    }
    put("pairs", count(round.pairs().len()));
    put("people", count(round.responses().len() + round.sitting_out().len()));
    put("checksum", checksum(roster, round).into());
    if let Some(draw) = &head.draw {
        let mut rules = Table::new();
        rules.insert("odd", draw.odd.word().into());
        let wishes: Array = draw.wishes.iter().map(ToString::to_string).collect();
        rules.insert("wishes", wishes.into());
        document.insert("rules", Item::Table(rules));
    }
    if let Some(stamp) = stamp {
        document.insert(stamp::KEY, stamp.to_item());
    }
    if !round.sitting_out().is_empty() {
        let entry = |out: &SatOut| {
            let participant = roster.get(out.person);
            let mut entry = Table::new();
            entry.insert("id", participant.id.as_str().into());
            entry.insert("name", participant.name.as_str().into());
            entry.insert("why", out.why.as_str().into());
            entry
        };
        let entries: ArrayOfTables = round.sitting_out().iter().map(entry).collect();
        document.insert("sitting_out", Item::ArrayOfTables(entries));
    }
    if let Some(longer) = &round.longer {
        let mut table = Table::new();
        table.insert("closes", day(longer.closes).into());
        let id = |&person: &Person| roster.get(person).id.as_str();
        table.insert("people", longer.people.iter().map(id).collect::<Array>().into());
        document.insert(LONGER, Item::Table(table));
    }
    if !round.amended.is_empty() {
        let entries = Item::ArrayOfTables(amendments::write(roster, &round.amended));
        document.insert(amendments::KEY, entries);
    }
    document.to_string().into_bytes()
}

fn count(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
