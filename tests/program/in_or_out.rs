//! Who takes part: yes and no, in whatever words, and the next round only.

use crate::support::folder::Folder;

const PEOPLE: &str = "Name,Email\nAnn Ash,ann@x.example\nBo Birch,bo@x.example\n\
                      Cy Cole,cy@x.example\nDi Dunn,di@x.example\n";

fn begun() -> Folder {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    folder.run("init --participants people.csv").ok();
    folder
}

fn cell(folder: &Folder, name: &str, column: &str) -> String {
    let all = folder.json("participants list --json");
    let one = all.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    one[column].as_str().unwrap().to_owned()
}

/// The status of Bo, who says `word` where the others say `others`.
fn signed_up(heading: &str, others: &str, word: &str) -> Folder {
    let folder = Folder::new();
    folder.write(
        "people.csv",
        format!(
            "Name,Email,{heading}\nAnn Ash,ann@x.example,{others}\nBo Birch,bo@x.example,{word}\n\
             Cy Cole,cy@x.example,{others}\n"
        ),
    );
    folder.run("init --participants people.csv").ok();
    folder
}

#[test]
fn a_sheet_that_says_above_its_rows_that_they_have_left_is_believed() {
    for (file, sheet, status) in [
        ("a.csv", "Unsubscribed,Name\nbo@x.example,Bo Birch\n", "left"),
        ("a.csv", "Unsubscribed members\nName,Email\nBo Birch,bo@x.example\n", "left"),
        ("a.csv", "People who have left\n\nName,Email\nBo Birch,bo@x.example\n", "left"),
        ("a.csv", "Abgemeldet\nName;E-Mail\nBo Birch;bo@x.example\n", "left"),
        ("a.csv", "Désabonnés\nNom;Courriel\nBo Birch;bo@x.example\n", "left"),
        ("a.csv", "Wedi gadael\nEnw,E-bost\nBo Birch,bo@x.example\n", "left"),
        ("a.csv", "On leave\nName,Email\nBo Birch,bo@x.example\n", "paused"),
        ("a.csv", "Name,Email of unsubscribed members\nBo Birch,bo@x.example\n", "left"),
        ("unsubscribed_members_export_7f3a.csv", "Name,Email\nBo Birch,bo@x.example\n", "left"),
        ("out.csv", "Name,Email\nBo Birch,bo@x.example\n", "active"),
        ("a.csv", "Subscribed members\nName,Email\nBo Birch,bo@x.example\n", "active"),
        ("unsubscribed.csv", "Name,Email,Status\nBo Birch,bo@x.example,active\n", "active"),
    ] {
        let folder = begun();
        folder.write(file, sheet);
        let said = folder.run(&format!("participants import {file}"));
        assert_eq!(cell(&folder, "Bo Birch", "status"), status, "{sheet} {said:?}");
        assert_eq!(said.err.contains("; everybody is "), status != "active", "{said:?}");
        said.ok();
        folder.run("check").ok();
    }
    let folder = begun();
    folder.write("a.csv", "Unsubscribed members\nName,Email\nBo Birch,bo@x.example\n");
    folder.run("participants import a.csv --for next").ok();
    assert_eq!(cell(&folder, "Bo Birch", "next"), "1 out");
}

#[test]
fn a_standing_no_pauses_in_five_languages_and_a_word_of_leaving_leaves() {
    for (heading, others, word, status) in [
        ("active", "TRUE", "FALSE", "paused"),
        ("Opted in", "1", "0", "paused"),
        ("Taking part?", "yes", "no thanks", "paused"),
        ("Hoffech chi gymryd rhan?", "Ydw", "Nac ydw", "paused"),
        ("Souhaitez-vous participer ?", "Oui", "Non", "paused"),
        ("Möchten Sie teilnehmen?", "Ja", "Nein", "paused"),
        ("¿Quieres participar?", "Sí", "No", "paused"),
        ("Consent to take part", "I agree", "I do not agree", "paused"),
        ("On leave", "", "yes", "paused"),
        ("Suspended", "False", "True", "paused"),
        ("Approval status", "approved", "waitlisted", "paused"),
        ("Status", "Active", "Suspended", "paused"),
        ("Status", "aktiv", "ausgetreten", "left"),
        ("Unsubscribed", "no", "yes", "left"),
        ("Subscription status", "subscribed", "unsubscribed", "left"),
    ] {
        let folder = signed_up(heading, others, word);
        assert_eq!(cell(&folder, "Bo Birch", "status"), status, "{heading}");
        assert_eq!(cell(&folder, "Ann Ash", "status"), "active", "{heading}");
        folder.run("check").ok();
    }
}

