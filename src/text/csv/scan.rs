//! A text becomes records.
//!
//! RFC 4180 with the usual tolerance: LF, CRLF and CR end a line, also mixed; a quote inside an
//! unquoted cell is a letter; spaces may stand around a quoted cell. One pass, no allocation per
//! cell, no copy of what has no quotes.
//!
//! This is a scanner of our own and not the `csv` crate's, because that one counts lines too low
//! in CRLF files and behind blank lines, and lets an unclosed quote swallow the rest of a file
//! without a word.

use std::fmt;
use std::ops::Range;

use crate::text::line_ends;

/// One record: its cells and its first line.
#[derive(Debug, Default)]
pub struct Record<'t> {
    line: u64,
    cells: Vec<Cell<'t>>,
    /// The cells that stood in quotes, without them.
    unquoted: String,
}

#[derive(Debug)]
enum Cell<'t> {
    /// As it stands in the text.
    Plain(&'t str),
    /// A part of [`Record::unquoted`].
    Unquoted(Range<usize>),
}

impl Record<'_> {
    /// The line it begins on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is no cell, as before the first record was read; a blank line has one.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell at an index; empty beyond the last.
    pub fn get(&self, index: usize) -> &str {
        match self.cells.get(index) {
            None => "",
            Some(Cell::Plain(text)) => text,
            Some(Cell::Unquoted(range)) => &self.unquoted[range.clone()],
        }
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Whether every cell is blank, as in rows that a spreadsheet left behind.
    fn is_blank(&self) -> bool {
        self.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A quote that does not end as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteFault {
    /// The line on which the quote opens.
    pub opens: u64,
    /// The line on which text follows a closing quote; `None` when it is never closed.
    pub text_after: Option<u64>,
}

impl fmt::Display for QuoteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text_after {
            None => f.write_str("a quote opens here and is never closed"),
            Some(line) if line == self.opens => f.write_str("text follows a closing quote"),
            Some(line) => write!(f, "a quote opens here and does not close before line {line}"),
        }
    }
}

/// Reads the records of a text one after the other.
#[derive(Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
}

