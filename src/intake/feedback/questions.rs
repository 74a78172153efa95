//! Sheets with a line for each question of a form.

use crate::domain::{Finding, FindingKind};
use crate::sheets::Table;
use crate::text::{excerpt, plain_words, quote};

/// Headings of a column of questions, beside one of answers.
const QUESTION: [&str; 18] = [
    "question",
    "question text",
    "question title",
    "question name",
    "question label",
    "prompt",
    "field",
    "field name",
    "item",
    "frage",
    "fragetext",
    "pregunta",
    "cwestiwn",
    "intitule",
    "intitule de la question",
    "libelle",
    "libelle de la question",
    "texto de la pregunta",
];

/// Refuses a sheet with a line for each question: whatever was asked last would be the answer. Where
/// only one question is left it is like any other sheet.
pub fn refuse(table: &Table) -> Result<(), Vec<Finding>> {
    let is_question = |heading: &String| QUESTION.contains(&plain_words(heading).as_str());
    let Some(column) = table.header.iter().position(is_question) else { return Ok(()) };
    let mut questions: Vec<_> = table.rows().map(|row| plain_words(row.cell(column))).collect();
    questions.retain(|question| !question.is_empty());
    questions.sort_unstable();
    questions.dedup();
    if questions.len() < 2 {
        return Ok(());
    }
    let heading = quote(&table.header[column]);
    let message = format!(
        "the sheet has a line for each question (column {heading}), of {} questions",
        questions.len()
    );
    Err(vec![
        Finding::new(FindingKind::LineForEachQuestion, table.header_place(), message)
            .excerpt(excerpt(&table.header.join(", ")))
            .hint("keep only the lines that ask whether they met, and import that"),
    ])
}
