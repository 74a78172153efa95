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

use crate::domain::RoundNumber;

/// The name of the table.
pub const KEY: &str = "change";

/// What is said of words that were taken away.
pub const WORDS_GONE: &str = "taken away";

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

    /// Its rounds, in words.
    pub fn which(&self) -> String {
        format!("rounds {}", spans(&self.rounds).join(", "))
    }
}

/// Eight digits for the content of a file.
pub fn sum(bytes: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(bytes))
}

/// Numbers as people write them: `2..4`, `7`.
pub fn spans(rounds: &BTreeSet<RoundNumber>) -> Vec<String> {
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
