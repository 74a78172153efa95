//! Files of the folder that somebody opens in a spreadsheet and saves: nothing changes in meaning,
//! and the next change writes them as they should be.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1252;

use crate::support::aloud;
use crate::support::folder::Folder;

/// How a program writes a CSV file.
#[derive(Clone, Copy)]
struct Habit {
    name: &'static str,
    delimiter: char,
    /// As chrono has it; or the number of days.
    day: Option<&'static str>,
    line: &'static str,
    bytes: fn(&str) -> Vec<u8>,
    /// `4` becomes `4` with this behind it.
    decimals: &'static str,
    columns: Columns,
}

/// What a program does with empty columns at the end.
#[derive(Clone, Copy, PartialEq)]
enum Columns {
    AsTheyAre,
    /// It saves a few more.
    More,
    /// It leaves empty cells out.
    Fewer,
}

fn utf8(text: &str) -> Vec<u8> {
    text.into()
}

fn utf8_marked(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").into()
}

fn windows(text: &str) -> Vec<u8> {
    WINDOWS_1252.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const PLAIN: Habit = Habit {
    name: "",
    delimiter: ',',
    day: Some("%d/%m/%Y"),
    line: "\r\n",
    bytes: utf8,
    decimals: "",
    columns: Columns::AsTheyAre,
};

/// Excel, LibreOffice, Numbers and Google Sheets, in English, German and Welsh settings.
const HABITS: [Habit; 25] = [
    Habit { name: "Excel, English, CSV", bytes: windows, ..PLAIN },
    Habit { name: "Excel, English, CSV UTF-8", bytes: utf8_marked, ..PLAIN },
    Habit { name: "Excel, English, Unicode text", delimiter: '\t', bytes: utf16, ..PLAIN },
    Habit { name: "Excel, English, Mac", line: "\r", bytes: utf8_marked, ..PLAIN },
    Habit { name: "Excel, English, short days", day: Some("%-d/%-m/%y"), ..PLAIN },
    Habit { name: "Excel, English, long days", day: Some("%d %B %Y"), ..PLAIN },
    Habit { name: "Excel, English, general", day: None, ..PLAIN },
    Habit { name: "Excel, English, general, decimals", day: None, decimals: ".00", ..PLAIN },
    Habit { name: "Excel, English, more columns", columns: Columns::More, ..PLAIN },
    Habit { name: "Excel, English, fewer cells", columns: Columns::Fewer, ..PLAIN },
    Habit { name: "Excel, American, CSV", day: Some("%-m/%-d/%Y"), bytes: windows, ..PLAIN },
    Habit { name: "Excel, American, UTF-8", day: Some("%m/%d/%y"), bytes: utf8_marked, ..PLAIN },
    Habit { name: "Excel, German, CSV", delimiter: ';', day: GERMAN, bytes: windows, ..PLAIN },
    Habit {
        name: "Excel, German, CSV UTF-8",
        delimiter: ';',
        day: GERMAN,
        bytes: utf8_marked,
        ..PLAIN
    },
    Habit { name: "Excel, German, decimals", delimiter: ';', day: GERMAN, decimals: ",0", ..PLAIN },
    Habit {
        name: "Excel, German, Unicode text",
        delimiter: '\t',
        day: GERMAN,
        bytes: utf16,
        ..PLAIN
    },
    Habit {
        name: "Excel, German, more columns",
        delimiter: ';',
        day: GERMAN,
        bytes: windows,
        columns: Columns::More,
        ..PLAIN
    },
    Habit { name: "Excel, Welsh, CSV UTF-8", day: Some("%d/%m/%Y"), bytes: utf8_marked, ..PLAIN },
    Habit { name: "Excel, Welsh, decimals", decimals: ".0", bytes: utf8_marked, ..PLAIN },
    Habit { name: "LibreOffice, English", day: Some("%d/%m/%y"), line: "\n", ..PLAIN },
    Habit { name: "LibreOffice, American", day: Some("%m/%d/%y"), line: "\n", ..PLAIN },
    Habit { name: "LibreOffice, German", day: Some("%d.%m.%y"), line: "\n", ..PLAIN },
    Habit {
        name: "LibreOffice, German, semicolons",
        delimiter: ';',
        day: GERMAN,
        line: "\n",
        ..PLAIN
    },
    Habit {
        name: "LibreOffice, Welsh",
        day: Some("%d/%m/%y"),
        line: "\n",
        decimals: ".0",
        ..PLAIN
    },
    Habit { name: "Numbers, German", delimiter: ';', day: Some("%d.%m.%y"), line: "\n", ..PLAIN },
];

const GERMAN: Option<&str> = Some("%d.%m.%Y");

impl Habit {
    /// The same table as this program saves it.
    fn save(&self, text: &str) -> Vec<u8> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.unwrap().iter().map(String::from).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        let mut saved = String::new();
        for (number, row) in rows.iter().enumerate() {
            let mut cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            match self.columns {
                Columns::More => cells.extend([String::new(), String::new()]),
                Columns::Fewer if number > 15 => {
                    let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
                    cells.truncate(last + 1);
                }
                _ => {}
            }
            let delimiter = self.delimiter.to_string();
            write!(saved, "{}{}", cells.join(&delimiter), self.line).unwrap();
        }
        (self.bytes)(&saved)
    }

    fn cell(&self, cell: &str) -> String {
        if let Ok(day) = cell.parse::<NaiveDate>() {
            let start = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            return match self.day {
                Some(form) => day.format(form).to_string(),
                None => (day - start).num_days().to_string(),
            };
        }
        if ["1", "2", "3", "4", "5"].contains(&cell) {
            return format!("{cell}{}", self.decimals);
        }
        if cell.contains([self.delimiter, '"', '\n']) {
            return format!("\"{}\"", cell.replace('"', "\"\""));
        }
        cell.into()
    }
}

