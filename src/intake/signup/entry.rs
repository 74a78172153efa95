//! A row of a sign-up sheet becomes an entry.

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, Participant, ParticipantId, Rhythm, Status};
use crate::text::fold;
use crate::text::quote;

use super::super::Options;
use super::super::meaning::Meaning;
use super::super::rhythm;
use super::super::values::{address, line, name, own_cell};
use super::bad_cell;
use super::columns::SignupColumns;
use crate::sheets::table::{Row, Table, is_blank};
use crate::text::dates::{Dates, read_column};

/// What a row says of a person; what it does not say is empty or `None`.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The line of the row.
    pub line: u64,
    pub id: Option<ParticipantId>,
    pub name: String,
    pub email: String,
    organisation: String,
    sector: String,
    region: String,
    pub status: Option<Status>,
    rhythm: Option<Rhythm>,
    joined: Option<NaiveDate>,
    left: Option<NaiveDate>,
    /// When the form was filled in.
    pub signed: Option<NaiveDate>,
    further: Vec<String>,
}

impl Entry {
    /// Puts what the entry says into a participant; `further` tells where its further cells go.
    pub fn update(&self, participant: &mut Participant, further: &[usize]) {
        // Spelling alone is no news, and by an address alone nobody is renamed.
        if self.id.is_some() && fold(&self.name) != fold(&participant.name) {
            participant.name.clone_from(&self.name);
        }
        if self.email != participant.email.to_lowercase() {
            put(&mut participant.email, &self.email);
        }
        put(&mut participant.organisation, &self.organisation);
        put(&mut participant.sector, &self.sector);
        put(&mut participant.region, &self.region);
        match (self.status, participant.status) {
            // A pause without an end does not take back an end that is known.
            (None, _) | (Some(Status::Paused { until: None }), Status::Paused { .. }) => {}
            (Some(status), _) => participant.status = status,
        }
        participant.rhythm = self.rhythm.unwrap_or(participant.rhythm);
        participant.joined = self.joined.or(participant.joined).or(self.signed);
        participant.left = self.left.or(participant.left);
        for (cell, &column) in self.further.iter().zip(further) {
            if let Some(known) = participant.further.get_mut(column) {
                put(known, cell);
            }
        }
    }

    /// Takes over what a later row of the same person says.
    pub fn take_over(&mut self, later: Self) {
        let Self { id, organisation, sector, region, status, rhythm, joined, left, .. } = later;
        self.id = id.or(self.id.take());
        put(&mut self.organisation, &organisation);
        put(&mut self.sector, &sector);
        put(&mut self.region, &region);
        self.status = status.or(self.status);
        self.rhythm = rhythm.or(self.rhythm);
        self.joined = joined.or(self.joined);
        self.left = left.or(self.left);
        // They joined when they first signed up.
        self.signed = self.signed.into_iter().chain(later.signed).min();
        for (cell, later) in self.further.iter_mut().zip(&later.further) {
            put(cell, later);
        }
    }
}

fn put(known: &mut String, said: &str) {
    if !said.is_empty() && known != said {
        said.clone_into(known);
    }
}

/// The date columns of a sign-up sheet.
struct DateColumns(Vec<(Meaning, Dates)>);

impl DateColumns {
    fn day(&self, meaning: Meaning, row: usize) -> Option<NaiveDate> {
        self.0.iter().find(|(m, _)| *m == meaning)?.1.day(row)
    }

    fn is_broken(&self, row: usize) -> impl Iterator<Item = Meaning> {
        let broken = move |(_, dates): &&(Meaning, Dates)| dates.is_broken(row);
        self.0.iter().filter(broken).map(|(meaning, _)| *meaning)
    }
}

