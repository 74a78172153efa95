//! Figures of uncertainty against known truth (`truth-statistics.json`, where two computations that
//! share no formula agreed), and against the small example whose figures can be worked out by hand.

use serde_json::{Value, json};
use unmentor::domain::{Answer, Interval, Mark, Person, Programme, Round, RoundNumber, SatOut};
use unmentor::render::{self, Format, Style, compare};
use unmentor::report::uncertainty::meetings::MeetingsDifference;
use unmentor::report::uncertainty::quantile::Level;
use unmentor::report::uncertainty::shares::{Clusters, PairShare, difference, wilson};
use unmentor::report::uncertainty::{Kind, Meetings, Span, Units};
use unmentor::report::{Comparison, History, Report};

use super::truth::leaves;
use crate::support::programmes::{Said, change_round, data, five_rounds, tiny, today};

pub fn truth() -> Value {
    serde_json::from_str(&data("five-rounds/truth-statistics.json")).unwrap()
}

fn uncertainty(programme: &Programme) -> Value {
    let report = Report::of(programme, today());
    let mut text = Vec::new();
    render::report(&report, None, Format::Json, false, &mut text).unwrap();
    let mut report: Value = serde_json::from_slice(&text).unwrap();
    report["uncertainty"].take()
}

fn spans(programme: &Programme, now: [u32; 2], before: [u32; 2]) -> Value {
    let within =
        |[first, last]: [u32; 2]| move |n: RoundNumber, _| (first..=last).contains(&n.get());
    let compared = Comparison::of(programme, today(), [&within(before), &within(now)]).unwrap();
    let style = Style { width: 80, colour: false };
    let mut text = Vec::new();
    compare::write("", &compared, (compare::Kind::Json, style), &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

/// Every figure of a truth stands under the same name.
#[track_caller]
pub fn agrees(ours: &Value, theirs: &Value, at_least: usize) {
    let (ours, theirs) = (leaves(ours), leaves(theirs));
    let wrong: Vec<_> = theirs
        .iter()
        .filter(|(path, theirs)| {
            let close = |ours: &Value| match (ours.as_f64(), theirs.as_f64()) {
                (Some(one), Some(other)) => (one - other).abs() < 1e-9 * other.abs().max(1.0),
                _ => ours == *theirs,
            };
            !ours.get(*path).is_some_and(close)
        })
        .map(|(path, theirs)| format!("{path}: {theirs}, we say {:?}", ours.get(path)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), theirs.len(), wrong.join("\n"));
    assert!(theirs.len() >= at_least, "only {} figures", theirs.len());
}

fn marked() -> Programme {
    let mut programme = five_rounds();
    programme.settings.marks = vec![Mark { round: RoundNumber::FIRST, note: "a move".into() }];
    programme
}

#[test]
fn pooled_latest_meetings_and_forecast_agree_to_nine_digits() {
    let (ours, truth) = (uncertainty(&five_rounds()), truth());
    for (name, figures) in [("pooled", 20), ("latest", 15), ("meetings", 8), ("forecast", 19)] {
        agrees(&ours[name], &truth[name], figures);
    }
    let (ours, truth) = (uncertainty(&marked()), &truth["marked"]);
    for (name, figures) in [("latest", 15), ("forecast", 3)] {
        agrees(&ours[name], &truth[name], figures);
    }
}

#[test]
fn each_round_is_seen_as_it_was_when_it_was_the_latest() {
    for look in truth()["looks"].as_array().unwrap() {
        let last = look["round"].as_u64().unwrap();
        agrees(&uncertainty(&until(&five_rounds(), last)), &json!({ "latest": look }), 15);
    }
}

/// A programme as it stood after a round.
fn until(programme: &Programme, last: u64) -> Programme {
    let mut earlier = Programme::default();
    earlier.settings = programme.settings.clone();
    earlier.roster = programme.roster.clone();
    let rounds = programme.rounds().iter();
    let first = rounds.filter(|round| u64::from(round.number().get()) <= last);
    earlier.put_rounds(first.cloned());
    earlier
}

#[test]
fn spans_of_rounds_agree_to_nine_digits() {
    let truth = truth();
    for (programme, spans_of) in
        [(five_rounds(), &truth["spans"]), (marked(), &truth["marked"]["spans"])]
    {
        for (key, theirs) in spans_of.as_object().unwrap() {
            let (now, before) = key.split_once(" against ").unwrap();
            let range = |text: &str| {
                let (first, last) = text.split_once("..").unwrap();
                [first.parse().unwrap(), last.parse().unwrap()]
            };
            agrees(&spans(&programme, range(now), range(before)), theirs, 50);
        }
    }
}

/// The sample has no draw, and so no wish; the same rounds as if they had been drawn with one.
#[test]
fn mixing_agrees_given_the_wishes_in_force() {
    let truth = &truth()["mixing"];
    let drawn = |wishes: &str| {
        let mut programme = five_rounds();
        for number in 1..=5 {
            change_round(&mut programme, number, |round| {
                round.head.draw = (wishes != "no wish").then(|| draw(wishes));
            });
        }
        uncertainty(&programme)["mixing"].clone()
    };
    for given in ["no wish", "apart:organisation"] {
        let ours = drawn(given);
        for (what, theirs) in truth.as_object().unwrap() {
            assert_eq!(ours[what]["given"], given);
            if let Some(theirs) = theirs.get(given) {
                agrees(&ours[what], theirs, 8);
            } else {
                assert_eq!(ours[what]["verdict"], "as_wished");
                assert_eq!(ours[what]["wished"], given);
                assert!(ours[what]["z"].is_null() && ours[what]["chance_across"].is_null());
            }
        }
    }
}

fn draw(wish: &str) -> unmentor::domain::Draw {
    unmentor::domain::Draw {
        seed: 1,
        algorithm: "test".into(),
        odd: unmentor::domain::Odd::Trio,
        wishes: vec![unmentor::domain::Wish::from_words(wish).unwrap()],
    }
}

const YES: Said = Some(Answer::Yes);
const NO: Said = Some(Answer::No);

/// People A to F: of round 5 two months, with a trio and somebody sitting out.
pub fn small() -> Programme {
    let pair = |a, b, said| (vec![a, b], vec![said, None]);
    let mut programme = tiny(
        6,
        &[
            vec![pair(0, 1, YES), pair(2, 3, NO), pair(4, 5, NO)],
            vec![pair(0, 2, YES), pair(1, 4, None), pair(3, 5, NO)],
            vec![pair(0, 3, YES), pair(1, 5, NO), pair(2, 4, NO)],
            vec![pair(0, 4, YES), pair(1, 2, YES), pair(3, 5, NO)],
            vec![(vec![0, 1, 2], vec![YES, None, None]), pair(3, 4, YES)],
        ],
    );
    for (person, organisation) in (0..6).zip(["1", "1", "2", "3", "3", "4"]) {
        programme.roster.edit(Person(person), |one| {
            one.organisation = organisation.into();
            one.sector = if person < 3 { "one" } else { "two" }.into();
        });
    }
    let last = programme.rounds()[4].clone();
    let out = vec![SatOut { person: Person(5), why: String::new() }];
    let mut round = Round::new(last.head.clone(), last.pairs().to_vec(), out).unwrap();
    round.respond_all(last.responses().to_vec()).unwrap();
    round.head.interval = Some(Interval::Months(2));
    programme.put_round(round);
    programme
}

#[test]
fn the_small_example_has_its_figures_with_the_guards_lifted() {
    let programme = small();
    let history = History::of(&programme, today());
    let units = Units::of(&history);
    let span = |first, last| Span::of(&history, |at, _| (first..=last).contains(&(at + 1)));
    let truth = &truth()["examples"];

    let met = PairShare::of(&units, &span(1, 5), Kind::Met);
    let (low, high) = met.limits(Level::P95.t(4), Clusters::People);
    let at_most = PairShare::of(&units, &span(1, 5), Kind::AtMost);
    agrees(
        &json!({
            "met": met.k, "pairs": met.n, "people": met.residuals.people,
            "variance": met.residuals.variance, "factor": met.residuals.factor(),
            "design_effect": met.design_effect(Clusters::People), "interval": [low, high],
            "rounds_part": met.residuals.rounds_part, "t": Level::P95.t(4),
            "wilson": wilson(met.rate, Level::P95.normal().powi(2) / met.n as f64),
            "chance_and_silence": [low, at_most.limits(Level::P95.t(4), Clusters::People).1],
        }),
        &truth["pooled"],
        14,
    );

    let sides = [span(4, 5), span(1, 3)].map(|span| PairShare::of(&units, &span, Kind::Met));
    let [now, before] = &sides;
    let found = |clusters| {
        let one = difference(&units, [now, before], Level::P95, clusters);
        json!({
            "df": one.df, "t": one.t, "correlation": one.correlation,
            "difference": one.difference, "low": one.low, "high": one.high,
        })
    };
    agrees(
        &json!({
            "variance_now": now.residuals.variance, "variance_before": before.residuals.variance,
            "covariance": now.residuals.covariance(&units, &before.residuals),
            "rounds_part_now": now.residuals.rounds_part,
            "rounds_part_before": before.residuals.rounds_part,
            "by_people": found(Clusters::People),
            "by_people_and_rounds": found(Clusters::PeopleAndRounds),
        }),
        &truth["spans 4..5 against 1..3"],
        17,
    );
}

#[test]
fn the_small_example_has_its_conversations() {
    let programme = small();
    let history = History::of(&programme, today());
    let units = Units::of(&history);
    let span = |first, last| Span::of(&history, |at, _| (first..=last).contains(&(at + 1)));
    let of = |first, last| Meetings::of(&units, &span(first, last), Kind::Met);
    let truth = &truth()["examples"];
    let all = of(1, 5);
    agrees(
        &json!({
            "conversations": all.conversations, "participant_months": all.participant_months,
            "per_year": all.per_year(), "variance_per_month": all.residuals.variance,
            "own": all.residuals.own, "factor": all.residuals.factor(),
            "rounds_part": all.residuals.rounds_part,
        }),
        &truth["meetings"],
        7,
    );
    let found = MeetingsDifference::of(&units, [&of(4, 5), &of(1, 3)], Clusters::People);
    let (ratio, ratio_low, ratio_high) = found.ratio.unwrap();
    agrees(
        &json!({
            "df": found.df, "t": found.t, "now_per_year": found.now,
            "before_per_year": found.before, "difference_per_year": found.now - found.before,
            "se_per_year": found.se, "low": found.low, "high": found.high, "ratio": ratio,
            "ratio_low": ratio_low, "ratio_high": ratio_high,
        }),
        &truth["meetings 4..5 against 1..3"],
        11,
    );
}

#[test]
fn the_small_example_is_mixed_as_by_hand_and_says_nothing() {
    let truth = &truth()["examples"]["mixing sector"];
    for given in ["no wish", "apart:organisation"] {
        let mut programme = small();
        for number in 1..=5 {
            change_round(&mut programme, number, |round| {
                round.head.draw = (given != "no wish").then(|| draw(given));
            });
        }
        let ours = uncertainty(&programme);
        agrees(&ours["mixing"]["sector"], &truth[given], 8);
        assert!(ours["pooled"]["interval"].is_null(), "{ours}");
        assert_eq!(ours["latest"]["verdict"], "too_few");
        assert!(ours["latest"]["difference"].is_null());
    }
}

#[test]
fn the_points_of_students_t_are_those_of_the_truth() {
    let truth = &truth()["examples"]["t"];
    for (name, point) in truth.as_object().unwrap() {
        let (level, df) = name.split_once(' ').unwrap();
        let level = match level {
            "0.9" => Level::P90,
            "0.95" => Level::P95,
            "0.99" => Level::P99,
            other => panic!("{other}"),
        };
        let ours = if df == "normal" { level.normal() } else { level.t(df.parse().unwrap()) };
        let point = point.as_f64().unwrap();
        assert!((ours - point).abs() < 1e-11, "{name}: {ours}, not {point}");
    }
    assert_eq!(truth.as_object().unwrap().len(), 14);
}

#[test]
fn the_matrix_between_groups_adds_up_to_the_mixing_of_its_trait() {
    let mut wished = five_rounds();
    for number in 1..=5 {
        change_round(&mut wished, number, |round| {
            round.head.draw = Some(draw("apart:organisation"));
        });
    }
    for programme in [five_rounds(), wished] {
        let report = Report::of(&programme, today());
        let matrix = report.uncertainty.matrix.as_ref().unwrap();
        let (_, mixing) =
            report.uncertainty.mixing.iter().find(|(what, _)| *what == matrix.what).unwrap();
        assert_eq!(matrix.cells.values().map(|cell| cell.met).sum::<usize>(), mixing.connections);
        let across = matrix.cells.iter().filter(|((one, other), _)| one != other);
        let (met, chance) = across
            .fold((0, 0.0), |(met, chance), (_, cell)| (met + cell.met, chance + cell.chance));
        assert_eq!(met, mixing.across);
        let share = mixing.chance.unwrap().share;
        assert!((chance / mixing.connections as f64 - share).abs() < 1e-12, "{chance} {share}");
    }
}
