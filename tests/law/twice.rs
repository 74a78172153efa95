//! Nothing is said twice.

use std::collections::BTreeMap;

use super::holds;
use super::source::{Source, sources};

/// As many equal lines one after the other are a copy.
const COPY: usize = 8;

/// The lines that count, with their numbers: no imports, no lone signs.
fn telling(source: &Source) -> Vec<(usize, &str)> {
    let mut importing = false;
    let mut all = Vec::new();
    for (number, line) in source.lines() {
        let line = line.trim();
        let words = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        importing |= words.starts_with("use ");
        if !importing && line.contains(|c: char| c.is_alphanumeric()) {
            all.push((number, line));
        }
        importing &= !line.ends_with(';');
    }
    all
}

/// Where a run of lines stands a second time.
fn copies(sources: &[Source]) -> Vec<String> {
    let mut first: BTreeMap<Vec<&str>, (usize, usize, usize)> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let lines = telling(source);
        let mut last = None;
        for (start, run) in lines.windows(COPY).enumerate() {
            let key = run.iter().map(|line| line.1).collect();
            let Some(&(file, line, position)) = first.get(&key) else {
                first.insert(key, (at, run[0].0, start));
                continue;
            };
            // A run within itself, or the rest of a longer copy, is no news.
            let within = file == at && start < position + COPY;
            if !within && last != Some(start.wrapping_sub(1)) {
                let (here, there) = (&source.path, &sources[file].path);
                found.push(format!("{here}:{} is {there}:{line}", run[0].0));
            }
            last = Some(start);
        }
    }
    found
}

#[test]
fn no_eight_lines_stand_in_two_places() {
    let found = copies(&sources());
    holds(&found);
}

#[test]
fn a_copy_is_seen_through_blank_lines_and_comments() {
    let lines: String =
        (0..COPY).flat_map(|n| ["    let number = ".into(), n.to_string(), ";\n".into()]).collect();
    let spread = lines.replace(";\n", "; // why\n\n    }\n");
    let one = Source::new("store/one.rs", &lines);
    let two = Source::new("render/two.rs", &format!("use std::fmt;\n{spread}"));
    assert_eq!(copies(&[one, two]), ["render/two.rs:2 is store/one.rs:1"]);
}