impl<'t> Scanner<'t> {
    /// Begins at the first line, behind a byte order mark; the delimiter is the one of comma,
    /// semicolon and tab that is most frequent on the first line that is not blank.
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first =
            text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
        let count = |&delimiter: &u8| first.bytes().filter(|&byte| byte == delimiter).count();
        // `max_by_key` takes the last of several: the comma.
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
        Self::at(text, 0, 1, delimiter)
    }

    /// Begins at a byte of the text that is the first of a line; `delimiter` is an ASCII byte.
    pub fn at(text: &'t str, at: usize, line: u64, delimiter: u8) -> Self {
        Self { text, at, line, delimiter }
    }

    /// The next record that is not blank, into a buffer that is used again; `false` at the end.
    /// A fault as in [`Scanner::read`].
    pub fn read_filled(&mut self, record: &mut Record<'t>) -> Result<bool, QuoteFault> {
        while self.read(record)? {
            if !record.is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next record into a buffer that is used again, a blank line as one empty cell; `false`
    /// at the end.
    ///
    /// After a fault nothing of the record is of use, and the scanner stands on the line below the
    /// one where the quote opens, so that the faults of other lines can be found as well.
    pub fn read(&mut self, record: &mut Record<'t>) -> Result<bool, QuoteFault> {
        record.unquoted.clear();
        record.cells.clear();
        record.line = self.line;
        if self.at >= self.text.len() {
            return Ok(false);
        }
        loop {
            let cell = if self.is_quoted() {
                self.quoted(&mut record.unquoted)?
            } else {
                let begun = self.at;
                self.at = self.find_end();
                Cell::Plain(&self.text[begun..self.at])
            };
            record.cells.push(cell);
            if self.pass_end() != Some(self.delimiter) {
                return Ok(true);
            }
        }
    }

    /// Whether the next cell is in quotes; then the scanner stands before them. Some programs
    /// write a space behind each delimiter, also before a quote.
    fn is_quoted(&mut self) -> bool {
        if self.byte() == Some(b' ') {
            let rest = &self.text[self.at..];
            let bare = rest.trim_start_matches(' ');
            if bare.starts_with('"') {
                self.at += rest.len() - bare.len();
            }
        }
        self.byte() == Some(b'"')
    }

    /// Where an unquoted cell ends.
    fn find_end(&self) -> usize {
        let delimiter = self.delimiter;
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|&b| b == delimiter || b == b'\n' || b == b'\r');
        self.at + end.unwrap_or(rest.len())
    }

    /// Goes behind what ends a cell, and gives its first byte; `None` at the end of the text.
    fn pass_end(&mut self) -> Option<u8> {
        let end = self.byte();
        self.at += 1;
        if end == Some(b'\n') || end == Some(b'\r') {
            self.line += 1;
            self.at += usize::from(end == Some(b'\r') && self.byte() == Some(b'\n'));
        }
        end
    }

    /// A quoted cell, with the scanner on its opening quote before and on what ends it after.
    fn quoted(&mut self, unquoted: &mut String) -> Result<Cell<'t>, QuoteFault> {
        let (opening, opens, begun) = (self.at, self.line, unquoted.len());
        let closed = self.unquote(unquoted);
        let text_after = closed.then_some(self.line);
        if closed {
            while self.byte() == Some(b' ') {
                self.at += 1;
            }
            match self.byte() {
                Some(b) if b != self.delimiter && b != b'\n' && b != b'\r' => {}
                _ => return Ok(Cell::Unquoted(begun..unquoted.len())),
            }
        }
        (self.at, self.line) = (opening, opens);
        let rest = &self.text[opening..];
        self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.pass_end();
        Err(QuoteFault { opens, text_after })
    }

    /// Adds what stands in quotes, up to behind the closing one; `false` when there is none.
    fn unquote(&mut self, unquoted: &mut String) -> bool {
        loop {
            self.at += 1;
            let rest = &self.text[self.at..];
            let Some(length) = rest.bytes().position(|byte| byte == b'"') else { return false };
            self.line += line_ends(&rest[..length]);
            unquoted.push_str(&rest[..length]);
            self.at += length + 1;
            if self.byte() != Some(b'"') {
                return true;
            }
            unquoted.push('"');
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cells = (u64, Vec<String>);

    fn records(text: &str) -> (Vec<Cells>, Vec<QuoteFault>) {
        let (mut scanner, mut record) = (Scanner::new(text), Record::default());
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        loop {
            match scanner.read_filled(&mut record) {
                Ok(true) => {
                    found.push((record.line(), record.iter().map(String::from).collect()));
                }
                Ok(false) => return (found, faults),
                Err(fault) => faults.push(fault),
            }
        }
    }

    fn sound(text: &str) -> Vec<Cells> {
        let (records, faults) = records(text);
        assert_eq!(faults, [], "{text:?}");
        records
    }

    fn cells(line: u64, cells: &[&str]) -> Cells {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn lines_are_those_of_an_editor_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}a,b", "", "1,\"x", "y\"", ",,", "2,\"q\"\"q\"", "3,"].join(end);
            let two_lines = format!("x{end}y");
            let expected = [
                cells(1, &["a", "b"]),
                cells(3, &["1", &two_lines]),
                cells(6, &["2", "q\"q"]),
                cells(7, &["3", ""]),
            ];
            assert_eq!(sound(&text), expected, "{end:?}");
        }
        let lines = sound("\"a\r\n1\"\r\nb\n\"c\n\r\"\rd").into_iter().map(|(line, _)| line);
        assert_eq!(lines.collect::<Vec<_>>(), [1, 3, 4, 7]);
        assert_eq!(sound(""), []);
    }

    #[test]
    fn blank_lines_are_records_to_who_wants_them() {
        let (mut scanner, mut record) =
            (Scanner::at("x\na\n\n ,\n", 2, 2, b','), Record::default());
        let mut widths = Vec::new();
        while scanner.read(&mut record).unwrap() {
            widths.push((record.line(), record.len()));
        }
        assert_eq!(widths, [(2, 1), (3, 1), (4, 2)]);
    }

    #[test]
    fn semicolons_and_tabs_are_recognised() {
        for text in ["a;b,c;d\n1;2;3", "a\tb,c\td\n1\t2\t3"] {
            assert_eq!(sound(text), [cells(1, &["a", "b,c", "d"]), cells(2, &["1", "2", "3"])]);
        }
    }

    #[test]
    fn quotes_commas_and_spaces() {
        assert_eq!(sound("a,5\" x, b\"c\n"), [cells(1, &["a", "5\" x", " b\"c"])]);
        assert_eq!(
            sound("a, \"b,\"\"c\"\" \" ,d \"e\" f,\"\"\nx,"),
            [cells(1, &["a", "b,\"c\" ", "d \"e\" f", ""]), cells(2, &["x", ""])]
        );
    }

    #[test]
    fn a_broken_quote_is_a_fault_where_it_opens_and_swallows_nothing() {
        let unclosed = |opens| QuoteFault { opens, text_after: None };
        let after = |opens, line| QuoteFault { opens, text_after: Some(line) };
        let (found, faults) = records("a,b\r\n1,2\r\n3,\"oops\r\n4,5\r\n");
        assert_eq!(faults, [unclosed(3)]);
        assert_eq!(found, [cells(1, &["a", "b"]), cells(2, &["1", "2"]), cells(4, &["4", "5"])]);
        let (found, faults) = records("a,b\n1,\"open\n2,\"x\"\n3,\"y\" z\n4,\"5\"6,\"7\n");
        assert_eq!(faults, [after(2, 3), after(4, 4), after(5, 5)]);
        assert_eq!(found, [cells(1, &["a", "b"]), cells(3, &["2", "x"])]);
    }

    #[test]
    fn the_csv_crate_reads_the_same_cells() {
        use proptest::prelude::*;
        let cell = "[a-c\",;\n\r '=é]{0,6}";
        let row = prop::collection::vec(cell, 3);
        proptest!(|(rows in prop::collection::vec(row, 1..6))| {
            let mut writer = csv::Writer::from_writer(vec![]);
            let header = ["x", "y", "z"].map(String::from).to_vec();
            for row in std::iter::once(&header).chain(&rows) {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let rows = rows.into_iter().filter(|row| !row.concat().trim().is_empty());
            let read = sound(&text).into_iter().skip(1).map(|(_, cells)| cells);
            prop_assert_eq!(read.collect::<Vec<_>>(), rows.collect::<Vec<_>>());
        });
    }
}
