//! The words of the report against stored texts.

use unmentor::domain::{Answer, Programme};
use unmentor::render::{self, Format, Part, Style};
use unmentor::report::Report;

use crate::support::golden;
use crate::support::programmes::{change_round, day, five_rounds, tiny, today};

fn written(programme: &Programme, part: Option<Part>, format: Format, anonymise: bool) -> String {
    let mut out = Vec::new();
    let report = Report::of(programme, today());
    render::report(&report, part, format, anonymise, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn agrees(name: &str, text: &str) {
    golden::check(&format!("report/{name}"), text);
}

const PLAIN: Format = Format::Table(Style { width: 80, colour: false });

#[test]
fn the_whole_report_at_80_columns() {
    agrees("whole.txt", &written(&five_rounds(), None, PLAIN, false));
}

#[test]
fn a_sentence_for_each_part_fits_a_screen() {
    let brief = Format::Brief(Style { width: 80, colour: false });
    let text = written(&five_rounds(), None, brief, false);
    for part in Part::ALL {
        assert!(text.lines().any(|line| line.starts_with(part.title())), "{part:?}");
    }
    assert!(text.lines().count() < 24, "{text}");
    agrees("brief.txt", &text);
}

#[test]
fn narrow_and_wide_terminals() {
    let narrow = Format::Table(Style { width: 60, colour: false });
    agrees("narrow.txt", &written(&five_rounds(), None, narrow, false));
    let wide = Format::Table(Style { width: 120, colour: false });
    agrees("wide-rounds.txt", &written(&five_rounds(), Some(Part::Rounds), wide, false));
}

#[test]
fn the_whole_report_in_colour() {
    let colour = Format::Table(Style { width: 80, colour: true });
    agrees("colour.txt", &written(&five_rounds(), None, colour, false));
}

#[test]
fn the_whole_report_as_markdown() {
    agrees("whole.md", &written(&five_rounds(), None, Format::Markdown(&[]), false));
}

#[test]
fn each_part_by_itself() {
    let programme = five_rounds();
    let participants = written(&programme, Some(Part::Participants), PLAIN, true);
    agrees("participants-anonymised.txt", &participants);
    for (part, name) in [
        (Part::Growth, "growth.csv"),
        (Part::Rounds, "rounds.csv"),
        (Part::Reasons, "reasons.csv"),
        (Part::Participants, "participants.csv"),
        (Part::Cohorts, "cohorts.csv"),
        (Part::Network, "network.csv"),
        (Part::Runway, "runway.csv"),
    ] {
        agrees(name, &written(&programme, Some(part), Format::Csv, false));
    }
}

#[test]
fn the_whole_report_as_json_and_as_one_table() {
    agrees("whole.json", &written(&five_rounds(), None, Format::Json, false));
    agrees("whole.csv", &written(&five_rounds(), None, Format::Csv, false));
}

#[test]
fn programmes_that_have_hardly_begun() {
    let yes = Some(Answer::Yes);
    let mut open = tiny(5, &[vec![(vec![0, 1], vec![yes, None]), (vec![2, 3, 4], vec![None; 3])]]);
    change_round(&mut open, 1, |round| round.head.closes = Some(day("2025-08-01")));
    let nobody = written(&Programme::default(), None, PLAIN, false);
    let people = written(&tiny(3, &[]), Some(Part::Growth), PLAIN, false);
    let begun = written(&open, None, PLAIN, false);
    agrees("beginnings.txt", &[nobody, people, begun].join("\n\n"));
}
