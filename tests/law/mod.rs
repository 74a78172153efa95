//! The law of the house, as the crate documentation tells it: what a room must not know.

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the words that must not stand in its code.
const LAW: [(&str, &[&str]); 6] = [
    (
        "matching",
        &[
            "std::fs",
            "std::env",
            "std::io",
            "std::time",
            "serde",
            "chrono",
            "SysRng",
            "crate::domain",
            "crate::report",
            "crate::intake",
            "crate::store",
            "crate::render",
            "crate::cli",
            "participant",
            "Person",
        ],
    ),
    (
        "domain",
        &[
            "std::fs",
            "std::env",
            "std::io",
            "std::time",
            "serde",
            "Local::now",
            "Utc::now",
            "rand::",
            "crate::report",
            "crate::intake",
            "crate::store",
            "crate::render",
            "crate::cli",
        ],
    ),
    (
        "report",
        &[
            "std::fs",
            "std::env",
            "std::io",
            "std::time",
            "serde",
            "Local::now",
            "Utc::now",
            "SysRng",
            "crate::intake",
            "crate::store",
            "crate::render",
            "crate::cli",
        ],
    ),
    (
        "intake",
        &[
            "std::fs",
            "std::env",
            "std::time",
            "serde",
            "Local::now",
            "Utc::now",
            "rand::",
            "crate::report",
            "crate::store",
            "crate::render",
            "crate::cli",
        ],
    ),
    (
        "store",
        &[
            "std::env",
            "Local::now",
            "Utc::now",
            "rand::",
            "crate::report",
            "crate::intake",
            "crate::render",
            "crate::cli",
        ],
    ),
    (
        "render",
        &[
            "std::fs",
            "std::env",
            "std::time",
            "io::stdout",
            "io::stderr",
            "Local::now",
            "Utc::now",
            "rand::",
            "crate::intake",
            "crate::store",
            "crate::cli",
        ],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// The lines of code with their numbers; comments and unit tests are not code.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let before_tests = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    before_tests
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(number, line)| (number + 1, line))
}

#[test]
fn no_room_knows_what_it_must_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (room, forbidden) in LAW {
        let files = sources(&root.join(room));
        assert!(!files.is_empty(), "the room {room} is gone: correct the law");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in code(&text) {
                for word in forbidden.iter().filter(|&&word| line.contains(word)) {
                    let file = file.strip_prefix(&root).unwrap().display();
                    broken.push(format!("{file}:{number}: `{word}`"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_file_above_500_lines_says_why() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in sources(&root.join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().count();
        let says_why = text.lines().take(30).any(|line| line.contains("long because"));
        assert!(lines <= 500 || says_why, "{} has {lines} lines", file.display());
    }
}

/// A sign of making text safe for an output, and the one file in which it may stand.
const DOORS: [(&str, &str); 5] = [
    ("\"&lt;\"", "render/xml.rs"),
    (r"\\u003c", "render/html/data.rs"),
    ("io::stdout()", "cli/terminal.rs"),
    ("io::stderr()", "cli/terminal.rs"),
    ("'＝'", "text/defuse.rs"),
];

#[test]
fn each_output_has_one_door_for_text_from_outside() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in sources(&root) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if name.contains("/tests/") {
            continue;
        }
        let code: Vec<&str> = code(&text).map(|(_, line)| line).collect();
        let has = |sign: &str| code.iter().any(|line| line.contains(sign));
        for (sign, door) in DOORS {
            if has(sign) != (name == door) && (has(sign) || name == door) {
                wrong.push(format!("{name}: {sign}, whose place is {door}"));
            }
        }
        // A CSV file is for spreadsheets, which take some texts for formulas.
        if has("csv::Writer") && !has("defuse(") {
            wrong.push(format!("{name}: writes cells without `defuse`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_law_sees_a_breach() {
    let breach =
        "//! std::fs in words is fine\nuse std::fs;\n#[cfg(test)]\nmod tests { use std::env; }";
    let found: Vec<_> = code(breach).filter(|(_, line)| line.contains("std::")).collect();
    assert_eq!(found, [(2, "use std::fs;")]);
}
