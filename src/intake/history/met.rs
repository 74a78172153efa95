//! What became of the pairs, where an old sheet says it.

use crate::domain::{Finding, FindingKind, Response, Round};
use crate::text::{excerpt, is_blank, quote};

use super::super::answers;
use super::super::columns::Columns;
use super::super::meaning::Meaning;
use super::super::reasons;
use super::super::values::lines;
use super::rows::PairRow;

/// Puts what the rows say of their pairs into a round, as the answer of the first of each pair;
/// whether any row says something. Adds what is not understood.
pub fn answer(
    round: &mut Round,
    rows: &[PairRow<'_>],
    columns: &Columns,
    findings: &mut Vec<Finding>,
) -> bool {
    let mut answered = false;
    for row in rows.iter().filter(|row| row.people.len() > 1) {
        match response(row, columns) {
            Ok(None) => {}
            // The person is of this pair, and the pair of this round.
            Ok(Some(response)) => answered |= round.respond(response).is_ok(),
            Err(finding) => findings.push(*finding),
        }
    }
    answered
}

fn response(row: &PairRow<'_>, columns: &Columns) -> Result<Option<Response>, Box<Finding>> {
    let cell = columns.cell(row.row, Meaning::Answer);
    if is_blank(cell) || answers::is_silent(cell) {
        return Ok(None);
    }
    let Some(answer) = columns.answers.answer(cell) else {
        let message = format!("the answer {} is not understood", quote(cell));
        let place = columns.place(row.row, Meaning::Answer);
        return Err(Box::new(
            Finding::new(FindingKind::UnknownAnswer, place, message)
                .excerpt(excerpt(cell))
                .hint("write yes, no or not yet, or leave it empty where nobody knows"),
        ));
    };
    let Some(&person) = row.people.first() else { return Ok(None) };
    let mut response = Response { answer: Some(answer), ..Response::silent(person) };
    let (code, text) =
        (columns.cell(row.row, Meaning::Reason), lines(columns.cell(row.row, Meaning::ReasonText)));
    let said = if text.is_empty() { lines(code) } else { text };
    if answer != crate::domain::Answer::Yes {
        response.reason = reasons::code(code).or_else(|| reasons::reason(&said));
        if reasons::code(&said).is_none() {
            response.set_words(&said, "");
        }
    }
    Ok(Some(response))
}

/// A note where rows of a round that is there already say more than is recorded.
pub fn unheard(known: &Round, rows: &[PairRow<'_>], columns: &Columns) -> Option<Finding> {
    let is_silent = known.responses().iter().all(|response| response.answer.is_none());
    let says = |row: &&PairRow<'_>| matches!(response(row, columns), Ok(Some(_)));
    let row = rows.iter().find(says).filter(|_| is_silent)?;
    let number = known.number();
    let message = format!("round {number} is there already; its answers are not taken from here");
    Some(
        Finding::new(FindingKind::OtherRound, row.row.place(), message)
            .hint("take them in with `unmentor outcomes import` and the same file"),
    )
}
