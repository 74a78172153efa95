//! What holds for every programme: nothing too wide, no NaN, shares within bounds, no names where
//! none are wanted, nothing that commands a terminal.

use proptest::prelude::*;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use unmentor::domain::{Answer, Person, Programme};
use unmentor::render::{self, Format, Part, Style};
use unmentor::report::Report;

use crate::support::programmes::{Pairs, Said, tiny, today};

fn answer() -> impl Strategy<Value = Said> {
    prop::option::of(prop::sample::select(Answer::ALL.to_vec()))
}

/// A round among some people: a shuffle, cut into pairs and perhaps a trio.
fn round(people: u32) -> impl Strategy<Value = Pairs> {
    let order = Just((0..people).collect::<Vec<_>>()).prop_shuffle();
    let said = prop::collection::vec(answer(), people as usize);
    (order, said, 0..=people, any::<bool>()).prop_map(|(order, said, present, trio)| {
        let (order, mut said) = (&order[..present as usize], said.into_iter());
        let mut pairs: Vec<Vec<u32>> = order.chunks_exact(2).map(<[u32]>::to_vec).collect();
        if let (true, [left], Some(last)) =
            (trio, order.chunks_exact(2).remainder(), pairs.last_mut())
        {
            last.push(*left);
        }
        let answered = |members: Vec<u32>| {
            let said = said.by_ref().take(members.len()).collect();
            (members, said)
        };
        pairs.into_iter().map(answered).collect()
    })
}

fn programme() -> impl Strategy<Value = Programme> {
    let names = prop::collection::vec(any::<String>(), 12);
    let traits = prop::collection::vec("[a-c]?", 12);
    let rounds = (0..=12u32)
        .prop_flat_map(|people| (Just(people), prop::collection::vec(round(people), 0..6)));
    (rounds, names, traits).prop_map(|((people, rounds), names, traits)| {
        let mut programme = tiny(people, &rounds);
        for person in 0..people {
            programme.roster.edit(Person(person), |participant| {
                participant.name = format!("Zq{person}x{}", names[person as usize]);
                participant.organisation.clone_from(&traits[person as usize]);
            });
        }
        programme
    })
}

fn written(report: &Report, part: Option<Part>, format: Format, anonymise: bool) -> String {
    let mut out = Vec::new();
    render::report(report, part, format, anonymise, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn is_private(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

fn parts() -> impl Iterator<Item = Option<Part>> {
    Part::ALL.into_iter().map(Some).chain([None])
}

/// Every share and every rate of a document lies within its bounds.
fn check_rates(value: &Value) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                if ["rate", "clustering", "density", "largest_share"].contains(&name.as_str())
                    && let Some(rate) = value.as_f64()
                {
                    assert!((-1.0..=1.0).contains(&rate), "{name}: {rate}");
                }
                check_rates(value);
            }
            if let (Some(low), Some(rate), Some(high)) = (
                map.get("low").and_then(Value::as_f64),
                map.get("rate").and_then(Value::as_f64),
                map.get("high").and_then(Value::as_f64),
            ) {
                assert!(low <= rate && rate <= high, "{map:?}");
                assert!(map.get("k").is_none() || (0.0..=1.0).contains(&low) && high <= 1.0);
            }
        }
        Value::Array(list) => list.iter().for_each(check_rates),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_line_is_too_wide_and_nothing_commands_a_terminal(
        programme in programme(), width in 60usize..140, anonymise: bool,
    ) {
        let report = Report::of(&programme, today());
        for part in parts() {
            let format = Format::Table(Style { width, colour: false });
            let text = written(&report, part, format, anonymise);
            for line in text.lines() {
                prop_assert!(line.width() <= width, "{} of {width}: {line:?}", line.width());
            }
            prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
            prop_assert!(!text.contains(is_private), "{}", text);
            prop_assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
        }
    }

    #[test]
    fn shares_lie_within_bounds_and_names_are_hidden_on_request(programme in programme()) {
        let report = Report::of(&programme, today());
        for part in parts() {
            let style = Style { width: 80, colour: true };
            for format in [Format::Table(style), Format::Csv, Format::Json, Format::Markdown(&[])] {
                let text = written(&report, part, format, true);
                prop_assert!(!text.contains("Zq") && !text.contains("P00"), "{text}");
                prop_assert_eq!(&text, &written(&report, part, format, true));
            }
            let text = written(&report, part, Format::Json, false);
            prop_assert!(!text.contains("NaN") && !text.contains("north.example"));
            check_rates(&serde_json::from_str(&text).unwrap());
        }
    }

    #[test]
    fn every_round_adds_up(programme in programme()) {
        let report = Report::of(&programme, today());
        for (growth, outcomes) in report.growth.rounds.iter().zip(&report.rounds.rounds) {
            let counts = outcomes.counts;
            prop_assert_eq!(counts.pairs, counts.met + counts.not_met + counts.not_confirmed);
            prop_assert_eq!(growth.participants, growth.joiners + growth.returners + growth.retained);
            prop_assert_eq!(growth.participants, 2 * counts.pairs + outcomes.trios);
            prop_assert_eq!(outcomes.connections, counts.pairs + 2 * outcomes.trios);
        }
        let met = report.rounds.rounds.last().map_or(0, |round| round.cumulative_connections);
        prop_assert_eq!(report.network.met.edges, met);
        prop_assert!(report.runway.at_least <= report.runway.at_most);
    }
}
