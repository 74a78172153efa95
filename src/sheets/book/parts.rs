//! The parts of a zip file are counted before anybody believes what they say.

use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::fault::Fault;
use crate::sheets::limits::Limits;

/// How a zip file begins.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// A part may grow to this many times its packed size once it is above [`SMALL`].
const RATIO: u64 = 200;

/// Parts below this size, in bytes, may be packed as tightly as they like.
const SMALL: u64 = 8 << 20;

/// The most parts that a workbook has.
const PARTS: usize = 10_000;

/// Files, each with its name.
pub type Files = Vec<(String, Vec<u8>)>;

/// What a zip file holds.
pub enum Holds {
    /// A workbook of Excel.
    Excel(Traits),
    /// A workbook of LibreOffice and others: the text of its cells.
    OpenDocument(String),
    /// No workbook, but files that may be sheets, each with its name.
    Files(Files),
}

/// What must be looked for in a workbook of Excel, as it costs time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Traits {
    /// There are formulas.
    pub formulas: bool,
    /// There are merged cells.
    pub merged: bool,
    /// Parts are written in UTF-16.
    pub wide: bool,
}

/// Looks at every part: no size is above its limit, neither as the directory has it nor as it
/// turns out, and no sum is wrong. Returns what the file holds.
pub fn check(bytes: &[u8], limits: Limits) -> Result<Holds, Fault> {
    let limit = limits.bytes;
    let too_large = || Fault::TooLarge { what: "bytes when it is unpacked", limit, at: None };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    if zip.len() > PARTS {
        return Err(Fault::TooLarge { what: "parts", limit: PARTS, at: None });
    }
    let mut declared = 0_u64;
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(fault)?;
        let dense = part.size() > SMALL && part.size() / RATIO > part.compressed_size();
        declared = declared.saturating_add(part.size());
        if dense || declared > limit as u64 {
            return Err(too_large());
        }
    }
    refuse_locked(&mut zip, limit as u64)?;
    let mut found = Found::default();
    let mut left = limit as u64;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(fault)?;
        let counted = found.take(part, left)?;
        left = left.checked_sub(counted).ok_or_else(too_large)?;
    }
    match (found.kind, found.content) {
        (Some(Kind::Excel), _) => Ok(Holds::Excel(found.traits)),
        (Some(Kind::OpenDocument), Some(content)) => Ok(Holds::OpenDocument(content)),
        (Some(Kind::OpenDocument), None) => Err(Fault::broken("there is no content.xml in it")),
        (Some(Kind::Other(what)), _) => Err(Fault::NoWorkbook(what)),
        (None, _) if !found.files.is_empty() => Ok(Holds::Files(found.files)),
        (None, _) => Err(Fault::NoWorkbook("a zip file without a workbook")),
    }
}

/// Refuses a workbook with a password, whose parts are no text.
fn refuse_locked(zip: &mut ZipArchive<Cursor<&[u8]>>, left: u64) -> Result<(), Fault> {
    let Ok(part) = zip.by_name("META-INF/manifest.xml") else { return Ok(()) };
    let (text, _) = text(part, left)?;
    if text.contains("encryption-data") { Err(Fault::Password) } else { Ok(()) }
}

/// What was found in the parts so far.
#[derive(Default)]
struct Found {
    kind: Option<Kind>,
    content: Option<String>,
    traits: Traits,
    files: Files,
}

impl Found {
    /// Looks at a part, and returns its size.
    fn take(&mut self, part: ZipFile<'_, Cursor<&[u8]>>, left: u64) -> Result<u64, Fault> {
        let full = part.name().map_err(fault)?.into_owned();
        let name = full.to_lowercase();
        let length = |text: &str| text.len() as u64;
        if name == "content.xml" {
            let (text, _) = text(part, left)?;
            let counted = length(&text);
            self.content = Some(text);
            return Ok(counted);
        }
        if name.ends_with("sharedstrings.xml")
            || name == "mimetype"
            || name == "[content_types].xml"
        {
            let (text, wide) = text(part, left)?;
            self.traits.wide |= wide;
            if name.ends_with("sharedstrings.xml") {
                check_strings(&text)?;
            } else {
                self.kind = self.kind.or(kind(&text)?);
            }
            return Ok(length(&text));
        }
        if ends_like(&name, "iwa") {
            self.kind =
                self.kind.or(Some(Kind::Other("a document of Apple Numbers, Pages or Keynote")));
        }
        let of_sheets = ["csv", "tsv", "tab", "xlsx", "xlsm", "ods", "xls"];
        let is_file = of_sheets.into_iter().any(|end| ends_like(&name, end));
        // The Mac puts a shadow beside every file.
        if is_file && !name.starts_with("__macosx") && !name.contains("/.") {
            let mut bytes = Vec::new();
            part.take(left + 1).read_to_end(&mut bytes).map_err(Fault::broken)?;
            let counted = bytes.len() as u64;
            self.files.push((full, bytes));
            return Ok(counted);
        }
        let mut looked = Looked::default();
        let counted = io::copy(&mut part.take(left + 1), &mut looked).map_err(Fault::broken)?;
        if ends_like(&name, "xml") {
            self.traits.formulas |= looked.formulas;
            self.traits.merged |= looked.merged;
            self.traits.wide |= looked.is_wide();
        }
        Ok(counted)
    }
}

