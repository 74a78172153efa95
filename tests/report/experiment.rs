//! Plans and readings of an experiment against known truth, and against small examples whose
//! figures can be worked out by hand.

use serde_json::{Value, json};
use unmentor::domain::history::{Record, records};
use unmentor::domain::{Interval, Person};
use unmentor::render::experiment::plan;
use unmentor::report::History;
use unmentor::report::experiment::drawn::{DrawnDifference, DrawnSide};
use unmentor::report::experiment::usually::Usually;
use unmentor::report::experiment::{Asked, Basis, Planned};
use unmentor::report::uncertainty::Units;
use unmentor::report::uncertainty::quantile::Level;

use super::uncertainty::{agrees, small, truth};
use crate::support::programmes::{five_rounds, today};

fn basis() -> Basis {
    let programme = five_rounds();
    let history = History::of(&programme, today());
    Basis::of(&Units::of(&history)).unwrap()
}

fn asked(people: usize, rounds: u32, change: f64) -> Asked {
    Asked { people, rounds, interval: Interval::MONTH, change, level: Level::P95 }
}

fn as_json(basis: &Basis, asked: Asked) -> Value {
    let mut text = Vec::new();
    plan::json(&Planned::of(basis.clone(), asked), &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn plans_rest_on_the_known_likeness_and_have_the_known_power() {
    let (basis, truth) = (basis(), truth());
    let truth = &truth["experiment"];
    let mut figures = 0;
    for people in [60, 100, 200, 400] {
        for rounds in [12, 24] {
            for change in [0.1, 0.15] {
                let ours = as_json(&basis, asked(people, rounds, change));
                for (key, plan) in ours["plans"].as_object().unwrap() {
                    agrees(plan, &truth["plans"][key], 9);
                    figures += 1;
                }
            }
        }
    }
    assert_eq!(figures, truth["plans"].as_object().unwrap().len());
    let mut ours = as_json(&basis, asked(60, 12, 0.1));
    let mut theirs = truth.clone();
    for one in [&mut ours, &mut theirs] {
        one.as_object_mut().unwrap().remove("plans");
    }
    agrees(&ours, &theirs, 9);
}

#[test]
fn the_example_of_a_plan_has_its_figures() {
    let name = "plan, rate .55, change .10, rho .13, stay .95^k, 100 people, 12 months";
    let basis = Basis {
        rate: 0.55,
        likeness: 0.13,
        stay: (0..12).map(|rounds| 0.95_f64.powi(rounds)).collect(),
        past_pairs: 6.0,
        ..basis()
    };
    let ours = as_json(&basis, asked(100, 12, 0.1));
    for design in ["crossover", "pairs", "parallel"] {
        let key = format!("{design} 100 12 +0.10");
        agrees(&ours["plans"][&key], &truth()["examples"][name][design], 9);
    }
    // Where everybody stays, the variance has a closed form.
    let basis = Basis { stay: vec![1.0; 12], ..basis };
    let se = as_json(&basis, asked(100, 12, 0.0001))["plans"]["crossover 100 12 +0.00"]["se"]
        .as_f64()
        .unwrap();
    let closed = 0.55 * 0.45 * (1.0 - 2.0 * 0.13) * (1.0 / 300.0 + 1.0 / 150.0);
    assert!((se * se / closed - 1.0).abs() < 1e-3, "{se}");
}

#[test]
fn the_small_example_has_its_likeness_and_says_who_usually_meets() {
    let programme = small();
    let history = History::of(&programme, today());
    let basis = Basis::of(&Units::of(&history)).unwrap();
    let ours = json!({ "likeness": basis.likeness, "couples": basis.couples });
    agrees(&ours, &truth()["examples"]["likeness"], 2);
    let records = records(&programme, today());
    let usually = Usually::of(&records);
    let letters = ["A", "B", "C", "D", "E", "F"].into_iter().zip(&records);
    let estimates: serde_json::Map<String, Value> =
        letters.map(|(letter, record)| (letter.into(), json!(usually.estimate(*record)))).collect();
    let ours = json!({
        "mean": usually.mean, "likeness": usually.likeness, "prior_pairs": usually.prior_pairs,
        "estimate": estimates,
    });
    agrees(&ours, &truth()["examples"]["usually meets"], 9);
}

#[test]
fn everybody_who_was_drawn_counts_even_without_a_pair() {
    let people: Vec<Person> = (0..9).map(Person).collect();
    let pair = |a: usize, b: usize| vec![people[a], people[b]];
    let first = [pair(0, 1), pair(2, 3), pair(0, 2), pair(1, 3), pair(0, 3), pair(1, 2)];
    let second = [pair(4, 5), pair(6, 7), pair(4, 6), pair(5, 7)];
    let met = [true, false, true, false, true, false];
    let side = |drawn: std::ops::Range<usize>, pairs| DrawnSide {
        planned: people[drawn].iter().map(|person| (person, 4.0)).collect(),
        pairs,
    };
    let pairs = |pairs: &'static [bool], all| -> Vec<(&[Person], bool)> {
        let all: &[Vec<Person>] = all;
        all.iter().map(Vec::as_slice).zip(pairs.iter().copied()).collect()
    };
    let met: &'static [bool] = Box::leak(met.to_vec().into_boxed_slice());
    let one = side(0..4, pairs(met, &first[..]));
    let other = side(4..9, pairs(&[true, true, false, true], &second[..]));
    let found = DrawnDifference::of([&one, &other], Level::P95, 4, 9).unwrap();
    let ours = json!({
        "per_year": found.per_year, "difference_per_year": found.difference,
        "se_per_year": found.se, "t": found.t, "low": found.low, "high": found.high,
    });
    let name = "read drawn, 4 months each, I drawn for the second arm and never paired";
    agrees(&ours, &truth()["examples"][name], 7);
}

#[test]
fn who_usually_meets_is_estimated_as_known() {
    let programme = five_rounds();
    let records = records(&programme, today());
    let usually = Usually::of(&records);
    let people = programme.roster.iter().zip(&records).filter(|(_, record)| record.offered > 0);
    let estimates: serde_json::Map<String, Value> = people
        .map(|((_, one), record)| (one.id.to_string(), json!(usually.estimate(*record))))
        .collect();
    let ours = json!({
        "mean": usually.mean, "likeness": usually.likeness, "prior_pairs": usually.prior_pairs,
        "estimate": estimates,
    });
    agrees(&ours, &truth()["usually_meets"], 100);
    let nobody = Usually::of(&[Record::default()]);
    assert!(nobody.estimate(Record::default()).is_finite());
}
