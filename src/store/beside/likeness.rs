//! Whether a name looks like that of a file of the programme: as a copy of it, or as what somebody
//! took for it.

use crate::text::{fold, plain_words};

/// The words that tell, with what they are for.
const WORDS: &str = include_str!("names.txt");

/// What files of tables and plain texts end in.
const TABLES: [&str; 8] = ["csv", "txt", "tsv", "xlsx", "xls", "xlsm", "ods", "numbers"];

/// In how many letters a long name may differ and still be meant.
const SLIPS: usize = 2;

/// How a name is like one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// A copy that a program or a person made.
    Copy,
    /// Ours but for its capitals, its ending or a slip.
    LookAlike,
    /// The same name with another ending: what it is depends on whether ours is there.
    OtherKind,
    /// Either of the first two, if what stands in it is like ours as well.
    Perhaps,
}

/// One of our names, to be compared with.
#[derive(Debug, Clone, Copy)]
pub struct Ours<'a> {
    /// Without its ending.
    pub stem: &'a str,
    /// Without its dot; folders have none.
    pub ending: &'a str,
    /// It matters so much, and so few other files are called like it, that a slip is enough.
    pub is_rule: bool,
}

impl<'a> Ours<'a> {
    /// A file, or a folder whose name has no dot in it but perhaps at its beginning.
    pub fn new(name: &'a str) -> Self {
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, ending),
            _ => (name, ""),
        };
        Self { stem, ending, is_rule: false }
    }

    /// How a name is like this one; `None` when it is another, or this one itself.
    pub fn likeness(self, name: &str) -> Option<Likeness> {
        let folded = fold(name);
        let (body, endings) = self.taken_apart(&folded);
        let whole = |name: &str| name.trim_matches([' ', '.', '_', '-']) == self.stem;
        let same_kind = match endings[..] {
            [] => {
                self.ending.is_empty() || body.contains(&format!("{}.{}", self.stem, self.ending))
            }
            ref some => some.contains(&self.ending),
        };
        let is_table = self.is_rule && !(endings.is_empty() && body.contains('.'));
        if body == self.stem || (same_kind && !self.is_hidden() && whole(body)) {
            return match (same_kind, endings.len()) {
                (true, 0..=1) if name == self.name() => None,
                (true, _) => Some(Likeness::LookAlike),
                (false, 0) if !self.is_rule => None,
                (false, _) => {
                    endings.iter().all(|one| TABLES.contains(one)).then_some(Likeness::OtherKind)
                }
            };
        }
        if !same_kind && !is_table {
            return None;
        }
        self.decorated(name, body).or_else(|| self.misspelt(body))
    }

    fn is_hidden(self) -> bool {
        self.stem.starts_with('.')
    }

    fn name(self) -> String {
        if self.ending.is_empty() {
            self.stem.into()
        } else {
            format!("{}.{}", self.stem, self.ending)
        }
    }

    /// A folded name without the endings of such files, and these.
    fn taken_apart(self, folded: &str) -> (&str, Vec<&str>) {
        let (mut body, mut endings) = (folded, Vec::new());
        while let Some((before, ending)) = body.rsplit_once('.')
            && !before.is_empty()
            && (TABLES.contains(&ending.trim())
                || (ending.trim() == self.ending && !ending.is_empty()))
        {
            endings.push(ending.trim());
            body = before;
        }
        (body, endings)
    }

    /// Our name with something before or behind it.
    fn decorated(self, name: &str, body: &str) -> Option<Likeness> {
        let (before, after) = body.split_once(self.stem)?;
        let own_ending = format!(".{}", self.ending);
        let after = after.strip_prefix(&own_ending).unwrap_or(after);
        if after.is_empty() && before.is_empty() {
            return None;
        }
        if says_copy(before) && !after.starts_with(char::is_alphanumeric) {
            return Some(Likeness::Copy);
        }
        // Behind a name in small letters the capitals of a computer's stand out.
        let at = name.get(..self.stem.len()).filter(|start| start.eq_ignore_ascii_case(self.stem));
        let as_written = at.and_then(|_| name.get(self.stem.len()..)).unwrap_or(after);
        if before.is_empty() { behind(after, without(as_written, self.ending)) } else { None }
    }

    /// Our name with a slip in it, or another word for it.
    fn misspelt(self, body: &str) -> Option<Likeness> {
        let slips = strsim::damerau_levenshtein(body, self.stem);
        let most = if self.stem.len() < 9 { 1 } else { SLIPS };
        if self.is_rule {
            let meant = slips <= most || says(&["exclusions"], &plain_words(body));
            return meant.then_some(Likeness::LookAlike);
        }
        (slips <= most && self.stem.len() > 4 && !self.is_hidden()).then_some(Likeness::Perhaps)
    }
}

