//! What goes wrong outside of the data: every message says in plain words what, and what to type.

use std::fs;

use crate::support::folder::Folder;

#[test]
fn a_missing_file_is_named_and_no_error_number_is_shown() {
    let folder = Folder::with_demo();
    for (line, file) in [
        ("participants import sheets/people.csv", "sheets/people.csv"),
        ("participants import people.csv", "people.csv"),
        ("outcomes import nowhere.mbox", "nowhere.mbox"),
        ("rounds import participants.csv/x", "participants.csv/x"),
        ("report -o nowhere/report.txt", "nowhere/report.txt"),
        ("network --all -o no/where", "no/where"),
        ("network -o no/where.svg", "no/where.svg"),
    ] {
        let said = folder.run(line).refused(1);
        let (error, hint) = said.split_once('\n').unwrap();
        assert!(error.starts_with("error: cannot ") && error.contains(file), "{line}: {said}");
        assert!(hint.starts_with("hint: ") && !said.contains("os error"), "{line}: {said}");
    }
    assert!(!folder.path().join("no").exists() && !folder.path().join("nowhere").exists());
    assert_eq!(
        folder.run("report -o nowhere/report.txt").refused(1),
        "error: cannot write `nowhere/report.txt`: there is no folder `nowhere`\n\
         hint: mkdir -p nowhere   (or choose another folder)\n"
    );
}

#[test]
fn lost_settings_are_missed_and_made_anew_around_what_is_there() {
    let folder = Folder::with_demo();
    fs::remove_file(folder.path().join("unmentor.toml")).unwrap();
    let said = folder.run("check").refused(3);
    assert!(said.starts_with("error: `./unmentor.toml` is missing\nhint: "), "{said}");
    let before = folder.files();
    folder.run("init").ok();
    let mut after = folder.files();
    after.retain(|(path, _)| path != std::path::Path::new("unmentor.toml"));
    assert_eq!(after, before);
    assert_eq!(folder.run("check").ok(), "");
}

#[test]
fn a_sheet_that_is_called_participants_csv_already_is_the_roster() {
    let own =
        "Phone,E-mail,Name\r\n1,ada@north.example,Ada Penhale\r\n2,cai@west.example,Cai Brill\r\n";
    for line in ["init", "init --participants participants.csv"] {
        let folder = Folder::new();
        folder.write("participants.csv", own.replace("E-mail", "email"));
        let said = folder.run(line);
        assert_eq!((said.code, said.out.as_str()), (0, ""), "{said:#?}");
        assert!(said.err.starts_with("participants.csv stays as it is: 2 people\n"), "{said:?}");
        assert!(said.err.contains("bring them in first: unmentor rounds import FILE\n"));
        assert!(said.err.ends_with("\nnext: unmentor pair\n"), "{said:?}");
        assert_eq!(folder.read("participants.csv"), own.replace("E-mail", "email"));
        folder.run("pair").ok();
        assert_eq!(folder.run("check").ok(), "");
    }
    let folder = Folder::new();
    folder.write("participants.csv", "Who\nAda\n");
    let before = folder.files();
    let said = folder.run("init").refused(5);
    assert_eq!(
        said,
        "error: `./participants.csv` is there already, and cannot be taken for the roster as it is\n\
         hint: give it another name, such as signup.csv, and import it: unmentor init \
         --participants signup.csv\n"
    );
    assert_eq!(folder.files(), before);
}

#[cfg(unix)]
#[test]
fn what_everybody_may_read_is_said_and_is_no_failure() {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let folder = Folder::with_demo();
    set(folder.path(), 0o755);
    for file in ["participants.csv", "rounds/05/outcomes.csv"] {
        set(&folder.path().join(file), 0o644);
    }
    let rounds = folder.path().join("rounds");
    set(&rounds, 0o755);
    set(&rounds.join("05"), 0o755);
    let said = folder.run("check");
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert_eq!(
        said.err,
        "note: participants.csv: everybody on this computer may read this file and 1 more\n  \
           hint: chmod -R o-rwx .\n"
    );
    set(folder.path(), 0o750);
    assert_eq!(folder.run("check").err, "");
}

