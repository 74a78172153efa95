//! Answers come in: a form's export of one round, or a sheet over several rounds.

mod attribute;
mod belongs;
mod edited;
mod infer;
mod merge;
mod pairs;
mod partners;
mod question;
mod questions;
mod recall;
mod rows;
mod seats;

use std::collections::BTreeMap;

use crate::domain::{
    Answer, Field, Finding, FindingKind, PairId, Person, Programme, Round, RoundNumber,
};
use crate::text::excerpt;

use super::columns::{Columns, missing};
use super::meaning::Meaning;
use super::people::People;
use super::vocabulary::read_table;
use super::{Options, Refused, Sheet, Tally};
use crate::domain::SheetKind as Kind;
use crate::sheets::{self, Notes, Row, Table};
use crate::text::dates::Dates;
use crate::text::is_blank;

pub use merge::combine;

use belongs::Form;
use recall::{Answers, Marks};
use rows::Said;
use seats::{Seat, Seats};

/// Brings answers into rounds.
///
/// A sheet with a column for the round or the pair may speak of several rounds. Any other is the
/// export of a form, in which each row is about the round in which its two people were together;
/// `round` restricts the rows to one round, and is that of rows which name no partner.
///
/// People are known by id, address or unambiguous name. Of several answers of one person the later
/// one counts; an older answer never takes the place of a newer one. A row that cannot be
/// attributed is set aside with a suggestion; with `strict` it refuses the sheets. All sheets go
/// in, or none.
///
/// Returns the rounds that changed, numbers ascending.
pub fn feedback(
    sheets: &[Sheet],
    programme: &Programme,
    round: Option<RoundNumber>,
    options: &Options,
) -> Result<(Vec<Round>, Tally), Refused> {
    let people = People::new(&programme.roster);
    let seats = Seats::new(programme.rounds());
    let mut rounds = BTreeMap::new();
    let known = Known { programme, people, seats };
    let (mut tally, mut refused) = (Tally::default(), Vec::new());
    for sheet in sheets {
        if let Err(findings) = take_in(sheet, &known, round, options, &mut rounds, &mut tally) {
            refused.extend(findings);
        }
    }
    if options.strict || !refused.is_empty() {
        refused.append(&mut tally.set_aside);
    }
    if tally.rows > 0 && tally.rows_set_aside() == tally.rows {
        refused.append(&mut tally.set_aside);
    }
    if !refused.is_empty() {
        return Err(Refused(refused));
    }
    Ok((rounds.into_values().collect(), tally))
}

/// What is known before the sheets.
struct Known<'p> {
    programme: &'p Programme,
    people: People<'p>,
    seats: Seats<'p>,
}

impl Known<'_> {
    /// The pair of somebody in a round.
    fn pair_id(&self, round: RoundNumber, person: Person) -> Option<PairId> {
        let at = self.seats.pair(round, person)?;
        Some(self.programme.round(round)?.pairs().get(at)?.id(round))
    }

    /// The rounds in which two people were together.
    fn rounds_of(&self, one: Person, other: Person) -> impl Iterator<Item = RoundNumber> {
        let together = move |round: &&Round| self.seats.partners(round, one).contains(&other);
        self.programme.rounds().iter().filter(together).map(Round::number)
    }

    /// The command that records by hand what a row says of a seat; `None` when it says nothing.
    fn by_hand(&self, row: Row<'_>, columns: &Columns, seat: Seat) -> Option<String> {
        let cell = columns.cell(row, Meaning::Answer);
        let pair = self.pair_id(seat.round, seat.person).filter(|_| !is_blank(cell))?;
        let by = &self.people.roster.get(seat.person).id;
        let (word, others) = match columns.answers.answer(cell) {
            Some(Answer::Yes) => ("yes", ""),
            Some(Answer::No) => ("no", ""),
            Some(Answer::NotYet) => ("not-yet", ""),
            None => ("no", " (or yes, or not-yet)"),
        };
        Some(format!("`unmentor outcomes set {pair} {word} --by {by}`{others}"))
    }

    /// A question as a hint, and what to type if the answer is yes.
    fn if_so(&self, hint: &str, row: Row<'_>, columns: &Columns, seat: Seat) -> String {
        let by_hand = self.by_hand(row, columns, seat);
        by_hand.map_or_else(|| hint.into(), |command| format!("{hint} if so, type {command}"))
    }
}

