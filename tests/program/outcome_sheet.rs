//! The outcome sheet goes out, is filled in, and comes back.

use std::fs;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use crate::support::folder::Folder;

/// A folder with the outcome sheet of its fifth round.
fn with_sheet() -> Folder {
    let folder = Folder::with_demo();
    let said = folder.run("outcomes sheet --round 5 -o sheet.xlsx");
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert_eq!(
        said.err,
        "written: sheet.xlsx\nnext: fill it in, then: unmentor outcomes import sheet.xlsx\n"
    );
    folder
}

/// The first row of the sheet whose answer is empty, as Excel counts.
fn silent_row(folder: &Folder) -> usize {
    let csv = folder.run("outcomes sheet --round 5").ok();
    let silent = |line: &str| line.split(',').nth(4) == Some("");
    csv.lines().position(silent).unwrap() + 1
}

/// Fills the empty cells of a row as a spreadsheet program would.
fn fill(folder: &Folder, row: usize, cells: &[(char, &str)]) {
    let bytes = fs::read(folder.path().join("sheet.xlsx")).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = std::io::read_to_string(&mut part).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            for (column, value) in cells {
                let start = text.find(&format!("<c r=\"{column}{row}\"")).unwrap();
                let end = start + text[start..].find("/>").unwrap();
                let cell = &text[start..end];
                assert!(!cell.contains('>'), "{column}{row} is not empty: {cell}");
                let filled = format!("{cell} t=\"inlineStr\"><is><t>{value}</t></is></c>");
                text.replace_range(start..end + 2, &filled);
            }
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    folder.write("sheet.xlsx", new.finish().unwrap().into_inner());
}

#[test]
fn an_unfilled_sheet_changes_nothing() {
    for name in ["sheet.xlsx", "sheet.csv"] {
        let folder = Folder::with_demo();
        folder.run(&format!("outcomes sheet -o {name}")).ok();
        let before = folder.files();
        let said = folder.run(&format!("outcomes import {name}"));
        assert_eq!(said.code, 0, "{said:#?}");
        assert!(said.out.contains(" 0 new, 0 changed") && said.out.contains(", 0 set aside"));
        assert!(said.err.contains("nothing changed\n"), "{}", said.err);
        assert!(!said.err.contains("warning"), "{}", said.err);
        assert_eq!(folder.files(), before);
    }
}

/// An apostrophe stands before what looks like a formula; one that somebody wrote stays beside it.
#[test]
fn words_that_look_like_formulas_stay_the_same_through_every_sheet() {
    // How `=1` and `'=1` stand in a file.
    for cell in ["'=1", "''=1"] {
        let folder = Folder::with_demo();
        let sheet = folder.run("outcomes sheet --round 5").ok();
        let silent = |row: &str| row.strip_suffix(",,,,,,").map(String::from);
        let filled = sheet.lines().map(|row| match silent(row) {
            Some(known) => format!("{known},no,,busy,{cell},,{cell}\n"),
            None => format!("{row}\n"),
        });
        folder.write("filled.csv", filled.collect::<String>());
        folder.run("outcomes import filled.csv").ok();
        let stored = folder.read("rounds/05/outcomes.csv");
        assert!(stored.contains(&format!(",no,,busy,{cell},,{cell}\n")), "{stored}");
        for name in ["one.csv", "two.xlsx", "three.csv", "four.xlsx"] {
            folder.run(&format!("outcomes sheet --round 5 -o {name}")).ok();
            let said = folder.run(&format!("outcomes import {name}"));
            assert!(said.out.contains(" 0 new, 0 changed"), "{cell} in {name}: {said:#?}");
            assert_eq!(folder.read("rounds/05/outcomes.csv"), stored, "{cell} in {name}");
        }
    }
}

#[test]
fn a_filled_sheet_comes_in_without_a_warning() {
    let folder = with_sheet();
    let row = silent_row(&folder);
    fill(&folder, row, &[('E', "no"), ('G', "no-reply"), ('H', "wrote twice"), ('I', "2")]);
    let said = folder.run("outcomes import sheet.xlsx");
    assert_eq!(said.code, 0, "{said:#?}");
    assert!(said.out.contains(" 1 new, 0 changed") && said.out.contains(", 0 set aside"));
    assert!(!said.err.contains("warning"), "{}", said.err);
    let line = folder.run("outcomes sheet --round 5").ok().lines().nth(row - 1).map(String::from);
    assert!(line.unwrap().ends_with(",no,,no-reply,wrote twice,2,"));
}

#[test]
fn the_same_round_gives_the_same_bytes_and_no_file_is_overwritten() {
    let folder = with_sheet();
    let again = folder.run("outcomes sheet --round 5 -o sheet.xlsx");
    assert_eq!(again.code, 5, "{again:#?}");
    let first = fs::read(folder.path().join("sheet.xlsx")).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    folder.run("outcomes sheet --round 5 -o sheet.xlsx --force").ok();
    assert_eq!(fs::read(folder.path().join("sheet.xlsx")).unwrap(), first);
    assert_eq!(folder.run("outcomes sheet -o sheet.docx").code, 2);
    assert_eq!(folder.run("outcomes sheet --round 9 -o x.xlsx").code, 2);
}

/// LibreOffice opens the filled sheet and saves it in each of its formats.
#[test]
fn what_libreoffice_saves_comes_in_with_the_same_outcomes() {
    let found = |program: &&str| {
        let mut version = Command::new(program);
        version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        version.status().is_ok_and(|status| status.success())
    };
    let Some(office) = ["soffice", "libreoffice"].into_iter().find(|program| found(program)) else {
        println!("skipped: LibreOffice (soffice) is not installed");
        return;
    };
    let outcomes = "rounds/05/outcomes.csv";
    let folder = with_sheet();
    let row = silent_row(&folder);
    let cells =
        [('E', "no"), ('F', "2026-05-20"), ('G', "busy"), ('H', "+44 &amp; 1/2"), ('I', "3")];
    fill(&folder, row, &cells);
    folder.run("outcomes import sheet.xlsx").ok();
    let expected = folder.read(outcomes);
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    for ending in ["xlsx", "ods", "xls"] {
        let saved = Command::new(office)
            .args([&profile, "--headless", "--convert-to", ending, "--outdir", "saved"])
            .arg("sheet.xlsx")
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(saved.status.success(), "{saved:?}");
        let other = Folder::with_demo();
        let bytes = fs::read(folder.path().join(format!("saved/sheet.{ending}"))).unwrap();
        other.write("saved.dat", bytes);
        let said = other.run("outcomes import saved.dat");
        assert_eq!(said.code, 0, "{ending}: {said:#?}");
        assert!(!said.err.contains("warning"), "{ending}: {}", said.err);
        assert_eq!(other.read(outcomes), expected, "{ending}");
    }
}
