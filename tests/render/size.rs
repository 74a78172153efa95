//! The report of a large programme.

use unmentor::domain::Person;
use unmentor::render::{self, Format, Style};
use unmentor::report::Report;

use crate::support::programmes::{invented, today};

#[test]
fn two_thousand_people_and_24_rounds_are_reported_in_every_format() {
    let mut programme = invented(2_000, 24);
    for person in 0..2_000 {
        let organisation = format!("Organisation {}", person * 7919 % 500);
        programme
            .roster
            .edit(Person(person), |participant| participant.organisation = organisation);
    }
    let report = Report::of(&programme, today());
    assert_eq!(report.growth.rounds.len(), 24);
    assert!(report.overall.all.counts.pairs > 15_000, "{}", report.overall.all.counts.pairs);
    for format in [
        Format::Json,
        Format::Csv,
        Format::Markdown(&[]),
        Format::Table(Style { width: 80, colour: true }),
    ] {
        let mut out = Vec::new();
        render::report(&report, None, format, false, &mut out).unwrap();
        assert!(out.len() > 1_000, "{format:?}");
    }
}
