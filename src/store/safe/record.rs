//! The record of a change: a few lines of text that say what is done to which path, what stood
//! there before and what stands there after, and where and when that was decided.

use std::fmt::Write;

use super::sum::Sum;
use crate::store::paths::{CONTENTS, HOME};

/// What is done to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Create,
    Replace,
    Remove,
}

impl Deed {
    const ALL: [Self; 3] = [Self::Create, Self::Replace, Self::Remove];

    fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Replace => "replace",
            Self::Remove => "remove",
        }
    }

    /// Whether something stands at the path before, and after.
    fn leaves(self) -> (bool, bool) {
        match self {
            Self::Create => (false, true),
            Self::Replace => (true, true),
            Self::Remove => (true, false),
        }
    }
}

/// One step of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Names the copies under `new` and `old`.
    pub number: u32,
    pub deed: Deed,
    /// What stood at the path when this was decided; `None` where nothing stood, and in records of
    /// the first form.
    pub before: Option<Sum>,
    /// What is to stand there.
    pub after: Option<Sum>,
    /// Relative to the programme folder, with `/`.
    pub path: String,
}

/// What becomes of the copies of what a change replaces, and with them of the steps back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copies {
    /// They are kept, so that the change can be taken back.
    Keep,
    /// They are kept, and the change takes back the one that is kept under this number.
    Back(u32),
    /// They are kept, and the change brings back what the one of this number took back.
    Again(u32),
    /// Neither they nor any earlier ones are kept.
    Erase,
}

impl Copies {
    fn words(self) -> String {
        match self {
            Self::Keep => "keep".into(),
            Self::Back(number) => format!("back {number}"),
            Self::Again(number) => format!("again {number}"),
            Self::Erase => "erase".into(),
        }
    }

    fn from_words(words: &str) -> Option<Self> {
        match words.split_once(' ') {
            None if words == "keep" => Some(Self::Keep),
            None if words == "erase" => Some(Self::Erase),
            Some(("back", number)) => Some(Self::Back(number.parse().ok()?)),
            Some(("again", number)) => Some(Self::Again(number.parse().ok()?)),
            _ => None,
        }
    }
}

/// Where and when a change was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The name of the computer.
    pub machine: String,
    /// Day and time, with that place's distance from UTC; empty where nobody said.
    pub moment: String,
}

/// A change as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the change was, for `undo` to show.
    pub title: String,
    pub copies: Copies,
    /// `None` in records of the first form, which have no checksums of files either.
    pub origin: Option<Origin>,
    pub steps: Vec<Step>,
}

const FIRST_LINE: &str = "unmentor change 2";
/// The form of version 0.1.0.
const FIRST_FORM: &str = "unmentor change 1";
/// The last line; behind it the CRC-32 of all before it, which the first records did not have.
const END: &str = "end";
/// Stands for the sum of nothing.
const NOTHING: &str = "-";

impl Record {
    pub fn to_text(&self) -> String {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let copies = self.copies.words();
        let first = if self.origin.is_some() { FIRST_LINE } else { FIRST_FORM };
        let mut text = format!("{first}\ntitle {}\ncopies {copies}\n", line(&self.title));
        if let Some(Origin { machine, moment }) = &self.origin {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "machine {}\nmoment {}", line(machine), line(moment));
        }
        let sum = |sum: Option<Sum>| sum.map_or(NOTHING.into(), |sum| sum.to_string());
        for Step { number, deed, before, after, path } in &self.steps {
            let sums = match self.origin {
                None => String::new(),
                Some(_) => format!(" {} {}", sum(*before), sum(*after)),
            };
            let _ = writeln!(text, "{number} {}{sums} {path}", deed.word());
        }
        let sum = crc32fast::hash(text.as_bytes());
        text + &format!("{END} {sum:08x}\n")
    }

    /// Reads a record; `Err` says in words what is wrong.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let mut next = || lines.next().ok_or("it is cut short");
        let first_form = match next()? {
            FIRST_LINE => false,
            FIRST_FORM => true,
            _ => return Err(format!("it does not begin with `{FIRST_LINE}`")),
        };
        let title = next()?.strip_prefix("title ").ok_or("it has no title")?.into();
        let copies = next()?;
        let words = copies.strip_prefix("copies ").and_then(Copies::from_words);
        let copies = words.ok_or_else(|| format!("`{copies}` is unknown"))?;
        let origin = if first_form {
            None
        } else {
            let machine = next()?.strip_prefix("machine ").ok_or("it names no machine")?.into();
            let moment = next()?.strip_prefix("moment ").ok_or("it names no moment")?.into();
            Some(Origin { machine, moment })
        };
        let mut steps = Vec::new();
        loop {
            let line = next()?;
            let Some(sum) = line.strip_prefix(END) else {
                let step = step(line, first_form).ok_or_else(|| format!("`{line}` is unknown"))?;
                steps.push(step);
                continue;
            };
            let before = text.rfind(&format!("\n{line}")).map_or("", |at| &text[..=at]);
            let sound = format!(" {:08x}", crc32fast::hash(before.as_bytes()));
            return if sum == sound || (first_form && sum.is_empty()) {
                Ok(Self { title, copies, origin, steps })
            } else {
                Err("it was changed since it was written".into())
            };
        }
    }
}

