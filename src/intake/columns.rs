//! Which column of a table means what.

use crate::domain::{Field, Finding, FindingKind, NamedColumn, Place};
use crate::text::{excerpt, plain, quote};

use super::Options;
use super::answers::Manner;
use super::headings::{meaning_of, wanted};
use super::meaning::Meaning;
use super::positions::{named_alike, position, positions, two_differ};
use super::presence::said;
use super::values::is_address;
use crate::domain::SheetKind as Kind;
use crate::sheets::{Row, Table};
use crate::text::is_blank;
use crate::text::plain_words;

/// The columns of a table by what they mean.
pub struct Columns {
    found: Vec<(Meaning, usize)>,
    /// Columns that were chosen by what stands in them, since no heading was understood.
    by_content: Vec<Meaning>,
    /// Columns that the organiser named for an earlier sheet.
    remembered: Vec<Meaning>,
    /// Columns that count for nothing, as the organiser said.
    ignored: Vec<usize>,
    /// How the answers are written.
    pub answers: Manner,
}

impl Columns {
    /// Finds the columns: those that the organiser named, then by heading, then, for the address,
    /// by the share of cells that are addresses. `Err` tells of headings that are not there and of
    /// meanings that two columns claim with different contents.
    pub fn find(table: &Table, kind: Kind, options: &Options) -> Result<Self, Vec<Finding>> {
        let mut columns = Self {
            found: Vec::new(),
            by_content: Vec::new(),
            remembered: Vec::new(),
            ignored: Vec::new(),
            answers: Manner::default(),
        };
        let mut findings = columns.take_named(table, kind, options);
        findings.extend(columns.take_remembered(table, kind, options));
        let is_named = |meaning| options.map.iter().any(|(named, _)| *named == meaning);
        for meaning in Meaning::all().filter(|&meaning| meaning.is_presence() || !is_named(meaning))
        {
            if meaning.is_presence() && wanted(kind, meaning) {
                columns.take_presence(table, meaning);
            } else if columns.get(meaning).is_none() && wanted(kind, meaning) {
                match claimed(table, kind, meaning, &columns) {
                    Ok(Some(column)) => columns.found.push((meaning, column)),
                    Ok(None) => {}
                    Err(finding) => findings.push(finding),
                }
            }
        }
        columns.find_addresses(table, kind);
        if let Some(answer) = columns.get(Meaning::Answer) {
            let cells = table.rows().map(|row| row.cell(answer)).collect::<Vec<_>>();
            columns.answers = Manner::of(&table.header[answer], &cells);
        }
        if findings.is_empty() { Ok(columns) } else { Err(findings) }
    }

    /// The column with a meaning.
    pub fn get(&self, meaning: Meaning) -> Option<usize> {
        self.found.iter().find(|(m, _)| *m == meaning).map(|&(_, column)| column)
    }