#[test]
fn a_heading_of_one_time_decides_the_next_round_only() {
    for (heading, others, word) in [
        ("Available in June?", "Yes", "No"),
        ("Skip this month?", "", "Yes"),
        ("Would you like to take part in the next round?", "Yes", "Not this time"),
        ("Participez-vous ce mois-ci ?", "oui", "non"),
        ("Sind Sie diesen Monat dabei?", "Ja", "Nein"),
    ] {
        let folder = signed_up(heading, others, word);
        assert_eq!(cell(&folder, "Bo Birch", "status"), "active", "{heading}");
        assert_eq!(cell(&folder, "Bo Birch", "next"), "1 out", "{heading}");
    }
}

#[test]
fn the_answer_of_a_month_is_past_when_the_month_is() {
    let folder = begun();
    folder.write("june.csv", "Email,In for June?\nbo@x.example,No\ndi@x.example,yes\n");
    let said = folder.run("participants import june.csv --for next").err;
    assert!(said.contains("P0002 Bo Birch: next nothing -> 1 out"), "{said}");
    let said = folder.run("pair --seed 1");
    assert!(said.out.contains("1 out at their own wish"), "{said:?}");
    assert!(folder.read("rounds/01/absent.csv").contains("P0002,out"));
    folder.run("pair --seed 1 --date 2026-07-15 --force").ok();
    assert!(folder.read("rounds/02/pairings.csv").contains("P0002"));
    // The same answers once more are about the next round again.
    folder.run("participants import june.csv --for next").ok();
    assert_eq!(cell(&folder, "Bo Birch", "next"), "3 out");
    folder.run("participants set P0002 next=in").ok();
    folder.run("participants import june.csv --for next").ok();
    assert_eq!(cell(&folder, "Bo Birch", "next"), "3 in", "a hand change stands");
}

#[test]
fn what_a_form_said_of_one_month_is_no_news_in_the_next() {
    let folder = Folder::new();
    let head = "Timestamp,Name,Email,Would you like to take part this month?\n";
    let bo = "2026-05-02 10:00:00,Bo Birch,bo@x.example,\"No, not this time\"\n";
    let di = "2026-05-03 10:00:00,Di Dee,di@x.example,Yes\n";
    let others = "2026-05-03 11:00:00,Ann Ash,ann@x.example,Yes\n";
    folder.write("form.csv", format!("{head}{bo}{di}{others}"));
    folder.run("init --participants form.csv").ok();
    assert_eq!(cell(&folder, "Bo Birch", "next"), "1 out");
    folder.run("pair --seed 1").ok();
    // The same rows once more, and Di says the same in a new one.
    let again = "2026-06-20 10:00:00,Di Dee,di@x.example,Yes\n";
    folder.write("form.csv", format!("{head}{bo}{di}{others}{again}"));
    folder.run("participants import form.csv").ok();
    assert_eq!(cell(&folder, "Bo Birch", "next"), "1 out");
    assert_eq!(cell(&folder, "Ann Ash", "next"), "1 in");
    assert_eq!(cell(&folder, "Di Dee", "next"), "2 in");
}

