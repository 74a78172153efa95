//! What the program is built from: why each crate is there, and under which licence.

use std::process::Command;

use serde_json::Value;
use spdx::{Expression, LicenseReq, ParseMode};

/// What may be handed on with the program, in whatever way, as long as the texts go with it.
const ALLOWED: [&str; 6] =
    ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "Unicode-3.0", "Zlib"];

/// Whether a licence, as a crate states it, leaves a way that is allowed.
fn is_allowed(stated: &str) -> bool {
    let is_in = |asked: &LicenseReq| {
        asked.license.id().is_some_and(|licence| ALLOWED.contains(&licence.name))
    };
    // Older crates write a slash for "or".
    let one = Expression::parse_mode(
        stated,
        ParseMode { allow_slash_as_or_operator: true, ..ParseMode::STRICT },
    );
    one.is_ok_and(|one| one.evaluate(is_in))
}

#[test]
fn every_crate_has_a_licence_that_is_allowed() {
    let said = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let all: Value = serde_json::from_slice(&said.stdout).unwrap();
    let crates = all["packages"].as_array().unwrap();
    assert!(crates.len() > 50, "{}", crates.len());
    let refused: Vec<_> = crates
        .iter()
        .filter(|one| !one["license"].as_str().is_some_and(is_allowed))
        .map(|one| format!("{} {}", one["name"], one["license"]))
        .collect();
    assert_eq!(refused, [""; 0]);
}

#[test]
fn licences_that_bind_are_seen() {
    for bound in ["GPL-3.0-only", "MIT AND GPL-2.0-or-later", "MPL-2.0", "", "see LICENSE"] {
        assert!(!is_allowed(bound), "{bound}");
    }
    for free in ["MIT", "MIT/Apache-2.0", "GPL-2.0-only OR MIT", "(MIT OR GPL-2.0-only) AND Zlib"] {
        assert!(is_allowed(free), "{free}");
    }
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = include_str!("../Cargo.toml");
    let mut in_dependencies = false;
    let mut silent = Vec::new();
    let mut seen = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if in_dependencies && line.contains(" = ") {
            seen += 1;
            let why = line.rsplit_once("  # ").map_or("", |(_, why)| why);
            if why.split_whitespace().count() < 2 {
                silent.push(line);
            }
        }
    }
    assert!(seen > 30, "{seen}");
    assert_eq!(silent, [""; 0]);
}