/// What it means that something stands behind our name.
fn behind(after: &str, as_written: &str) -> Option<Likeness> {
    let digits = after.chars().filter(char::is_ascii_digit).count();
    let letters = after.chars().any(char::is_alphabetic);
    if says_copy(after) {
        return Some(Likeness::Copy);
    }
    if !letters && digits > 0 {
        // A year or a day was put there on purpose.
        return (digits < 4).then_some(Likeness::Copy);
    }
    // Editors keep the last text so.
    if after.starts_with(char::is_alphanumeric) || after == "~" {
        return None;
    }
    let bracketed = after.contains(['(', '[', '{']);
    let dated = bracketed && digits >= 6;
    let words: Vec<_> = after.split(|c: char| !c.is_alphanumeric()).collect();
    let is_kept = words.iter().any(|word| says(&["kept"], word) || is_year(word));
    if dated || (!is_kept && is_machine(&words, as_written)) {
        return Some(Likeness::Copy);
    }
    (!is_kept).then_some(Likeness::Perhaps)
}

fn is_machine(words: &[&str], as_written: &str) -> bool {
    let loud =
        as_written.chars().any(char::is_uppercase) && !as_written.chars().any(char::is_lowercase);
    let named = |word: &&str| {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        says(&["machine"], letters)
            || ["laptop", "desktop", "macbook"].iter().any(|part| word.contains(part))
    };
    loud || words.iter().any(named)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

fn says_copy(part: &str) -> bool {
    let words = part.split(|c: char| !c.is_alphanumeric());
    let plain = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    words.map(plain).any(|word| !word.is_empty() && says(&["copy"], &word))
        || phrases("inside").any(|phrase| part.contains(&fold(phrase)))
}

fn says(lists: &[&str], word: &str) -> bool {
    lists.iter().any(|list| phrases(list).any(|phrase| phrase == word))
}

/// The phrases of a list of the table.
fn phrases(list: &str) -> impl Iterator<Item = &'static str> {
    let lines = WORDS.lines().filter_map(|line| line.split_once(": "));
    lines
        .filter(move |(key, _)| *key == list)
        .flat_map(|(_, phrases)| phrases.split('|').map(str::trim))
}