    /// The cell of a row with a meaning; empty when there is no such column.
    pub fn cell<'t>(&self, row: Row<'t>, meaning: Meaning) -> &'t str {
        self.get(meaning).map_or("", |column| row.cell(column))
    }

    /// The place of that cell; the row's place when there is no such column.
    pub fn place(&self, row: Row<'_>, meaning: Meaning) -> Place {
        self.get(meaning).map_or_else(|| row.place(), |column| row.place_in(column))
    }

    /// Whether a column has a meaning.
    pub fn uses(&self, column: usize) -> bool {
        self.found.iter().any(|&(_, used)| used == column)
    }

    /// Whether a column counts for nothing, as the organiser said.
    pub fn ignores(&self, column: usize) -> bool {
        self.ignored.contains(&column)
    }

    /// The place of a cell by the position of its row, for a column that is there.
    pub fn place_at(&self, table: &Table, row: usize, meaning: Meaning) -> Place {
        table.place_in(row, self.get(meaning).unwrap_or(0))
    }

    /// The heading of the column with a meaning.
    pub fn heading<'t>(&self, table: &'t Table, meaning: Meaning) -> &'t str {
        self.get(meaning).and_then(|column| table.header.get(column)).map_or("", String::as_str)
    }

    /// Gives a column a meaning.
    pub fn put(&mut self, meaning: Meaning, column: usize) {
        self.found.push((meaning, column));
    }

    /// Whether the meaning of a column was guessed by what stands in it.
    pub fn is_guessed(&self, meaning: Meaning) -> bool {
        self.by_content.contains(&meaning)
    }

    /// Lets go of a column, so that it means nothing any more.
    pub fn forget(&mut self, meaning: Meaning) {
        self.found.retain(|&(m, _)| m != meaning);
    }

    /// Gives a column another meaning.
    pub fn rename(&mut self, from: Meaning, to: Meaning) {
        for (meaning, _) in &mut self.found {
            if *meaning == from {
                *meaning = to;
            }
        }
    }

    /// The line that says how a sheet was read, which column was taken for what, and which for
    /// nothing; columns that are called what they mean need no word. `becomes` says what becomes of
    /// a column without a meaning.
    pub fn assumed(&self, table: &Table, becomes: impl Fn(usize) -> &'static str) -> String {
        let mut said: Vec<(usize, String)> = Vec::new();
        for &(meaning, column) in &self.found {
            let heading = table.column_name(column);
            if heading.eq_ignore_ascii_case(meaning.word()) {
                continue;
            }
            let heading = quote(&heading);
            let guess = if self.by_content.contains(&meaning) {
                " by its content"
            } else if self.remembered.contains(&meaning) {
                ", as you said before"
            } else {
                ""
            };
            said.push((column, format!("{heading} is {}{guess}", plain_word(meaning))));
        }
        said.sort();
        let said: Vec<_> = said.into_iter().map(|(_, words)| words).collect();
        // What becomes of them, and which, in the order of the sheet.
        let mut unused: Vec<(&str, Vec<String>)> = Vec::new();
        for (column, heading) in table.header.iter().enumerate() {
            if self.uses(column) || heading.trim().is_empty() {
                continue;
            }
            let becomes =
                if self.ignores(column) { "left out, as you said:" } else { becomes(column) };
            let heading = quote(&table.column_name(column));
            match unused.iter_mut().find(|(same, _)| *same == becomes) {
                Some((_, headings)) => headings.push(heading),
                None => unused.push((becomes, vec![heading])),
            }
        }
        let unused = unused.iter().map(|(becomes, all)| format!("; {becomes} {}", all.join(", ")));
        let unused: String = unused.collect();
        let file = plain(&table.whole.to_string());
        let colon = if said.is_empty() { "" } else { "; " };
        format!("{file}: read as {}{colon}{}{unused}", table.reading, said.join(", "))
    }

    fn take_named(&mut self, table: &Table, kind: Kind, options: &Options) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (meaning, heading) in &options.map {
            let refused = |found, message: String, hint: &str| {
                Finding::new(found, table.header_place(), message)
                    .excerpt(excerpt(&table.header.join(", ")))
                    .hint(hint)
            };
            if *meaning == Meaning::Ignore && position(table, heading).is_some() {
                self.ignored.extend(positions(table, heading));
                continue;
            }
            match position(table, heading) {
                _ if *meaning != Meaning::Ignore && !wanted(kind, *meaning) => {
                    findings.push(refused(
                        FindingKind::UnwantedMeaning,
                        format!("`{meaning}` is not something that {} has", sheet_of(kind)),
                        "take this `--map` out, or use another word",
                    ));
                }
                _ if self.get(*meaning).is_some() && !meaning.is_presence() => {
                    findings.push(refused(
                        FindingKind::NamedTwice,
                        format!("two columns are named for `{meaning}`"),
                        "use `--map` once for each word",
                    ));
                }
                Some(_) if two_differ(table, heading) => {
                    findings.push(named_alike(table, *meaning, heading));
                }
                Some(column) => self.found.push((*meaning, column)),
                None => findings.push(refused(
                    FindingKind::UnknownHeading,
                    format!("there is no column {}, named for `{meaning}`", quote(heading)),
                    "write the heading as it stands in the sheet",
                )),
            }
        }
        findings
    }

    /// Takes all columns that say whether people take part, as far as a cell is understood.
    fn take_presence(&mut self, table: &Table, meaning: Meaning) {
        for (column, heading) in table.header.iter().enumerate() {
            let means =
                meaning_of(Kind::Signup, heading).is_some_and(|(found, _)| found == meaning);
            let free = !self.uses(column) && !self.ignores(column);
            if means && free && says_who_takes_part(table, column) {
                self.found.push((meaning, column));
            }
        }
    }

    /// All columns with a meaning.
    pub fn all(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        let found = self.found.iter().filter(move |(found, _)| *found == meaning);
        found.map(|&(_, column)| column)
    }

    /// Takes the columns that were named for an earlier sheet, where this one has them.
    fn take_remembered(&mut self, table: &Table, kind: Kind, options: &Options) -> Vec<Finding> {
        let mut findings = Vec::new();
        let of_this = |named: &NamedColumn| named.is_of(table.header.iter().map(String::as_str));
        for (meaning, named) in options.remembered.iter().filter(|(_, named)| of_this(named)) {
            if *meaning == Meaning::Ignore {
                let here = positions(table, &named.heading).filter(|&at| !self.uses(at));
                self.ignored.extend(here.collect::<Vec<_>>());
                continue;
            }
            let free = self.get(*meaning).is_none() || meaning.is_presence();
            let free = free && wanted(kind, *meaning);
            let column = position(table, &named.heading);
            let column = column.filter(|&at| free && !self.uses(at) && !self.ignores(at));
            let Some(column) = column else { continue };
            if two_differ(table, &named.heading) {
                findings.push(named_alike(table, *meaning, &named.heading));
                continue;
            }
            self.found.push((*meaning, column));
            self.remembered.push(*meaning);
        }
        findings
    }

    /// Where no heading said so, a column of addresses is the address, if there is only one.
    fn find_addresses(&mut self, table: &Table, kind: Kind) {
        let email = Meaning::Of(Field::Email);
        // A form that asks for no sign-in has a column for the address, and nothing in it.
        let says_nothing = |column: usize| {
            !table.rows().any(|row| says_something(row.cell(column)))
                && !self.remembered.contains(&email)
        };
        let missing = wanted(kind, email)
            && self.get(email).is_none_or(says_nothing)
            && self.get(Meaning::Participant).is_none();
        if !missing {
            return;
        }
        let of_addresses = |&column: &usize| {
            let cells = || table.rows().map(|row| row.cell(column)).filter(|c| !is_blank(c));
            let addresses = cells().filter(|cell| is_address(cell)).count();
            addresses > 0 && addresses * 5 >= cells().count() * 4
        };
        let is_free = |&column: &usize| !self.uses(column) && !self.ignores(column);
        let free = (0..table.header.len()).filter(is_free);
        let candidates: Vec<_> = free.filter(of_addresses).collect();
        if let [only] = candidates[..] {
            self.forget(email);
            self.found.push((Meaning::Of(Field::Email), only));
            self.by_content.push(Meaning::Of(Field::Email));
        }
    }
}

