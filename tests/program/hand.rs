//! What an organiser does by hand has a command, and takes the words that a sheet may say.

use crate::support::folder::Folder;

#[test]
fn somebody_is_added_by_hand_and_found_by_a_first_name() {
    let folder = Folder::with_demo();
    let said = folder.run(
        "participants add \"Mair Pugh\" mair@council.example organisation=\"North Wales\" \
         rhythm=\"every second round\" until=\"1 March 2027\"",
    );
    assert!(said.err.contains("new: P0039 Mair Pugh"), "{}", said.err);
    let row = folder.read("participants.csv").lines().last().unwrap().to_owned();
    assert_eq!(
        row,
        "P0039,Mair Pugh,mair@council.example,North Wales,,,paused,2027-03-01,2,2026-06-01,,"
    );
    let shown = folder.run("participants show mair").ok();
    assert!(shown.contains("mair@council.example"), "{shown}");
    folder.run("participants forget Mair --yes").refused(2);
    for (refused, hint) in [
        ("participants add \"Mair Price\" MAIR@council.example", "participants show P0039"),
        ("participants add \"New One\" nowhere", "an address such as"),
        ("participants add \"New One\" new@council.example shoes=43", "the columns are"),
    ] {
        let err = folder.run(refused).refused(2);
        assert!(err.contains(hint), "{refused}: {err}");
    }
    let said = folder.run("participants add \"Mair Pugh\" other@council.example");
    assert!(said.err.contains("of the same name: P0039"), "{}", said.err);
    let err = folder.run("participants show \"mair pugh\"").refused(2);
    assert!(err.contains("P0039 Mair Pugh (North Wales)"), "{err}");
}

#[test]
fn exclusions_are_added_listed_obeyed_and_removed() {
    let folder = Folder::with_demo();
    folder.run("exclusions add Morwenna \"Dónal Mac Gabhann\" --why \"her manager\"").ok();
    assert!(folder.read("exclusions.csv").contains("P0001,P0002,her manager"));
    let said = folder.run("exclusions add P0002 P0001");
    assert!(said.err.contains("already"), "{}", said.err);
    let list = folder.json("exclusions list --json");
    assert_eq!(list.as_array().unwrap().len(), 3);
    assert_eq!(list[2]["a"]["id"], "P0001");
    assert_eq!(list[2]["why"], "her manager");
    folder.run("exclusions add P0001 morwenna").refused(2);
    folder.run("exclusions remove P0002 P0001").ok();
    folder.run("exclusions remove P0002 P0001").refused(2);
    assert!(!folder.read("exclusions.csv").contains("her manager"));
}

#[test]
fn who_is_silent_is_told_with_addresses_and_days() {
    let folder = Folder::with_demo();
    let none = folder.json("outcomes waiting --json");
    assert_eq!(none.as_array().map(Vec::len), Some(0));
    folder.run("pair --seed 1").ok();
    let all = folder.json("outcomes waiting --json");
    let people = all.as_array().unwrap().len();
    assert!(people >= 30, "{people}");
    let (pair, id) = (all[0]["pair"].as_str().unwrap(), all[0]["id"].as_str().unwrap());
    assert!(all[0]["email"].as_str().unwrap().contains('@'));
    assert!(!all[0]["partners"].as_array().unwrap().is_empty());
    let said = folder.run(&format!("outcomes set {id} Yes --comment \"good talk\""));
    assert!(said.err.contains(&format!("{pair}: yes for {id}")), "{}", said.err);
    assert!(folder.read("rounds/06/outcomes.csv").contains("good talk"));
    let fewer = folder.json("outcomes waiting --json");
    assert_eq!(fewer.as_array().unwrap().len(), people - 1);
    let table = folder.run("outcomes waiting").ok();
    assert!(table.contains(&format!("{} of {people} people have not answered", people - 1)));
    let csv = folder.run("outcomes waiting --format csv").ok();
    assert!(csv.starts_with("round,pair,id,name,email,partners,closes\n6,"), "{csv}");
    // Said again it is no news; said otherwise it must be said who corrects it.
    folder.run(&format!("outcomes set {id} yes")).ok();
    folder.run(&format!("outcomes set {id} no")).refused(5);
    folder.run(&format!("outcomes set {id} no --by {id} --reason busy")).ok();
}

#[test]
fn the_latest_round_is_meant_where_none_is_named() {
    let folder = Folder::with_demo();
    let said = folder.run("rounds show").ok();
    assert!(said.starts_with("Round 5 of"), "{said}");
    assert_eq!(folder.json("rounds show --json")["round"], 5);
    let empty = Folder::new();
    empty.run("init p").ok();
    empty.run("-C p rounds show").refused(2);
}

