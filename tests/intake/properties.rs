//! What holds for every sheet, whatever stands in it.

use chrono::NaiveDate;
use proptest::prelude::*;
use unmentor::domain::{Programme, Roster, Round, Settings};
use unmentor::intake::{Options, Refused, Sheet, Tally, feedback, history, signup};

fn sheet(bytes: impl Into<Vec<u8>>) -> Sheet {
    Sheet { name: "sheet.csv".into(), bytes: bytes.into() }
}

fn options() -> Options {
    Options::on(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap())
}

fn programme() -> Programme {
    let people =
        "name,email\nAnn,ann@x.example\nBo,bo@x.example\nCy,cy@x.example\nDi,di@x.example\n";
    let (roster, _) = signup(&sheet(people), &Roster::default(), &options()).unwrap();
    let mut programme = Programme::new(Settings::default(), roster, vec![]);
    let past = "round,date,a,b\n1,2026-03-02,Ann,Bo\n1,2026-03-02,Cy,Di\n2,2026-04-06,Ann,Cy\n2,2026-04-06,Bo,\n";
    programme.put_rounds(history(&sheet(past), &programme, &options()).unwrap().0);
    programme
}

/// Every row is accounted for, or the sheet is refused with a reason.
fn accounted<T>(result: &Result<(T, Tally), Refused>) {
    match result {
        Err(Refused(findings)) => assert!(!findings.is_empty()),
        Ok((_, tally)) => {
            let used = tally.new + tally.changed + tally.unchanged;
            assert_eq!(tally.rows, used + tally.rows_set_aside(), "{tally:#?}");
        }
    }
}

fn all_accounted(bytes: &[u8]) {
    let programme = programme();
    let sheet = sheet(bytes);
    for (partial, strict) in [(false, false), (true, true)] {
        let options = Options { partial, strict, ..options() };
        accounted(&signup(&sheet, &programme.roster, &options));
        accounted(&history(&sheet, &programme, &options));
        let round = strict.then(|| programme.rounds()[0].number());
        accounted(&feedback(std::slice::from_ref(&sheet), &programme, round, &options));
    }
}

/// Sheets that are nearly right: a real header, and cells and delimiters in any order.
fn nearly_right() -> impl Strategy<Value = String> {
    let header = prop::sample::select(vec![
        "name,email",
        "id,name,email,status,joined",
        "Timestamp;Name;Email",
        "round,date,pair,a,b,c",
        "round,date,a,b",
        "Email,Partner,Did you meet?,Why not?",
        "round,pair,participant,answer,answered_on,reason,reason_text,rating,comment",
        "Timestamp,Email address,Who were you matched with?,Did you meet?",
    ]);
    let piece = prop::sample::select(vec![
        ",",
        ",",
        ",",
        ";",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        " ",
        "Ann",
        "Bo",
        "P0001",
        "cy@x.example",
        "ANN@x.example",
        "di@x.exampl",
        "1",
        "2",
        "r01-001",
        "r02-9",
        "2026-03-02",
        "03/04/2026",
        "13/03/2026",
        "yes",
        "no :(",
        "Not yet",
        "maybe",
        "busy",
        "Ann & Bo",
        "é",
        "\u{202e}",
        "\u{1b}[2J",
        "'=1+1",
        "5",
        "active",
        "left",
        "name,email",
        "\u{fffd}",
        "sep=;",
        "99999999999",
    ]);
    (header, prop::collection::vec(piece, 0..60))
        .prop_map(|(header, pieces)| format!("{header}\n{}", pieces.concat()))
}

fn apply(programme: &mut Programme, rounds: Vec<Round>) {
    for round in rounds {
        assert!(programme.round(round.number()).is_some());
        programme.put_round(round);
    }
}

