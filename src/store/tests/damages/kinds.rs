//! The damages, each as something that is done to one file.

use std::fs;
use std::path::PathBuf;

/// One file of a programme, to be damaged.
pub struct Site<'a> {
    pub path: PathBuf,
    pub text: &'a str,
    /// The same file of another round, or the same file.
    pub other: &'a str,
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
pub type Damage = (&'static str, fn(&Site<'_>) -> bool);

pub const DAMAGES: &[Damage] = &[
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
