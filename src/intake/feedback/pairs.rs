//! The sheet that organisers keep by hand: a row for each pair, with what became of it.

use std::collections::BTreeMap;

use crate::domain::record::{Heard, record, whose};
use crate::domain::{
    Answer, Field, Finding, FindingKind, PairId, Person, Reason, Response, Round, RoundNumber,
    SheetKind,
};
use crate::sheets::{Row, Table};
use crate::text::{excerpt, is_blank, quote};

use super::super::answers;
use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::reasons;
use super::super::values::{lines, number};
use super::super::{Options, Tally};
use super::Known;

/// The columns of a sheet with a row for each pair; `None` where it is none: where a column says
/// who answers, or no two columns name the people.
pub fn columns(table: &Table, of_form: &Columns, options: &Options) -> Option<Columns> {
    let who = [Meaning::Participant, Meaning::Of(Field::Email), Meaning::Of(Field::Name)];
    if who.iter().any(|&one| of_form.get(one).is_some() && !of_form.is_guessed(one)) {
        return None;
    }
    let of_pairs =
        [Meaning::A, Meaning::B, Meaning::C, Meaning::Round, Meaning::Pair, Meaning::Answer];
    let map = options.map.iter().filter(|(meaning, _)| of_pairs.contains(meaning)).cloned();
    let remembered = options.remembered.iter();
    let remembered = remembered.filter(|(meaning, _)| of_pairs.contains(meaning)).cloned();
    let options =
        Options { map: map.collect(), remembered: remembered.collect(), ..options.clone() };
    let columns = Columns::find(table, SheetKind::History, &options).ok()?;
    let has = |meaning| columns.get(meaning).is_some();
    (has(Meaning::A) && has(Meaning::B) && has(Meaning::Answer)).then_some(columns)
}

/// Takes the rows in. What the sheet says of a pair is one answer, that of the first who has said
/// nothing; what is recorded already stays, and is told where the sheet says otherwise.
pub fn take_in(
    table: &Table,
    columns: &Columns,
    known: &Known<'_>,
    only: Option<RoundNumber>,
    options: &Options,
    rounds: &mut BTreeMap<RoundNumber, Round>,
    tally: &mut Tally,
) {
    tally.assumed.push(columns.assumed(table, |_| "not used:"));
    tally.noted.append(table.noted.clone());
    tally.headings.push(table.header.clone());
    tally.rows += table.rows().len();
    for row in table.rows() {
        if options.reading.limits.is_enough(&mut tally.set_aside, || row.place()) {
            return;
        }
        match read(row, columns, known, only, options) {
            Err(finding) => tally.set_aside.push(*finding),
            Ok(None) => tally.unchanged += 1,
            Ok(Some(said)) => put(&said, known, rounds, tally),
        }
    }
}

/// What a row says of a pair.
struct Said<'t> {
    row: Row<'t>,
    round: RoundNumber,
    person: Person,
    answer: Answer,
    reason: Option<Reason>,
    text: String,
}

fn read<'t>(
    row: Row<'t>,
    columns: &Columns,
    known: &Known<'_>,
    only: Option<RoundNumber>,
    options: &Options,
) -> Result<Option<Said<'t>>, Box<Finding>> {
    let mut people = Vec::new();
    for meaning in [Meaning::A, Meaning::B, Meaning::C] {
        let cell = columns.cell(row, meaning);
        if !is_blank(cell) {
            let found = known.people.find(cell, columns.place(row, meaning));
            people.push(found.map_err(|mut finding| {
                finding.hint.get_or_insert_with(|| "correct the name, or write the id".into());
                Box::new(finding)
            })?);
        }
    }
    let cell = columns.cell(row, Meaning::Answer);
    if is_blank(cell) || answers::is_silent(cell) {
        return Ok(None);
    }
    let round = round_of(row, columns, known, &people, only, options)?;
    let pair = known.pair_id(round, people[0]);
    let Some(answer) = columns.answers.answer(cell) else {
        let message = format!("the answer {} is not understood", quote(cell));
        let or = pair.map_or(String::new(), |pair| {
            format!(", or type `unmentor outcomes set {pair} no` (or yes, or not-yet)")
        });
        return Err(Box::new(
            Finding::new(FindingKind::UnknownAnswer, columns.place(row, Meaning::Answer), message)
                .excerpt(excerpt(cell))
                .hint(format!("write yes, no or not yet{or}")),
        ));
    };
    let (code, text) =
        (columns.cell(row, Meaning::Reason), lines(columns.cell(row, Meaning::ReasonText)));
    let said = if text.is_empty() { lines(code) } else { text };
    let reason = reasons::code(code).or_else(|| reasons::reason(&said));
    let reason = reason.filter(|_| answer != Answer::Yes);
    let text = if reasons::code(&said).is_some() { String::new() } else { said };
    Ok(Some(Said { row, round, person: people[0], answer, reason, text }))
}

