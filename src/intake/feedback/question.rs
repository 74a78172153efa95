//! Which column is the question whether they met: never guessed while another could be it.

use crate::domain::{Finding, FindingKind};
use crate::sheets::{Notes, Table};
use crate::text::{excerpt, is_blank, quote};

use super::super::Options;
use super::super::answers::answer;
use super::super::columns::{self, Columns};
use super::super::headings::meaning_of;
use super::super::meaning::{Meaning, map_line};
use super::super::presence::{is_about_meeting, is_about_something_else, is_of_the_past};
use crate::domain::SheetKind as Kind;

/// A cell with so many words is a text that somebody wrote.
const WORDS: usize = 4;

/// Finds the question in whatever words, if one column alone asks whether people met; lets go of
/// one that was only known by its beginning and is about something else. `Err` asks where another
/// column could be the question as well.
pub fn settle(table: &Table, columns: &mut Columns, options: &Options) -> Result<(), Vec<Finding>> {
    let Some(column) = columns.get(Meaning::Answer) else {
        let asks = |&at: &usize| could_be(&table.header[at]) && is_of_the_past(&table.header[at]);
        if let [only] = candidates(table, columns).into_iter().filter(asks).collect::<Vec<_>>()[..]
        {
            columns.put(Meaning::Answer, only);
        }
        return Ok(());
    };
    let named = options.named().any(|(meaning, _)| meaning == Meaning::Answer);
    let heading = &table.header[column];
    let guessed =
        meaning_of(Kind::Feedback, heading).is_some_and(|(_, strength)| strength == usize::MAX);
    if named || !guessed {
        return Ok(());
    }
    let rivals: Vec<_> = candidates(table, columns)
        .into_iter()
        .filter(|&other| other != column && could_be(&table.header[other]))
        .collect();
    if !could_be(heading) {
        columns.forget(Meaning::Answer);
        return Ok(());
    }
    if rivals.is_empty() {
        return Ok(());
    }
    let all = std::iter::once(column).chain(rivals);
    let lines: Vec<_> = all.map(|at| map_line(Meaning::Answer, &table.header[at])).collect();
    let message = "more than one column could say whether they met";
    Err(vec![
        Finding::new(FindingKind::AmbiguousColumn, table.header_place(), message)
            .excerpt(excerpt(&table.header.join(", ")))
            .hint(format!("say which one: {}", lines.join(" or "))),
    ])
}

/// The finding where no column says whether they met, with those that could.
pub fn missing(table: &Table, columns: &Columns) -> Finding {
    let finding = columns::missing(table, Meaning::Answer);
    let all = candidates(table, columns);
    let lines = all.iter().take(3).map(|&at| map_line(Meaning::Answer, &table.header[at]));
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        finding
    } else {
        finding.hint(format!("say which one: {}", lines.join(" or ")))
    }
}

/// Notes of columns that are not used, and in which people wrote something; told once, while the
/// sheet is new.
pub fn free_texts(table: &Table, columns: &Columns, is_new: bool) -> Notes {
    let free = |&at: &usize| is_new && !columns.uses(at) && !columns.ignores(at);
    let note = |at: usize| {
        let filled = || table.rows().map(|row| row.cell(at)).filter(|cell| !is_blank(cell));
        let wrote = filled().filter(|cell| cell.split_whitespace().count() >= WORDS).count();
        let message = format!(
            "{} wrote something under {}, which is not taken in",
            crate::text::words::people(filled().count()),
            quote(&table.column_name(at)),
        );
        let finding = Finding::new(FindingKind::FreeText, table.whole.clone(), message);
        (wrote > 0).then(|| {
            let as_comment = map_line(Meaning::Comment, &table.header[at]);
            finding.hint(format!("read it in the sheet, or keep it: {as_comment}"))
        })
    };
    let mut notes = Notes::default();
    for one in (0..table.header.len()).filter(free).filter_map(note) {
        notes.push(one);
    }
    notes
}

/// Columns that mean nothing else and hold answers; somebody may have written something else.
fn candidates(table: &Table, columns: &Columns) -> Vec<usize> {
    let free = |&at: &usize| !columns.uses(at) && !columns.ignores(at);
    let answers = |&at: &usize| {
        let filled = || table.rows().map(|row| row.cell(at)).filter(|cell| !is_blank(cell));
        let answered = filled().filter(|cell| answer(cell).is_some()).count();
        answered * 2 > filled().count()
    };
    (0..table.header.len()).filter(free).filter(answers).collect()
}

fn could_be(heading: &str) -> bool {
    is_about_meeting(heading) && !is_about_something_else(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_question_whether_it_happened_is_taken_for_one() {
        let asks = |heading: &&str| could_be(heading) && is_of_the_past(heading);
        for heading in [
            "Did you two manage to meet?",
            "Were you able to catch up this month?",
            "Has your conversation taken place?",
            "Avez-vous pu vous rencontrer ?",
            "Hat das Gespräch stattgefunden?",
            "¿Pudisteis quedar?",
            "A lwyddoch chi i gwrdd?",
        ] {
            assert!(asks(&heading), "{heading}");
        }
        for heading in [
            "Did you enjoy the conversation?",
            "Would you like to meet again?",
            "Have you met your partner before?",
            "Were you unable to meet?",
            "Did you not manage to meet?",
            "Did you meet in person?",
            "Did you talk about your work?",
            "Did your partner contact you to meet?",
            "Habt ihr euch nicht getroffen?",
        ] {
            assert!(!asks(&heading), "{heading}");
        }
    }
}
