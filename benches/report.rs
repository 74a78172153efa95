//! How long the whole report of a large programme takes, stage by stage, and its peak memory:
//! `cargo bench --bench report -- [PEOPLE ROUNDS]`, usually 100,000 people and 24 rounds. The
//! programme comes from `examples/large_programme.rs`.
#![expect(clippy::print_stdout, clippy::panic, reason = "a benchmark says what it found")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use unmentor::render::{self, Format, Style};
use unmentor::report::Report;
use unmentor::store::Folder;

/// What the whole report of 100,000 people and 24 rounds may take.
const LIMIT: (Duration, u64) = (Duration::from_secs(10), 1024 * 1024);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let (people, rounds) = match words.as_slice() {
        [people, rounds, ..] => (people.as_str(), rounds.as_str()),
        _ => ("100000", "24"),
    };
    let folder = std::env::temp_dir().join(format!("unmentor-report-{people}-{rounds}"));
    if !folder.exists() {
        generate(&folder, people, rounds);
    }
    let start = Instant::now();
    let stage = |name: &str, since: Instant| {
        println!("{name:<22}{:>8.2} s{:>8} MiB", since.elapsed().as_secs_f64(), peak() / 1024);
        Instant::now()
    };
    let loaded = Folder::at(&folder).and_then(|folder| folder.read());
    let loaded = loaded.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut since = stage("reading the folder", start);
    let last = loaded.programme.rounds.last().map(|round| round.head.date).unwrap_or_default();
    let report = Report::of(&loaded.programme, last + chrono::Months::new(1));
    since = stage("computing the figures", since);
    for (name, format) in [
        ("writing the tables", Format::Table(Style { width: 80, colour: false })),
        ("writing JSON", Format::Json),
    ] {
        let written = render::report(&report, None, format, false, &mut std::io::sink());
        written.unwrap_or_else(|error| panic!("{error}"));
        since = stage(name, since);
    }
    let took = start.elapsed();
    println!("{:<22}{:>8.2} s{:>8} MiB", "together", took.as_secs_f64(), peak() / 1024);
    if words.is_empty() {
        assert!(took < LIMIT.0, "more than {:?}", LIMIT.0);
        assert!(peak() < LIMIT.1, "more than {} KiB", LIMIT.1);
    }
}

fn generate(folder: &Path, people: &str, rounds: &str) {
    let done = Command::new(env!("CARGO"))
        .args(["run", "--release", "--quiet", "--example", "large_programme", "--"])
        .args([folder.as_os_str(), people.as_ref(), rounds.as_ref()])
        .status();
    let done = done.is_ok_and(|status| status.success());
    assert!(done, "cargo run --release --example large_programme failed");
}

/// The most memory that this process has held so far, in KiB, where the system tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