/// The round in which the people of a row were put together: the one that is named, else the only
/// one.
fn round_of(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    people: &[Person],
    only: Option<RoundNumber>,
    options: &Options,
) -> Result<RoundNumber, Box<Finding>> {
    let place = || row.place();
    let refused = |kind, message: String, hint: String| {
        Box::new(Finding::new(kind, place(), message).excerpt(row.excerpt()).hint(hint))
    };
    let [first, rest @ ..] = people else {
        let message = "the row does not say who was put together".to_owned();
        return Err(refused(FindingKind::NobodyNamed, message, "name both of them".into()));
    };
    let pair: Option<PairId> = columns.cell(row, Meaning::Pair).trim().parse().ok();
    let cell = columns.cell(row, Meaning::Round);
    let written = number(cell).and_then(RoundNumber::new).or(pair.map(|pair| pair.round)).or(only);
    let together: Vec<RoundNumber> = known
        .programme
        .rounds()
        .iter()
        .filter(|round| {
            round.head.date <= options.today && written.is_none_or(|one| one == round.number())
        })
        .filter(|round| {
            let partners = known.seats.partners(round, *first);
            !rest.is_empty() && rest.iter().all(|person| partners.contains(person))
        })
        .map(Round::number)
        .collect();
    match together[..] {
        [one] => Ok(one),
        [] => {
            let names: Vec<_> = people.iter().map(|&person| known.people.short(person)).collect();
            let of = written.map_or(String::new(), |round| format!(" in round {round}"));
            let message = format!("{} were not put together{of}", names.join(" and "));
            Err(refused(
                FindingKind::NotPaired,
                message,
                "see `unmentor rounds list`, and correct the row".into(),
            ))
        }
        [.., last] => {
            let message = format!(
                "they were put together in {} rounds, and the row does not say which it is about",
                together.len()
            );
            Err(refused(
                FindingKind::BadRound,
                message,
                format!("add a column `round`, or say which one: `--round {last}`"),
            ))
        }
    }
}

/// Records what a row says, unless something is recorded already.
fn put(
    said: &Said<'_>,
    known: &Known<'_>,
    rounds: &mut BTreeMap<RoundNumber, Round>,
    tally: &mut Tally,
) {
    let Some(before) = rounds.get(&said.round).or_else(|| known.programme.round(said.round)) else {
        return;
    };
    let Some(pair) = before.pairs().iter().find(|pair| pair.contains(said.person)) else { return };
    let text = (!said.text.is_empty()).then_some(said.text.as_str());
    let heard = Heard { answer: Some(said.answer), reason: said.reason, text, comment: None };
    let recorded: Vec<_> = before
        .responses()
        .iter()
        .filter(|one| pair.contains(one.person))
        .filter_map(|one| one.answer)
        .collect();
    let id = pair.id(said.round);
    if recorded.contains(&said.answer) {
        tally.unchanged += 1;
        return;
    }
    if let Some(other) = recorded.iter().find(|&&answer| answer != Answer::NotYet) {
        let (is, now) = (other.word(), said.answer.word());
        let message = format!("{id}: `{is}` is recorded, and the sheet says `{now}`; it stays");
        let dashed = now.replace(' ', "-");
        let hint =
            format!("if the sheet is right, type `unmentor outcomes set {id} {dashed} --by WHO`");
        tally
            .noted
            .push(Finding::new(FindingKind::AnswerStands, said.row.place(), message).hint(hint));
        tally.unchanged += 1;
        return;
    }
    let mut round = before.clone();
    let waits = |one: &&Response| pair.contains(one.person) && one.answer == Some(Answer::NotYet);
    let person = before.responses().iter().find(waits).map(|one| one.person);
    let person = person.or_else(|| whose(before, pair, None, heard).ok()?.first().copied());
    let day = before.head.date;
    let Some(person) = person.filter(|&person| record(&mut round, person, heard, day).is_some())
    else {
        tally.unchanged += 1;
        return;
    };
    let is_new = recorded.is_empty();
    tally.new += usize::from(is_new);
    tally.changed += usize::from(!is_new);
    // The sheet does not say on which day they spoke.
    if let Some(mut response) = round.responses().iter().find(|one| one.person == person).cloned() {
        response.answered_on = None;
        drop(round.respond(response));
    }
    rounds.insert(said.round, round);
}