#[test]
fn by_hand_somebody_is_out_of_the_next_round_or_in_it() {
    let folder = begun();
    folder.run("participants set bo@x.example next=out").ok();
    folder.run("participants set P0003 skip=next").ok();
    folder.run("participants set P0004 status=paused next=in").ok();
    folder.run("participants add Ed ed@x.example").ok();
    let said = folder.run("pair -n --seed 1");
    assert!(said.err.contains("their wish to be in waits"), "{said:?}");
    folder.run("participants set P0004 status=active").ok();
    let said = folder.run("pair --seed 1");
    assert!(said.out.contains("2 out at their own wish"), "{said:?}");
    let pairs = folder.read("rounds/01/pairings.csv");
    assert!(pairs.contains("P0001") && pairs.contains("P0004"), "{pairs}");
    folder.run("participants set P0004 next=").ok();
    assert_eq!(cell(&folder, "Di Dunn", "next"), "");
    assert!(folder.run("participants set P0004 next=maybe").refused(2).contains("7 out"));
}

#[test]
fn an_address_and_an_answer_are_enough_for_people_who_are_known() {
    let folder = begun();
    folder.write("june.csv", "Email,Answer\nann@x.example,in\nbo@x.example,out\nno@x.example,in\n");
    let said = folder.run("participants import june.csv --for next");
    assert!(said.err.contains("nobody in the roster has the address `no@x.example`"), "{said:?}");
    assert_eq!(said.ok(), "3 rows read: 0 new, 2 changed, 0 unchanged, 1 set aside\n");
    assert_eq!(cell(&folder, "Bo Birch", "next"), "1 out");
    folder.write("away.csv", "Email,Paused until\nbo@x.example,2026-09-01\n");
    folder.run("participants import away.csv").ok();
    assert_eq!(cell(&folder, "Bo Birch", "until"), "2026-09-01");
}

#[test]
fn unknown_words_and_open_columns_are_asked_about_with_lines_to_type() {
    let folder = begun();
    let ask = |sheet: &str| {
        folder.write("sheet.csv", sheet);
        folder.run("participants import sheet.csv").refused(3)
    };
    let said = ask("Name,Email,Active\nAnn Ash,ann@x.example,yes\nBo Birch,bo@x.example,perhaps\n");
    assert!(said.contains("sheet.csv:3, column `Active`: this does not say whether"), "{said}");
    assert!(said.contains("`--map ignore=\"Active\"`"), "{said}");
    let said = ask("Name,Email,Happy to be matched?\nAnn Ash,ann@x.example,no\n");
    for line in ["taking_part", "skip", "ignore"] {
        assert!(said.contains(&format!("`--map {line}=\"Happy to be matched?\"`")), "{said}");
    }
    let said = ask("Name,Email,Not with\nAnn Ash,ann@x.example,Bo Birch\n");
    assert!(said.contains("`Not with` names people of the scheme"), "{said}");
    let map = "participants import sheet.csv --map \"ignore=Not with\"";
    folder.run(map).ok();
    folder.run("participants import sheet.csv").ok();
}

#[test]
fn what_is_about_something_else_is_told_once_and_not_asked() {
    let folder = begun();
    folder.write(
        "sheet.csv",
        "Name,Email,has-2fa,Have you taken part before?,Anything we should know?\n\
         Eve Elm,eve@x.example,false,no,I only work in the mornings\n",
    );
    let json = folder.json("participants import sheet.csv --dry-run --json");
    let kinds: Vec<_> = json["noted"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, ["unused-yes-or-no", "free-text"]);
    let said = folder.run("participants import sheet.csv").err;
    assert!(
        said.contains("yes and no in `has-2fa` and `Have you taken part before?` is kept"),
        "{said}"
    );
    assert!(said.contains("1 person wrote something under `Anything we should know?`"), "{said}");
    let again = folder.run("participants import sheet.csv").err;
    assert!(!again.contains("is kept, and decides nothing"), "{again}");
}

