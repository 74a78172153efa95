//! Rounds as text: all of them, one of them, and one that was just drawn.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::grid::{self, Align, Grid};
use super::{Style, own_words, phrases, prose, signs};
use crate::domain::absent::Why;
use crate::domain::due::{Absence, kept};
use crate::domain::history::Together;
use crate::domain::outcome::first_reason;
use crate::domain::pairing::NextRound;
use crate::domain::{
    Amendment, AnswerRule, Couple, Outcome, Pair, Person, Programme, Reason, Response, Round,
    Standing,
};
use crate::report::OutcomeCounts;
use crate::text;
use crate::text::words;

/// Up to this many pairs a new round is listed whole; beyond, only its figures are.
const LISTED_PAIRS: usize = 60;

/// A round in one line.
#[derive(Debug, Serialize)]
pub struct Summary {
    round: u32,
    date: NaiveDate,
    closes: Option<NaiveDate>,
    participants: usize,
    pairs: usize,
    trios: usize,
    sitting_out: usize,
    met: usize,
    not_met: usize,
    not_confirmed: usize,
    waiting: usize,
    not_collected: usize,
    #[serde(skip)]
    counts: OutcomeCounts,
}

/// All rounds on a day, a summary each. Pairs that wait, or of whom nobody was asked, are among
/// those not confirmed, as they are where the pairs stand.
pub fn summaries(programme: &Programme, today: NaiveDate) -> Vec<Summary> {
    programme.rounds().iter().map(|round| Summary::new(programme, round, today)).collect()
}

impl Summary {
    fn new(programme: &Programme, round: &Round, today: NaiveDate) -> Self {
        let counts = OutcomeCounts::of_round(round, today, &programme.settings);
        Self {
            round: round.number().get(),
            date: round.head.date,
            closes: round.head.closes,
            participants: round.responses().len(),
            pairs: counts.pairs,
            trios: round.pairs().iter().filter(|pair| pair.is_trio()).count(),
            sitting_out: round.sitting_out().len(),
            met: counts.met,
            not_met: counts.not_met,
            not_confirmed: counts.without_word(),
            waiting: counts.waiting,
            not_collected: counts.not_collected,
            counts,
        }
    }
}

/// All rounds, a line each.
pub fn list(
    programme: &Programme,
    today: NaiveDate,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if programme.rounds().is_empty() {
        return writeln!(out, "no rounds yet");
    }
    let summaries = summaries(programme, today);
    let all: OutcomeCounts = summaries.iter().map(|summary| summary.counts).sum();
    let right = Align::Right;
    let mut columns = vec![
        ("round", right),
        ("date", Align::Left),
        ("people", right),
        ("pairs", right),
        ("met", right),
        ("not met", right),
        ("not confirmed", right),
    ];
    columns.extend((all.waiting > 0).then_some(("waiting", right)));
    columns.push(("met of all", right));
    let mut grid = Grid::new(&columns).spare([2].into_iter().chain((all.waiting > 0).then_some(7)));
    for summary in &summaries {
        let counts = summary.counts;
        let mut row = vec![
            summary.round.to_string(),
            summary.date.to_string(),
            words::number(summary.participants),
            words::number(summary.pairs),
        ];
        if counts.not_collected > 0 {
            row.extend(["-", "-", "-"].map(String::from));
        } else {
            row.extend([counts.met, counts.not_met, counts.not_confirmed].map(words::number));
        }
        row.extend((all.waiting > 0).then(|| words::number(counts.waiting)));
        row.push(met_of_all(counts));
        grid.row(row);
    }
    grid.write(style, out)
}

/// The pairs of a round, their outcomes and reasons.
pub fn show(
    programme: &Programme,
    round: &Round,
    today: NaiveDate,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let head = &round.head;
    let closes = head.closes.map_or(String::new(), |closes| format!(", closes {closes}"));
    let seed = head.draw.as_ref().map_or(String::new(), |draw| format!(", seed {}", draw.seed));
    writeln!(out, "Round {} of {}{closes}{seed}", head.number, head.date)?;
    for amendment in &round.amended {
        prose::write("", &amended(programme, amendment), style, out)?;
    }
    let led = round.pairs().iter().any(|pair| pair.first().is_some());
    let mut columns = vec![("pair", Align::Left), ("people", Align::Left)];
    columns.extend(led.then_some(("writes first", Align::Left)));
    columns.push(("outcome", Align::Left));
    let given = |said: &[Response], standing: Standing| {
        first_reason(said).filter(|_| standing.is_red()).and_then(|response| response.reason)
    };
    let standings = || round.standings(today, &programme.settings);
    let reasons = standings().any(|(_, said, standing)| given(said, standing).is_some());
    columns.extend(reasons.then_some(("reason", Align::Left)));
    let mut grid = Grid::new(&columns).spare(led.then_some(2));
    for (pair, said, standing) in standings() {
        let line = signs::of_line(standing);
        let mut outcome = format!("{line}{line} {}", standing.words());
        if AnswerRule::disagree(said) {
            outcome.push_str(" (they disagree)");
        }
        let mut row =
            vec![pair.id(head.number).to_string(), whole_names(programme, pair.members())];
        row.extend(led.then(|| first(programme, pair)));
        row.push(outcome);
        row.extend(reasons.then(|| given(said, standing).map_or("", Reason::code).into()));
        // What is in the row is clean, and signs must stay.
        grid.clean_row(row);
    }
    grid.write(style, out)?;
    for sat_out in round.sitting_out() {
        let name = programme.roster.called(sat_out.person);
        let because = if sat_out.why.is_empty() { "" } else { ": " };
        writeln!(out, "sits out: {}{because}{}", text::clean(&name), text::clean(&sat_out.why))?;
    }
    let counts = OutcomeCounts::of_round(round, today, &programme.settings);
    prose::write("", &format!("{}.", outcomes(round, counts)), style, out)?;
    let said = round.answered_pairs().flat_map(|(pair, said)| {
        said.iter().map(move |one| (pair.id(head.number).to_string(), one.person, one))
    });
    own_words::write(programme, said, style, out)
}

