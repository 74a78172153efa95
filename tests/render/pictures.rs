//! The network of the five-rounds programme in every format, and with the nastiest names.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use chrono::NaiveDate;
use roxmltree::Document;
use unmentor::domain::{Programme, RoundNumber};
use unmentor::render::layout::crossings;
use unmentor::render::network::{Drawing, Format, Look, Scope};
use unmentor::report::picture::Network;

use crate::support::golden;
use crate::support::programmes::{NASTY, five_rounds, invented, nasty, rows};

pub const PLAIN: Look = Look { labels: false, dark: false, width: None };

pub fn written(programme: &Programme, scope: Scope, format: Format, look: Look) -> String {
    let network = Network::of(programme, NaiveDate::MAX);
    let mut file = Vec::new();
    Drawing::new(&network, look).write(scope, format, &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

/// The formats that are texts.
fn texts() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|&format| format != Format::Png)
}

fn round(number: u32) -> Scope {
    Scope::Round(RoundNumber::new(number).unwrap())
}

/// The lines of one round by outcome, as `outcomes.csv` has them: three for a trio.
fn lines_by_outcome(round: &str) -> BTreeMap<String, usize> {
    let mut lines = BTreeMap::new();
    for row in rows("five-rounds/outcomes.csv").iter().filter(|row| row["round"] == round) {
        let outcome = row["status"].replace("unconfirmed", "not-confirmed");
        *lines.entry(outcome).or_default() += if row["c"].is_empty() { 1 } else { 3 };
    }
    lines
}

/// The lines in the groups of a class, such as `current`, by outcome, with what tells them apart.
fn drawn(svg: &Document, era: &str) -> BTreeMap<String, (usize, Option<String>, String)> {
    let groups = svg.descendants().filter_map(|g| Some((g, g.attribute("class")?)));
    let groups = groups.filter_map(|(g, class)| Some((g, class.strip_prefix(era)?.trim())));
    let look = |g: roxmltree::Node, name| g.attribute(name).map(str::to_owned);
    groups
        .map(|(g, outcome)| {
            let lines = g.children().filter(|line| line.has_tag_name("path")).count();
            (outcome.to_owned(), (lines, look(g, "stroke-dasharray"), look(g, "stroke").unwrap()))
        })
        .collect()
}

#[test]
fn every_round_shows_its_lines_solid_dashed_and_dotted() {
    let programme = five_rounds();
    for number in 1..=5 {
        let svg = written(&programme, round(number), Format::Svg, PLAIN);
        let svg = Document::parse(&svg).unwrap();
        let drawn = drawn(&svg, "current ");
        let counts: BTreeMap<_, _> = drawn.iter().map(|(o, (n, ..))| (o.clone(), *n)).collect();
        assert_eq!(counts, lines_by_outcome(&number.to_string()), "round {number}");
        let (met, not_met, open) = (&drawn["met"], &drawn["not-met"], &drawn["not-confirmed"]);
        assert_eq!(met.1, None);
        assert!(not_met.1.is_some() && open.1.is_some() && not_met.1 != open.1);
        assert!(not_met.2 == open.2 && not_met.2 != met.2);
    }
}

