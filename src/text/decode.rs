//! Bytes become text.

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::{Finding, FindingKind, Place};
use crate::text::{excerpt, line_around, line_at};

use crate::intake::Sheet;
use crate::sheets::notes::Notes;

/// An encoding that an organiser names, such as `macintosh`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// Finds an encoding by a name or label of the WHATWG encoding standard, case apart:
    /// `utf-8`, `windows-1252`, `latin1`, `macintosh`, `utf-16le`, `ibm866`.
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(name.as_bytes()).map(Self)
    }

    /// The name as people write it.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// A decoded sheet.
pub struct Decoded<'s> {
    /// The text, without a byte order mark.
    pub text: Cow<'s, str>,
    /// What the encoding was taken for.
    pub encoding: &'static str,
    /// Signs that it was another one.
    pub odd: Notes,
}

/// Decodes a sheet, by what its bytes are and not by what its name says.
///
/// In this order: the encoding that was forced, a byte order mark, the zero bytes of UTF-16,
/// valid UTF-8, and Windows-1252 for the rest. A text that is partly UTF-8 is refused.
pub fn decode(sheet: &Sheet, forced: Option<Encoding>) -> Result<Decoded<'_>, Finding> {
    let bytes = sheet.bytes.as_slice();
    if let Some(what) = not_text(bytes) {
        return Err(not_a_table(sheet, what));
    }
    let (encoding, mark) = match (forced, encoding_rs::Encoding::for_bom(bytes)) {
        (None, Some((encoding, length))) => (encoding, length),
        (Some(Encoding(encoding)), Some((marked, length))) if encoding == marked => {
            (encoding, length)
        }
        (Some(Encoding(encoding)), _) => (encoding, 0),
        (None, None) => (guess(bytes), 0),
    };
    let bytes = &bytes[mark..];
    if encoding == WINDOWS_1252 && forced.is_none() {
        refuse_mixed(sheet, bytes)?;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        return Err(undecodable(sheet, encoding.name(), &text));
    }
    // Old DOS programs end a file with a Ctrl-Z; a second mark comes from joining files.
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
        Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
    };
    if let Some(at) = text.find('\0') {
        return Err(nul(sheet, &text, at));
    }
    if text.trim().is_empty() {
        let message = "the file is empty";
        return Err(Finding::new(FindingKind::EmptyFile, Place::file(&sheet.name), message)
            .hint("save the sheet again, with its header row, as CSV UTF-8"));
    }
    if let Some(what) = markup(&text) {
        return Err(not_a_table(sheet, what));
    }
    let odd = odd_characters(sheet, &text, encoding == WINDOWS_1252);
    Ok(Decoded { text, encoding: encoding.name(), odd })
}

fn trimmed(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}')
}

/// What a file is that begins like this, when it is no text at all.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], _); 4] = [
        (b"%PDF", "a PDF file"),
        (b"\x1f\x8b", "a compressed file"),
        (b"\x89PNG", "a picture"),
        (b"{\\rtf", "a text document"),
    ];
    known.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| what)
}

fn markup(text: &str) -> Option<&'static str> {
    let start = text.trim_start().get(..9)?.to_ascii_lowercase();
    let is = |what| start.starts_with(what);
    (is("<!doctype") || is("<html") || is("<?xml") || is("<table") || is("<meta"))
        .then_some("a web page or an XML file")
}

fn not_a_table(sheet: &Sheet, what: &str) -> Finding {
    let message = format!("this is {what}, not a table of text");
    Finding::new(FindingKind::NotATable, Place::file(&sheet.name), message)
        .hint("open it in the spreadsheet program and save it as CSV UTF-8")
}