fn sheet_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Signup => "a sign-up sheet",
        Kind::History => "a sheet of past rounds",
        Kind::Feedback => "a sheet of answers",
    }
}

/// The finding for a column that has to be there.
pub fn missing(table: &Table, meaning: Meaning) -> Finding {
    let message = format!("no column for {} was found", plain_word(meaning));
    Finding::new(FindingKind::MissingColumn, table.header_place(), message)
        .excerpt(excerpt(&table.header.join(", ")))
        .hint(format!("name the column: `--map {}=\"heading in the sheet\"`", meaning.word()))
}

/// The one column whose heading has a meaning. Of several the strongest heading counts; of equally
/// strong ones those that are filled, and among those any if they all say the same.
fn claimed(
    table: &Table,
    kind: Kind,
    meaning: Meaning,
    taken: &Columns,
) -> Result<Option<usize>, Finding> {
    let free = |column| !taken.uses(column) && !taken.ignores(column);
    let claims = table.header.iter().enumerate().filter(|&(column, _)| free(column));
    let mut claims: Vec<(usize, usize)> = claims
        .filter_map(|(column, heading)| match meaning_of(kind, heading)? {
            // A weak heading of a status counts where a cell says whether somebody takes part.
            (Meaning::Of(Field::Status), 2..) if !says_who_takes_part(table, column) => None,
            (found, strength) if found == meaning => Some((strength, column)),
            _ => None,
        })
        .collect();
    claims.sort_unstable();
    if claims.len() > 1 {
        let filled = |column| table.rows().any(|row| says_something(row.cell(column)));
        let kept: Vec<_> = claims.iter().copied().filter(|&(_, column)| filled(column)).collect();
        if !kept.is_empty() {
            claims = kept;
        }
    }
    let Some(&(strongest, first)) = claims.first() else { return Ok(None) };
    let rival = claims.iter().skip(1).find(|&&(strength, column)| {
        let differs = |row: Row<'_>| plain_words(row.cell(first)) != plain_words(row.cell(column));
        strength == strongest && table.rows().any(differs)
    });
    match rival {
        None => Ok(Some(first)),
        Some(&(_, other)) => {
            let name = |column| quote(&table.column_name(column));
            let message = format!(
                "two columns could be {}: {} ({}) and {} ({})",
                plain_word(meaning),
                name(first),
                first + 1,
                name(other),
                other + 1,
            );
            Err(Finding::new(FindingKind::AmbiguousColumn, table.header_place(), message)
                .excerpt(excerpt(&table.header.join(", ")))
                .hint(if table.header[first] == table.header[other] {
                    "rename one of the two, or take it out".into()
                } else {
                    format!("say which one: `--map {meaning}=\"heading in the sheet\"`")
                }))
        }
    }
}

