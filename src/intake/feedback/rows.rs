//! What a row says.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{Answer, Finding, FindingKind, Person, Programme, Response, RoundNumber};
use crate::text::{excerpt, quote};

use super::super::Options;
use super::super::answers;
use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::reasons;
use super::super::values::{line, lines};
use super::Known;
use super::edited::{Edited, Remembered};
use super::partners::named_partners;
use super::seats::Seat;
use crate::sheets::Notes;
use crate::sheets::read_column;
use crate::sheets::{Row, Table};
use crate::text::dates::Dates;
use crate::text::is_blank;

/// What a row says, attributed to somebody.
pub struct Said<'t> {
    pub row: Row<'t>,
    pub seat: Seat,
    pub response: Response,
    /// The moment of the answer, to order several of one day.
    pub time: Option<NaiveDateTime>,
    /// What it said before it was edited in the sheet.
    pub edited: Option<Edited>,
    /// It counts even where that is open.
    pub taken: bool,
    /// With whom they say it was, where the row names somebody known.
    pub partners: Vec<Person>,
}

impl Said<'_> {
    /// What is to be remembered of it.
    pub fn remembered(&self) -> Remembered {
        let at = self.edited.as_ref().map(|edited| edited.at);
        Remembered { seat: self.seat, response: self.response.clone(), at }
    }
}

/// Reads when the answers were given. Where the order of day and month is open, answers are taken
/// to lie between the first day of the round and today.
pub fn read_times(
    table: &Table,
    columns: &Columns,
    programme: &Programme,
    of_round: Option<RoundNumber>,
    options: &Options,
) -> (Dates, Option<Finding>) {
    let began = match of_round.and_then(|number| programme.round(number)) {
        Some(round) => Some(round.head.date),
        None => programme.rounds().iter().map(|round| round.head.date).min(),
    };
    let possible =
        |day: &NaiveDate| began.is_none_or(|began| began <= *day) && *day <= options.today;
    let cells = table.rows().map(|row| columns.cell(row, Meaning::Timestamp));
    let place = |row| columns.place_at(table, row, Meaning::Timestamp);
    read_column(cells, table.dates(&options.reading), |days| days.iter().all(possible), place)
}

/// Reads a row; `Err` when its answer is not understood. What else is odd is noted and left empty.
pub fn read<'t>(
    row: Row<'t>,
    index: usize,
    seat: Seat,
    columns: &Columns,
    known: &Known<'_>,
    times: &Dates,
    noted: &mut Notes,
) -> Result<Said<'t>, Finding> {
    let cell = |meaning| columns.cell(row, meaning);
    let answer = answer(row, columns, known, seat)?;
    let mut note = |kind, meaning, message: String| {
        let finding = Finding::new(kind, columns.place(row, meaning), message);
        noted.push(finding.excerpt(excerpt(cell(meaning))));
    };
    if times.is_broken(index) {
        note(
            FindingKind::BadDate,
            Meaning::Timestamp,
            "this is not a date; it is left empty".into(),
        );
    }
    let rating = rating(cell(Meaning::Rating));
    if rating.is_none() && !is_blank(cell(Meaning::Rating)) {
        note(
            FindingKind::BadRating,
            Meaning::Rating,
            "this is not a rating from 1 to 5; it is left empty".into(),
        );
    }
    let (code, text) = reasons::of_cells(cell(Meaning::Reason), cell(Meaning::ReasonText));
    // Forms ask for the reason of everybody; of those who met there is none.
    let code = code.filter(|_| answer != Some(Answer::Yes));
    let time = times.read.get(index).copied().flatten();
    let mut response = Response::silent(seat.person);
    response.answer = answer;
    response.answered_on = time.map(|time| time.date());
    response.reason = code;
    response.rating = rating;
    response.set_words(&text, &lines(cell(Meaning::Comment)));
    let named = named_partners(cell(Meaning::Partner), &known.people);
    let partners = named.into_iter().flatten().filter(|&partner| partner != seat.person).collect();
    Ok(Said { row, seat, response, time, edited: None, taken: false, partners })
}

/// Notes an answer from before its round or from after today; it is used all the same.
pub fn note_odd_day(
    said: &Said<'_>,
    began: NaiveDate,
    today: NaiveDate,
    columns: &Columns,
    noted: &mut Notes,
) {
    let Some(day) = said.response.answered_on else { return };
    let number = said.seat.round;
    let message = match day {
        _ if day > today => format!("{day} lies in the future"),
        _ if day < began => format!("{day} lies before round {number}, which began on {began}"),
        _ => return,
    };
    let place = columns.place(said.row, Meaning::Timestamp);
    noted.push(Finding::new(FindingKind::OddDay, place, message));
}

fn answer(
    row: Row<'_>,
    columns: &Columns,
    known: &Known<'_>,
    seat: Seat,
) -> Result<Option<Answer>, Finding> {
    let cell = columns.cell(row, Meaning::Answer);
    if is_blank(cell) || answers::is_silent(cell) {
        return Ok(None);
    }
    // Of three who were put together two have met when some have.
    let round = known.programme.round(seat.round);
    let of_three = round.is_some_and(|round| known.seats.partners(round, seat.person).len() > 1);
    if of_three && answers::is_some_of_us(cell) {
        return Ok(Some(Answer::Yes));
    }
    columns.answers.answer(cell).map(Some).ok_or_else(|| {
        let message = format!("the answer {} is not understood", quote(cell));
        let by_hand = known.by_hand(row, columns, seat);
        let or = by_hand.map_or_else(String::new, |command| format!(", or type {command}"));
        Finding::new(FindingKind::UnknownAnswer, columns.place(row, Meaning::Answer), message)
            .excerpt(excerpt(cell))
            .hint(format!("write yes, no or not yet{or}"))
    })
}

/// A rating such as `4`, `4.0`, `4/5`, `4 - good` or `****`.
fn rating(cell: &str) -> Option<u8> {
    let text = line(cell);
    let stars = text.chars().count();
    if stars > 0 && text.chars().all(|c| matches!(c, '*' | '★' | '⭐')) {
        return u8::try_from(stars).ok().filter(|stars| *stars <= 5);
    }
    let (digit, rest) = text.split_at_checked(1)?;
    let rest = rest.trim();
    let decorated = rest.is_empty()
        || rest == ".0"
        || matches!(rest.replace(' ', "").as_str(), "/5" | "outof5")
        || rest
            .strip_prefix(['-', '–', ':', '('])
            .is_some_and(|tail| tail.trim_start().starts_with(|c: char| c.is_alphabetic()));
    let number: u8 = digit.parse().ok()?;
    (decorated && (1..=5).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_out_of_five_and_nothing_else() {
        for (cell, expected) in [
            ("4", Some(4)),
            ("5.0", Some(5)),
            ("3/5", Some(3)),
            ("★★★★", Some(4)),
            ("2 - not great", Some(2)),
            ("1 out of 5", Some(1)),
            ("7", None),
            ("0", None),
            ("4-5", None),
            ("45", None),
            ("4/10", None),
            ("good", None),
            ("", None),
            ("4,5", None),
            ("4.5", None),
            ("é", None),
        ] {
            assert_eq!(rating(cell), expected, "{cell}");
        }
    }
}
