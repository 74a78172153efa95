//! The record of a change: a few lines of text that say what is done to which path.

use std::fmt::Write;

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
}

/// One step of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Names the copies under `new` and `old`.
    pub number: u32,
    pub deed: Deed,
    /// Relative to the programme folder, with `/`.
    pub path: String,
}

/// A change as its record on disk tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the change was, for `undo` to show.
    pub title: String,
    /// Whether it can be taken back.
    pub keep: bool,
    pub steps: Vec<Step>,
}

const FIRST_LINE: &str = "unmentor change 1";
/// The last line; behind it the CRC-32 of all before it, which the first records did not have.
const END: &str = "end";

impl Record {
    pub fn to_text(&self) -> String {
        let title = self.title.replace(['\n', '\r'], " ");
        let keep = if self.keep { "keep" } else { "erase" };
        let mut text = format!("{FIRST_LINE}\ntitle {title}\ncopies {keep}\n");
        for Step { number, deed, path } in &self.steps {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{number} {} {path}", deed.word());
        }
        let sum = crc32fast::hash(text.as_bytes());
        text + &format!("{END} {sum:08x}\n")
    }

    /// Reads a record; `Err` says in words what is wrong.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let mut next = || lines.next().ok_or("it is cut short");
        if next()? != FIRST_LINE {
            return Err(format!("it does not begin with `{FIRST_LINE}`"));
        }
        let title = next()?.strip_prefix("title ").ok_or("it has no title")?.into();
        let keep = match next()? {
            "copies keep" => true,
            "copies erase" => false,
            other => return Err(format!("`{other}` is unknown")),
        };
        let mut steps = Vec::new();
        loop {
            let line = next()?;
            let Some(sum) = line.strip_prefix(END) else {
                steps.push(step(line).ok_or_else(|| format!("`{line}` is unknown"))?);
                continue;
            };
            let before = text.rfind(&format!("\n{line}")).map_or("", |at| &text[..=at]);
            let sound = format!(" {:08x}", crc32fast::hash(before.as_bytes()));
            return if sum.is_empty() || sum == sound {
                Ok(Self { title, keep, steps })
            } else {
                Err("it was changed since it was written".into())
            };
        }
    }
}

fn step(line: &str) -> Option<Step> {
    let (number, rest) = line.split_once(' ')?;
    let (word, path) = rest.split_once(' ')?;
    let deed = Deed::ALL.into_iter().find(|deed| deed.word() == word)?;
    let inside =
        path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'));
    inside.then_some(Step { number: number.parse().ok()?, deed, path: path.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back_and_a_torn_one_is_refused() {
        let step = |number, deed, path: &str| Step { number, deed, path: path.into() };
        let record = Record {
            title: "outcomes of round 5".into(),
            keep: true,
            steps: vec![
                step(1, Deed::Replace, "participants.csv"),
                step(3, Deed::Create, "rounds/06"),
                step(4, Deed::Remove, "rounds/a b"),
            ],
        };
        let text = record.to_text();
        assert_eq!(Record::from_text(&text).as_ref(), Ok(&record));
        // Cut right behind `end` it is a record without a sum, and whole.
        let end = text.rfind(' ').unwrap();
        for cut in (0..end).chain(end + 1..text.len() - 1) {
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
        for path in ["../x", "/etc/x", "a//b", "a/../../x", "."] {
            let text = format!("{FIRST_LINE}\ntitle x\ncopies keep\n1 remove {path}\nend\n");
            assert!(Record::from_text(&text).is_err(), "{path}");
        }
    }
}