fn take_in(
    sheet: &Sheet,
    known: &Known<'_>,
    round: Option<RoundNumber>,
    options: &Options,
    rounds: &mut BTreeMap<RoundNumber, Round>,
    tally: &mut Tally,
) -> Result<(), Vec<Finding>> {
    let table = read_table(sheet, Kind::Feedback, options)?;
    questions::refuse(&table)?;
    let mut columns = Columns::find(&table, Kind::Feedback, options)?;
    question::settle(&table, &mut columns, options)?;
    tally.headings.push(table.header.clone());
    if let Some(columns) = pairs::columns(&table, &columns, options) {
        pairs::take_in(&table, &columns, known, round, options, rounds, tally);
        return Ok(());
    }
    require(&table, &columns)?;
    let says = |meaning| {
        let filled = || table.rows().any(|row| !is_blank(columns.cell(row, meaning)));
        columns.get(meaning).is_some() && (table.rows().len() == 0 || filled())
    };
    let several = says(Meaning::Round) || says(Meaning::Pair);
    let mut assumed = columns.assumed(&table, |_| "not used:");
    let mut form = (!several).then(|| infer::form(&table, &columns, known, round));
    let guess = form.as_ref().and_then(|(form, ..)| form.guess.filter(|_| form.of_one));
    let (times, open) = rows::read_times(&table, &columns, known.programme, guess, options);
    infer::ask_by_days(&mut form, &times, known.programme);
    let lost = options.past.memory.lost && !known.programme.rounds().is_empty();
    let past = &options.past;
    let mut answers = Answers::new(&table, &columns, &times, past, &tally.memory, lost);
    tally.noted.append(question::free_texts(&table, &columns, answers.is_new()));
    let form = accepted(form, answers.is_new(), &mut assumed)?;
    assumed.push_str(&sheets::assumed(&times, columns.heading(&table, Meaning::Timestamp)));
    tally.assumed.push(assumed);
    tally.noted.append(table.noted.clone());
    tally.rows += table.rows().len();
    let reading = Reading { table: &table, columns: &columns, times: &times, known, options };
    let said = reading.rows(form.as_ref(), round, &mut answers, tally)?;
    if let Some(open) = open {
        return Err(vec![open]);
    }
    let remembered: Vec<_> = said.iter().map(|(marks, said)| (*marks, said.remembered())).collect();
    let said = said.into_iter().map(|(_, said)| said).collect();
    let left_open = merge::merge(said, rounds, known, &table.whole, lost, tally);
    for (marks, said) in remembered {
        answers.remember(marks, &said, left_open.contains(&said.seat), known);
    }
    let memory = answers.into_memory();
    tally.memory.retain(|sheet| sheet.shape != memory.shape);
    tally.memory.push(memory);
    Ok(())
}

/// What a form tells of rounds, unless it cannot be right; with what is assumed of it.
fn accepted(
    form: Option<infer::Told>,
    is_new: bool,
    assumed: &mut String,
) -> Result<Option<Form>, Vec<Finding>> {
    match form {
        Some((_, _, Some(wrong))) if is_new => Err(vec![wrong]),
        Some((form, note, _)) => {
            assumed.push_str(&note);
            Ok(Some(form))
        }
        None => Ok(None),
    }
}

/// A sheet that is being read.
struct Reading<'a> {
    table: &'a Table,
    columns: &'a Columns,
    times: &'a Dates,
    known: &'a Known<'a>,
    options: &'a Options,
}

impl<'a> Reading<'a> {
    /// The rows that are news; those that were taken in before are counted.
    fn rows(
        &self,
        form: Option<&Form>,
        only: Option<RoundNumber>,
        answers: &mut Answers<'_>,
        tally: &mut Tally,
    ) -> Result<Vec<(Marks, Said<'a>)>, Vec<Finding>> {
        let Self { table, columns, times, known, options } = *self;
        let mut all = Vec::new();
        for (index, row) in table.rows().enumerate() {
            if options.reading.limits.is_enough(&mut tally.set_aside, || row.place()) {
                return Err(std::mem::take(&mut tally.set_aside));
            }
            let marks = answers.marks(row, index, columns, times);
            let read = |seat| {
                let unheard = &mut Notes::default();
                let said = rows::read(row, index, seat, columns, known, times, unheard);
                said.ok().map(|said| said.response)
            };
            if answers.has_taken(marks, row.line(), known, read) {
                tally.unchanged += 1;
                continue;
            }
            let is_address = attribute::who(row, columns).is_some_and(|(_, who)| who.contains('@'));
            let before = answers.person(marks, known).filter(|_| is_address);
            let time = times.read.get(index).copied().flatten();
            let ask = attribute::Ask { only, form, before, time };
            let seat = attribute::seat(row, columns, known, ask, &mut tally.noted);
            let said = seat.and_then(|seat| {
                rows::read(row, index, seat, columns, known, times, &mut tally.noted)
            });
            match said {
                Err(finding) => tally.set_aside.push(finding),
                Ok(mut one) => {
                    one.edited = answers.edited(marks, one.seat, known);
                    one.taken = answers.takes(row.line());
                    if let Some(round) = known.programme.round(one.seat.round) {
                        let (began, noted) = (round.head.date, &mut tally.noted);
                        rows::note_odd_day(&one, began, options.today, columns, noted);
                    }
                    all.push((marks, one));
                }
            }
        }
        Ok(all)
    }
}

fn require(table: &Table, columns: &Columns) -> Result<(), Vec<Finding>> {
    let mut findings = Vec::new();
    let who = [Meaning::Participant, Meaning::Of(Field::Email), Meaning::Of(Field::Name)];
    if who.iter().all(|&meaning| columns.get(meaning).is_none()) {
        findings.push(missing(table, Meaning::Of(Field::Email)));
    }
    if columns.get(Meaning::Answer).is_none() {
        findings.push(question::missing(table, columns));
    }
    if findings.is_empty() && table.rows().len() > 0 {
        let nobody = table.rows().all(|row| attribute::who(row, columns).is_none());
        if nobody {
            let message = "no row says who answers; the form was filled in without a name";
            findings.push(
                Finding::new(FindingKind::AnonymousSheet, table.header_place(), message)
                    .excerpt(excerpt(&table.header.join(", ")))
                    .hint("if another column says it: `--map email=\"heading in the sheet\"`"),
            );
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}
