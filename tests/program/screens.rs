//! Every screen of the month in the manual, at 60, 80 and 120 columns, in colour and without.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::twelve::{lines, month_begins, replies_arrive};
use crate::support::folder::{Folder, TODAY};
use crate::support::golden;

const WIDTHS: [usize; 3] = [60, 80, 120];

/// What an organiser looks at beside the commands of the month, when the round is drawn.
const LOOKS: [&str; 22] = [
    "status",
    "check",
    "participants list",
    "participants list --lapsed",
    "participants list --changed",
    "participants show Imogen",
    "participants review",
    "exclusions list",
    "rounds list",
    "rounds show",
    "rounds show 1",
    "outcomes waiting",
    "outcomes waiting --round 1",
    "mail",
    "mail reminder",
    "report",
    "report rounds",
    "report participants",
    "report reasons --texts",
    "compare 1..1 2..2",
    "pair --force --seed 3",
    "rounds amend --out \"Bryn Harker\" --seed 4",
];

/// The name of a screen's file.
fn named(line: &str) -> String {
    let words: String = line
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let words = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if words.is_empty() { "unmentor".into() } else { words }
}

/// Colours as they can be read: `‹1›bold‹0›`.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        let (code, behind) = after.split_once('m').unwrap();
        write!(shown, "{before}\u{2039}{code}\u{203a}").unwrap();
        rest = behind;
    }
    shown + rest
}

/// A text without its colours.
fn plain(text: &str) -> String {
    let mut pieces = text.split('\u{2039}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('\u{203a}').unwrap().1)
}

/// A screen at each width in colour, from which it is without colour by leaving them out.
fn screen(folder: &Folder, day: &str, line: &str) -> String {
    let of = &|colour: &str, width: usize| {
        let said = folder.copy().run_at(width, day, &format!("--color {colour} {line}"));
        format!("{}{}", visible(&said.out), visible(&said.err))
    };
    let mut all = format!("$ unmentor {line}\n");
    std::thread::scope(|scope| {
        let both = |width| ["always", "never"].map(|colour| scope.spawn(move || of(colour, width)));
        for (width, both) in WIDTHS.map(|width| (width, both(width))) {
            let [coloured, uncoloured] = both.map(|one| one.join().unwrap());
            assert_eq!(uncoloured, plain(&coloured), "{line}");
            write!(all, "\n== {width} columns ==\n{coloured}").unwrap();
        }
    });
    all
}

/// What is ugly about a screen at one width.
fn faults(text: &str, width: usize) -> Vec<String> {
    let mut all = Vec::new();
    for line in text.lines() {
        // A command is never broken, so that it can be copied from a terminal.
        let said = line.trim_start();
        let said =
            ["next: ", "hint: "].iter().fold(said, |said, label| said.trim_start_matches(label));
        if line.width() > width && !said.starts_with("unmentor ") {
            all.push(format!("wider than {width}: {line}"));
        }
        for (before, _) in line.match_indices('%').map(|(at, _)| line.split_at(at)) {
            let number = before.strip_suffix(' ').unwrap_or(before);
            if !number.ends_with(|c: char| c.is_ascii_digit()) {
                all.push(format!("no number before %: {line}"));
            }
        }
    }
    all
}

/// The words of a screen that are more than lines and bars.
fn words_of(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// Keeps a screen, and says what is ugly about it.
fn keep(name: &str, folder: &Folder, day: &str, line: &str, ugly: &mut Vec<String>) {
    let screen = screen(folder, day, line);
    golden::check(&format!("month/{name}.txt"), &screen);
    let screen = plain(&screen);
    let at: Vec<_> =
        screen.split("\n== ").skip(1).map(|one| one.split_once('\n').unwrap().1).collect();
    let widest = words_of(at[2]);
    let gone = words_of("left out for want of room:");
    for (text, width) in at.iter().zip(WIDTHS) {
        let broken = words_of(text).into_iter().filter(|word| {
            let bare = word.trim_end_matches(',');
            ![*word, bare].iter().any(|word| widest.contains(word) || gone.contains(word))
        });
        let broken = broken.map(|word| format!("broken at {width} columns: {word}"));
        ugly.extend(
            faults(text, width).into_iter().chain(broken).map(|why| format!("{name}: {why}")),
        );
    }
}

#[test]
fn every_screen_of_the_month_is_as_agreed_and_nothing_in_it_is_broken() {
    let (folder, mut ugly) = (month_begins(), Vec::new());
    for (number, line) in lines("$ unmentor").iter().enumerate() {
        let line = if line == "pair" { "pair --seed 2" } else { line };
        let name = format!("{:02}-{}", number + 1, named(line));
        keep(&name, &folder, TODAY, line, &mut ugly);
        folder.run(line).ok();
    }
    for line in LOOKS {
        keep(&format!("look-{}", named(line)), &folder, TODAY, line, &mut ugly);
    }
    replies_arrive(&folder);
    for (number, line) in lines("unmentor ").iter().enumerate() {
        let name = format!("{:02}-{}", number + 13, named(line));
        if line.starts_with("report") {
            continue; // It says what it said before.
        }
        keep(&name, &folder, "2026-06-29", line, &mut ugly);
        folder.run_on("2026-06-29", line).ok();
    }
    keep("16-unmentor", &folder, "2026-06-29", "", &mut ugly);
    assert!(ugly.is_empty(), "{}:\n{}", ugly.len(), ugly.join("\n"));
}
