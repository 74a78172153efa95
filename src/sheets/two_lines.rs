//! Headings that go over two lines or several columns, as survey programs write them.
//!
//! Below the headings such a program writes a second line: `Open-Ended Response` below a question,
//! the parts of a block of contact details, or the choices of a question, each with a column of its
//! own. Here both become one line of headings, and the columns of choices one column.

use crate::domain::{Finding, FindingKind};
use crate::text::{is_blank, plain_words};

use super::opened::Opened;
use super::records::Records;
use super::rows::is_machinery;
use super::vocabulary::Vocabulary;

/// The columns of the choices of one question.
struct Choices {
    /// The heading of them all.
    question: String,
    first: usize,
    /// What each column stands for.
    each: Vec<String>,
}

/// Joins headings that are spread over two lines or over the columns of choices.
pub fn join(mut opened: Opened, vocabulary: &impl Vocabulary) -> Opened {
    let header: Vec<String> = opened.records.cells(opened.header).map(str::to_owned).collect();
    let second = second_line(&opened, &header, vocabulary);
    let below = opened.header + 1 + usize::from(second.is_some());
    let groups = match &second {
        Some(second) => below_questions(&header, second, vocabulary),
        None => behind_questions(&header, vocabulary),
    };
    let fits = |choices: &Choices| {
        (below..opened.records.len())
            .all(|record| !matches!(choices.chosen(&opened.records, record), Chosen::Unclear))
    };
    let groups: Vec<_> = groups.into_iter().filter(fits).collect();
    if second.is_none() && groups.is_empty() {
        return opened;
    }
    let mut headings = second
        .as_ref()
        .map_or_else(|| header.clone(), |second| joined(&header, second, vocabulary));
    for group in &groups {
        for column in group.columns() {
            headings[column] = String::new();
        }
        headings[group.first].clone_from(&group.question);
    }
    if second.is_some() {
        let message = "a second line of headings stands here; it is joined to the first";
        let place = opened.whole.clone().at_line(opened.records.line(opened.header + 1));
        opened.noted.push(Finding::new(FindingKind::Machinery, place, message));
    }
    opened.records = rewritten(&opened, &headings, below, &groups);
    opened
}

/// The records with other headings, and with one cell for all choices of a question.
fn rewritten(opened: &Opened, headings: &[String], below: usize, groups: &[Choices]) -> Records {
    let (old, mut new) = (&opened.records, Records::default());
    for record in 0..opened.header {
        new.push(old.line(record), old.cells(record));
    }
    new.push(old.line(opened.header), headings.iter().map(String::as_str));
    for record in below..old.len() {
        let mut cells: Vec<&str> = old.cells(record).collect();
        for group in groups {
            let chosen = match group.chosen(old, record) {
                Chosen::One(choice) => choice,
                Chosen::Nothing | Chosen::Unclear => "",
            };
            for column in group.columns() {
                if let Some(cell) = cells.get_mut(column) {
                    *cell = if column == group.first { chosen } else { "" };
                }
            }
        }
        new.push(old.line(record), cells);
    }
    new
}

/// The second line of headings, where there is one: it stands below columns without a heading,
/// says nothing below headings that are understood, and is no row.
fn second_line(
    opened: &Opened,
    header: &[String],
    vocabulary: &impl Vocabulary,
) -> Option<Vec<String>> {
    let record = opened.header + 1;
    if record >= opened.records.len() {
        return None;
    }
    let mut second: Vec<String> = opened.records.cells(record).map(str::to_owned).collect();
    second.resize(header.len().max(second.len()), String::new());
    let heading = |column: usize| header.get(column).map_or("", String::as_str);
    let is_row = second.iter().any(|cell| vocabulary.is_datum(cell));
    // A heading that is merged over both lines stands in both.
    let says = |column: usize| {
        let cell = &second[column];
        !is_blank(cell) && plain_words(cell) != plain_words(heading(column))
    };
    let spans = |column: usize| is_blank(heading(column)) && !is_blank(&second[column]);
    let begins_a_span = |column: usize| column + 1 < second.len() && spans(column + 1);
    let columns = || 0..second.len();
    let is_answered = columns().any(|column| {
        let understood = vocabulary.meaning(heading(column)).is_some();
        understood && !begins_a_span(column) && says(column) && !is_machinery(&second[column])
    });
    if is_row || is_answered || !columns().any(spans) {
        return None;
    }
    let is_marked = columns().any(|column| says(column) && is_machinery(&second[column]));
    let is_understood = columns().any(|column| {
        says(column)
            && vocabulary.meaning(&second[column]).is_some()
            && spans_near(&second, header, column)
    });
    let has_choices = columns().any(|column| {
        begins_a_span(column) && says(column) && vocabulary.meaning(heading(column)).is_some()
    });
    (is_marked || is_understood || has_choices).then_some(second)
}

