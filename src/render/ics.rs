//! A calendar file (iCalendar, RFC 5545) with whole days, which every calendar program takes in.

use std::io::{self, Write};

use chrono::{Days, NaiveDate};

use crate::domain::Programme;
use crate::domain::calendar::{Entry, Task};
use crate::text;

/// The longest line in octets, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// What an entry is called, and what to type on that day.
pub fn in_words(entry: Entry) -> (String, String) {
    let round = entry.round;
    match entry.task {
        Task::Invite => (format!("Ask who is in round {round}"), "unmentor mail invitation".into()),
        Task::Pair => (format!("Round {round}: pair and introduce"), "unmentor pair".into()),
        Task::Remind => (
            format!("Round {round}: remind those without an answer"),
            format!("unmentor mail reminder --round {round}"),
        ),
        Task::Ask => (
            format!("Round {round} closes: ask whether they met"),
            format!("unmentor mail question --round {round}"),
        ),
    }
}

/// A word for scripts, and for the name by which a calendar knows the entry again.
pub fn word(task: Task) -> &'static str {
    match task {
        Task::Invite => "invite",
        Task::Pair => "pair",
        Task::Remind => "remind",
        Task::Ask => "ask",
    }
}

/// Writes the entries. A later file of the same scheme moves what an earlier one brought in: the
/// names of the entries stay.
pub fn write(
    programme: &Programme,
    entries: &[Entry],
    today: NaiveDate,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = text::plain(&programme.settings.name);
    let scheme = crc32fast::hash(name.as_bytes());
    let mut line = |text: String| fold(&text, out);
    line("BEGIN:VCALENDAR".into())?;
    line("VERSION:2.0".into())?;
    line("PRODID:-//unmentor//rounds//EN".into())?;
    line(format!("X-WR-CALNAME:{}", escaped(&name)))?;
    for &entry in entries {
        let (what, command) = in_words(entry);
        let next = entry.day.checked_add_days(Days::new(1)).unwrap_or(entry.day);
        let round = entry.round.get();
        line("BEGIN:VEVENT".into())?;
        line(format!("UID:r{round:02}-{}-{scheme:08x}@unmentor.invalid", word(entry.task)))?;
        line(format!("DTSTAMP:{}T000000Z", compact(today)))?;
        line(format!("DTSTART;VALUE=DATE:{}", compact(entry.day)))?;
        line(format!("DTEND;VALUE=DATE:{}", compact(next)))?;
        line(format!("SUMMARY:{}", escaped(&format!("{name}: {what}"))))?;
        line(format!("DESCRIPTION:{}", escaped(&command)))?;
        line("TRANSP:TRANSPARENT".into())?;
        line("END:VEVENT".into())?;
    }
    line("END:VCALENDAR".into())
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// One line, folded between characters so that no part is longer than allowed.
fn fold(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut room = LONGEST;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.write_all(b"\r\n ")?;
            room = LONGEST - 1;
        }
        room -= c.len_utf8();
        let mut bytes = [0; 4];
        out.write_all(c.encode_utf8(&mut bytes).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters_and_unfold_to_what_they_were() {
        for text in ["", "short", &"a".repeat(75), &"a".repeat(76), &"Ærø ☕ ".repeat(40)] {
            let mut out = Vec::new();
            fold(text, &mut out).unwrap();
            let folded = String::from_utf8(out).unwrap();
            assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST), "{folded:?}");
            assert_eq!(folded.replace("\r\n ", ""), format!("{text}\r\n"));
        }
        assert_eq!(escaped("Tea; cake, \\ and\nmore"), "Tea\\; cake\\, \\\\ and\\nmore");
    }
}
