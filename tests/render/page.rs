//! The report as a page: well-formed, inert, without addresses, small, the same every time.

use roxmltree::{Document, Node, ParsingOptions};
use unmentor::domain::{Participant, ParticipantId, Programme};
use unmentor::render::{self, Format, Part};
use unmentor::report::Report;

use crate::support::programmes::{NASTY, five_rounds, invented, nasty, today};

fn written(programme: &Programme, part: Option<Part>, anonymise: bool) -> String {
    let report = Report::of(programme, today());
    let mut page = Vec::new();
    render::report(&report, part, Format::Html(programme), anonymise, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

/// The page as a reader of XML has it, which is stricter than any browser.
fn read(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap()
}

fn all<'d>(page: &'d Document, name: &'d str) -> impl Iterator<Item = Node<'d, 'd>> {
    page.descendants().filter(move |node| node.has_tag_name(name))
}

fn by_id<'d>(page: &'d Document, id: &str) -> Node<'d, 'd> {
    page.descendants().find(|node| node.attribute("id") == Some(id)).unwrap()
}

fn data(page: &Document) -> serde_json::Value {
    serde_json::from_str(by_id(page, "data").text().unwrap()).unwrap()
}

#[test]
fn the_page_shows_every_part_of_the_report_and_the_latest_round() {
    let text = written(&five_rounds(), None, false);
    let page = read(&text);
    let headings: Vec<_> = all(&page, "h2").filter_map(|heading| heading.text()).collect();
    assert!(headings[0].starts_with("Up 2 rounds in a row, to 75 people"), "{headings:?}");
    let headings = &headings[1..];
    let expected =
        ["Summary", "Growth", "Network", "Rounds", "Reasons", "Participants", "Cohorts", "Runway"];
    assert_eq!(headings, expected);
    let words = by_id(&page, "round-words").text();
    assert_eq!(words, Some("Round 5: 37 pairs, 20 met, 11 did not meet, 6 not confirmed"));
    assert_eq!(by_id(&page, "people").children().filter(Node::is_element).count(), 116);
    let layers: Vec<_> = (0..5)
        .map(|at| by_id(&page, &format!("lines-{at}")).parent().unwrap())
        .map(|layer| layer.attribute("class").unwrap())
        .collect();
    assert_eq!(layers, ["earlier", "earlier", "earlier", "earlier", "now"]);
    let gallery = all(&page, "a").filter(|link| link.has_attribute("data-round")).count();
    assert_eq!(gallery, 5);
    assert!(by_id(&page, "controls").has_attribute("hidden"), "without script it does nothing");
}

#[test]
fn the_script_knows_the_lines_of_every_round() {
    let text = written(&five_rounds(), None, false);
    let data = data(&read(&text));
    let rounds = data["rounds"].as_array().unwrap();
    // Two people of two digits each, and how they stand.
    assert_eq!(data["signs"], 2);
    let lines = |round: &serde_json::Value| round["lines"].as_str().unwrap().as_bytes().to_vec();
    let counts: Vec<_> = rounds.iter().map(|round| lines(round).len() / 5).collect();
    assert_eq!(counts, [46, 33, 32, 34, 39]);
    let kinds = |round: &serde_json::Value| {
        lines(round).into_iter().skip(4).step_by(5).filter(|kind| *kind >= b'5').count()
    };
    assert_eq!(rounds.iter().map(kinds).sum::<usize>() % 3, 0, "three lines for each trio");
}

#[test]
fn only_the_style_sheet_and_the_script_of_the_page_may_act() {
    let text = written(&five_rounds(), None, false);
    let page = read(&text);
    let policy = all(&page, "meta")
        .find(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"))
        .and_then(|meta| meta.attribute("content"))
        .unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    for node in page.descendants().filter(Node::is_element) {
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(name != "style" && !name.starts_with("on"), "{name} on {node:?}");
            let asks = matches!(name, "src" | "href") && !value.starts_with(['#', 'd']);
            assert!(!asks, "{name} asks for {value}");
        }
    }
    assert!(!text.contains("url(http") && !text.contains("@import"));
}

