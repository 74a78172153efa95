//! Tiny programmes whose figures can be worked out by hand.

use unmentor::domain::{Answer, Couple, Mark, Odd, Reason, Response, Round, RoundNumber, SatOut};
use unmentor::domain::{Person, Programme, Status};
use unmentor::report::uncertainty::Unusual;
use unmentor::report::{Report, Suggestion};

use crate::support::programmes::{Said, change_round, day, tiny, today};

const YES: Said = Some(Answer::Yes);
const NO: Said = Some(Answer::No);

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-12
}

#[test]
fn an_empty_programme_has_no_rates() {
    let report = Report::of(&Programme::default(), today());
    assert_eq!(report.overall.registered, 0);
    assert_eq!(report.overall.all.counts.of_all(unmentor::domain::Outcome::Met).rate, None);
    assert_eq!((report.overall.all.dyadic, report.uncertainty.latest), (None, None));
    assert!(report.growth.rounds.is_empty() && report.uncertainty.forecast.is_none());
    assert_eq!((report.runway.at_least, report.runway.at_most), (0, 0));
}

#[test]
fn people_without_rounds_have_only_a_runway() {
    let report = Report::of(&tiny(6, &[]), today());
    assert_eq!((report.overall.registered, report.overall.ever_participated), (6, 0));
    assert_eq!((report.runway.at_least, report.runway.at_most), (3, 5));
    assert_eq!(report.network.met.nodes, 0);
}

#[test]
fn one_pair_that_met() {
    let report = Report::of(&tiny(2, &[vec![(vec![0, 1], vec![YES, None])]]), today());
    let round = &report.rounds.rounds[0];
    assert_eq!((round.counts.pairs, round.counts.met, round.new_connections), (1, 1, 1));
    assert_eq!((round.response_rate.k, round.response_rate.n), (1, 2));
    let dyadic = report.overall.all.dyadic.unwrap();
    assert_eq!((dyadic.rate, dyadic.se, dyadic.design_effect), (1.0, 0.0, None));
    assert_eq!(report.network.distances.mean, Some(1.0));
    assert_eq!((report.runway.at_least, report.runway.at_most), (0, 0));
}

#[test]
fn one_trio_is_one_pair_and_three_connections() {
    let report = Report::of(&tiny(3, &[vec![(vec![0, 1, 2], vec![None, YES, None])]]), today());
    let round = &report.rounds.rounds[0];
    assert_eq!((round.counts.pairs, round.trios, round.connections), (1, 1, 3));
    assert_eq!((report.network.met.edges, report.network.met.clustering), (3, Some(1.0)));
    assert_eq!(report.participants.people.len(), 3);
    assert!(report.participants.people.iter().all(|person| person.counts.met == 1));
}

#[test]
fn when_everybody_is_silent_nothing_is_confirmed_and_nobody_met() {
    let silent = || vec![(vec![0, 1], vec![None, None]), (vec![2, 3], vec![None, None])];
    let report = Report::of(&tiny(4, &[silent(), silent()]), today());
    let counts = report.overall.all.counts;
    assert_eq!((counts.not_confirmed, counts.met_of_confirmed().rate), (4, None));
    assert_eq!(counts.bounds(), Some((0.0, 1.0)));
    assert_eq!((report.rounds.rounds[1].repeats, report.network.met.edges), (2, 0));
    let person = report.participants.people[0];
    assert_eq!((person.streak.now, person.never_met()), (2, true));
    assert_eq!(person.suggestion, Some(Suggestion::CheckAddress));
}

#[test]
fn the_interval_knows_who_stands_in_several_pairs() {
    let apart = [vec![(vec![0, 1], vec![YES, YES]), (vec![2, 3], vec![NO, NO])]];
    let dyadic = Report::of(&tiny(4, &apart), today()).overall.all.dyadic.unwrap();
    assert!(close(dyadic.se, 0.125_f64.sqrt()) && close(dyadic.se, dyadic.naive_se));
    // The same two twice, both times met, beside two others twice, both times not: the residuals
    // add up to ±1 for each couple, so the variance is (1 + 1) / 4².
    let pairs = || vec![(vec![0, 1], vec![YES, YES]), (vec![2, 3], vec![NO, NO])];
    let dyadic = Report::of(&tiny(4, &[pairs(), pairs()]), today()).overall.all.dyadic.unwrap();
    assert!(close(dyadic.se, (2.0_f64 / 16.0).sqrt()), "{dyadic:?}");
    assert!(close(dyadic.design_effect.unwrap(), 2.0));
    // A trio and a pair of two of its people, one met: all residuals belong together.
    let trio = [vec![(vec![0, 1, 2], vec![YES, YES, YES])], vec![(vec![0, 1], vec![NO, NO])]];
    let dyadic = Report::of(&tiny(3, &trio), today()).overall.all.dyadic.unwrap();
    assert!(close(dyadic.se, 0.0), "{dyadic:?}");
}

