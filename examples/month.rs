//! A month in the life of an organiser, on the sample programme: a round is paired, the report is
//! printed, a picture is drawn.
//!
//! `cargo run --release --example month [DIR]` makes the folder `DIR` (`unmentor-demo` when none is
//! named) and leaves it there to play with.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let dir = env::args_os().nth(1).unwrap_or_else(|| "unmentor-demo".into());
    let picture = std::path::Path::new(&dir).join("round-06.svg").into_os_string();
    let commands: [&[&str]; 4] = [
        &["demo", "DIR"],
        &["-C", "DIR", "pair", "--date", "2026-06-01", "--seed", "2026"],
        &["-C", "DIR", "report"],
        &["-C", "DIR", "network", "-o", "PICTURE"],
    ];
    for words in commands {
        let words: Vec<OsString> = words
            .iter()
            .map(|&word| match word {
                "DIR" => dir.clone(),
                "PICTURE" => picture.clone(),
                word => word.into(),
            })
            .collect();
        let shown: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
        anstream::println!("\n$ unmentor {}", shown.join(" "));
        let code = unmentor::cli::run([OsString::from("unmentor")].into_iter().chain(words));
        if code != ExitCode::SUCCESS {
            return code;
        }
    }
    ExitCode::SUCCESS
}
