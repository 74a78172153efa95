//! The same sheet, every month: only what is new counts.

use std::fs;

use unmentor::text::keyed::Key;

use crate::support::folder::Folder;

const HEADINGS: &str = "Timestamp,Your name,Email,Organisation,How often?\n";

const MAY: &str = "2026-05-02 09:00:00,Ann Ashby,ann@north.example,North,Every month\n\
                   2026-05-02 09:10:00,Bob Birch,bob@south.example,South,Every month\n\
                   2026-05-13 09:20:00,Cai Cole,cai@west.example,West,Every month\n\
                   2026-05-13 09:30:00,Dee Dunn,dee@east.example,East,Every second month\n";

const JUNE: &str = "2026-05-28 08:00:00,Hal Hill,hal@east.example,East,Every month\n";

const ANSWERS: &str = "Timestamp,Email,Who were you matched with?,Did you meet?\n\
                       2026-03-20 10:00:00,ann@north.example,Bob Birch,Yes\n\
                       2026-03-21 10:00:00,dee@east.example,Cai Cole,No\n";

/// Four people and what they signed up with.
fn begun() -> Folder {
    let folder = Folder::new();
    folder.write("may.csv", format!("{HEADINGS}{MAY}"));
    folder.write("june.csv", format!("{HEADINGS}{MAY}{JUNE}"));
    folder.run("init --participants may.csv").ok();
    folder
}

/// The same with two past rounds and the answers to the first.
fn answered() -> Folder {
    let folder = begun();
    folder.write(
        "rounds.csv",
        "round,date,a,b\n1,2026-03-02,P0001,P0002\n1,2026-03-02,P0003,P0004\n\
         2,2026-04-02,P0001,P0003\n2,2026-04-02,P0002,P0004\n",
    );
    folder.run("rounds import rounds.csv").ok();
    folder.write("answers.csv", ANSWERS);
    folder.run("outcomes import answers.csv").ok();
    folder.write(
        "grown.csv",
        format!(
            "{ANSWERS}2026-04-20 10:00:00,ann@north.example,Cai Cole,No\n\
             2026-04-21 10:00:00,bob@south.example,Dee Dunn,Yes\n"
        ),
    );
    folder
}

fn cell(folder: &Folder, who: &str, column: &str) -> String {
    let all = folder.json("participants list --json");
    let all = all.as_array().unwrap();
    let found = all.iter().find(|one| one["id"] == who).unwrap_or_else(|| panic!("no {who}"));
    found[column].as_str().map_or_else(|| found[column].to_string(), str::to_owned)
}

fn answer(folder: &Folder, round: u32, id: &str) -> String {
    let text = folder.read(&format!("rounds/0{round}/outcomes.csv"));
    let row = text.lines().find(|line| line.split(',').nth(1) == Some(id)).unwrap();
    row.split(',').nth(4).unwrap().to_owned()
}

#[test]
fn what_a_hand_changed_survives_a_sheet_that_has_grown_and_news_are_named() {
    let folder = begun();
    folder.run("participants set P0001 organisation=Northern").ok();
    folder.run("participants set P0002 email=bob.birch@south.example rhythm=2").ok();
    folder.run("participants set P0003 status=left").ok();
    let said = folder.run("participants import june.csv");
    assert!(said.err.contains("\nnew: P0005 Hal Hill\n"), "{}", said.err);
    assert!(!said.err.contains("Cai"), "an old row of a leaver is no news: {}", said.err);
    assert_eq!(said.ok(), "5 rows read: 1 new, 0 changed, 4 unchanged, 0 set aside\n");
    assert_eq!(cell(&folder, "P0001", "organisation"), "Northern");
    assert_eq!(cell(&folder, "P0002", "email"), "bob.birch@south.example");
    assert_eq!(cell(&folder, "P0002", "rhythm"), "2");
    assert_eq!(cell(&folder, "P0003", "status"), "left");

    let before = folder.files();
    let again = folder.run("participants import june.csv");
    assert!(again.err.contains("nothing new: all rows were taken in already"), "{}", again.err);
    again.ok();
    assert_eq!(folder.files(), before);
}