#[test]
fn round_five_has_the_counts_of_the_growth_report() {
    let programme = five_rounds();
    let svg = written(&programme, Scope::All, Format::Svg, PLAIN);
    let title = "Round 5: 37 pairs, 20 met, 11 did not meet, 6 not confirmed";
    let document = Document::parse(&svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(root.first_element_child().and_then(|first| first.text()), Some(title));
    let trio = rows("five-rounds/outcomes.csv")
        .into_iter()
        .find(|row| row["round"] == "5" && !row["c"].is_empty())
        .unwrap();
    let drawn = drawn(&document, "current ");
    let more = |outcome| if trio["status"] == outcome { 2 } else { 0 };
    assert_eq!(drawn["met"].0, 20 + more("met"));
    assert_eq!(drawn["not-met"].0, 11 + more("not-met"));
    assert_eq!(drawn["not-confirmed"].0, 6 + more("unconfirmed"));
    let earlier: usize = self::drawn(&document, "earlier ").values().map(|group| group.0).sum();
    assert_eq!(earlier, 46 + 33 + 32 + 34);
}

#[test]
fn nobody_moves_from_one_round_to_the_next() {
    let programme = five_rounds();
    let places = |number| {
        let svg = written(&programme, round(number), Format::Svg, PLAIN);
        let svg = Document::parse(&svg).unwrap();
        let people = svg.descendants().filter(|c| c.has_tag_name("circle"));
        let people = people.filter(roxmltree::Node::has_children);
        let place = |c: roxmltree::Node| ["cx", "cy"].map(|n| c.attribute(n).unwrap().to_owned());
        people.map(place).collect::<BTreeSet<_>>()
    };
    let last = places(5);
    assert_eq!(last.len(), 116);
    for (number, people) in [(1, 92), (2, 95), (3, 99), (4, 103)] {
        let places = places(number);
        assert_eq!(places.len(), people);
        assert!(places.is_subset(&last), "round {number}");
    }
}

#[test]
fn the_drawing_has_fewer_crossings_than_a_spring_embedder_gives() {
    let programme = five_rounds();
    let network = Network::of(&programme, NaiveDate::MAX);
    let lines: BTreeSet<_> = network.lines.iter().map(|line| line.ends).collect();
    let lines: Vec<_> = lines.into_iter().collect();
    let drawing = Drawing::new(&network, PLAIN);
    // d3-force 3.0 with its defaults, from ten starting orders: 281 to 410.
    let crossings = crossings(&drawing.layout().points, &lines);
    assert!(crossings < 281, "{crossings} crossings");
}

#[test]
fn exports_hold_every_line_with_its_outcome() {
    let programme = five_rounds();
    let expected: usize =
        (1..=5).flat_map(|n| lines_by_outcome(&n.to_string()).into_values()).sum();
    let json = written(&programme, Scope::All, Format::Json, PLAIN);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["nodes"].as_array().unwrap().len(), 116);
    assert_eq!(json["rounds"].as_array().unwrap().len(), 5);
    let edges = json["edges"].as_array().unwrap();
    assert_eq!(edges.len(), expected);
    let of_json: Vec<[String; 4]> = edges
        .iter()
        .map(|edge| {
            ["source", "target", "pair", "outcome"].map(|n| edge[n].as_str().unwrap().to_owned())
        })
        .collect();

    let csv = written(&programme, Scope::All, Format::Csv, PLAIN);
    let rows: Vec<_> = csv::Reader::from_reader(csv.as_bytes())
        .records()
        .map(|row| row.unwrap())
        .map(|row| [&row[3], &row[4], &row[6], &row[7]].map(str::to_owned))
        .collect();
    assert_eq!(rows, of_json);

    for format in [Format::Graphml, Format::Gexf] {
        let xml = written(&programme, Scope::All, format, PLAIN);
        let xml = Document::parse(&xml).unwrap();
        assert_eq!(xml.descendants().filter(|n| n.has_tag_name("node")).count(), 116);
        let ids: BTreeSet<_> = xml
            .descendants()
            .filter(|n| n.tag_name().name() == "edge" && n.attribute("source").is_some())
            .map(|edge| edge.attribute("id").unwrap())
            .collect();
        assert_eq!(ids.len(), expected, "{}", format.word());
    }
}

