//! The report of a large programme.

use unmentor::domain::{Answer, Person, Programme};
use unmentor::render::{self, Format, Style};
use unmentor::report::Report;

use crate::support::programmes::{Pairs, Said, tiny, today};

/// Numbers that look random enough for a test of speed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn large(people: u32, rounds: u32) -> Programme {
    let mut numbers = Numbers(1);
    let answer = |numbers: &mut Numbers| -> Said {
        [None, Some(Answer::Yes), Some(Answer::Yes), Some(Answer::No)][numbers.below(4)]
    };
    let rounds: Vec<Pairs> = (0..rounds)
        .map(|_| {
            let mut order: Vec<u32> = (0..people).collect();
            for at in (1..order.len()).rev() {
                order.swap(at, numbers.below(at + 1));
            }
            let pairs = order.chunks_exact(2);
            pairs
                .map(|pair| (pair.to_vec(), vec![answer(&mut numbers), answer(&mut numbers)]))
                .collect()
        })
        .collect();
    let mut programme = tiny(people, &rounds);
    for person in 0..people {
        let organisation = format!("Organisation {}", numbers.below(500));
        programme
            .roster
            .edit(Person(person), |participant| participant.organisation = organisation);
    }
    programme
}

#[test]
fn two_thousand_people_and_24_rounds_are_reported_in_every_format() {
    let report = Report::of(&large(2_000, 24), today());
    assert_eq!((report.growth.rounds.len(), report.overall.all.counts.pairs), (24, 24_000));
    for format in [
        Format::Json,
        Format::Csv,
        Format::Markdown,
        Format::Table(Style { width: 80, colour: true }),
    ] {
        let mut out = Vec::new();
        render::report(&report, None, format, false, &mut out).unwrap();
        assert!(out.len() > 1_000, "{format:?}");
    }
}
