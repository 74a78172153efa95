//! Bytes become text.

mod alphabets;
mod cp850;
mod readings;

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{line_around, line_at};

/// An encoding that an organiser names, such as `macintosh`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// One of the WHATWG encoding standard.
    Web(&'static encoding_rs::Encoding),
    /// Code page 850.
    Dos,
}

impl Encoding {
    /// Finds an encoding by a name or label of the WHATWG encoding standard, case apart:
    /// `utf-8`, `windows-1252`, `latin1`, `macintosh`, `utf-16le`, `ibm866`; and `cp850`.
    pub fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "cp850" | "ibm850" | "850" | "dos" | "cp-850" => Some(Self::Dos),
            "macroman" | "mac-roman" => Some(Self::Web(MACINTOSH)),
            name => encoding_rs::Encoding::for_label(name.as_bytes()).map(Self::Web),
        }
    }

    /// The name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Dos => "cp850",
        }
    }

    /// Bytes as text; `None` when they are not in this encoding.
    fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Web(encoding) => {
                let (text, broken) = encoding.decode_without_bom_handling(bytes);
                (!broken).then(|| text.into_owned())
            }
            Self::Dos => Some(cp850::decode(bytes)),
        }
    }

    /// A text as bytes; `None` when it has a character that the encoding has not.
    fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Web(encoding) => {
                let (bytes, _, unknown) = encoding.encode(text);
                (!unknown).then(|| bytes.into_owned())
            }
            Self::Dos => cp850::encode(text),
        }
    }

    /// Whether a text is what comes of another one in this encoding when its bytes are taken for
    /// those of a wrong one.
    pub fn is_misread(self, wrong: &str, right: &str) -> bool {
        let Some(bytes) = self.encode(right).filter(|_| wrong != right) else { return false };
        readings::encodings().any(|other| other.decode(&bytes).is_some_and(|text| text == wrong))
    }
}

/// A decoded text.
#[derive(Debug)]
pub struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub text: Cow<'b, str>,
    /// What the encoding was taken for.
    pub encoding: &'static str,
    /// Signs that it was another one, each with its first place.
    pub odd: Vec<(Oddity, Spot)>,
}

