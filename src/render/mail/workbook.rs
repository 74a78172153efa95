//! The merge sheet as a workbook: one sheet, texts only, nothing hidden or merged.
//!
//! What programs are particular about is made by a library, for the headings alone. The cells below
//! them are written beside it, one by one: a library would hold all of them in memory at once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::num::NonZero;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::sheet;
use crate::domain::Programme;
use crate::messages::Message;
use crate::render::xml::Text;

/// No cell of a workbook holds more.
const LONGEST: usize = 32_767;
/// How hard a workbook is pressed, of 9: beyond this it gets slower and hardly smaller.
const PRESSED: i64 = 2;

/// Writes the workbook; the day of the messages stands in it, so that they give the same bytes on
/// every day.
pub fn write(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = sheet::rows(programme, messages);
    let day = messages.first().map(|message| message.date);
    let frame = frame(headings, day).map_err(io::Error::other)?;
    let mut cells = Cells::for_rows(messages.len() + 1, headings.len());
    cells.row(headings.iter().map(|&heading| heading.into()));
    rows.for_each(|row| cells.row(row));
    let mut frame = ZipArchive::new(Cursor::new(frame))?;
    let mut book = ZipWriter::new_stream(out);
    let pressed = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_level(Some(PRESSED));
    for part in 0..frame.len() {
        let name = frame.name_for_index(part).transpose()?.unwrap_or_default().into_owned();
        match name.as_str() {
            "xl/sharedStrings.xml" => {
                book.start_file(name, pressed)?;
                in_pieces(&mut book, |out| cells.texts(out))?;
            }
            "xl/worksheets/sheet1.xml" => {
                let mut page = String::new();
                frame.by_index(part)?.read_to_string(&mut page)?;
                book.start_file(name, pressed)?;
                in_pieces(&mut book, |out| cells.page(&page, headings.len(), out))?;
            }
            _ => book.raw_copy_file(frame.by_index_raw(part)?)?,
        }
    }
    book.finish()?.flush()
}

/// Writes some thousand bytes at a time: to press each cell alone takes long.
fn in_pieces<W: Write>(
    out: &mut W,
    write: impl FnOnce(&mut BufWriter<&mut W>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    write(&mut out)?;
    out.flush()
}

/// A workbook with headings and nothing below them.
fn frame(headings: &[&str], day: Option<NaiveDate>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    if let Some(day) = day {
        let part = |number: u32| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(day.year()).unwrap_or(2000);
        let created = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    }
    let page = book.add_worksheet();
    page.set_name("Messages")?;
    for (column, heading) in (0..).zip(headings) {
        page.write_string(0, column, *heading)?;
        page.set_column_width(column, if *heading == "message" { 60 } else { 22 })?;
    }
    book.save_to_buffer()
}

/// A text that is longer stands in one cell only, so it is not looked for among the others.
const SHORT: usize = 40;

/// The cells of a sheet, row by row, each short text once.
struct Cells<'m> {
    texts: Vec<Cow<'m, str>>,
    known: HashMap<Cow<'m, str>, NonZero<u32>>,
    /// Which of the texts, from 1 on, stands in each cell; nothing in an empty one.
    places: Vec<Option<NonZero<u32>>>,
}

impl<'m> Cells<'m> {
    fn for_rows(rows: usize, columns: usize) -> Self {
        // Grown step by step they would for a moment take twice as much.
        let (texts, places) = (Vec::with_capacity(rows * 4), Vec::with_capacity(rows * columns));
        Self { texts, places, known: HashMap::new() }
    }

    fn row(&mut self, row: impl IntoIterator<Item = Cow<'m, str>>) {
        for cell in row {
            let place = self.place(cell);
            self.places.push(place);
        }
    }

    fn place(&mut self, cell: Cow<'m, str>) -> Option<NonZero<u32>> {
        if cell.is_empty() {
            return None;
        }
        let next = u32::try_from(self.texts.len() + 1).ok().and_then(NonZero::new)?;
        if cell.len() <= SHORT {
            match self.known.entry(cell.clone()) {
                Entry::Occupied(there) => return Some(*there.get()),
                Entry::Vacant(free) => free.insert(next),
            };
        }
        self.texts.push(cell);
        Some(next)
    }

    /// The part with the texts.
    fn texts(&self, out: &mut impl Write) -> io::Result<()> {
        let count = self.places.iter().flatten().count();
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<sst xmlns=\"\
             http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{count}\" \
             uniqueCount=\"{}\">",
            self.texts.len()
        )?;
        for text in &self.texts {
            out.write_all(b"<si><t xml:space=\"preserve\">")?;
            for (at, line) in literal(fitting(text)).split('\n').enumerate() {
                write!(out, "{}{}", if at > 0 { "\n" } else { "" }, Text(line))?;
            }
            out.write_all(b"</t></si>")?;
        }
        out.write_all(b"</sst>")
    }

    /// The part with the sheet: that with the headings alone, and the rows below them.
    fn page(&self, headings: &str, columns: usize, out: &mut impl Write) -> io::Result<()> {
        let names: Vec<char> = ('A'..='Z').take(columns).collect();
        let last = names.last().copied().unwrap_or('A');
        let rows = self.places.len() / columns;
        let whole = format!("{last}{rows}\"/>");
        let headings = headings.replacen(&format!("{last}1\"/>"), &whole, 1);
        let (head, foot) = headings
            .split_once("</sheetData>")
            .ok_or_else(|| io::Error::other("the workbook has no sheet"))?;
        out.write_all(head.as_bytes())?;
        for (row, cells) in (1..).zip(self.places.chunks(columns)).skip(1) {
            write!(out, "<row r=\"{row}\">")?;
            for (column, cell) in names.iter().zip(cells) {
                if let Some(text) = cell {
                    write!(out, "<c r=\"{column}{row}\" t=\"s\"><v>{}</v></c>", text.get() - 1)?;
                }
            }
            out.write_all(b"</row>")?;
        }
        write!(out, "</sheetData>{foot}")
    }
}

/// What of a text fits into a cell, which counts in UTF-16.
fn fitting(text: &str) -> &str {
    let mut room = LONGEST;
    if text.len() <= room {
        return text;
    }
    let beyond = text.char_indices().find(|(_, c)| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_none()
    });
    beyond.map_or(text, |(end, _)| &text[..end])
}

/// A text that stays as it is although workbooks take `_x0041_` for an `A`.
fn literal(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let means_another = |rest: &[u8]| {
        matches!(rest, [b'_', b'x', a, b, c, d, b'_', ..]
            if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
    };
    let mut literal = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        if means_another(&text.as_bytes()[at..]) {
            literal.push_str("_x005F");
        }
        literal.push(c);
    }
    literal.into()
}