#[test]
fn the_words_that_people_try_lead_to_the_command() {
    let folder = Folder::with_demo();
    for (tried, meant) in [
        ("remind", "unmentor outcomes waiting"),
        ("exclude", "unmentor exclusions add"),
        ("add", "unmentor participants add"),
        ("history", "unmentor rounds list"),
        ("outcoms", "did you mean `unmentor outcomes`?"),
        ("xyzzy", "the commands are init, demo, participants"),
        ("participants shwo", "did you mean `unmentor participants show`?"),
        ("rounds frobnicate", "the commands are list, show, amend, import"),
    ] {
        let err = folder.run(tried).refused(2);
        assert!(err.contains(meant), "{tried}: {err}");
    }
    for word in ["status", "people list", "participant list", "round list", "exclusion list"] {
        folder.run(word).ok();
    }
}

#[test]
fn a_day_is_typed_as_it_is_written_on_a_calendar() {
    let folder = Folder::with_demo();
    let said = folder.run("pair -n --date tomorrow");
    assert!(said.err.contains("--date 2026-06-02"), "{}", said.err);
    folder.run("pair -n --date soon").refused(2);
    let err = folder.run("participants set P0001 until=2026-03-01").refused(2);
    assert!(err.contains("until=2027-03-01"), "{err}");
    let err = folder.run("participants set P0001 until=01/03/2027").refused(2);
    assert!(err.contains("could be two days"), "{err}");
    folder.run("participants set P0001 until=March status=Paused").ok();
    assert!(folder.read("participants.csv").contains("paused,2027-03-01"));
}

#[test]
fn those_who_lapsed_are_listed_with_addresses() {
    let folder = Folder::with_demo();
    let lapsed = |folder: &Folder| {
        let all = folder.json("participants list --lapsed --json");
        all.as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap().to_owned()).collect()
    };
    let nobody: Vec<String> = lapsed(&folder);
    assert!(nobody.is_empty(), "{nobody:?}");
    folder.run("pair --seed 3").ok();
    folder.run("rounds amend --out morwenna").ok();
    let one: Vec<String> = lapsed(&folder);
    assert_eq!(one, ["P0001"]);
    let shown = folder.run("participants list --lapsed").ok();
    assert!(shown.contains("morwenna") && shown.contains('@'), "{shown}");
    folder.run("participants set P0001 status=left").ok();
    let nobody: Vec<String> = lapsed(&folder);
    assert!(nobody.is_empty(), "{nobody:?}");
}

#[test]
fn two_are_kept_apart_or_put_together_in_a_round_that_was_drawn() {
    let folder = Folder::with_demo();
    folder.run("pair --seed 1").ok();
    let round = folder.json("rounds show --json");
    let members = |pair: usize| -> Vec<String> {
        let all = round["pairs"][pair]["members"].as_array().unwrap();
        all.iter().map(|member| member["id"].as_str().unwrap().into()).collect()
    };
    let (first, second) = (members(0), members(1));
    let (one, other) = (&first[0], &first[1]);
    let said = folder.run(&format!("exclusions add {one} {other}"));
    let amend = format!("unmentor rounds amend --apart {one} {other}");
    assert!(said.err.ends_with(&format!("next: {amend}\n")), "{}", said.err);
    // By chance the two below could come together at once.
    folder.run(&format!("{} --seed 1", amend.trim_start_matches("unmentor "))).ok();
    let pairs = folder.read("rounds/06/pairings.csv");
    let together =
        |a: &str, b: &str| pairs.lines().any(|line| line.contains(a) && line.contains(b));
    assert!(!together(one, other));
    let before = folder.files();
    let said = folder.run(&format!("rounds amend --apart {one} {other}"));
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.contains("round 6 is so already; nothing changed"), "{}", said.err);
    assert_eq!(folder.files(), before);
    let err = folder.run(&format!("rounds amend --together {one} {other}")).refused(2);
    assert!(err.contains(&format!("unmentor exclusions remove {one} {other}")), "{err}");
    // Answers are not lost unasked, nor is a closed round touched.
    folder.run(&format!("outcomes set {one} yes")).ok();
    let amend = format!("rounds amend --together {one} {}", second[0]);
    let err = folder.run(&amend).refused(5);
    assert!(err.contains("would go") && err.contains("--force"), "{err}");
    folder.run(&format!("{amend} --force")).ok();
    let shown = folder.run("rounds show").ok();
    assert!(shown.contains("together"), "{shown}");
    folder.run("check").ok();
    folder.run("undo").ok();
}

#[test]
fn why_somebody_left_is_kept_and_counted() {
    let folder = Folder::with_demo();
    folder.run("participants set P0004 why=moved status=left").ok();
    folder.run("participants set P0006 status=left why=Moved").ok();
    assert!(folder.run("participants set P0007 why=moved").refused(2).contains("status=left"));
    let report = folder.json("report --json");
    assert_eq!(report["overall"]["left_because"]["moved"], 2);
    let said = folder.run("report").ok();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("(2 moved, of 2 it is not noted)"), "{said}");
    assert_eq!(folder.json("participants show P0004 --json")["why"], "moved");
}