#[test]
fn one_round_alone_exports_its_own_lines_and_people() {
    let programme = five_rounds();
    let json = written(&programme, round(5), Format::Json, PLAIN);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["nodes"].as_array().unwrap().len(), 75);
    assert!(json["edges"].as_array().unwrap().iter().all(|edge| edge["round"] == 5));
    assert_eq!(json["edges"].as_array().unwrap().len(), 39);
    let network = Network::of(&programme, NaiveDate::MAX);
    let missing = Drawing::new(&network, PLAIN).write(round(6), Format::Json, &mut Vec::new());
    assert_eq!(missing.unwrap_err().kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn the_nastiest_names_stay_text_in_every_format() {
    let programme = nasty();
    for labels in [false, true] {
        for format in texts() {
            let text = written(&programme, Scope::All, format, Look { labels, ..PLAIN });
            let harmless =
                |c: char| c == '\n' || !c.is_control() && !"\u{202e}\u{fffe}".contains(c);
            assert!(text.chars().all(harmless), "{}", format.word());
            assert!(text.ends_with('\n') && !text.contains('@'));
            match format {
                Format::Svg | Format::Graphml | Format::Gexf => {
                    let document = Document::parse(&text).unwrap();
                    assert!(!document.descendants().any(|n| n.tag_name().name() == "script"));
                    let inert = |n: roxmltree::Node| n.attributes().all(|a| a.name() != "onload");
                    assert!(document.descendants().all(inert));
                }
                Format::Png => panic!("a PNG is no text"),
                Format::Dot => assert!(!text.replace("\\\"", "quote").contains("\"]; evil")),
                Format::Csv => assert!(!text.contains(",=HYPER") && !text.contains(",\"=HYPER")),
                Format::Json => {
                    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
                    assert_eq!(json["nodes"][0]["name"], NASTY[0]);
                }
            }
        }
    }
}

#[test]
fn names_are_in_a_picture_only_when_asked_for() {
    let programme = five_rounds();
    let names: Vec<_> = programme.roster.iter().map(|(_, p)| p.name.clone()).collect();
    let plain = written(&programme, Scope::All, Format::Svg, PLAIN);
    assert!(!names.iter().any(|name| plain.contains(name.as_str())));
    let labelled = written(&programme, Scope::All, Format::Svg, Look { labels: true, ..PLAIN });
    assert!(labelled.contains("Eleri Tegid"));
    let anonymous = Network::anonymous(&programme, NaiveDate::MAX);
    for format in texts() {
        let mut file = Vec::new();
        let drawing = Drawing::new(&anonymous, Look { labels: true, ..PLAIN });
        drawing.write(Scope::All, format, &mut file).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert!(!names.iter().any(|name| text.contains(name.as_str())), "{}", format.word());
        let hidden = !text.contains("P00") && text.to_lowercase().contains("person");
        assert!(hidden, "{}", format.word());
    }
}

#[test]
fn people_without_names_stand_in_the_order_of_their_numbers_in_every_export() {
    let programme = five_rounds();
    let network = Network::anonymous(&programme, NaiveDate::MAX);
    for format in [Format::Graphml, Format::Gexf, Format::Json, Format::Dot] {
        let mut file = Vec::new();
        Drawing::new(&network, PLAIN).write(Scope::All, format, &mut file).unwrap();
        let text = String::from_utf8(file).unwrap();
        let mut seen = BTreeSet::new();
        let numbers = text.split("person-").skip(1).filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u32>().ok()
        });
        let firsts: Vec<u32> = numbers.filter(|&number| seen.insert(number)).collect();
        assert!(firsts.len() == 116 && firsts.is_sorted(), "{}: {firsts:?}", format.word());
    }
}

#[test]
fn a_small_picture_has_the_same_bytes_everywhere_and_ever() {
    let programme = invented(9, 3);
    let look = Look { labels: true, ..PLAIN };
    let svg = written(&programme, Scope::All, Format::Svg, look);
    golden::check("network.svg", &svg);
}

#[test]
fn a_programme_without_rounds_has_no_picture_but_an_export() {
    let programme = Programme::default();
    let network = Network::of(&programme, NaiveDate::MAX);
    let drawing = Drawing::new(&network, PLAIN);
    assert!(drawing.write(Scope::All, Format::Svg, &mut Vec::new()).is_err());
    for format in texts().filter(|format| !matches!(format, Format::Svg | Format::Dot)) {
        drawing.write(Scope::All, format, &mut Vec::new()).unwrap();
    }
}

/// What networkx finds in a file; `None` where there is no Python with networkx.
fn networkx(format: Format, file: &str) -> Option<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network");
    std::fs::write(&path, file).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/render/read_back.py");
    let there = Command::new("python3").args(["-c", "import networkx"]).output();
    there.ok().filter(|there| there.status.success())?;
    let read = Command::new("python3").args([script, format.word()]).arg(path).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Some(serde_json::from_slice(&read.stdout).unwrap())
}