/// A round that was just drawn: its pairs, and everything that is worth knowing about them.
pub fn new_round(
    programme: &Programme,
    next: &NextRound,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let round = &next.round;
    let head = &round.head;
    let closes = head.closes.map_or(String::new(), |closes| format!(", closes {closes}"));
    let seed = head.draw.as_ref().map_or(String::new(), |draw| format!(", seed {}", draw.seed));
    writeln!(out, "Round {} of {}{closes}{seed}", head.number, head.date)?;
    if round.pairs().len() <= LISTED_PAIRS {
        introduced(programme, "pair", round, round.pairs()).write(style, out)?;
    }
    let people = round.responses().len();
    let whole = format!("{} in {}", words::people(people), pairs_and_trios(round));
    if next.repeats.is_empty() {
        let none = format!("{whole}; nobody meets an earlier partner again.");
        prose::write("", &none, style, out)?;
    } else {
        let odd = people % 2 == 1 || !round.sitting_out().is_empty();
        let remark = match (next.proven(), odd) {
            (true, false) => ", the fewest there can be",
            (true, true) => {
                ", the fewest there can be with those whose turn it is for the odd place"
            }
            (false, _) => "",
        };
        repeats(programme, &next.repeats, (&format!("{whole}; "), remark), style, out)?;
    }
    let mut sentences = Vec::new();
    for (wish, unmet) in next.unmet_wishes.iter().filter(|(_, unmet)| *unmet > 0) {
        let unmet = usize::try_from(*unmet).unwrap_or(usize::MAX);
        let pairs = words::count(unmet, "pair");
        sentences.push(format!("The wish {wish} could not be kept for {pairs}."));
    }
    for trio in round.pairs().iter().filter(|pair| pair.is_trio()) {
        sentences.push(format!(
            "{} is a trio: {} were due, an odd number; the turn goes round, and it is theirs.",
            trio.id(head.number),
            words::people(people),
        ));
    }
    for sat_out in round.sitting_out() {
        let name = programme.roster.called(sat_out.person);
        let why = text::clean(&sat_out.why);
        sentences.push(format!("{} sits out: {why}.", text::clean(&name)));
    }
    sentences.extend(absences(&next.absent).map(|who| format!("Not in this round: {who}.")));
    sentences.iter().try_for_each(|sentence| prose::write("", sentence, style, out))?;
    equally_good(next.equally_good, "round", out)
}

/// Repeats under their number, what is said before and behind it, each with its last time; nothing
/// when there are none.
pub fn repeats(
    programme: &Programme,
    repeats: &[Together],
    (before, behind): (&str, &str),
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if repeats.is_empty() {
        return Ok(());
    }
    let number = words::count(repeats.len(), "repeat");
    prose::write("", &format!("{before}{number}{behind}:"), style, out)?;
    let mut each = repeats.iter().map(|repeat| repeat_in_words(programme, repeat));
    each.try_for_each(|repeat| prose::write("  ", &repeat, style, out))
}

/// `Ada Penhale & Bran Morgan, last in round 2 of 2026-03-02, but they never met`.
pub fn repeat_in_words(programme: &Programme, repeat: &Together) -> String {
    let last = programme.round(repeat.last).map(|round| round.head.date);
    format!(
        "{}, last in round {}{}, {}",
        names(programme, &repeat.people.members()),
        repeat.last,
        last.map_or(String::new(), |date| format!(" of {date}")),
        if repeat.met { "when they had met" } else { "but they never met" },
    )
}

