//! The merge sheet as a workbook: one sheet, texts only, nothing hidden or merged.

use std::io::{self, Write};

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::sheet;
use crate::domain::Programme;
use crate::messages::Message;

/// No cell of a workbook holds more.
const LONGEST: usize = 32_767;

/// Writes the workbook; the day of the messages stands in it, so that they give the same bytes on
/// every day.
pub fn write(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(programme, messages).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(programme: &Programme, messages: &[&Message]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    if let Some(message) = messages.first() {
        let day = message.date;
        let part = |number: u32| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(day.year()).unwrap_or(2000);
        let created = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    }
    let page = book.add_worksheet();
    page.set_name("Messages")?;
    let (headings, rows) = sheet::rows(programme, messages);
    for (column, heading) in (0..).zip(headings) {
        page.write_string(0, column, *heading)?;
        page.set_column_width(column, if *heading == "message" { 60 } else { 22 })?;
    }
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(&row) {
            if !cell.is_empty() {
                let end = cell.char_indices().nth(LONGEST).map_or(cell.len(), |(end, _)| end);
                page.write_string(at, column, &cell[..end])?;
            }
        }
    }
    book.save_to_buffer()
}