/// A programme with accents, pauses, exclusions and everything that a spreadsheet likes to change.
fn folder() -> Folder {
    let folder = Folder::with_demo();
    folder.run("participants set P0002 name=\"Zoë Müller\" until=2026-09-04 status=paused").ok();
    folder.run("participants set P0003 name=\"Siân Évans, Dr\" rhythm=2").ok();
    // No program can save a letter in an encoding that does not have it.
    let western = |c: char| if WINDOWS_1252.encode(&c.to_string()).2 { 'x' } else { c };
    for file in tables(&folder) {
        folder.write(&file, folder.read(&file).chars().map(western).collect::<String>());
    }
    folder.run("exclusions add P0004 P0005 --why \"they share an office, and more\"").ok();
    folder
}

fn tables(folder: &Folder) -> Vec<String> {
    let files = folder.files().into_iter().map(|(path, _)| path.display().to_string());
    files.filter(|file| file.rsplit_once('.').is_some_and(|(_, kind)| kind == "csv")).collect()
}

/// Everything that the program knows of a folder.
fn known(folder: &Folder) -> Vec<serde_json::Value> {
    let lines = [
        "participants list --json",
        "exclusions list --json",
        "rounds show 5 --json",
        "report --json",
    ];
    lines.map(|line| folder.json(line)).into()
}

/// The files of [`folder`], a change that is made once they were saved, and what comes of it.
struct Sound {
    before: Vec<(String, String)>,
    known: Vec<serde_json::Value>,
    after: Folder,
}

const CHANGE: &str = "participants set P0007 sector=care";

fn sound() -> Sound {
    let after = folder();
    let known = known(&after);
    let before = tables(&after).into_iter().map(|file| (file.clone(), after.read(&file))).collect();
    after.run(CHANGE).ok();
    Sound { before, known, after }
}

