//! The report as a page and the network as a picture, as an organiser gets them.

use crate::support::folder::Folder;

#[test]
fn the_page_is_the_same_on_the_terminal_and_in_a_file_every_time() {
    let folder = Folder::with_demo();
    let shown = folder.run("report --format html").ok();
    let said = folder.run("report --format html -o report.html");
    let told = "written: report.html\nreport.html names people; to publish it: unmentor report \
                --anonymise -o report.html --force\n";
    assert_eq!((said.code, said.err.as_str()), (0, told));
    assert_eq!(folder.read("report.html"), shown);
    assert_eq!(folder.run("report --format html").ok(), shown);
    let again = folder.run("report --format html -o report.html").refused(5);
    assert!(again.contains("--force"), "{again}");
}

#[test]
fn the_page_holds_no_address_and_without_names_no_name() {
    let folder = Folder::with_demo();
    let roster = folder.read("participants.csv");
    let page = folder.run("report --format html").ok();
    let nameless = folder.run("report participants --format html --anonymise").ok();
    for line in roster.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        assert!(!page.contains(cells[2]) && !nameless.contains(cells[2]), "{}", cells[2]);
        assert!(!nameless.contains(cells[1]), "{}", cells[1]);
    }
}

#[test]
fn the_ending_of_the_file_says_how_it_is_written() {
    let folder = Folder::with_demo();
    for (line, file, start) in [
        ("report", "all.html", "<!DOCTYPE html>"),
        ("report growth", "growth.MD", "# "),
        ("report rounds", "rounds.csv", "round,"),
        ("report", "report.txt", ""),
        ("network", "round.svg", "<svg "),
        ("network", "round.gv", "graph "),
        ("network --format json", "network.txt", "{"),
        ("report --json", "report.dat", "{"),
    ] {
        folder.run(&format!("{line} -o {file}")).ok();
        assert!(folder.read(file).starts_with(start), "{file}");
    }
}

#[test]
fn an_ending_that_names_no_format_is_refused_with_those_that_do() {
    let folder = Folder::with_demo();
    assert_eq!(
        folder.run("report -o report.pdf").refused(2),
        "error: the ending of `report.pdf` names no format\n\
         hint: let it end in one of .txt, .csv, .json, .md, .html, .svg, .png; or name the format by --format\n"
    );
    assert_eq!(
        folder.run("network -o round").refused(2),
        "error: the ending of `round` names no format\n\
         hint: let it end in one of .svg, .png, .dot, .graphml, .gexf, .csv, .json; or name the \
         format by --format\n"
    );
    assert!(
        folder.run("network --width 900 -o round.svg").refused(2).contains("--width is for PNG")
    );
    assert!(!folder.path().join("round.svg").exists());
}

#[cfg(feature = "png")]
#[test]
fn every_round_becomes_a_png_as_wide_as_asked() {
    let folder = Folder::with_demo();
    folder.run("network --all --format png --width 300 -o pictures").ok();
    for number in 1..=5 {
        let file = folder.path().join(format!("pictures/round-{number:02}.png"));
        let bytes = std::fs::read(file).unwrap();
        // The signature, and the width as the header has it (PNG, third edition, 11.2.1).
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(bytes[16..20], 300_u32.to_be_bytes());
    }
}

#[cfg(not(feature = "png"))]
#[test]
fn a_program_without_png_says_what_to_do_instead() {
    let said = Folder::with_demo().run("network -o round.png").refused(2);
    assert!(said.contains("write a .svg"), "{said}");
}

#[test]
fn a_page_of_markdown_has_its_pictures_beside_it() {
    let folder = Folder::with_demo();
    let said = folder.run("report -o \"the report.md\"").ok();
    assert_eq!(said, "");
    let page = folder.read("the report.md");
    for round in 1..=5 {
        let file = format!("the report-round-0{round}.svg");
        assert!(page.contains(&format!("](<{file}>)")), "{file} in {page}");
        assert_eq!(
            folder.read(&file),
            folder.run(&format!("network --round {round}")).ok(),
            "the picture that network draws"
        );
    }
    folder.run("report growth -o growth.md").ok();
    assert!(!folder.path().join("growth-round-01.svg").exists());
    folder.run("report -o \"the report.md\"").refused(5);
    folder.run("report --anonymise --force -o \"the report.md\"").ok();
}

#[test]
fn a_chart_becomes_a_picture_of_its_own() {
    let folder = Folder::with_demo();
    for part in ["growth", "rounds", "reasons", "participants", "network"] {
        folder.run(&format!("report {part} -o {part}.svg")).ok();
        assert!(folder.read(&format!("{part}.svg")).starts_with("<svg "), "{part}");
    }
    let whole = folder.run("report -o story.svg").refused(2);
    assert!(whole.contains("hint: unmentor report growth -o story.svg"), "{whole}");
    let runway = folder.run("report runway -o runway.svg").refused(2);
    assert!(runway.contains("these have: growth, rounds, reasons and participants"), "{runway}");
    let folder = Folder::new();
    folder.run("init").ok();
    let none = folder.run("report growth -o growth.svg").refused(3);
    assert!(none.contains("there are no rounds yet"), "{none}");
}

#[cfg(feature = "png")]
#[test]
fn a_chart_becomes_pixels() {
    let folder = Folder::with_demo();
    folder.run("report growth -o growth.png").ok();
    let bytes = std::fs::read(folder.path().join("growth.png")).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(bytes[16..20], 2240_u32.to_be_bytes());
}

#[test]
fn a_round_becomes_a_paragraph_to_paste() {
    let folder = Folder::with_demo();
    let latest = folder.run("report round").ok();
    assert_eq!(folder.run("report round 5").ok(), latest);
    assert!(latest.starts_with("In round 5 (") && latest.lines().count() == 1, "{latest}");
    for word in ["people were introduced", " met", "red line", "round 4: ", "reason"] {
        assert!(latest.contains(word), "{word}: {latest}");
    }
    let first = folder.run("report round 1").ok();
    assert!(first.contains("It was the first round"), "{first}");
    let json: serde_json::Value =
        serde_json::from_str(&folder.run("report round 5 --json").ok()).unwrap();
    assert_eq!(
        (json["round"].as_u64(), json["paragraph"].as_str()),
        (Some(5), Some(latest.trim_end()))
    );
    assert!(folder.run("report round 9").refused(2).contains("there is no round 9"));
    let misplaced = folder.run("report growth 3").refused(2);
    assert!(misplaced.contains("hint: unmentor report round 3"), "{misplaced}");
    assert!(
        folder.run("report round 5 -o round.svg").refused(2).contains("text, Markdown or JSON")
    );
    let roster = folder.read("participants.csv");
    for line in roster.lines().skip(1) {
        let name = line.split(',').nth(1).unwrap();
        assert!(!latest.contains(name), "{name}");
    }
}