/// A few NULs in a text are damage at a place; many, or other controls, are no text at all.
fn nul(sheet: &Sheet, text: &str, at: usize) -> Finding {
    let controls = text.bytes().filter(|b| matches!(b, 0..=8 | 14..=31)).count();
    if controls * 20 > text.len() {
        return not_a_table(sheet, "a binary file");
    }
    let place = Place::line(&sheet.name, line_at(text, at));
    Finding::new(
        FindingKind::NulCharacter,
        place,
        "a character without a meaning (NUL) stands here",
    )
    .excerpt(excerpt(line_around(text, at)))
    .hint("write the line anew, and save the sheet again as CSV UTF-8")
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let beginning = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| beginning.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Letters of western languages leave a zero in every second byte of UTF-16.
    if odd * 5 > beginning.len() && even * 10 < odd {
        UTF_16LE
    } else if even * 5 > beginning.len() && odd * 10 < even {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

/// Refuses text that is UTF-8 in one place and something else in another: whichever way it is
/// read, some names come out wrong.
fn refuse_mixed(sheet: &Sheet, bytes: &[u8]) -> Result<(), Finding> {
    let chunks = || bytes.utf8_chunks();
    let valid_accents = chunks().any(|chunk| !chunk.valid().is_ascii());
    if !valid_accents {
        return Ok(());
    }
    let before = chunks().next().map_or("", |chunk| chunk.valid());
    let place = Place::line(&sheet.name, line_at(before, before.len()));
    let message =
        "the file is UTF-8 in some lines and not in others; this is the first that is not";
    Err(Finding::new(FindingKind::MixedEncodings, place, message)
        .excerpt(excerpt(line_around(before, before.len())))
        .hint("save the sheet again as CSV UTF-8, or name the encoding with `--encoding`"))
}

fn undecodable(sheet: &Sheet, encoding: &str, text: &str) -> Finding {
    let before = text.split('\u{fffd}').next().unwrap_or("");
    let place = Place::line(&sheet.name, line_at(before, before.len()));
    Finding::new(FindingKind::Undecodable, place, format!("this is not {encoding}"))
        .excerpt(excerpt(line_around(before, before.len())))
        .hint("save the sheet again as CSV UTF-8, or name the encoding with `--encoding`")
}

/// Characters that hardly stand in an organiser's sheet when it was decoded rightly.
fn odd_characters(sheet: &Sheet, text: &str, was_1252: bool) -> Notes {
    let mut odd = Notes::default();
    let again = "fetch the sheet again from where it came from; what was lost cannot be read back";
    let other = "if names look wrong, save the sheet as CSV UTF-8 or use `--encoding`, such as `--encoding macintosh`";
    let mut note = |kind, at: usize, message: &str, hint: &str| {
        let place = Place::line(&sheet.name, line_at(text, at));
        odd.push(
            Finding::new(kind, place, message).excerpt(excerpt(line_around(text, at))).hint(hint),
        );
    };
    if let Some(at) = text.find('\u{fffd}') {
        note(
            FindingKind::LostCharacter,
            at,
            "a character was lost here before the file came to us",
            again,
        );
    }
    if let Some(at) = doubly_encoded(text) {
        note(
            FindingKind::DoublyEncoded,
            at,
            "letters here were garbled before the file came to us",
            again,
        );
    }
    if was_1252 && let Some(at) = foreign_to_1252(text) {
        note(FindingKind::OddCharacters, at, "these characters are odd for Windows-1252", other);
    }
    odd
}

/// The first letters that are UTF-8 which was read as something else once before, such as `Ã«`
/// for `ë`: written back in that encoding, they are UTF-8.
fn doubly_encoded(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let run = &rest[start..];
        let run = &run[..run.find(|c: char| c.is_ascii()).unwrap_or(run.len())];
        let is_utf8 = |encoding: &'static encoding_rs::Encoding| {
            let (bytes, _, unknown) = encoding.encode(run);
            !unknown && std::str::from_utf8(&bytes).is_ok()
        };
        if run.chars().nth(1).is_some() && (is_utf8(WINDOWS_1252) || is_utf8(MACINTOSH)) {
            return Some(text.len() - rest.len() + start);
        }
        rest = &rest[start + run.len()..];
    }
    None
}

/// The first sign that a text read as Windows-1252 was written on a Mac or under DOS: bytes
/// without a meaning, or quotation marks and capitals in the middle of a word.
fn foreign_to_1252(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let control = ('\u{80}'..='\u{9f}').contains(&c);
        let mark =
            matches!(c, '‚' | '„' | '”' | '†' | '‡' | 'ˆ' | '‰' | '‹' | '¡' | '¢' | '£' | '¤');
        let capital = matches!(c, 'Š' | 'Ž' | 'Ÿ' | 'Œ') && before.is_lowercase();
        let inside = before.is_alphabetic()
            && text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
        if control || mark && inside || capital {
            return Some(at);
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<(String, &'static str, usize), &'static str> {
        let sheet = Sheet { name: "s.csv".into(), bytes: bytes.to_vec() };
        match decode(&sheet, None) {
            Ok(d) => Ok((d.text.into_owned(), d.encoding, d.odd.len())),
            Err(finding) => Err(finding.kind.name()),
        }
    }

    fn wide(text: &str, big: bool) -> Vec<u8> {
        let to_bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_encoding_that_spreadsheets_write_is_recognised() {
        let text = "name,email\nZoë Łak,zoe@x.example\n";
        let plain = |encoding| Ok((text.to_string(), encoding, 0));
        assert_eq!(decoded(text.as_bytes()), plain("UTF-8"));
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()), plain("UTF-8"));
        assert_eq!(decoded(format!("\u{feff}\u{feff}{text}\u{1a}").as_bytes()), plain("UTF-8"));
        for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
            assert_eq!(decoded(&wide(text, big)), plain(name));
            assert_eq!(decoded(&wide(&format!("\u{feff}{text}"), big)), plain(name));
        }
        let expected = Ok(("name\nZoë O’Shea\n".to_string(), "windows-1252", 0));
        assert_eq!(decoded(b"name\nZo\xeb O\x92Shea\n"), expected);
    }

    #[test]
    fn what_cannot_be_read_rightly_is_refused() {
        assert_eq!(decoded(b"a,b\n\0\0\x01\x02"), Err("not-a-table"));
        assert_eq!(decoded(b" \r\n"), Err("empty-file"));
        assert_eq!(decoded(b""), Err("empty-file"));
        assert_eq!(
            decoded(
                "a\nZoë\n"
                    .as_bytes()
                    .iter()
                    .chain(b"Zo\xeb")
                    .copied()
                    .collect::<Vec<_>>()
                    .as_slice()
            ),
            Err("mixed-encodings")
        );
        assert_eq!(decoded(b"\xef\xbb\xbfa\nZo\xeb"), Err("undecodable"));
        assert_eq!(decoded(b"<!DOCTYPE html><table>"), Err("not-a-table"));
    }

    #[test]
    fn a_file_from_a_mac_is_noticed_and_can_be_forced() {
        let bytes = b"name\nRen\x8ee M\x9fller\n".to_vec();
        assert_eq!(decoded(&bytes).map(|d| d.2), Ok(1));
        let sheet = Sheet { name: "s.csv".into(), bytes };
        let forced = decode(&sheet, Encoding::named("macintosh")).map(|d| d.text.into_owned());
        assert_eq!(forced.unwrap(), "name\nRenée Müller\n");
    }
}