#[test]
fn a_yes_wakes_nobody_who_left_and_a_no_that_became_a_yes_does_its_part() {
    let folder = signed_up("Active", "yes", "no");
    folder.run("participants set P0001 status=left").ok();
    folder.edit("people.csv", |text| text.replace("bo@x.example,no", "bo@x.example,yes"));
    folder.run("participants import people.csv").ok();
    assert_eq!(cell(&folder, "Bo Birch", "status"), "active");
    assert_eq!(cell(&folder, "Ann Ash", "status"), "left");
}

#[test]
fn the_question_is_not_guessed_while_another_column_could_be_it() {
    let folder = Folder::with_demo();
    let ask = |header: &str, row: &str| {
        folder.write("answers.csv", format!("Email,Partner,{header}\nann@x.example,Bo,{row}\n"));
        folder.run("outcomes import answers.csv --round 5").refused(3)
    };
    for (guess, question) in [
        ("Did you manage to arrange a date?", "Has the coffee taken place?"),
        ("Have you met your match before?", "Did the chat happen?"),
        ("Haben Sie noch Anmerkungen?", "Hat das Treffen stattgefunden?"),
    ] {
        let said = ask(&format!("{guess},{question}"), "yes,no");
        assert!(said.contains(&format!("`--map answer=\"{question}\"`")), "{said}");
    }
    let said = ask("Did you manage to meet up?,Was the coffee good?", "yes,no");
    assert!(said.contains("more than one column could say whether they met"), "{said}");
}

#[test]
fn a_scheme_that_asks_leaves_out_who_is_silent_and_says_so_before_it_draws() {
    let folder = begun();
    folder.edit("unmentor.toml", |text| text.replace("\"assume\"", "\"ask\""));
    let said = folder.run("pair --seed 1");
    assert!(
        said.err.starts_with("Left out of round 1:\n  4 silent: Ann Ash, Bo Birch, Cy Cole and")
    );
    let said = said.refused(4);
    assert!(said.contains("`unmentor mail invitation` asks"), "{said}");
    for (who, next) in [("P0001", "in"), ("P0002", "in"), ("P0003", "out")] {
        folder.run(&format!("participants set {who} next={next}")).ok();
    }
    let status = folder.run("").ok();
    assert!(
        status.contains("4 people in the roster, 2 in for round 1, 1 silent so far."),
        "{status}"
    );
    assert_eq!(folder.json("--json")["silent"], 1);
    let said = folder.run("pair --seed 1");
    let left_out = "Left out of round 1:\n  1 out at their own wish: Cy Cole\n  1 silent: Di Dunn\n\
                    If the silent were in, there would be 1 more: 3 instead of 2. They are asked by: \
                    unmentor mail invitation\n";
    assert!(said.err.starts_with(left_out), "{}", said.err);
    assert!(said.out.contains("Not in this round: 1 out at their own wish, 1 silent."), "{said:?}");
    assert_eq!(folder.read("rounds/01/absent.csv"), "participant,why\nP0003,out\nP0004,silent\n");
    let round = &folder.json("report --json")["rounds"][0];
    let figures = ["asked", "in", "out", "silent"].map(|name| round[name].as_u64().unwrap());
    assert_eq!(figures, [4, 2, 1, 1]);
    let report = folder.run("report growth").ok();
    assert!(report.contains("it was the turn of 4 people; 2 in, 1 out, 1 silent."), "{report}");
    folder.run("check").ok();
}

#[test]
fn the_invitation_says_what_silence_means_and_goes_to_who_is_silent() {
    let folder = begun();
    folder.run("participants set P0003 next=out").ok();
    for (word, meaning) in [("assume", "that you are in."), ("ask", "that you are out this time.")]
    {
        let setting = format!("opt_in = \"{word}\"\n# for this test");
        folder.edit("unmentor.toml", |text| text.replace("opt_in = \"assume\"", &setting));
        let all = folder.json("mail invitation --json");
        let all = all.as_array().unwrap();
        assert_eq!(all.len(), 3, "{word}");
        let text = all[0]["text"].as_str().unwrap();
        assert!(text.contains(&format!("If we hear nothing, we take it {meaning}")), "{text}");
    }
}
