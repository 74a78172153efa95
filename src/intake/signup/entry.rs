//! A row of a sign-up sheet becomes an entry.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{Finding, FindingKind, Participant, ParticipantId, Rhythm, Status};
use crate::text::fold;
use crate::text::quote;

use super::super::Options;
use super::super::meaning::Meaning;
use super::super::rhythm;
use super::super::values::{address, line, name, own_cell};
use super::bad_cell;
use super::columns::SignupColumns;
use super::row_of::RowOf;
use crate::sheets::{self, read_column};
use crate::sheets::{Row, Table};
use crate::text::dates::Dates;
use crate::text::is_blank;

/// What a row says of a person; what it does not say is empty or `None`.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The line of the row.
    pub line: u64,
    pub id: Option<ParticipantId>,
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub sector: String,
    pub region: String,
    pub status: Option<Status>,
    pub rhythm: Option<Rhythm>,
    pub joined: Option<NaiveDate>,
    pub left: Option<NaiveDate>,
    /// When the form was filled in.
    pub signed: Option<NaiveDate>,
    pub further: Vec<String>,
    /// The rows from which it came.
    pub rows: Vec<RowOf>,
    /// The name in the sheet was edited, and counts.
    pub renames: bool,
}

impl Entry {
    /// The lines of its rows.
    pub fn lines(&self) -> Vec<u64> {
        self.rows.iter().map(|row| row.line).collect()
    }

    /// Puts what the entry says into a participant; `further` tells where its further cells go.
    pub fn update(&self, participant: &mut Participant, further: &[usize]) {
        // Spelling alone is no news, and by an address alone nobody is renamed.
        let renamed = self.renames || self.id.is_some();
        if renamed && fold(&self.name) != fold(&participant.name) {
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
        let Self { id, email, organisation, sector, region, status, rhythm, .. } = later;
        let (joined, left) = (later.joined, later.left);
        if fold(&email) != fold(&self.email) {
            // By another address than before: the later row knows better.
            put(&mut self.email, &email);
            put(&mut self.name, &later.name);
        }
        self.rows.extend(later.rows);
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
    fn time(&self, row: usize) -> Option<NaiveDateTime> {
        let (_, dates) = self.0.iter().find(|(m, _)| *m == Meaning::Timestamp)?;
        dates.read.get(row).copied().flatten()
    }

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
            let clues = table.dates(&options.reading);
            let (read, undecided) = read_column(cells, clues, plausible, place);
            open.extend(undecided);
            assumed.push_str(&sheets::assumed(&read, columns.heading(table, meaning)));
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
    let mut reader = Reader { row, columns, findings: Vec::new() };
    let id = reader.id();
    let status = reader.status(dates.day(Meaning::Until, index));
    let (name, email) = reader.name_and_email(id.is_some() && status == Some(Status::Left));
    let rhythm = reader.rhythm(interval);
    for meaning in dates.is_broken(index) {
        let (message, hint) = ("this is not a date", "write it as 2026-03-31");
        reader.bad(FindingKind::BadDate, meaning, message, hint);
    }
    if !reader.findings.is_empty() {
        return Err(reader.findings);
    }
    let text = |meaning| line(columns.cell(row, meaning));
    let stamp = dates.time(index);
    let rows = vec![RowOf { line: row.line(), name: name.clone(), email: email.clone(), stamp }];
    Ok(Entry {
        line: row.line(),
        id,
        name,
        email,
        organisation: text(Meaning::Organisation),
        sector: text(Meaning::Sector),
        region: text(Meaning::Region),
        status,
        rhythm,
        joined: dates.day(Meaning::Joined, index),
        left: dates.day(Meaning::Left, index),
        signed: dates.day(Meaning::Timestamp, index),
        further: columns.further.iter().map(|&column| own_cell(row.cell(column))).collect(),
        rows,
        renames: false,
    })
}

/// A row that is being read, and what is wrong with it so far.
struct Reader<'t, 'c> {
    row: Row<'t>,
    columns: &'c SignupColumns,
    findings: Vec<Finding>,
}

impl<'t> Reader<'t, '_> {
    fn cell(&self, meaning: Meaning) -> &'t str {
        self.columns.cell(self.row, meaning)
    }

    fn bad(&mut self, kind: FindingKind, meaning: Meaning, message: &str, hint: &str) {
        let place = self.columns.place(self.row, meaning);
        self.findings.push(bad_cell(kind, place, message, self.cell(meaning), hint));
    }

    fn id(&mut self) -> Option<ParticipantId> {
        let text = line(self.cell(Meaning::Id));
        let id = ParticipantId::parse(&text);
        if id.is_none() && !text.is_empty() {
            let hint = "use letters, digits, `.`, `_` and `-`";
            self.bad(FindingKind::BadId, Meaning::Id, "this cannot be an id", hint);
        }
        id
    }

    fn status(&mut self, until: Option<NaiveDate>) -> Option<Status> {
        let cell = self.cell(Meaning::Status);
        let status = status(cell, until);
        if status.is_none() && !is_blank(cell) {
            let hint =
                "write active, paused or left; if the column is about something else, rename it";
            self.bad(FindingKind::BadStatus, Meaning::Status, "this is not a status", hint);
        }
        status
    }

    /// The name and the address. Somebody who was forgotten keeps an id and nothing else; only
    /// somebody who has left can be.
    fn name_and_email(&mut self, has_left: bool) -> (String, String) {
        let (full, mail) = (self.columns.name(self.row), self.cell(Meaning::Email));
        let forgotten = has_left && is_blank(&full) && is_blank(mail);
        let name = name(&full).unwrap_or_else(|message| {
            let whole = self.columns.has(Meaning::Name);
            let meaning = if whole { Meaning::Name } else { Meaning::LastName };
            if !forgotten {
                let hint = "write the name, or take the row out";
                self.bad(FindingKind::BadName, meaning, message, hint);
            }
            String::new()
        });
        let email = address(mail).unwrap_or_else(|message| {
            if !forgotten {
                let hint = if is_blank(mail) {
                    "write the address, or take the row out if it is no person"
                } else {
                    "write one address such as `jo@north.example`"
                };
                self.bad(FindingKind::BadAddress, Meaning::Email, message, hint);
            }
            String::new()
        });
        (name, email)
    }

    fn rhythm(&mut self, interval: u32) -> Option<Rhythm> {
        let cell = self.cell(Meaning::Rhythm);
        let rhythm = rhythm::rhythm(cell, interval);
        if rhythm.is_none() && !is_blank(cell) {
            let message = "this is not a rhythm";
            self.bad(FindingKind::BadRhythm, Meaning::Rhythm, message, rhythm::UNDERSTOOD);
        }
        rhythm
    }
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