/// Reads all rows: with each an entry, or everything that is wrong with it; adds to what was
/// assumed, and to `open` the columns in which the order of day and month is open.
pub fn read_all<'t>(
    table: &'t Table,
    columns: &'t SignupColumns,
    options: &Options,
    assumed: &mut String,
    open: &mut Vec<Finding>,
) -> impl Iterator<Item = (Row<'t>, Result<Entry, Vec<Finding>>)> + use<'t> {
    let today = options.today;
    let mut dates = DateColumns(Vec::new());
    for meaning in [Meaning::Timestamp, Meaning::Joined, Meaning::Left, Meaning::Until] {
        if columns.has(meaning) {
            let cells = table.rows().map(|row| columns.cell(row, meaning));
            // Nobody has signed up or left in the future; a pause may end at any time.
            let plausible =
                |days: &[NaiveDate]| meaning == Meaning::Until || days.iter().all(|&d| d <= today);
            let place = |row| columns.place_at(table, row, meaning);
            let read = read_column(cells, table.dates(options), plausible, place);
            open.extend(read.open.clone());
            assumed.push_str(&read.assumed(columns.heading(table, meaning)));
            dates.0.push((meaning, read));
        }
    }
    let interval = options.interval_months;
    if table.rows().any(|row| rhythm::counts_months(columns.cell(row, Meaning::Rhythm))) {
        let heading = quote(columns.heading(table, Meaning::Rhythm));
        let every = if interval == 1 { "month".into() } else { format!("{interval} months") };
        let months = format!("; months in {heading} become rounds, one every {every}");
        assumed.push_str(&months);
    }
    let read = move |(index, row)| (row, read(row, index, columns, &dates, interval));
    table.rows().enumerate().map(read)
}

fn read(
    row: Row<'_>,
    index: usize,
    columns: &SignupColumns,
    dates: &DateColumns,
    interval: u32,
) -> Result<Entry, Vec<Finding>> {
    let mut findings = Vec::new();
    let cell = |meaning| columns.cell(row, meaning);
    let mut bad = |name, meaning, message: &str, hint: &str| {
        let place = columns.place(row, meaning);
        findings.push(bad_cell(name, place, message, columns.cell(row, meaning), hint));
    };
    let id_text = line(cell(Meaning::Id));
    let id = ParticipantId::parse(&id_text);
    if id.is_none() && !id_text.is_empty() {
        bad(
            FindingKind::BadId,
            Meaning::Id,
            "this cannot be an id",
            "use letters, digits, `.`, `_` and `-`",
        );
    }
    let status = status(cell(Meaning::Status), dates.day(Meaning::Until, index));
    if status.is_none() && !is_blank(cell(Meaning::Status)) {
        bad(
            FindingKind::BadStatus,
            Meaning::Status,
            "this is not a status",
            "write active, paused or left; if the column is about something else, rename it",
        );
    }
    let (full, mail) = (columns.name(row), cell(Meaning::Email));
    // Somebody who was forgotten keeps an id and nothing else.
    let forgotten =
        id.is_some() && is_blank(&full) && is_blank(mail) && status == Some(Status::Left);
    let name = name(&full).unwrap_or_else(|message| {
        let meaning = if columns.has(Meaning::Name) { Meaning::Name } else { Meaning::LastName };
        if !forgotten {
            bad(FindingKind::BadName, meaning, message, "write the name, or take the row out");
        }
        String::new()
    });
    let email = address(mail).unwrap_or_else(|message| {
        if !forgotten {
            bad(
                FindingKind::BadAddress,
                Meaning::Email,
                message,
                if is_blank(mail) {
                    "write the address, or take the row out if it is no person"
                } else {
                    "write one address such as `jo@north.example`"
                },
            );
        }
        String::new()
    });
    let rhythm_cell = cell(Meaning::Rhythm);
    let rhythm = rhythm::rhythm(rhythm_cell, interval);
    if rhythm.is_none() && !is_blank(rhythm_cell) {
        bad(FindingKind::BadRhythm, Meaning::Rhythm, "this is not a rhythm", rhythm::UNDERSTOOD);
    }
    for meaning in dates.is_broken(index) {
        bad(FindingKind::BadDate, meaning, "this is not a date", "write it as 2026-03-31");
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(Entry {
        line: row.line(),
        id,
        name,
        email,
        organisation: line(cell(Meaning::Organisation)),
        sector: line(cell(Meaning::Sector)),
        region: line(cell(Meaning::Region)),
        status,
        rhythm,
        joined: dates.day(Meaning::Joined, index),
        left: dates.day(Meaning::Left, index),
        signed: dates.day(Meaning::Timestamp, index),
        further: columns.further.iter().map(|&column| own_cell(row.cell(column))).collect(),
    })
}

/// Reads a status, also as the member lists of chat programs have it.
fn status(cell: &str, until: Option<NaiveDate>) -> Option<Status> {
    match fold(cell).as_str() {
        "active" | "member" | "admin" | "owner" | "workspace owner" | "primary owner" => {
            Some(Status::Active)
        }
        "paused" => Some(Status::Paused { until }),
        "left" | "deactivated" => Some(Status::Left),
        _ => None,
    }
}