impl Sound {
    /// Nothing has changed in meaning when a program has saved the files, and the next change of the
    /// folder writes them as they should be.
    fn holds(&self, name: &str, saved: &[Vec<u8>]) {
        let folder = folder();
        for ((file, _), bytes) in self.before.iter().zip(saved) {
            folder.write(file, bytes);
        }
        let said = folder.run("check");
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        assert!(said.err.lines().count() <= 1, "{name}: {}", said.err);
        for (now, expected) in known(&folder).into_iter().zip(&self.known) {
            assert!(now == *expected, "{name}:\n{now}\n{expected}");
        }
        folder.run(CHANGE).ok();
        for (file, _) in &self.before {
            assert_eq!(folder.read(file), self.after.read(file), "{name}: {file}");
        }
        let silent = folder.run("check");
        assert_eq!((silent.code, silent.err.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn whatever_saves_the_files_nothing_changes_in_meaning_and_the_next_change_mends_them() {
    let sound = sound();
    for habit in HABITS {
        let saved: Vec<_> = sound.before.iter().map(|(_, text)| habit.save(text)).collect();
        sound.holds(habit.name, &saved);
    }
}

/// A spreadsheet of its own settings, which opens files that were saved in some way and saves them.
struct Office {
    /// The number of its language.
    language: u32,
    /// How its files were saved before.
    opened: Habit,
    /// The code of the character that separates cells, and of the encoding, in which it saves.
    saved: (u32, &'static str),
}

/// English, German and Welsh, with dates as the folder has them and as people there write them.
const OFFICES: [Office; 8] = [
    Office { language: 2057, opened: ISO, saved: (44, "76") },
    Office { language: 2057, opened: SLASHES, saved: (44, "1") },
    Office { language: 2057, opened: SLASHES, saved: (9, "65535") },
    Office { language: 1031, opened: ISO, saved: (59, "76") },
    Office { language: 1031, opened: DOTS, saved: (59, "1") },
    Office { language: 1031, opened: DOTS, saved: (44, "76") },
    Office { language: 1106, opened: ISO, saved: (44, "76") },
    Office { language: 1106, opened: SLASHES, saved: (59, "76") },
];

const ISO: Habit = Habit { day: Some("%Y-%m-%d"), ..PLAIN };
const SLASHES: Habit = Habit { name: ", dates with slashes", ..PLAIN };
const DOTS: Habit = Habit { name: ", dates with dots", day: GERMAN, ..PLAIN };

impl Office {
    /// The files as it saves them.
    fn save(&self, files: &[(String, String)]) -> Vec<Vec<u8>> {
        let home = tempfile::tempdir().unwrap();
        let within = |name: String| home.path().join(name);
        let names: Vec<_> = (0..files.len()).map(|number| format!("{number}.csv")).collect();
        for (name, (_, text)) in names.iter().zip(files) {
            fs::write(within(name.clone()), self.opened.save(text)).unwrap();
        }
        let Self { language, saved: (delimiter, encoding), .. } = self;
        let done = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", within("user".into()).display()))
            .args(["--headless", &format!("--infilter=CSV:44,34,76,1,,{language},false,true")])
            .arg("--convert-to")
            .arg(format!(
                "csv:Text - txt - csv (StarCalc):{delimiter},34,{encoding},1,,{language},false,true"
            ))
            .arg("--outdir")
            .arg(within("out".into()))
            .args(names.iter().map(|name| within(name.clone())))
            .stdout(std::process::Stdio::null())
            .status();
        assert!(done.unwrap().success());
        names.iter().map(|name| fs::read(within(format!("out/{name}"))).unwrap()).collect()
    }
}

#[test]
fn what_libreoffice_saves_in_english_german_and_welsh_is_read() {
    if Command::new("soffice").arg("--version").output().is_err() {
        return aloud("SKIPPED: no soffice here to save the files of a folder\n");
    }
    let sound = sound();
    for two in OFFICES.chunks(2) {
        std::thread::scope(|scope| {
            for office in two {
                scope.spawn(|| {
                    let name = format!("LibreOffice {}{}", office.language, office.opened.name);
                    sound.holds(&name, &office.save(&sound.before));
                });
            }
        });
    }
}

/// Three people who all joined in the first days of a month.
fn ambiguous() -> Folder {
    let folder = Folder::new();
    folder.write(
        "p.csv",
        "name,email,joined\nAnn Ashby,ann@north.example,2026-01-02\n\
         Bob Birch,bob@south.example,2026-03-04\n",
    );
    folder.run("init . --participants p.csv").ok();
    folder
}

#[test]
fn days_are_those_that_the_folder_remembers() {
    for form in ["%d/%m/%Y", "%m/%d/%Y"] {
        let folder = ambiguous();
        let people = folder.json("participants list --json");
        let habit = Habit { day: Some(form), ..PLAIN };
        folder.write("participants.csv", habit.save(&folder.read("participants.csv")));
        assert_eq!(folder.json("participants list --json"), people);
        // Once more, with a day that was changed by hand as well: the undo copies know the other.
        let folder = ambiguous();
        folder.run("participants set P0001 sector=care").ok();
        let text = folder.read("participants.csv").replace("2026-03-04", "2026-05-06");
        folder.write("participants.csv", habit.save(&text));
        let people = folder.json("participants list --json");
        assert_eq!(people[0]["joined"], "2026-01-02", "{form}");
        assert_eq!(people[1]["joined"], "2026-05-06", "{form}");
    }
}

#[test]
fn what_could_be_two_days_is_one_finding_and_one_command_settles_it() {
    let folder = ambiguous();
    fs::remove_dir_all(folder.path().join(".unmentor")).unwrap();
    let saved = PLAIN.save(&folder.read("participants.csv"));
    folder.write("participants.csv", &saved);
    let said = folder.run("check").refused(3);
    assert!(said.contains("2 January 2026 or 1 February 2026"), "{said}");
    assert!(said.contains("1 finding"), "{said}");
    let shown = folder.run("check --repair --dates month-first");
    assert_eq!(shown.code, 5, "{shown:#?}");
    assert!(shown.out.contains("`02/01/2026`") && shown.out.contains("`2026-02-01`"), "{shown:#?}");
    assert!(shown.err.contains("unmentor check --repair --dates month-first --yes"), "{shown:#?}");
    folder.run("check --repair --dates day-first --yes").ok();
    assert_eq!(
        folder.run("check"),
        crate::support::folder::Said { code: 0, out: String::new(), err: String::new() }
    );
    assert_eq!(folder.json("participants list --json")[1]["joined"], "2026-03-04");
    folder.run("undo").ok();
    assert_eq!(folder.read("participants.csv").as_bytes(), saved);
}

#[test]
fn many_cells_that_cannot_be_read_are_one_finding() {
    let folder = Folder::with_demo();
    let text = folder.read("participants.csv").replace(",active,", ",aktiv,");
    folder.write("participants.csv", text);
    let said = folder.run("check").refused(3);
    assert!(said.contains("so in ") && said.contains("1 finding"), "{said}");
}

#[test]
fn a_row_that_is_missing_is_one_finding_that_names_the_person_and_the_rounds() {
    let folder = Folder::with_demo();
    let row = "P0007,";
    folder.edit("participants.csv", |text| {
        let kept = text.lines().filter(|line| !line.starts_with(row));
        kept.flat_map(|line| [line, "\n"]).collect()
    });
    let said = folder.run("check").refused(3);
    assert!(said.contains("nobody has the id `P0007`, `"), "{said}");
    assert!(said.contains("who stands in rounds 1, 3, 5") && said.contains("1 finding"), "{said}");
}
