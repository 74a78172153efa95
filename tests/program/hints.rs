//! What is to be typed next can be typed as it stands, from where the organiser is.

use crate::support::folder::Folder;

/// A folder in which the sample programme lies in a folder of its own, whose name needs quoting.
fn with_scheme() -> Folder {
    let folder = Folder::new();
    folder.run("demo \"my scheme\"").ok();
    folder
}

#[test]
fn hints_and_next_lines_keep_the_folder_that_was_named() {
    let folder = with_scheme();
    for (line, said) in [
        ("outcomes set r05-002 no", ""),
        ("undo --list", "next: unmentor -C 'my scheme' undo   (takes the first of these back)\n"),
        ("undo", "next: unmentor -C 'my scheme' redo   (brings it back)\n"),
        ("participants show nobody", "hint: unmentor -C 'my scheme' participants list\n"),
        ("rounds show 9", "hint: the rounds are 1 to 5\n"),
        (
            "participants forget P0001",
            "hint: `unmentor -C 'my scheme' participants forget P0001 --yes` does it, `-n` shows \
             what\n",
        ),
        ("network --width 900", "hint: unmentor -C 'my scheme' network --format png --width 900 "),
    ] {
        let run = folder.run(&format!("-C \"my scheme\" {line}"));
        assert!(run.err.contains(said), "{line}: {run:#?}");
    }
}

#[test]
fn a_hint_of_the_store_keeps_the_folder_too() {
    let folder = with_scheme();
    folder.edit("my scheme/participants.csv", |text| text.replace("P0001,", "P0002,"));
    let refused = folder.run("-C \"my scheme\" pair").refused(3);
    assert!(refused.ends_with("hint: unmentor -C 'my scheme' check\n"), "{refused}");
    let nowhere = folder.run("-C nowhere report").refused(2);
    assert!(nowhere.contains("hint: `unmentor -C nowhere init` makes one; or name"), "{nowhere}");
}

#[test]
fn a_file_is_quoted_where_a_shell_would_split_it() {
    let folder = with_scheme();
    let said = folder.run("-C \"my scheme\" outcomes sheet -o \"to fill in.csv\"");
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            0,
            "written: to fill in.csv\n\
             next: fill it in, then: unmentor -C 'my scheme' outcomes import 'to fill in.csv'\n"
        )
    );
    let made = folder.run("init \"a new one\"");
    assert_eq!(made.err, "next: cd 'a new one' && unmentor participants import signup.csv\n");
}

#[test]
fn a_name_from_a_sheet_cannot_run_in_a_shell() {
    let folder = Folder::with_demo();
    let line = folder.read("participants.csv").lines().nth(1).unwrap().to_owned();
    let address = line.split(',').find(|cell| cell.contains('@')).unwrap().to_owned();
    folder.write("signup.csv", format!("name,email\nJo $(ls) O'Neil,{address}\n"));
    let said = folder.run("participants import signup.csv");
    assert!(said.err.contains(r"'name=Jo $(ls) O'\''Neil'"), "{said:#?}");
}
