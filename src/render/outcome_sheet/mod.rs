//! The outcome sheet of a round: a row for each person in a pair, to be filled in and taken back
//! in by `outcomes import`.
//!
//! The columns are those of `outcomes.csv`. What is known already stands in its cell.

#[cfg(feature = "xlsx")]
mod workbook;

use std::io::{self, Write};

use crate::domain::{Answer, OutcomeColumn, Person, Programme, Reason, Response, Round};
use crate::text::clean;
use crate::text::csv::Rows;

/// How an outcome sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook with drop-downs.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// Plain text with commas.
    Csv,
}

/// Writes the outcome sheet of a round, or the rows of those named; the same programme gives the
/// same bytes.
pub fn write(
    programme: &Programme,
    round: &Round,
    only: &[Person],
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rows = rows(programme, round);
    rows.retain(|row| only.is_empty() || only.contains(&row.response.person));
    match format {
        #[cfg(feature = "xlsx")]
        Format::Xlsx => workbook::write(&rows, round.head.date, &programme.settings.name, out),
        Format::Csv => write_csv(&rows, out),
    }
}

/// What stands in the row of one person.
struct Row<'p> {
    /// Pair, participant, name and partner: what is known and must stay.
    known: [String; 4],
    response: &'p Response,
}

fn rows<'p>(programme: &'p Programme, round: &'p Round) -> Vec<Row<'p>> {
    let roster = &programme.roster;
    let name = |person| roster.get(person).name.as_str();
    let mut rows = Vec::new();
    for (pair, responses) in round.answered_pairs() {
        for response in responses {
            let others = pair.members().iter().filter(|&&member| member != response.person);
            let partners: Vec<_> = others.map(|&other| name(other)).collect();
            rows.push(Row {
                known: [
                    pair.id(round.number()).to_string(),
                    roster.get(response.person).id.to_string(),
                    name(response.person).into(),
                    partners.join(" and "),
                ],
                response,
            });
        }
    }
    rows
}

fn write_csv(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = Rows::below(&OutcomeColumn::WORDS, out);
    for Row { known, response } in rows {
        for cell in known {
            csv.cell(&clean(cell));
        }
        csv.raw(response.answer.map(Answer::word).unwrap_or_default());
        csv.shown(response.answered_on);
        csv.raw(response.reason.map(Reason::code).unwrap_or_default());
        csv.cell(&harmless(response.reason_text()));
        csv.shown(response.rating);
        csv.cell(&harmless(response.comment()));
        csv.end_row();
    }
    csv.finish()?.flush()
}

/// A text of several lines without anything that could command a terminal.
fn harmless(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}
