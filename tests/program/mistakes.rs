//! One mistake is one message, however many rows have it.

use crate::support::folder::Folder;

const ROWS: usize = 69;

/// A programme of as many people as the sheets have rows, and a round of them.
fn paired() -> Folder {
    let folder = Folder::new();
    folder.run("init .").ok();
    let person = |n: usize| {
        let letter = char::from(b'a' + u8::try_from(n % 26).unwrap());
        format!("Jo{} Lee,p{n}@x.example\n", letter.to_string().repeat(n / 26 + 1))
    };
    folder
        .write("people.csv", format!("name,email\n{}", (0..ROWS).map(person).collect::<String>()));
    folder.run("participants import people.csv").ok();
    folder.run("pair --seed 1").ok();
    folder
}

/// Imports a sheet with one mistake in each row and returns how much is said about it.
fn said(folder: &Folder, command: &str, header: &str, row: &dyn Fn(usize) -> String) -> String {
    let rows: String = (0..ROWS).map(|n| row(n) + "\n").collect();
    folder.write("sheet.csv", format!("{header}\n{rows}"));
    folder.run(&format!("{command} import sheet.csv --dry-run")).err
}

type Rows = (&'static str, fn(usize) -> String);

const SIGN_UPS: [Rows; 16] = [
    ("name,email,joined", |n| format!("Al,q{n}@y.example,sometime {n}")),
    ("name,email,joined", |n| format!("Al,q{n}@y.example,late September")),
    ("name,email,rhythm", |n| format!("Al,q{n}@y.example,whenever {n}")),
    ("name,email,status", |n| format!("Al,q{n}@y.example,perhaps {n}")),
    ("name,email,status,until", |n| format!("Al,q{n}@y.example,paused,some day {n}")),
    ("name,email,left", |n| format!("Al,q{n}@y.example,2099-01-0{}", n % 9 + 1)),
    ("name,email", |n| format!(",q{n}@y.example")),
    ("name,email", |n| format!("Al Lee{n},")),
    ("name,email", |n| format!("Al Lee{n},p{n}")),
    ("name,email", |n| format!("Al Lee{n},p@y.example")),
    ("name,email", |n| format!("{n},q{n}@y.example")),
    ("name,email", |n| format!("#N/A,q{n}@y.example")),
    ("id,name,email", |n| format!("a b{n},Al,q{n}@y.example")),
    ("id,name,email", |n| format!("P0900,Al Lee{n},q{n}@y.example")),
    ("name,email,organisation", |n| format!("Al,q{n}@y.example")),
    ("name,email", |n| format!("Al,q{n}@y.example,x,y,z")),
];

const HISTORIES: [Rows; 9] = [
    ("Month,a,b", |n| format!("Sept-ember {n},P{:04},P{:04}", n % 30 + 1, n % 30 + 31)),
    ("Month,a,b", |n| format!("late September,P{:04},P{:04}", n % 30 + 1, n % 30 + 31)),
    ("Month,a,b", |_| "September 2026,P0001,P0002".into()),
    ("round,date,a,b", |n| format!("9,2026-01-05,Zed {n},Zoe {n}")),
    ("round,date,a,b", |n| format!("9,2026-01-05,P{:04},P{:04}", n + 1, n + 1)),
    ("round,date,a,b", |n| format!("9,2026-01-05,P0001,P{:04}", n % 68 + 2)),
    ("round,date,a,b", |n| format!("{},soon {n},P0001,P{:04}", n + 9, n % 60 + 2)),
    ("round,date,a,b", |n| format!("r-{n}x,2026-01-05,P0001,P{:04}", n % 60 + 2)),
    ("round,date,a,b", |n| format!("{},2026-01-05,P0001,", n + 9)),
];

const ANSWERS: [Rows; 9] = [
    ("Email,Did you meet?", |n| format!("z{n}@z.example,Yes")),
    ("Email,Did you meet?", |n| format!("p{n}@x.example,Zonk {n}")),
    ("Email,Did you meet?", |n| format!("p{n}@x.example,Zonk")),
    ("Email,Did you meet?", |_| ",Yes".into()),
    ("Email,Partner,Did you meet?", |n| format!("p{n}@x.example,Zed Zoo {n},Yes")),
    ("round,pair,participant,answer", |n| format!("1,r01-{},P{:04},yes", 900 + n, n + 1)),
    ("round,participant,answer", |n| format!("x{n},P{:04},yes", n + 1)),
    ("round,participant,answer", |n| format!("{},P{:04},yes", n + 2, n + 1)),
    ("person a,person b,met?", |n| format!("p{n}@x.example,p{}@x.example,Yes", (n + 7) % ROWS)),
];

#[test]
fn no_mistake_of_a_sheet_fills_a_screen() {
    let folder = paired();
    let sheets =
        [("participants", &SIGN_UPS[..]), ("rounds", &HISTORIES[..]), ("outcomes", &ANSWERS[..])];
    for (command, all) in sheets {
        for (header, row) in all {
            let said = said(&folder, command, header, row);
            assert!(said.lines().count() <= 24, "{command} {header}: {}\n{said}", row(0));
            let told = said.contains("error: ") || said.contains("set aside: ");
            assert!(told, "{command} {header}: {}\n{said}", row(0));
        }
    }
}

#[test]
fn a_column_without_a_date_is_told_in_fifteen_lines_and_is_whole_on_request() {
    let folder = paired();
    let row = |n: usize| format!("late September,P{:04},P{:04}", n % 30 + 1, n % 30 + 31);
    let few = said(&folder, "rounds", "Month,a,b", &row);
    assert!(few.lines().count() <= 15 && few.contains("69 times"), "{few}");
    let all = folder.run("rounds import sheet.csv --all-problems").err;
    assert!(all.contains("sheet.csv:70, column `Month`"), "{all}");
}

#[test]
fn a_sheet_in_the_place_of_the_folder_and_a_missing_word_say_what_to_type() {
    let folder = Folder::new();
    folder.write("people.csv", "Name,Email\nBo Birch,bo@x.example\nAnn Ash,ann@x.example\n");
    let said = folder.run("init people.csv").refused(2);
    assert!(said.ends_with("hint: unmentor init --participants people.csv\n"), "{said}");
    folder.run("init --participants people.csv").ok();
    for (line, hint) in [
        ("participants set P0001", "unmentor participants set --help"),
        ("pair --seed abc", "unmentor pair --help"),
        ("exclusions add P0001", "unmentor exclusions add --help"),
    ] {
        let said = folder.run(line).refused(2);
        assert!(said.ends_with(&format!("hint: {hint}\n")), "{said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
}
