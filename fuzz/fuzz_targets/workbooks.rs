//! Workbooks: as they are, or with one of their parts in place of what a program wrote there.
//!
//! A zip file whose bytes are changed at random is refused at its checksums; so the parts are
//! changed and then zipped.
#![no_main]

use std::io::{Cursor, Write};
use std::panic;
use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use unmentor::intake::{Limits, Options};
use unmentor::sheets;
use unmentor_fuzz::{options, sheet, take_feedback, take_people};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
const STRINGS: &str =
    r#"<sst count="2" uniqueCount="2"><si><t>Name</t></si><si><t>Email</t></si></sst>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Ann</t></is></c><c r="B2" t="str"><v>ann@x.example</v></c></row></sheetData></worksheet>"#;
const OPEN_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The parser's panics are caught and told as damaged files; libFuzzer's hook would end the run.
static HOOK: Once = Once::new();

fuzz_target!(|input: &[u8]| {
    HOOK.call_once(|| {
        let say = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !sheets::is_caught(info) {
                say(info);
            }
        }));
    });
    let Some((&kind, bytes)) = input.split_last() else { return };
    let text = || String::from_utf8_lossy(bytes).into_owned();
    let excel = |part: &str| {
        let said = text();
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
            ("xl/styles.xml", STYLES),
            ("xl/sharedStrings.xml", STRINGS),
            ("xl/worksheets/sheet1.xml", SHEET),
        ];
        let parts = parts.map(|(name, usual)| (name, if name == part { &said } else { usual }));
        zipped(&parts)
    };
    let book = match kind % 8 {
        0 => bytes.to_vec(),
        1 => excel("xl/workbook.xml"),
        2 => excel("xl/styles.xml"),
        3 => excel("xl/sharedStrings.xml"),
        4 => excel("xl/worksheets/sheet1.xml"),
        5 => excel("xl/_rels/workbook.xml.rels"),
        6 => zipped(&[("mimetype", OPEN_TYPE), ("content.xml", &text())]),
        _ => compound(bytes),
    };
    // Low limits, so that what goes beyond them shows within a short input.
    let limits = Limits { cells: 4096, bytes: 1 << 20, cell: 1024, ..Limits::default() };
    let reading = sheets::Options { limits, ..sheets::Options::default() };
    let (sheet, options) = (sheet(&book), Options { reading, partial: true, ..options() });
    take_people(&sheet, &options);
    take_feedback(&sheet, &options);
});

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of Excel 97 to 2003 with this stream of records.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}
