//! Every kind of damage to every file: nothing crashes, and silence means that nothing was lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::paths::CONTENTS;
use super::super::{Change, Folder, InFiles};
use super::faults::quick;
use super::files;
use super::sample::{answered, programme, round};
use crate::domain::check::check;
use crate::domain::{Finding, Person, Programme};

/// One file of a programme, to be damaged.
struct Site<'a> {
    path: PathBuf,
    text: &'a str,
    /// The same file of another round, or the same file.
    other: &'a str,
}

impl Site<'_> {
    fn put(&self, bytes: impl AsRef<[u8]>) -> bool {
        let changes = bytes.as_ref() != self.text.as_bytes();
        fs::write(&self.path, bytes).unwrap();
        changes
    }

    /// Puts the lines back after something was done with them.
    fn lines(&self, change: impl FnOnce(&mut Vec<String>)) -> bool {
        let mut lines: Vec<String> = self.text.split_inclusive('\n').map(String::from).collect();
        change(&mut lines);
        self.put(lines.concat())
    }

    /// Changes the cells of every line, naively, as a script would.
    fn cells(&self, change: impl Fn(&mut Vec<&str>)) -> bool {
        self.lines(|lines| {
            for line in lines {
                let mut cells: Vec<&str> = line.trim_end_matches('\n').split(',').collect();
                change(&mut cells);
                *line = cells.join(",") + "\n";
            }
        })
    }

    fn replace(&self, from: &str, to: &str) -> bool {
        self.put(self.text.replacen(from, to, 1))
    }

    fn flip(&self, part: usize, bit: u8) -> bool {
        let mut bytes = self.text.as_bytes().to_vec();
        let at = bytes.len() * part / 8;
        bytes[at] ^= bit;
        self.put(bytes)
    }

    fn cut(&self, part: usize) -> bool {
        self.put(&self.text.as_bytes()[..self.text.len() * part / 8])
    }

    fn in_the_middle(&self, insert: &[u8]) -> bool {
        let middle = self.text.len() / 2;
        let (before, after) = self.text.as_bytes().split_at(middle);
        self.put([before, insert, after].concat())
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }
}

fn middle<T>(list: &[T]) -> usize {
    list.len() / 2
}

/// A damage: its name, and how it is done; `false` when it makes no difference to this file.
type Damage = (&'static str, fn(&Site<'_>) -> bool);

