//! Several rows of one person become one response, and that goes into the round.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{
    Answer, AnswerRule, Finding, FindingKind, PairId, Person, Place, Response, Round, RoundNumber,
};

use super::super::Tally;
use super::Known;
use super::recall;
use super::rows::Said;
use super::seats::Seat;

/// Puts what rows say into the rounds and counts it.
pub fn merge(
    said: Vec<Said<'_>>,
    rounds: &mut BTreeMap<RoundNumber, Round>,
    known: &Known<'_>,
    whole: &Place,
    lost: bool,
    tally: &mut Tally,
) -> BTreeSet<Seat> {
    let mut left_open = BTreeSet::new();
    let mut by_seat: BTreeMap<Seat, Vec<Said<'_>>> = BTreeMap::new();
    let mut touched: BTreeSet<(RoundNumber, usize)> = BTreeSet::new();
    for one in said {
        let pair = known.seats.pair(one.seat.round, one.seat.person);
        touched.extend(pair.map(|pair| (one.seat.round, pair)));
        by_seat.entry(one.seat).or_default().push(one);
    }
    let touched_rounds: BTreeSet<RoundNumber> = touched.iter().map(|&(number, _)| number).collect();
    let mut by_seat = by_seat.into_iter().peekable();
    for &number in &touched_rounds {
        let Some(round) = rounds.get(&number).or_else(|| known.programme.round(number)) else {
            continue;
        };
        let stored: HashMap<Person, &Response> =
            round.responses().iter().map(|response| (response.person, response)).collect();
        let mut updates = Vec::new();
        while let Some((seat, rows)) = by_seat.next_if(|(seat, _)| seat.round == number) {
            let Some(&before) = stored.get(&seat.person) else { continue };
            if lost && let Some(row) = would_change(&rows, before) {
                let (place, round) = (row.row.place(), seat.round);
                tally.unchanged += rows.len();
                let finding = recall::left_open(before, &row.response, place, round, known);
                tally.noted.push(finding);
                left_open.insert(seat);
                continue;
            }
            updates.extend(news(rows, before, known, tally));
        }
        if !updates.is_empty() {
            let mut changed = round.clone();
            // Every update is of somebody in this round, so nobody comes back.
            drop(changed.respond_all(updates));
            rounds.insert(number, changed);
        }
    }
    let current = |number| rounds.get(&number).or_else(|| known.programme.round(number));
    for round in touched_rounds.into_iter().filter_map(current) {
        note_disagreements(round, &touched, whole, known, tally);
    }
    tally.noted.sort();
    left_open
}

/// The row that would change what is recorded already, where nobody knows which of both is newer.
fn would_change<'r, 't>(rows: &'r [Said<'t>], before: &Response) -> Option<&'r Said<'t>> {
    let last = rows.last()?;
    let differs = last.response.answer.is_some() && last.response.answer != before.answer;
    (before.answer.is_some() && differs && !rows.iter().any(|row| row.taken)).then_some(last)
}

/// Counts the rows of one person and returns what they change.
fn news(
    rows: Vec<Said<'_>>,
    before: &Response,
    known: &Known<'_>,
    tally: &mut Tally,
) -> Option<Response> {
    let count = rows.len();
    let (edited, mut rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.edited.is_some());
    let mut after = before.clone();
    for row in edited {
        if let Some(edited) = &row.edited {
            after = recall::bring_edits(&after, &row, edited, known, &mut tally.noted);
        }
    }
    if rows.iter().all(|row| row.time.is_some()) {
        rows.sort_by_key(|row| row.time);
    }
    let one_by_one: Vec<_> = rows.iter().map(|row| row.response.clone()).collect();
    let by_partner = answers_by_partner(&rows);
    let last = last_word(rows, known, tally);
    if let Some((last, said)) = &last {
        note_correction(&after, said, last, known, tally);
    }
    // Rows that say the one and the other by turns, read again, are no news.
    let silent = Response::silent(before.person);
    let known_already = after == *before && one_by_one.iter().fold(silent, supersede) == *before;
    after = match last.filter(|_| by_partner) {
        // Of what was said of each of two partners the yes counts, whichever came later.
        Some((_, said)) => supersede(after, &said),
        // As if each had come in by itself, whether or not they came in one sheet.
        None => one_by_one.iter().fold(after, supersede),
    };
    if known_already || after == *before {
        tally.unchanged += count;
        return None;
    }
    if before.answer.is_none() {
        tally.new += 1;
    } else {
        tally.changed += 1;
    }
    tally.unchanged += count - 1;
    Some(after)
}