#[test]
fn every_namesake_is_told_apart_on_every_screen() {
    let folder = Folder::new();
    folder.write(
        "p.csv",
        "name,email,organisation\nJo Smith,jo@a.example,North\nJo Smith,jo@b.example,South\n\
         Jó Smith,jo@c.example,South\nAl Bo,al@c.example,South\n",
    );
    folder.run("init . --participants p.csv").ok();
    folder.run("pair --seed 2").ok();
    folder.run("outcomes set r01-001 no --text \"no time\"").ok();
    for line in [
        "rounds show",
        "outcomes waiting",
        "network --round 1 --format svg --labels",
        "participants show P0001",
    ] {
        let said = folder.run(line).ok();
        let names = said.matches("Smith").count();
        let apart = ["Smith (North)", "Smith (P0002)", "Smith (P0003)"];
        let apart: usize = apart.iter().map(|name| said.matches(name).count()).sum();
        let own = usize::from(line.starts_with("participants show"));
        assert!(names > 0 && names - own == apart, "{line}: {names} {apart}\n{said}");
    }
}

#[test]
fn people_read_what_was_written_in_its_own_words() {
    let folder = Folder::with_demo();
    let said = folder.run("rounds show 5").ok();
    assert!(said.contains("Yéwándé Ọládélé (away): off sick, will write"), "{said}");
    assert!(said.contains("┉┉ not confirmed") && said.contains("╍╍ not met"), "{said}");
    let said = folder.run("participants show P0003").ok();
    assert!(said.contains("r04-009 Zuzanna Brzęczek (other): not sure it is for me"), "{said}");
    assert!(!folder.run("report reasons").ok().contains("diaries"));
    assert!(folder.run("report reasons --texts").ok().contains("three diaries"));
    for page in
        ["report --texts", "report reasons --texts -o reasons.html", "report growth --texts"]
    {
        let said = folder.run(page).refused(2);
        assert!(said.contains("unmentor report reasons --texts"), "{said}");
    }
}

#[test]
fn the_folder_is_found_from_below_and_seen_from_above() {
    let folder = Folder::new();
    let said = folder.run("pair").refused(2);
    assert!(said.contains("unmentor demo") && said.contains("unmentor init"), "{said}");
    assert!(said.contains(&folder.path().canonicalize().unwrap().display().to_string()), "{said}");
    folder.run("demo scheme").ok();
    let said = folder.run("pair").refused(2);
    let typed = said.lines().find_map(|line| line.split_once("unmentor -C ")).unwrap().1;
    folder.run(&format!("-C {typed}")).ok();
    let said = folder.run_in("scheme/rounds/05", "pair --seed 1");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(folder.path().join("scheme/rounds/06").exists());
    assert!(folder.run("-C scheme/rounds pair").refused(2).contains("is not a programme folder"));
}

#[test]
fn what_matters_to_a_person_comes_before_the_names_of_files() {
    let folder = Folder::with_demo();
    let said = folder.run("participants set P0004 sector=care");
    let lines: Vec<_> = said.err.lines().collect();
    assert!(lines[0].starts_with("P0004 "), "{lines:?}");
    assert_eq!(lines.last(), Some(&"written: participants.csv"));
    let said = folder.run("pair --seed 1");
    let lines: Vec<_> = said.err.lines().collect();
    assert!(lines[lines.len() - 2].starts_with("written: "), "{lines:?}");
    assert!(lines[lines.len() - 1].starts_with("next: "), "{lines:?}");
}

/// The phrases of a table of words.
fn phrases(table: &str) -> Vec<String> {
    let path = format!("{}/src/intake/words/{table}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(": "));
    let all = lines.flat_map(|(_, phrases)| phrases.split(" | ").map(String::from));
    all.collect()
}

#[test]
fn a_hand_may_say_of_a_status_what_a_sheet_may_say() {
    let mut words = phrases("statuses");
    words.extend(["Left", "asleep", "perhaps", "ON LEAVE", "xyz"].map(String::from));
    let row = |(at, word): (usize, &String)| format!("N {at},n{at}@x.example,\"{word}\"\n");
    let rows: String = words.iter().enumerate().map(row).collect();
    let sheet = Folder::new();
    sheet.write("p.csv", format!("name,email,status\n{rows}"));
    sheet.run("init").ok();
    sheet.run("participants import p.csv --partial").ok();
    let imported = sheet.json("participants list --json");
    let imported = |at: usize| {
        let email = format!("n{at}@x.example");
        let all = imported.as_array().unwrap().iter();
        let one = all.clone().find(|one| one["email"] == email.as_str())?;
        Some(one["status"].as_str().unwrap().to_owned())
    };
    let hand = Folder::new();
    hand.run("init").ok();
    hand.run("participants add Jo jo@x.example status=active").ok();
    let mut taken = 0;
    let last = words.len() - 5;
    let some = words.iter().enumerate().filter(|(at, _)| at % 3 == 0 || *at >= last);
    for (at, word) in some {
        let said = hand.run_words(&[
            "participants".into(),
            "set".into(),
            "Jo".into(),
            format!("status={word}"),
        ]);
        let typed = (said.code == 0)
            .then(|| hand.json("participants show Jo --json")["status"].as_str().unwrap().into());
        assert_eq!(typed, imported(at), "{word}: {}", said.err);
        taken += usize::from(typed.is_some());
    }
    assert!(taken > 30, "{taken}");
}
