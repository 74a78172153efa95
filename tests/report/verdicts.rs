//! What is said of invented programmes in which something happened, or nothing did.

use unmentor::domain::{Answer, Interval, Mark, Programme, RoundNumber};
use unmentor::render::{self, Format, Style, compare};
use unmentor::report::{Comparison, Report};

use crate::support::programmes::{Pairs, Said, change_round, tiny, today};

const PEOPLE: u32 = 80;
const PAIRS: usize = 40;
const NO: Said = Some(Answer::No);

/// Rounds without repeats, in each of which so many of 40 pairs met and so many never said.
pub fn rounds(counts: &[(usize, usize)]) -> Programme {
    let rounds: Vec<Pairs> = (0..).zip(counts).map(|(at, &counts)| round(at, counts)).collect();
    tiny(PEOPLE, &rounds)
}

/// Round-robin: one person stays, the others go round. Who meets changes from round to round.
fn round(at: u32, (met, silent): (usize, usize)) -> Pairs {
    let others = PEOPLE - 1;
    let seat = |place: u32| (place + at) % others;
    let two = (1..PEOPLE / 2).map(|k| [seat(k), seat(others - k)]);
    let pairs = std::iter::once([PEOPLE - 1, seat(0)]).chain(two).enumerate();
    pairs
        .map(|(pair, [a, b])| {
            let place = (pair * 7 + at as usize * 11) % PAIRS;
            let said = match place {
                place if place < met => Some(Answer::Yes),
                place if place < met + silent => None,
                _ => NO,
            };
            (vec![a, b], vec![said, None])
        })
        .collect()
}

fn summary(programme: &Programme) -> String {
    let report = Report::of(programme, today() + chrono::Months::new(36));
    let style = Style { width: 10_000, colour: false };
    let mut text = Vec::new();
    render::report(&report, None, Format::Table(style), false, &mut text).unwrap();
    String::from_utf8(text).unwrap().replace('\u{a0}', " ")
}

fn compared(programme: &Programme, now: [u32; 2], before: [u32; 2]) -> String {
    let within =
        |[first, last]: [u32; 2]| move |n: RoundNumber, _| (first..=last).contains(&n.get());
    let day = today() + chrono::Months::new(36);
    let found = Comparison::of(programme, day, [&within(now), &within(before)]).unwrap();
    words(&found)
}

fn words(found: &Comparison) -> String {
    let style = Style { width: 10_000, colour: false };
    let mut text = Vec::new();
    compare::write("Scheme", found, (compare::Kind::Table, style), &mut text).unwrap();
    String::from_utf8(text).unwrap().replace('\u{a0}', " ")
}

#[track_caller]
fn says(text: &str, words: &str) {
    assert!(text.contains(words), "`{words}` is not in\n{text}");
}

#[track_caller]
fn never_says(text: &str, words: &str) {
    assert!(!text.contains(words), "`{words}` is in\n{text}");
}

#[test]
fn a_round_is_unusual_only_beside_eight_like_it() {
    let usual = [(22, 4), (24, 4), (20, 4), (23, 4), (25, 4), (21, 4), (22, 4), (24, 4)];
    let with = |last| summary(&rounds(&[&usual[..], &[last]].concat()));
    let low = with((6, 4));
    says(&low, "Round 9 was unusually low: 15 % of 40 pairs met; rounds of this programme lie");
    says(&low, "The season and who came may be why.");
    says(&with((38, 2)), "Round 9 was unusually high: 95 % of 40 pairs met; rounds of this");
    says(
        &with((21, 4)),
        "Round 9: 53 % of 40 pairs met, within what rounds of this programme show (",
    );
    // As few met, but so many were silent that they may have.
    let silent = with((6, 30));
    never_says(&silent, "unusually");
    says(&silent, "That is no verdict");
    let few = summary(&rounds(&usual));
    says(&few, "Round 8: 60 % of 40 pairs met, 56 % in the rounds before; +4 points (\u{2212}");
    never_says(&few, "within what rounds");
    never_says(&few, "than chance");
}

#[test]
fn a_marked_round_is_neither_the_latest_nor_before_it() {
    let mut programme = rounds(&[[(22, 4); 8].as_slice(), &[(6, 4)]].concat());
    let round = RoundNumber::new(9).unwrap();
    programme.settings.marks = vec![Mark { round, note: "a strike".into() }];
    let text = summary(&programme);
    says(&text, "Round 8: 55 % of 40 pairs met, 55 % in the rounds before; \u{b1}0 points");
    never_says(&text, "unusually");
}

#[test]
fn spans_of_six_rounds_have_a_verdict_if_the_answers_allow_it() {
    let spans = |now, before| compared(&rounds(&[[before; 6], [now; 6]].concat()), [7, 12], [1, 6]);
    says(
        &spans((30, 4), (16, 4)),
        "A higher share met: 75 % of 240 pairs met, 40 % of 240 pairs before (+35 points, +",
    );
    says(&spans((16, 4), (30, 4)), "A lower share met: 40 % of 240 pairs");
    says(&spans((21, 4), (20, 4)), "No clear difference: ");
    let silent = spans((20, 18), (30, 4));
    says(&silent, "people answered differently from before, and that alone may be the difference");
    says(&silent, "conversations a year, 9.0 before");
    says(&silent, "the season, a trend, and the leaving of those who seldom meet");
    let few = compared(&rounds(&[(30, 4), (30, 4), (10, 4)]), [3, 3], [1, 2]);
    says(&few, "months differ as well. With fewer than 6 rounds on a side there is no verdict.");
}

#[test]
fn a_longer_interval_is_held_against_conversations_and_is_no_remedy_by_itself() {
    let mut programme = rounds(&[[(20, 4); 6], [(26, 4); 6]].concat());
    for number in 7..=12 {
        change_round(&mut programme, number, |round| {
            round.head.interval = Some(Interval::Months(2));
        });
    }
    let day = today() + chrono::Months::new(36);
    let text = words(&Comparison::of_intervals(&programme, day).unwrap());
    says(&text, "A higher share met: 65 % of 240 pairs met, 50 % of 240 pairs before");
    says(&text, "Each participant had 3.9 conversations a year, 6.0 before: 35 % fewer (");
    says(&text, "that is clearly fewer.");
    says(&text, "A longer interval by itself is no remedy for lack of time");
    says(&text, "rhythm=2");
    says(&text, "80 of 80 people were there before");
    let report = summary(&programme);
    says(&report, "With 2 months to meet now, 1 month before. A higher share met");
    never_says(&report, "more pairs met than chance");
    assert!(Comparison::of_intervals(&rounds(&[(20, 4); 3]), day).is_none());
}

#[test]
fn nothing_is_said_of_fewer_than_twenty_people() {
    let pair = |a, b, said| (vec![a, b], vec![said, None]);
    let six = |said| vec![pair(0, 1, said), pair(2, 3, NO), pair(4, 5, Some(Answer::Yes))];
    let text = summary(&tiny(6, &[six(NO), six(NO), six(None)]));
    says(&text, "Fewer than 20 people were in pairs: these are counts");
    says(&text, "Round 3: 1 of 3 pairs met, 2 of 6 pairs in the rounds before.");
    never_says(&text, "chance and silence");
    never_says(&text, "more than by chance");
}
