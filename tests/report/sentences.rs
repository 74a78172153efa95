//! Every sentence of the report that has a figure: of what it is, out of what, over which rounds.
//!
//! The table is what the test uses: each figure is counted a second time, from the JSON document,
//! and must stand in the printed sentence. The sentences themselves are kept as a golden text.

use serde_json::Value;
use unmentor::domain::{Answer, Interval, Mark, Programme, RoundNumber};
use unmentor::render::{self, Format, Style, compare};
use unmentor::report::{Comparison, Report};

use super::verdicts::rounds;
use crate::support::golden;
use crate::support::programmes::{change_round, day, five_rounds, programme, tiny};

/// A sentence with its figures.
struct Sentence {
    /// The programme in whose report it stands.
    within: &'static str,
    /// What is counted.
    numerator: &'static str,
    /// Out of what; empty for a plain count.
    denominator: &'static str,
    /// Over which rounds.
    over: &'static str,
    /// The sentence as it must be, from the JSON document.
    says: fn(&Value) -> String,
}

const TABLE: &[Sentence] = &[
    Sentence {
        within: "five rounds",
        numerator: "pairs that met",
        denominator: "all pairs; those of whom it is known",
        over: "closed and collected",
        says: |r| {
            let all = &r["overall"]["closed"];
            let (met, pairs) = (n(&all["met"]), n(&all["pairs"]));
            let known = met + n(&all["not_met"]);
            format!(
                "{} rounds, {} people, {pairs} pairs. {met} met: {} of all {pairs} pairs, {} of \
                 the {known} confirmed.",
                n(&all["rounds"]),
                n(&r["uncertainty"]["pooled"]["people"]),
                per_cent(met, pairs),
                per_cent(met, known)
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "people by status",
        denominator: "",
        over: "the roster today",
        says: |r| {
            let (all, of) = (&r["overall"], &r["overall"]["status_counts"]);
            format!(
                "The roster has {} people: {} active, {} paused, {} left.",
                n(&all["registered"]),
                n(&of["active"]),
                n(&of["paused"]),
                n(&of["left"])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "pairs that met; pairs that met or were not confirmed",
        denominator: "all pairs",
        over: "closed and collected",
        says: |r| {
            let all = &r["uncertainty"]["pooled"];
            let (met, pairs) = (n(&all["met"]), n(&all["pairs"]));
            let range = &all["chance_and_silence"];
            format!(
                "At least {} met, at most {}; chance and silence together {} to {} %.",
                per_cent(met, pairs),
                per_cent(met + n(&all["not_confirmed"]), pairs),
                whole(&range[0]),
                whole(&range[1])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "pairs that met",
        denominator: "all pairs, of the latest round and of those before",
        over: "closed, without a mark, with the interval of the latest",
        says: |r| {
            let found = &r["uncertainty"]["latest"];
            let rounds = list(r).iter().filter(|round| n(&round["round"]) < n(&found["round"]));
            let before = rounds.fold((0, 0), |(met, all), round| {
                (met + n(&round["met"]), all + n(&round["pairs"]))
            });
            format!(
                "Round {}: {} of {} pairs met, {} in the rounds before; {} ({} to {}).",
                n(&found["round"]),
                per_cent(n(&found["met"]), n(&found["pairs"])),
                n(&found["pairs"]),
                per_cent(before.0, before.1),
                points(&found["difference"]["difference"], true),
                points(&found["difference"]["low"], false),
                points(&found["difference"]["high"], true)
            )
        },
    },
    Sentence {
        within: "an unusual round",
        numerator: "pairs that met",
        denominator: "all pairs",
        over: "the latest closed one, against 99 % limits of those before",
        says: |r| {
            let found = &r["uncertainty"]["latest"];
            format!(
                "Round {} was unusually low: {} of {} pairs met; rounds of this programme lie \
                 between {} and {} %.",
                n(&found["round"]),
                per_cent(n(&found["met"]), n(&found["pairs"])),
                n(&found["pairs"]),
                whole(&found["limits"][0]),
                whole(&found["limits"][1])
            )
        },
    },
    Sentence {
        within: "a usual round",
        numerator: "pairs that met",
        denominator: "all pairs",
        over: "the latest closed one, against 99 % limits of those before",
        says: |r| {
            let found = &r["uncertainty"]["latest"];
            format!(
                "Round {}: {} of {} pairs met, within what rounds of this programme show ({} to \
                 {} %).",
                n(&found["round"]),
                per_cent(n(&found["met"]), n(&found["pairs"])),
                n(&found["pairs"]),
                whole(&found["limits"][0]),
                whole(&found["limits"][1])
            )
        },
    },
    Sentence {
        within: "an open round",
        numerator: "pairs without a yes or no",
        denominator: "",
        over: "the open one",
        says: |r| {
            let open = list(r).iter().find(|round| round["open"] == true).unwrap();
            format!(
                "Round {} is still open: {} pairs waiting for an answer.",
                n(&open["round"]),
                n(&open["waiting"])
            )
        },
    },
    Sentence {
        within: "an open round",
        numerator: "people; pairs by how they stand",
        denominator: "",
        over: "the latest",
        says: |r| {
            let open = list(r).last().unwrap();
            let trios = n(&open["trios"]);
            let trios =
                if trios == 0 { String::new() } else { format!(" ({trios} of them a trio)") };
            format!(
                "Round {} is still open: {} people in {} pairs{trios}. {} met so far, {} did not, {} \
                 waiting for an answer.",
                n(&open["round"]),
                n(&open["participants"]),
                n(&open["pairs"]),
                n(&open["met"]),
                n(&open["not_met"]),
                n(&open["waiting"])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "people with a partner, by whether they had one before",
        denominator: "",
        over: "the latest, against the one before",
        says: |r| {
            let [.., before, latest] = &list(r)[..] else { panic!() };
            let (now, then) = (n(&latest["participants"]), n(&before["participants"]));
            assert_eq!(
                n(&latest["joiners"]) + n(&latest["returners"]) + n(&latest["retained"]),
                now
            );
            format!(
                "Round {}: {now} people, {} more than in round {} (+{}). {} joined, {} came back, {} \
                 stayed, {} stayed away.",
                n(&latest["round"]),
                now - then,
                n(&before["round"]),
                per_cent(now - then, then),
                n(&latest["joiners"]),
                n(&latest["returners"]),
                n(&latest["retained"]),
                then - n(&latest["retained"])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "those who stayed",
        denominator: "those of the round before, but for the excused; the mean of these shares",
        over: "two in a row without a mark",
        says: |r| {
            let rates: Vec<f64> = list(r)
                .windows(2)
                .map(|two| n(&two[1]["retained"]) as f64 / n(&two[0]["participants"]) as f64)
                .collect();
            let mean = 100.0 * rates.iter().sum::<f64>() / rates.len() as f64;
            format!("On average {mean:.0} % of those in one round are in the next.")
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "changes of the number of people",
        denominator: "",
        over: "closed, two in a row without a mark, as many months apart as the next",
        says: |r| {
            let people: Vec<f64> =
                list(r).iter().map(|round| n(&round["participants"]) as f64).collect();
            let (first, last) = (people[0], people[people.len() - 1]);
            let changes = people.len() - 1;
            let ahead = &r["uncertainty"]["forecast"]["ahead"][0];
            format!(
                "as in the {changes} changes so far, the next round has about {:.0} people; \
                 anything from {:.0} to {:.0} would be no surprise.",
                last + (last - first) / changes as f64,
                f(&ahead["low"]),
                f(&ahead["high"])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "pairs of the latest that met",
        denominator: "all pairs; those of whom it is known",
        over: "the latest",
        says: |r| {
            let latest = list(r).last().unwrap();
            let (met, pairs) = (n(&latest["met"]), n(&latest["pairs"]));
            let known = met + n(&latest["not_met"]);
            format!(
                "Round {}: {} people in {pairs} pairs ({} of them a trio). {met} met: {} of all \
                 {pairs} pairs, {} of the {known} confirmed.",
                n(&latest["round"]),
                n(&latest["participants"]),
                n(&latest["trios"]),
                per_cent(met, pairs),
                per_cent(met, known)
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "pairs in which one said yes and another no",
        denominator: "",
        over: "all that count",
        says: |r| {
            let all: u64 = list(r).iter().map(|round| n(&round["disagreements"])).sum();
            format!("In {all} pairs people disagree whether they met: these count as met")
        },
    },
    Sentence {
        within: "two intervals",
        numerator: "conversations of participants; pairs that met",
        denominator: "participant-years; all pairs",
        over: "closed, without a mark: of the latest interval and of the one before",
        says: |r| {
            let [one, two] = &r["intervals"].as_array().unwrap()[..] else { panic!() };
            format!(
                "{} of {} pairs met, {} of {} pairs before",
                per_cent(n(&two["met"]), n(&two["pairs"])),
                n(&two["pairs"]),
                per_cent(n(&one["met"]), n(&one["pairs"])),
                n(&one["pairs"])
            )
        },
    },
    Sentence {
        within: "two intervals",
        numerator: "conversations of participants",
        denominator: "participant-years",
        over: "closed, without a mark: of the latest interval and of the one before",
        says: |r| {
            // Everybody is in every round: two conversations of each pair, of 80 people.
            let year = |interval: &Value| {
                let months = n(&interval["rounds"]) * n(&interval["interval_months"]);
                2.0 * n(&interval["met"]) as f64 / (80 * months) as f64 * 12.0
            };
            let [one, two] = &r["intervals"].as_array().unwrap()[..] else { panic!() };
            format!(
                "Each participant had {:.1} conversations a year, {:.1} before: {} fewer (",
                year(two),
                year(one),
                percent_of(1.0 - year(two) / year(one))
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "pairs with a reason; those of the family named most",
        denominator: "pairs not met or not confirmed; pairs with a reason",
        over: "all that count",
        says: |r| {
            let reasons = &r["reasons"];
            let given: u64 = reasons["by_pair"].as_object().unwrap().values().map(n).sum();
            let time = n(&reasons["families_by_pair"]["time"]);
            format!(
                "{given} of {} pairs not met or not confirmed gave a reason; {} of these are about \
                 time.",
                given + n(&reasons["missing_pairs"]),
                per_cent(time, given)
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "pairs without a reason",
        denominator: "",
        over: "all that count",
        says: |r| format!("; {} gave none.", n(&r["reasons"]["missing_pairs"])),
    },
    Sentence {
        within: "five rounds",
        numerator: "people without a confirmed conversation; with three red lines in a row",
        denominator: "people who had a partner and have not left",
        over: "all that count",
        says: |r| {
            let here: Vec<_> = people(r).iter().filter(|one| one["status"] != "left").collect();
            let none = here.iter().filter(|one| n(&one["met"]) == 0).count();
            let long = here.iter().filter(|one| n(&one["red_streak"]) >= 3).count();
            format!(
                "{none} of {} still here have no confirmed conversation; {long} have 3 or more red \
                 lines in a row.",
                here.len()
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "people with a suggestion",
        denominator: "",
        over: "all that count",
        says: |r| {
            let some = people(r).iter().filter(|one| !one["suggestion"].is_null()).count();
            format!("{some} people still here could use a kind word.")
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "those of the first round who are in the latest",
        denominator: "those of the first round, but for the excused",
        over: "the first and the latest",
        says: |r| {
            let first = &r["cohorts"]["1"];
            let still = n(first["active"].as_array().unwrap().last().unwrap());
            let size = n(&first["size"]);
            format!(
                "Of {size} people who began in round 1, {still} were in the latest round ({}).",
                per_cent(still, size)
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "people who hang together by conversations; others met",
        denominator: "everybody who had a partner",
        over: "all",
        says: |r| {
            let met = &r["network"];
            let (nodes, edges) = (n(&met["nodes"]), n(&met["edges"]));
            let largest = n(&met["component_sizes"][0]);
            format!(
                "{largest} of {nodes} people ({}) hang together; on average people have met {:.1} \
                 others, those who met nobody included.",
                per_cent(largest, nodes),
                2.0 * edges as f64 / nodes as f64
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "people in smaller groups; without a conversation; if all had met",
        denominator: "",
        over: "all",
        says: |r| {
            let met = &r["network"];
            let sizes: Vec<u64> =
                met["component_sizes"].as_array().unwrap().iter().map(n).collect();
            format!(
                "{} people stand apart in {} small groups. {} people have not met anyone. Had every \
                 pair met, {} people would hang together.",
                sizes[1..].iter().sum::<u64>(),
                sizes.len() - 1,
                n(&met["nodes"]) - sizes.iter().sum::<u64>(),
                n(&r["network_offered"]["component_sizes"][0])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "steps from one to another",
        denominator: "",
        over: "all",
        says: |r| {
            let met = &r["network"];
            let (mean, most) = (f(&met["mean_distance"]), n(&met["diameter"]));
            format!("in {mean:.1} steps on average, at most {most}.")
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "people of the largest group",
        denominator: "",
        over: "the first, and all",
        says: |r| {
            let rounds = r["network_by_round"].as_array().unwrap();
            let largest = |round: &Value| n(&round["largest_component"]);
            let (first, last) = (largest(&rounds[0]), largest(&rounds[rounds.len() - 1]));
            format!("The largest group grew from {first} to {last}: ")
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "rounds without a repeat that are left",
        denominator: "",
        over: "the future",
        says: |r| {
            let runway = &r["runway"];
            let found = &runway["found"];
            assert_eq!(found["at_least"], found["at_most"]);
            format!(
                "Among the {} people who take part now exactly {} rounds without a repeat are left.",
                n(&runway["active"]),
                n(&found["at_most"])
            )
        },
    },
    Sentence {
        within: "five rounds",
        numerator: "connections used up among those who take part",
        denominator: "all possible ones among them",
        over: "all",
        says: |r| {
            let runway = &r["runway"];
            let used = f(&runway["used_share_of_possible"]);
            let most = n(&runway["max_previous_partners_among_active"]);
            format!(
                "{} of all connections among them are used up; nobody has more than {most} former \
                 partners.",
                percent_of(used)
            )
        },
    },
    Sentence {
        within: "six people",
        numerator: "pairs that met",
        denominator: "all pairs",
        over: "the latest closed one, and those before",
        says: |r| {
            let rounds = list(r);
            let latest = rounds.last().unwrap();
            let before = &rounds[..rounds.len() - 1];
            let sum = |name: &str| before.iter().map(|round| n(&round[name])).sum::<u64>();
            format!(
                "Round {}: {} of {} pairs met, {} of {} pairs in the rounds before.",
                n(&latest["round"]),
                n(&latest["met"]),
                n(&latest["pairs"]),
                sum("met"),
                sum("pairs")
            )
        },
    },
    Sentence {
        within: "compared",
        numerator: "pairs that met",
        denominator: "all pairs",
        over: "of each span: closed, without a mark",
        says: |c| {
            let (now, before) = (&c["now"], &c["before"]);
            let found = &c["by_people_and_rounds"];
            format!(
                "A higher share met: {} of {} pairs met, {} of {} pairs before ({}, {} to {} by \
                 chance).",
                per_cent(n(&now["met"]), n(&now["pairs"])),
                n(&now["pairs"]),
                per_cent(n(&before["met"]), n(&before["pairs"])),
                n(&before["pairs"]),
                points(&found["difference"], true),
                points(&found["low"], false),
                points(&found["high"], true)
            )
        },
    },
    Sentence {
        within: "compared",
        numerator: "conversations of participants",
        denominator: "participant-years",
        over: "of each span: closed, without a mark",
        says: |c| {
            let ratio = &c["meetings"]["reported_people_and_rounds"];
            let year = |side: &Value| {
                let people = f(&side["participants_per_round"]);
                let months = n(&side["rounds"]) as f64;
                2.0 * n(&side["met"]) as f64 / (people * months) * 12.0
            };
            let (now, before) = (year(&c["now"]), year(&c["before"]));
            format!(
                "Each participant had {now:.1} conversations a year, {before:.1} before: {} more \
                 ({} to {}); that is clearly more.",
                percent_of(now / before - 1.0),
                percent_of(f(&ratio["ratio_low"]) - 1.0).replace(" %", ""),
                percent_of(f(&ratio["ratio_high"]) - 1.0)
            )
        },
    },
    Sentence {
        within: "compared",
        numerator: "participants; those who were in both spans",
        denominator: "rounds; those of the later span",
        over: "of each span: closed, without a mark",
        says: |c| {
            format!(
                "A round had {:.0} participants, {:.0} before: the size of the scheme is in none of \
                 these shares. {} of {} people were there before",
                f(&c["now"]["participants_per_round"]),
                f(&c["before"]["participants_per_round"]),
                n(&c["in_both"]["people"]),
                n(&c["now"]["people"])
            )
        },
    },
];

fn n(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no count"))
}

fn f(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn list(report: &Value) -> &Vec<Value> {
    report["rounds"].as_array().unwrap()
}

fn people(report: &Value) -> &Vec<Value> {
    report["participants"]["people"].as_array().unwrap()
}

/// In whole numbers alone, so that nothing is rounded before the end.
fn per_cent(part: u64, whole: u64) -> String {
    format!("{} %", (200 * part + whole) / (2 * whole))
}

fn percent_of(share: f64) -> String {
    // Halves go up, as in sums by hand.
    format!("{:.0} %", (100.0 * share + 1e-9).round())
}

/// A limit within 0 and 100 per cent, without the sign.
fn whole(limit: &Value) -> String {
    format!("{:.0}", 100.0 * f(limit).clamp(0.0, 1.0))
}

fn points(difference: &Value, word: bool) -> String {
    let points = (100.0 * f(difference)).round();
    let sign = if points == 0.0 {
        "\u{b1}"
    } else if points > 0.0 {
        "+"
    } else {
        "\u{2212}"
    };
    let noun = if (points.abs() - 1.0).abs() < 1e-9 { " point" } else { " points" };
    format!("{sign}{:.0}{}", points.abs(), if word { noun } else { "" })
}

const WIDE: Style = Style { width: 100_000, colour: false };

/// The report of a programme on a day, in words and as JSON.
fn report(programme: &Programme, today: &str) -> (String, Value) {
    let mut report = Report::of(programme, day(today));
    report.look_ahead(programme);
    let write = |format| {
        let mut text = Vec::new();
        render::report(&report, None, format, false, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    let json = serde_json::from_str(&write(Format::Json)).unwrap();
    (write(Format::Table(WIDE)), json)
}

/// Two spans, in words and as JSON.
fn compared() -> (String, Value) {
    let programme = rounds(&[[(16, 4); 6], [(30, 4); 6]].concat());
    let within = |first: u32| move |n: RoundNumber, _| (first..first + 6).contains(&n.get());
    let found = Comparison::of(&programme, day("2030-01-01"), [&within(7), &within(1)]).unwrap();
    let write = |kind| {
        let mut text = Vec::new();
        compare::write("", &found, (kind, WIDE), &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    let json = serde_json::from_str(&write(compare::Kind::Json)).unwrap();
    (write(compare::Kind::Table), json)
}

fn said(within: &str) -> (String, Value) {
    let usual = [(22, 4), (24, 4), (20, 4), (23, 4), (25, 4), (21, 4), (22, 4), (24, 4)];
    let after = |last| rounds(&[&usual[..], &[last]].concat());
    match within {
        "five rounds" => report(&five_rounds(), "2025-07-15"),
        "an unusual round" => report(&after((6, 4)), "2030-01-01"),
        "a usual round" => report(&after((21, 4)), "2030-01-01"),
        "two intervals" => {
            let mut programme = rounds(&[[(20, 4); 6], [(26, 4); 6]].concat());
            for number in 7..=12 {
                change_round(&mut programme, number, |round| {
                    round.head.interval = Some(Interval::Months(2));
                });
            }
            report(&programme, "2030-01-01")
        }
        "an open round" => {
            let mut programme = programme("longer-interval");
            let round = RoundNumber::new(4).unwrap();
            programme.settings.marks = vec![Mark { round, note: "a strike".into() }];
            report(&programme, "2024-07-04")
        }
        "six people" => {
            let pair = |a, b, said| (vec![a, b], vec![said, None]);
            let (yes, no) = (Some(Answer::Yes), Some(Answer::No));
            let round = |said| vec![pair(0, 1, said), pair(2, 3, no), pair(4, 5, yes)];
            report(&tiny(6, &[round(no), round(no), round(None)]), "2030-01-01")
        }
        "compared" => compared(),
        other => panic!("{other} is no programme"),
    }
}

#[test]
fn every_figure_in_a_sentence_is_counted_a_second_time() {
    let mut kept = String::new();
    let mut missing = Vec::new();
    let mut last = ("", String::new(), Value::Null);
    for sentence in TABLE {
        let Sentence { within, numerator, denominator, over, says } = sentence;
        if last.0 != *within {
            let (text, json) = said(within);
            last = (within, text.replace('\u{a0}', " "), json);
        }
        let says = says(&last.2);
        if !last.1.contains(&says) {
            missing.push(format!("`{says}` is not in the report of {within}"));
        }
        let of = if denominator.is_empty() { "a count" } else { denominator };
        kept += &format!("{says}\n  of: {numerator}\n  out of: {of}\n  rounds: {over}\n\n");
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    golden::check("report/sentences.txt", &kept);
}