/// Whether some cell of a column says whether somebody takes part.
pub fn says_who_takes_part(table: &Table, column: usize) -> bool {
    table.rows().any(|row| said(row.cell(column)).is_some())
}

/// Whether a cell says anything; forms that ask for no sign-in fill in `anonymous`.
fn says_something(cell: &str) -> bool {
    !is_blank(cell) && !cell.trim().eq_ignore_ascii_case("anonymous")
}

/// A meaning as messages name it.
fn plain_word(meaning: Meaning) -> String {
    match meaning {
        Meaning::Of(Field::Id) => "the id".into(),
        Meaning::Of(Field::Name) => "the name".into(),
        Meaning::FirstName => "the first name".into(),
        Meaning::LastName => "the last name".into(),
        Meaning::Of(Field::Email) => "the e-mail address".into(),
        Meaning::Date => "the date".into(),
        Meaning::IntervalMonths => "the interval".into(),
        Meaning::Of(Field::Until) => "the end of the pause".into(),
        Meaning::Closes => "the last day".into(),
        Meaning::Of(Field::Joined) => "the day of joining".into(),
        Meaning::Of(Field::Left) => "the day of leaving".into(),
        Meaning::A => "the first person".into(),
        Meaning::B => "the second person".into(),
        Meaning::C => "the third person".into(),
        Meaning::ReasonText => "the reason in words".into(),
        Meaning::TakesPart => "whether they take part".into(),
        Meaning::Skips => "whether they skip or pause".into(),
        Meaning::Gone => "whether they are gone".into(),
        other => format!("the {}", other.word()),
    }
}