#[test]
fn an_edited_cell_brings_just_that_and_where_both_changed_the_hand_stands() {
    let folder = begun();
    folder.run("participants set P0001 organisation=Northern").ok();
    let edited = MAY
        .replace("ann@north.example,North", "ann@north.example,Nord")
        .replace("bob@south.example,South", "bob@new.example,South")
        .replace("Every second month", "Every month");
    folder.write("july.csv", format!("{HEADINGS}{edited}"));
    let json = folder.json("participants import july.csv --dry-run --json");
    assert_eq!(json["noted"][0]["kind"], "hand-stands");
    let said = folder.run("participants import july.csv").err;
    for line in [
        "P0002 Bob Birch: email bob@south.example -> bob@new.example",
        "P0004 Dee Dunn: rhythm 2 -> 1",
        "P0001 Ann Ashby: organisation is Northern by hand, which stands; the sheet says Nord now",
        "hint: `unmentor participants set P0001 organisation=Nord` takes the sheet's",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let json = folder.json("participants import july.csv --dry-run --json");
    assert_eq!(json["noted"].as_array().unwrap().len(), 0, "{json}");
    assert_eq!(cell(&folder, "P0001", "organisation"), "Northern");
    let changed = folder.run("participants list --changed").ok();
    assert!(changed.contains("P0004 Dee Dunn: rhythm 2 -> 1"), "{changed}");
    // It was said, and is not said every month.
    assert!(!folder.run("participants import july.csv").err.contains("by hand"));
}

#[test]
fn who_left_is_reported_once_a_new_row_says_otherwise() {
    let folder = begun();
    folder.run("participants set P0003 status=left left=2026-05-20").ok();
    let again = "2026-05-29 12:00:00,Cai Cole,cai@west.example,West,Every month\n";
    folder.write("july.csv", format!("{HEADINGS}{MAY}{JUNE}{again}"));
    let said = folder.run("participants import july.csv").err;
    let report = "july.csv:7: `Cai Cole` (P0003) has left and signs up again on 2026-05-29\n  \
                  hint: `unmentor participants set P0003 status=active`";
    assert!(said.contains(report), "{said}");
    assert_eq!(cell(&folder, "P0003", "status"), "left");
}

#[test]
fn forgotten_stay_forgotten_and_new_people_come_in() {
    let folder = begun();
    folder.run("participants forget P0004 --yes").ok();
    let late = "2026-05-10 08:00:00,Ivy Ives,ivy@north.example,North,Every month\n";
    folder.write("july.csv", format!("{HEADINGS}{MAY}{JUNE}{late}"));
    for name in ["may.csv", "june.csv", "july.csv"] {
        folder.run(&format!("participants import {name}")).ok();
    }
    let json = folder.json("participants import july.csv --dry-run --json");
    assert_eq!(json["set_aside"][0]["kind"], "perhaps-forgotten");
    let said = folder.run("participants import july.csv").err;
    assert!(said.contains("if new: unmentor participants import july.csv --take 5 7"), "{said}");
    assert_eq!(cell(&folder, "P0005", "name"), "Hal Hill");
    folder.run("participants import july.csv --take 7").ok();
    assert_eq!(cell(&folder, "P0006", "name"), "Ivy Ives");
    for sheet in ["may.csv", "june.csv", "july.csv"] {
        fs::remove_file(folder.path().join(sheet)).unwrap();
    }
    for trace in ["dee@east", "Dee Dunn"] {
        assert_eq!(folder.traces(trace), Vec::<std::path::PathBuf>::new(), "{trace}");
    }
    let memory: Vec<_> = folder.traces("imports 1");
    let memory = fs::read_to_string(folder.path().join(&memory[0])).unwrap();
    assert!(memory.contains("\nforgotten 1\n") && !memory.contains("\nP0004 "), "{memory}");
}

/// Every mark that could be made of what was known of Dee Dunn with the keys in a memory.
fn marks_of_dee(memory: &str) -> Vec<String> {
    let words = ["dee@east.example", "dee dunn", "Dee Dunn"];
    let columns = ["address", "name", "email", "organisation", "answer", "partner"];
    let mut marks = Vec::new();
    for key in memory.split_whitespace().filter_map(Key::from_hex) {
        marks.push(key.mark(&["row", words[0], words[1]]).to_hex());
        for word in words {
            marks.push(key.mark(&[word]).to_hex());
            marks.extend(columns.map(|column| key.mark(&[column, word]).to_hex()));
        }
        for stamp in ["2026-02-04 09:00", "2026-02-21 10:00"] {
            marks.push(key.mark(&["time and name", stamp, words[1]]).to_hex());
            marks.push(key.mark(&["time and address", stamp, words[0]]).to_hex());
        }
    }
    marks
}

#[test]
fn whoever_was_forgotten_leaves_the_figures_and_nothing_that_they_could_be_known_by() {
    let folder = three_months(|_, _| {});
    let memory = |folder: &Folder| {
        let all = folder.traces("imports 1");
        assert!(!all.is_empty());
        let read =
            |name: &std::path::PathBuf| fs::read_to_string(folder.path().join(name)).unwrap();
        all.iter().map(read).collect::<String>()
    };
    let stands = |memory: &str| marks_of_dee(memory).iter().any(|mark| memory.contains(mark));
    assert!(stands(&memory(&folder)), "the marks that are looked for are those that are made");
    let before = folder.json("report --json");
    folder.run("participants forget P0004 --yes").ok();
    let after = folder.json("report --json");
    for part in ["rounds", "uncertainty", "reasons", "cohorts"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    assert_eq!(before["overall"]["closed"], after["overall"]["closed"]);
    for _ in 0..2 {
        folder.run("participants import signup.csv").ok();
        folder.run("outcomes import answers.csv").ok();
        folder.run("rounds import rounds.csv").ok();
    }
    assert_eq!(folder.json("report --json"), after);
    folder.run("check").ok();
    let memory = memory(&folder);
    assert!(marks_of_dee(&memory).len() > 40 && !stands(&memory));
    for sheet in ["signup.csv", "answers.csv"] {
        fs::remove_file(folder.path().join(sheet)).unwrap();
    }
    for trace in ["dee@east", "Dee Dunn"] {
        assert_eq!(folder.traces(trace), Vec::<std::path::PathBuf>::new(), "{trace}");
    }
}

#[test]
fn without_the_memory_nothing_that_is_there_is_changed_until_it_is_taken() {
    let folder = begun();
    folder.run("participants set P0001 organisation=Northern").ok();
    fs::remove_dir_all(folder.path().join(".unmentor")).unwrap();
    let json = folder.json("participants import june.csv --dry-run --json");
    assert_eq!(json["noted"][0]["kind"], "memory-lost");
    let said = folder.run("participants import june.csv").err;
    assert!(said.contains("P0001 Ann Ashby: organisation Northern -> North is not done"), "{said}");
    assert!(said.contains("new: P0005 Hal Hill"), "{said}");
    assert_eq!(cell(&folder, "P0001", "organisation"), "Northern");
    folder.run("participants import june.csv").ok();
    assert_eq!(cell(&folder, "P0001", "organisation"), "Northern");
    folder.run("participants import june.csv --take").ok();
    assert_eq!(cell(&folder, "P0001", "organisation"), "North");
}

#[test]
fn an_import_that_was_taken_back_is_read_anew() {
    let folder = begun();
    folder.run("participants import june.csv").ok();
    let once = folder.files();
    folder.run("undo").ok();
    assert_eq!(folder.json("participants list --json").as_array().unwrap().len(), 4);
    folder.run("participants import june.csv").ok();
    assert_eq!(folder.files(), once);
}

#[test]
fn each_answer_goes_to_the_round_of_its_two_people() {
    let folder = answered();
    let said = folder.run("outcomes import grown.csv");
    assert!(said.err.contains("P0001 Ann Ashby: r02-001 answer nothing -> no"), "{}", said.err);
    assert_eq!(said.ok(), "4 rows read: 2 new, 0 changed, 2 unchanged, 0 set aside\n");
    assert_eq!(
        (answer(&folder, 1, "P0001"), answer(&folder, 2, "P0001")),
        ("yes".into(), "no".into())
    );
    let before = folder.files();
    folder.run("outcomes import grown.csv --round 2").ok();
    assert_eq!(folder.files(), before);
}

#[test]
fn a_round_restricts_a_sheet_and_forces_nothing() {
    let folder = answered();
    folder.write(
        "other.csv",
        "Timestamp,Email,Who were you matched with?,Did you meet?\n\
         2026-03-22 10:00:00,bob@south.example,Ann Ashby,Yes\n\
         2026-04-20 10:00:00,ann@north.example,Cai Cole,No\n",
    );
    let said = folder.run("outcomes import other.csv --round 2");
    assert!(
        said.err.contains("this row is about round 1, and round 2 was asked for"),
        "{}",
        said.err
    );
    assert!(!said.err.contains("outcomes set"), "{}", said.err);
    said.ok();
    assert_eq!(
        (answer(&folder, 1, "P0002"), answer(&folder, 2, "P0001")),
        (String::new(), "no".into())
    );
}

#[test]
fn an_answer_corrected_by_hand_survives_and_an_edited_one_counts() {
    let folder = answered();
    folder.run("outcomes set r01-001 no --by P0001").ok();
    folder.run("outcomes import grown.csv").ok();
    assert_eq!(answer(&folder, 1, "P0001"), "no");
    folder.edit("grown.csv", |text| {
        text.replace("Cai Cole,No\n2026-04-20", "Cai Cole,Yes\n2026-04-20")
    });
    folder.edit("grown.csv", |text| text.replace("Bob Birch,Yes", "Bob Birch,Not yet"));
    let said = folder.run("outcomes import grown.csv").err;
    assert_eq!(answer(&folder, 1, "P0004"), "yes");
    assert_eq!(answer(&folder, 1, "P0001"), "no");
    assert!(said.contains("`unmentor outcomes set r01-001 not-yet --by P0001`"), "{said}");
}

#[test]
fn names_beyond_twenty_are_counted_with_the_command_that_lists_them() {
    let folder = begun();
    let row =
        |n: u32| format!("2026-05-29 08:00:{n:02},Person N{n},n{n}@x.example,East,Every month\n");
    let many: String = (10..35).map(row).collect();
    folder.write("many.csv", format!("{HEADINGS}{MAY}{many}"));
    let all = folder.run("participants import many.csv --dry-run").err;
    assert!(all.contains("Person N34") && !all.contains("more:"), "{all}");
    let json = folder.json("participants import many.csv --dry-run --json");
    assert_eq!(json["new"].as_array().unwrap().len(), 25);
    let said = folder.run("participants import many.csv").err;
    assert!(said.contains("and 5 more: `unmentor participants list --changed`"), "{said}");
    assert!(folder.run("participants list --changed").ok().contains("Person N34"));
}

#[test]
fn a_mistake_in_a_whole_column_is_one_message_and_the_way_on_is_said() {
    let folder = answered();
    let row = |n: u32| format!("Person {n},p{n}.example\n");
    let rows: String = (0..69).map(row).collect();
    folder.write("people.csv", format!("name,email\nIvy Ives,ivy@x.example\n{rows}"));
    let said = folder.run("participants import people.csv").refused(3);
    assert!(said.lines().count() <= 15, "{said}");
    assert!(
        said.contains("this is not an e-mail address, 69 times\n  | lines 3 `p0.example`"),
        "{said}"
    );
    assert!(said.ends_with("or add `--partial` to take the good rows\n"), "{said}");
    let all = folder.run("participants import people.csv --all-problems").refused(3);
    assert!(all.contains("people.csv:71"), "{all}");
}

/// A row of the sign-up form: when, who, where, how often.
fn signed(day: &str, who: &str, place: &str, often: &str) -> String {
    let address = format!("{}@{}.example", &who[..3], place).to_lowercase();
    format!("{day} 09:00:00,{who},{address},{place},{often}\n")
}

/// What somebody answered about whom.
fn answered_on(day: &str, address: &str, partner: &str, said: &str) -> String {
    format!("{day} 10:00:00,{address},{partner},{said}\n")
}

/// Three months: what both sheets got each month, and what the organisers did by hand.
fn three_months(between: impl Fn(&Folder, usize)) -> Folder {
    let signups = [
        [
            signed("2026-02-01", "Ann Ashby", "North", "Every month"),
            signed("2026-02-02", "Bob Birch", "South", "Every month"),
            signed("2026-02-03", "Cai Cole", "West", "Every month"),
            signed("2026-02-04", "Dee Dunn", "East", "Every month"),
        ]
        .concat(),
        [
            signed("2026-03-10", "Eve Elm", "North", "Every month"),
            signed("2026-03-11", "Fay Fox", "South", "Every month"),
        ]
        .concat(),
        // Cai, who has left by then, signs up once more; Bob moves.
        [
            signed("2026-04-10", "Cai Cole", "West", "Every month"),
            signed("2026-04-11", "Gus Gale", "East", "Every month"),
        ]
        .concat(),
    ];
    let answers = [
        [
            answered_on("2026-02-20", "ann@north.example", "Bob Birch", "Yes"),
            answered_on("2026-02-21", "cai@west.example", "Dee Dunn", "No"),
        ]
        .concat(),
        [
            answered_on("2026-03-20", "ann@north.example", "Dee Dunn", "No"),
            answered_on("2026-03-21", "bob@new.example", "Cai Cole", "Yes"),
        ]
        .concat(),
        [
            answered_on("2026-04-20", "ann@north.example", "Eve Elm", "Yes"),
            answered_on("2026-04-21", "bob@new.example", "Dee Dunn", "No"),
        ]
        .concat(),
    ];
    let rounds = [
        "1,2026-02-10,P0001,P0002\n1,2026-02-10,P0003,P0004\n",
        "2,2026-03-15,P0001,P0004\n2,2026-03-15,P0002,P0003\n",
        "3,2026-04-15,P0001,P0005\n3,2026-04-15,P0002,P0004\n",
    ];
    let folder = Folder::new();
    folder.run("init .").ok();
    for month in 0..3 {
        folder.write("signup.csv", format!("{HEADINGS}{}", signups[..=month].concat()));
        let said = folder.run("participants import signup.csv");
        let new = ["new: P0001 Ann Ashby, P0002 Bob Birch", "new: P0005 Eve Elm", "new: P0007 Gus"];
        assert!(said.err.contains(new[month]), "{month}: {}", said.err);
        between(&folder, month);
        folder.write("rounds.csv", format!("round,date,a,b\n{}", rounds[month]));
        folder.run("rounds import rounds.csv").ok();
        let top = "Timestamp,Email,Who were you matched with?,Did you meet?\n";
        folder.write("answers.csv", format!("{top}{}", answers[..=month].concat()));
        let said = folder.run("outcomes import answers.csv").ok();
        let counted = format!("{} rows read: 2 new, 0 changed", 2 * (month + 1));
        assert!(said.starts_with(&counted), "{month}: {said}");
        if month == 0 {
            folder.run("participants set P0001 organisation=Northern rhythm=2").ok();
            folder.run("participants set P0002 email=bob@new.example").ok();
            folder.run("outcomes set r01-001 no --by P0001").ok();
        }
        if month == 1 {
            folder.run("participants set P0003 status=left left=2026-04-01").ok();
        }
        between(&folder, month);
    }
    folder
}

/// Nothing is false and nothing is lost after three months.
fn holds(folder: &Folder) {
    let roster = folder.json("participants list --json");
    assert_eq!(roster.as_array().unwrap().len(), 7);
    assert_eq!(cell(folder, "P0001", "organisation"), "Northern");
    assert_eq!(cell(folder, "P0001", "rhythm"), "2");
    assert_eq!(cell(folder, "P0002", "email"), "bob@new.example");
    assert_eq!(cell(folder, "P0003", "status"), "left");
    assert_eq!(cell(folder, "P0006", "organisation"), "South");
    let said = [(1, "P0001", "no"), (1, "P0003", "no"), (1, "P0002", "")];
    let later = [(2, "P0001", "no"), (2, "P0002", "yes"), (3, "P0001", "yes"), (3, "P0002", "no")];
    for (round, id, word) in said.into_iter().chain(later) {
        assert_eq!(answer(folder, round, id), word, "{round} {id}");
    }
    folder.run("check").ok();
    let before = folder.files();
    folder.run("participants import signup.csv").ok();
    folder.run("outcomes import answers.csv").ok();
    assert_eq!(folder.files(), before, "once more changes nothing");
}

#[test]
fn three_months_of_two_growing_sheets_lose_and_invent_nothing() {
    let folder = three_months(|_, _| {});
    holds(&folder);
}

#[test]
fn three_months_lose_nothing_though_what_is_remembered_is_deleted() {
    let folder = three_months(|folder, _| {
        fs::remove_dir_all(folder.path().join(".unmentor")).unwrap();
    });
    let said = folder.run("participants import signup.csv").err;
    assert!(!said.contains("\nnew:"), "{said}");
    holds(&folder);
}

#[test]
fn three_months_lose_nothing_though_imports_are_taken_back_between() {
    let folder = three_months(|folder, _| {
        folder.run("undo").ok();
        folder.run("participants import signup.csv").ok();
        if folder.path().join("answers.csv").exists() {
            folder.run("outcomes import answers.csv").ok();
        }
        // Whatever the last step was, it is done again.
        folder.run("redo");
    });
    holds(&folder);
}

#[test]
fn two_organisers_who_import_in_turn_take_nothing_twice() {
    let folder = three_months(|folder, _| {
        // The second organiser has a copy of the same sheets under names of their own.
        for (sheet, command) in [("signup.csv", "participants"), ("answers.csv", "outcomes")] {
            if let Ok(text) = fs::read(folder.path().join(sheet)) {
                folder.write("copy.csv", text);
                let said = folder.run(&format!("{command} import copy.csv"));
                assert!(!said.err.contains("\nnew:"), "{}", said.err);
                said.ok();
            }
        }
    });
    holds(&folder);
}

#[test]
fn an_emptied_cell_is_an_edit_and_an_empty_column_is_none() {
    let folder = begun();
    folder.run("participants set P0002 organisation=Southern").ok();
    let emptied = MAY.replace("North,", ",").replace("South,", ",");
    folder.write("july.csv", format!("{HEADINGS}{emptied}"));
    let said = folder.run("participants import july.csv").err;
    assert!(said.contains("P0001 Ann Ashby: organisation North -> nothing"), "{said}");
    let stands = "organisation is Southern by hand, which stands; the sheet says empty now";
    assert!(said.contains(stands), "{said}");
    assert_eq!(cell(&folder, "P0001", "organisation"), "");
    assert_eq!(cell(&folder, "P0002", "organisation"), "Southern");
    let rest = emptied.replace("West,", ",").replace("East,", ",");
    folder.write("august.csv", format!("{HEADINGS}{rest}"));
    folder.run("participants import august.csv").ok();
    assert_eq!(cell(&folder, "P0003", "organisation"), "West");
    let before = folder.files();
    folder.run("participants import august.csv").ok();
    assert_eq!(folder.files(), before);
}

#[test]
fn an_answer_that_was_taken_out_of_the_sheet_is_gone_unless_a_hand_changed_it() {
    let folder = answered();
    folder.run("outcomes import grown.csv").ok();
    folder.run("outcomes set r02-002 no --by P0002").ok();
    folder.edit("grown.csv", |text| {
        text.replace("Bob Birch,Yes", "Bob Birch,").replace("Dee Dunn,Yes", "Dee Dunn,")
    });
    let said = folder.run("outcomes import grown.csv").err;
    assert_eq!(answer(&folder, 1, "P0001"), "", "{said}");
    assert_eq!(answer(&folder, 2, "P0002"), "no");
    assert!(
        said.contains("answer is `no` by hand, which stands; the sheet says nothing now"),
        "{said}"
    );
}

#[test]
fn another_sheet_takes_back_nothing_that_a_hand_changed() {
    let folder = begun();
    folder.run("participants set P0001 organisation=Northern").ok();
    folder.run("participants set P0001 rhythm=3").ok();
    folder.write(
        "other.csv",
        "Name,E-mail,Company,Rhythm,Region\nAnn Ashby,ann@north.example,Old,1,Up\n\
         Hal Hill,hal@south.example,Southern,1,Up\n",
    );
    let said = folder.run("participants import other.csv").err;
    assert_eq!(cell(&folder, "P0001", "organisation"), "Northern");
    assert_eq!(cell(&folder, "P0001", "rhythm"), "3");
    assert_eq!(cell(&folder, "P0001", "region"), "Up");
    for line in ["is Northern by hand, which stands", "rhythm is 3 by hand, which stands"] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn a_new_folder_names_its_people_and_an_option_that_cures_is_pointed_at() {
    let folder = Folder::new();
    folder.write("may.csv", format!("{HEADINGS}{MAY}"));
    let said = folder.run("init p --participants may.csv").err;
    assert!(said.contains("new: P0001 Ann Ashby, P0002 Bob Birch"), "{said}");
    folder.write("dates.csv", "Name,Email,Joined\nAnn Lee,ann@x.example,03/04/2026\n");
    let said = folder.run("-C p participants import dates.csv").refused(3);
    assert!(said.ends_with("import it again with the option that is named above\n"), "{said}");
}