/// Whether the name of a file ends like those of a kind.
fn ends_like(name: &str, end: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(end))
}

/// Looks for formulas and merged cells in what is written into it, and at how it begins.
#[derive(Default)]
struct Looked {
    beginning: Vec<u8>,
    tail: Vec<u8>,
    formulas: bool,
    merged: bool,
}

impl Looked {
    fn is_wide(&self) -> bool {
        self.beginning.starts_with(b"\xff\xfe") || self.beginning.starts_with(b"\xfe\xff")
    }
}

impl Write for Looked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let missing = 2_usize.saturating_sub(self.beginning.len()).min(bytes.len());
        self.beginning.extend_from_slice(&bytes[..missing]);
        // A tag may begin in one piece and end in the next.
        let seam = [&self.tail[..], &bytes[..bytes.len().min(12)]].concat();
        for text in [&seam[..], bytes] {
            let tags = text.iter().enumerate().filter(|(_, byte)| **byte == b'<');
            for tag in tags.map(|(at, _)| &text[at + 1..]) {
                self.formulas |= tag.starts_with(b"f>") || tag.starts_with(b"f ");
                self.merged |= tag.starts_with(b"mergeCell");
            }
        }
        self.tail = bytes[bytes.len().saturating_sub(12)..].to_vec();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What kind of document a zip file is.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Excel,
    OpenDocument,
    Other(&'static str),
}

/// What the part that names the kinds of all parts says of the main one; printer settings and
/// embedded documents say nothing of the whole.
fn kind(text: &str) -> Result<Option<Kind>, Fault> {
    if let Some(of) = text.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        return Ok(Some(match of {
            _ if of.starts_with("spreadsheet") => Kind::OpenDocument,
            _ if of.starts_with("text") => Kind::Other("a text document"),
            _ => Kind::Other("a document of an office program"),
        }));
    }
    let mut kinds: Vec<String> = Vec::new();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(Fault::broken)? {
            Event::Start(tag) | Event::Empty(tag) => {
                let value = |name| {
                    let found = tag.try_get_attribute(name).map_err(Fault::broken)?;
                    Ok::<_, Fault>(found.map(|found| found.value.to_string()))
                };
                let is_default = tag.local_name().as_ref() == "Default";
                let of_parts = tag.local_name().as_ref() == "Override";
                if of_parts || is_default && value("Extension")?.as_deref() == Some("xml") {
                    kinds.extend(value("ContentType")?);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let names = |what: &str| kinds.iter().any(|kind| kind.contains(what));
    let main = [
        ("spreadsheetml.sheet.main", Kind::Excel),
        ("spreadsheetml.template.main", Kind::Excel),
        ("ms-excel.sheet.macroEnabled.main", Kind::Excel),
        ("ms-excel.template.macroEnabled.main", Kind::Excel),
        ("ms-excel.addin.macroEnabled.main", Kind::Excel),
        ("ms-excel.sheet.binary", Kind::Other("a binary workbook (.xlsb)")),
        ("wordprocessingml", Kind::Other("a text document")),
        ("presentationml", Kind::Other("a presentation")),
        ("spreadsheetml", Kind::Excel),
    ];
    Ok(main.into_iter().find(|(what, _)| names(what)).map(|(_, kind)| kind))
}

/// A part as text, and whether it was UTF-16; one byte more than is left is enough to be too much.
fn text(part: ZipFile<'_, Cursor<&[u8]>>, left: u64) -> Result<(String, bool), Fault> {
    let mut bytes = Vec::new();
    part.take(left + 1).read_to_end(&mut bytes).map_err(Fault::broken)?;
    match narrowed(&bytes) {
        Some(text) => Ok((text, true)),
        None => Ok((String::from_utf8(bytes).map_err(Fault::broken)?, false)),
    }
}

/// A text in UTF-16 with a mark that says so.
fn narrowed(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes)?;
    let wide = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(&encoding);
    wide.then(|| encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned())
}

/// A workbook whose parts are written in UTF-16, written again in UTF-8: parsers read no other.
pub fn in_utf_8(bytes: &[u8], limits: Limits) -> Result<Vec<u8>, Fault> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(fault)?;
        let name = part.name().map_err(fault)?.into_owned();
        let mut bytes = Vec::new();
        part.take(limits.bytes as u64).read_to_end(&mut bytes).map_err(Fault::broken)?;
        let text = narrowed(&bytes);
        let bytes = text.as_deref().map_or(&bytes[..], str::as_bytes);
        written.start_file(name, stored).map_err(fault)?;
        written.write_all(bytes).map_err(Fault::broken)?;
    }
    Ok(written.finish().map_err(fault)?.into_inner())
}

/// Refuses a table of strings that says it has more strings than there is room for: the parser
/// asks for memory by that number.
fn check_strings(text: &str) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(Fault::broken)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sst" => {
                let said = tag.try_get_attribute("uniqueCount").map_err(Fault::broken)?;
                let said = said.and_then(|said| said.value.parse::<usize>().ok());
                // The shortest string is `<si/>`.
                if said.is_some_and(|said| said > text.len() / 5) {
                    return Err(Fault::broken("its number of strings cannot be true"));
                }
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn fault(error: ZipError) -> Fault {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Fault::Password
        }
        error => Fault::broken(error),
    }
}