/// A text without an ending.
fn without<'t>(text: &'t str, ending: &str) -> &'t str {
    let cut = text.len().saturating_sub(ending.len() + 1);
    match text.get(cut..) {
        Some(tail) if tail.strip_prefix('.').is_some_and(|t| t.eq_ignore_ascii_case(ending)) => {
            &text[..cut]
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ours: &str, name: &str) -> Option<Likeness> {
        Ours { is_rule: ours == "exclusions.csv", ..Ours::new(ours) }.likeness(name)
    }

    const COPIES: [&str; 51] = [
        "participants-LAPTOP7.csv",
        "participants-DESKTOP-AB12CD3.csv",
        "participants-DESKTOP-AB12CD3-2.csv",
        "participants-Annas-MacBook-Pro.csv",
        "participants-ANNALAPTOP.csv",
        "participants (1).csv",
        "participants(1).csv",
        "participants 2.csv",
        "participants_2.csv",
        "participants~1.csv",
        "participants copy.csv",
        "participants copy 2.csv",
        "participants - Copy.csv",
        "participants - Copy (2).csv",
        "Copy of participants.csv",
        "Copy (2) of participants.csv",
        "participants (copy).csv",
        "participants (another copy).csv",
        "participants (3rd copy).csv",
        "Kopie von participants.csv",
        "participants – Kopie.csv",
        "participants - Kopie (2).csv",
        "Copie de participants.csv",
        "participants - copia.csv",
        "Cópia de participants.csv",
        "participants — копия.csv",
        "participants - コピー.csv",
        "participants - 副本.csv",
        "participants のコピー.csv",
        "participants - 복사본.csv",
        "participants (conflicted copy 2026-05-02 101112).csv",
        "participants (Jo's conflicted copy 2026-05-02).csv",
        "participants (Jos in Konflikt stehende Kopie 2026-05-02).csv",
        "participants (Copie en conflit de Jo 2026-05-02).csv",
        "participants (Copia en conflicto de Jo 2026-05-02).csv",
        "participants (Copia in conflitto di Jo).csv",
        "participants (Jos motstridiga kopia 2026-05-02).csv",
        "participants (конфликтующая копия, Jo, 2026-05-02).csv",
        "participants (Jo 的冲突副本 2026-05-02).csv",
        "participants (Jo の競合コピー 2026-05-02).csv",
        "participants (Jons motsagda avskrift 2026-05-02).csv",
        "participants (Case Conflict).csv",
        "participants (SFConflict jo@x.example 2026-05-02-10-11-12).csv",
        "participants.sync-conflict-20260502-101112-ABCDEF7.csv",
        "participants_conflict-20260502-101112.csv",
        "participants_LAPTOP7_May-02-1011-2026_Conflict.csv",
        "participants.Conflict.csv",
        "participants[Conflict].csv",
        "participants (from LAPTOP7).csv",
        "participants.csv.conflict1",
        "participants.csv (1)",
    ];

    #[test]
    fn copies_of_every_program_and_of_people_are_seen() {
        for name in COPIES {
            assert_eq!(of("participants.csv", name), Some(Likeness::Copy), "{name}");
        }
        for (ours, name) in [
            ("unmentor.toml", "unmentor-ANNALAPTOP.toml"),
            ("unmentor.toml", "unmentor (1).toml"),
            ("exclusions.csv", "exclusions (1).csv"),
            ("exclusions.csv", "exclusions - Copy.xlsx"),
            ("rounds", "rounds 2"),
            ("rounds", "rounds (1)"),
            ("rounds", "rounds - Copy"),
            ("rounds", "Copy of rounds"),
            ("rounds", "rounds-LAPTOP7"),
            (".unmentor", ".unmentor 2"),
            (".unmentor", ".unmentor (Jo's conflicted copy 2026-05-02)"),
            ("03", "03 2"),
            ("03", "03 (1)"),
            ("03", "03 - Copy"),
            ("03", "03-LAPTOP7"),
        ] {
            assert_eq!(of(ours, name), Some(Likeness::Copy), "{name}");
        }
    }

    #[test]
    fn names_that_were_meant_to_be_ours_are_seen() {
        for name in [
            "Exclusions.csv",
            "EXCLUSIONS.CSV",
            "exclusion.csv",
            "exclusions.csv.txt",
            "exclusions.csv.csv",
            "exclusions.csv.xlsx",
            "exclusions .csv",
            "exlusions.csv",
            "exclusiones.csv",
            "exclude.csv",
            "excluded.xlsx",
            "exclusion",
            "exclusion.xlsx",
        ] {
            assert_eq!(of("exclusions.csv", name), Some(Likeness::LookAlike), "{name}");
        }
        for name in ["exclusions.xlsx", "exclusions.ods", "exclusions.txt", "exclusions"] {
            assert_eq!(of("exclusions.csv", name), Some(Likeness::OtherKind), "{name}");
        }
        for (ours, name) in [
            ("participants.csv", "Participants.csv"),
            ("participants.csv", "participants.csv.txt"),
            ("unmentor.toml", "unmentor.toml.txt"),
            ("rounds", "Rounds"),
        ] {
            assert_eq!(of(ours, name), Some(Likeness::LookAlike), "{name}");
        }
        assert_eq!(of("participants.csv", "participants.xlsx"), Some(Likeness::OtherKind));
        assert_eq!(of("participants.csv", "participantes.csv"), Some(Likeness::Perhaps));
    }

    #[test]
    fn what_people_keep_for_themselves_is_left_alone() {
        for (ours, names) in [
            (
                "participants.csv",
                &[
                    "participants.csv",
                    "participants-notes.docx",
                    "participants-notes.csv",
                    "participants-2025.csv",
                    "participants 2025-09.csv",
                    "participants-backup.csv",
                    "participants.csv.bak",
                    "participants.csv~",
                    "participants (old).csv",
                    "participants (1).pdf",
                    "participants 2.xlsx",
                    "participants.pdf",
                    "participantslist.csv",
                    "signup.csv",
                    "new participants.csv",
                ][..],
            ),
            (
                "exclusions.csv",
                &[
                    "exclusions.csv",
                    "exclusions-policy.pdf",
                    "exclusions.docx",
                    "exclusions-old.csv",
                ],
            ),
            ("unmentor.toml", &["unmentor.toml", "unmentor", "unmentor.pdf", "unmentor 2.pdf"]),
            ("rounds", &["rounds", "rounds.zip", "rounds-2025", "ground"]),
            (".unmentor", &[".unmentor", ".unmentorrc", ".git"]),
        ] {
            for name in names {
                assert_eq!(of(ours, name), None, "{name}");
            }
        }
    }
}
