//! Answers come in: a form's export of one round, or a sheet over several rounds.

mod attribute;
mod infer;
mod merge;
mod partners;
mod rows;
mod seats;

use std::collections::BTreeMap;

use crate::domain::{Answer, Finding, FindingKind, Programme, Round, RoundNumber};
use crate::text::excerpt;

use super::answers;
use super::columns::{Columns, missing};
use super::meaning::Meaning;
use super::people::People;
use super::vocabulary::read_table;
use super::{Options, Refused, Sheet, Tally};
use crate::domain::SheetKind as Kind;
use crate::sheets::{self, Row, Table};
use crate::text::is_blank;

use rows::Said;
use seats::{Seat, Seats};

/// Brings answers into rounds.
///
/// A sheet with a column for the round or the pair may speak of several rounds. Any other is the
/// export of a form of one round: `round`, or, when none is named, the round whose pairs the
/// partners named in the sheet fit best.
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
    /// The command that records by hand what a row says of a seat; `None` when it says nothing.
    fn by_hand(&self, row: Row<'_>, columns: &Columns, seat: Seat) -> Option<String> {
        let cell = columns.cell(row, Meaning::Answer);
        let at = self.seats.pair(seat.round, seat.person).filter(|_| !is_blank(cell))?;
        let pair = self.programme.round(seat.round)?.pairs().get(at)?.id(seat.round);
        let by = &self.people.roster.get(seat.person).id;
        let (word, others) = match answers::answer(cell) {
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
    let columns = Columns::find(&table, Kind::Feedback, options)?;
    require(&table, &columns)?;
    let says = |meaning| {
        let filled = || table.rows().any(|row| !is_blank(columns.cell(row, meaning)));
        columns.get(meaning).is_some() && (table.rows().len() == 0 || filled())
    };
    let several = says(Meaning::Round) || says(Meaning::Pair);
    let mut assumed = columns.assumed(&table, |_| "not used:");
    let of_round = if several {
        None
    } else {
        let (number, note) = infer::round(&table, &columns, known, round).map_err(|f| vec![f])?;
        assumed.push_str(&note);
        Some(number)
    };
    let (times, open) = rows::read_times(&table, &columns, known.programme, of_round, options);
    assumed.push_str(&sheets::assumed(&times, columns.heading(&table, Meaning::Timestamp)));
    tally.assumed.push(assumed);
    tally.noted.append(table.noted.clone());
    tally.rows += table.rows().len();
    let mut said: Vec<Said<'_>> = Vec::new();
    for (index, row) in table.rows().enumerate() {
        if options.reading.limits.is_enough(&mut tally.set_aside, || row.place()) {
            return Err(std::mem::take(&mut tally.set_aside));
        }
        let ask = attribute::Ask { only: round, of_round };
        match attribute::seat(row, &columns, known, ask, &mut tally.noted) {
            Err(finding) => tally.set_aside.push(finding),
            Ok(seat) => {
                match rows::read(row, index, seat, &columns, known, &times, &mut tally.noted) {
                    Err(finding) => tally.set_aside.push(finding),
                    Ok(one) => {
                        if let Some(round) = known.programme.round(seat.round) {
                            let (began, noted) = (round.head.date, &mut tally.noted);
                            rows::note_odd_day(&one, began, options.today, &columns, noted);
                        }
                        said.push(one);
                    }
                }
            }
        }
    }
    if let Some(open) = open {
        return Err(vec![open]);
    }
    merge::merge(said, rounds, known, &table.whole, tally);
    Ok(())
}

fn require(table: &Table, columns: &Columns) -> Result<(), Vec<Finding>> {
    let mut findings = Vec::new();
    let who = [Meaning::Participant, Meaning::Email, Meaning::Name];
    if who.iter().all(|&meaning| columns.get(meaning).is_none()) {
        findings.push(missing(table, Meaning::Email));
    }
    if columns.get(Meaning::Answer).is_none() {
        findings.push(missing(table, Meaning::Answer));
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
