//! The outcome sheet as a workbook for Excel, LibreOffice and Google Sheets.

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use crate::domain::{Answer, OutcomeColumn, Reason};
use crate::text::keep;

use super::Row;

/// How wide each column is, in characters.
const WIDTHS: [u16; OutcomeColumn::ALL.len()] = [10, 12, 26, 30, 10, 13, 15, 36, 8, 48];

/// The columns that people fill in, by their positions.
const ANSWER: u16 = at(OutcomeColumn::Answer);
const ANSWERED_ON: u16 = at(OutcomeColumn::AnsweredOn);
const REASON: u16 = at(OutcomeColumn::Reason);
const REASON_TEXT: u16 = at(OutcomeColumn::ReasonText);
const RATING: u16 = at(OutcomeColumn::Rating);
const COMMENT: u16 = at(OutcomeColumn::Comment);

/// The position of a column as workbooks count.
const fn at(column: OutcomeColumn) -> u16 {
    column as u16
}

/// The page beside the sheet. No line of it reads like a header.
const INSTRUCTIONS: [&str; 7] = [
    "Every person in a pair has a row of their own on the sheet `Outcomes`.",
    "Whether they met: choose yes, no or not yet. Leave it empty where nobody said.",
    "When they said so: a day such as 2026-03-31, or nothing.",
    "Why they did not meet: choose the word that comes nearest; their own words go beside it.",
    "How it was: 1 (poor) to 5 (very good), or nothing.",
    "The first four columns and the headings stay as they are; they cannot be typed over.",
    "Save the workbook and type: unmentor outcomes import FILE.xlsx",
];

/// Writes the workbook. `created` stands in it as the day it was made, so that the same round
/// gives the same bytes on every day.
pub fn write(
    rows: &[Row<'_>],
    created: NaiveDate,
    title: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bytes = workbook(rows, created, title).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(rows: &[Row<'_>], created: NaiveDate, title: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = date(created)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let sheet = book.add_worksheet();
    sheet.set_name("Outcomes")?;
    lay_out(sheet)?;
    for (row, line) in (1..).zip(rows) {
        fill(sheet, row, line)?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).max(1);
    offer(sheet, last)?;
    let page = book.add_worksheet();
    page.set_name("Instructions")?;
    page.set_column_width(0, 100)?;
    for (row, line) in (0..).zip(INSTRUCTIONS) {
        page.write(row, 0, line)?;
    }
    book.save_to_buffer()
}

/// The header, the widths, and which columns are open for typing.
fn lay_out(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let header = Format::new().set_bold().set_background_color(0x00DD_E5EE);
    let open = Format::new().set_unlocked();
    for ((column, heading), width) in (0..).zip(OutcomeColumn::WORDS).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        if column >= ANSWER {
            sheet.set_column_format(column, &open)?;
        }
        sheet.write_with_format(0, column, heading, &header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

fn fill(sheet: &mut Worksheet, row: u32, line: &Row<'_>) -> Result<(), XlsxError> {
    let open = Format::new().set_unlocked();
    // A text stays as it was typed, `1/2` and `+44` too.
    let text = Format::new().set_unlocked().set_num_format("@").set_text_wrap();
    let day = Format::new().set_unlocked().set_num_format("yyyy-mm-dd");
    for (column, cell) in (0..).zip(&line.known) {
        sheet.write_string(row, column, keep(cell))?;
    }
    let response = line.response;
    let answer = response.answer.map(Answer::word).unwrap_or_default();
    sheet.write_string_with_format(row, ANSWER, answer, &open)?;
    match response.answered_on {
        Some(said) => sheet.write_datetime_with_format(row, ANSWERED_ON, date(said)?, &day)?,
        None => sheet.write_blank(row, ANSWERED_ON, &day)?,
    };
    let reason = response.reason.map(Reason::code).unwrap_or_default();
    sheet.write_string_with_format(row, REASON, reason, &open)?;
    sheet.write_string_with_format(row, REASON_TEXT, keep(response.reason_text()), &text)?;
    match response.rating {
        Some(rating) => sheet.write_number_with_format(row, RATING, rating, &open)?,
        None => sheet.write_blank(row, RATING, &open)?,
    };
    sheet.write_string_with_format(row, COMMENT, keep(response.comment()), &text)?;
    Ok(())
}

/// The drop-downs, and what is said when something else is typed.
fn offer(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let mut add = |column, rule: DataValidation, error: &str| {
        let rule = rule.ignore_blank(true).set_error_message(error)?;
        sheet.add_data_validation(1, column, last, column, &rule).map(|_| ())
    };
    let answers = Answer::ALL.map(Answer::word);
    let rule = DataValidation::new().allow_list_strings(&answers)?;
    add(ANSWER, rule, "Choose yes, no or not yet, or leave it empty.")?;
    let since = DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(2000, 1, 1)?);
    let rule = DataValidation::new().allow_date(since);
    add(ANSWERED_ON, rule, "Write a day such as 2026-03-31, or leave it empty.")?;
    let rule = DataValidation::new().allow_list_strings(&Reason::ALL.map(Reason::code))?;
    add(REASON, rule, "Choose the word that comes nearest; their own words go beside it.")?;
    let rule = DataValidation::new().allow_list_strings(&["1", "2", "3", "4", "5"])?;
    add(RATING, rule, "Choose 1 to 5, or leave it empty.")
}

fn date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}
