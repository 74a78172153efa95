//! Merge sheets: a row for each message, for somebody else's mail merge.
//!
//! Headings begin with a letter and are ASCII. No cell is empty but the last, which the merge fills
//! in: some merges refuse a whole sheet for one empty cell.

use std::io::{self, Write};

use crate::domain::Programme;
use crate::messages::Message;
use crate::text::csv::Rows;

/// What stands where there is nothing to say.
const NONE: &str = "none";

/// The headings of a sheet with a row for each person.
pub const FOR_PEOPLE: [&str; 15] = [
    "email address",
    "first name",
    "name",
    "partner name",
    "partner first name",
    "partner organisation",
    "partner email",
    "write first",
    "closes",
    "round",
    "pair",
    "subject",
    "message",
    "form link",
    "sent",
];

/// The headings of a sheet with a row for each pair.
pub const FOR_PAIRS: [&str; 9] =
    ["to", "names", "write first", "closes", "round", "pair", "subject", "message", "sent"];

/// The headings and the rows of these messages.
pub fn rows<'m>(
    programme: &'m Programme,
    messages: &'m [&'m Message],
) -> (&'static [&'static str], impl Iterator<Item = Vec<String>> + 'm) {
    let pairs = messages.iter().any(|message| message.to.len() > 1);
    let row = move |message: &&Message| {
        if pairs { of_pair(programme, message) } else { of_person(message) }
    };
    let headings: &[&str] = if pairs { &FOR_PAIRS } else { &FOR_PEOPLE };
    (headings, messages.iter().map(row))
}

fn of_person(message: &Message) -> Vec<String> {
    let facts = &message.facts;
    let row = [
        &facts.email,
        &facts.first_name,
        &facts.name,
        &facts.partner_name,
        &facts.partner_first_name,
        &facts.partner_organisation,
        &facts.partner_email,
    ];
    let mut row: Vec<String> = row.into_iter().map(|text| said(text)).collect();
    row.push(if facts.writes_first == Some(true) { "yes" } else { "no" }.into());
    row.extend(end(message));
    row.push(said(&facts.form_link));
    row.push(String::new());
    row
}

fn of_pair(programme: &Programme, message: &Message) -> Vec<String> {
    let each = |part: fn(&crate::domain::Participant) -> &str| {
        let one = |&person: &crate::domain::Person| part(programme.roster.get(person)).to_owned();
        message.to.iter().map(one).collect::<Vec<_>>()
    };
    let first = message.pair.and_then(|id| {
        let round = programme.round(id.round)?;
        let pair = round.pairs().iter().find(|pair| pair.number() == id.number)?;
        Some(programme.roster.get(pair.first()?).shown_name())
    });
    let names = crate::text::words::list(&each(|one| one.shown_name()));
    let mut row = vec![said(&each(|one| &one.email).join(", ")), said(&names)];
    row.push(said(first.unwrap_or_default()));
    row.extend(end(message));
    row.push(String::new());
    row
}

/// From `closes` to `message`.
fn end(message: &Message) -> [String; 5] {
    [
        said(&message.facts.closes.map_or_else(String::new, |day| day.to_string())),
        message.round.to_string(),
        said(&message.pair.map_or_else(String::new, |pair| pair.to_string())),
        said(&message.subject),
        said(&message.text),
    ]
}

/// A cell of a sheet: without spaces that some merges drop, and never empty.
fn said(text: &str) -> String {
    let lines = text.trim().lines().map(|line| crate::text::clean(line).replace('\u{a0}', " "));
    let text = lines.collect::<Vec<_>>().join("\n");
    if text.is_empty() { NONE.into() } else { text }
}

/// The sheet as plain text.
pub fn csv(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = rows(programme, messages);
    let mut csv = Rows::below(headings, out);
    for row in rows {
        for cell in &row {
            csv.cell(cell);
        }
        csv.end_row();
    }
    csv.finish()?.flush()
}
