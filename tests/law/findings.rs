//! Every kind of finding is made by some test.

use std::fs;
use std::path::Path;

use unmentor::domain::FindingKind;

use super::source::all_sources;

/// Kinds that no test names, each with the reason.
const UNNAMED: [(&str, &str); 6] = [
    ("ambiguous-name", "no test yet"),
    ("forgotten", "`program/forget.rs` compares its message"),
    ("lost-character", "no test yet"),
    ("nobody-named", "no test yet"),
    ("not-utf8", "no test yet"),
    ("readable-by-all", "`program/mishaps.rs` compares its hint"),
];

/// The texts of all files below a folder with one of two endings.
fn texts(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() && !path.ends_with("law") && !path.ends_with("node_modules") {
            texts(&path, into);
        } else if matches!(ending, Some("rs" | "txt")) {
            *into += &fs::read_to_string(&path).unwrap();
        }
    }
}

#[test]
fn every_kind_of_finding_is_made_by_a_test() {
    let mut tests = String::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut tests);
    let (sources, only_tests) = all_sources();
    tests.extend(sources.iter().map(|source| source.tests.as_str()));
    tests.extend(only_tests.iter().map(|source| source.text.as_str()));
    let mut untried = Vec::new();
    for kind in FindingKind::ALL {
        let name = kind.name();
        // As a sheet's outcome has it, as a test compares it, as a test lists it with its place.
        let signs =
            [format!(": {name}\n"), format!("\"{name}\""), format!("FindingKind::{kind:?}")];
        let listed = tests.match_indices(&format!("{name} ")).any(|(at, found)| {
            let place = tests[at + found.len()..].split([' ', '\n']).next().unwrap_or_default();
            tests[..at].ends_with(['"', ' ', '\n'])
                && [".csv", ".toml", "rounds", ".unmentor", "{file}"]
                    .iter()
                    .any(|part| place.contains(part))
        });
        let tried = listed || signs.iter().any(|sign| tests.contains(sign));
        if tried == UNNAMED.iter().any(|known| known.0 == name) {
            untried.push(name);
        }
    }
    assert!(untried.is_empty(), "no test makes these, or does although listed: {untried:?}");
}