/// Whether somebody answered for two partners in rows of their own.
fn answers_by_partner(rows: &[Said<'_>]) -> bool {
    let named = rows.iter().map(|row| &row.partners).filter(|partners| !partners.is_empty());
    let Some(first) = named.clone().next() else { return false };
    named.skip(1).any(|partners| !partners.iter().any(|partner| first.contains(partner)))
}

/// Of the rows of one person what they come to, and the place of the row that counts: rows are
/// in the order of their time, or in that of the sheet when one of them has no time.
fn last_word(
    rows: Vec<Said<'_>>,
    known: &Known<'_>,
    tally: &mut Tally,
) -> Option<(Place, Response)> {
    let mut rows = rows.into_iter();
    let first = rows.next()?;
    let (mut last, mut response, mut partners) = (first.row, first.response, first.partners);
    for later in rows {
        let name = known.people.short(later.seat.person);
        // The note stands at the lower of the two rows, where an organiser looks for a double.
        let lower = if later.row.line() > last.line() { later.row } else { last };
        let other = later.row.line().min(last.line());
        let apart = !partners.is_empty()
            && !later.partners.is_empty()
            && !later.partners.iter().any(|partner| partners.contains(partner));
        partners.extend(&later.partners);
        if apart {
            let message = format!(
                "{name} answered for each partner by themselves, also in {}; one yes is enough",
                lower.beside(other),
            );
            tally.noted.push(Finding::new(FindingKind::AnsweredForEach, lower.place(), message));
            response = of_both(&response, &later.response);
            last = later.row;
            continue;
        }
        if same_words(&response, &later.response) {
            let message = format!("{name} said the same in {} already", lower.beside(other));
            tally.noted.push(Finding::new(FindingKind::DoubledRow, lower.place(), message));
        } else {
            let message = format!(
                "{name} answered more than once, also in {}; {} is the later answer and counts",
                lower.beside(other),
                lower.beside(later.row.line()),
            );
            tally.noted.push(Finding::new(FindingKind::AnsweredTwice, lower.place(), message));
        }
        response = combine(&response, &later.response);
        last = later.row;
    }
    Some((last.place(), response))
}

/// What two answers about two partners of three come to: they have met if one says so.
fn of_both(one: &Response, other: &Response) -> Response {
    let weight = |response: &Response| match response.answer {
        None => 0,
        Some(Answer::No) => 1,
        Some(Answer::NotYet) => 2,
        Some(Answer::Yes) => 3,
    };
    if weight(other) >= weight(one) { combine(one, other) } else { combine(other, one) }
}

/// What is known after an answer came in: an older one changes nothing.
fn supersede(before: Response, said: &Response) -> Response {
    if is_older(&before, said) { before } else { combine(&before, said) }
}

/// Whether an answer is older than the one that is recorded.
fn is_older(before: &Response, said: &Response) -> bool {
    let older = before.answered_on.zip(said.answered_on).is_some_and(|(was, is)| is < was);
    older && before.answer.is_some()
}

/// Notes an answer that corrects the recorded one, or comes from before it.
fn note_correction(
    before: &Response,
    said: &Response,
    place: &Place,
    known: &Known<'_>,
    tally: &mut Tally,
) {
    let differs = before.answer.is_some() && said.answer.is_some() && before.answer != said.answer;
    let name = known.people.short(before.person);
    let word = |answer: Option<Answer>| answer.map_or("nothing", Answer::word);
    if is_older(before, said) {
        if differs {
            let message = format!(
                "{name} said {} here, before the `{}` that is recorded; the later answer is kept",
                word(said.answer),
                word(before.answer),
            );
            tally.noted.push(Finding::new(FindingKind::OlderAnswer, place.clone(), message));
        }
        return;
    }
    if differs {
        let message =
            format!("{name} corrected `{}` to `{}`", word(before.answer), word(said.answer));
        tally.noted.push(Finding::new(FindingKind::CorrectedAnswer, place.clone(), message));
    }
}

/// A later response on top of an earlier one: another answer replaces all of it, the same answer
/// or none fills in what is new.
pub fn combine(earlier: &Response, later: &Response) -> Response {
    if later.answer.is_some() && earlier.answer.is_some() && later.answer != earlier.answer {
        return later.clone();
    }
    let answer = later.answer.or(earlier.answer);
    let reason = later.reason.or(earlier.reason).filter(|_| answer != Some(Answer::Yes));
    let rating = later.rating.or(earlier.rating);
    let pick = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
    let mut combined = Response { answer, reason, rating, ..earlier.clone() };
    combined.set_words(
        &pick(later.reason_text(), earlier.reason_text()),
        &pick(later.comment(), earlier.comment()),
    );
    // The day is that of the last news.
    if combined != *earlier || earlier.answered_on.is_none() {
        combined.answered_on = later.answered_on.or(earlier.answered_on);
    }
    combined
}

fn same_words(one: &Response, other: &Response) -> bool {
    Response { answered_on: None, ..one.clone() } == Response { answered_on: None, ..other.clone() }
}

/// Notes the pairs of a round whose members disagree, of those that the sheet speaks of.
fn note_disagreements(
    round: &Round,
    touched: &BTreeSet<(RoundNumber, usize)>,
    whole: &Place,
    known: &Known<'_>,
    tally: &mut Tally,
) {
    let number = round.number();
    for (position, (pair, said)) in round.answered_pairs().enumerate() {
        let disagree = AnswerRule::default().verdict(said).disagreement;
        if !disagree || !touched.contains(&(number, position)) {
            continue;
        }
        let who = |answer| {
            let saying = said.iter().filter(move |r| r.answer == Some(answer));
            let names: Vec<_> = saying.map(|r| known.people.short(r.person)).collect();
            names.join(" and ")
        };
        let id: PairId = pair.id(number);
        let message =
            format!("{id}: {} said yes and {} said no", who(Answer::Yes), who(Answer::No));
        tally.noted.push(Finding::new(FindingKind::Disagreement, whole.clone(), message));
    }
}
