//! Workbooks as people have them.

use rust_xlsxwriter::{ExcelDateTime, Format};
use unmentor::domain::{Answer, Programme, Settings};
use unmentor::intake::{Options, feedback, history};

use super::made::*;

const PEOPLE: &[&[&str]] =
    &[&["Name", "Email"], &["Ann Lee", "ann@x.example"], &["Bo Ray", "bo@x.example"]];

#[test]
fn people_come_in_from_excel_and_from_libreoffice() {
    let rows: String = PEOPLE.iter().map(|cells| row(cells)).collect();
    for (bytes, read_as) in [
        (excel(&[("People", PEOPLE)]), "an Excel workbook"),
        (open_document(&rows), "an OpenDocument workbook"),
    ] {
        let (roster, tally) = sign_up(bytes, &options()).unwrap();
        let names: Vec<_> = roster.iter().map(|(_, p)| p.name.as_str()).collect();
        assert_eq!(names, ["Ann Lee", "Bo Ray"]);
        assert_eq!(tally.assumed, [format!("people.dat, sheet `People`: read as {read_as}")]);
    }
}

#[test]
fn dates_numbers_and_truth_values_are_what_the_sheet_shows() {
    let write = |sheet: &mut rust_xlsxwriter::Worksheet| {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (column, heading) in (0..).zip(["Name", "Email", "Joined", "Desk", "Car", "Since"]) {
            sheet.write(2, column, heading)?;
        }
        sheet.write(0, 0, "Our people")?;
        sheet.write(4, 0, "Ann")?;
        sheet.write(4, 1, "ann@x.example")?;
        sheet.write_with_format(4, 2, ExcelDateTime::from_ymd(2026, 3, 4)?, &day)?;
        sheet.write(4, 3, 42)?;
        sheet.write(4, 4, true)?;
        sheet.write(4, 5, 0.1 + 0.2)?;
        // The day of Bo is a bare number.
        sheet.write(5, 0, "Bo")?;
        sheet.write(5, 1, "bo@x.example")?;
        sheet.write(5, 2, 46_085)?;
        Ok(())
    };
    let bytes = excel_with(write);
    let (roster, tally) = sign_up(bytes.clone(), &options()).unwrap();
    assert!(
        tally.assumed[0].contains("sheet `Sheet1`: read as an Excel workbook, header in row 3")
    );
    let joined = |roster: &unmentor::domain::Roster| {
        roster.iter().map(|(_, p)| p.joined.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(joined(&roster), ["2026-03-04", "2026-03-04"]);
    assert_eq!(roster.iter().next().unwrap().1.further, ["42", "TRUE", "0.3"]);
    let old_mac = changed(&bytes, "xl/workbook.xml", |text| {
        text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let later = Options { today: "2031-01-01".parse().unwrap(), ..options() };
    let (roster, _) = sign_up(old_mac, &later).unwrap();
    assert_eq!(joined(&roster), ["2030-03-05", "2030-03-05"]);
}

#[test]
fn problems_are_shown_with_sheet_and_cell() {
    let rows: &[&[&str]] = &[&["Name", "Email"], &[], &["Ann", "ann@x"], &["", "bo@x.example"]];
    assert_eq!(
        refusal(excel(&[("Form `1`", rows)]), &options()),
        "bad-address people.dat, sheet `Form `1``, cell B3: this is not an e-mail address\n\
         bad-name people.dat, sheet `Form `1``, cell A4: the name is missing"
    );
}

#[test]
fn the_sheet_is_chosen_by_its_header_or_by_name() {
    let notes: &[&[&str]] = &[&["How to fill this in"], &["Write your name and e-mail"]];
    let (roster, tally) =
        sign_up(excel(&[("Notes", notes), ("List", PEOPLE)]), &options()).unwrap();
    assert_eq!(roster.len(), 2);
    assert!(tally.assumed[0].contains("sheet `List`"), "{:?}", tally.assumed);
    let two = excel(&[("Spring", PEOPLE), ("Autumn", &PEOPLE[..2])]);
    assert_eq!(
        refusal(two.clone(), &options()),
        "ambiguous-sheet people.dat: several sheets could be meant: `Spring`, `Autumn`"
    );
    assert_eq!(sign_up(two.clone(), &of_sheet("autumn")).unwrap().0.len(), 1);
    assert_eq!(
        refusal(two, &of_sheet("Winter")),
        "unknown-sheet people.dat: there is no sheet `Winter`; there is `Spring`, `Autumn`"
    );
    assert_eq!(
        refusal(excel(&[("A", &[])]), &options()),
        "empty-file people.dat: the workbook is empty"
    );
}

#[test]
fn hidden_sheets_are_taken_only_by_name() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, hidden) in [("Now", false), ("Old", true)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(hidden);
        sheet.write_row(0, 0, ["Name", "Email"]).unwrap();
        sheet.write_row(1, 0, [name, &format!("{name}@x.example")]).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let name = |options: &Options| {
        let (roster, _) = sign_up(bytes.clone(), options).unwrap();
        roster.iter().next().unwrap().1.name.clone()
    };
    assert_eq!(name(&options()), "Now");
    assert_eq!(name(&of_sheet("Old")), "Old");
}

#[test]
fn errors_of_formulas_are_noted() {
    let rows = row(&["Name", "Email", "Team"])
        + "<table:table-row><table:table-cell office:value-type='string'><text:p>Ann</text:p>\
           </table:table-cell><table:table-cell office:value-type='string'><text:p>a@x.example\
           </text:p></table:table-cell><table:table-cell office:value-type='string' \
           office:string-value='' calcext:value-type='error'><text:p>#N/A</text:p>\
           </table:table-cell></table:table-row>";
    let (_, tally) = sign_up(open_document(&rows), &options()).unwrap();
    assert_eq!(tally.noted[0].place.to_string(), "people.dat, sheet `People`, cell C2");
    assert_eq!(tally.noted[0].message, "the formula here gives `#N/A`");
}

#[test]
fn past_rounds_and_answers_come_in_from_workbooks() {
    let (roster, _) = sign_up(excel(&[("People", PEOPLE)]), &options()).unwrap();
    let mut programme = Programme::new(Settings::default(), roster, vec![]);
    let past: &[&[&str]] =
        &[&["round", "date", "a", "b"], &["1", "2026-03-01", "ann@x.example", "Bo Ray"]];
    let past = sheet(excel(&[("Past", past)]));
    let Ok((rounds, _)) = history(&past, &programme, &options()) else { panic!() };
    programme.put_rounds(rounds);
    let said: &[&[&str]] = &[
        &["Email", "Partner", "Did you meet?"],
        &["ann@x.example", "Bo Ray", "Yes"],
        &["x@x.example", "Bo Ray", "Yes"],
    ];
    let said = [sheet(excel(&[("Answers", said)]))];
    let Ok((rounds, tally)) = feedback(&said, &programme, None, &options()) else { panic!() };
    assert_eq!(rounds[0].responses()[0].answer, Some(Answer::Yes));
    assert_eq!((tally.rows, tally.new, tally.rows_set_aside()), (2, 1, 1));
    assert_eq!(tally.set_aside[0].place.to_string(), "people.dat, sheet `Answers`, cell A3");
}