#[test]
fn the_nastiest_names_stay_text() {
    for part in [None].into_iter().chain(Part::ALL.map(Some)) {
        let text = written(&nasty(), part, false);
        let harmless = |c: char| c == '\n' || !c.is_control() && !"\u{202e}\u{fffe}".contains(c);
        assert!(text.chars().all(harmless), "{part:?}");
        assert!(!text.contains("<script>alert") && !text.contains("@example"), "{part:?}");
        let page = read(&text);
        let scripts = if matches!(part, None | Some(Part::Network)) { 2 } else { 0 };
        assert_eq!(all(&page, "script").count(), scripts, "{part:?}");
        assert_eq!(text.matches("<script").count(), scripts, "{part:?}");
        assert!(page.descendants().all(|node| !node.has_attribute("onload")));
    }
    let text = written(&nasty(), None, false);
    assert_eq!(data(&read(&text))["people"][1], NASTY[1]);
}

#[test]
fn addresses_never_appear_and_names_only_when_wanted() {
    let programme = five_rounds();
    let named = written(&programme, None, false);
    assert!(named.contains("Eleri Tegid"));
    assert!(programme.roster.iter().all(|(_, person)| !named.contains(&person.email)));
    let hidden = written(&programme, None, true);
    for (_, person) in programme.roster.iter() {
        assert!(!hidden.contains(&person.name), "{}", person.name);
        assert!(!hidden.contains(&format!("{:?}", person.id.as_str())), "{}", person.id);
    }
    assert!(!hidden.contains("P00"));
}