/// Whether a column belongs to headings that go over several columns.
fn spans_near(second: &[String], header: &[String], column: usize) -> bool {
    let is_bare = |column: usize| {
        header.get(column).is_none_or(|heading| is_blank(heading))
            && second.get(column).is_some_and(|cell| !is_blank(cell))
    };
    is_bare(column) || is_bare(column + 1)
}

/// One line of two: what is understood of the second, else the first.
fn joined(header: &[String], second: &[String], vocabulary: &impl Vocabulary) -> Vec<String> {
    let one = |(column, below): (usize, &String)| {
        let above = header.get(column).cloned().unwrap_or_default();
        let says = !is_blank(below) && !is_machinery(below);
        let understood = vocabulary.meaning(&above).is_some() || vocabulary.is_named(&above);
        if says && (is_blank(&above) || !understood) { below.clone() } else { above }
    };
    second.iter().enumerate().map(one).collect()
}

/// Questions above two or more choices in the second line.
fn below_questions(
    header: &[String],
    second: &[String],
    vocabulary: &impl Vocabulary,
) -> Vec<Choices> {
    let mut groups: Vec<Choices> = Vec::new();
    for (column, below) in second.iter().enumerate() {
        let heading = header.get(column).map_or("", String::as_str);
        let is_choice = !is_blank(below) && !is_machinery(below);
        let next = groups.last_mut().filter(|group| group.first + group.each.len() == column);
        match next {
            Some(group) if is_blank(heading) && is_choice => group.each.push(below.clone()),
            _ if is_choice && vocabulary.meaning(heading).is_some() => groups.push(Choices {
                question: heading.to_owned(),
                first: column,
                each: vec![below.clone()],
            }),
            _ => {}
        }
    }
    groups.retain(|group| group.each.len() > 1);
    groups
}

/// Columns such as `Did you meet? [Yes]` beside `Did you meet? [No]`.
fn behind_questions(header: &[String], vocabulary: &impl Vocabulary) -> Vec<Choices> {
    let mut groups: Vec<Choices> = Vec::new();
    for (column, heading) in header.iter().enumerate() {
        let Some((question, choice)) = question_and_choice(heading) else { continue };
        let next = groups.last_mut().filter(|group| {
            group.first + group.each.len() == column
                && plain_words(&group.question) == plain_words(question)
        });
        match next {
            Some(group) => group.each.push(choice.to_owned()),
            None if vocabulary.meaning(question).is_some() => groups.push(Choices {
                question: question.to_owned(),
                first: column,
                each: vec![choice.to_owned()],
            }),
            None => {}
        }
    }
    groups.retain(|group| group.each.len() > 1);
    groups
}

fn question_and_choice(heading: &str) -> Option<(&str, &str)> {
    let heading = heading.trim();
    let bracketed = |open: char, close: char| heading.strip_suffix(close)?.rsplit_once(open);
    let parted = || [" - ", ": ", " – "].into_iter().find_map(|by| heading.rsplit_once(by));
    let (question, choice) = bracketed('[', ']').or_else(|| bracketed('(', ')')).or_else(parted)?;
    (!is_blank(question) && !is_blank(choice)).then(|| (question.trim(), choice.trim()))
}

/// What programs write for a choice that was taken, and for one that was not.
const TAKEN: [&str; 13] = [
    "x", "1", "true", "yes", "selected", "checked", "ticked", "oui", "ja", "si", "vrai", "wahr",
    "on",
];
const NOT_TAKEN: [&str; 12] = [
    "0",
    "false",
    "no",
    "not selected",
    "unchecked",
    "unticked",
    "non",
    "nein",
    "faux",
    "falsch",
    "off",
    "not checked",
];

impl Choices {
    fn columns(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.each.len()
    }

    /// The choice that a row takes.
    fn chosen<'c>(&'c self, records: &'c Records, record: usize) -> Chosen<'c> {
        let mut chosen = Chosen::Nothing;
        for (column, choice) in self.columns().zip(&self.each) {
            let cell = records.cell(record, column);
            let words = plain_words(cell);
            let is_own = words == plain_words(choice);
            let is_taken = is_own || TAKEN.contains(&words.as_str()) || is_tick(cell);
            let is_open = plain_words(choice).starts_with("other");
            let taken = if is_blank(cell) || !is_own && NOT_TAKEN.contains(&words.as_str()) {
                continue;
            } else if is_taken {
                choice
            } else if is_open {
                cell
            } else {
                return Chosen::Unclear;
            };
            if matches!(chosen, Chosen::One(_)) {
                return Chosen::Unclear;
            }
            chosen = Chosen::One(taken);
        }
        chosen
    }
}

/// What a row says of the choices of a question.
enum Chosen<'c> {
    /// None of them.
    Nothing,
    /// This one.
    One(&'c str),
    /// Its cells do not look like choices, or it takes several.
    Unclear,
}

fn is_tick(cell: &str) -> bool {
    ["✓", "✔", "✔️", "☑", "✅", "●"].contains(&cell.trim())
}