fn encoded(text: &str, encoding: u8) -> Vec<u8> {
    let wide = |mark: &str, to_bytes: fn(u16) -> [u8; 2]| {
        format!("{mark}{text}").encode_utf16().flat_map(to_bytes).collect()
    };
    match encoding {
        0 => text.into(),
        1 => format!("\u{feff}{text}").into(),
        2 => wide("\u{feff}", u16::to_le_bytes),
        3 => wide("\u{feff}", u16::to_be_bytes),
        4 => wide("", u16::to_le_bytes),
        _ => wide("", u16::to_be_bytes),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        all_accounted(&bytes);
    }

    #[test]
    fn nearly_right_sheets_are_accounted_for(text in nearly_right()) {
        all_accounted(text.as_bytes());
    }

    #[test]
    fn people_come_in_as_they_were_written(
        names in prop::collection::vec("[A-Za-zÀ-ÿĀ-ž][a-zß-ÿ ,;|'\"-]{0,12}[a-z]q", 1..12),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        encoding in 0u8..6,
    ) {
        let quoted = |name: &String| format!("\"{}\"", name.replace('"', "\"\""));
        let mut text = format!("Name{delimiter}Email{delimiter}Notes{line_end}");
        for (number, name) in names.iter().enumerate() {
            text += &format!("{}{delimiter}p{number}@x.example{delimiter}{}{line_end}", quoted(name), quoted(name));
        }
        let even = |name: &String| name.matches('"').count().is_multiple_of(2);
        let result = signup(&sheet(encoded(&text, encoding)), &Roster::default(), &options());
        if names.iter().all(even) {
            let (roster, tally) = result.unwrap();
            prop_assert_eq!(tally.new, names.len());
            for ((_, participant), name) in roster.iter().zip(&names) {
                let single = name.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(&participant.name, &single);
            }
            let again = signup(&sheet(text), &roster, &options()).unwrap();
            prop_assert_eq!((again.1.new, again.1.changed), (0, 0));
            prop_assert_eq!(again.0, roster);
        } else {
            prop_assert!(result.is_err());
        }
    }

    #[test]
    fn feedback_twice_is_feedback_once(
        rows in prop::collection::vec((0usize..5, 0usize..6, 0usize..5, 0usize..4, 0usize..4), 0..14),
    ) {
        let mut text = String::from("round,participant,answer,answered_on,reason_text,comment\n");
        for (person, answer, day, reason, round) in rows {
            let participant = ["ann@x.example", "Bo", "P0003", "di@x.example", "eve@x.example"][person];
            let answer = ["yes", "no", "not yet", "", "maybe", "Naddo"][answer];
            let day = ["2026-04-10", "2026-04-11", "2026-04-11 12:00", "", "soon"][day];
            let reason = ["", "too busy", "on holiday", "who knows"][reason];
            text += &format!("{},{participant},{answer},{day},{reason},c{reason}\n", round.max(1));
        }
        let mut programme = programme();
        let sheets = [sheet(text)];
        let result = feedback(&sheets, &programme, None, &options());
        accounted(&result);
        // Where no row can go in, the sheet is refused, now and then.
        let Ok((rounds, _)) = result else { return Ok(()) };
        apply(&mut programme, rounds);
        let (rounds, tally) = feedback(&sheets, &programme, None, &options()).unwrap();
        prop_assert_eq!((rounds.len(), tally.new, tally.changed), (0, 0, 0), "{:#?}", tally);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts(
        gaps in prop::collection::vec((0usize..3, 0usize..3), 1..8),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let mut text = format!("name,notes,email{line_end}");
        let mut line = 2;
        let mut expected = vec![];
        for (blank, inside) in gaps {
            text += &line_end.repeat(blank);
            line += blank as u64;
            expected.push(line);
            text += &format!("Ann,\"a{}\",broken{line_end}", line_end.repeat(inside));
            line += inside as u64 + 1;
        }
        let Refused(findings) = signup(&sheet(text), &Roster::default(), &options()).unwrap_err();
        let found: Vec<_> = findings.iter().map(|finding| finding.place.line.unwrap()).collect();
        prop_assert_eq!(found, expected);
    }
}
