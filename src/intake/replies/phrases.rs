//! The tables of this folder, as they are asked.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::intake::phrasebook::lines;

/// What stands around a person's own words.
pub const OWN_TEXT: &str = include_str!("words/own_text.txt");
/// What machines write.
pub const MACHINES: &str = include_str!("words/machines.txt");
/// What people say.
pub const SAID: &str = include_str!("words/said.txt");

pub static AROUND: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(OWN_TEXT));
pub static MACHINE: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(MACHINES));
pub static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SAID));

/// Words from each of them on.
pub fn starts(words: &str) -> impl Iterator<Item = &str> {
    let spaces = words.match_indices(' ').map(|(at, _)| at + 1);
    [0].into_iter().chain(spaces).map(|start| &words[start..])
}

/// The phrases of a table by their key, and how many words the longest of each key has.
pub struct Phrases(HashMap<&'static str, (HashSet<&'static str>, usize)>);

impl Phrases {
    fn of(table: &'static str) -> Self {
        let mut all: HashMap<_, (HashSet<_>, usize)> = HashMap::new();
        for line in lines(table) {
            let (phrases, longest) = all.entry(line.key).or_default();
            for phrase in line.phrases() {
                *longest = (*longest).max(phrase.split(' ').count());
                phrases.insert(phrase);
            }
        }
        Self(all)
    }

    /// Whether words are a phrase as a whole.
    pub fn is(&self, key: &str, words: &str) -> bool {
        self.0.get(key).is_some_and(|(phrases, _)| phrases.contains(words))
    }

    /// What stands behind a phrase with which words begin; the longest phrase counts.
    pub fn behind<'w>(&self, key: &str, words: &'w str) -> Option<&'w str> {
        let (phrases, longest) = self.0.get(key)?;
        let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]);
        let found = ends.take(*longest).filter(|&end| phrases.contains(&words[..end])).last()?;
        Some(words[found..].trim_start())
    }

    /// Whether a phrase stands anywhere in words.
    pub fn within(&self, key: &str, words: &str) -> bool {
        starts(words).any(|rest| self.behind(key, rest).is_some())
    }

    /// Words without the phrases of a key.
    pub fn without(&self, key: &str, words: &str) -> String {
        let (mut rest, mut left) = (words, Vec::new());
        while !rest.is_empty() {
            if let Some(behind) = self.behind(key, rest) {
                rest = behind;
                continue;
            }
            let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
            left.push(word);
            rest = behind;
        }
        left.join(" ")
    }

    /// Whether each single word is one of several keys.
    pub fn all_of(&self, keys: &[&str], words: &str) -> bool {
        words.split(' ').all(|word| word.is_empty() || keys.iter().any(|key| self.is(key, word)))
    }
}