#[test]
fn people_come_go_and_come_back() {
    let pair = |a, b| (vec![a, b], vec![YES, YES]);
    let mut programme =
        tiny(6, &[vec![pair(0, 1), pair(2, 3)], vec![pair(0, 2)], vec![pair(1, 0), pair(4, 5)]]);
    change_round(&mut programme, 2, |round| {
        let out = SatOut { person: Person(3), why: "odd number".into() };
        *round = Round::new(round.head.clone(), round.pairs().to_vec(), vec![out]).unwrap();
    });
    let report = Report::of(&programme, today());
    let [_, second, third] = &report.growth.rounds[..] else { panic!() };
    assert_eq!((second.retained, second.lapsed, second.sitting_out), (2, 2, 1));
    assert_eq!(second.growth_pct, Some(-50.0));
    assert_eq!((third.joiners, third.returners, third.retained, third.lapsed), (2, 1, 1, 1));
    assert_eq!(report.cohorts[0].active, [4, 2, 2]);
    assert_eq!(report.cohorts[1].active, [2]);
    assert_eq!(report.rounds.rounds[2].repeats, 1);
}

#[test]
fn marked_rounds_are_left_out_of_trends_only() {
    let pair = |a, b| (vec![a, b], vec![YES, YES]);
    let rounds = [vec![pair(0, 1), pair(2, 3)], vec![pair(0, 2)], vec![pair(0, 3)]];
    let mut programme = tiny(4, &rounds);
    assert_eq!(Report::of(&programme, today()).growth.mean_retention, Some(0.5));
    let note = "moved from a spreadsheet".to_owned();
    programme.settings.marks = vec![Mark { round: RoundNumber::FIRST, note }];
    let report = Report::of(&programme, today());
    let (growth, forecast) = (report.growth, report.uncertainty.forecast.unwrap());
    assert_eq!((growth.mean_retention, forecast.changes), (Some(0.5), 1));
    assert!(forecast.ahead.is_none());
    assert_eq!(growth.rounds[1].growth_pct, Some(-50.0));
    assert_eq!(growth.rounds[0].mark.as_deref(), Some("moved from a spreadsheet"));
}

#[test]
fn a_pair_still_awaited_neither_makes_nor_breaks_a_streak() {
    let round = |said| vec![(vec![0, 1], vec![said, None])];
    let mut programme = tiny(2, &[round(NO), round(NO), round(None)]);
    change_round(&mut programme, 3, |round| round.head.closes = Some(day("2025-05-01")));
    let streak = |today| Report::of(&programme, day(today)).participants.people[0].streak.now;
    assert_eq!((streak("2025-05-01"), streak("2025-05-02")), (2, 3));
    let report = Report::of(&programme, day("2025-04-10"));
    assert!(report.rounds.rounds[2].open);
    let latest = report.uncertainty.latest.unwrap();
    assert_eq!((latest.round.get(), latest.verdict), (2, Unusual::TooFew));
}

#[test]
fn reasons_count_once_for_each_pair_and_lead_to_a_suggestion() {
    let mut programme = tiny(2, &vec![vec![(vec![0, 1], vec![NO, NO])]; 2]);
    for mut round in programme.rounds().to_vec() {
        for (person, reason, date) in
            [(0, Reason::Busy, "2025-07-02"), (1, Reason::NoReply, "2025-07-01")]
        {
            let said = Response {
                answer: NO,
                reason: Some(reason),
                answered_on: Some(day(date)),
                ..Response::silent(Person(person))
            };
            round.respond(said).unwrap();
        }
        programme.put_round(round);
    }
    let report = Report::of(&programme, today());
    let counts = report.reasons.overall;
    assert_eq!((counts.answers.total(), counts.pairs.total()), (4, 2));
    assert_eq!(counts.pairs.count(Reason::NoReply), 2);
    let suggestions: Vec<_> = report.participants.people.iter().map(|p| p.suggestion).collect();
    assert_eq!(suggestions, [Some(Suggestion::SlowerRhythm), Some(Suggestion::Introduce)]);
    programme.roster.edit(Person(0), |person| person.status = Status::Left);
    assert_eq!(Report::of(&programme, today()).participants.people[0].suggestion, None);
}

#[test]
fn exclusions_shorten_the_runway() {
    let mut programme = tiny(6, &[]);
    programme.settings.odd = Odd::SitOut;
    programme.exclusions = [(0, 1), (0, 2)]
        .map(|(a, b)| unmentor::domain::Exclusion {
            people: Couple::new(Person(a), Person(b)).unwrap(),
            why: String::new(),
        })
        .into();
    let runway = Report::of(&programme, today()).runway;
    assert_eq!((runway.at_least, runway.at_most, runway.most_partners), (1, 3, 0));
}

#[test]
fn people_are_named_without_addresses_and_numbered_without_order() {
    let mut programme = tiny(40, &[]);
    programme.roster.edit(Person(7), |person| person.name = "p7@north.example".into());
    programme.roster.edit(Person(8), |person| person.name = String::new());
    let people = Report::of(&programme, today()).people;
    let label = |person| people.label(Person(person)).unwrap();
    assert_eq!((label(7).name.as_str(), label(8).name.as_str()), ("P0008", "P0009"));
    let mut numbers: Vec<_> = (0..40).map(|person| label(person).number).collect();
    assert!(!numbers.is_sorted());
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
}
