//! Workbooks made for the tests.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Workbook, XlsxError};
use unmentor::domain::{Finding, Roster};
use unmentor::intake::{Options, Refused, Sheet, Tally, signup};
use unmentor::sheets;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How an OpenDocument file names itself.
const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Everything by guess, but the sheet of a workbook.
pub fn of_sheet(name: &str) -> Options {
    let reading = sheets::Options { sheet: Some(name.into()), ..sheets::Options::default() };
    Options { reading, ..options() }
}

pub fn options() -> Options {
    Options::on("2026-05-01".parse().unwrap())
}

pub fn sheet(bytes: Vec<u8>) -> Sheet {
    Sheet { name: "people.dat".into(), bytes }
}

/// Takes a sign-up sheet in.
pub fn sign_up(bytes: Vec<u8>, options: &Options) -> Result<(Roster, Tally), Vec<Finding>> {
    signup(&sheet(bytes), &Roster::default(), options).map_err(|Refused(findings)| findings)
}

/// The one thing for which a workbook is refused: its name, its place and what it says.
pub fn refusal(bytes: Vec<u8>, options: &Options) -> String {
    let findings = sign_up(bytes, options).unwrap_err();
    let shown = findings.iter().map(|f| format!("{} {}: {}", f.kind.name(), f.place, f.message));
    shown.collect::<Vec<_>>().join("\n")
}

/// An Excel workbook of sheets with text cells.
pub fn excel(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// An Excel workbook that is written cell by cell.
pub fn excel_with(
    write: impl FnOnce(&mut rust_xlsxwriter::Worksheet) -> Result<(), XlsxError>,
) -> Vec<u8> {
    let mut book = Workbook::new();
    write(book.add_worksheet()).unwrap();
    book.save_to_buffer().unwrap()
}

/// A zip file of some parts.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a zip file, to be changed and zipped again.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let part = |index| {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        (name, std::io::read_to_string(&mut part).unwrap())
    };
    (0..count).map(part).collect()
}

/// A workbook in which the text of one part is changed.
pub fn changed(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = parts(bytes);
    let found = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    let text = change(&found.1);
    assert_ne!(found.1, text, "{part} stays as it is");
    found.1 = text;
    let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&parts)
}

/// An OpenDocument workbook with one sheet; the rows are XML.
pub fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name='People'>{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest/>";
    zip(&[("mimetype", MIME), ("META-INF/manifest.xml", manifest), ("content.xml", &content)])
}

/// A row of text cells in an OpenDocument workbook.
pub fn row(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{cell}</text:p></table:table-cell>"
        )
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

/// A compound file of an old office program.
pub fn cfb(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        file.create_stream(format!("/{name}")).unwrap().write_all(content).unwrap();
    }
    file.into_inner().into_inner()
}

/// A record of an old workbook.
pub fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), content].concat()
}

/// An old workbook with one sheet of these records.
pub fn old(sheet: &[u8]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 16, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let length = begin.len() + 4 + 12 + end.len();
    let at = u32::try_from(length).unwrap().to_le_bytes();
    let name = [&at[..], &[0, 0, 4, 0], b"List"].concat();
    cfb(&[("Workbook", &[&begin[..], &record(0x85, &name), &end, &begin, sheet, &end].concat())])
}

/// A cell of text in an old workbook.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let numbers = [row, column, 0, length].map(u16::to_le_bytes).concat();
    record(0x0204, &[&numbers, &[0][..], text.as_bytes()].concat())
}
