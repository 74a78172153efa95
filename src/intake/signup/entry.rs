//! A row of a sign-up sheet becomes an entry.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{
    Field, Finding, FindingKind, Interval, NextTime, Participant, ParticipantId, RoundNumber,
    Status,
};
use crate::text::{self, excerpt, fold, quote};

use super::super::Options;
use super::super::meaning::Meaning;
use super::super::presence::{self, Said, Standing, without_moment};
use super::super::rhythm;
use super::super::values::{address, is_no_value, line, name, own_cell, value};
use super::bad_cell;
use super::columns::SignupColumns;
use super::row_of::RowOf;
use super::standing::{self, OfNow};
use crate::sheets::{self, Notes, read_column};
use crate::sheets::{Row, Table};
use crate::text::dates::Dates;
use crate::text::{is_blank, plain_words};

/// What a row says of a person.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The line of the row.
    pub line: u64,
    /// For each column of the roster what would stand there; empty where the row does not say.
    said: [String; Field::ALL.len()],
    /// When the form was filled in.
    pub signed: Option<NaiveDate>,
    /// What it says in the organiser's own columns.
    pub further: Vec<String>,
    /// Its status comes only from a column that asks who takes part.
    pub by_answer: bool,
    /// The round of which it says in or out.
    pub next_round: RoundNumber,
    /// The rows from which it came.
    pub rows: Vec<RowOf>,
    /// The name in the sheet was edited, and counts.
    pub renames: bool,
    /// Columns that it empties.
    pub emptied: Vec<Field>,
    /// Those of the organiser's own that it empties.
    pub emptied_own: Vec<usize>,
}

impl Entry {
    /// What it says in a column of the roster, in the roster's words; empty when nothing.
    pub fn says(&self, field: Field) -> &str {
        &self.said[field.position()]
    }

    /// Has it say something else.
    pub fn say(&mut self, field: Field, value: &str) {
        value.clone_into(&mut self.said[field.position()]);
    }

    /// The id, when the row has one.
    pub fn id(&self) -> Option<ParticipantId> {
        ParticipantId::parse(self.says(Field::Id))
    }

    /// Whether it has neither a name nor an address.
    pub fn names_nobody(&self) -> bool {
        self.says(Field::Name).is_empty() && self.says(Field::Email).is_empty()
    }

    /// What of it is shown in a finding.
    pub fn shown(&self) -> String {
        excerpt(&format!("{}, {}", self.says(Field::Name), self.says(Field::Email)))
    }

    /// The lines of its rows.
    pub fn lines(&self) -> Vec<u64> {
        self.rows.iter().map(|row| row.line).collect()
    }

    /// Puts what the entry says into a participant; `further` tells where its further cells go.
    pub fn update(&self, participant: &mut Participant, further: &[usize]) {
        for field in Field::ALL {
            if self.brings(field, participant) {
                // The roster's own words, which it takes. A pause without an end does not take
                // back an end that is known.
                let said = match field {
                    Field::Next => format!("{} {}", self.next_round, self.says(field)),
                    _ => self.says(field).to_owned(),
                };
                field.read(participant, &said).ok();
            }
        }
        for field in &self.emptied {
            // An empty cell is what is usual, which every column takes.
            field.read(participant, "").ok();
        }
        for cell in self.emptied_own.iter().filter_map(|&at| further.get(at)) {
            if let Some(known) = participant.further.get_mut(*cell) {
                known.clear();
            }
        }
        participant.joined = participant.joined.or(self.signed);
        if participant.status == Status::Active {
            participant.left = None;
        }
        if participant.joined > participant.left && participant.left.is_some() {
            // Nobody joins after they have left: when they did is not known.
            participant.joined = None;
        }
        for (cell, &column) in self.further.iter().zip(further) {
            if let Some(known) = participant.further.get_mut(column) {
                put(known, cell);
            }
        }
    }

    /// Whether a column of somebody changes by what the entry says.
    fn brings(&self, field: Field, known: &Participant) -> bool {
        let said = self.says(field);
        let counts = match field {
            Field::Id => false,
            // Spelling alone is no news, and by an address alone nobody is renamed.
            Field::Name => {
                let renames = self.renames || !self.says(Field::Id).is_empty();
                renames && fold(said) != fold(&known.name)
            }
            Field::Email => said != known.email.to_lowercase(),
            _ => true,
        };
        counts && !said.is_empty()
    }

