//! A part of the report as CSV: one table, one row for each round, person, reason or cohort.
//!
//! The names of the columns are those of the JSON document. Names and notes that a spreadsheet
//! would take for formulas are defused.

use std::io::{self, Write};

use crate::domain::{Family, Outcome, Reason};
use crate::report::growth::RoundGrowth;
use crate::report::network::{Distances, Shape};
use crate::report::reasons::ReasonCounts;
use crate::report::rounds::RoundOutcomes;
use crate::report::{PersonFigures, Report, Share};
use crate::text::csv::Rows;
use crate::text::{clean, defuse};

use super::Part;
use super::json::suggestion_code;
use super::names::Names;

/// One row: the names of its columns and what stands in them.
type Row = Vec<(&'static str, String)>;

/// Writes the table of a part; without one, rounds with growth and outcomes side by side.
pub fn write(
    report: &Report,
    part: Option<Part>,
    names: Names<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let growth = &report.growth.rounds;
    let outcomes = &report.rounds.rounds;
    match part {
        Some(Part::Growth) => table(growth.iter().map(growth_row), out),
        Some(Part::Rounds) => table(outcomes.iter().map(rounds_row), out),
        Some(Part::Reasons) => table(reason_rows(report), out),
        Some(Part::Participants) => {
            let people = names.in_order(report.participants.people.iter().collect(), |p| p.person);
            table(people.into_iter().map(|person| person_row(person, names)), out)
        }
        Some(Part::Network) => {
            table(
                report.network.rounds.iter().map(|round| {
                    network_row(round.number.to_string(), &round.met, &round.distances)
                }),
                out,
            )
        }
        Some(Part::Cohorts) => table(cohort_rows(report), out),
        Some(Part::Runway) => table([runway_row(report)], out),
        None => table(
            growth.iter().zip(outcomes).map(|(growth, outcomes)| {
                let mut row = growth_row(growth);
                row.extend(rounds_row(outcomes).into_iter().skip(1));
                row
            }),
            out,
        ),
    }
}

/// Writes rows under the names of their columns; nothing at all without rows.
fn table(rows: impl IntoIterator<Item = Row>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows.into_iter().peekable();
    let Some(first) = rows.peek() else { return Ok(()) };
    let headings: Vec<_> = first.iter().map(|(name, _)| *name).collect();
    let mut csv = Rows::below(&headings, out);
    for row in rows {
        row.iter().for_each(|(_, cell)| csv.raw(cell));
        csv.end_row();
    }
    csv.finish()?.flush()
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Text that came from a file.
fn data(text: &str) -> String {
    defuse(&clean(text)).into_owned()
}

fn growth_row(round: &RoundGrowth) -> Row {
    vec![
        ("round", round.number.to_string()),
        ("date", round.date.to_string()),
        ("participants", round.participants.to_string()),
        ("sitting_out", round.sitting_out.to_string()),
        ("joiners", round.joiners.to_string()),
        ("returners", round.returners.to_string()),
        ("retained", round.retained.to_string()),
        ("lapsed", round.lapsed.to_string()),
        ("ever_participated", round.ever.to_string()),
        ("growth_pct", number(round.growth_pct)),
        ("mark", data(round.mark.as_deref().unwrap_or(""))),
    ]
}

fn rounds_row(round: &RoundOutcomes) -> Row {
    let counts = round.counts;
    let mut row = vec![
        ("round", round.number.to_string()),
        ("open", round.open.to_string()),
        ("pairs", counts.pairs.to_string()),
        ("trios", round.trios.to_string()),
        ("met", counts.met.to_string()),
        ("not_met", counts.not_met.to_string()),
        ("not_confirmed", counts.not_confirmed.to_string()),
    ];
    let names = ["met_of_all", "met_of_all_low", "met_of_all_high"];
    row.extend(share(names, counts.of_all(Outcome::Met)));
    let names = ["met_of_confirmed", "met_of_confirmed_low", "met_of_confirmed_high"];
    row.extend(share(names, counts.met_of_confirmed()));
    row.push(("answers", round.response_rate.k.to_string()));
    let names = ["response_rate", "response_rate_low", "response_rate_high"];
    row.extend(share(names, round.response_rate));
    row.extend([
        ("disagreements", round.disagreements.to_string()),
        ("connections", round.connections.to_string()),
        ("repeats", round.repeats.to_string()),
        ("new_connections", round.new_connections.to_string()),
        ("cumulative_connections", round.cumulative_connections.to_string()),
        ("cumulative_offered", round.cumulative_offered.to_string()),
    ]);
    row
}

fn share(names: [&'static str; 3], share: Share) -> impl Iterator<Item = (&'static str, String)> {
    names.into_iter().zip([share.rate, share.low, share.high].map(number))
}

/// A row for each reason of each round; `all` stands for all rounds together.
fn reason_rows(report: &Report) -> impl Iterator<Item = Row> {
    let rounds = report.reasons.rounds.iter().map(|(number, c)| (number.to_string(), *c));
    let all = [("all".to_owned(), report.reasons.overall)];
    rounds.chain(all).flat_map(|(round, counts)| reasons_of(&round, &counts))
}

fn reasons_of(round: &str, counts: &ReasonCounts) -> Vec<Row> {
    let row = |family: &str, reason: &str, answers: usize, pairs: usize| {
        vec![
            ("round", round.to_owned()),
            ("family", family.to_owned()),
            ("reason", reason.to_owned()),
            ("answers", answers.to_string()),
            ("pairs", pairs.to_string()),
        ]
    };
    let reasons = Reason::ALL.into_iter().map(|reason| {
        let (answers, pairs) = (counts.answers.count(reason), counts.pairs.count(reason));
        (reason.family(), reason.code(), answers, pairs)
    });
    let given = reasons.filter(|&(_, _, answers, pairs)| answers + pairs > 0);
    let mut rows: Vec<Row> =
        given.map(|(f, code, answers, pairs)| row(Family::word(f), code, answers, pairs)).collect();
    rows.push(row("", "", counts.answers_without, counts.pairs_without));
    rows
}

fn person_row(person: &PersonFigures, names: Names<'_>) -> Row {
    vec![
        ("id", data(names.id(person.person).unwrap_or_default())),
        ("name", data(&names.name(person.person))),
        ("status", person.status.word().to_owned()),
        ("pairs", person.counts.pairs.to_string()),
        ("met", person.counts.met.to_string()),
        ("not_met", person.counts.not_met.to_string()),
        ("not_confirmed", person.counts.not_confirmed.to_string()),
        ("answers", person.answers.to_string()),
        ("red_streak", person.streak.now.to_string()),
        ("longest_red_streak", person.streak.longest.to_string()),
        ("last_round", person.last_round.to_string()),
        ("suggestion", person.suggestion.map_or("", suggestion_code).to_owned()),
    ]
}

fn network_row(round: String, shape: &Shape, distances: &Distances) -> Row {
    vec![
        ("round", round),
        ("nodes", shape.nodes.to_string()),
        ("edges", shape.edges.to_string()),
        ("components", shape.components.to_string()),
        ("largest_component", shape.largest_component.to_string()),
        ("isolates", shape.isolates.to_string()),
        ("mean_degree", number(shape.mean_degree)),
        ("density", number(shape.density)),
        ("clustering", number(shape.clustering)),
        ("mean_distance", number(distances.mean)),
        ("diameter", distances.diameter.map_or_else(String::new, |steps| steps.to_string())),
    ]
}

/// A row for each cohort and each round from its first one on.
fn cohort_rows(report: &Report) -> impl Iterator<Item = Row> {
    report.cohorts.iter().flat_map(|cohort| {
        cohort.active.iter().enumerate().map(|(later, active)| {
            vec![
                ("first_round", cohort.first.to_string()),
                ("size", cohort.size.to_string()),
                ("rounds_later", later.to_string()),
                ("active", active.to_string()),
            ]
        })
    })
}

fn runway_row(report: &Report) -> Row {
    let runway = report.runway;
    vec![
        ("active", runway.active.to_string()),
        ("at_least", runway.at_least.to_string()),
        ("at_most", runway.at_most.to_string()),
        ("max_previous_partners_among_active", runway.most_partners.to_string()),
        ("used_share_of_possible", number(runway.used_share)),
    ]
}
