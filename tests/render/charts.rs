//! Charts: the growth chart tells the story, and every chart is a picture of its own.

use roxmltree::{Document, Node};
use unmentor::domain::{Mark, Programme, RoundNumber};
use unmentor::render::Part;
use unmentor::render::chart::{self, NoPicture};
use unmentor::report::Report;

use crate::support::programmes::{change_round, day, five_rounds, invented, nasty, today};

fn picture(programme: &Programme, part: Part) -> String {
    chart::picture(&Report::of(programme, today()), part, false).unwrap()
}

fn marked(round: u32, note: &str) -> Programme {
    let mut programme = five_rounds();
    let round = RoundNumber::new(round).unwrap();
    programme.settings.marks.push(Mark { round, note: note.into() });
    programme
}

fn points(svg: &str) -> Vec<f64> {
    let read = Document::parse(svg).unwrap();
    let circles = read.descendants().filter(|node| node.attribute("r") == Some("5"));
    circles.map(|node| node.attribute("cx").unwrap().parse().unwrap()).collect()
}

#[test]
fn a_marked_round_has_its_note_at_its_point_and_a_broken_line_behind_it() {
    let svg = picture(&marked(1, "moved from Excel"), Part::Growth);
    let read = Document::parse(&svg).unwrap();
    let note = read.descendants().find(|node| node.text() == Some("moved from Excel")).unwrap();
    let x: f64 = note.attribute("x").unwrap().parse().unwrap();
    assert!((x - points(&svg)[0]).abs() < 8.0, "{x}");
    let broken = read
        .descendants()
        .find(|node| node.attribute("stroke-dasharray") == Some("7 5"))
        .and_then(|node| node.attribute("d"));
    let (from, to) = broken.unwrap().split_once('L').unwrap();
    let x = |place: &str| -> f64 {
        place.trim_start_matches('M').split(' ').next().unwrap().parse().unwrap()
    };
    assert!((x(from) - points(&svg)[0]).abs() < 0.1 && (x(to) - points(&svg)[1]).abs() < 0.1);
    assert!(svg.contains("left out of trends"));
    assert!(!picture(&five_rounds(), Part::Growth).contains("\"7 5\""));
}

#[test]
fn two_months_are_twice_as_wide_as_one() {
    let mut programme = invented(40, 4);
    for (round, date) in
        [(1, "2025-01-01"), (2, "2025-01-31"), (3, "2025-04-01"), (4, "2025-05-01")]
    {
        change_round(&mut programme, round, |round| round.head.date = day(date));
    }
    let x = points(&picture(&programme, Part::Growth));
    let (one, two) = (x[1] - x[0], x[2] - x[1]);
    assert!((two / one - 2.0).abs() < 0.01, "{x:?}");
}

#[test]
fn the_title_says_what_the_counts_did_and_no_more() {
    let title = |programme: &Programme| chart::title(&Report::of(programme, today())).unwrap();
    assert_eq!(
        title(&five_rounds()),
        "Up 2 rounds in a row, to 75 people in round 5; the most so far were 92 in round 1"
    );
    assert_eq!(
        title(&marked(4, "moved")),
        "75 people in round 5, 10 more than in round 4; the most were 92 in round 1"
    );
    assert!(title(&invented(40, 1)).starts_with("Round 1 brought "));
}

#[test]
fn every_chart_is_well_formed_and_stands_alone() {
    for programme in [five_rounds(), nasty(), invented(70, 60), invented(2, 1)] {
        for part in chart::CHARTED {
            let report = Report::of(&programme, today());
            let Ok(svg) = chart::picture(&report, part, false) else { continue };
            let read = Document::parse(&svg).unwrap();
            assert!(read.descendants().all(|node| !node.has_tag_name("style")
                && !node.has_tag_name("script")
                && node.attribute("class").is_none()));
            assert!(svg.contains("Source: ") && !svg.contains("NaN"), "{part:?}");
            let width: f64 = read.root_element().attribute("width").unwrap().parse().unwrap();
            for node in read.descendants().filter(Node::is_element) {
                for name in ["x", "cx"] {
                    let Some(x) = node.attribute(name) else { continue };
                    let x: f64 = x.parse().unwrap();
                    assert!((0.0..width).contains(&x), "{part:?}: {x}");
                }
            }
        }
    }
}

#[test]
fn parts_without_a_chart_say_so() {
    let report = Report::of(&five_rounds(), today());
    assert_eq!(chart::picture(&report, Part::Runway, false), Err(NoPicture::NotCharted));
    let report = Report::of(&Programme::default(), today());
    assert_eq!(chart::picture(&report, Part::Growth, false), Err(NoPicture::NothingYet));
}