    /// Takes over what a later row of the same person says.
    pub fn take_over(&mut self, later: Self) {
        // By another address than before, the later row knows the name better, too.
        let moved = fold(later.says(Field::Email)) != fold(self.says(Field::Email));
        if !later.says(Field::Status).is_empty() {
            // The end of a pause belongs to its status.
            self.say(Field::Until, "");
        }
        for field in Field::ALL {
            if moved || !matches!(field, Field::Name | Field::Email) {
                put(&mut self.said[field.position()], later.says(field));
            }
        }
        self.rows.extend(later.rows);
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
    noted: &mut Notes,
) -> impl Iterator<Item = (Row<'t>, Result<Entry, Vec<Finding>>)> + use<'t> {
    let today = options.today;
    let mut dates = DateColumns(Vec::new());
    for meaning in [
        Meaning::Timestamp,
        Meaning::Of(Field::Joined),
        Meaning::Of(Field::Left),
        Meaning::Of(Field::Until),
    ] {
        if columns.has(meaning) {
            let cells = table.rows().map(|row| columns.cell(row, meaning));
            let cells = cells.map(|cell| if is_no_value(cell) { "" } else { cell });
            // Nobody has signed up or left in the future; a pause may end at any time.
            let plausible = |days: &[NaiveDate]| {
                meaning == Meaning::Of(Field::Until) || days.iter().all(|&d| d <= today)
            };
            let place = |row| columns.place_at(table, row, meaning);
            let clues = table.dates(&options.reading);
            let (read, undecided) = read_column(cells, clues, plausible, place);
            open.extend(undecided);
            // Nobody needs the moment of a sign-up so much that a sheet should wait for it.
            if meaning == Meaning::Timestamp {
                noted.extend(&read.broken, |&row| {
                    let message = "this is not a date; it is left empty";
                    Finding::new(FindingKind::BadDate, place(row), message)
                });
            }
            assumed.push_str(&sheets::assumed(&read, columns.heading(table, meaning)));
            dates.0.push((meaning, read));
        }
    }
    let of_now = of_now(table, columns, options, assumed);
    let interval = of_now.interval;
    if table.rows().any(|row| rhythm::counts_months(columns.cell(row, Meaning::Of(Field::Rhythm))))
    {
        let heading = quote(columns.heading(table, Meaning::Of(Field::Rhythm)));
        let every = if interval == Interval::MONTH { "month".into() } else { interval.to_string() };
        let months = format!("; months in {heading} become rounds, one every {every}");
        assumed.push_str(&months);
    }
    let read = move |(index, row)| (row, read(row, index, columns, &dates, &of_now));
    table.rows().enumerate().map(read)
}

/// What the rows are read with; adds to what was assumed what a title says of everybody.
fn of_now(
    table: &Table,
    columns: &SignupColumns,
    options: &Options,
    assumed: &mut String,
) -> OfNow {
    let everybody = standing::of_everybody(table, columns);
    if let Some((standing, title)) = &everybody {
        let (title, word) = (quote(title), standing.word());
        assumed.extend(["; everybody is ", word, ", as ", &title, " says"]);
    }
    OfNow {
        everybody: everybody.map(|(standing, _)| standing),
        today: options.today,
        interval: options.interval,
        for_next: options.for_next,
        next_round: options.next_round,
        now: columns
            .presence()
            .map(|(_, column)| column)
            .filter(|&column| without_moment(&plain_words(&table.header[column])).is_some())
            .collect(),
    }
}

fn read(
    row: Row<'_>,
    index: usize,
    columns: &SignupColumns,
    dates: &DateColumns,
    options: &OfNow,
) -> Result<Entry, Vec<Finding>> {
    let mut reader = Reader { row, columns, findings: Vec::new() };
    let day =
        |field| dates.day(Meaning::Of(field), index).map_or(String::new(), |day| day.to_string());
    let mut said = Field::ALL.map(|field| match field {
        Field::Id => reader.id(),
        Field::Name => reader.name(),
        Field::Email => reader.address(),
        Field::Organisation | Field::Sector | Field::Region => {
            value(columns.cell(row, Meaning::Of(field)))
        }
        Field::Status | Field::Next => String::new(),
        Field::Rhythm => reader.rhythm(options.interval),
        Field::Until | Field::Joined | Field::Left => day(field),
    });
    let (told, unknown) = standing::told(row, columns, options);
    reader.findings.extend(unknown);
    said[Field::Next.position()] = told.next.map_or("", NextTime::word).into();
    let by_answer = standing::settle(&mut said, &told, options.today);
    if by_answer.is_none() {
        let message = "this day of leaving is still to come";
        let hint = "take it out until then, or write the day of a pause as `until`";
        reader.bad(FindingKind::BadDate, Meaning::Of(Field::Left), message, hint);
    }
    for meaning in dates.is_broken(index).filter(|&meaning| meaning != Meaning::Timestamp) {
        let (message, hint) = ("this is not a date", "write it as 2026-03-31, or leave it empty");
        reader.bad(FindingKind::BadDate, meaning, message, hint);
    }
    if !reader.findings.is_empty() {
        return Err(reader.findings);
    }
    let [name, email] = [Field::Name, Field::Email].map(|field| said[field.position()].clone());
    let rows = vec![RowOf { line: row.line(), name, email, stamp: dates.time(index) }];
    Ok(Entry {
        line: row.line(),
        said,
        signed: dates.day(Meaning::Timestamp, index),
        by_answer: by_answer == Some(true),
        next_round: options.next_round,
        further: columns.further.iter().map(|&column| own_cell(row.cell(column))).collect(),
        rows,
        renames: false,
        emptied: Vec::new(),
        emptied_own: Vec::new(),
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

    fn id(&mut self) -> String {
        let text = line(self.cell(Meaning::Of(Field::Id)));
        if ParticipantId::parse(&text).is_none() && !text.is_empty() {
            let hint = "use letters, digits, `.`, `_` and `-`";
            self.bad(FindingKind::BadId, Meaning::Of(Field::Id), "this cannot be an id", hint);
        }
        text
    }

    /// Somebody who was forgotten keeps an id and nothing else; only somebody who has left can be.
    fn is_forgotten(&self) -> bool {
        let is_blank = |field| is_blank(self.cell(Meaning::Of(field)));
        is_blank(Field::Email)
            && text::is_blank(&self.columns.name(self.row))
            && !is_blank(Field::Id)
            && presence::said(self.cell(Meaning::Of(Field::Status)))
                == Some(Said::Is(Standing::Left))
    }

    fn name(&mut self) -> String {
        name(&self.columns.name(self.row)).unwrap_or_else(|message| {
            if !self.is_forgotten() && !self.columns.nameless {
                let whole = self.columns.has(Meaning::Of(Field::Name));
                let meaning = if whole { Meaning::Of(Field::Name) } else { Meaning::LastName };
                let hint = "write the name, or take the row out";
                self.bad(FindingKind::BadName, meaning, message, hint);
            }
            String::new()
        })
    }

    fn address(&mut self) -> String {
        let cell = self.cell(Meaning::Of(Field::Email));
        address(cell).unwrap_or_else(|message| {
            if !self.is_forgotten() {
                let hint = if is_blank(cell) {
                    "write the address, or take the row out if it is no person"
                } else {
                    "write one address such as `jo@north.example`"
                };
                let meaning = Meaning::Of(Field::Email);
                self.bad(FindingKind::BadAddress, meaning, message, hint);
            }
            String::new()
        })
    }

    fn rhythm(&mut self, interval: Interval) -> String {
        let cell = self.cell(Meaning::Of(Field::Rhythm));
        let rhythm = rhythm::rhythm(cell, interval);
        if rhythm.is_none() && !is_blank(cell) {
            let (message, meaning) = ("this is not a rhythm", Meaning::Of(Field::Rhythm));
            self.bad(FindingKind::BadRhythm, meaning, message, rhythm::UNDERSTOOD);
        }
        rhythm.map_or(String::new(), |rhythm| rhythm.rounds().to_string())
    }
}