fn step(line: &str, first_form: bool) -> Option<Step> {
    let (number, rest) = line.split_once(' ')?;
    let (word, mut path) = rest.split_once(' ')?;
    let deed = Deed::ALL.into_iter().find(|deed| deed.word() == word)?;
    let (mut before, mut after) = (None, None);
    if !first_form {
        for sum in [&mut before, &mut after] {
            let (text, rest) = path.split_once(' ')?;
            *sum = if text == NOTHING { None } else { Some(Sum::parse(text)?) };
            path = rest;
        }
        if (before.is_some(), after.is_some()) != deed.leaves() {
            return None;
        }
    }
    let number = number.parse().ok()?;
    may_be_changed(path).then(|| Step { number, deed, before, after, path: path.into() })
}

/// What the program keeps for itself below its own folder: no change of it ever names these.
const NEVER_CHANGED: [&str; 7] = ["lock", "gate", "staging", "commit", "trash", "undo", "refused"];

/// Whether a path lies in the programme folder, and is none by which changes themselves are made.
fn may_be_changed(path: &str) -> bool {
    let plain = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.contains(['\\', ':', '\0'])
            && !part.ends_with('.')
    };
    let mut parts = path.split('/');
    if !path.split('/').all(plain) {
        return false;
    }
    let home = parts.next().is_some_and(|first| first.eq_ignore_ascii_case(HOME));
    let forbidden = |name: &str| NEVER_CHANGED.iter().any(|one| one.eq_ignore_ascii_case(name));
    path == CONTENTS || !home || parts.next().is_some_and(|name| !forbidden(name))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Content;
    use super::*;

    #[test]
    fn a_record_reads_back_and_a_torn_one_is_refused() {
        let sum = |deed: Deed| {
            let sum = Sum::of(&Content::File(vec![1]));
            let (before, after) = deed.leaves();
            (before.then_some(sum), after.then_some(sum))
        };
        let step = |number, deed, path: &str| {
            let (before, after) = sum(deed);
            Step { number, deed, before, after, path: path.into() }
        };
        let record = Record {
            title: "outcomes of round 5".into(),
            copies: Copies::Again(12),
            origin: Some(Origin { machine: "desk".into(), moment: String::new() }),
            steps: vec![
                step(1, Deed::Replace, "participants.csv"),
                step(3, Deed::Create, "rounds/06"),
                step(4, Deed::Remove, "rounds/a b"),
            ],
        };
        let text = record.to_text();
        assert_eq!(Record::from_text(&text).as_ref(), Ok(&record));
        for cut in 0..text.len() - 1 {
            assert!(Record::from_text(&text[..cut]).is_err(), "{cut}");
        }
        for at in 0..text.len() - 1 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = Record::from_text(&String::from_utf8(bytes).unwrap());
            assert!(changed.is_err(), "{at}");
        }
    }

    #[test]
    fn a_record_never_leads_out_of_the_folder() {
        let outside = ["../x", "/etc/x", "a//b", "a/../../x", ".", "C:/x", "a\\b", "a/..."];
        let own = [".unmentor", ".unmentor/lock", ".Unmentor/undo/0001/record"];
        for path in outside.into_iter().chain(own) {
            let text = format!("{FIRST_FORM}\ntitle x\ncopies keep\n1 remove {path}\nend\n");
            assert!(Record::from_text(&text).is_err(), "{path}");
        }
    }

    #[test]
    fn a_record_of_the_first_form_is_read_as_one_of_unknown_origin() {
        let text = "unmentor change 1\ntitle x\ncopies keep\n1 remove rounds/06\nend\n";
        let record = Record::from_text(text).unwrap();
        assert_eq!((record.origin, record.steps[0].before), (None, None));
    }
}