const DAMAGES: &[Damage] = &[
    ("nothing left", |s| s.put("")),
    ("cut after an eighth", |s| s.cut(1)),
    ("cut in the middle", |s| s.cut(4)),
    ("cut near the end", |s| s.cut(7)),
    ("the last byte missing", |s| s.put(&s.text[..s.text.len() - 1])),
    ("cut in the last row", |s| s.put(&s.text[..s.text.len() - 4])),
    ("the last row missing", |s| s.lines(|lines| drop(lines.pop()))),
    ("only the first line left", |s| s.lines(|lines| lines.truncate(1))),
    ("the first line missing", |s| s.lines(|lines| drop(lines.remove(0)))),
    ("a row missing", |s| s.lines(|lines| drop(lines.remove(middle(lines))))),
    ("a row twice", |s| s.lines(|lines| lines.insert(middle(lines), lines[middle(lines)].clone()))),
    ("two rows swapped", |s| {
        s.lines(|lines| {
            let at = middle(lines);
            lines.swap(at, at.saturating_sub(1));
        })
    }),
    ("the file twice", |s| s.put(s.text.repeat(2))),
    ("a row of another round", |s| {
        let row = s.other.split_inclusive('\n').next_back().unwrap();
        s.put(format!("{}{row}", s.text))
    }),
    ("the file of another round", |s| s.put(s.other)),
    ("a low bit near the beginning", |s| s.flip(1, 1)),
    ("a low bit in the middle", |s| s.flip(4, 1)),
    ("a low bit near the end", |s| s.flip(7, 4)),
    ("a high bit in the middle", |s| s.flip(4, 0x80)),
    ("a zero byte in the middle", |s| s.in_the_middle(b"\0")),
    ("zeros in the second half", |s| {
        let mut bytes = s.text.as_bytes().to_vec();
        let half = bytes.len() / 2;
        bytes[half..].fill(0);
        s.put(bytes)
    }),
    ("nothing but zeros", |s| s.put(vec![0; s.text.len()])),
    ("noise", |s| s.put((0..=255).rev().cycle().take(s.text.len()).collect::<Vec<u8>>())),
    ("the first column missing", |s| {
        s.cells(|cells| {
            cells.remove(0);
        })
    }),
    ("the second column missing", |s| s.cells(|cells| drop(cells.drain(1..2.min(cells.len()))))),
    ("the last column missing", |s| {
        s.cells(|cells| {
            cells.pop();
        })
    }),
    ("the first column twice", |s| s.cells(|cells| cells.insert(0, cells[0]))),
    ("the first columns swapped", |s| {
        s.cells(|cells| {
            let last = cells.len().min(2) - 1;
            cells.swap(0, last);
        })
    }),
    ("a cell too many", |s| s.lines(|lines| lines.last_mut().unwrap().insert_str(0, "x,"))),
    ("the first heading renamed", |s| s.put(format!("x{}", s.text))),
    ("two headings swapped", |s| {
        s.lines(|lines| {
            let heading = lines[0].clone();
            let mut cells: Vec<&str> = heading.trim_end().split(',').collect();
            let last = cells.len().min(2) - 1;
            cells.swap(0, last);
            lines[0] = cells.join(",") + "\n";
        })
    }),
    ("semicolons for commas", |s| s.put(s.text.replace(',', ";"))),
    ("spaces for commas", |s| s.put(s.text.replace(',', " "))),
    ("CRLF", |s| s.put(s.text.replace('\n', "\r\n"))),
    ("CR", |s| s.put(s.text.replace('\n', "\r"))),
    ("a byte order mark", |s| s.put(format!("\u{feff}{}", s.text))),
    ("UTF-16", |s| {
        let units = s.text.encode_utf16().flat_map(u16::to_le_bytes);
        s.put([0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>())
    }),
    ("a letter in Windows-1252", |s| s.in_the_middle(b"\xe4")),
    ("a quote never closed", |s| s.in_the_middle(b"\"")),
    ("a quote at the very end", |s| s.put(format!("{}\"", s.text))),
    ("a huge cell", |s| s.in_the_middle(&vec![b'x'; 200_000])),
    ("spaces around cells", |s| s.put(s.text.replace(',', " , ").replace('\n', " \n "))),
    ("blank lines", |s| s.put(s.text.replace('\n', "\n\n"))),
    ("all in capitals", |s| s.put(s.text.to_uppercase())),
    ("all in small letters", |s| s.put(s.text.to_lowercase())),
    ("marks of a merge", |s| {
        s.lines(|lines| {
            let at = middle(lines);
            lines.insert(at, "<<<<<<< HEAD\n".into());
            lines.insert(at + 2, "=======\n".into());
            lines.push(">>>>>>> theirs\n".into());
        })
    }),
    ("a web page in its place", |s| s.put("<!doctype html>\n<title>Sign in</title>\n")),
    ("an id of nobody", |s| s.replace("P0004", "P9999")),
    ("the id of somebody else", |s| s.replace("P0004", "P0001")),
    ("an id without its zeros", |s| s.replace("P0004", "P4")),
    ("a pair of another round", |s| s.replace("r02-001", "r01-001")),
    ("a day that is none", |s| s.replace("2026-11", "2026-02-3")),
    ("a day as a spreadsheet shows it", |s| s.replace("2026-11-20", "20/11/2026")),
    ("an answer that is none", |s| s.replace(",no,", ",perhaps,")),
    ("a value of another column", |s| s.replace(",active,", ",busy,")),
    ("a rating out of range", |s| s.replace(",5,", ",55,")),
    ("a key misspelt", |s| s.replace("date = ", "dtae = ")),
    ("a number as a text", |s| s.replace(" = 7", " = \"seven\"")),
    ("missing", |s| fs::remove_file(&s.path).is_ok()),
    ("a folder in its place", |s| {
        fs::remove_file(&s.path).is_ok() && fs::create_dir(&s.path).is_ok()
    }),
    ("a link to itself", |s| {
        fs::remove_file(&s.path).unwrap();
        std::os::unix::fs::symlink(&s.path, &s.path).is_ok()
    }),
    ("a link to nothing", |s| {
        fs::remove_file(&s.path).unwrap();
        std::os::unix::fs::symlink("nowhere", &s.path).is_ok()
    }),
    ("a link to the file", |s| {
        let moved = s.beside(".moved");
        fs::rename(&s.path, &moved).unwrap();
        std::os::unix::fs::symlink(moved, &s.path).is_ok()
    }),
    ("renamed to capitals", |s| {
        let name = s.path.file_name().unwrap().to_str().unwrap().to_uppercase();
        fs::rename(&s.path, s.beside(&name)).is_ok()
    }),
    ("a conflict copy beside it", |s| {
        let (stem, ending) = (s.path.file_stem().unwrap(), s.path.extension().unwrap());
        let [stem, ending] = [stem, ending].map(|part| part.to_str().unwrap());
        fs::write(s.beside(&format!("{stem} (conflicted copy).{ending}")), s.text).is_ok()
    }),
];

/// What `check` says, and the programme as it is read then. Reading must not be refused.
fn checked(root: &Path) -> (Vec<Finding>, Programme) {
    let folder = Folder::at(root).unwrap();
    let loaded = folder.read().unwrap();
    let mut findings =
        check(&loaded.programme, &InFiles { folder: &folder, programme: &loaded.programme });
    findings.extend(loaded.findings);
    findings.extend(folder.links().unwrap());
    (findings, loaded.programme)
}

/// A programme of three rounds, as files.
fn sound() -> BTreeMap<String, String> {
    let temp = tempfile::tempdir().unwrap();
    let mut programme = programme();
    programme.put_round(round(3));
    // Names without commas and line breaks, so that clumsy changes of the form leave them alone.
    for (person, name) in (0..).zip(["Ada", "Ben", "Cy", "Dee", "Eve", "Fay", "Gus"]) {
        programme.roster.edit(Person(person), |participant| {
            participant.name = name.into();
            participant.organisation = "North".into();
        });
    }
    let mut first = programme.rounds()[0].clone();
    let mut said = first.responses()[1].clone();
    said.set_words("they were away", "a pity");
    first.respond(said).unwrap();
    programme.put_round(first);
    Folder::create(temp.path(), &programme).unwrap();
    let contents = fs::read_to_string(temp.path().join(CONTENTS)).unwrap();
    let mut files = files(temp.path());
    files.insert(CONTENTS.into(), contents);
    files
}

fn put_all(root: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
    }
}

