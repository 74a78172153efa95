//! What an organiser says of a sheet once is known for the sheets to come.

use crate::support::folder::Folder;

#[test]
fn a_named_column_is_remembered_and_said() {
    let folder = Folder::new();
    folder.run("init .").ok();
    folder.write("one.csv", "Name,Best way to write,Other\nAnn Lee,ann@x.example,pa@x.example\n");
    folder.write("two.csv", "Name,best way to write,Other\nBo Ray,bo@x.example,pa@x.example\n");
    let settings = folder.read("unmentor.toml");

    let said =
        folder.run("participants import one.csv --dry-run --map \"email=Best way to write\"");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(folder.read("unmentor.toml"), settings);

    let said = folder.run("participants import one.csv --map \"email=Best way to write\"");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err
            .contains("remembered in unmentor.toml: the column `Best way to write` means email\n"),
        "{said:?}"
    );
    let added = "\n[columns.participants]\nemail = { heading = \"Best way to write\", beside = [\"Name\", \"Other\"] }\n";
    assert_eq!(folder.read("unmentor.toml"), format!("{settings}{added}"));

    let said = folder.run("participants import two.csv");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err.contains("`best way to write` is the e-mail address, as you said before"),
        "{said:?}"
    );
    assert!(!said.err.contains("remembered"), "{said:?}");
}

#[test]
fn the_settings_say_how_dates_are_read_where_a_sheet_does_not() {
    let folder = Folder::new();
    folder.run("init .").ok();
    folder.write("people.csv", "Name,Email,Joined\nAnn Lee,ann@x.example,03/04/2026\n");
    let said = folder.run("participants import people.csv");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("or `--dates month-first`; it is remembered"), "{said:?}");
    folder.edit("unmentor.toml", |text| {
        text.replace("# dates = \"day-first\"", "dates = \"day-first\"")
    });
    let said = folder.run("participants import people.csv");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("`Joined` is day first, as the settings say"), "{said:?}");
    assert!(folder.read("participants.csv").contains("2026-04-03"));
}

#[test]
fn the_order_of_dates_is_remembered_and_said_once() {
    let folder = Folder::new();
    folder.run("init .").ok();
    let people = "Name,Email,Joined\nAnn Lee,ann@x.example,03/04/2026\n";
    folder.write("people.csv", people);
    let settings = folder.read("unmentor.toml");

    let said = folder.run("participants import people.csv --dates day-first --dry-run");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(folder.read("unmentor.toml"), settings);

    let said = folder.run("participants import people.csv --dates day-first");
    assert_eq!(said.code, 0, "{said:?}");
    let noted = "remembered in unmentor.toml: dates are day-first\n";
    assert!(said.err.contains(noted), "{said:?}");
    assert!(folder.read("unmentor.toml").contains("\ndates = \"day-first\"\n"));

    folder.write("more.csv", "Name,Email,Joined\nBo Ray,bo@x.example,05/04/2026\n");
    let said = folder.run("participants import more.csv");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("`Joined` is day first, as the settings say"), "{said:?}");
    let said = folder.run("participants import people.csv --dates day-first");
    assert!(!said.err.contains("remembered"), "{said:?}");
    assert!(folder.read("participants.csv").contains("2026-04-05"));
}

#[test]
fn a_sheet_without_rows_says_what_to_do() {
    let folder = Folder::new();
    folder.write("people.csv", "Name,Email\n");
    let said = folder.run("init . --participants people.csv");
    assert_eq!(said.code, 0, "{said:?}");
    let note = "note: people.csv: there is no row below the header: nothing is imported\n  \
                hint: check that it is the right sheet, and import it again once it has rows\n";
    assert!(said.err.contains(note), "{said:?}");
    assert!(said.err.contains("next: unmentor participants import"), "{said:?}");
    let said = folder.run("participants import people.csv");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains(note), "{said:?}");
    assert!(said.err.contains("next: unmentor participants import FILE"), "{said:?}");
}

#[test]
fn a_word_that_no_column_can_mean_is_found_in_the_settings() {
    let folder = Folder::new();
    folder.run("init .").ok();
    folder.write("people.csv", "Name,Email\nAnn Lee,ann@x.example\n");
    folder.edit("unmentor.toml", |text| text + "[columns.participants]\nmail = \"Email\"\n");
    let said = folder.run("participants import people.csv");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("correct [columns.participants] in unmentor.toml"), "{said:?}");
}

#[test]
fn a_sheet_that_is_named_for_a_text_is_said_to_mean_nothing() {
    let folder = Folder::new();
    folder.run("init .").ok();
    folder.write("people.csv", "Name,Email\nAnn Lee,ann@x.example\n");
    let said = folder.run("participants import people.csv --sheet List");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("only workbooks have sheets"), "{said:?}");
}

#[test]
fn what_was_said_of_one_shape_of_sheet_is_not_said_of_another() {
    let folder = Folder::with_demo();
    folder.write("one.csv", "Zeit,Mail,Result\n2026-05-02 10:00,nobody@x.example,Yes\n");
    folder.run("outcomes import one.csv --map email=Mail --map answer=Result --dry-run");
    folder.edit("unmentor.toml", |text| {
        text + "\n[columns.outcomes]\nanswer = [{ heading = \"Result\", beside = [\"Zeit\", \"Mail\"] }]\n"
    });
    // Here `Result` is something else.
    folder.write("two.csv", "Email,Partner,Did you meet?,Result\nnobody@x.example,Jo,Yes,won\n");
    let said = folder.run("outcomes import two.csv").err;
    assert!(!said.contains("as you said before"), "{said}");
    folder.write("three.csv", "Mail,Zeit,Result,More\nnobody@x.example,2026-05-02 10:00,Yes,\n");
    let said = folder.run("outcomes import three.csv --map email=Mail").err;
    assert!(!said.contains("no column for the answer"), "{said}");
}

#[test]
fn a_column_that_means_nothing_is_left_out_from_then_on() {
    let folder = Folder::new();
    folder.run("init .").ok();
    folder.write("one.csv", "Name,Email,Shoe size,Cake\nAnn Lee,ann@x.example,37,plum\n");
    folder.run("participants import one.csv --map \"ignore=Shoe size\" --map ignore=Cake").ok();
    let said = folder.run("participants import one.csv");
    assert!(said.err.contains("left out, as you said: `Shoe size`, `Cake`"), "{}", said.err);
    assert!(!folder.read("participants.csv").contains("plum"));
    let missing = folder.run("participants import one.csv --map ignore=Hat").refused(3);
    assert!(missing.contains("there is no column `Hat`, named for `ignore`"), "{missing}");
}
