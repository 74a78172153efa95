//! The parts of a zip file are counted before anybody believes what they say.

use std::io::{self, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

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

/// What a zip file holds.
pub enum Holds {
    /// A workbook of Excel.
    Excel,
    /// A workbook of LibreOffice and others: the text of its cells.
    OpenDocument(String),
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
    let (mut holds, mut content, mut left) = (None, None, limit as u64);
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(fault)?;
        let name = part.name().map_err(fault)?.to_lowercase();
        let counted = if name.ends_with("sharedstrings.xml") || name == "content.xml" {
            let text = text(part, left)?;
            if name == "content.xml" {
                content = Some(text);
                content.as_ref().map_or(0, String::len) as u64
            } else {
                check_strings(&text)?;
                text.len() as u64
            }
        } else if name == "mimetype" || name == "[content_types].xml" {
            let text = text(part, left)?;
            holds = holds.or(kind(&text)?);
            text.len() as u64
        } else if name == "meta-inf/manifest.xml" {
            let text = text(part, left)?;
            if text.contains(":encryption-data") {
                return Err(Fault::Password);
            }
            text.len() as u64
        } else {
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(Fault::broken)?
        };
        left = left.checked_sub(counted).ok_or_else(too_large)?;
    }
    match (holds, content) {
        (Some(true), _) => Ok(Holds::Excel),
        (Some(false), Some(content)) => Ok(Holds::OpenDocument(content)),
        (Some(false), None) => Err(Fault::broken("there is no content.xml in it")),
        (None, _) => Err(Fault::NoWorkbook("a zip file without a workbook")),
    }
}

/// Whether the part that says so names a workbook of Excel; `false` for OpenDocument.
fn kind(text: &str) -> Result<Option<bool>, Fault> {
    if text.contains("ms-excel.sheet.binary") {
        Err(Fault::NoWorkbook("a binary workbook (.xlsb)"))
    } else if text.contains("wordprocessingml") || text.contains("opendocument.text") {
        Err(Fault::NoWorkbook("a text document"))
    } else if text.contains("spreadsheetml") {
        Ok(Some(true))
    } else {
        Ok(text.contains("opendocument.spreadsheet").then_some(false))
    }
}

/// A part as text; one byte more than is left is enough to be too much.
fn text(part: ZipFile<'_, Cursor<&[u8]>>, left: u64) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    part.take(left + 1).read_to_end(&mut bytes).map_err(Fault::broken)?;
    String::from_utf8(bytes).map_err(Fault::broken)
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