/// What differs between two programmes, in a word for each part.
fn differences(one: &Programme, other: &Programme) -> Vec<&'static str> {
    let parts = [
        ("settings", one.settings != other.settings),
        ("roster", one.roster != other.roster),
        ("exclusions", one.exclusions != other.exclusions),
        ("rounds", one.rounds() != other.rounds()),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

#[test]
fn silence_means_that_nothing_was_lost() {
    let files = sound();
    let original = {
        let temp = tempfile::tempdir().unwrap();
        put_all(temp.path(), &files);
        let (findings, programme) = checked(temp.path());
        assert_eq!(findings, []);
        programme
    };
    let (mut wrong, mut seen, mut harmless) = (Vec::new(), 0, 0);
    for (file, text) in files.iter().filter(|(file, _)| *file != CONTENTS) {
        let other = file.replace("rounds/02", "rounds/03").replace("rounds/01", "rounds/02");
        for (what, damage) in DAMAGES {
            let temp = tempfile::tempdir().unwrap();
            put_all(temp.path(), &files);
            let site = Site { path: temp.path().join(file), text, other: &files[&other] };
            if !damage(&site) {
                continue;
            }
            if file == "unmentor.toml" && !site.path.exists() && !site.path.is_symlink() {
                assert!(matches!(
                    Folder::at(temp.path()),
                    Err(super::super::StoreError::SettingsMissing(_))
                ));
                continue;
            }
            let (findings, programme) = checked(temp.path());
            let lost = differences(&original, &programme);
            let case = format!("{file}: {what}");
            if findings.is_empty() {
                harmless += 1;
                if !lost.is_empty() && !may_be_meant(file, what) {
                    wrong.push(format!("{case}: silent, and {lost:?} differ"));
                }
                if past(&programme) != past(&original) {
                    wrong.push(format!("{case}: silent, and the past is another"));
                }
                continue;
            }
            seen += 1;
            // The files of a round contradict each other, and all of them the roster.
            let near = match file.rsplit_once('/') {
                Some((folder, _)) => folder,
                None if file == "participants.csv" => "",
                None => file.split_once('.').unwrap().0,
            };
            if !findings.iter().any(|finding| finding.place.file.to_lowercase().starts_with(near)) {
                wrong.push(format!("{case}: not named in {findings:#?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong, {seen} seen, {harmless} harmless",
        wrong.join("\n"),
        wrong.len()
    );
    assert!(seen > 300 && harmless > 50, "{seen} seen, {harmless} harmless");
}

/// Words in a cell that may hold any words.
const FREE_TEXT: [&str; 8] = [
    "spaces around cells",
    "a low bit near the beginning",
    "a low bit in the middle",
    "a low bit near the end",
    "a huge cell",
    "all in capitals",
    "all in small letters",
    "cut in the last row",
];

/// What an organiser may have meant, so that no program can tell it from an edit by hand: other
/// words in free text, another order of the people. Who was with whom and what
/// they answered stays the same even then.
fn may_be_meant(file: &str, what: &str) -> bool {
    let own_rows = match file {
        // Words of a reason, and the same twice.
        "exclusions.csv" => [
            "cut in the middle",
            "cut near the end",
            "a row twice",
            "a row of another round",
            "the last column missing",
        ]
        .contains(&what),
        // The last: a heading of the organiser's own has a comma in it.
        "participants.csv" => ["two rows swapped", "semicolons for commas"].contains(&what),
        _ => false,
    };
    own_rows || FREE_TEXT.contains(&what)
}

/// Who was with whom and what they answered: `P0001 yes, P0004 no`.
fn past(programme: &Programme) -> Vec<String> {
    let mut past = Vec::new();
    for round in programme.rounds() {
        past.push(format!("round {}", round.number()));
        for (pair, said) in round.answered_pairs() {
            let each = said.iter().map(|one| {
                let id = &programme.roster.get(one.person).id;
                format!("{id} {:?} {:?} {:?}", one.answer, one.answered_on, one.reason)
            });
            past.push(format!("{} {}", pair.number(), each.collect::<Vec<_>>().join(", ")));
        }
    }
    past
}

#[test]
fn damage_to_the_programs_own_files_changes_nothing() {
    let change = |folder: &Folder| {
        let (lock, loaded) = folder.read_to_change("test").unwrap();
        let change = Change { rounds: vec![answered(2)], ..Change::titled("outcomes") };
        folder.commit(&loaded, &change, lock).unwrap();
    };
    for own in ["lock", "gate", "contents", "undo/0001/record", "undo/0001/old/1"] {
        for (what, damage) in DAMAGES {
            let temp = tempfile::tempdir().unwrap();
            let folder = quick(temp.path());
            folder.create_here(&programme()).unwrap();
            change(&folder);
            let before = files(temp.path());
            let path = temp.path().join(".unmentor").join(own);
            let text = fs::read_to_string(&path).unwrap();
            if text.len() < 4 || path.extension().is_none() && what.contains("conflict") {
                continue;
            }
            damage(&Site { path, text: &text, other: &text });
            let (findings, _) = checked(temp.path());
            assert_eq!(findings, [], "{own}: {what}");
            // Each may be refused; nothing may be lost or hang.
            let _ = folder.history();
            let _ = folder.preview_undo();
            if let Ok(lock) = folder.lock("undo") {
                assert_eq!(files(temp.path()), before, "{own}: {what}");
                let _ = folder.undo(lock);
            }
            let (findings, _) = checked(temp.path());
            assert!(findings.is_empty() || own.contains("old"), "{own}: {what}: {findings:#?}");
        }
    }
}
