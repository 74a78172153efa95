//! `.unmentor/imports.…`: what is remembered of the sheets that were taken in, a file for each
//! shape of sheet.
//!
//! ```text
//! imports 1 6ab0f3c1
//! key 0b5f…
//! read 61 2026-05-14T09:40:00
//! forgotten 0
//! P0001 - =5c0d1f… email=77aa01… rhythm=f00ba4…
//! ```
//!
//! A line for what was taken in about somebody: the id, the round or `-`, by what the rows are
//! known again, and a keyed hash of each cell; a `?` behind it where it is open who is right.

use std::fmt::Write;

use chrono::NaiveDateTime;

use crate::domain::memory::{Shape, SheetMemory, Taken, TakenCell};
use crate::domain::{ParticipantId, RoundNumber, SheetKind};
use crate::store::paths::IMPORTS;
use crate::text::keyed::{Key, Mark};

/// The beginning of the file; behind it the CRC-32 of all below the first line.
const FIRST_LINE: &str = "imports 1";

/// The path of the file.
pub fn path(shape: &Shape) -> String {
    format!("{IMPORTS}.{}.{}", shape.kind.word(), shape.headings)
}

/// The shape that a name in the program's own folder stands for; `None` when it is another file.
pub fn shape(name: &str) -> Option<Shape> {
    let (_, own) = IMPORTS.split_once('/')?;
    let (kind, headings) = name.strip_prefix(own)?.strip_prefix('.')?.split_once('.')?;
    let kind = SheetKind::ALL.into_iter().find(|known| known.word() == kind)?;
    let whole = headings.len() == 8 && headings.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then(|| Shape { kind, headings: headings.into() })
}

/// The file.
pub fn write(memory: &SheetMemory) -> String {
    let SheetMemory { key, latest, rows, forgotten, taken, .. } = memory;
    let latest = latest.map_or("-".into(), |time| time.format(TIME).to_string());
    let mut lines = format!("key {}\nread {rows} {latest}\nforgotten {forgotten}\n", key.to_hex());
    // Writing to a string cannot fail.
    for Taken { about, round, marks, cells } in taken {
        let round = round.map_or("-".into(), |number| number.to_string());
        let _ = write!(lines, "{about} {round}");
        for mark in marks {
            let _ = write!(lines, " ={}", mark.to_hex());
        }
        for TakenCell { column, mark, open } in cells {
            let _ = write!(lines, " {column}={}", mark.to_hex());
            if *open {
                lines.push('?');
            }
        }
        lines.push('\n');
    }
    format!("{FIRST_LINE} {:08x}\n{lines}", crc32fast::hash(lines.as_bytes()))
}

const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// Reads the file; `None` when it is not as it was written.
pub fn read(shape: Shape, text: &str) -> Option<SheetMemory> {
    let (first, lines) = text.split_once('\n')?;
    if first != format!("{FIRST_LINE} {:08x}", crc32fast::hash(lines.as_bytes())) {
        return None;
    }
    let mut lines = lines.lines();
    let mut said = |word: &str| lines.next()?.strip_prefix(word)?.strip_prefix(' ');
    let mut memory = SheetMemory::new(shape, Key::from_hex(said("key")?)?);
    let (rows, latest) = said("read")?.split_once(' ')?;
    memory.rows = rows.parse().ok()?;
    memory.latest = NaiveDateTime::parse_from_str(latest, TIME).ok();
    memory.forgotten = said("forgotten")?.parse().ok()?;
    memory.taken = lines.map(taken).collect::<Option<_>>()?;
    Some(memory)
}

fn taken(line: &str) -> Option<Taken> {
    let mut parts = line.split(' ');
    let about = ParticipantId::parse(parts.next()?)?;
    let round = match parts.next()? {
        "-" => None,
        number => Some(RoundNumber::new(number.parse().ok()?)?),
    };
    let mut taken = Taken { about, round, marks: Vec::new(), cells: Vec::new() };
    for part in parts {
        let (column, hash) = part.split_once('=')?;
        let (hash, open) = hash.strip_suffix('?').map_or((hash, false), |hash| (hash, true));
        let mark = Mark::from_hex(hash)?;
        if column.is_empty() {
            taken.marks.push(mark);
        } else {
            taken.cells.push(TakenCell { column: column.into(), mark, open });
        }
    }
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_was_read_and_damage_is_seen() {
        let shape = Shape::of(SheetKind::Signup, &["Name".into()]);
        let mut memory = SheetMemory::new(shape.clone(), Key([3; 16]));
        let mark = memory.key.mark(&["a"]);
        memory.latest =
            chrono::NaiveDate::from_ymd_opt(2026, 5, 14).and_then(|day| day.and_hms_opt(9, 40, 0));
        memory.taken.push(Taken {
            about: ParticipantId::numbered(1),
            round: RoundNumber::new(2),
            marks: vec![mark],
            cells: vec![TakenCell { column: "email".into(), mark, open: true }],
        });
        let text = write(&memory);
        assert_eq!(read(shape.clone(), &text), Some(memory));
        assert_eq!(read(shape.clone(), &text.replace("email", "e-mail")), None);
        let path = path(&shape);
        assert_eq!(super::shape(path.strip_prefix(".unmentor/").unwrap()), Some(shape));
        assert_eq!(super::shape("imports"), None);
    }
}
