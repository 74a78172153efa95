//! Merge sheets: a row for each message, for somebody else's mail merge.
//!
//! Headings begin with a letter and are ASCII. No cell is empty but the last, which the merge fills
//! in: some merges refuse a whole sheet for one empty cell.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::domain::{Participant, Person, Programme};
use crate::messages::Message;
use crate::text::csv::Rows;
use crate::text::{clean, words};

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
) -> (&'static [&'static str], impl Iterator<Item = Vec<Cow<'m, str>>>) {
    let pairs = messages.iter().any(|message| message.to.len() > 1);
    let row = move |message: &&'m Message| {
        if pairs { of_pair(programme, message) } else { of_person(message) }
    };
    let headings: &[&str] = if pairs { &FOR_PAIRS } else { &FOR_PEOPLE };
    (headings, messages.iter().map(row))
}

fn of_person(message: &Message) -> Vec<Cow<'_, str>> {
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
    let mut row: Vec<_> = row.into_iter().map(|text| said(text)).collect();
    row.push(if facts.writes_first == Some(true) { "yes" } else { "no" }.into());
    row.extend(end(message));
    row.extend([said(&facts.form_link), "".into()]);
    row
}

fn of_pair<'m>(programme: &Programme, message: &'m Message) -> Vec<Cow<'m, str>> {
    let each = |part: fn(&Participant) -> &str| {
        let one = |&person: &Person| part(programme.roster.get(person)).to_owned();
        message.to.iter().map(one).collect::<Vec<_>>()
    };
    let names = words::list(&each(Participant::shown_name));
    let mut row = vec![said_of(&each(|one| &one.email).join(", ")), said_of(&names)];
    row.push(said(&message.facts.first_writer));
    row.extend(end(message));
    row.push("".into());
    row
}

/// From `closes` to `message`.
fn end(message: &Message) -> [Cow<'_, str>; 5] {
    [
        said_of(&message.facts.closes.map_or_else(String::new, |day| day.to_string())),
        message.round.to_string().into(),
        said_of(&message.pair.map_or_else(String::new, |pair| pair.to_string())),
        said(&message.subject),
        said(&message.text),
    ]
}

/// A cell of a sheet: without spaces that some merges drop, and never empty.
fn said(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if text.is_empty() {
        return NONE.into();
    }
    let is_clean = |line: &str| matches!(clean(line), Cow::Borrowed(_));
    let as_it_is = |text: &str| !text.contains(['\r', '\u{a0}']) && text.split('\n').all(is_clean);
    if text.bytes().all(is_plain) || as_it_is(text) {
        return text.into();
    }
    let mut cell = String::with_capacity(text.len());
    for line in text.lines() {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(&clean(line).replace('\u{a0}', " "));
    }
    if cell.is_empty() { NONE.into() } else { cell.into() }
}

fn said_of(text: &str) -> Cow<'static, str> {
    said(text).into_owned().into()
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