/// `Amended on 2026-06-03: Bran Morgan out; Cai Brill in`.
fn amended(programme: &Programme, amendment: &Amendment) -> String {
    let list = |who: &[Person], what: &str| {
        (!who.is_empty()).then(|| format!("{} {what}", people(programme, who)))
    };
    let couples = |couples: &[Couple], what: &str| {
        let each =
            couples.iter().map(|two| format!("{} {what}", people(programme, &two.members())));
        each.collect::<Vec<_>>()
    };
    let mut all: Vec<String> = [list(&amendment.out, "out"), list(&amendment.joined, "in")]
        .into_iter()
        .flatten()
        .collect();
    all.extend(couples(&amendment.together, "together"));
    all.extend(couples(&amendment.apart, "apart"));
    format!("Amended on {}: {}", amendment.date, all.join("; "))
}

/// `Ada Penhale and Bran Morgan`.
pub fn people(programme: &Programme, people: &[Person]) -> String {
    let name = |&person: &Person| text::clean(&programme.roster.called(person)).into_owned();
    words::list(&people.iter().map(name).collect::<Vec<_>>())
}

/// How much choice chance had, where that is known.
pub fn equally_good(count: Option<u128>, of_what: &str, out: &mut dyn Write) -> io::Result<()> {
    match count {
        Some(1) => writeln!(out, "No other {of_what} would be as good."),
        Some(all) => {
            writeln!(out, "1 of {} equally good {of_what}s, drawn by chance.", words::number(all))
        }
        None => Ok(()),
    }
}

/// One line on a round: `Round 5 of 2026-05-04: 16 pairs, 11 met (69 % of all), 2 not met, …`.
pub fn sentence(programme: &Programme, round: &Round, today: NaiveDate) -> String {
    let counts = OutcomeCounts::of_round(round, today, &programme.settings);
    format!("Round {} of {}: {}", round.number(), round.head.date, outcomes(round, counts))
}

/// `16 pairs, one of them a trio, 11 met (69 % of all), 2 not met, 3 not confirmed`.
fn outcomes(round: &Round, counts: OutcomeCounts) -> String {
    let pairs = pairs_and_trios(round);
    if counts.not_collected > 0 {
        return format!("{pairs}; whether they met was not collected");
    }
    let waiting = match counts.waiting {
        0 => String::new(),
        some => format!(", {} waiting for an answer", words::number(some)),
    };
    let of_all = match counts.waiting {
        0 => format!(" ({} of all)", met_of_all(counts)),
        _ => " so far".into(),
    };
    let unconfirmed = match (counts.not_confirmed, counts.waiting) {
        (0, 1..) => String::new(),
        (some, _) => format!(", {} not confirmed", words::number(some)),
    };
    let (met, not_met) = (words::number(counts.met), words::number(counts.not_met));
    format!("{pairs}, {met} met{of_all}, {not_met} not met{unconfirmed}{waiting}")
}

/// The share of all pairs that met; a dash while some of them wait.
fn met_of_all(counts: OutcomeCounts) -> String {
    match counts.waiting {
        0 => phrases::rate(counts.of_all(Outcome::Met)),
        _ => "-".into(),
    }
}

/// `31 pairs, one of them a trio`.
fn pairs_and_trios(round: &Round) -> String {
    let pairs = words::count(round.pairs().len(), "pair");
    match round.pairs().iter().filter(|pair| pair.is_trio()).count() {
        0 => pairs,
        1 if round.pairs().len() == 1 => "a trio".into(),
        1 => format!("{pairs}, one of them a trio"),
        trios => format!("{pairs}, {} of them trios", words::number(trios)),
    }
}

/// `3 paused, 2 left, 1 not due by rhythm`.
fn absences(absent: &[(Person, Absence)]) -> Option<String> {
    let kept = kept(absent);
    let of = |why| (kept.iter().filter(|one| one.why == why).count(), phrases::left_out(why));
    let [paused, others @ ..] = Why::ALL.map(of);
    let mut parts = vec![paused, (absent.len() - kept.len(), "left")];
    parts.extend(others);
    let parts: Vec<_> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, why)| format!("{number} {why}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Pairs of a round that are to be introduced, each with who writes first.
pub fn introduced(programme: &Programme, heading: &str, round: &Round, pairs: &[Pair]) -> Grid {
    let left = Align::Left;
    let columns = [(heading, left), ("people", left), ("writes first", left)];
    let mut grid = Grid::new(&columns).spare([2]);
    for pair in pairs {
        let people = whole_names(programme, pair.members());
        grid.row([pair.id(round.number()).to_string(), people, first(programme, pair)]);
    }
    grid
}

/// The name of who writes first, where that is known.
fn first(programme: &Programme, pair: &Pair) -> String {
    pair.first().map_or_else(String::new, |first| names(programme, &[first]))
}

/// The same for a table, where a name is never broken.
fn whole_names(programme: &Programme, members: &[Person]) -> String {
    let names: Vec<_> = members.iter().map(|&one| grid::whole(&names(programme, &[one]))).collect();
    names.join(" & ")
}

/// The names of the people in a pair, joined.
pub fn names(programme: &Programme, members: &[Person]) -> String {
    let names: Vec<_> = members
        .iter()
        .map(|&member| text::clean(&programme.roster.called(member)).into_owned())
        .collect();
    names.join(" & ")
}
