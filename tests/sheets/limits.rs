//! Every limit holds at N, and not at one more.

use unmentor::intake::{Limits, Options};
use unmentor::sheets;

use super::made::*;

const ROWS: [&[&str]; 3] = [&["Name", "Email"], &["Ann", "ann@x.example"], &["Bo", "bo@x.example"]];

fn taken(bytes: &[u8], limits: Limits) -> Result<usize, &'static str> {
    let reading = sheets::Options { limits, ..sheets::Options::default() };
    let taken = sign_up(bytes.to_vec(), &Options { reading, ..options() });
    taken.map(|(roster, _)| roster.len()).map_err(|findings| findings[0].kind.name())
}

#[test]
fn the_limits_of_a_sheet_hold_for_every_kind_of_workbook() {
    let old_cells = (0..).zip(ROWS).flat_map(|(row, cells)| {
        (0..).zip(cells).flat_map(move |(column, cell)| label(row, column, cell))
    });
    let unpacked = |bytes: &[u8]| parts(bytes).iter().map(|(_, text)| text.len()).sum::<usize>();
    let excel = excel(&[("People", &ROWS)]);
    let open = open_document(&ROWS.map(row).concat());
    let old = old(&old_cells.collect::<Vec<_>>());
    for (kind, size, book) in [
        ("xlsx", unpacked(&excel).max(excel.len()), excel),
        ("ods", unpacked(&open).max(open.len()), open),
        ("xls", old.len(), old),
    ] {
        let usual = Limits::default();
        let fits = Limits { bytes: size, rows: 2, columns: 2, cell: 13, cells: 6, ..usual };
        assert_eq!(taken(&book, fits), Ok(2), "{kind}");
        for tight in [
            Limits { bytes: size - 1, ..fits },
            Limits { rows: 1, ..fits },
            Limits { columns: 1, ..fits },
            Limits { cell: 12, ..fits },
            Limits { cells: 5, ..fits },
        ] {
            assert_eq!(taken(&book, tight), Err("too-large"), "{kind} {tight:?}");
        }
    }
}

fn usual(text: &str) -> Result<usize, &'static str> {
    taken(text.as_bytes(), Limits::default())
}

fn large(text: &str) -> Result<usize, &'static str> {
    taken(text.as_bytes(), Limits::large())
}

#[test]
fn the_limits_of_columns_and_cells_hold_without_a_word() {
    let wide = |more: usize| format!("name,email{}\nAnn,a@x.example{0}\n", ",x".repeat(more));
    assert_eq!((usual(&wide(498)), usual(&wide(499))), (Ok(1), Err("too-large")));
    assert_eq!(large(&wide(499)), Err("too-large"));
    let fat = |size: usize| format!("name,email,x\nAnn,a@x.example,{}\n", "x".repeat(size));
    assert_eq!((usual(&fat(100_000)), usual(&fat(100_001))), (Ok(1), Err("too-large")));
    assert_eq!(large(&fat(100_001)), Err("too-large"));
}

#[test]
fn the_limit_of_the_size_is_lifted_by_large() {
    let of_size = |size: usize| {
        let head = "name,email,x\n".to_owned();
        let person = "Ann,a@x.example,";
        let text = head + &format!("{person}{}\n", "x".repeat(65_519)).repeat(511);
        let rest = size - text.len() - person.len();
        text + person + &"x".repeat(rest)
    };
    let (at_most, beyond) = (of_size(32 << 20), of_size((32 << 20) + 1));
    assert_eq!((usual(&at_most), usual(&beyond)), (Ok(1), Err("too-large")));
    assert_eq!(large(&beyond), Ok(1));
}

#[test]
fn the_limit_of_rows_is_lifted_by_large() {
    // The same person in each row is one person.
    let long = |rows: usize| "name,email\n".to_owned() + &"Ann,a@x.example\n".repeat(rows);
    assert_eq!((usual(&long(250_000)), usual(&long(250_001))), (Ok(1), Err("too-large")));
    assert_eq!(large(&long(250_001)), Ok(1));
}

#[test]
fn the_limit_of_cells_is_lifted_by_large() {
    let many = |rows: usize, more: &str| {
        "name,email,1,2,3,4,5,6\n".to_owned() + &"Ann,a@x.example,,,,,,\n".repeat(rows) + more
    };
    let beyond = many(249_999, "\n");
    assert_eq!((usual(&many(249_999, "")), usual(&beyond)), (Ok(1), Err("too-large")));
    assert_eq!(large(&beyond), Ok(1));
}

#[test]
fn a_workbook_has_at_most_ten_thousand_parts() {
    let book = parts(&excel(&[("People", &ROWS)]));
    let names: Vec<_> = (0..10_001 - book.len()).map(|n| format!("x{n}")).collect();
    let mut all: Vec<_> = book.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    all.extend(names.iter().map(|name| (name.as_str(), "")));
    assert_eq!(taken(&zip(&all), Limits::default()), Err("too-large"));
    all.pop();
    assert_eq!(taken(&zip(&all), Limits::default()), Ok(2));
}
