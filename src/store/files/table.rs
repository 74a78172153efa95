//! A CSV file of the programme folder: a heading row and rows of its width.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::csv::{QuoteFault, Record, Scanner};

use super::notes::Notes;

/// A file whose heading row has been read.
#[derive(Debug)]
pub struct Table<'t, const N: usize> {
    file: &'t str,
    scanner: Scanner<'t>,
    record: Record<'t>,
    /// The headings as they stand in the file.
    pub headings: Vec<String>,
    names: [&'static str; N],
    at: [Option<usize>; N],
}

impl<'t, const N: usize> Table<'t, N> {
    /// Reads the heading row and finds the columns; those `needed` must be there.
    /// `None` when the file cannot be used at all, which is in the notes.
    pub fn open(
        file: &'t str,
        text: &'t str,
        names: [&'static str; N],
        needed: &[usize],
        notes: &mut Notes,
    ) -> Option<Self> {
        let mut scanner = Scanner::new(text);
        let mut record = Record::default();
        match scanner.read_filled(&mut record) {
            Ok(true) => {}
            Ok(false) => {
                let hint = format!("its first line is `{}`", names.join(","));
                notes.passed_over(
                    Finding::new(FindingKind::EmptyFile, Place::file(file), "the file is empty")
                        .hint(hint),
                );
                return None;
            }
            Err(fault) => {
                notes.passed_over(broken_quote(file, fault));
                return None;
            }
        }
        let headings: Vec<String> = record.iter().map(String::from).collect();
        let mut table = Self { file, scanner, record, headings, names, at: [None; N] };
        table.find_columns(needed, notes).then_some(table)
    }

    fn find_columns(&mut self, needed: &[usize], notes: &mut Notes) -> bool {
        let mut whole = true;
        let line = self.record.line();
        for (index, name) in self.names.into_iter().enumerate() {
            let mut found = (0..).zip(&self.headings).filter(|(_, h)| is_heading(h, name));
            self.at[index] = found.next().map(|(at, _)| at);
            let place = Place::line(self.file, line);
            if found.next().is_some() {
                let finding = Finding::new(
                    FindingKind::DuplicateColumn,
                    place.in_column(name),
                    format!("two columns are called `{name}`"),
                );
                notes.passed_over(finding.hint("give one of them another heading"));
                whole = false;
            } else if self.at[index].is_none() && needed.contains(&index) {
                self.refuse_missing(index, notes);
                whole = false;
            }
        }
        whole
    }

    /// Reports a column that is needed and not there.
    pub fn refuse_missing(&self, column: usize, notes: &mut Notes) {
        let name = self.names[column];
        let place = Place::line(self.file, self.line()).in_column(name);
        let message = format!("the column `{name}` is missing");
        let hint = format!("put `{name}` into the first line, and its values below");
        notes.passed_over(Finding::new(FindingKind::MissingColumn, place, message).hint(hint));
    }

    /// Reports columns that have a heading but no meaning here, and that a rewrite would lose.
    pub fn refuse_further_columns(&self, notes: &mut Notes) {
        for (_, heading) in self.further() {
            if !heading.trim().is_empty() {
                let place = Place::line(self.file, 1).in_column(heading);
                let message = format!("the column `{heading}` is unknown here");
                let mut finding = Finding::new(FindingKind::UnknownColumn, place, message);
                finding.hint = super::notes::did_you_mean(heading, &self.names)
                    .or(Some("keep notes in a file of your own".into()));
                notes.lost(finding);
            }
        }
    }

    /// The columns that are not among the names, in the order of the file.
    pub fn further(&self) -> impl Iterator<Item = (usize, &str)> {
        let known = |heading: &str| self.names.iter().any(|name| is_heading(heading, name));
        let all = self.headings.iter().map(String::as_str).enumerate();
        all.filter(move |(_, heading)| !known(heading))
    }

    /// Goes to the next row, which has a cell for every column; rows that have not are reported
    /// and passed over. `false` at the end of the file, or of what can be read of it.
    pub fn advance(&mut self, notes: &mut Notes) -> bool {
        loop {
            match self.scanner.read_filled(&mut self.record) {
                Ok(true) if self.fits() => return true,
                Ok(true) => self.refuse_row(notes),
                Ok(false) => return false,
                Err(fault) => notes.passed_over(broken_quote(self.file, fault)),
            }
        }
    }

    /// A row may be longer than the headings if there is nothing in the cells beyond.
    fn fits(&self) -> bool {
        let (cells, width) = (self.record.len(), self.headings.len());
        cells == width || (cells > width && (width..cells).all(|i| self.record.get(i).is_empty()))
    }

    fn refuse_row(&self, notes: &mut Notes) {
        let (cells, width) = (self.record.len(), self.headings.len());
        let message = format!("the row has {cells} cells, the first line {width}");
        let hint = "a cell with a comma in it needs quotes: \"Smith, Jo\"";
        let excerpt: String = self.record.iter().collect::<Vec<_>>().join(",");
        let finding =
            Finding::new(FindingKind::RaggedRow, Place::line(self.file, self.line()), message);
        notes.passed_over(finding.hint(hint).excerpt(excerpt));
    }

    /// The line of the row.
    pub fn line(&self) -> u64 {
        self.record.line()
    }

    /// The cell of a named column, without spaces around it; empty when there is no such column.
    pub fn cell(&self, column: impl Into<usize>) -> &str {
        let cell = self.raw_cell(column);
        // Nearly always there is nothing to trim, and that is seen more quickly.
        match cell.as_bytes() {
            [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
            _ => cell.trim(),
        }
    }

    /// The cell of a named column as it stands.
    pub fn raw_cell(&self, column: impl Into<usize>) -> &str {
        self.at[column.into()].map_or("", |at| self.record.get(at))
    }

    /// The row as it stands.
    pub fn record(&self) -> &Record<'t> {
        &self.record
    }

    /// Where each named column stands.
    pub fn positions(&self) -> [Option<usize>; N] {
        self.at
    }

    /// The place of a cell.
    pub fn place(&self, column: impl Into<usize>) -> Place {
        Place::line(self.file, self.line()).in_column(self.names[column.into()])
    }
}

fn broken_quote(file: &str, fault: QuoteFault) -> Finding {
    let (kind, hint) = match fault.text_after {
        None => (FindingKind::UnclosedQuote, "close it with a second `\"`, or take it out"),
        Some(_) => (
            FindingKind::BrokenQuote,
            "close the quote, or write `\"\"` for a quote inside a quoted cell",
        ),
    };
    Finding::new(kind, Place::line(file, fault.opens), fault.to_string()).hint(hint)
}

fn is_heading(heading: &str, name: &str) -> bool {
    heading.trim().eq_ignore_ascii_case(name)
}
