//! What a room must not know.

use super::holds;
use super::source::{Named, Source, sources};

/// A room, the rooms that it may know, and words that have no place in it.
const ROOMS: [(&str, &[&str], &[&str]); 10] = [
    ("text", &[], &[]),
    ("matching", &[], &["participant", "Participant", "Person"]),
    ("domain", &["matching", "text"], &[]),
    ("sheets", &["domain", "text"], &[]),
    ("intake", &["sheets", "domain", "text"], &[]),
    ("report", &["domain", "text"], &[]),
    ("messages", &["domain", "text"], &[]),
    ("store", &["domain", "text"], &[]),
    ("render", &["report", "messages", "domain", "text"], &[]),
    (
        "cli",
        &[
            "text", "matching", "domain", "sheets", "intake", "report", "messages", "store",
            "render",
        ],
        &[],
    ),
];

/// All that the sheets know of the domain: how to say that something is wrong.
const OF_DOMAIN_IN_SHEETS: [&str; 3] = ["Finding", "FindingKind", "Place"];

/// What belongs to the edge or to the disk, and the rooms that may name it.
const OUTSIDE: [(&str, &[&str]); 25] = [
    ("anstream", &["cli"]),
    ("anyhow", &["cli"]),
    ("chrono::Local", &["cli"]),
    ("chrono::Utc", &["cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("getrandom", &["cli"]),
    ("indicatif", &["cli"]),
    ("io::stderr", &["cli"]),
    ("io::stdin", &["cli"]),
    ("io::stdout", &["cli"]),
    ("minijinja", &["messages"]),
    ("panic::set_hook", &["cli"]),
    ("panic::take_hook", &["cli"]),
    ("process::Command", &["cli"]),
    ("process::exit", &[]),
    ("rand", &["matching", "cli"]),
    ("serde", &["render", "cli"]),
    ("serde_json", &["render", "cli"]),
    ("std::env", &["cli"]),
    ("std::fs", &["store", "cli"]),
    ("std::net", &[]),
    ("std::time", &["store", "cli"]),
    ("tempfile", &["store", "cli"]),
];

/// What a file of a room says against the law.
fn breaches(room: &str, path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path, text);
    let Some((_, may_know, words)) = ROOMS.iter().find(|known| known.0 == room) else {
        return vec![format!("{path}: the law knows no room `{room}`")];
    };
    let mut all = Vec::new();
    for named in source.named() {
        if let Some(why) = wrong(room, may_know, &named) {
            all.push(format!("{path}:{}: `{}`: {why}", named.line, named.written.join("::")));
        }
    }
    for (line, code) in source.lines() {
        for word in words.iter().filter(|&&word| code.contains(word)) {
            all.push(format!("{path}:{line}: `{word}` has no place in {room}"));
        }
    }
    all
}

fn wrong(room: &str, may_know: &[&str], named: &Named) -> Option<String> {
    let full: Vec<_> = named.full.iter().map(String::as_str).collect();
    if let ["crate", other, rest @ ..] = &full[..]
        && *other != room
    {
        if named.written[0] == "super" {
            return Some("another room is reached by its name, from `crate`".into());
        }
        if !may_know.contains(other) {
            return Some(format!("{room} must not know {other}"));
        }
        let inner = rest.iter().find(|part| !matches!(**part, "finding" | "kind"));
        if room == "sheets"
            && *other == "domain"
            && !inner.is_some_and(|inner| OF_DOMAIN_IN_SHEETS.contains(inner))
        {
            return Some("sheets know no programme".into());
        }
        return None;
    }
    let (thing, rooms) = OUTSIDE.iter().find(|(thing, _)| names(&full, thing))?;
    (!rooms.contains(&room)).then(|| match rooms {
        [] => format!("`{thing}` is for no room"),
        _ => format!("`{thing}` is for {}", rooms.join(" and ")),
    })
}

/// Whether a path leads to something or takes it in with everything around it.
fn names(path: &[&str], thing: &str) -> bool {
    let thing: Vec<_> = thing.split("::").collect();
    let found = if thing.len() == 1 {
        path.starts_with(&thing)
    } else {
        path.windows(thing.len()).any(|part| part == thing)
    };
    let all = path.strip_suffix(&["*"]).is_some_and(|around| {
        let inner = thing.iter().rposition(|part| around.last() == Some(part));
        inner.is_some_and(|inner| inner + 1 < thing.len())
    });
    found || all
}

#[test]
fn no_room_knows_what_it_must_not() {
    let sources = sources();
    for (room, ..) in ROOMS {
        assert!(sources.iter().any(|source| source.room() == room), "the room {room} is gone");
    }
    let rooms = sources.iter().filter(|source| !source.room().is_empty());
    let broken: Vec<_> =
        rooms.flat_map(|file| breaches(file.room(), &file.path, &file.text)).collect();
    holds(&broken);
}

/// A room, a line that breaks the law in it, and a word of the refusal.
const PLANTED: [(&str, &str, &str); 24] = [
    ("matching", "use crate::domain::Pair;", "must not know domain"),
    ("matching", "fn pair(participant: u32) {}", "participant"),
    ("text", "use crate::domain::Finding;", "must not know domain"),
    ("domain", "use std::fs;", "std::fs"),
    ("domain", "use std::{fmt, fs::File};", "std::fs"),
    ("domain", "use serde::Serialize;", "serde"),
    ("domain", "fn now() { chrono::Local::now(); }", "chrono::Local"),
    ("domain", "fn who() -> super::super::store::Lock {}", "by its name"),
    ("sheets", "use crate::domain::Programme;", "no programme"),
    ("sheets", "use crate::domain::{Finding, Roster};", "no programme"),
    ("sheets", "use crate::domain::*;", "no programme"),
    ("sheets", "fn hook() { std::panic::set_hook(say); }", "panic::set_hook"),
    ("intake", "use crate::{store, render};", "must not know store"),
    ("intake", "use std::io::*;", "io::st"),
    ("report", "use crate::render::phrases::count;", "must not know render"),
    ("store", "use crate::{domain::{Pair, Round}, render::xml};", "must not know render"),
    ("store", "use std::io; fn ask() { io::stdin().lines(); }", "io::stdin"),
    ("store", "use anyhow::Context as _;", "anyhow"),
    ("render", "use clap::ValueEnum;", "clap"),
    ("render", "#[derive(clap::Args)] struct Look;", "clap"),
    ("render", "use crate::store::Folder;", "must not know store"),
    ("render", "fn folder() { std::env::current_dir(); }", "std::env"),
    ("render", "fn run() { std::process::Command::new(\"open\"); }", "process::Command"),
    ("cli", "use std::net::TcpStream;", "std::net"),
];

#[test]
fn every_planted_breach_is_seen() {
    const TESTS: &str =
        "#[cfg(test)]\nmod tests {\n    const BRACE: &str = \"}\";\n    use std::fs; // {\n}\n";
    for (room, breach, word) in PLANTED {
        for (around, line) in [("", 2), (TESTS, 7)] {
            let text = format!("//! Code.\n{around}{breach}\n");
            let found = breaches(room, &format!("{room}/planted.rs"), &text);
            let seen = found.iter().any(|found| {
                found.contains(word) && found.contains(&format!("planted.rs:{line}:"))
            });
            assert!(seen, "{room}: {breach}: {found:?}");
        }
    }
    assert_eq!(breaches("attic", "attic/mod.rs", "").len(), 1);
}

#[test]
fn words_quotes_and_tests_are_no_breach() {
    let fine = "//! std::fs in words\n/* use std::fs; */\nuse std::fmt;\n\
        const WORDS: [&str; 3] = [\"use std::fs;\", r#\"clap::Args \" \"#, \"\\\"std::env\"];\n\
        const SIGNS: [char; 2] = ['\"', '\\''];\nfn of<'a>(it: &'a str) -> &'a str { it }\n\
        #[cfg(test)]\nmod tests {\n use std::fs;\n}\nuse super::other;\nuse crate::text::fold;\n";
    assert_eq!(breaches("domain", "domain/fine.rs", fine), Vec::<String>::new());
}
