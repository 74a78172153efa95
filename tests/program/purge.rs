//! `check --purge`: old words go everywhere, and every figure stays.

use serde_json::Value;

use crate::support::folder::Folder;

/// A person's own words in each of the first three rounds, the third as a recent change.
const WORDS: [&str; 3] = ["two left shoes", "a parrot, \"Pip\"", "the quiet quarry"];

/// The sample programme with known words, and a rule by which rounds 1 to 3 are old.
fn wordy() -> Folder {
    let folder = Folder::with_demo();
    for (round, words) in (1..).zip(WORDS) {
        let quoted = format!("\"{}\"", words.replace('"', "\"\""));
        folder.edit(&format!("rounds/0{round}/outcomes.csv"), |text| {
            let (row, rest) = text.split_once('\n').unwrap();
            let (first, rest) = rest.split_once('\n').unwrap();
            // The comment is the last cell.
            format!("{row}\n{},{quoted}\n{rest}", first.rsplit_once(',').unwrap().0)
        });
    }
    assert_eq!(folder.run("check").ok(), "");
    folder
}

fn with_rule(folder: &Folder, months: u32) {
    folder.edit("unmentor.toml", |text| {
        text.replace("# purge_after_months = 24", &format!("purge_after_months = {months}"))
    });
}

#[test]
fn without_the_setting_nothing_is_old() {
    let folder = wordy();
    let before = folder.files();
    assert_eq!(
        folder.run("check --purge --yes").refused(2),
        "error: `unmentor.toml` does not say what is old\n\
         hint: add a line such as `purge_after_months = 24` to unmentor.toml\n"
    );
    assert_eq!(folder.files(), before);
}

#[test]
fn it_is_shown_first_and_refused_until_it_is_confirmed() {
    let folder = wordy();
    with_rule(&folder, 3);
    let before = folder.files();
    let said = folder.run("check --purge").refused(5);
    assert!(said.contains("people wrote in 2 rounds cannot be undone"), "{said}");
    assert!(said.ends_with("hint: `unmentor check --purge --yes` does it, `-n` shows what\n"));
    let said = folder.run("check --purge -n");
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{said:#?}");
    let lines: Vec<_> = said.err.lines().collect();
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert!(lines[0].starts_with("round 1 of 2026-01-05: what "), "{lines:#?}");
    assert!(lines[1].starts_with("round 2 of 2026-02-02: what "), "{lines:#?}");
    assert!(lines[2].contains("would be taken away, here and in all undo copies"), "{lines:#?}");
    assert_eq!(lines[3], "would write: 4 files, rounds/01/outcomes.csv to rounds/02/round.toml");
    assert_eq!(folder.files(), before);
}

/// Figures without those that count texts, which go with them.
fn without_texts(mut figures: Value) -> Value {
    match &mut figures {
        Value::Object(fields) => {
            fields.retain(|name, _| !name.starts_with("not_sorted"));
            fields.values_mut().for_each(|value| *value = without_texts(value.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_texts(item.take())),
        _ => {}
    }
    figures
}

#[test]
fn old_words_go_from_everywhere_and_every_figure_stays() {
    let folder = wordy();
    with_rule(&folder, 3);
    // Copies of the old words: a change of round 2, and one taken back.
    for (pair, words) in [(1, "parrots"), (2, "macaws")] {
        let pairings = folder.read("rounds/02/pairings.csv");
        let who = pairings.lines().nth(pair).unwrap().split(',').nth(1).unwrap();
        let set = format!("outcomes set r02-00{pair} not-yet --by {who}");
        folder.run(&format!("{set} --reason busy --text {words}")).ok();
    }
    folder.run("undo").ok();
    let found = ["shoes", "parrot", "macaws"].map(|words| folder.traces(words).len());
    assert!(found.iter().all(|&files| files > 0), "the test is void: {found:?}");
    let figures = ["report --json", "rounds list --json"];
    let before = figures.map(|line| without_texts(folder.json(line)));
    let younger = folder.read("rounds/03/outcomes.csv");

    folder.run("check --purge --yes").ok();
    for words in ["shoes", "parrot", "macaws"] {
        assert_eq!(folder.traces(words), Vec::<std::path::PathBuf>::new(), "{words}");
    }
    for round in ["01", "02"] {
        let answers = folder.read(&format!("rounds/{round}/outcomes.csv"));
        for row in csv::Reader::from_reader(answers.as_bytes()).records() {
            let row = row.unwrap();
            assert_eq!((&row[7], &row[9]), ("", ""), "{row:?}");
        }
    }
    assert_eq!(folder.read("rounds/03/outcomes.csv"), younger);
    assert!(figures.map(|line| without_texts(folder.json(line))) == before);
    assert_eq!(folder.run("check").ok(), "");
    folder.run("undo").refused(2);

    let after = folder.files();
    folder.run("participants set P0001 rhythm=3").ok();
    let changed = folder.files();
    let said = folder.run("check --purge --yes");
    assert_eq!((said.code, said.err.as_str()), (0, "no words are older than 3 months\n"));
    assert_eq!(folder.files(), changed);
    // What has nothing to do with old words can still be taken back.
    folder.run("undo").ok();
    assert_eq!(folder.files(), after);
}

#[test]
fn words_that_stand_only_in_undo_copies_go_as_well() {
    let folder = wordy();
    folder.run("outcomes set r01-002 no --reason busy --text macaws").ok();
    folder.run("undo").ok();
    for round in ["01", "02", "03", "04", "05"] {
        folder.edit(&format!("rounds/{round}/outcomes.csv"), |text| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(reader.headers().unwrap()).unwrap();
            for row in reader.records() {
                let mut row: Vec<String> = row.unwrap().iter().map(String::from).collect();
                (row[7], row[9]) = (String::new(), String::new());
                writer.write_record(&row).unwrap();
            }
            String::from_utf8(writer.into_inner().unwrap()).unwrap()
        });
    }
    with_rule(&folder, 3);
    assert_eq!(folder.traces("macaws").len(), 1);
    let said = folder.run("check --purge").refused(5);
    assert!(said.contains("stands in undo copies only"), "{said}");
    folder.run("check --purge --yes").ok();
    assert_eq!(folder.traces("macaws"), Vec::<std::path::PathBuf>::new());
}