/// A sign in a text that could be decoded that it was decoded wrongly, now or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// A character was lost before the bytes came to us.
    Lost,
    /// UTF-8 was read as something else before the bytes came to us.
    DoublyEncoded,
}

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1.
    pub line: u64,
    /// What stands on it, as far as it could be read.
    pub text: String,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecodable {
    /// Something else altogether.
    NotText(&'static str),
    /// There is nothing but spaces.
    Empty,
    /// Some lines are UTF-8, and this one is not: whichever way it is read, some names come out
    /// wrong.
    Mixed(Spot),
    /// It is not in this encoding, as the line shows.
    Not(&'static str, Spot),
    /// Nobody can tell the encoding: the line, and what it says in each that is likely.
    Uncertain(Spot, Vec<(&'static str, String)>),
    /// A NUL stands in a line.
    Nul(Spot),
}

/// Decodes a text, by what its bytes are and not by what its name says.
///
/// In this order: the encoding that was forced, a byte order mark, the zero bytes of UTF-16,
/// valid UTF-8, and Windows-1252 for the rest, where its words look like it. A text that is partly
/// UTF-8 is refused, and one that may be in several encodings as well.
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded<'_>, Undecodable> {
    if let Some(what) = not_text(bytes) {
        return Err(Undecodable::NotText(what));
    }
    let (encoding, mark) = match (forced, encoding_rs::Encoding::for_bom(bytes)) {
        (None, Some((encoding, length))) => (encoding, length),
        (Some(Encoding::Web(encoding)), Some((marked, length))) if encoding == marked => {
            (encoding, length)
        }
        (Some(Encoding::Web(encoding)), _) => (encoding, 0),
        (Some(Encoding::Dos), _) => return finish(cp850::decode(bytes).into(), "cp850"),
        (None, None) => (guess(bytes), 0),
    };
    let bytes = &bytes[mark..];
    let guessed = encoding == WINDOWS_1252 && forced.is_none();
    if guessed {
        refuse_mixed(bytes)?;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let before = text.split('\u{fffd}').next().unwrap_or("");
        return Err(Undecodable::Not(encoding.name(), Spot::at_end(before)));
    }
    let decoded = finish(text, encoding.name())?;
    match readings::first_odd(&decoded.text).filter(|_| guessed) {
        None => Ok(decoded),
        Some(at) => {
            let spot = Spot::around(&decoded.text, at);
            let shown = encoding.encode(&spot.text).0;
            let readings = readings::readings(bytes, &shown);
            Err(Undecodable::Uncertain(spot, readings))
        }
    }
}

/// A text that could be decoded, without what programs put around it; refused when it is none.
fn finish<'b>(text: Cow<'b, str>, encoding: &'static str) -> Result<Decoded<'b>, Undecodable> {
    // Old DOS programs end a file with a Ctrl-Z; a second mark comes from joining files.
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
        Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
    };
    if let Some(at) = text.find('\0') {
        return Err(nul(&text, at));
    }
    if text.trim().is_empty() {
        return Err(Undecodable::Empty);
    }
    if let Some(what) = markup(&text) {
        return Err(Undecodable::NotText(what));
    }
    let odd = oddities(&text);
    Ok(Decoded { text, encoding, odd })
}

impl Spot {
    /// The end of a text behind which nothing could be read.
    fn at_end(text: &str) -> Self {
        Self::around(text, text.len())
    }

    /// The line around a byte.
    fn around(text: &str, at: usize) -> Self {
        Self { line: line_at(text, at), text: line_around(text, at).into() }
    }
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
    let text = text.trim_start();
    let start: String = text.chars().take(9).collect::<String>().to_ascii_lowercase();
    let is = |what| start.starts_with(what);
    if is("<!doctype") || is("<html") || is("<?xml") || is("<table") || is("<meta") {
        return Some("a web page or an XML file");
    }
    let inside = text.strip_prefix(['{', '[']).map(|rest| rest.trim_start().chars().next());
    let is_json = match inside {
        Some(Some('{')) => text.starts_with('['),
        Some(Some('"')) => text.trim_end().ends_with(['}', ']']),
        _ => false,
    };
    is_json.then_some("a JSON file")
}

/// A few NULs in a text are damage at a place; many, or other controls, are no text at all.
fn nul(text: &str, at: usize) -> Undecodable {
    let controls = text.bytes().filter(|b| matches!(b, 0..=8 | 14..=31)).count();
    if controls * 20 > text.len() {
        return Undecodable::NotText("a binary file");
    }
    Undecodable::Nul(Spot::around(text, at))
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

/// Refuses a text in which a whole line is UTF-8 with accents and another line is not UTF-8.
fn refuse_mixed(bytes: &[u8]) -> Result<(), Undecodable> {
    let is_accented = |line: &[u8]| std::str::from_utf8(line).is_ok_and(|line| !line.is_ascii());
    // Without a line that is wholly UTF-8 the accents in it may be pairs of letters of other kinds.
    if !bytes.split(|&byte| byte == b'\n' || byte == b'\r').any(is_accented) {
        return Ok(());
    }
    let before = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    Err(Undecodable::Mixed(Spot::at_end(before)))
}

/// Characters that hardly stand in a text when it was decoded rightly.
fn oddities(text: &str) -> Vec<(Oddity, Spot)> {
    let found =
        [(Oddity::Lost, text.find('\u{fffd}')), (Oddity::DoublyEncoded, doubly_encoded(text))];
    let spot = |(oddity, at): (_, Option<usize>)| Some((oddity, Spot::around(text, at?)));
    found.into_iter().filter_map(spot).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<(String, &'static str, usize), Undecodable> {
        decode(bytes, None).map(|d| (d.text.into_owned(), d.encoding, d.odd.len()))
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
        let spot = |line, text: &str| Spot { line, text: text.into() };
        assert_eq!(decoded(b"a,b\n\0\0\x01\x02"), Err(Undecodable::NotText("a binary file")));
        assert_eq!(decoded(b" \r\n"), Err(Undecodable::Empty));
        assert_eq!(decoded(b""), Err(Undecodable::Empty));
        let mixed = ["a\nZoë\n".as_bytes(), b"Zo\xeb"].concat();
        assert_eq!(decoded(&mixed), Err(Undecodable::Mixed(spot(3, "Zo"))));
        let broken = Undecodable::Not("UTF-8", spot(2, "Zo"));
        assert_eq!(decoded(b"\xef\xbb\xbfa\nZo\xeb"), Err(broken));
        let nul = "name,email\nA,a@x.example\nB\0,b@x.example\n";
        let expected = Undecodable::Nul(spot(3, "B\0,b@x.example"));
        assert_eq!(decoded(nul.as_bytes()), Err(expected));
        let page = Undecodable::NotText("a web page or an XML file");
        assert_eq!(decoded(b"<!DOCTYPE html><table>"), Err(page));
    }

    #[test]
    fn a_file_from_a_mac_is_asked_about_and_can_be_forced() {
        let bytes = b"name\nRen\x8ee M\x9fller\n".to_vec();
        let Err(Undecodable::Uncertain(spot, readings)) = decoded(&bytes) else { panic!() };
        assert_eq!(spot.line, 2);
        assert!(readings.contains(&("macintosh", "Renée Müller".into())), "{readings:?}");
        let forced = decode(&bytes, Encoding::named("macintosh")).map(|d| d.text.into_owned());
        assert_eq!(forced.unwrap(), "name\nRenée Müller\n");
        let dos = decode(b"Ren\x82e\n", Encoding::named("CP850")).map(|d| d.text.into_owned());
        assert_eq!(dos.unwrap(), "Renée\n");
    }

    #[test]
    fn what_was_misread_once_is_known_again() {
        let polish = Encoding::named("windows-1250").unwrap();
        assert!(polish.is_misread("Bart³omiej Œliwiñski", "Bartłomiej Śliwiński"));
        assert!(!polish.is_misread("Bartłomiej Śliwiński", "Bartłomiej Śliwiński"));
        assert!(!polish.is_misread("Jan Nowak", "Jan Kowalski"));
        let mac = Encoding::named("macroman").unwrap();
        assert!(mac.is_misread("JŸrgen", "Jürgen"));
        assert!(Encoding::Dos.is_misread("Ren‚e", "Renée"));
    }

    #[test]
    fn json_is_no_table() {
        let json = Err(Undecodable::NotText("a JSON file"));
        assert_eq!(decoded(b"[{\"name\": \"Ann\"}]"), json);
        assert_eq!(decoded(b"{\n  \"people\": []\n}\n"), json);
        assert_eq!(decoded(b" [\"name\"]\n"), json);
        assert!(decoded(b"[name],[email]\n").is_ok());
    }
}