#[test]
fn without_names_people_stand_in_the_order_of_their_neutral_numbers() {
    let text = written(&five_rounds(), None, true);
    let data = data(&read(&text));
    let numbers: Vec<u32> = data["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().strip_prefix("Person ").unwrap().parse().unwrap())
        .collect();
    assert!(numbers.is_sorted());
}

#[test]
fn two_hundred_people_and_five_rounds_fit_into_120_kilobytes() {
    let mut programme = invented(0, 0);
    for number in 1..=200 {
        let id = ParticipantId::numbered(number);
        let name = format!("Alexandria Featherstonehaugh {number}");
        programme.roster.add(Participant::new(id, &name, "a@b.example")).unwrap();
    }
    programme.put_rounds(invented(200, 5).rounds().to_vec());
    let page = written(&programme, None, false);
    assert!(page.len() < 120_000, "{} bytes", page.len());
    assert_eq!(page, written(&programme, None, false));
}

#[test]
fn a_part_by_itself_has_its_own_picture_or_none() {
    let programme = five_rounds();
    for part in Part::ALL {
        let text = written(&programme, Some(part), false);
        let page = read(&text);
        let titles = if part == Part::Growth { 2 } else { 1 };
        assert_eq!(all(&page, "h2").count(), titles, "{part:?}");
        assert_eq!(text.contains("id=\"picture\""), part == Part::Network, "{part:?}");
        assert_eq!(text.contains("class=\"area\""), part == Part::Growth, "{part:?}");
    }
}

#[test]
fn programmes_that_have_hardly_begun_have_a_page_without_pictures() {
    for part in [None].into_iter().chain(Part::ALL.map(Some)) {
        let text = written(&Programme::default(), part, false);
        assert_eq!(all(&read(&text), "script").count(), 0, "{part:?}");
        assert!(!text.contains("NaN"));
    }
    let text = written(&invented(2, 1), None, false);
    read(&text);
    assert!(!text.contains("NaN"));
}

#[test]
fn a_single_round_has_a_picture_but_nothing_to_turn_it() {
    let text = written(&invented(70, 1), None, false);
    let page = read(&text);
    assert!(by_id(&page, "lines-0").has_children());
    assert!(!all(&page, "a").any(|link| link.has_attribute("data-round")));
    for turns in ["round", "play", "earlier"] {
        let hidden = by_id(&page, turns)
            .ancestors()
            .any(|up| up.has_attribute("hidden") && up.attribute("id") != Some("controls"));
        assert!(hidden, "{turns}");
    }
    assert!(text.contains("have met somebody, in"));
}

#[test]
fn a_network_that_nobody_could_read_on_a_page_is_told_of_in_words() {
    let programme = invented(8000, 1);
    let text = written(&programme, Some(Part::Network), false);
    let page = read(&text);
    assert_eq!(all(&page, "script").count(), 0);
    assert!(text.contains("would be too large for a page"));
    let rows = page.descendants().find(|node| node.attribute("class") == Some("rows now")).unwrap();
    let lines: usize = rows
        .children()
        .filter_map(|path| path.attribute("d").filter(|_| path.attribute("class") != Some("dots")))
        .map(|course| course.matches('M').count())
        .sum();
    let network = unmentor::report::picture::Network::of(&programme, today());
    assert_eq!(lines, network.lines.len(), "the pairs of the latest round");
}

#[test]
fn people_are_coloured_by_columns_but_never_where_names_are_hidden() {
    let named = written(&five_rounds(), None, false);
    let data = |text: &str| data(&read(text));
    let columns = data(&named)["columns"].as_array().unwrap().clone();
    let headings: Vec<_> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
    assert_eq!(headings, ["sector", "region", "organisation", "status"]);
    for column in &columns {
        let of = column["of"].as_str().unwrap();
        let groups = column["groups"].as_array().unwrap().len();
        assert_eq!(of.len(), 116);
        assert!(of.chars().all(|one| (one.to_digit(10).unwrap() as usize) < groups));
    }
    assert_eq!(data(&written(&five_rounds(), None, true))["columns"].as_array().unwrap().len(), 0);
}

#[test]
fn each_small_picture_has_its_share_of_red_with_a_bracket() {
    let text = written(&five_rounds(), None, false);
    let page = read(&text);
    let gallery =
        page.descendants().find(|node| node.attribute("class") == Some("gallery")).unwrap();
    let shares: Vec<_> = gallery
        .descendants()
        .filter(|node| node.attribute("class") == Some("share"))
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(shares.len(), 5);
    assert_eq!(shares[4].replace('\u{a0}', " "), "46 % (31–62) red");
}

/// The files that a page holds: their names, and what is in them.
fn downloads(page: &str) -> Vec<(String, String)> {
    let read = read(page);
    let links = read.descendants().filter_map(|node| {
        Some((node.attribute("download")?.to_owned(), node.attribute("href")?.to_owned()))
    });
    links
        .map(|(name, address)| {
            let coded = address.strip_prefix("data:text/csv;charset=utf-8,").unwrap().as_bytes();
            let mut bytes = Vec::new();
            let mut at = 0;
            while at < coded.len() {
                if coded[at] == b'%' {
                    let digits = std::str::from_utf8(&coded[at + 1..at + 3]).unwrap();
                    bytes.push(u8::from_str_radix(digits, 16).unwrap());
                    at += 3;
                } else {
                    bytes.push(coded[at]);
                    at += 1;
                }
            }
            (name, String::from_utf8(bytes).unwrap())
        })
        .collect()
}

#[test]
fn cards_charts_and_tables_have_their_figures_as_files_within_the_page() {
    let text = written(&five_rounds(), None, false);
    let files = downloads(&text);
    let tables = all(&read(&text), "table").count();
    assert_eq!(files.len(), tables + 2, "one for the cards, one for the chart");
    for (name, file) in &files {
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        assert!(reader.records().map(Result::unwrap).count() > 0, "{name}: {file}");
    }
    let rounds = &files.iter().find(|(name, _)| name == "rounds.csv").unwrap().1;
    assert!(rounds.starts_with("round,date,participants,") && rounds.lines().count() == 6);
    for (name, file) in downloads(&written(&nasty(), None, false)) {
        for line in file.lines() {
            assert!(!line.starts_with(['=', '+', '@']), "{name}: {line}");
        }
    }
}

#[test]
fn who_missed_stands_on_a_page_only_when_asked_for() {
    let programme = five_rounds();
    let report = Report::of(&programme, today());
    let page = |with_people, anonymise| {
        let mut page = Vec::new();
        let privacy = render::Privacy { anonymise, with_people };
        render::report(&report, None, Format::Html(&programme), privacy, &mut page).unwrap();
        String::from_utf8(page).unwrap()
    };
    let without = page(false, false);
    assert!(
        !without.contains("red lines in a row</th>") && without.contains("could use a kind word")
    );
    assert!(without.contains("This page names people") && without.contains("--anonymise"));
    assert!(page(true, false).contains("red lines in a row</th>"));
    assert!(!page(false, true).contains("names people"));
}
