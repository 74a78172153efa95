//! Workbooks that are damaged or made to do damage.

use std::time::Instant;

use super::made::*;

fn people() -> Vec<u8> {
    excel(&[("People", &[&["Name", "Email"], &["Ann", "ann@x.example"]])])
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_cell_in_the_far_corner_is_refused() {
    let bytes = changed(&people(), SHEET, |text| text.replace("r=\"B2\"", "r=\"XFD1048576\""));
    assert_eq!(
        refusal(bytes, &options()),
        "too-large people.dat, sheet `People`, cell XFD1048576: the sheet has more than 500 columns"
    );
    // The number of a row that goes round is not row 1 again.
    for number in ["4294967297", "55555555555555555555"] {
        let named = format!("r=\"B{number}\"");
        let bytes = changed(&people(), SHEET, |text| text.replace("r=\"B1\"", &named));
        assert!(refusal(bytes, &options()).starts_with("broken-workbook"), "{number}");
    }
    // A row far below is only a row.
    let far = excel_with(|sheet| {
        sheet.write_row(0, 0, ["Name", "Email"])?;
        sheet.write_row(1_048_575, 0, ["Ann", "ann@x.example"])?;
        Ok(())
    });
    assert_eq!(sign_up(far, &options()).unwrap().0.len(), 1);
}

#[test]
fn bombs_are_refused_before_they_burst() {
    let bomb = changed(&people(), SHEET, |text| text.to_owned() + &" ".repeat(200 << 20));
    let small = bomb.len();
    assert!(small < 1 << 20, "{small}");
    let began = Instant::now();
    let too_large =
        "too-large people.dat: the sheet has more than 33554432 bytes when it is unpacked";
    assert_eq!(refusal(bomb.clone(), &options()), too_large);
    // The directory says less than there is.
    let mut lying = bomb;
    let size = u32::try_from(parts(&lying).iter().find(|(n, _)| n == SHEET).unwrap().1.len());
    let size = size.unwrap().to_le_bytes();
    let found: Vec<_> = (0..lying.len() - 4).filter(|&at| lying[at..at + 4] == size).collect();
    assert!(!found.is_empty());
    for at in found {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let refused = refusal(lying, &options());
    assert!(refused.starts_with("broken-workbook") || refused == too_large, "{refused}");
    let took = began.elapsed();
    assert!(took.as_secs() < 20, "{took:?}");
}

#[test]
fn numbers_of_strings_and_repeats_are_not_believed() {
    let many = |text: &str| text.replace("uniqueCount=\"", "uniqueCount=\"999999999999");
    let bytes = changed(&people(), "xl/sharedStrings.xml", many);
    assert!(refusal(bytes, &options()).starts_with("broken-workbook people.dat: "));
    let repeated = row(&["Name", "Email"])
        + &row(&["Ann", "ann@x.example"]).replace(
            "<table:table-row",
            "<table:table-row table:number-rows-repeated='4294967295'",
        );
    assert!(
        refusal(open_document(&repeated), &options()).starts_with("too-large people.dat, sheet")
    );
    // One long string that every cell shares.
    let long = excel_with(|sheet| {
        let text = "x".repeat(30_000);
        for row in 0..4_000 {
            sheet.write(row, 0, &text)?;
        }
        Ok(())
    });
    assert!(refusal(long, &options()).contains("more than 33554432 bytes in its cells"));
}

#[test]
fn a_hundred_sheets_are_enough() {
    let sheets = |count: usize| {
        let more = |text: &str| {
            let sheet =
                |n| format!("<sheet name=\"x{n}\" sheetId=\"{}\" r:id=\"rId1\"/></sheets>", n + 9);
            (1..count).fold(text.to_owned(), |text, n| text.replace("</sheets>", &sheet(n)))
        };
        changed(&people(), "xl/workbook.xml", more)
    };
    assert!(refusal(sheets(100), &options()).starts_with("ambiguous-sheet"));
    assert!(refusal(sheets(101), &options()).starts_with("too-large"));
}

#[test]
fn passwords_are_named() {
    let locked = cfb(&[("EncryptedPackage", b"secret"), ("EncryptionInfo", b"x")]);
    assert_eq!(
        refusal(locked, &options()),
        "password people.dat: the workbook is locked with a password"
    );
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let locked =
        zip(&[("mimetype", mime), ("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
    assert!(refusal(locked, &options()).starts_with("password"));
    let book = [record(0x0809, &[0, 6, 5, 0]), record(0x2F, &[1, 0])].concat();
    assert!(refusal(cfb(&[("Workbook", &book)]), &options()).starts_with("password"));
}

#[test]
fn other_files_are_named() {
    for (parts, what) in [
        (&[("a.txt", "hello")][..], "a zip file without a workbook"),
        (
            &[(
                "[Content_Types].xml",
                r#"<Types><Override ContentType="…wordprocessingml…"/></Types>"#,
            )],
            "a text document",
        ),
        (
            &[(
                "[Content_Types].xml",
                r#"<Types><Override ContentType="…ms-excel.sheet.binary…"/></Types>"#,
            )],
            "a binary workbook (.xlsb)",
        ),
    ] {
        let message =
            format!("not-a-table people.dat: this is {what}, not a workbook that can be read");
        assert_eq!(refusal(zip(parts), &options()), message);
    }
    let document = cfb(&[("WordDocument", b"x")]);
    assert!(refusal(document, &options()).contains("a document of an old office program"));
}

#[test]
fn old_workbooks_cannot_ask_for_memory() {
    let number = |row: u16, column: u16| {
        let at = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        record(0x0203, &[at, 1.0_f64.to_le_bytes().to_vec()].concat())
    };
    let refused = |sheet: &[u8]| refusal(old(sheet), &options());
    assert_eq!(
        refused(&[number(0, 0), number(65_535, 255)].concat()),
        "too-large people.dat: the sheet has more than 2000000 cells, empty ones included"
    );
    assert!(refused(&number(0, 60_000)).contains("more than 500 columns"));
    let range = |first: u32, end: u32| {
        let rows = [first.to_le_bytes(), end.to_le_bytes()].concat();
        record(0x0200, &[rows, vec![0, 0, 255, 0, 0, 0]].concat())
    };
    assert!(refused(&range(0, u32::MAX)).contains("cells"));
    assert!(refused(&range(9, 3)).starts_with("broken-workbook"));
}

#[test]
fn damage_anywhere_is_an_error_or_no_harm() {
    let rows = row(&["Name", "Email"]) + &row(&["Ann", "ann@x.example"]);
    let old = cfb(&[("Workbook", &[record(0x0809, &[0, 6, 5, 0]), record(0x0A, &[])].concat())]);
    for bytes in [people(), open_document(&rows), old] {
        for length in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
            assert!(sign_up(bytes[..length].to_vec(), &options()).is_err(), "cut at {length}");
        }
        for at in (0..bytes.len()).step_by(bytes.len() / 300 + 1) {
            for flip in [0x01, 0x80, 0xFF] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                let _ = sign_up(damaged, &options());
            }
        }
    }
}
