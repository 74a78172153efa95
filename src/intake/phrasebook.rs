//! The phrases that headings and cells are compared with, from plain text tables.
//!
//! A table stands in `src/intake/words/`. Its first lines say what it is for; every other line is
//! `key: phrase | phrase`, and a line in brackets begins a section. Phrases are written as
//! [`plain_words`](crate::text::plain_words) folds them, and each has one key.

use std::collections::{HashMap, HashSet};

/// A line of a table.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The section it stands in; empty above the first one.
    pub section: &'static str,
    /// What its phrases mean.
    pub key: &'static str,
    phrases: &'static str,
}

impl Line {
    /// The phrases.
    pub fn phrases(self) -> impl Iterator<Item = &'static str> {
        self.phrases.split('|').map(str::trim)
    }
}

/// The lines of a table, without remarks. What is no line of a table says nothing; a test finds it.
pub fn lines(table: &'static str) -> impl Iterator<Item = Line> {
    let mut section = "";
    table.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        }
        let (key, phrases) = line.split_once(':')?;
        Some(Line { section, key, phrases })
    })
}

/// The phrases of a table with what `meaning` takes their keys for; other keys are left out.
pub fn by_phrase<T: Copy>(
    table: &'static str,
    meaning: impl Fn(&'static str) -> Option<T>,
) -> HashMap<&'static str, T> {
    let known = lines(table).filter_map(|line| Some((line, meaning(line.key)?)));
    known.flat_map(|(line, meaning)| line.phrases().map(move |phrase| (phrase, meaning))).collect()
}

/// Keys and phrases of a table, for lists whose phrases stand under several keys.
pub type Listed = HashSet<(&'static str, &'static str)>;

/// All phrases of a table, each with its key.
pub fn listed(table: &'static str) -> Listed {
    lines(table).flat_map(|line| line.phrases().map(move |phrase| (line.key, phrase))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::replies::phrases;
    use crate::intake::{answers, headings, history, machinery, presence, reasons, rhythm, values};
    use crate::text::plain_words;

    #[test]
    fn every_table_is_folded_and_unambiguous() {
        // Each with the keys whose phrases may stand under others as well.
        for (table, beside) in [
            (headings::TABLE, &[][..]),
            (machinery::TABLE, &["remark", "response"]),
            (presence::STATUSES, &[]),
            (
                presence::MOMENTS,
                &["before", "part", "ahead", "past", "how", "other", "meet", "list"],
            ),
            (reasons::TABLE, &["nothing"]),
            (rhythm::TABLE, &[]),
            (history::TABLE, &["person", "partner", "first of them"]),
            (values::BLANKS, &[]),
            (
                answers::TABLE,
                &[
                    "against yes",
                    "against no",
                    "against not yet",
                    "happened",
                    "denial",
                    "manner",
                    "silent",
                    "some",
                    "welsh",
                ],
            ),
            (
                phrases::OWN_TEXT,
                &["opens", "wrote", "original", "forward", "field", "signature", "disclaimer"],
            ),
            (phrases::MACHINES, &["reply", "daemon"]),
            (
                phrases::SAID,
                &[
                    "pause",
                    "leave",
                    "skip",
                    "corrects",
                    "not that",
                    "met",
                    "warm",
                    "past",
                    "gone",
                    "day",
                    "small",
                    "small no",
                    "polite",
                    "regret",
                    "negates",
                    "had met",
                    "we met",
                    "will meet",
                    "no date",
                    "asks",
                    "soft",
                    "soft yes",
                    "harmless",
                    "welsh only",
                ],
            ),
        ] {
            let is_remark = |line: &str| line.starts_with('#') || line.is_empty();
            let is_section = |line: &str| line.starts_with('[') && line.ends_with(']');
            let written = table.lines().filter(|line| !is_remark(line) && !is_section(line));
            assert_eq!(written.count(), lines(table).count(), "a line has no key");
            assert!(table.starts_with('#'), "a table says first what it is for");
            let mut seen = HashSet::new();
            for line in lines(table) {
                for phrase in line.phrases() {
                    let folded = phrase.strip_suffix("...").unwrap_or(phrase).trim();
                    assert_eq!(plain_words(folded), folded, "not folded");
                    assert!(!folded.is_empty(), "{line:?} has an empty phrase");
                    let among = if beside.contains(&line.key) { line.key } else { "" };
                    for section in line.section.split(", ") {
                        let is_new = seen.insert((section, among, phrase));
                        assert!(is_new, "{phrase:?} is there twice");
                    }
                }
            }
        }
    }
}
