//! `runway`: how many rounds without a repeat are left.

use crate::support::folder::Folder;

/// A programme of so many people, each at an organisation of their own.
fn programme(people: u32) -> Folder {
    let folder = Folder::new();
    let rows = (1..=people).map(|n| format!("Person {n},p{n}@sample.example"));
    let sheet: Vec<_> = ["name,email".into()].into_iter().chain(rows).collect();
    folder.write("signup.csv", sheet.join("\n"));
    folder.run("init --participants signup.csv").ok();
    folder
}

#[test]
fn four_people_have_three_rounds_and_after_those_none() {
    let folder = programme(4);
    assert_eq!(
        folder.run("runway").ok(),
        "Among the 4 people who take part now exactly 3 rounds without a repeat are left.\n\
         One round a month: that is enough for 3 months.\n"
    );
    for seed in 1..=3 {
        folder.run(&format!("pair --force --seed {seed}")).ok();
    }
    assert_eq!(
        folder.run("runway").ok(),
        "Among the 4 people who take part now every further round has a repeat.\n"
    );
}

#[test]
fn scripts_get_the_bounds() {
    let folder = programme(6);
    folder.write("exclusions.csv", "a,b,why\nP0001,P0002,team\n");
    assert_eq!(
        folder.run("runway --json").ok(),
        "{\n  \"people\": 6,\n  \"at_least\": 4,\n  \"at_most\": 4,\n  \"if_nobody_sits_out_twice\": false\n}\n"
    );
}

#[test]
fn the_sample_programme_has_at_least_what_the_report_promises() {
    let folder = Folder::with_demo();
    let said = folder.run("runway").ok();
    assert!(said.contains("people who take part now"), "{said}");
    let bound = |line: &str, name: &str| -> u32 {
        let json = folder.json(line);
        let runway = json.get("runway").unwrap_or(&json);
        runway[name].as_u64().unwrap().try_into().unwrap()
    };
    assert!(bound("runway --json", "at_least") >= bound("report runway --json", "at_least"));
    assert!(bound("runway --json", "at_most") <= bound("report runway --json", "at_most"));
}

#[test]
fn nobody_has_no_rounds() {
    let folder = Folder::new();
    folder.run("init").ok();
    assert_eq!(folder.run("runway").ok(), "Nobody takes part now, so there are no rounds.\n");
}

#[test]
fn the_report_says_what_the_command_says() {
    let demo = Folder::with_demo();
    for folder in [demo, programme(1), programme(2), programme(7), programme(31), programme(203)] {
        for odd in ["trio", "sit-out"] {
            let settings = folder.read("unmentor.toml");
            let other = settings.replace("odd = \"trio\"", &format!("odd = \"{odd}\""));
            folder.write("unmentor.toml", other);
            let on_one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let command = on_one_line(folder.run("runway").ok());
            let report = on_one_line(folder.run("report runway --format markdown").ok());
            let plain = report.replace('\\', "").replace("**", "");
            for sentence in command.trim().split_inclusive(". ") {
                assert!(plain.contains(sentence.trim()), "`{sentence}` is not in\n{plain}");
            }
            let json = (folder.json("runway --json"), folder.json("report runway --json"));
            assert_eq!(json.0["at_least"], json.1["runway"]["found"]["at_least"]);
            assert_eq!(json.0["at_most"], json.1["runway"]["found"]["at_most"]);
            folder.write("unmentor.toml", settings);
        }
    }
}