#[test]
fn networkx_reads_the_same_people_lines_and_outcomes_back() {
    for programme in [five_rounds(), invented(30, 12), nasty()] {
        let json = written(&programme, Scope::All, Format::Json, PLAIN);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        // Names as every format shows them, on one line and harmless.
        let names: BTreeMap<String, String> = json["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| (text(&node["id"]), text(&node["name"])))
            .collect();
        let line = |a: &str, b: &str, edge: &serde_json::Value| {
            let (a, b) = (a.min(b).to_owned(), a.max(b).to_owned());
            (text(&edge["pair"]), a, b, text(&edge["outcome"]), edge["round"].as_u64().unwrap())
        };
        let mut lines: Vec<_> = json["edges"]
            .as_array()
            .unwrap()
            .iter()
            .map(|edge| line(&text(&edge["source"]), &text(&edge["target"]), edge))
            .collect();
        lines.sort();
        for (format, name) in [(Format::Graphml, "name"), (Format::Gexf, "label")] {
            let file = written(&programme, Scope::All, format, PLAIN);
            let Some(read) = networkx(format, &file) else {
                eprintln!("skipped: `pip install networkx` lets this test read the exports back");
                return;
            };
            assert_eq!(read["directed"], false);
            let nodes = read["nodes"].as_object().unwrap();
            let labels = nodes.iter().map(|(id, node)| (id.clone(), text(&node[name]))).collect();
            assert_eq!(names, labels, "{}", format.word());
            let edges = read["edges"].as_array().unwrap();
            let mut found: Vec<_> =
                edges.iter().map(|edge| line(&text(&edge[0]), &text(&edge[1]), &edge[2])).collect();
            found.sort();
            assert_eq!(lines, found, "{}", format.word());
        }
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[cfg(feature = "png")]
mod png {
    use resvg::tiny_skia::Pixmap;

    use super::*;

    fn drawn(number: u32, look: Look) -> Vec<u8> {
        let programme = five_rounds();
        let network = Network::of(&programme, NaiveDate::MAX);
        let mut file = Vec::new();
        Drawing::new(&network, look).write(round(number), Format::Png, &mut file).unwrap();
        file
    }

    /// How many pixels have exactly this colour.
    fn count(pixels: &Pixmap, (red, green, blue): (u8, u8, u8)) -> usize {
        let same = |p: &&resvg::tiny_skia::PremultipliedColorU8| {
            (p.red(), p.green(), p.blue(), p.alpha()) == (red, green, blue, 255)
        };
        pixels.pixels().iter().filter(same).count()
    }

    #[test]
    fn it_is_as_wide_as_asked_and_always_the_same() {
        let usual = drawn(5, PLAIN);
        assert!(usual == drawn(5, PLAIN));
        let size = |file: &[u8]| Pixmap::decode_png(file).map(|p| (p.width(), p.height())).unwrap();
        let (width, height) = size(&usual);
        assert_eq!(width, 1600);
        let (small_width, small_height) = size(&drawn(5, Look { width: Some(400), ..PLAIN }));
        assert_eq!(small_width, 400);
        assert!(small_height.abs_diff(height / 4) <= 1, "{small_height} {height}");
    }

    #[test]
    fn it_shows_blue_and_red_lines_and_the_words_in_light_and_dark() {
        for (dark, met, red) in [
            (false, (0x2a, 0x6f, 0xb0), (0xc8, 0x10, 0x2e)),
            (true, (0x6c, 0xb0, 0xec), (0xff, 0x6b, 0x7d)),
        ] {
            let ink = if dark { (0xe6, 0xed, 0xf3) } else { (0x14, 0x30, 0x4f) };
            let look = Look { dark, ..PLAIN };
            let plain = Pixmap::decode_png(&drawn(5, look)).unwrap();
            let named = drawn(5, Look { labels: true, width: Some(1600), ..look });
            let named = Pixmap::decode_png(&named).unwrap();
            assert!(count(&plain, met) > 1000 && count(&plain, red) > 1000);
            // The heading is in the upper left corner: without a typeface there would be no ink.
            let heading =
                plain.clone_rect(resvg::tiny_skia::IntRect::from_xywh(0, 0, 1200, 140).unwrap());
            assert!(count(&heading.unwrap(), ink) > 500);
            assert!(count(&named, ink) > 500);
        }
    }
}