#[cfg(unix)]
#[test]
fn links_are_seen_before_a_change_is_refused_for_them() {
    let folder = Folder::with_demo();
    fs::rename(folder.path().join("participants.csv"), folder.path().join("people.csv")).unwrap();
    std::os::unix::fs::symlink("people.csv", folder.path().join("participants.csv")).unwrap();
    let said = folder.run("check").refused(3);
    assert!(said.starts_with("error: participants.csv: this is a link"), "{said}");
    folder.run("participants set P0001 rhythm=2").refused(3);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_through_unless_forced() {
    let folder = Folder::with_demo();
    std::os::unix::fs::symlink("elsewhere.csv", folder.path().join("out.csv")).unwrap();
    folder.run("report --format csv -o out.csv").refused(5);
    assert!(!folder.path().join("elsewhere.csv").exists());
}

/// Looking up the line of each mistake took as long as reading the whole file.
#[test]
fn a_huge_file_with_many_mistakes_is_read_in_a_moment() {
    let folder = Folder::with_demo();
    let sound = folder.read("rounds/05/round.toml");
    let start = std::time::Instant::now();
    for mistake in ["key{} = \"a value of no use\"\n", "[table{}]\na = 1\n"] {
        let mistakes: String =
            (0..30_000).map(|at| mistake.replace("{}", &at.to_string())).collect();
        folder.write("rounds/05/round.toml", format!("{sound}\n{mistakes}"));
        assert_eq!(folder.run("check").code, 3);
        assert_eq!(folder.run("rounds list").code, 3);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn an_exported_file_comes_whole_and_alone() {
    let folder = Folder::with_demo();
    let names = || {
        let entries = fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect::<std::collections::BTreeSet<_>>()
    };
    let before = names();
    folder.run("report -o report.txt").ok();
    let mut expected = before.clone();
    expected.insert("report.txt".into());
    assert_eq!(names(), expected);
    let first = folder.read("report.txt");
    // What a command left that was killed while it put a file in the place of another.
    folder.write(".report.txt.new", "half");
    folder.write("report.txt", "old");
    folder.run("report -o report.txt").refused(5);
    folder.run("report -o report.txt --force").ok();
    assert_eq!((folder.read("report.txt"), names()), (first, expected));
}

/// Names of a hand-edited file, and what was typed.
#[test]
fn nothing_that_is_said_commands_a_terminal() {
    let folder = Folder::with_demo();
    let name = folder.json("participants list --json")[0]["name"].as_str().unwrap().to_owned();
    let nasty = "Mor\u{1b}[31m\u{9b}2J\u{202e}gid";
    for file in ["participants.csv", "rounds/05/outcomes.csv", "rounds/05/pairings.csv"] {
        folder.edit(file, |text| text.replace(&name, nasty));
    }
    let mut lines = vec![vec!["participants".to_owned(), "show".into(), nasty.into()]];
    for line in [
        "outcomes sheet --round 5",
        "participants list",
        "participants list --json",
        "participants show P0001 --json",
        "rounds show 5",
        "rounds show 5 --json",
        "pair -n --force --json",
        "report participants",
        "report --json",
        "check --json",
        &format!("pa{nasty}ir"),
        &format!("pair --{nasty}"),
        &format!("pair --seed {nasty}"),
    ] {
        lines.push(line.split(' ').map(String::from).collect());
    }
    for line in lines {
        let said = folder.run_words(&line);
        for c in ['\u{1b}', '\u{9b}', '\u{202e}'] {
            let text = said.out.clone() + &said.err;
            assert!(!text.contains(c), "{line:?} says {c:?}: {said:#?}");
        }
    }
    assert_eq!(folder.json("participants list --json")[0]["name"], nasty);
}
